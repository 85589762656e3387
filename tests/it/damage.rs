//! Every file of an index damaged in turn: commands answer or name the next move, and
//! `check` finds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use congdoan::index::{Progress, Task, update};
use serde_json::{Value, json};

use crate::life::{page, run, world_of_five};
use crate::news::lines;
use crate::util::{Output, World, number};

/// A way to damage the bytes of a file.
type Damage = (&'static str, fn(&[u8]) -> Vec<u8>);

/// The ways; some of them make the search engine panic.
const WAYS: [Damage; 7] = [
    ("cut to 6 bytes", |bytes| bytes[..6].to_vec()),
    ("cut in half", |bytes| bytes[..bytes.len() / 2].to_vec()),
    ("with another end", |bytes| {
        // Before the engine's own footer, of about 100 bytes, stand the offsets of a file.
        let mut bytes = bytes.to_vec();
        let brace = |part: &[u8]| part.windows(2).rposition(|two| two == b"{\"");
        let end = match bytes.ends_with(b"\x39\x05\0\0") {
            true => brace(&bytes).and_then(|end| brace(&bytes[..end])),
            false => None,
        };
        let end = end.unwrap_or(bytes.len());
        bytes[end.saturating_sub(28)..end].fill(0xff);
        bytes
    }),
    ("overwritten", |bytes| vec![0x5a; bytes.len()]),
    // The length stays as it was in these.
    ("with five bits flipped", |bytes| {
        let mut bytes = bytes.to_vec();
        for i in 0..5 {
            let at = bytes.len() * (2 * i + 1) / 10;
            bytes[at] ^= 1 << i;
        }
        bytes
    }),
    ("with 16 odd bytes", |bytes| {
        let mut bytes = bytes.to_vec();
        let from = bytes.len() / 3;
        for (i, byte) in bytes[from..].iter_mut().take(16).enumerate() {
            *byte = byte.wrapping_mul(31).wrapping_add((i * 17 + 5) as u8);
        }
        bytes
    }),
    ("with 64 bytes lost", |bytes| {
        let mut bytes = bytes.to_vec();
        let from = bytes.len() / 4;
        let to = bytes.len().min(from + 64);
        bytes[from..to].fill(0);
        bytes
    }),
];

/// The files of the generation that answers, but for locks.
fn files(world: &World) -> Vec<PathBuf> {
    let pointer = fs::read_to_string(world.index("current.json")).expect("a pointer");
    let pointer: Value = serde_json::from_str(&pointer).expect("JSON");
    let folder = world.index(pointer["generation"].as_str().expect("a name"));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a generation") {
        let path = entry.expect("an entry").path();
        let lock = path
            .extension()
            .is_some_and(|extension| extension == "lock");
        if !lock && fs::metadata(&path).expect("a file").len() > 0 {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn replace(path: &Path, bytes: &[u8]) {
    // A new file, as the old one may be mapped into memory.
    fs::remove_file(path).expect("removed");
    fs::write(path, bytes).expect("written");
}

/// The command did what it should, or said what to do; it did not fail on its own.
fn answered_or_told(out: Output, what: &str) -> Option<i32> {
    for word in ["panicked", "the program failed", "RUST_BACKTRACE"] {
        if out.stderr.contains(word) {
            out.fail(&format!("{what}: {word}"));
        }
    }
    match out.code {
        Some(2) if !out.stderr.contains("--rebuild") => out.fail(&format!("{what}: no next move")),
        Some(0..=2) => out.code,
        _ => out.fail(&format!("{what}: an odd end")),
    }
}

#[test]
fn a_damaged_file_is_told_and_never_ends_the_program() {
    let world = world_of_five();
    run(&world, &[]);
    // A second segment, and a deleted article in the first.
    world.write(
        "sau.txt",
        page("Bài thứ sáu", "Tổ hoà giải thăm 60 đoàn viên."),
    );
    world.write("nam.txt", page("Bài đổi", "Tổ thi nấu ăn ra mắt 15 CĐCS."));
    run(&world, &[]);
    let (mut refused, mut found) = (0, 0);
    let files = files(&world);
    assert!(files.len() > 10, "{files:?}");
    for file in &files {
        let good = fs::read(file).expect("a file");
        for (way, damage) in WAYS {
            let what = format!("{} {way}", file.display());
            let damaged = damage(&good);
            if damaged == good {
                continue; // a table of nothing has no content to overwrite
            }
            replace(file, &damaged);
            let mut commands = vec![
                vec!["search", "--json", "đoàn viên"],
                vec!["show", "sau.txt"],
            ];
            if way.starts_with("with") {
                commands.push(vec!["search", "\"công đoàn họp\" năm"]);
                commands.push(vec!["figures", "--json"]);
                commands.push(vec!["stats", "--json"]);
                commands.push(vec!["index", "--dry-run"]);
            }
            for args in commands {
                let code = answered_or_told(world.run(&args).output(), &what);
                refused += u64::from(code == Some(2));
            }
            let code = answered_or_told(world.run(["check"]).output(), &what);
            let bookkeeping = file.file_name().is_some_and(|name| {
                // The engine makes its list of files anew, and its settings are no data.
                name.to_string_lossy().starts_with(".managed")
            });
            assert!(
                code != Some(0) || bookkeeping,
                "{what}: check found nothing"
            );
            found += 1;
            replace(file, &good);
        }
    }
    assert!(
        refused > found,
        "{refused} refusals of {found} damaged files"
    );
    world.run(["check"]).ok();
    replace(&files[files.len() - 1], b"x");
    assert_eq!(
        run(&world, &["--rebuild"])[0],
        6,
        "a rebuild mends everything"
    );
    world.run(["check"]).ok();
}

/// Fails once, on the first long line it is told of.
struct Stumbling(AtomicBool);

impl Progress for Stumbling {
    fn advance(&self, bytes: u64) {
        if bytes > 1 << 20 && !self.0.swap(true, Ordering::SeqCst) {
            panic!("a stone on the way");
        }
    }
}

#[test]
fn a_file_on_which_the_program_fails_is_left_out_and_keeps_its_articles() {
    let line = |id: &str| json!({"id": id, "title": "Bài", "body": format!("Chuyện của {id}.")});
    let world = World::new();
    world.write("a.jsonl", lines(&[line("x"), line("y")]));
    world.write("b.txt", page("Hai", "Bài hai."));
    run(&world, &[]);
    // So long a line is not queued: the worker that reads the file fails on it.
    let long = "x".repeat(17 << 20);
    world.write("a.jsonl", format!("{long}\n{}", lines(&[line("x")])));
    for threads in [1, 2, 4] {
        let task = Task {
            threads: Some(threads),
            ..Task::default()
        };
        let progress = Stumbling(AtomicBool::new(false));
        let report = update(&world.index(""), &world.corpus(""), &task, &progress);
        let report = report.expect("the run goes on");
        assert_eq!((report.size.articles, report.removed), (3, 0), "{report:?}");
        let told = report
            .skipped
            .iter()
            .map(|skip| format!("{}: {}", skip.path, skip.reason));
        let told: Vec<String> = told.collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("please report this (a stone on the way"),
            "{told:?}"
        );
    }
    // The next run reads it again.
    let report = world.update(&[]);
    assert_eq!(
        (number(&report, "/removed"), number(&report, "/articles")),
        (1, 2),
        "{report}"
    );
}

#[test]
fn a_merge_over_a_damaged_segment_is_told() {
    let world = world_of_five();
    run(&world, &[]);
    let postings = files(&world)
        .into_iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "pos"))
        .expect("positions");
    let good = fs::read(&postings).expect("a file");
    let mut bad = good.clone();
    let half = good.len() / 2;
    bad[..half].fill(0xff);
    replace(&postings, &bad);
    let mut told = 0;
    for i in 0..12 {
        let name = format!("them-{i}.txt");
        world.write(&name, page("Bài thêm", &format!("Tổ nấu ăn lần thứ {i}.")));
        let code = answered_or_told(world.run(["index"]).output(), &format!("run {i}"));
        told += u32::from(code == Some(2));
    }
    assert!(told > 0, "a merge met the damage");
    let out = world.run(["index", "--optimize"]).output();
    assert_eq!(answered_or_told(out, "a merge of all"), Some(2));
    run(&world, &["--rebuild"]);
    world.run(["check"]).ok();
}

#[test]
fn trouble_of_the_engine_is_told_in_plain_words() {
    let world = world_of_five();
    run(&world, &[]);
    let plain = |out: Output| {
        for word in [
            "IoError",
            "Custom",
            "Os {",
            "DataCorruption",
            "Arc",
            "segments\"",
        ] {
            if out.stderr.contains(word) {
                out.fail(&format!("{word} is for developers"));
            }
        }
        if out.stderr.len() > 400 || !out.stderr.contains("index --rebuild") {
            out.fail("a short message that ends with the next move");
        }
    };
    let files = files(&world);
    for name in ["meta.json", "term", "fast"] {
        let file = files
            .iter()
            .find(|file| file.to_string_lossy().ends_with(name));
        let file = file.expect("the file");
        let good = fs::read(file).expect("a file");
        replace(file, &good[..good.len() / 2]);
        plain(world.run(["search", "công đoàn"]).exits(2));
        plain(world.run(["stats"]).exits(2));
        fs::remove_file(file).expect("removed");
        plain(world.run(["search", "công đoàn"]).exits(2));
        fs::write(file, &good).expect("written");
    }
    fs::write(world.index("current.json"), "{\"generation\": ").expect("written");
    for args in [vec!["search", "x"], vec!["index"], vec!["check"]] {
        let out = world.run(&args).exits(2);
        assert!(out.stderr.contains("damaged"), "{}", out.stderr);
        assert!(!out.stderr.contains("out of date"), "{}", out.stderr);
        plain(out);
    }
    run(&world, &["--rebuild"]);
    world.run(["check"]).ok();
}
