//! The life of an index: what a run adds, updates, keeps and removes, and what it survives.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::news::lines;
use crate::util::{BINARY, Run, World, ids, number};

/// A short article of one body paragraph.
fn page(title: &str, body: &str) -> String {
    format!("{title}\n\n{body}\n")
}

/// Five pages in three folders.
fn five() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (path, word) in [
        ("2021/mot.txt", "Một"),
        ("2021/hai.txt", "Hai"),
        ("2022/ba.txt", "Ba"),
        ("2022/sau/bon.txt", "Bốn"),
        ("nam.txt", "Năm"),
    ] {
        pages.push((
            path.to_string(),
            page(
                &format!("Bài {word} của tổ"),
                &format!("Công đoàn họp bàn việc số {word}."),
            ),
        ));
    }
    pages
}

fn world_of_five() -> World {
    let pages = five();
    let files: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    World::with(&files)
}

/// `added updated unchanged removed articles` of a run.
fn run(world: &World, args: &[&str]) -> [u64; 5] {
    let report = world.update(args);
    ["/added", "/updated", "/unchanged", "/removed", "/articles"].map(|key| number(&report, key))
}

/// What a run skipped, as `path: reason`.
fn skipped(report: &Value) -> Vec<String> {
    let list = report["skipped"].as_array().expect("skipped");
    let line = |skip: &Value| {
        format!(
            "{}: {}",
            skip["path"].as_str().expect("a path"),
            skip["reason"].as_str().expect("a reason")
        )
    };
    list.iter().map(line).collect()
}

#[test]
fn a_run_reports_what_it_did() {
    let world = world_of_five();
    let report = world.update(&[]);
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "added",
            "updated",
            "unchanged",
            "removed",
            "articles",
            "passages",
            "figures",
            "skipped",
            "ignored",
            "seconds"
        ]
    );
    assert_eq!(report["added"], 5);
    assert_eq!(report["passages"], 5);
    assert_eq!(run(&world, &[]), [0, 0, 5, 0, 5]);
    let out = world.run(["index"]).ok();
    assert!(
        out.stdout
            .starts_with("added 0, updated 0, unchanged 5, removed 0"),
        "{}",
        out.stdout
    );
    assert_eq!(out.stderr, "");
}

#[test]
fn a_sixth_page_comes_changes_and_goes() {
    let world = world_of_five();
    assert_eq!(run(&world, &[]), [5, 0, 0, 0, 5]);
    world.write("sau.txt", page("Bài thứ sáu", "Tổ hoà giải ra mắt."));
    assert_eq!(world.found(&["hòa giải"]), Vec::<String>::new());
    assert_eq!(run(&world, &[]), [1, 0, 5, 0, 6]);
    assert_eq!(world.found(&["hòa giải"]), ["sau.txt"]);
    world.write("sau.txt", page("Bài thứ sáu", "Tổ thi nấu ăn ra mắt."));
    assert_eq!(run(&world, &[]), [0, 1, 5, 0, 6]);
    assert_eq!(world.found(&["hòa giải"]), Vec::<String>::new());
    assert_eq!(world.found(&["nấu ăn"]), ["sau.txt"]);
    world.remove("sau.txt");
    assert_eq!(run(&world, &[]), [0, 0, 5, 1, 5]);
    assert_eq!(world.found(&["nấu ăn"]), Vec::<String>::new());
    assert_eq!(number(&world.search(&[]), "/total/articles"), 5);
}

#[test]
fn a_touched_page_is_unchanged_and_a_renamed_one_is_updated() {
    let world = world_of_five();
    run(&world, &[]);
    world.write("nam.txt", &five()[4].1);
    assert_eq!(run(&world, &[]), [0, 0, 5, 0, 5]);
    fs::rename(world.corpus("nam.txt"), world.corpus("5.txt")).expect("renamed");
    assert_eq!(run(&world, &[]), [0, 1, 4, 0, 5]);
    assert_eq!(world.found(&["việc số năm"]), ["5.txt"]);
}

#[test]
fn lines_of_a_jsonl_file_come_change_and_go() {
    let article =
        |id: &str, body: &str| json!({"id": id, "title": format!("Bài {id}"), "body": body});
    let world = World::new();
    let (a, b, c) = (
        article("a", "Chuyện thứ nhất."),
        article("b", "Chuyện thứ hai."),
        article("c", "Chuyện thứ ba."),
    );
    world.write("x.jsonl", lines(&[a.clone(), b.clone(), c.clone()]));
    assert_eq!(run(&world, &[]), [3, 0, 0, 0, 3]);
    assert_eq!(run(&world, &[]), [0, 0, 3, 0, 3]);
    let d = article("d", "Chuyện thứ tư.");
    world.write(
        "x.jsonl",
        lines(&[a.clone(), b.clone(), c.clone(), d.clone()]),
    );
    assert_eq!(run(&world, &[]), [1, 0, 3, 0, 4]);
    world.write(
        "x.jsonl",
        lines(&[
            a.clone(),
            article("b", "Chuyện thứ hai mới."),
            c.clone(),
            d.clone(),
        ]),
    );
    assert_eq!(run(&world, &[]), [0, 1, 3, 0, 4]);
    assert_eq!(world.found(&["hai mới"]), ["b"]);
    world.write("x.jsonl", lines(&[a.clone(), d.clone()]));
    assert_eq!(run(&world, &[]), [0, 0, 2, 2, 2]);
    // The order of the lines is no change of an article.
    world.write("x.jsonl", lines(&[d.clone(), a.clone()]));
    assert_eq!(run(&world, &[]), [0, 0, 2, 0, 2]);
    world.remove("x.jsonl");
    world.write("y.txt", page("Khác", "Một bài khác."));
    assert_eq!(run(&world, &[]), [1, 0, 0, 2, 1]);
}

#[test]
fn a_line_that_moved_is_named_by_its_new_number() {
    let article = |id: &str| json!({"id": id, "title": format!("Bài {id}"), "body": format!("Chuyện của {id}.")});
    let world = World::new();
    world.write("x.jsonl", lines(&[article("a"), article("b")]));
    run(&world, &[]);
    world.write(
        "x.jsonl",
        lines(&[article("c"), article("a"), article("b")]),
    );
    run(&world, &[]);
    let answer = world.search(&["\"chuyện của b\""]);
    assert_eq!(answer["hits"][0]["article"]["line"], 3);
}

#[test]
fn bad_lines_are_named_and_the_rest_is_indexed() {
    let text = [
        r#"{"id":"a","title":"Một","body":"Bài tốt thứ nhất."}"#,
        r#"{"id":"b","title":"Hai"}"#,
        r#"{"id":"","title":"Ba","body":"Không tên."}"#,
        r#"{"id":"c","title":"Bốn","body":"#,
        "",
        "[1,2]",
        r#"{"id":"a","title":"Năm","body":"Cùng tên."}"#,
        r#"{"id":"d","title":"Sáu","body":"Bài tốt thứ hai."}"#,
    ]
    .join("\n");
    let world = World::with(&[("x.jsonl", text)]);
    let report = world.update(&[]);
    assert_eq!(report["added"], 2);
    let skipped = skipped(&report);
    let expected = [
        "x.jsonl:2: no body",
        "x.jsonl:3: no id",
        "x.jsonl:4: no JSON",
        "x.jsonl:6: no",
        "x.jsonl:7: duplicate id",
    ];
    assert_eq!(skipped.len(), expected.len(), "{skipped:?}");
    for (line, start) in skipped.iter().zip(expected) {
        assert!(line.starts_with(start), "{line} against {start}");
    }
    let out = world.run(["index"]).ok();
    assert!(
        out.stderr.contains("x.jsonl:7: duplicate id"),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("warning"), "{}", out.stderr);
    let out = world.run(["index", "--strict"]).exits(2);
    assert!(out.stderr.contains("--strict"), "{}", out.stderr);
    assert_eq!(
        world.found(&["bài tốt"]),
        ["a", "d"],
        "strict or not, what is good is there"
    );
}

#[test]
fn an_id_used_by_two_files_stays_with_the_first_path() {
    let article = |body: &str| lines(&[json!({"id": "x", "title": "Bài", "body": body})]);
    for order in [["a", "b"], ["b", "a"]] {
        let world = World::new();
        for name in order {
            world.write(
                &format!("{name}.jsonl"),
                article(&format!("Chuyện kể ở tệp {name}.")),
            );
            world.update(&[]);
        }
        let report = world.update(&[]);
        assert_eq!(report["articles"], 1, "{order:?}");
        assert_eq!(
            skipped(&report),
            ["b.jsonl:1: duplicate id, used by a.jsonl"],
            "{order:?}"
        );
        assert_eq!(world.found(&["\"ở tệp a\""]), ["x"], "{order:?}");
        world.remove("a.jsonl");
        world.update(&[]);
        let report = world.update(&[]);
        assert_eq!(
            report["articles"], 1,
            "{order:?}: the other one takes its place"
        );
        assert_eq!(world.found(&["\"ở tệp b\""]), ["x"], "{order:?}");
    }
}

#[test]
fn an_id_may_move_from_one_file_to_another() {
    let x = json!({"id": "x", "title": "Bài", "body": "Chuyện dời nhà."});
    let y = json!({"id": "y", "title": "Bài", "body": "Chuyện ở lại."});
    for (from, to) in [("a", "b"), ("b", "a")] {
        let world = World::new();
        world.write(&format!("{from}.jsonl"), lines(&[x.clone(), y.clone()]));
        world.write(
            &format!("{to}.jsonl"),
            lines(&[json!({"id": "z", "title": "Bài", "body": "Chuyện khác."})]),
        );
        assert_eq!(run(&world, &[])[4], 3);
        world.write(&format!("{from}.jsonl"), lines(std::slice::from_ref(&y)));
        world.write(
            &format!("{to}.jsonl"),
            lines(&[
                json!({"id": "z", "title": "Bài", "body": "Chuyện khác."}),
                x.clone(),
            ]),
        );
        world.update(&[]);
        let report = world.update(&[]);
        assert_eq!(
            (report["articles"].as_u64(), skipped(&report)),
            (Some(3), Vec::new()),
            "{from} to {to}"
        );
        assert_eq!(world.found(&["dời nhà"]), ["x"], "{from} to {to}");
    }
}

#[test]
fn ids_and_paths_in_any_spelling_survive_an_edit() {
    let nfd = |text: &str| -> String { text.nfd().collect() };
    let world = World::new();
    let names = [
        nfd("Ứng Hòa.txt"),
        "hai  dấu cách.txt".to_string(),
        nfd("thư mục đẹp/Thuý.txt"),
        "zero\u{200b}width.txt".to_string(),
    ];
    let long = "x".repeat(5000);
    let ids = [
        nfd("số một"),
        " b  c ".to_string(),
        "\nx.jsonl".to_string(),
        "a\u{0}b".to_string(),
        long,
        "7".to_string(),
        "-1".to_string(),
    ];
    let write = |body: &str| {
        for name in &names {
            world.write(name, page("Một tiêu đề", body));
        }
        let articles: Vec<Value> = ids
            .iter()
            .map(|id| json!({"id": id, "title": "Một tiêu đề", "body": body}))
            .collect();
        world.write("x.jsonl", lines(&articles));
    };
    let all = (names.len() + ids.len()) as u64;
    write("Chuyện lúc đầu.");
    assert_eq!(run(&world, &[]), [all, 0, 0, 0, all]);
    assert_eq!(run(&world, &[]), [0, 0, all, 0, all]);
    write("Chuyện về sau.");
    assert_eq!(run(&world, &[]), [0, all, 0, 0, all]);
    assert_eq!(world.found(&["về sau"]).len() as u64, all);
    assert_eq!(world.found(&["lúc đầu"]).len(), 0);
    write("Chuyện về sau.");
    assert_eq!(run(&world, &[]), [0, 0, all, 0, all]);
}

#[test]
fn paths_limit_a_run() {
    let world = world_of_five();
    run(&world, &[]);
    for (path, _) in five() {
        world.write(&path, page("Đổi cả rồi", "Nội dung nay đã khác."));
    }
    world.remove("nam.txt");
    world.remove("2021/hai.txt");
    assert_eq!(run(&world, &["corpus/2021"]), [0, 1, 0, 1, 4]);
    assert_eq!(world.found(&["nay đã khác"]), ["2021/mot.txt"]);
    assert_eq!(run(&world, &["corpus/2022/sau/bon.txt"]), [0, 1, 0, 0, 4]);
    // A path that is gone: its articles go.
    assert_eq!(run(&world, &["corpus/nam.txt"]), [0, 0, 0, 1, 3]);
    let absolute = world.corpus("2022");
    assert_eq!(
        run(&world, &[absolute.to_str().expect("UTF-8")]),
        [0, 1, 1, 0, 3]
    );
    assert_eq!(run(&world, &[]), [0, 0, 3, 0, 3]);
    // A folder whose name only begins alike is another.
    world.write("20222/x.txt", page("Khác", "Thư mục khác."));
    assert_eq!(run(&world, &["corpus/2022"]), [0, 0, 2, 0, 3]);
}

#[test]
fn a_path_outside_the_corpus_is_trouble() {
    let world = world_of_five();
    run(&world, &[]);
    for path in ["/etc", "corpus/../index", ".", "nowhere"] {
        world.run(["index", path]).trouble("corpus");
    }
    assert_eq!(run(&world, &[]), [0, 0, 5, 0, 5]);
}

#[test]
fn a_dry_run_changes_nothing() {
    let world = world_of_five();
    assert_eq!(run(&world, &["--dry-run"])[..4], [5, 0, 0, 0]);
    assert!(
        !world.index("current.json").exists(),
        "no index after a dry run"
    );
    run(&world, &[]);
    world.write("sau.txt", page("Sáu", "Bài mới."));
    world.write("nam.txt", page("Năm", "Bài đổi."));
    world.remove("2021/mot.txt");
    for _ in 0..2 {
        assert_eq!(run(&world, &["--dry-run"])[..4], [1, 1, 3, 1]);
        assert_eq!(number(&world.search(&[]), "/total/articles"), 5);
    }
    let out = world.run(["index", "--dry-run"]).ok();
    assert!(out.stdout.contains("would"), "{}", out.stdout);
    assert_eq!(run(&world, &[]), [1, 1, 3, 1, 5]);
}

#[test]
fn a_rebuild_makes_a_new_generation_and_removes_the_old_one() {
    let world = world_of_five();
    run(&world, &[]);
    let before = fs::read_to_string(world.index("current.json")).expect("a pointer");
    assert_eq!(run(&world, &["--rebuild"]), [5, 0, 0, 0, 5]);
    let after = fs::read_to_string(world.index("current.json")).expect("a pointer");
    assert_ne!(before, after);
    let entries = fs::read_dir(world.index("")).expect("the index");
    let folders = entries
        .filter(|entry| entry.as_ref().expect("an entry").path().is_dir())
        .count();
    assert_eq!(folders, 1);
    assert_eq!(number(&world.search(&["công đoàn"]), "/total/articles"), 5);
    world.run(["index", "--optimize"]).ok();
    assert_eq!(number(&world.search(&["công đoàn"]), "/total/articles"), 5);
}

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
    let out = world.run(["index", "--json"]).output();
    assert!(out.code == Some(0) || out.code == Some(2));
    assert_eq!(
        number(&world.search(&[]), "/total/articles"),
        if out.code == Some(2) { 2 } else { 0 }
    );
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
    let gone = good.replace("00000", "99999");
    for bad in [
        older.to_string(),
        others.to_string(),
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
fn a_run_after_an_update_answers_like_a_fresh_index() {
    let world = world_of_five();
    run(&world, &[]);
    for round in 0..3 {
        for (path, _) in five() {
            world.write(
                &path,
                page(
                    &format!("Vòng {round}"),
                    &format!("Tổ kể chuyện vòng {round} ở {path}."),
                ),
            );
            run(&world, &[]);
        }
    }
    let fresh = World::new();
    for (path, _) in five() {
        fresh.write(&path, fs::read(world.corpus(&path)).expect("a page"));
    }
    for query in ["kể chuyện vòng 2", "vòng 1", "chuyen", "nam"] {
        let (one, other) = (world.search(&[query]), fresh.search(&[query]));
        assert_eq!(one["total"], other["total"], "{query}");
        assert_eq!(one["facets"], other["facets"], "{query}");
        assert_eq!(ids(&one), ids(&other), "{query}");
    }
}
