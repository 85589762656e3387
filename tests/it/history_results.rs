//! Whatever the history of an index, copies are told as a clean build tells them, and an
//! optimised index scores like a clean one.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use congdoan::index::{Reader, Silent, Task, update};
use congdoan::search::{Request, search};

use crate::history::{Dice, World, article, now};

/// One of a few stories, edited in one of many ways: other dates, words, order, figures, or
/// without the name of its district.
fn copy(dice: &mut Dice) -> String {
    let story = dice.roll(3);
    let district = ["Ba Đình", "Tây Hồ", "Đống Đa"][story as usize];
    let mut sentences = Vec::new();
    for i in 0..8 {
        let subject = ["Tổ may", "Xưởng in", "Bếp ăn", "Đội xe"][((story + i) % 4) as usize];
        let act = [
            "bàn cách giữ việc",
            "góp sách cho khu trọ",
            "mở lớp học nghề buổi tối",
        ];
        sentences.push(format!(
            "{subject} số {} {} suốt tuần thứ {} và kể lại cho công đoàn nghe từng chuyện nhỏ trong ca làm.",
            story * 10 + i,
            act[((story * 2 + i) % 3) as usize],
            ["nhất", "hai", "ba", "tư", "năm"][((story + i) % 5) as usize],
        ));
    }
    let gifts = [120, 120, 120, 135][dice.roll(4) as usize];
    let mut place = format!("LĐLĐ quận {district} (Hà Nội)");
    match dice.roll(5) {
        0 => place = "Công đoàn".to_string(),
        1 => sentences.swap(1, 5),
        2 => {
            sentences[3] = sentences[3].replace("kể lại cho công đoàn nghe", "nói với công đoàn về")
        }
        3 => sentences.truncate(7),
        _ => {}
    }
    let date = match dice.roll(3) {
        0 => String::new(),
        day => format!("1{day}/05/2022 08:00\n\n"),
    };
    format!(
        "Tin số {} của khu trọ\n\n{date}{place} trao {gifts} suất quà cho công nhân năm 2022.\n\n{}\n",
        dice.roll(3),
        sentences.join("\n\n"),
    )
}

#[test]
fn copies_do_not_depend_on_history() {
    for seed in 0..3 {
        let world = World::new();
        let mut dice = Dice(1000 + seed);
        for _ in 0..10 {
            for _ in 0..dice.roll(6) + 1 {
                let name = format!("{}.txt", dice.roll(16));
                match dice.roll(4) {
                    0 => {
                        let _ = fs::remove_file(world.corpus.join(name));
                    }
                    _ => {
                        let age = Duration::from_secs(dice.roll(9000));
                        world.write_at(&name, &copy(&mut dice), age);
                    }
                }
            }
            world.update(Task {
                threads: Some(1 + dice.roll(4) as usize),
                rebuild: dice.roll(8) == 0,
                optimize: dice.roll(5) == 0,
                allow_empty: true,
                ..now()
            });
            let state = world.state();
            assert_eq!(state, world.clean(), "seed {seed}");
        }
        let text = format!("{:?}", world.state().0);
        assert!(text.contains("group: Some"), "no copies in {text}");
    }
}

/// The scores of all hits of a query, by passage.
fn scores(index: &Path) -> BTreeMap<String, String> {
    let reader = Reader::open(index).unwrap();
    let mut scores = BTreeMap::new();
    for query in ["đoàn viên", "cong doan co so", "quận Tây Hồ trao quỹ"] {
        let request = Request {
            query: query.to_string(),
            limit: 1000,
            per_article: 100,
            ..Request::default()
        };
        for hit in search(&reader, &request).unwrap().hits {
            let key = format!("{query} {} {}", hit.article.id, hit.ordinal);
            scores.insert(key, hit.score.to_string());
        }
    }
    scores
}

#[test]
fn an_optimised_index_scores_like_a_clean_one() {
    let world = World::new();
    for number in 0..60 {
        world.write(&format!("{number}.txt"), &article(number));
    }
    world.update(now());
    for number in (0..60).step_by(3) {
        world.write(&format!("{number}.txt"), &article(number + 100));
        world.update(Task {
            threads: Some(3),
            ..now()
        });
    }
    world.update(Task {
        optimize: true,
        ..now()
    });
    let folder = tempfile::tempdir().unwrap();
    let task = Task {
        optimize: true,
        ..now()
    };
    update(folder.path(), &world.corpus, &task, &Silent).unwrap();
    assert_eq!(scores(&world.index), scores(folder.path()));
}
