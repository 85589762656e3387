//! What an index survives: empty corpora, odd files, locks, damage, kills.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::life::{five, page, run, skipped, world_of_five};
use crate::news::lines;
use crate::util::{BINARY, Run, World, number};

#[test]
fn a_missing_or_emptied_corpus_never_empties_the_index() {
    let world = world_of_five();
    run(&world, &[]);
    let there = || number(&world.search(&[]), "/total/articles");
    // Emptied: no file at all, only other files, only folders.
    fs::rename(world.corpus(""), world.root().join("away")).expect("moved");
    world.run(["index"]).trouble("--corpus");
    world.run(["index", "--allow-empty"]).exits(2);
    assert_eq!(there(), 5);
    fs::create_dir(world.corpus("")).expect("an empty corpus");
    for args in [
        vec![],
        vec!["--rebuild"],
        vec!["--dry-run"],
        vec!["--optimize"],
    ] {
        world.run(["index"]).args(&args).trouble("--allow-empty");
        assert_eq!(there(), 5, "{args:?}");
    }
    fs::create_dir(world.corpus("folder")).expect("a folder");
    world.write("note.pdf", "x");
    world.write(".hidden.txt", "x");
    world.run(["index"]).trouble("--allow-empty");
    assert_eq!(there(), 5);
    world.run(["index", "corpus/folder"]).exits(2);
    assert_eq!(there(), 5);
    // The corpus comes back as it was.
    fs::remove_dir_all(world.corpus("")).expect("removed");
    fs::rename(world.root().join("away"), world.corpus("")).expect("moved back");
    assert_eq!(run(&world, &[]), [0, 0, 5, 0, 5]);
    // And when it is meant, it is done.
    for (path, _) in five() {
        world.remove(&path);
    }
    assert_eq!(run(&world, &["--allow-empty"]), [0, 0, 0, 5, 0]);
    assert_eq!(there(), 0);
    world.run(["search", "công đoàn"]).exits(1);
}

#[test]
fn a_corpus_of_files_without_an_article_does_not_empty_the_index_either() {
    let world = World::indexed(&[
        ("a.txt", page("Một", "Bài một.")),
        ("b.txt", page("Hai", "Bài hai.")),
    ]);
    world.write("a.txt", "");
    world.write("b.txt", "\0\0\0\0");
    for args in [vec![], vec!["--rebuild"], vec!["--dry-run"], vec!["--json"]] {
        world.run(["index"]).args(&args).trouble("--allow-empty");
        assert_eq!(number(&world.search(&[]), "/total/articles"), 2, "{args:?}");
    }
    assert_eq!(run(&world, &["--rebuild", "--allow-empty"]), [0; 5]);
    assert_eq!(number(&world.search(&[]), "/total/articles"), 0);
}

#[test]
fn an_empty_corpus_without_an_index_is_trouble_too() {
    let world = World::new();
    world.run(["index"]).trouble("--corpus");
    world.run(["search", "x"]).exits(2);
    assert!(!world.index("current.json").exists());
    fs::remove_dir(world.corpus("")).expect("removed");
    world.run(["index"]).trouble("--corpus");
    world.run(["search", "x"]).exits(2);
}

#[test]
fn odd_files_are_skipped_with_their_reason() {
    let world = world_of_five();
    world.write("empty.txt", "");
    world.write("blank.txt", " \n\n\t\n");
    world.write("binary.txt", b"\x7fELF\0\0\0\0\x01\x02\x03".repeat(50));
    world.write(
        "picture.html",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".repeat(10),
    );
    let large = fs::File::create(world.corpus("large.txt")).expect("a file");
    large.set_len(200 << 20).expect("a sparse file");
    let report = world.update(&[]);
    assert_eq!(report["added"], 5);
    let lines = skipped(&report);
    let reason = |path: &str| {
        lines
            .iter()
            .find(|line| line.starts_with(&format!("{path}: ")))
            .cloned()
            .unwrap_or_default()
    };
    assert!(reason("empty.txt").contains("empty"), "{lines:?}");
    assert!(reason("blank.txt").contains("empty"), "{lines:?}");
    assert!(reason("binary.txt").contains("binary"), "{lines:?}");
    assert!(reason("picture.html").contains("binary"), "{lines:?}");
    assert!(
        reason("large.txt").contains("200 MiB") && reason("large.txt").contains("64 MiB"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 5);
    world.run(["index", "--strict"]).exits(2);
}

#[test]
fn other_files_are_counted_hidden_ones_and_links_passed_over() {
    let world = world_of_five();
    for path in [
        "a.pdf",
        "b.PDF",
        "c.docx",
        "README",
        ".hidden.txt",
        ".git/x.txt",
        "trang_files/x.txt",
        "sub/.x/y.txt",
    ] {
        world.write(path, page("Lạ", "Không được đọc đến."));
    }
    symlink(world.corpus("nam.txt"), world.corpus("link.txt")).expect("a link");
    symlink(world.corpus(""), world.corpus("2021/loop")).expect("a loop");
    symlink("/nowhere", world.corpus("broken.txt")).expect("a broken link");
    let report = world.update(&[]);
    assert_eq!(report["added"], 5);
    assert_eq!(report["ignored"], json!({"": 1, "docx": 1, "pdf": 2}));
    assert_eq!(report["skipped"], json!([]));
    assert_eq!(world.found(&["không được đọc"]), Vec::<String>::new());
}

#[test]
fn a_folder_named_like_a_page_is_a_folder() {
    let world = world_of_five();
    world.write("dir.txt/inner.txt", page("Trong", "Bài bên trong."));
    assert_eq!(run(&world, &[]), [6, 0, 0, 0, 6]);
    assert_eq!(world.found(&["bên trong"]), ["dir.txt/inner.txt"]);
}

/// Runs the command as somebody whom permissions bind, which they do not for root. None
/// where that cannot be arranged.
fn as_nobody(run: Run) -> Option<Command> {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout == b"0\n");
    let mut command = run.command();
    if root {
        command.uid(65534).gid(65534);
    }
    let mut probe = Command::new(BINARY);
    probe.arg("--version").stdout(Stdio::null());
    if root {
        probe.uid(65534).gid(65534);
    }
    probe
        .status()
        .is_ok_and(|status| status.success())
        .then_some(command)
}

fn permit(path: PathBuf, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[test]
fn what_cannot_be_read_keeps_its_articles() {
    let world = world_of_five();
    permit(world.root().to_path_buf(), 0o777);
    let Some(mut first) = as_nobody(world.run(["index", "--json"])) else {
        return;
    };
    assert!(first.status().expect("a run").success());
    world.write("2021/mot.txt", page("Đổi", "Đã đổi rồi."));
    permit(world.corpus("2021/mot.txt"), 0o000);
    permit(world.corpus("2022"), 0o000);
    let mut again = as_nobody(world.run(["index", "--json"])).expect("as before");
    let out = again.output().expect("a run");
    permit(world.corpus("2022"), 0o755);
    permit(world.corpus("2021/mot.txt"), 0o644);
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(report["articles"], 5);
    assert_eq!(report["removed"], 0);
    let lines = skipped(&report);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("2021/mot.txt: ") && lines[0].contains("denied"),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("2022: ") && lines[1].contains("denied"),
        "{lines:?}"
    );
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("warning"),
        "a closing warning"
    );
    assert_eq!(
        world.found(&["bàn việc"]).len(),
        5,
        "the old text still answers"
    );
    let mut mended = as_nobody(world.run(["index", "--json"])).expect("as before");
    let out = mended.output().expect("a run");
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(
        (number(&report, "/updated"), number(&report, "/unchanged")),
        (1, 4)
    );
}

#[test]
fn a_read_only_index_answers() {
    let world = world_of_five();
    run(&world, &[]);
    permit(world.root().to_path_buf(), 0o755);
    for entry in walkdir::WalkDir::new(world.index("")) {
        let entry = entry.expect("an entry");
        let mode = if entry.file_type().is_dir() {
            0o555
        } else {
            0o444
        };
        permit(entry.path().to_path_buf(), mode);
    }
    let Some(mut command) = as_nobody(world.run(["search", "--json", "công đoàn"])) else {
        return;
    };
    let out = command.output().expect("a run");
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let answer: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(number(&answer, "/total/articles"), 5);
    // A writer says what is in its way and where.
    let mut command = as_nobody(world.run(["index"])).expect("as before");
    let out = command.output().expect("a run");
    assert_eq!(out.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("index"),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    for entry in walkdir::WalkDir::new(world.index("")) {
        permit(entry.expect("an entry").path().to_path_buf(), 0o755);
    }
}

#[test]
fn a_second_writer_waits_its_turn() {
    let world = world_of_five();
    run(&world, &[]);
    world.write("sau.txt", page("Sáu", "Bài mới."));
    let lock = fs::File::options()
        .write(true)
        .open(world.index("lock"))
        .expect("the lock");
    lock.lock().expect("held");
    let out = world.run(["index"]).trouble("another run");
    assert!(out.stderr.contains("try again"), "{}", out.stderr);
    assert_eq!(
        number(&world.search(&[]), "/total/articles"),
        5,
        "reading needs no lock"
    );
    assert_eq!(run(&world, &["--dry-run"])[..1], [1], "nor does a dry run");
    drop(lock);
    assert_eq!(run(&world, &[]), [1, 0, 5, 0, 6]);
}

#[test]
fn writers_and_readers_at_once_do_no_harm() {
    let world = world_of_five();
    run(&world, &[]);
    let mut writers = Vec::new();
    for i in 0..6 {
        let args: &[&str] = if i % 2 == 0 {
            &["index", "--rebuild"]
        } else {
            &["index"]
        };
        let mut command = world.run(args).command();
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        writers.push(command.spawn().expect("a writer"));
    }
    for _ in 0..12 {
        assert_eq!(number(&world.search(&["công đoàn"]), "/total/articles"), 5);
    }
    let mut done = 0;
    for writer in writers {
        let out = writer.wait_with_output().expect("a writer");
        match out.status.code() {
            Some(0) => done += 1,
            Some(2) => assert!(String::from_utf8_lossy(&out.stderr).contains("another run")),
            other => panic!("{other:?}: {}", String::from_utf8_lossy(&out.stderr)),
        }
    }
    assert!(done > 0);
    assert_eq!(run(&world, &[]), [0, 0, 5, 0, 5]);
}

#[test]
fn an_index_of_another_version_says_so_and_can_be_rebuilt() {
    let world = world_of_five();
    run(&world, &[]);
    let pointer = world.index("current.json");
    let good = fs::read_to_string(&pointer).expect("a pointer");
    let mut older: Value = serde_json::from_str(&good).expect("JSON");
    older["format"] = json!(0);
    let mut others: Value = serde_json::from_str(&good).expect("JSON");
    others["analyzers"] = json!(1);
    let mut rules: Value = serde_json::from_str(&good).expect("JSON");
    rules["extraction"] = json!(1);
    let gone = good.replace("00000", "99999");
    for bad in [
        older.to_string(),
        others.to_string(),
        rules.to_string(),
        gone,
        String::new(),
        "{".to_string(),
        "null".to_string(),
        "\u{0}\u{1}".to_string(),
        "[]".to_string(),
        "{\"generation\":\"../corpus\"}".to_string(),
    ] {
        fs::write(&pointer, &bad).expect("written");
        for args in [
            vec!["search", "công đoàn"],
            vec!["facets"],
            vec!["show", "nam.txt"],
            vec!["index"],
            vec!["index", "--dry-run"],
        ] {
            let out = world.run(args).trouble("--rebuild");
            assert!(out.stderr.starts_with("congdoan: "), "{}", out.stderr);
        }
        assert_eq!(run(&world, &["--rebuild"]), [5, 0, 0, 0, 5], "{bad}");
        assert_eq!(number(&world.search(&["công đoàn"]), "/total/articles"), 5);
    }
}

/// The folder of the generation that answers.
fn generation(world: &World) -> PathBuf {
    let pointer = fs::read_to_string(world.index("current.json")).expect("a pointer");
    let pointer: Value = serde_json::from_str(&pointer).expect("JSON");
    world.index(pointer["generation"].as_str().expect("a name"))
}

#[test]
fn a_generation_that_is_not_whole_is_trouble() {
    let world = world_of_five();
    run(&world, &[]);
    for bad in ["", "{", "null"] {
        fs::write(generation(&world).join("meta.json"), bad).expect("written");
        world.run(["search", "công đoàn"]).trouble("--rebuild");
        world.run(["index"]).trouble("--rebuild");
        assert_eq!(run(&world, &["--rebuild"])[0], 5, "{bad}");
    }
    fs::remove_dir_all(generation(&world)).expect("removed");
    world.run(["search", "công đoàn"]).trouble("--rebuild");
    world.run(["index"]).trouble("--rebuild");
    assert_eq!(run(&world, &["--rebuild"]), [5, 0, 0, 0, 5]);
}

#[test]
fn without_an_index_a_search_builds_it_and_says_so() {
    for args in [
        vec!["search", "--json", "công đoàn"],
        vec!["facets", "--json"],
        vec!["show", "--json", "nam.txt"],
    ] {
        let world = world_of_five();
        let out = world.run(&args).ok();
        out.json();
        assert!(out.stderr.contains("building"), "{}", out.stderr);
        let out = world.run(&args).ok();
        assert_eq!(out.stderr, "", "only once");
    }
    let world = world_of_five();
    let out = world.run(["search", "-q", "công đoàn"]).ok();
    assert_eq!(out.stderr, "");
}

#[test]
fn a_killed_run_leaves_an_index_that_answers_and_goes_on() {
    let mut list = Vec::new();
    for i in 0..300 {
        list.push(json!({"id": format!("k{i}"), "title": format!("Bài số {i}"), "body": format!("Công đoàn họp lần thứ {i}. ").repeat(20)}));
    }
    let world = world_of_five();
    run(&world, &[]);
    world.write("many.jsonl", lines(&list));
    let whole = {
        let other = World::new();
        other.write("many.jsonl", lines(&list));
        let start = Instant::now();
        other.run(["index"]).ok();
        start.elapsed()
    };
    for i in 0..6u32 {
        let args: &[&str] = if i % 3 == 2 {
            &["index", "--rebuild"]
        } else {
            &["index"]
        };
        let mut command = world.run(args).command();
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a run");
        std::thread::sleep(whole.mul_f64(f64::from(i) / 6.0) + Duration::from_millis(5));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let found = number(&world.search(&["công đoàn"]), "/total/articles");
        assert!(
            found == 5 || found == 305,
            "{found} articles after kill {i}"
        );
    }
    let last = run(&world, &[]);
    assert_eq!(last[4], 305);
    assert_eq!(last[3], 0);
    assert_eq!(
        number(&world.search(&["công đoàn"]), "/total/articles"),
        305
    );
    assert_eq!(run(&world, &[]), [0, 0, 305, 0, 305]);
    world.run(["index", "--rebuild"]).ok();
    let entries = fs::read_dir(world.index("")).expect("the index");
    let folders = entries
        .filter(|entry| entry.as_ref().expect("an entry").path().is_dir())
        .count();
    assert_eq!(folders, 1, "nothing of the killed runs is left");
    // A first run that is killed leaves no index at all, or a whole one.
    let world = World::new();
    world.write("many.jsonl", lines(&list));
    let mut child = world
        .run(["index"])
        .command()
        .stdout(Stdio::null())
        .spawn()
        .expect("a run");
    std::thread::sleep(whole / 3);
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert_eq!(
        number(&world.search(&["công đoàn"]), "/total/articles"),
        300
    );
}

#[test]
fn folders_that_are_no_generations_are_left_alone() {
    let world = world_of_five();
    for name in ["202401", "000001"] {
        let folder = world.index(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("ghi-chep.txt"), "x").expect("a file");
    }
    run(&world, &[]);
    run(&world, &["--rebuild"]);
    run(&world, &["--optimize"]);
    for name in ["202401", "000001"] {
        assert!(world.index(name).join("ghi-chep.txt").exists(), "{name}");
    }
    let generations = world.run(["stats", "--json"]).ok().json()["generations"].clone();
    assert_eq!(
        generations.as_array().map(Vec::len),
        Some(1),
        "{generations}"
    );
}
