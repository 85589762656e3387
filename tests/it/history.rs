//! The life of an index: whatever its history, it holds what a clean build would hold.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use congdoan::article::Article;
use congdoan::duplicates::Kinship;
use congdoan::index::manifest::Manifest;
use congdoan::index::reader::headers;
use congdoan::index::schema::fields;
use congdoan::index::{Reader, Report, Silent, Task, check, update};
use congdoan::search::{Request, relatives, search};

/// A corpus and its index in a folder of their own.
pub struct World {
    _folder: tempfile::TempDir,
    pub corpus: PathBuf,
    pub index: PathBuf,
}

impl World {
    pub fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        fs::create_dir(&corpus).unwrap();
        World {
            _folder: folder,
            corpus,
            index,
        }
    }

    /// Writes a file that is older than any doubt.
    pub fn write(&self, path: &str, text: &str) {
        self.write_at(path, text, Duration::from_secs(3600));
    }

    pub fn write_at(&self, path: &str, text: &str, age: Duration) {
        let path = self.corpus.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let file = fs::File::options().append(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    pub fn update(&self, task: Task) -> Report {
        update(&self.index, &self.corpus, &task, &Silent).unwrap()
    }

    fn counts(&self, task: Task) -> [u64; 4] {
        let report = self.update(task);
        [
            report.added,
            report.updated,
            report.unchanged,
            report.removed,
        ]
    }

    /// What the index holds, in a form that does not depend on its history.
    pub fn state(&self) -> State {
        let findings = check(&self.index, Some(&self.corpus)).unwrap();
        assert_eq!(findings.damage, Vec::<String>::new());
        state(&self.index)
    }

    /// What a clean build of the same corpus holds.
    pub fn clean(&self) -> State {
        let folder = tempfile::tempdir().unwrap();
        update(folder.path(), &self.corpus, &now(), &Silent).unwrap();
        state(folder.path())
    }
}

/// What an index holds, in a form that does not depend on its history.
pub type State = (BTreeMap<String, String>, Vec<String>, BTreeSet<String>);

/// Articles, answers, and what is left out.
pub fn state(index: &Path) -> State {
    let reader = Reader::open(index).unwrap();
    let manifest = Manifest::read(&reader.searcher()).unwrap();
    let mut articles = BTreeMap::new();
    let mut left_out = BTreeSet::new();
    for (path, file) in &manifest.files {
        for known in &file.articles {
            let article = reader.article(&known.id).unwrap().unwrap();
            assert_eq!(&article.path, path);
            let related = relatives(&reader, &known.id).unwrap();
            let ids = |list: &[Article]| list.iter().map(|one| one.id.clone()).collect();
            let (copies, similar): (Vec<String>, Vec<String>) =
                (ids(&related.duplicates), ids(&related.similar));
            let about = format!(
                "{article:?} {:?} {copies:?} {similar:?}",
                kinship(&reader, &known.id)
            );
            articles.insert(known.id.clone(), about);
        }
        for one in file.record.iter().flat_map(|record| &record.left_out) {
            left_out.insert(format!("{path} {:?} {}", one.line, one.reason));
        }
    }
    let mut answers = Vec::new();
    for query in [
        "",
        "đoàn viên",
        "cong doan",
        "quỹ",
        "năm:2021 kết nạp",
        "x9",
    ] {
        let request = Request {
            query: query.to_string(),
            limit: 1000,
            per_article: 100,
            ..Request::default()
        };
        let answer = search(&reader, &request).unwrap();
        let mut hits: Vec<String> = answer
            .hits
            .iter()
            .map(|hit| format!("{} {} {:?}", hit.article.id, hit.ordinal, hit.figures))
            .collect();
        hits.sort();
        answers.push(format!(
            "{query}: {:?} {:?} {hits:?}",
            answer.total, answer.counts
        ));
    }
    (articles, answers, left_out)
}

/// Family and group of an article.
fn kinship(reader: &Reader, id: &str) -> Kinship {
    let view = reader.look().unwrap();
    let term = tantivy::Term::from_field_text(fields().id, id);
    let found = headers(&view.searcher, term).unwrap();
    assert_eq!(found.len(), 1, "{id}");
    view.kinship(found[0])
}

pub fn now() -> Task {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    Task {
        now: since.as_nanos() as i64,
        ..Task::default()
    }
}

pub fn article(number: u64) -> String {
    let year = 2018 + number % 6;
    let district = ["Ba Đình", "Tây Hồ", "Đống Đa", "Cầu Giấy"][number as usize % 4];
    format!(
        "LĐLĐ quận {district} kết nạp {} đoàn viên\n\nNgày 5/{}/{year}, LĐLĐ quận {district} (Hà Nội) trao {} triệu đồng \
         cho đoàn viên khó khăn.\n\nQuỹ do {} công đoàn cơ sở góp x{}.\n",
        number * 7 + 3,
        number % 12 + 1,
        number + 20,
        number % 90 + 2,
        number % 40,
    )
}

pub fn line(id: &str, number: u64) -> String {
    let body = article(number).replace('\n', "\\n");
    format!("{{\"id\":\"{id}\",\"title\":\"Tin {number}\",\"body\":\"{body}\"}}\n")
}

#[test]
fn only_what_changed_is_touched() {
    let world = World::new();
    world.write("a.txt", &article(1));
    world.write("b/b.txt", &article(2));
    world.write("c.jsonl", &(line("x", 3) + &line("y", 4)));
    assert_eq!(world.counts(now()), [4, 0, 0, 0]);
    let commit = fs::read(world.index.join("000001/meta.json")).unwrap();
    assert_eq!(world.counts(now()), [0, 0, 4, 0]);
    let same = fs::read(world.index.join("000001/meta.json")).unwrap();
    assert_eq!(commit, same, "a run that changes nothing writes nothing");
    world.write("a.txt", &article(5));
    world.write("c.jsonl", &(line("z", 6) + &line("x", 3)));
    fs::remove_file(world.corpus.join("b/b.txt")).unwrap();
    // z is new, a changed, x moved to another line, b and y are gone
    assert_eq!(world.counts(now()), [1, 1, 1, 2]);
    assert_eq!(world.state(), world.clean());
    let reader = Reader::open(&world.index).unwrap();
    assert_eq!(reader.article("x").unwrap().unwrap().line, Some(2));
}

#[test]
fn a_new_time_alone_writes_no_article_again() {
    let world = World::new();
    for number in 0..20 {
        world.write(&format!("{number}.txt"), &article(number));
    }
    world.update(now());
    for number in 0..20 {
        let age = Duration::from_secs(100);
        world.write_at(&format!("{number}.txt"), &article(number), age);
    }
    assert_eq!(world.counts(now()), [0, 0, 20, 0]);
    let commit = fs::read(world.index.join("000001/meta.json")).unwrap();
    assert_eq!(world.counts(now()), [0, 0, 20, 0]);
    assert_eq!(
        commit,
        fs::read(world.index.join("000001/meta.json")).unwrap()
    );
    world.write("3.txt", &article(33));
    assert_eq!(world.counts(now()), [0, 1, 19, 0]);
    assert_eq!(world.counts(now()), [0, 0, 20, 0]);
    assert_eq!(world.state(), world.clean());
}

#[test]
fn a_change_within_the_clocks_grain_is_seen() {
    let world = World::new();
    // same size, same time: only the content tells
    let (old, new) = (
        "Tên bài ban\n\nNội dung x1.\n",
        "Tên bài hai\n\nNội dung x1.\n",
    );
    world.write_at("a.txt", old, Duration::ZERO);
    let time = fs::metadata(world.corpus.join("a.txt"))
        .unwrap()
        .modified()
        .unwrap();
    world.update(now());
    fs::write(world.corpus.join("a.txt"), new).unwrap();
    let file = fs::File::options()
        .append(true)
        .open(world.corpus.join("a.txt"))
        .unwrap();
    file.set_modified(time).unwrap();
    assert_eq!(world.counts(now()), [0, 1, 0, 0]);
    // an old time is trusted, unless told otherwise
    world.write("b.txt", old);
    world.update(now());
    let time = fs::metadata(world.corpus.join("b.txt"))
        .unwrap()
        .modified()
        .unwrap();
    fs::write(world.corpus.join("b.txt"), new).unwrap();
    let file = fs::File::options()
        .append(true)
        .open(world.corpus.join("b.txt"))
        .unwrap();
    file.set_modified(time).unwrap();
    assert_eq!(world.counts(now())[1], 0);
    let checksum = Task {
        checksum: true,
        ..now()
    };
    assert_eq!(world.counts(checksum)[1], 1);
    assert_eq!(world.state(), world.clean());
}

#[test]
fn a_renamed_file_keeps_its_article() {
    let world = World::new();
    for number in 0..5 {
        world.write(&format!("{number}.txt"), &article(number));
    }
    world.update(now());
    fs::create_dir(world.corpus.join("2021")).unwrap();
    fs::rename(world.corpus.join("3.txt"), world.corpus.join("2021/ba.txt")).unwrap();
    let report = world.update(now());
    assert_eq!(
        (report.added, report.updated, report.removed, report.moved),
        (0, 1, 0, 1)
    );
    assert_eq!(world.state(), world.clean());
}

#[test]
fn of_two_articles_with_one_id_the_first_stays_whatever_happens() {
    let world = World::new();
    world.write("b.jsonl", &(line("x", 1) + &line("x", 2) + &line("y", 3)));
    let report = world.update(now());
    assert_eq!((report.added, report.skipped.len()), (2, 1));
    // an earlier file takes x; b keeps y
    world.write("a.jsonl", &line("x", 4));
    let report = world.update(now());
    assert_eq!(report.size.articles, 2);
    assert_eq!(report.skipped.len(), 2, "{:?}", report.skipped);
    assert_eq!(world.state(), world.clean());
    // a run without changes tells the same again
    assert_eq!(world.update(now()).skipped.len(), 2);
    // a later one changes nothing
    world.write("c.jsonl", &line("y", 5));
    world.update(now());
    assert_eq!(world.state(), world.clean());
    // a gives x up: b's first line has its turn, though b has not changed
    fs::remove_file(world.corpus.join("a.jsonl")).unwrap();
    world.update(now());
    assert_eq!(world.state(), world.clean());
    // and c has its turn when b goes
    fs::remove_file(world.corpus.join("b.jsonl")).unwrap();
    world.update(now());
    assert_eq!(world.state(), world.clean());
}

#[test]
fn what_is_left_out_is_excused_until_it_changes() {
    let world = World::new();
    world.write("a.txt", &article(1));
    world.write("empty.txt", "");
    world.write("bad.jsonl", &(line("x", 3) + "{\n" + &line("y", 4)));
    let report = world.update(now());
    assert_eq!((report.added, report.skipped.len()), (3, 2));
    let commit = fs::read(world.index.join("000001/meta.json")).unwrap();
    let report = world.update(now());
    assert_eq!((report.unchanged, report.skipped.len()), (3, 2));
    assert_eq!(
        commit,
        fs::read(world.index.join("000001/meta.json")).unwrap()
    );
    let findings = check(&world.index, Some(&world.corpus)).unwrap();
    assert!(findings.sound() && findings.pending() == 0, "{findings:?}");
    assert_eq!(findings.excused, 2);
    world.write("empty.txt", &article(7));
    let report = world.update(now());
    assert_eq!((report.added, report.skipped.len()), (1, 1));
    assert_eq!(world.state(), world.clean());
}

/// A generator of numbers that is the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

#[test]
fn threads_and_history_do_not_matter() {
    for seed in 0..4 {
        let world = World::new();
        let mut dice = Dice(seed);
        for _ in 0..12 {
            for _ in 0..dice.roll(8) + 1 {
                let name = format!("{}.txt", dice.roll(20));
                match dice.roll(4) {
                    0 => {
                        let _ = fs::remove_file(world.corpus.join(name));
                    }
                    1 => {
                        let name = format!("{}.jsonl", dice.roll(4));
                        let mut lines = String::new();
                        for _ in 0..dice.roll(6) {
                            lines += &line(&format!("id{}", dice.roll(12)), dice.roll(60));
                        }
                        world.write_at(&name, &lines, Duration::from_secs(dice.roll(9000)));
                    }
                    _ => {
                        let age = Duration::from_secs(dice.roll(9000));
                        world.write_at(&name, &article(dice.roll(60)), age);
                    }
                }
            }
            let task = Task {
                threads: Some(1 + dice.roll(4) as usize),
                rebuild: dice.roll(8) == 0,
                optimize: dice.roll(5) == 0,
                allow_empty: true,
                ..now()
            };
            world.update(task);
        }
        assert_eq!(world.state(), world.clean(), "seed {seed}");
        for threads in [1, 4] {
            let task = Task {
                threads: Some(threads),
                rebuild: true,
                ..now()
            };
            world.update(task);
            assert_eq!(world.state(), world.clean(), "seed {seed}");
        }
    }
}

#[test]
fn a_reader_goes_on_to_new_commits_and_generations() {
    let world = World::new();
    world.write("a.txt", &article(1));
    world.update(now());
    let reader = Reader::open(&world.index).unwrap();
    assert!(!reader.refresh().unwrap());
    let before = reader.searcher();
    world.write("b.txt", &article(2));
    world.update(now());
    assert_eq!(reader.article("b.txt").unwrap(), None);
    assert!(reader.refresh().unwrap());
    assert!(reader.article("b.txt").unwrap().is_some());
    world.write("c.txt", &article(3));
    world.update(Task {
        rebuild: true,
        ..now()
    });
    // the old generation stays while it is read
    assert!(world.index.join("000001").exists() && reader.generation() == "000001");
    assert!(reader.refresh().unwrap());
    assert_eq!(reader.generation(), "000002");
    assert!(reader.article("c.txt").unwrap().is_some());
    assert_eq!(Manifest::read(&before).unwrap().article_count(), 1);
    world.update(Task {
        rebuild: true,
        ..now()
    });
    assert!(!world.index.join("000001").exists());
}

#[test]
fn ten_readers_see_whole_commits_while_the_index_changes() {
    let world = World::new();
    // every article of one commit carries the same word
    let round = |number: u64| {
        for i in 0..6 {
            let text = format!("Tin {i}\n\nMột câu chung, đợt{number}.\n");
            world.write(&format!("{i}.txt"), &text);
        }
    };
    round(0);
    world.update(now());
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for own in 0..10 {
            let (index, done) = (&world.index, &done);
            scope.spawn(move || {
                let mut reader = Reader::open(index).unwrap();
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    // half of them open the index anew each time, as a process would
                    if own % 2 == 0 {
                        reader = Reader::open(index).unwrap();
                    } else {
                        reader.refresh().unwrap();
                    }
                    let request = Request {
                        query: "chung".into(),
                        ..Request::default()
                    };
                    let answer = search(&reader, &request).unwrap();
                    assert_eq!(answer.total.articles, 6);
                    let words: BTreeSet<&str> = answer
                        .hits
                        .iter()
                        .map(|hit| hit.text.rsplit(' ').next().unwrap())
                        .collect();
                    assert_eq!(words.len(), 1, "{words:?}");
                    // Readers of an office pause; ten that spin would starve the writer.
                    std::thread::sleep(std::time::Duration::from_millis(2));
                }
            });
        }
        for number in 1..13 {
            round(number);
            world.update(Task {
                rebuild: number % 4 == 0,
                optimize: number % 5 == 0,
                ..now()
            });
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
