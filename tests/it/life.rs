//! The life of an index: what a run adds, updates, keeps and removes.

use std::fs;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::news::lines;
use crate::util::{World, ids, number};

/// A short article of one body paragraph.
pub fn page(title: &str, body: &str) -> String {
    format!("{title}\n\n{body}\n")
}

/// Five pages in three folders.
pub fn five() -> Vec<(String, String)> {
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

pub fn world_of_five() -> World {
    let pages = five();
    let files: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    World::with(&files)
}

/// `added updated unchanged removed articles` of a run.
pub fn run(world: &World, args: &[&str]) -> [u64; 5] {
    let report = world.update(args);
    ["/added", "/updated", "/unchanged", "/removed", "/articles"].map(|key| number(&report, key))
}

/// What a run skipped, as `path: reason`.
pub fn skipped(report: &Value) -> Vec<String> {
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
            "warnings",
            "ignored",
            "seconds",
            "untagged"
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
    // `show` goes by lines too: `a` and `b` were written before `c`, which is now above them.
    for (asked, id) in [
        ("x.jsonl", "c"),
        ("x.jsonl:1", "c"),
        ("x.jsonl:2", "a"),
        ("x.jsonl:3", "b"),
    ] {
        let shown = world.run(["show", "--json", asked]).ok().json();
        assert_eq!(shown["id"], id, "{asked}");
    }
    for asked in ["x.jsonl:4", "x.jsonl:", "x.jsonl:x", "y.jsonl:1"] {
        world.run(["show", asked]).exits(1);
    }
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
    assert_eq!(run(&world, &["--dry-run"]), [5, 0, 0, 0, 0]);
    assert!(
        !world.index("current.json").exists(),
        "no index after a dry run"
    );
    run(&world, &[]);
    world.write("sau.txt", page("Sáu", "Bài mới."));
    world.write("nam.txt", page("Năm", "Bài đổi."));
    world.remove("2021/mot.txt");
    for _ in 0..2 {
        assert_eq!(run(&world, &["--dry-run"]), [1, 1, 3, 1, 5]);
        assert_eq!(run(&world, &["--dry-run", "--rebuild"]), [5, 0, 0, 0, 5]);
        assert_eq!(number(&world.search(&[]), "/total/articles"), 5);
    }
    let out = world.run(["index", "--dry-run"]).ok();
    assert!(
        out.stdout.starts_with("would be: added 1"),
        "{}",
        out.stdout
    );
    assert!(
        out.stdout.contains("; now 5 articles, 5 passages"),
        "{}",
        out.stdout
    );
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
fn what_was_merged_takes_no_room_any_more() {
    let world = world_of_five();
    run(&world, &[]);
    for i in 0..3 {
        world.write(&format!("moi-{i}.txt"), page("Tin mới", "Thêm một tin."));
        run(&world, &[]);
    }
    world.run(["index", "--optimize"]).ok();
    let generations = fs::read_dir(world.index("")).expect("the index");
    let folders = generations.map(|entry| entry.expect("an entry").path());
    let files = folders.filter_map(|folder| fs::read_dir(folder).ok());
    let stores = files.flatten().filter(|file| {
        let path = file.as_ref().expect("a file").path();
        path.extension()
            .is_some_and(|extension| extension == "store")
    });
    assert_eq!(stores.count(), 1);
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
