//! `watch`: what it takes up, what it passes over, and what does not end it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::life::page;
use crate::util::{World, number};

/// A watcher with what it says; it ends with the test.
struct Watcher {
    child: Child,
    /// The JSON reports of its updates.
    reports: Receiver<String>,
    /// Its remarks.
    remarks: Receiver<String>,
}

impl Watcher {
    fn start(world: &World, args: &[&str]) -> Watcher {
        let run = world.run(["watch", "--json", "--settle", "30"]).args(args);
        let mut command = run.command();
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a watcher");
        let reports = lines(child.stdout.take().expect("an output"));
        let remarks = lines(child.stderr.take().expect("an output"));
        let watcher = Watcher {
            child,
            reports,
            remarks,
        };
        watcher.remark("watching");
        watcher
    }

    /// The next report.
    fn report(&self) -> Value {
        let line = self.reports.recv_timeout(PATIENCE).expect("a report");
        serde_json::from_str(&line).expect("JSON")
    }

    /// Waits for a remark with this in it.
    fn remark(&self, part: &str) {
        loop {
            let line = self.remarks.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no remark with {part:?}"));
            if line.contains(part) {
                return;
            }
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

fn lines(from: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    lines
}

#[test]
fn files_that_come_and_change_are_taken_up() {
    let world = World::with(&[("a.txt", page("Một", "Bài một."))]);
    let watcher = Watcher::start(&world, &[]);
    assert_eq!(watcher.report()["added"], 1);
    world.write("sub/b.txt", page("Hai", "Bài hai kể chuyện."));
    assert_eq!(watcher.report()["added"], 1);
    assert_eq!(world.found(&["kể chuyện"]), ["sub/b.txt"]);
    world.remove("sub/b.txt");
    assert_eq!(watcher.report()["removed"], 1);
}

#[test]
fn the_index_keeps_the_abbreviations_that_the_watcher_began_with() {
    let rows = "CNTT,công nhân thuê trọ\n";
    let world = World::with(&[
        ("abbreviations.csv", rows.to_string()),
        ("a.txt", page("Một", "Khu nhà của công nhân thuê trọ.")),
    ]);
    let watcher = Watcher::start(&world, &[]);
    assert_eq!(watcher.report()["added"], 1);
    world.write("abbreviations.csv", "CNTT,công nghệ thông tin\n");
    world.write("b.txt", page("Hai", "Bài hai."));
    assert_eq!(watcher.report()["added"], 1);
    let kept = std::fs::read_to_string(world.index("abbreviations.csv"));
    assert_eq!(kept.expect("a copy"), rows);
}

#[test]
fn an_index_inside_the_corpus_does_not_wake_its_own_watcher() {
    let world = World::new();
    std::fs::write(world.root().join("a.txt"), page("Một", "Bài một.")).expect("a file");
    std::fs::create_dir_all(world.index("")).expect("a folder");
    std::fs::write(
        world.index("README.md"),
        "# Chỉ mục\n\nKhông phải bài báo.\n",
    )
    .expect("a file");
    let watcher = Watcher::start(&world, &["--corpus", ".", "--rescan", "1"]);
    let first = watcher.report();
    assert_eq!(
        (number(&first, "/added"), number(&first, "/articles")),
        (1, 1),
        "{first}"
    );
    let stamp = || {
        let about = std::fs::metadata(world.index("lock")).expect("the lock");
        about.modified().expect("a time")
    };
    drop(watcher);
    let watcher = Watcher::start(&world, &["--corpus", ".", "--rescan", "0"]);
    // Every run takes the lock and writes who holds it.
    let before = stamp();
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(stamp(), before, "a run without a change");
    std::fs::write(world.root().join("b.txt"), page("Hai", "Bài hai.")).expect("a file");
    assert_eq!(watcher.report()["added"], 1);
    let before = stamp();
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(stamp(), before, "a run of its own making");
    let hidden = world.root().join(".git/objects");
    std::fs::create_dir_all(&hidden).expect("a folder");
    std::fs::write(hidden.join("c.txt"), "x").expect("a file");
    std::thread::sleep(Duration::from_millis(800));
    assert_eq!(stamp(), before, "a run for a hidden file");
}

#[test]
fn a_table_that_is_half_saved_does_not_end_the_watcher() {
    let world = World::with(&[("a.txt", page("Một", "Bài một."))]);
    let mut watcher = Watcher::start(&world, &[]);
    assert_eq!(watcher.report()["added"], 1);
    world.write("metadata.csv", "pa");
    watcher.remark("metadata.csv");
    assert_eq!(watcher.child.try_wait().expect("a state"), None);
    world.write("metadata.csv", "path,year\na.txt,2019\n");
    assert_eq!(watcher.report()["updated"], 1);
    assert_eq!(world.found(&["năm:2019"]), ["a.txt"]);
}
