//! Short invented articles, a table of them, and the seeds where they are at hand.

use super::*;
use crate::article::{Paragraph, ParagraphKind};

pub(crate) fn article(title: &str, paragraphs: &[&str]) -> Article {
    let mut article = Article {
        id: "a.txt".into(),
        path: "a.txt".into(),
        format: "txt".into(),
        encoding: "UTF-8".into(),
        title: title.into(),
        paragraphs: paragraphs
            .iter()
            .map(|text| Paragraph {
                kind: ParagraphKind::Body,
                text: text.to_string(),
                figures: Vec::new(),
            })
            .collect(),
        ..Article::default()
    };
    article.year = crate::extract::year::reported_year(&article);
    article
}

pub(crate) fn seed(name: &str) -> Option<Article> {
    let root = std::env::var("CONGDOAN_SHARED").unwrap_or_else(|_| "../shared".into());
    let raw = std::fs::read_to_string(format!("{root}/data/seeds/{name}")).ok()?;
    let raw = crate::text::clean(&raw);
    let kept = raw.split("Có thể bạn quan tâm").next().unwrap_or("");
    let lines: Vec<&str> = kept
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.ends_with('|'))
        .collect();
    let (title, rest) = lines.split_first()?;
    Some(article(title, rest))
}

#[test]
fn the_seeds_are_filed_where_they_belong() {
    for (name, expected) in [
        ("000.txt", "/Hà Nội/Ba Đình"),
        ("001.txt", "/Hà Nội/Ứng Hòa"),
        ("002.txt", "/Hà Nội/Thường Tín"),
        ("003.txt", "/Hà Nội/Ba Đình"),
        ("004.txt", "/Hà Nội/Tây Hồ"),
    ] {
        let Some(article) = seed(name) else { continue };
        let found: Vec<String> = places(&article).iter().map(Place::path).collect();
        assert_eq!(found, [expected], "{name}");
    }
}

/// One case: its paths in any order, a published date, the headline, the paragraphs.
type Case = (
    &'static [&'static str],
    Option<&'static str>,
    &'static str,
    &'static [&'static str],
);

const CASES: &[Case] = include!("cases.in");

#[test]
fn each_case_is_filed_where_it_belongs() {
    let mut wrong = Vec::new();
    for (expected, published, title, paragraphs) in CASES {
        let mut article = article(title, paragraphs);
        article.published = published.map(|day| day.parse().expect("a date"));
        let mut found: Vec<String> = places(&article).iter().map(Place::path).collect();
        let mut expected: Vec<String> = expected.iter().map(|p| p.to_string()).collect();
        found.sort();
        expected.sort();
        if found != expected {
            wrong.push(format!(
                "{title}\n     {found:?}\n     {expected:?} expected"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_text_breaks_it() {
    for odd in [
        "",
        "quận",
        "LĐLĐ quận",
        "(quận Ba Đình",
        "Ba Đình:",
        "🙂 Hà Nội 🙂",
        "Hà Nội-",
        "phường, quận, tỉnh",
        "TP.HCM TP.HCM TP.HCM",
    ] {
        places(&article(odd, &[odd, odd, odd]));
    }
}

#[test]
fn the_paper_settles_what_the_text_leaves_open() {
    let mut page = article(
        "Hoàng Mai: Trao quà cho công nhân",
        &["Công đoàn Hoàng Mai trao 200 suất quà cho công nhân khó khăn."],
    );
    assert!(places(&page).is_empty(), "{:?}", places(&page));
    page.url = Some("https://laodongthudo.vn/trao-qua-1.html".into());
    assert_eq!(places(&page)[0].path(), "/Hà Nội/Hoàng Mai");
    page.url = Some("https://baonghean.vn/trao-qua-1.html".into());
    assert_eq!(places(&page)[0].path(), "/Nghệ An/Hoàng Mai");
}

#[test]
fn the_evidence_is_in_the_words_of_the_article() {
    let page = article(
        "Hội nghị tuyên dương đoàn viên",
        &["Sáng nay, Liên đoàn Lao động quận Cầu Giấy tuyên dương 50 đoàn viên."],
    );
    assert_eq!(
        places(&page)[0].evidence,
        "Liên đoàn Lao động quận Cầu Giấy"
    );
}
