//! Measures the program over generated articles and prints one row of a table.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use congdoan::corpus::walk;
use congdoan::index::Reader;
use congdoan::search::{Request, search};

use super::generate::Dice;

/// Queries of each length that are timed within one process.
const QUERIES: usize = 400;
/// Whole processes that are timed.
const PROCESSES: usize = 40;

/// What a process took.
struct Cost {
    seconds: f64,
    peak: u64,
}

/// Measures `program` over the articles in `folder`.
pub fn run(folder: &Path, program: &Path) {
    let world = World {
        folder,
        program,
        index: folder.join("index"),
    };
    let corpus = folder.join("corpus");
    let files = walk(&corpus, &[]).unwrap().files;
    let megabytes = files.iter().map(|file| file.size).sum::<u64>() as f64 / 1e6;
    println!("\n### {} articles, {megabytes:.1} MB\n", files.len());
    println!("| measure | value |\n|---|---|");
    let _ = fs::remove_dir_all(&world.index);
    let full = world.time(&["index", "-q"]);
    let out = folder.join("plain");
    let _ = fs::remove_dir_all(&out);
    let own = std::env::current_exe().unwrap();
    let mut command = Command::new(own);
    command.arg("plain").arg(folder).arg(&out);
    let plain = cost(command);
    let size = bytes(&world.index) as f64 / 1e6;
    let plain_size = bytes(&out) as f64 / 1e6;
    row(
        "full build",
        format!(
            "{:.1} s, {:.1} MB/s, {:.0} articles/s",
            full.seconds,
            megabytes / full.seconds,
            files.len() as f64 / full.seconds
        ),
    );
    row(
        "plain tantivy",
        format!(
            "{:.1} s, {:.1} MB/s",
            plain.seconds,
            megabytes / plain.seconds
        ),
    );
    row(
        "ratio of speeds",
        format!("{:.2}", plain.seconds / full.seconds),
    );
    row(
        "peak memory",
        format!("{} MB (plain: {} MB)", full.peak >> 10, plain.peak >> 10),
    );
    row(
        "index size",
        format!(
            "{size:.1} MB, {:.2} of the text (plain: {plain_size:.1} MB)",
            size / megabytes
        ),
    );
    row("segments", segments(&world.index).to_string());

    // The files are young at first: let the clock's grain pass, so that times are trusted.
    std::thread::sleep(Duration::from_secs(3));
    world.time(&["index", "-q"]);
    let same = median(5, || world.time(&["index", "-q"]).seconds);
    let look = median(5, || {
        let mut find = Command::new("find");
        find.arg(&corpus)
            .args(["-type", "f", "-printf", "%p %s %T@\\n"]);
        cost(find).seconds
    });
    row(
        "no-change update",
        format!(
            "{:.0} ms (find of the same tree: {:.0} ms)",
            same * 1e3,
            look * 1e3
        ),
    );
    let mut extra = Vec::new();
    for i in 0..5 {
        let file = corpus.join(format!("moi-{i}.txt"));
        fs::write(
            &file,
            format!("Tin mới số {i}\n\nCông đoàn họp bàn về bản tin zq{i}.\n"),
        )
        .unwrap();
        let start = Instant::now();
        world.time(&["index", "-q"]);
        world.time(&["search", &format!("zq{i}")]);
        extra.push(start.elapsed().as_secs_f64());
        fs::remove_file(file).unwrap();
    }
    extra.sort_by(f64::total_cmp);
    row(
        "one new article: update and search",
        format!("{:.0} ms", extra[2] * 1e3),
    );
    world.time(&["index", "-q"]);

    truth(&world, folder);
    let words = words(
        &corpus,
        &files
            .iter()
            .map(|file| file.path.clone())
            .collect::<Vec<_>>(),
    );
    let mut processes = Vec::new();
    for i in 0..PROCESSES {
        let query = &words[i * 7 % words.len()];
        let query = format!("{} {}", query[0], query[1]);
        processes.push(world.time(&["search", &query]).seconds * 1e3);
    }
    row(
        "whole process, two words, warm cache",
        spread(&mut processes),
    );
    in_process(&world.index, &words);
}

/// Times queries within one process over the index in `folder`; prints rows of the table.
pub fn queries(folder: &Path) {
    let corpus = folder.join("corpus");
    let files = walk(&corpus, &[]).unwrap().files;
    let paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
    in_process(&folder.join("index"), &words(&corpus, &paths));
}

fn in_process(index: &Path, words: &[[String; 4]]) {
    let reader = Reader::open(index).unwrap();
    for length in [1, 2, 4] {
        let mut first = Vec::new();
        let mut times = Vec::new();
        let mut found = Vec::new();
        for round in 0..2 {
            for query in words.iter().take(QUERIES) {
                let request = Request {
                    query: query[..length].join(" "),
                    ..Request::default()
                };
                let start = Instant::now();
                let answer = search(&reader, &request).unwrap();
                let took = start.elapsed().as_secs_f64() * 1e3;
                match round {
                    0 => first.push(took),
                    _ => {
                        times.push(took);
                        found.push(answer.total.passages);
                    }
                }
            }
        }
        row(
            &format!("{length}-word query, first time"),
            spread(&mut first),
        );
        row(&format!("{length}-word query, again"), spread(&mut times));
        found.sort_unstable();
        let (half, most) = (found[found.len() / 2], found[found.len() - 1]);
        row(
            &format!("{length}-word query, passages found"),
            format!("half of them {half} or more, at the most {most}"),
        );
    }
}

fn row(name: &str, value: String) {
    println!("| {name} | {value} |");
}

struct World<'a> {
    folder: &'a Path,
    program: &'a Path,
    index: PathBuf,
}

impl World<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.args(args).arg("--index").arg(&self.index);
        command.arg("--corpus").arg(self.folder.join("corpus"));
        command
    }

    fn time(&self, args: &[&str]) -> Cost {
        cost(self.command(args))
    }
}

/// Runs a command; its time, and the most memory it held.
fn cost(mut command: Command) -> Cost {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(
                ended.code().is_some_and(|code| code < 2),
                "{command:?}: {ended}"
            );
            return Cost {
                seconds: start.elapsed().as_secs_f64(),
                peak,
            };
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(held.unwrap_or(0));
        std::thread::sleep(pause);
        pause = (pause * 5 / 4).min(Duration::from_millis(20));
    }
}

/// The districts of the index against those that were written.
fn truth(world: &World<'_>, folder: &Path) {
    let output = world.command(&["facets", "--json"]).output().unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for facet in answer["facets"]["district"].as_array().unwrap() {
        // a district counts across the provinces that it was filed under
        let name = facet["value"].as_str().unwrap().to_string();
        *found.entry(name).or_default() += facet["count"].as_u64().unwrap();
    }
    let mut wanted: BTreeMap<String, u64> = BTreeMap::new();
    for line in fs::read_to_string(folder.join("truth.csv"))
        .unwrap()
        .lines()
        .skip(1)
    {
        let district = line.split(',').nth(2).unwrap();
        let name = ["quận ", "huyện ", "thị xã "]
            .iter()
            .fold(district, |name, kind| name.trim_start_matches(kind));
        *wanted.entry(name.to_string()).or_default() += 1;
    }
    let right = wanted
        .iter()
        .filter(|(name, count)| found.get(*name) == Some(count))
        .count();
    println!(
        "| districts with the true count | {right} of {} |",
        wanted.len()
    );
}

/// Runs of words from the articles.
fn words(corpus: &Path, paths: &[String]) -> Vec<[String; 4]> {
    let mut dice = Dice(7);
    let mut found = Vec::new();
    while found.len() < QUERIES {
        let path = &paths[dice.roll(paths.len())];
        let Ok(text) = fs::read_to_string(corpus.join(path)) else {
            continue;
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = dice.roll(words.len() - 4);
        let run = [0, 1, 2, 3].map(|i| {
            words[at + i]
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_string()
        });
        if run
            .iter()
            .all(|word| word.chars().all(char::is_alphabetic) && !word.is_empty())
        {
            found.push(run);
        }
    }
    found
}

fn spread(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    format!(
        "p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms",
        at(0.5),
        at(0.95),
        at(0.99)
    )
}

fn median(times: usize, mut measure: impl FnMut() -> f64) -> f64 {
    let mut taken: Vec<f64> = (0..times).map(|_| measure()).collect();
    taken.sort_by(f64::total_cmp);
    taken[times / 2]
}

fn segments(index: &Path) -> usize {
    let reader = Reader::open(index).unwrap();
    reader.searcher().segment_readers().len()
}

/// The bytes of all files in a folder.
fn bytes(folder: &Path) -> u64 {
    let mut sum = 0;
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let about = entry.metadata().unwrap();
        sum += if about.is_dir() {
            bytes(&entry.path())
        } else {
            about.len()
        };
    }
    sum
}
