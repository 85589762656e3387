//! What people are told: about files that are odd or not there, empty places, ties.

use std::path::Path;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::life::{page, run, skipped, world_of_five};
use crate::news::{lines, news};
use crate::util::{Run, World, notices};

#[test]
fn a_path_that_names_nothing_is_trouble_and_one_that_is_gone_is_not() {
    let world = world_of_five();
    run(&world, &[]);
    let out = world
        .run(["index", "corpus/khong-co.txt"])
        .trouble("khong-co.txt");
    assert!(
        out.stderr.starts_with("congdoan: there is no "),
        "{}",
        out.stderr
    );
    world
        .run(["index", "corpus/2099", "corpus"])
        .trouble("2099");
    world.remove("nam.txt");
    assert_eq!(run(&world, &["corpus/nam.txt"]), [0, 0, 0, 1, 4]);
    world.run(["index", "corpus/nam.txt"]).trouble("nam.txt");
}

/// The reasons of the warnings of a run, each with its path.
fn warnings(report: &Value) -> Vec<String> {
    let all = report["warnings"].as_array().expect("warnings");
    let text = |value: &Value| value.as_str().expect("a text").to_string();
    all.iter()
        .map(|one| format!("{}: {}", text(&one["path"]), text(&one["reason"])))
        .collect()
}

#[test]
fn what_is_odd_about_a_page_is_told_when_it_is_indexed() {
    let world = World::with(&[
        (
            "a.txt",
            "---\ndistrict: Nơi Không Có\nyear: hai mươi\n---\nMột\n\nBài thứ nhất.\n",
        ),
        (
            "b.txt",
            "---\ntitle: Mở mà quên khép\n\nBài thứ hai nói về bếp ăn.\n",
        ),
        ("c.txt", "Ba\n\nBài thứ ba.\n"),
    ]);
    world.write(
        "d.jsonl",
        lines(&[json!({"id": "d1", "title": "Bốn", "body": "Bài thứ tư.", "province": "Xứ Lạ"})]),
    );
    let report = world.update(&[]);
    let told = warnings(&report);
    let expected = [
        "a.txt: line 3: year",
        "a.txt: line 2: district \"Nơi Không Có\"",
        "b.txt: line 3: no `---` closes the front matter",
        "d.jsonl:1: province \"Xứ Lạ\"",
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{expected} in {told}");
    }
    let article = world.run(["show", "--json", "b.txt"]).ok().json();
    assert_eq!(article["title"], "Mở mà quên khép");
    assert_eq!(
        warnings(&world.update(&[])),
        Vec::<String>::new(),
        "nothing was read"
    );
    world.write("c.txt", "---\nyear: 20x5\n---\nBa\n\nBài thứ ba.\n");
    let out = world.run(["index"]).ok();
    assert!(
        out.stderr.contains("warning: c.txt: line 2: year"),
        "{}",
        out.stderr
    );
}

#[test]
fn a_page_without_title_and_text_is_left_out() {
    let world = World::with(&[
        (
            "a.html",
            "<html><head></head><body><div></div></body></html>",
        ),
        (
            "b.html",
            "<html><head><title>Chỉ có tên</title></head><body></body></html>",
        ),
        ("c.txt", "Một\n\nHai ba.\n"),
    ]);
    let report = world.update(&[]);
    assert_eq!(skipped(&report), ["a.html: no title and no text in it"]);
    assert_eq!(report["added"], 2);
    world
        .run(["extract", "corpus/a.html"])
        .trouble("no article");
    world.run(["check"]).ok();
}

#[test]
fn an_empty_corpus_leaves_no_index_behind() {
    let world = World::new();
    world.write("note.pdf", "x");
    for args in [
        vec!["index"],
        vec!["search", "x"],
        vec!["index", "--dry-run"],
    ] {
        let out = world.run(&args).trouble("nothing to index");
        assert!(!out.stderr.contains("--allow-empty"), "{}", out.stderr);
        assert!(out.stderr.contains("--corpus"), "{}", out.stderr);
        assert!(!world.index("").exists(), "{args:?}");
    }
    assert_eq!(run(&world, &["--allow-empty"]), [0; 5]);
    world.run(["index"]).trouble("--allow-empty");
}

#[test]
fn an_emptied_index_says_that_it_is_empty() {
    let world = World::with(&[("a.txt", page("Một", "Bài một."))]);
    run(&world, &[]);
    assert_eq!(
        notices(&world.search(&["không thấy"])),
        Vec::<String>::new()
    );
    let out = world.run(["search", "không thấy"]).exits(1);
    assert!(out.stdout.contains("Try fewer words"), "{}", out.stdout);
    world.remove("a.txt");
    run(&world, &["--allow-empty"]);
    for command in ["search", "figures"] {
        let out = world.run([command, "--json", "công đoàn"]).exits(1);
        assert_eq!(notices(&out.json()), ["no_articles"], "{command}");
        let out = world.run([command, "công đoàn"]).exits(1);
        assert!(out.stdout.contains("holds no article"), "{}", out.stdout);
        assert!(!out.stdout.contains("fewer words"), "{}", out.stdout);
    }
}

#[test]
fn show_takes_a_path_as_the_shell_completes_it_and_suggests_near_ones() {
    let name: String = "Ứng Hòa.txt".nfd().collect();
    let world = World::with(&[
        (name.as_str(), page("Một", "Bài một.")),
        ("2022/ba-dinh.txt", page("Hai", "Bài hai.")),
    ]);
    run(&world, &[]);
    let title = |typed: &str| {
        let out = world.run(["show", "--json", typed]).ok();
        out.json()["title"].as_str().expect("a title").to_string()
    };
    for typed in [
        "corpus/2022/ba-dinh.txt",
        "./corpus/2022/ba-dinh.txt",
        "2022/ba-dinh.txt",
    ] {
        assert_eq!(title(typed), "Hai", "{typed}");
    }
    for typed in ["Ứng Hòa.txt", &name, &format!("corpus/{name}")] {
        assert_eq!(title(typed), "Một", "{typed}");
    }
    let out = world.run(["show", "ba-dinh.txt"]).exits(1);
    assert!(
        out.stderr.contains("did you mean `2022/ba-dinh.txt`?"),
        "{}",
        out.stderr
    );
    let out = world.run(["show", "--json", "2022/ba-dihn.txt"]).exits(1);
    assert_eq!(out.json()["near"], json!(["2022/ba-dinh.txt"]));
}

#[test]
fn what_has_the_same_printed_score_is_in_the_order_of_ids() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let world = World::new();
    let asked = |args: &[&str]| {
        let run = Run::new(world.root(), args)
            .args(["--corpus"])
            .args([&corpus]);
        run.output()
    };
    let mut ties = 0;
    for query in [
        "công đoàn",
        "đoàn viên",
        "doan vien",
        "tặng quà",
        "Hà Nội",
        "người lao động",
    ] {
        let out = asked(&[
            "search",
            "--json",
            "--limit",
            "500",
            "--per-article",
            "50",
            query,
        ]);
        let answer = out.json();
        let mut last: Option<(f64, String, u64)> = None;
        for hit in answer["hits"].as_array().expect("hits") {
            let here = (
                -hit["score"].as_f64().expect("a score"),
                hit["article"]["id"].as_str().expect("an id").to_string(),
                hit["passage"]["ordinal"].as_u64().expect("an ordinal"),
            );
            if let Some(last) = &last {
                assert!(*last < here, "{query}: {last:?} before {here:?}");
                ties += u32::from(last.0 == here.0);
            }
            last = Some(here);
        }
    }
    assert!(ties > 0, "without a tie nothing is proven");
}

#[test]
fn a_hit_stands_under_its_title_and_begins_as_its_lead_where_nothing_was_asked() {
    let lead = "Sáng nay, tổ hoà giải họp ở hội trường xã.";
    let filler = "Bà con kể chuyện mùa màng, chuyện học của con trẻ và chuyện làng xóm. ".repeat(8);
    let figures = "Cả năm có 12 vụ, 30 buổi họp, 45 lượt người dự và 60 suất quà.";
    let mut world = World::new();
    for i in 0..11 {
        world.write(
            &format!("{i:02}.txt"),
            page(&format!("Bài số {i}"), &format!("{lead} {filler}{figures}")),
        );
    }
    run(&world, &[]);
    let out = world.run(["search", "--all", "--limit", "11"]).ok().stdout;
    let lines: Vec<&str> = out.lines().collect();
    for (rank, indent) in [(1, 3), (9, 3), (10, 4), (11, 4)] {
        let title = lines
            .iter()
            .position(|line| line.starts_with(&format!("{rank}. ")));
        let title = title.expect("the title of a hit");
        let body: Vec<&&str> = lines[title + 1..]
            .iter()
            .take_while(|line| !line.is_empty())
            .collect();
        assert!(body.len() > 1, "{out}");
        for line in &body {
            let blanks = line.len() - line.trim_start().len();
            assert_eq!(blanks, indent, "{rank}: {line:?}");
        }
        let begins = |line: &&str| line.trim_start().starts_with("Sáng nay, tổ hoà giải");
        assert!(body.iter().any(|line| begins(line)), "{out}");
        assert!(!body.iter().any(|line| line.contains('…')), "{out}");
    }
    let found = world.run(["search", "45 lượt người"]).ok().stdout;
    assert!(
        found.contains("… Cả năm có 12 vụ"),
        "what was asked for is shown: {found}"
    );
    world = World::new();
    world.write(
        "x.txt",
        page(
            "Một",
            "LĐLĐ quận Ba Đình thành lập 24/52 CĐCS (đạt 46%) năm 2022.",
        ),
    );
    let out = world.run(["extract", "corpus/x.txt"]).ok().stdout;
    for part in [
        "24/52 CĐCS: ratio · 24 · CĐCS · target 52 · 46%",
        "2022 · /Hà Nội/Ba Đình",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    let out = news().run(["analyze", "CĐCS mới"]).ok().stdout;
    assert!(out.contains("position  width  words"), "{out}");
}
