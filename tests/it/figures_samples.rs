//! Scores the figures of the samples' bodies, and of lines that mark their figures
//! themselves, against what they should be: spans with values; every miss is listed.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use congdoan::article::{Article, Figure};
use congdoan::corpus::read_file;
use congdoan::extract::figures::figures;
use congdoan::text::clean;
use serde_json::Value;

/// A figure as it should be.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    text: String,
    value: f64,
    high: Option<f64>,
    /// The plan or the whole.
    whole: Option<f64>,
    percent: Option<f64>,
}

#[derive(Debug, Default)]
struct Score {
    found: usize,
    /// Those of the found whose shorter span is at least 0.6 of the longer.
    tight: usize,
    given: usize,
    wanted: usize,
    misses: String,
}

impl Score {
    fn precision(&self) -> f64 {
        self.found as f64 / self.given.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.wanted.max(1) as f64
    }

    /// Pairs `wanted` with `given`, in the order of both.
    fn add(&mut self, name: &str, text: &str, wanted: &[Wanted], given: &[(String, &Figure)]) {
        self.wanted += wanted.len();
        self.given += given.len();
        let mut used = vec![false; given.len()];
        for wanted in wanted {
            let hit = (0..given.len()).find(|&i| {
                let (text, figure) = &given[i];
                !used[i] && is_same(wanted, text, figure)
            });
            let Some(i) = hit else {
                let _ = writeln!(
                    self.misses,
                    "{name} missed {:?} {} in: {text}",
                    wanted.text, wanted.value
                );
                continue;
            };
            used[i] = true;
            self.found += 1;
            self.tight += usize::from(is_tight(&wanted.text, &given[i].0));
            let figure = given[i].1;
            let whole = figure.target.or(figure.total);
            if whole != wanted.whole || figure.percent != wanted.percent {
                let _ = writeln!(
                    self.misses,
                    "{name} wrong {wanted:?}: of {whole:?}, percent {:?}",
                    figure.percent
                );
            }
            if given[i].0 != wanted.text {
                let _ = writeln!(
                    self.misses,
                    "{name} extent {:?}: {:?}",
                    wanted.text, given[i].0
                );
            }
        }
        for ((text, figure), _) in given.iter().zip(&used).filter(|(_, used)| !**used) {
            let _ = writeln!(self.misses, "{name} too many: {text:?} {}", figure.value);
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: P {:.4} R {:.4}, with noun ends P {:.4} R {:.4} \
             ({} found, {} given, {} wanted)\n{}",
            self.precision(),
            self.recall(),
            self.tight as f64 / self.given.max(1) as f64,
            self.tight as f64 / self.wanted.max(1) as f64,
            self.found,
            self.given,
            self.wanted,
            self.misses
        );
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-3 * a.abs().max(b.abs()).max(1e-9)
}

/// Whether the shorter of two texts is at least 0.6 of the longer.
fn is_tight(wanted: &str, text: &str) -> bool {
    let (a, b) = (wanted.chars().count(), text.chars().count());
    a.min(b) as f64 >= 0.6 * a.max(b) as f64
}

/// Whether both begin and count alike. Where the noun ends is listed, not scored: labels of
/// several hands end it now before, now behind what qualifies it.
fn is_same(wanted: &Wanted, text: &str, figure: &Figure) -> bool {
    let starts = text.starts_with(&wanted.text) || wanted.text.starts_with(text);
    starts
        && close(wanted.value, figure.value)
        && wanted.high.is_none_or(|high| figure.high == Some(high))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_figures_of_the_samples_are_found() {
    let corpus = root().join("corpus");
    let rows = std::fs::read_to_string(root().join("tests/truth/samples.jsonl"))
        .expect("the truth is there");
    let mut score = Score::default();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).expect("a line of JSON");
        let path = row["path"].as_str().expect("a path");
        let Some(labels) = row["figures"].as_array() else {
            continue;
        };
        let wanted: Vec<Wanted> = labels.iter().map(label).collect();
        let articles = read(&corpus, path);
        let article = articles
            .iter()
            .find(|article| row["id"] == article.id.as_str())
            .expect("the sample is read");
        let mut given = Vec::new();
        for paragraph in article.body() {
            for figure in &paragraph.figures {
                given.push((figure.span.of(&paragraph.text).to_string(), figure));
            }
        }
        score.add(path, path, &wanted, &given);
    }
    score.print("samples");
    assert!(score.wanted > 600, "the set is whole");
    assert!(score.precision() >= 0.97, "precision");
    assert!(score.recall() >= 0.97, "recall");
}

fn label(label: &Value) -> Wanted {
    Wanted {
        text: clean(label["text"].as_str().expect("a text")),
        value: label["value"].as_f64().expect("a value"),
        high: label["high"].as_f64(),
        whole: label["target"].as_f64().or(label["total"].as_f64()),
        percent: label["percent"].as_f64(),
    }
}

/// The articles of one file, by id.
fn read(corpus: &Path, file: &str) -> Vec<Article> {
    let outcomes = read_file(corpus, &corpus.join(file)).expect("a file that can be read");
    outcomes.into_iter().filter_map(Result::ok).collect()
}

#[test]
fn figures_are_found_where_lines_mark_them() {
    let lines = std::fs::read_to_string(root().join("tests/figures/marked.txt"))
        .expect("the lines are there");
    let mut score = Score::default();
    for (number, line) in lines.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, wanted) = unmark(line);
        let found = figures(&text);
        let given: Vec<(String, &Figure)> = found
            .iter()
            .map(|figure| (figure.span.of(&text).to_string(), figure))
            .collect();
        score.add(&format!("{}", number + 1), &text, &wanted, &given);
    }
    score.print("marked lines");
    assert!(score.wanted > 500, "the set is whole");
    assert!(score.precision() >= 0.99, "precision");
    assert!(score.recall() >= 0.99, "recall");
}

/// Reads `[24/52 CĐCS]{24/52 46%} mới`: the plain text, and the figures that it marks.
fn unmark(line: &str) -> (String, Vec<Wanted>) {
    let mut text = String::new();
    let mut wanted = Vec::new();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('[') {
        let (span, after) = marked.split_once("]{").expect("a value behind the span");
        let (value, after) = after.split_once('}').expect("an end of the value");
        text.push_str(before);
        text.push_str(span);
        wanted.push(marked_figure(span, value));
        rest = after;
    }
    text.push_str(rest);
    (text, wanted)
}

/// Reads `24`, `5..10`, `24/52`, `24/52 46%`.
fn marked_figure(span: &str, value: &str) -> Wanted {
    let number = |digits: &str| -> f64 { digits.parse().expect("a number") };
    let (value, percent) = match value.split_once(' ') {
        Some((value, percent)) => (value, Some(number(percent.trim_end_matches('%')))),
        None => (value, None),
    };
    let (value, whole) = match value.split_once('/') {
        Some((value, whole)) => (value, Some(number(whole))),
        None => (value, None),
    };
    let (value, high) = match value.split_once("..") {
        Some((low, high)) => (low, Some(number(high))),
        None => (value, None),
    };
    Wanted {
        text: span.to_string(),
        value: number(value),
        high,
        whole,
        percent,
    }
}
