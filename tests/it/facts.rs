//! What a page must and must not say, as short lines of facts, checked against `extract --json`.

use serde_json::Value;

use crate::util::piece;

/// What is known about a page.
pub struct Page {
    /// Its file in the corpus.
    pub file: &'static str,
    /// Its place.
    pub place: &'static str,
    /// Its year.
    pub year: i64,
    /// Figures, each as its text begins (blanks and case apart), and further keys as `key=value`.
    pub figures: &'static [&'static str],
    /// Numbers that are no figures.
    pub decoys: &'static [&'static str],
    /// Words of the noise, which no paragraph may hold.
    pub noise: &'static [&'static str],
}

/// Fails with everything in which `article` is not what `page` says.
pub fn check(page: &Page, article: &Value) {
    let mut wrong = Vec::new();
    let places: Vec<&str> = list(&article["places"])
        .iter()
        .filter_map(|place| place["path"].as_str())
        .collect();
    if places != [page.place] {
        wrong.push(format!("places {places:?} for {}", page.place));
    }
    if article["year"].as_i64() != Some(page.year) {
        wrong.push(format!("year {} for {}", article["year"], page.year));
    }
    let figures = list(&article["figures"]);
    for line in page.figures {
        let mut parts = line.split(" | ");
        let text = parts.next().unwrap_or("");
        let keys: Vec<&str> = parts.collect();
        let fits = |figure: &&Value| {
            starts(figure["text"].as_str().unwrap_or(""), text)
                && keys.iter().all(|key| has(figure, key))
        };
        if !figures.iter().any(|figure| fits(&figure)) {
            wrong.push(format!("no figure {line}"));
        }
    }
    for decoy in page.decoys {
        for paragraph in list(&article["paragraphs"]).iter().enumerate() {
            let text = paragraph.1["text"].as_str().unwrap_or("");
            for (at, _) in text.match_indices(decoy) {
                let start = text[..at].chars().count() as u64;
                let end = start + decoy.chars().count() as u64;
                for figure in figures
                    .iter()
                    .filter(|figure| figure["paragraph"].as_u64() == Some(paragraph.0 as u64))
                {
                    let (from, to) = (
                        figure["start"].as_u64().unwrap_or(0),
                        figure["end"].as_u64().unwrap_or(0),
                    );
                    if from < end && start < to {
                        wrong.push(format!("{decoy} is taken for a figure: {}", figure["text"]));
                    }
                }
            }
        }
    }
    for (i, paragraph) in list(&article["paragraphs"]).iter().enumerate() {
        let text = paragraph["text"].as_str().unwrap_or("");
        for word in page.noise.iter().filter(|word| text.contains(**word)) {
            wrong.push(format!(
                "the noise `{word}` stands in paragraph {i}: {text}"
            ));
        }
    }
    for figure in figures {
        let paragraph = figure["paragraph"].as_u64().unwrap_or(u64::MAX) as usize;
        let text = article["paragraphs"][paragraph]["text"]
            .as_str()
            .unwrap_or("");
        if piece(text, figure) != figure["text"].as_str().unwrap_or("") {
            wrong.push(format!(
                "a span says something else than {}",
                figure["text"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}:\n{}\n{article:#}",
        page.file,
        wrong.join("\n")
    );
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether `text` begins with `wanted` as a whole word, in any case.
fn starts(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.to_lowercase(), wanted.to_lowercase());
    text.strip_prefix(&wanted)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether a figure has `key=value`.
fn has(figure: &Value, condition: &str) -> bool {
    let (key, wanted) = condition.split_once('=').expect("key=value");
    match &figure[key] {
        Value::String(text) => text == wanted,
        Value::Number(number) => number.as_f64() == wanted.parse().ok(),
        other => *other.to_string() == *wanted,
    }
}
