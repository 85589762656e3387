//! Pages as they come: encodings, formats, odd characters, odd sizes.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::util::World;

const TITLE: &str = "Công đoàn xã họp bàn việc cuối năm";
const BODY: &str =
    "Buổi họp nghe báo cáo của tổ hoà giải, bầu 12 uỷ viên mới và tặng quà cho đoàn viên nghèo.";

/// What the indexer understands of a file.
fn extracted(name: &str, content: impl AsRef<[u8]>) -> Value {
    let world = World::with(&[(name, content)]);
    world
        .run(["extract", "--json"])
        .args([world.corpus(name)])
        .ok()
        .json()
}

/// The text of every paragraph of an article.
fn texts(article: &Value) -> Vec<&str> {
    let paragraphs = article["paragraphs"].as_array().expect("paragraphs");
    paragraphs
        .iter()
        .map(|paragraph| paragraph["text"].as_str().expect("a text"))
        .collect()
}

fn page() -> String {
    format!("{TITLE}\n\n{BODY}\n")
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

/// windows-1258 keeps the tone of most vowels as a byte of its own.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        let mut push = |piece: &str| {
            let (coded, _, failed) = encoding_rs::WINDOWS_1258.encode(piece);
            if !failed {
                bytes.extend_from_slice(&coded);
            }
            !failed
        };
        if push(&c.to_string()) {
            continue;
        }
        let parts: Vec<char> = c.to_string().nfd().collect();
        let tone = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let base: String = parts
            .iter()
            .filter(|part| !tone.contains(part))
            .collect::<String>()
            .nfc()
            .collect();
        let mark: String = parts.iter().filter(|part| tone.contains(part)).collect();
        assert!(push(&base) && push(&mark), "{c}");
    }
    bytes
}

#[test]
fn every_encoding_gives_the_same_article() {
    let with_mark = [b"\xef\xbb\xbf".as_slice(), page().as_bytes()].concat();
    for (bytes, encoding) in [
        (page().into_bytes(), "UTF-8"),
        (with_mark, "UTF-8"),
        (utf16(&page(), true), "UTF-16LE"),
        (utf16(&page(), false), "UTF-16BE"),
        (windows_1258(&page()), "windows-1258"),
        (page().nfd().collect::<String>().into_bytes(), "UTF-8"),
        (page().replace('\n', "\r\n").into_bytes(), "UTF-8"),
        (page().replace('\n', "\r").into_bytes(), "UTF-8"),
    ] {
        let article = extracted("a.txt", &bytes);
        assert_eq!(article["title"], TITLE, "{encoding}");
        assert_eq!(texts(&article), [BODY], "{encoding}");
        assert_eq!(article["encoding"], encoding);
        assert_eq!(article["warnings"], json!([]), "{encoding}");
    }
}

#[test]
fn one_bad_byte_leaves_the_text_in_utf_8_with_a_warning() {
    let mut bytes = page().into_bytes();
    let at = page().find("báo").expect("a place");
    bytes.insert(at, 0xff);
    let article = extracted("a.txt", &bytes);
    assert_eq!(article["encoding"], "UTF-8");
    assert!(texts(&article)[0].contains('\u{fffd}'));
    assert!(texts(&article)[0].contains("đoàn viên nghèo"));
    assert_eq!(article["warnings"].as_array().map(Vec::len), Some(1));
    let world = World::indexed(&[("a.txt", &bytes)]);
    assert_eq!(world.found(&["hòa giải"]), ["a.txt"]);
    // Cut off within a letter.
    let mut cut = page().into_bytes();
    cut.truncate(page().rfind("è").expect("a letter") + 1);
    assert_eq!(extracted("a.txt", &cut)["encoding"], "UTF-8");
}

#[test]
fn invisible_characters_neither_hide_nor_show() {
    let mut strange = String::new();
    for (i, c) in BODY.chars().enumerate() {
        strange.push(c);
        match (c, i % 3) {
            (' ', _) => {
                strange.pop();
                strange.push('\u{a0}');
            }
            (_, 0) => strange.push('\u{200b}'),
            (_, 1) => strange.push('\u{ad}'),
            _ => {}
        }
    }
    let world = World::indexed(&[("a.txt", format!("{TITLE}\n\n{strange}\n"))]);
    let answer = world.search(&["tổ hòa giải"]);
    assert_eq!(answer["hits"][0]["passage"]["text"], BODY);
}

#[test]
fn jsonl_states_what_would_be_guessed() {
    let line = json!({"id": "x1", "title": TITLE, "body": BODY, "url": "https://example.org/a", "published": "2021-09-30",
        "author": "Lê Mai", "district": "Ba Đình", "province": "Hà Nội", "year": 2020, "unknown": [1, 2]});
    let article = extracted("a.jsonl", format!("{line}\n"));
    assert_eq!(article["id"], "x1");
    assert_eq!(article["path"], "a.jsonl");
    assert_eq!(article["line"], 1);
    assert_eq!(article["format"], "jsonl");
    assert_eq!(article["url"], "https://example.org/a");
    assert_eq!(article["published"], "2021-09-30");
    assert_eq!(article["author"], "Lê Mai");
    assert_eq!(article["year"], 2020);
    assert_eq!(article["places"][0]["path"], "/Hà Nội/Ba Đình");
    for text in [
        utf16(&format!("{line}\n"), true),
        format!("\u{feff}{line}\r\n").into_bytes(),
        line.to_string().into_bytes(),
    ] {
        assert_eq!(extracted("a.jsonl", text)["id"], "x1");
    }
}

#[test]
fn markup_of_md_and_html_is_no_text() {
    let html = format!(
        "<!doctype html><html><head><title>{TITLE}</title><style>p {{ color: red }}</style><script>var x = 'mã ẩn';</script></head>\
        <body><nav><a href=/>Trang chủ</a></nav><article><h1>{TITLE}</h1><p>{}</p><p>Đoạn sau &amp; hết &lt;b&gt;.</p></article></body></html>",
        BODY.replace("12", "<b>12</b>")
    );
    for name in ["a.html", "a.htm"] {
        let article = extracted(name, &html);
        assert_eq!(article["title"], TITLE);
        assert!(texts(&article).contains(&BODY), "{article:#}");
        assert!(
            texts(&article).contains(&"Đoạn sau & hết <b>."),
            "{article:#}"
        );
        assert!(
            !texts(&article)
                .iter()
                .any(|text| text.contains("mã ẩn") || text.contains("color")),
            "{article:#}"
        );
    }
    let md = format!(
        "# {TITLE}\n\n{}\n\n- Việc thứ nhất\n- Việc thứ hai\n",
        BODY.replace("12", "**12**")
    );
    let article = extracted("a.md", md);
    assert_eq!(article["title"], TITLE);
    assert!(texts(&article).contains(&BODY), "{article:#}");
    assert!(
        !article["paragraphs"].to_string().contains("**"),
        "{article:#}"
    );
}

#[test]
fn no_bytes_break_a_run() {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let odd: [&[u8]; 12] = [
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00",
        b"\n\n\n",
        b"a",
        b"\xcc\x81",
        "🙂".as_bytes(),
        b"<",
        b"<html",
        b"---\n",
        b"{",
        b"|||\n||\n|",
    ];
    for (i, bytes) in odd.iter().enumerate() {
        for kind in ["txt", "md", "html", "jsonl"] {
            files.push((format!("{i}.{kind}"), bytes.to_vec()));
        }
    }
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for i in 0..40 {
        let mut bytes = Vec::new();
        for _ in 0..600 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let pieces = [
                "đoàn viên",
                "\n",
                "|",
                "<p>",
                "</",
                "![](",
                "](",
                "\"",
                "{",
                ":",
                " ",
                "12/",
                "năm 20",
                "\u{300}",
                "LĐLĐ ",
                "\r",
                "#",
                "\t",
                "—",
                "&#x",
            ];
            bytes.extend_from_slice(pieces[(state % 20) as usize].as_bytes());
        }
        files.push((
            format!("r{i}.{}", ["txt", "md", "html", "jsonl"][i % 4]),
            bytes,
        ));
    }
    let world = World::new();
    for (name, bytes) in &files {
        world.write(name, bytes);
    }
    let report = world.update(&[]);
    let left = report["skipped"].as_array().map_or(0, Vec::len) as u64;
    assert!(
        report["articles"].as_u64().expect("a count") + left >= files.len() as u64,
        "{report}"
    );
    world.search(&["đoàn viên"]);
}

#[test]
fn a_large_page_takes_its_time_in_proportion() {
    let sentence = "Công đoàn cơ sở họp bàn việc nâng bậc cho 15 người thợ. ";
    let blocks = [
        sentence.repeat(4_000),
        "đ".repeat(200_000),
        "12/".repeat(50_000),
        "Một dòng ngắn của bài |\n".repeat(6_000),
        "(".repeat(200_000),
        "LĐLĐ quận ".repeat(10_000),
    ];
    let world = World::new();
    for (i, block) in blocks.iter().enumerate() {
        world.write(&format!("{i}.txt"), format!("Tiêu đề {i}\n\n{block}\n"));
    }
    let start = std::time::Instant::now();
    world.run(["index"]).ok();
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    assert_eq!(world.found(&["nâng bậc"]), ["0.txt"]);
}
