//! The whole way from page to article: on pages of our own, on random input, and on
//! the seed pages where they are at hand.

use std::path::PathBuf;

use proptest::prelude::*;

use super::page::key;
use super::{Format, RawPage, article};
use crate::article::{Article, ParagraphKind};
use crate::text::clean;

const LEAD: &str = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
const BODY: &str = "Phát biểu tại đây, đồng chí chủ tịch đề nghị các cơ sở tiếp tục chăm lo đời sống người lao động dịp cuối năm.";
const LAST: &str = "Nhân dịp này, mười hai tập thể và hai mươi cá nhân có thành tích xuất sắc đã được khen thưởng trước toàn hội nghị.";

fn read(format: Format, text: &str) -> Article {
    article(&RawPage::new("a", format, text)).expect("an article")
}

fn body(article: &Article) -> Vec<&str> {
    article
        .body()
        .map(|paragraph| paragraph.text.as_str())
        .collect()
}

#[test]
fn a_page_with_every_kind_of_noise_keeps_its_text() {
    let page = format!(
        "MỚI NHẤT\nCông đoàn\nCông đoàn quận:\nHội nghị sơ kết sáu tháng\n08:49 | 06/08/2021\nTin một | |\nTin hai |\n\
         (LĐTĐ) {LEAD}\n![]() |\nĐoàn viên dự lễ. |\nhoi nghi so ket sau thang\n{BODY}\n\
         Toàn cảnh hội nghị - Ảnh 1.\nVideo: Lễ phát động\n» Tin ba\n{LAST}/.\n{LEAD}\nT.Hà\n\
         https://a.vn/hoi-nghi-so-ket-sau-thang.html\nCó thể bạn quan tâm\nTin bốn\nHoạt động 28/03/2025 21:29\n{BODY} Thêm."
    );
    let found = read(Format::Txt, &page);
    assert_eq!(found.title, "Công đoàn quận: Hội nghị sơ kết sáu tháng");
    assert_eq!(body(&found), [LEAD, BODY, LAST]);
    assert_eq!(found.author.as_deref(), Some("T.Hà"));
    assert_eq!(
        found.url.as_deref(),
        Some("https://a.vn/hoi-nghi-so-ket-sau-thang.html")
    );
    assert_eq!(
        found.published.map(|date| date.to_string()).as_deref(),
        Some("2021-08-06")
    );
    let captions = found
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Caption);
    assert_eq!(captions.count(), 2);
}

#[test]
fn front_matter_overrides_what_is_inferred() {
    let page = format!(
        "---\ntitle: Tên khác\nyear: 2019\nprovince: Hà Nội\ndistrict: Ba Đình\nauthor: Hải An\npublished: 32/1/2020\n---\nHội nghị sơ kết\n06/08/2021\n{LEAD}\n{BODY}\n"
    );
    for format in [Format::Txt, Format::Md] {
        let found = read(format, &page);
        assert_eq!(found.title, "Tên khác");
        assert_eq!(found.year, Some(2019));
        assert_eq!(found.author.as_deref(), Some("Hải An"));
        assert_eq!(
            found.places.first().map(|place| place.path()).as_deref(),
            Some("/Hà Nội/Ba Đình")
        );
        assert_eq!(found.published.map(|date| date.year()), Some(2021));
        assert_eq!(found.warnings.len(), 1);
        assert!(
            found.warnings[0].starts_with("line 7: published"),
            "{:?}",
            found.warnings
        );
    }
}

#[test]
fn every_format_gives_the_same_article() {
    let txt = read(
        Format::Txt,
        &format!("Hội nghị sơ kết sáu tháng\n\n{LEAD}\n\n{BODY}\n"),
    );
    let md = read(
        Format::Md,
        &format!("# Hội nghị sơ kết sáu tháng\n\n{LEAD}\n\n{BODY}\n"),
    );
    let html = read(
        Format::Html,
        &format!("<h1>Hội nghị sơ kết sáu tháng</h1><p>{LEAD}</p><p>{BODY}</p>"),
    );
    let line = format!(
        "{{\"id\":\"a\",\"title\":\"Hội nghị sơ kết sáu tháng\",\"body\":\"{LEAD}\\n{BODY}\"}}"
    );
    let jsonl = read(Format::Jsonl, &line);
    for other in [&md, &html, &jsonl] {
        assert_eq!(other.title, txt.title, "{}", other.format);
        assert_eq!(other.paragraphs, txt.paragraphs, "{}", other.format);
    }
}

/// What of `text` is found nowhere in `article`: every line must have ended somewhere.
fn lost(article: &Article, text: &str) -> Vec<String> {
    let mut kept = vec![key(&article.title)];
    kept.extend(
        article
            .paragraphs
            .iter()
            .map(|paragraph| key(&paragraph.text)),
    );
    kept.extend(article.noise.iter().map(|noise| key(&noise.text)));
    kept.extend(article.author.as_deref().map(key));
    kept.extend(article.url.as_deref().map(key));
    let mut lost = Vec::new();
    for line in clean(text).lines() {
        let line = key(line);
        let whole = kept.iter().any(|kept| kept.contains(&line));
        // a line may have been parted: a mark taken off, a credit cut
        let in_parts = || {
            line.split(' ')
                .all(|word| kept.iter().any(|kept| kept.contains(word)))
        };
        // a credit glued to the next sentence is cut off within a word
        let has = |part: &str| kept.iter().any(|kept| kept.contains(part));
        let cut = || {
            (1..line.len())
                .any(|at| line.is_char_boundary(at) && has(&line[..at]) && has(&line[at..]))
        };
        if !whole && !in_parts() && !cut() {
            lost.push(line);
        }
    }
    lost
}

/// Lines of the kinds that pages are made of, so that rules meet each other.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(LEAD.to_string()),
        Just(BODY.to_string()),
        Just(format!("{LAST}/.")),
        Just(String::new()),
        Just("Hội nghị sơ kết:".to_string()),
        Just("hoi nghi so ket".to_string()),
        Just("hoi nghi so ket Tin một".to_string()),
        Just("![]() |".to_string()),
        Just("Đoàn viên dự lễ |".to_string()),
        Just("Tin một | |".to_string()),
        Just("| A | B |".to_string()),
        Just("08:49 | 06/08/2021".to_string()),
        Just("QUÁCH DU LDO | 25/05/2022 21:00".to_string()),
        Just("Hoạt động 28/03/2025 21:29".to_string()),
        Just("Công đoàn".to_string()),
        Just("K.Thoa".to_string()),
        Just("Theo Thu Hà (T/h)".to_string()),
        Just("Tin liên quan".to_string()),
        Just("Tin khác".to_string()),
        Just("Đường dẫn bài viết: https://a.vn/b-20210123195259079.htm".to_string()),
        Just("(LĐTĐ) Sáng nay có hội nghị. n".to_string()),
        Just("Lễ phát động - Ảnh: A LỘCLực lượng có mặt.".to_string()),
        Just("Xem thêm: Tin hai".to_string()),
        "\\PC{0,40}",
        "[|!\\[\\]()#*.:>/ -]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_is_lost(lines in proptest::collection::vec(line(), 0..25)) {
        let text = lines.join("\n");
        let found = read(Format::Txt, &text);
        prop_assert_eq!(lost(&found, &text), Vec::<String>::new());
        for paragraph in &found.paragraphs {
            prop_assert!(!paragraph.text.contains('\n') && !paragraph.text.trim().is_empty());
        }
    }

    #[test]
    fn no_page_breaks_it(lines in proptest::collection::vec(line(), 0..12), markup in "[<>a-z/=\"' ]{0,80}") {
        let text = lines.join("\n");
        for format in [Format::Md, Format::Html] {
            read(format, &text);
            read(format, &format!("{markup}{text}{markup}"));
        }
        let json = serde_json::json!({"id": "a", "title": markup, "body": text});
        let _ = article(&RawPage::new("a", Format::Jsonl, &json.to_string()));
    }
}

/// The seed pages beside the checkout, where they are at hand.
fn seed(name: &str) -> Option<Article> {
    let shared = std::env::var_os("CONGDOAN_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(shared.join("data/seeds").join(name));
    Some(read(Format::Txt, &text.ok()?))
}

#[test]
fn the_seeds_are_read_right() {
    let expected = [
        (
            "000.txt",
            "Chú trọng công tác phát triển đoàn viên, thành lập Công đoàn cơ sở",
            6,
            None,
        ),
        (
            "001.txt",
            "Liên đoàn Lao động huyện Ứng Hòa: Xây dựng tổ chức Công đoàn vững mạnh",
            8,
            None,
        ),
        (
            "003.txt",
            "LĐLĐ quận Ba Đình: Một năm về đích trước hẹn",
            6,
            Some("K.Thoa"),
        ),
        (
            "004.txt",
            "Nỗ lực phát triển đoàn viên, thành lập Công đoàn cơ sở",
            6,
            None,
        ),
    ];
    for (name, title, paragraphs, author) in expected {
        let Some(found) = seed(name) else {
            return;
        };
        assert_eq!(found.title, title, "{name}");
        assert_eq!(body(&found).len(), paragraphs, "{name}");
        assert_eq!(found.author.as_deref(), author, "{name}");
        assert_eq!(found.published, None, "{name}");
        let captions = found
            .paragraphs
            .iter()
            .filter(|p| p.kind == ParagraphKind::Caption);
        assert_eq!(captions.count(), 1, "{name}");
        let kept = body(&found).join("\n");
        for word in ["Barcelona", "giá USD", "Hyundai Hà Đông", "Tứ kết UEFA"] {
            assert!(!kept.contains(word), "{name}: {word}");
        }
    }
    let found = seed("002.txt").expect("all seeds stand together");
    let lead = found
        .lead()
        .map(|lead| lead.text.clone())
        .unwrap_or_default();
    assert_eq!(body(&found).iter().filter(|text| **text == lead).count(), 1);
    assert_eq!(body(&found).len(), 6);
    assert_eq!(found.author.as_deref(), Some("K.T"));
    assert!(found.url.is_some_and(|url| url.ends_with("-142288.html")));
}
