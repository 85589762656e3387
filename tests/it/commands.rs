//! The other commands: show, extract, analyze, completions, man, help.

use serde_json::{Value, json};

use crate::news::news;
use crate::util::{Run, World, number, piece};

const COMMANDS: [&str; 8] = [
    "index",
    "search",
    "facets",
    "show",
    "extract",
    "analyze",
    "completions",
    "man",
];

#[test]
fn show_tells_one_article_by_id_or_path() {
    let article = news().run(["show", "--json", "bd22"]).ok().json();
    assert_eq!(
        article["title"],
        "Quận Ba Đình thành lập thêm công đoàn cơ sở"
    );
    assert_eq!(article["published"], "2022-07-15");
    let paragraphs = article["paragraphs"].as_array().expect("paragraphs");
    assert_eq!(paragraphs.len(), 2);
    for paragraph in paragraphs {
        assert!(["lead", "body", "caption"].contains(&paragraph["kind"].as_str().unwrap_or("")));
        let text = paragraph["text"].as_str().expect("a text");
        for figure in paragraph["figures"].as_array().expect("figures") {
            assert_eq!(Some(piece(text, figure).as_str()), figure["text"].as_str());
        }
    }
    let world = World::indexed(&[("a/b.txt", "Tiêu đề của bài\n\nNội dung của bài.\n")]);
    for name in ["a/b.txt", "./a/b.txt"] {
        let article = world.run(["show", "--json", name]).ok().json();
        assert_eq!(article["id"], "a/b.txt", "{name}");
    }
}

#[test]
fn show_marks_the_query() {
    let out = news()
        .run(["show", "bd22", "--query", "doan vien", "--color", "always"])
        .ok();
    assert!(out.stdout.contains('\u{1b}'));
    let article = news()
        .run(["show", "--json", "bd22", "--query", "doan vien"])
        .ok()
        .json();
    let paragraph = &article["paragraphs"][0];
    let text = paragraph["text"].as_str().expect("a text");
    assert_eq!(piece(text, &paragraph["matches"][0]), "đoàn viên");
    news().run(["show", "bd22", "--query", "…"]).ok();
    news()
        .run(["show", "bd22", "--query", "quận:\"Ba Đình\" -x OR \"y\""])
        .ok();
}

#[test]
fn stats_account_for_every_file_of_the_generation() {
    let world = World::indexed(&[("a.txt", "Tiêu đề của bài\n\nNội dung của bài.\n")]);
    world.write("b.txt", "Bài thứ hai\n\nCông đoàn họp.\n");
    world.run(["index"]).ok();
    let stats = world.run(["stats", "--json"]).ok().json();
    assert!(number(&stats, "/components/pairs") > 16, "{stats}");
    let segments = stats["segments"].as_array().expect("segments");
    let segments: u64 = segments.iter().map(|one| number(one, "/bytes")).sum();
    assert_eq!(segments, number(&stats, "/bytes"));
    // The rest is each file's own footer, and the engine's list of segments.
    let disk = number(&stats, "/generations/0/bytes");
    assert!(segments < disk && disk - segments < 16_000, "{stats}");
}

#[test]
fn show_of_what_is_not_there_says_how_to_find_it() {
    let out = news().run(["show", "nowhere"]).exits(1);
    assert!(out.stderr.contains("congdoan search"), "{}", out.stderr);
    assert_eq!(out.stdout, "");
    let out = news().run(["show", "--json", "nowhere"]).exits(1);
    assert_eq!(
        out.json(),
        json!({"article": null, "asked": "nowhere", "near": []})
    );
}

#[test]
fn extract_tells_all_the_indexer_understands() {
    let world = World::with(&[(
        "a.txt",
        "Tiêu đề của bài\n\nLĐLĐ quận Ba Đình kết nạp 60 đoàn viên trong năm 2022.\n\nXem thêm\nTin rất khác\n",
    )]);
    let out = world.run(["extract", "--json", "corpus/a.txt"]).ok();
    let article = out.json();
    let keys: Vec<&String> = article.as_object().expect("an object").keys().collect();
    for key in [
        "id",
        "path",
        "format",
        "encoding",
        "title",
        "lead",
        "author",
        "url",
        "published",
        "year",
        "year_source",
        "places",
        "paragraphs",
        "noise",
        "warnings",
        "figures",
    ] {
        assert!(keys.iter().any(|have| *have == key), "{key} in {keys:?}");
    }
    assert_eq!(article["id"], "a.txt", "relative to the corpus");
    assert_eq!(article["path"], "a.txt");
    assert_eq!(article["format"], "txt");
    assert_eq!(article["encoding"], "UTF-8");
    assert_eq!(article["published"], Value::Null);
    assert!(
        article["places"][0]["evidence"]
            .as_str()
            .is_some_and(|evidence| !evidence.is_empty())
    );
    assert!(!world.index("").exists(), "without an index");
    let text = world.run(["extract", "corpus/a.txt"]).ok().stdout;
    for part in [
        "Tiêu đề của bài",
        "60 đoàn viên",
        "Tin rất khác",
        "/Hà Nội/Ba Đình",
        "2022",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn extract_prints_a_line_per_article() {
    let lines = news()
        .run(["extract", "--json", "corpus/news.jsonl"])
        .ok()
        .json_lines();
    assert_eq!(lines.len(), 9);
    let world = World::with(&[
        ("a.txt", "Một\n\nHai ba.\n"),
        ("b.txt", "Bốn\n\nNăm sáu.\n"),
        ("e.txt", ""),
    ]);
    let out = world
        .run([
            "extract",
            "--json",
            "corpus/a.txt",
            "corpus/b.txt",
            "corpus/e.txt",
        ])
        .ok();
    assert_eq!(out.json_lines().len(), 2);
    assert!(out.stderr.contains("e.txt: empty file"), "{}", out.stderr);
}

#[test]
fn extract_of_nothing_is_trouble() {
    let world = World::with(&[("e.txt", ""), ("b.txt", "\0\0\0"), ("x.pdf", "x")]);
    world.run(["extract", "corpus/e.txt"]).trouble("no article");
    world.run(["extract", "corpus/b.txt"]).trouble("no article");
    world.run(["extract", "corpus/none.txt"]).exits(2);
    world.run(["extract", "corpus"]).exits(2);
    world.run(["extract", "corpus/x.pdf"]).exits(2);
    world.run(["extract"]).exits(2);
}

#[test]
fn analyze_tells_the_tokens() {
    let out = news()
        .run([
            "analyze",
            "--json",
            "Thành lập CĐCS, ở Ứng Hoà: 1.625/2.291",
        ])
        .ok();
    let answer = out.json();
    let tokens = answer["tokens"].as_array().expect("tokens");
    let exact: Vec<&str> = tokens
        .iter()
        .filter_map(|token| token["exact"].as_str())
        .collect();
    for term in [
        "thành",
        "lập",
        "cđcs",
        "ứng",
        "hòa",
        "1625/2291",
        "1625",
        "2291",
    ] {
        assert!(exact.contains(&term), "{term} in {exact:?}");
    }
    let text = answer["text"].as_str().expect("a text");
    for token in tokens {
        assert_eq!(Some(piece(text, token).as_str()), token["text"].as_str());
    }
    let table = news().run(["analyze", "Đoàn", "viên"]).ok().stdout;
    for part in ["exact", "folded", "đoàn", "doan", "viên", "vien"] {
        assert!(table.contains(part), "{part} in {table}");
    }
    assert_eq!(
        news().run(["analyze", "--json", "…"]).exits(1).json()["tokens"],
        json!([])
    );
    news().run(["analyze"]).exits(2);
}

#[test]
fn completions_and_the_manual_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = news().run(["completions", shell]).ok().stdout;
        for command in COMMANDS {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
    news().run(["completions", "cmd"]).exits(2);
    let page = news().run(["man"]).ok().stdout;
    assert!(page.contains(".TH congdoan"), "{page}");
    for command in COMMANDS {
        assert!(page.contains(command), "{command}");
    }
    for option in ["\\-\\-per\\-article", "\\-\\-rebuild", "\\-\\-chart"] {
        assert!(page.contains(option), "{option} in {page}");
    }
    let global = page.matches("\\-\\-corpus").count();
    assert!(
        global < 4,
        "what holds for every command stands once: {global}"
    );
}

#[test]
fn help_is_short_and_long() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| Run::new(nowhere.path(), args).ok().stdout;
    let (short, long) = (run(&["-h"]), run(&["--help"]));
    for command in COMMANDS {
        assert!(
            short.contains(command) && long.contains(command),
            "{command}"
        );
        let (short, long) = (run(&[command, "-h"]), run(&[command, "--help"]));
        assert!(
            short.contains("Usage:") && long.contains("Usage:"),
            "{command}"
        );
        assert!(long.len() >= short.len(), "{command}");
    }
    assert!(long.len() > short.len());
    assert!(long.contains("Exit codes"), "{long}");
    assert!(short.contains("Examples"), "{short}");
    let (short, long) = (run(&["search", "-h"]), run(&["search", "--help"]));
    for option in [
        "--district",
        "--province",
        "--year",
        "--since",
        "--until",
        "--limit",
        "--offset",
        "--per-article",
        "--sort",
        "--exact",
        "--explain",
        "--csv",
        "--jsonl",
        "--json",
        "--index",
        "--corpus",
        "--color",
        "--full",
    ] {
        assert!(short.contains(option) && long.contains(option), "{option}");
    }
    assert!(long.lines().count() > short.lines().count() + 10);
    let at = |option: &str| short.find(option).expect("the option");
    for own in ["--district", "--province", "--until", "--limit", "--jsonl"] {
        assert!(
            at(own) < at("--index") && at(own) < at("--corpus"),
            "{own}: {short}"
        );
    }
    assert!(long.contains("CĐCS"), "the query language stands there");
    let long = run(&["index", "--help"]);
    for option in [
        "--rebuild",
        "--dry-run",
        "--strict",
        "--optimize",
        "--allow-empty",
        "[PATH]",
    ] {
        assert!(long.contains(option), "{option}");
    }
    assert!(run(&["--version"]).starts_with("congdoan "));
    assert!(
        nowhere
            .path()
            .read_dir()
            .expect("a folder")
            .next()
            .is_none(),
        "help touches nothing"
    );
}

#[test]
fn quiet_says_nothing_but_results() {
    let world = World::with(&[("a.txt", "Một\n\nHai ba.\n"), ("e.txt", "")]);
    let out = world.run(["index", "-q"]).ok();
    assert_eq!((out.stdout.as_str(), out.stderr.as_str()), ("", ""));
    let out = world.run(["index", "-q", "--json"]).ok();
    assert_eq!(out.json()["unchanged"], 1, "a result is no remark");
    let out = world.run(["index", "-q", "--dry-run"]).ok();
    assert!(out.stdout.contains("unchanged 1"), "{}", out.stdout);
    let out = world.run(["index"]).ok();
    assert!(out.stderr.contains("e.txt"), "{}", out.stderr);
}

#[test]
fn explain_tells_the_parts_of_a_score() {
    let plain = news().search(&["đoàn viên"]);
    let explained = news().search(&["--explain", "đoàn viên"]);
    assert_eq!(
        number(&plain, "/total/articles"),
        number(&explained, "/total/articles")
    );
    let keys: Vec<&String> = explained["hits"][0]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    assert!(
        keys.len() > plain["hits"][0].as_object().map_or(0, serde_json::Map::len),
        "{keys:?}"
    );
}
