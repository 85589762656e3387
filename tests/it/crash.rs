//! Runs that are killed, stopped, or fail: the index opens, is sound, answers from the old
//! or the new state, and the next run completes as if nothing had happened.
//!
//! `CONGDOAN_KILLS` says how often to kill; `scripts/kills` runs it 200 times.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use congdoan::index::{Silent, check, update};

use crate::history::{Dice, State, article, line, now, state};
use crate::util::{BINARY, World};

/// Kills in a usual run of the tests.
const KILLS: u64 = 8;

fn kills() -> u64 {
    let wanted = std::env::var("CONGDOAN_KILLS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(KILLS)
}

/// Changes the corpus: files come, change and go, and lines do.
fn change(world: &World, dice: &mut Dice) {
    for _ in 0..20 + dice.roll(60) {
        let name = format!("{}.txt", dice.roll(300));
        match dice.roll(4) {
            0 => drop(fs::remove_file(world.corpus(&name))),
            _ => world.write(&name, article(dice.roll(5000))),
        }
    }
    let mut lines = String::new();
    for id in 0..dice.roll(80) {
        lines += &line(&format!("id{id}"), dice.roll(5000));
    }
    world.write(&format!("{}.jsonl", dice.roll(3)), lines);
    world.write("luon-co.txt", article(1));
}

/// What a clean build of the world's corpus holds.
fn clean(world: &World) -> State {
    let other = World::new();
    update(&other.index(""), &world.corpus(""), &now(), &Silent).expect("a clean build");
    state(&other.index(""))
}

fn spawn(world: &World, args: &[&str]) -> Child {
    let mut command = world.run(args).command();
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("a run")
}

fn generations(root: &Path) -> usize {
    let entries = fs::read_dir(root).expect("the index").flatten();
    entries.filter(|entry| entry.path().is_dir()).count()
}

#[test]
fn killed_at_any_moment_the_index_is_sound_and_the_next_run_completes() {
    let seed = u64::from(std::process::id());
    let mut dice = Dice(seed);
    let world = World::new();
    change(&world, &mut dice);
    world.run(["index"]).ok();
    let mut old = state(&world.index(""));
    let mut longest = Duration::from_millis(100);
    let (mut kept, mut switched) = (0, 0);
    for kill in 0..kills() {
        let what = format!("kill {kill}, seed {seed}");
        change(&world, &mut dice);
        let new = clean(&world);
        let args: &[&str] = match dice.roll(3) {
            0 => &["index"],
            1 => &["index", "--optimize"],
            _ => &["index", "--rebuild"],
        };
        // Some runs are killed several times over before one is let through.
        for _ in 0..1 + dice.roll(3) {
            let start = Instant::now();
            let mut run = spawn(&world, args);
            let share = dice.roll(1200) as f64 / 1000.0;
            std::thread::sleep(longest.mul_f64(share));
            let ended = run.try_wait().expect("a state").is_some();
            run.kill().expect("killed");
            run.wait().expect("ended");
            if ended {
                longest = longest.min(start.elapsed());
            }
            world.run(["check"]).ok();
            world.run(["search", "đoàn viên"]).ok();
            let held = state(&world.index(""));
            assert!(held == old || held == new, "{what}: neither old nor new");
            match held == new {
                true => switched += 1,
                false => kept += 1,
            }
        }
        let start = Instant::now();
        world.run(["index"]).ok();
        longest = longest.max(start.elapsed());
        assert!(
            state(&world.index("")) == new,
            "{what}: not like a clean build"
        );
        let findings = check(&world.index(""), Some(&world.corpus(""))).expect("a check");
        assert!(
            findings.sound() && findings.pending() == 0,
            "{what}: {findings:?}"
        );
        assert_eq!(generations(&world.index("")), 1, "{what}");
        old = new;
    }
    // Some kills come before the end of the run; of many, some come after it.
    assert!(kept > 0, "no run was killed before its end, seed {seed}");
    if kills() > KILLS {
        assert!(switched > 0, "no run came to its end, seed {seed}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_the_index_as_it_was() {
    let world = World::new();
    world.write("a.txt", article(1));
    world.run(["index"]).ok();
    let old = state(&world.index(""));
    let mut lines = String::new();
    for id in 0..8000 {
        lines += &line(&format!("id{id}"), id);
    }
    world.write("many.jsonl", lines);
    for args in [&["index"][..], &["index", "--rebuild"]] {
        let mut run = spawn(&world, args);
        std::thread::sleep(Duration::from_millis(400));
        let kill = Command::new("kill")
            .arg("-INT")
            .arg(run.id().to_string())
            .status();
        assert!(kill.expect("kill").success());
        let code = run.wait().expect("ended").code();
        assert_eq!(code, Some(130), "{args:?}");
        assert_eq!(state(&world.index("")), old);
        assert_eq!(generations(&world.index("")), 1);
        world.run(["check"]).ok();
    }
}

#[cfg(unix)]
#[test]
fn a_disk_without_room_is_told_and_does_no_harm() {
    let world = World::new();
    world.write("a.txt", article(1));
    world.run(["index"]).ok();
    let old = state(&world.index(""));
    for number in 0..400 {
        world.write(&format!("{number}.txt"), article(number).repeat(3));
    }
    // No file may grow beyond 16 kB: every larger write fails, as on a full disk.
    for args in ["index", "index --rebuild"] {
        let script = format!("trap '' XFSZ; ulimit -f 32; exec {BINARY} {args}");
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(world.root())
            .env_remove("CONGDOAN_INDEX")
            .env_remove("CONGDOAN_CORPUS")
            .output()
            .expect("a run");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("File too large"), "{told}");
        assert_eq!(state(&world.index("")), old);
        assert_eq!(generations(&world.index("")), 1);
    }
    world.run(["index"]).ok();
    assert_eq!(state(&world.index("")), clean(&world));
}

#[test]
fn a_full_disk_is_told_and_does_no_harm() {
    let world = World::new();
    world.write("a.txt", article(1));
    let index = world.index("");
    fs::create_dir(&index).expect("a folder");
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=512k", "congdoan-test"])
        .arg(&index)
        .stderr(Stdio::null())
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        return; // only who may mount a small disk can fill it
    }
    let _mounted = Mounted(&index);
    world.run(["index"]).ok();
    let old = state(&index);
    fs::write(index.join("filler"), vec![1; 400 << 10]).expect("a filler");
    for number in 0..600 {
        world.write(&format!("{number}.txt"), article(number).repeat(3));
    }
    let told = world.run(["index"]).exits(2).stderr;
    assert!(told.contains("No space left"), "{told}");
    assert_eq!(state(&index), old);
}

/// A small disk, taken away in the end.
struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn files_that_change_while_they_are_read_are_read_again() {
    let world = World::new();
    for number in 0..150 {
        world.write(&format!("{number}.txt"), article(number));
    }
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice(3);
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let name = format!("{}.txt", dice.roll(150));
                match dice.roll(8) {
                    0 => drop(fs::remove_file(world.corpus(&name))),
                    _ => drop(fs::write(world.corpus(&name), article(dice.roll(5000)))),
                }
            }
        });
        for _ in 0..6 {
            let report = update(&world.index(""), &world.corpus(""), &now(), &Silent);
            report.expect("an update");
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    update(&world.index(""), &world.corpus(""), &now(), &Silent).expect("an update");
    assert_eq!(state(&world.index("")), clean(&world));
}
