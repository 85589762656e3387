//! Lines, tables and terminals: how an answer is written.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::news::{articles, lines, news};
use crate::util::{BINARY, Run, World, ids};

#[test]
fn jsonl_is_the_hits_one_a_line() {
    let answer = news().search(&["công"]);
    let lines = news().run(["search", "--jsonl", "công"]).ok().json_lines();
    assert_eq!(Value::Array(lines), answer["hits"]);
}

#[test]
fn csv_has_the_columns_of_the_contract() {
    let out = news().run(["search", "--csv", "đoàn viên"]).ok();
    let mut reader = csv::Reader::from_reader(out.stdout.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_string)
        .collect();
    assert_eq!(
        header.join(","),
        "rank,score,id,path,title,published,year,places,passage,figures"
    );
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    let answer = news().search(&["đoàn viên"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert_eq!(rows.len(), hits.len());
    for (row, hit) in rows.iter().zip(hits) {
        assert_eq!(row[0], hit["rank"].to_string());
        assert_eq!(&row[2], hit["article"]["id"].as_str().expect("an id"));
        assert_eq!(&row[4], hit["article"]["title"].as_str().expect("a title"));
        assert_eq!(&row[5], hit["article"]["published"].as_str().unwrap_or(""));
        assert_eq!(&row[7], "/Hà Nội/Ba Đình");
        assert_eq!(&row[8], hit["passage"]["text"].as_str().expect("a text"));
    }
}

#[test]
fn csv_cells_are_no_formulas() {
    let starts = [
        "=1+1",
        "+84 gọi",
        "-5 độ",
        "@SUM(A1)",
        "=HYPERLINK(\"http://x\",\"y\")",
    ];
    let mut list = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        list.push(json!({"id": format!("{start}{i}"), "title": format!("{start} tiêu đề bài"), "body": format!("{start} là nội dung, có dấu \"nháy\" và phẩy.\n\nDòng sau của nội dung.")}));
    }
    let world = World::indexed(&[("a.jsonl", lines(&list))]);
    let out = world
        .run(["search", "--csv", "--limit", "50", "nội dung"])
        .ok();
    let mut reader = csv::Reader::from_reader(out.stdout.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        rows += 1;
        for cell in row.iter().skip(2) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
        assert!(row[4].starts_with('\''), "{:?}", &row[4]);
    }
    assert_eq!(rows, starts.len());
}

#[test]
fn formats_exclude_each_other() {
    for pair in [
        ["--csv", "--json"],
        ["--csv", "--jsonl"],
        ["--json", "--jsonl"],
    ] {
        let out = news().run(["search", "quận"]).args(pair).exits(2);
        assert_eq!(out.stdout, "");
    }
}

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_only_where_they_are_wanted() {
    let plain = news().run(["search", "đoàn viên"]).ok();
    assert!(!plain.stdout.contains(ESCAPE), "none in a pipe");
    let always = news()
        .run(["search", "--color", "always", "đoàn viên"])
        .ok();
    assert!(always.stdout.contains(ESCAPE));
    let stripped = anstream::adapter::strip_str(&always.stdout).to_string();
    assert_eq!(stripped, plain.stdout, "colours are all that differs");
    let never = news().run(["search", "--color", "never", "đoàn viên"]).ok();
    assert_eq!(never.stdout, plain.stdout);
    let forbidden = news()
        .run(["search", "đoàn viên"])
        .env("NO_COLOR", "1")
        .ok();
    assert_eq!(forbidden.stdout, plain.stdout);
    let json = news()
        .run(["search", "--json", "--color", "always", "đoàn viên"])
        .ok();
    assert!(!json.stdout.contains(ESCAPE));
    let csv = news()
        .run(["search", "--csv", "--color", "always", "đoàn viên"])
        .ok();
    assert!(!csv.stdout.contains(ESCAPE));
}

/// Runs the command on a terminal of so many columns; none where `script` is not installed.
fn on_terminal(columns: usize, args: &str, no_color: bool) -> Option<String> {
    let line = format!("stty rows 24 cols {columns} 2>/dev/null; exec '{BINARY}' {args}");
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .current_dir(news().root())
        .stdin(Stdio::null());
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    if no_color {
        command.env("NO_COLOR", "1");
    }
    let out = command.output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).replace('\r', ""))
}

#[test]
fn a_terminal_is_filled_to_its_width_and_no_further() {
    for columns in [20, 30, 40, 60, 80, 200] {
        let Some(out) = on_terminal(columns, "search công đoàn", false) else {
            return;
        };
        assert!(out.contains(ESCAPE), "colours on a terminal");
        let plain = anstream::adapter::strip_str(&out).to_string();
        let widest = plain
            .lines()
            .map(unicode_width::UnicodeWidthStr::width)
            .max();
        assert!(
            widest <= Some(columns),
            "{widest:?} columns of {columns}:\n{plain}"
        );
        let words: Vec<&str> = plain.split_whitespace().collect();
        assert!(
            words
                .join(" ")
                .contains("Công đoàn quận trao 350 suất quà."),
            "{plain}"
        );
    }
    let plain = on_terminal(80, "search công đoàn", true).expect("as before");
    assert!(!plain.contains(ESCAPE), "NO_COLOR on a terminal");
}

#[test]
fn a_terminal_of_a_few_columns_is_no_trouble() {
    for columns in [1, 2, 5, 10] {
        let Some(out) = on_terminal(columns, "search đoàn", false) else {
            return;
        };
        assert!(!out.is_empty());
    }
}

#[test]
fn eighty_columns_where_there_is_no_terminal() {
    let out = news().run(["search", "bếp ăn tập thể"]).ok();
    for line in out.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    // Title, place, date and path of every hit.
    for part in [
        "Nhật ký tháng công nhân",
        "Ba Đình, Hà Nội",
        "02/11/2023",
        "news.jsonl:9",
        "1 article, 4 passages",
    ] {
        assert!(out.stdout.contains(part), "{part} in {}", out.stdout);
    }
}

#[test]
fn a_long_passage_is_shown_by_its_best_sentences() {
    let filler = "Tổ sản xuất số chín vẫn làm việc đều tay như mọi ngày trong tuần. ".repeat(7);
    let text = format!("Tiêu đề\n\n{filler}Chị Lụa nhận giải thưởng sáng kiến. {filler}\n");
    let world = World::indexed(&[("a.txt", text)]);
    let short = world.run(["search", "giải thưởng sáng kiến"]).ok().stdout;
    let full = world
        .run(["search", "--full", "giải thưởng sáng kiến"])
        .ok()
        .stdout;
    assert!(
        short.contains("Chị Lụa nhận giải thưởng sáng kiến."),
        "{short}"
    );
    assert!(full.matches("Tổ sản xuất số chín").count() >= 7, "{full}");
    assert!(short.len() * 2 < full.len(), "{short}");
    assert!(short.contains('…'), "a gap is marked");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let line = format!("'{BINARY}' search --limit 1000 --per-article 9 --full quận | head -1");
    let mut list = articles();
    for i in 0..80 {
        list.push(json!({"id": format!("x{i}"), "title": format!("Quận {i}"), "body": "Quận và quận. ".repeat(100)}));
    }
    let world = World::indexed(&[("a.jsonl", lines(&list))]);
    let line = format!("set -o pipefail; {line}");
    let out = Command::new("bash")
        .args(["-c", &line])
        .current_dir(world.root())
        .output()
        .expect("bash");
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    assert_eq!(String::from_utf8_lossy(&out.stdout).lines().count(), 1);
    for format in ["--json", "--jsonl", "--csv"] {
        let line = format!("'{BINARY}' search {format} --limit 1000 quận | head -c 10");
        let out = Command::new("bash")
            .args(["-c", &line])
            .current_dir(world.root())
            .output()
            .expect("bash");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{format}");
    }
}

#[test]
fn the_index_and_the_corpus_are_named_by_flag_or_environment() {
    let world = World::with(&[("a.txt", "Một tiêu đề\n\nMột nội dung.\n")]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| Run::new(elsewhere.path(), args);
    let (index, corpus) = (world.index(""), world.corpus(""));
    run(&["index"])
        .env("CONGDOAN_INDEX", &index)
        .env("CONGDOAN_CORPUS", &corpus)
        .ok();
    let out = run(&["search", "--json", "nội dung"])
        .env("CONGDOAN_INDEX", &index)
        .ok();
    assert_eq!(ids(&out.json()), ["a.txt"]);
    // A flag overrides the variable, before or after the subcommand.
    run(&["search", "nội dung"])
        .args(["--index"])
        .args([&index])
        .env("CONGDOAN_INDEX", "/nowhere")
        .ok();
    run(&["--index"])
        .args([&index])
        .args(["search", "nội dung"])
        .ok();
    assert!(
        elsewhere
            .path()
            .read_dir()
            .expect("a folder")
            .next()
            .is_none(),
        "nothing is left there"
    );
}

#[test]
fn dots_stand_only_where_something_is_left_out() {
    let world = World::indexed(&[(
        "a.txt",
        "Tiêu đề của bài\n\nTổ một trao quà.\n\nQuà gồm gạo và sữa.\n\nTổ hai hát mừng.\n",
    )]);
    for args in [vec!["search", "quà"], vec!["search", "--full", "quà"]] {
        let out = world.run(&args).ok();
        assert!(!out.stdout.contains('…'), "{}", out.stdout);
        assert!(out.stdout.contains("Tổ hai hát mừng."), "{}", out.stdout);
    }
    // A match over the end of a paragraph is marked on both sides.
    let out = world.run(["search", "--color", "always", "quà"]).ok();
    assert_eq!(
        out.stdout.matches("\u{1b}[4mquà").count(),
        1,
        "{}",
        out.stdout
    );
    assert_eq!(
        out.stdout.matches("\u{1b}[4mQuà").count(),
        1,
        "{}",
        out.stdout
    );
}
