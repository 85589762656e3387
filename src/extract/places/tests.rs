//! Short invented articles, a table of them, and the seeds where they are at hand.

use super::*;
use crate::article::{Paragraph, ParagraphKind};

pub(crate) fn article(title: &str, paragraphs: &[&str]) -> Article {
    Article {
        id: "a.txt".into(),
        path: "a.txt".into(),
        line: None,
        format: "txt".into(),
        encoding: "UTF-8".into(),
        title: title.into(),
        author: None,
        url: None,
        published: None,
        year: None,
        year_source: None,
        places: Vec::new(),
        paragraphs: paragraphs
            .iter()
            .map(|text| Paragraph {
                kind: ParagraphKind::Body,
                text: text.to_string(),
                figures: Vec::new(),
            })
            .collect(),
        noise: Vec::new(),
        warnings: Vec::new(),
    }
}

fn seed(name: &str) -> Option<Article> {
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
