//! Scores the figure extractor on whole invented articles that mark their figures and
//! decoys themselves: spans, values, units, targets, percents; every miss is listed.

use std::fmt::Write;
use std::path::PathBuf;

use congdoan::article::Figure;
use congdoan::extract::figures::figures;

/// A marked figure.
struct Wanted {
    start: usize,
    end: usize,
    /// `None`: may be read or not.
    value: Option<Value>,
}

#[derive(Default)]
struct Value {
    value: f64,
    high: Option<f64>,
    target: Option<f64>,
    total: Option<f64>,
    percent: Option<f64>,
    /// `?` where it is not scored.
    unit: Option<String>,
}

#[derive(Default)]
struct Score {
    found: usize,
    given: usize,
    wanted: usize,
    units: (usize, usize),
    targets: (usize, usize),
    percents: (usize, usize),
    decoys: (usize, usize),
    misses: String,
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-3 * a.abs().max(b.abs()).max(1e-9)
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => close(a, b),
        _ => false,
    }
}

fn mark(tally: &mut (usize, usize), right: bool) {
    tally.0 += usize::from(right);
    tally.1 += 1;
}

/// Reads one paragraph: its plain text, the figures and the decoys that it marks.
fn unmark(line: &str) -> (String, Vec<Wanted>, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut wanted = Vec::new();
    let mut decoys = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '<']) {
        text.push_str(&rest[..at]);
        let start = text.len();
        if rest[at..].starts_with('<') {
            let (decoy, after) = rest[at + 1..].split_once('>').expect("an end of the decoy");
            text.push_str(decoy);
            decoys.push((start, text.len()));
            rest = after;
            continue;
        }
        let (span, after) = rest[at + 1..].split_once("]{").expect("a value");
        let (value, after) = after.split_once('}').expect("an end of the value");
        text.push_str(span);
        let value = (!value.is_empty()).then(|| read(value));
        wanted.push(Wanted {
            start,
            end: text.len(),
            value,
        });
        rest = after;
    }
    text.push_str(rest);
    (text, wanted, decoys)
}

/// Reads `24`, `5..10 %`, `24/52 plan 46% người`, `92/100 whole điểm`.
fn read(words: &str) -> Value {
    let number = |digits: &str| -> f64 { digits.parse().expect("a number") };
    let mut value = Value::default();
    let mut whole = None;
    let mut words = words.split(' ');
    let first = words.next().unwrap_or_default();
    if let Some((part, all)) = first.split_once('/') {
        value.value = number(part);
        whole = Some(number(all));
    } else if let Some((low, high)) = first.split_once("..") {
        value.value = number(low);
        value.high = Some(number(high));
    } else {
        value.value = number(first);
    }
    for word in words {
        match word {
            "plan" => value.target = whole,
            "whole" => value.total = whole,
            _ if word.len() > 1 && word.ends_with('%') => {
                value.percent = Some(number(word.trim_end_matches('%')));
            }
            _ => value.unit = Some(word.to_string()),
        }
    }
    value
}

fn is_same(text: &str, wanted: &Wanted, value: &Value, figure: &Figure) -> bool {
    let len = |from: usize, to: usize| text[from..to].chars().count() as f64;
    let labelled = len(wanted.start, wanted.end);
    let read = len(figure.span.start, figure.span.end);
    wanted.start == figure.span.start
        && close(value.value, figure.value)
        && same(value.high, figure.high)
        && labelled.min(read) >= 0.6 * labelled.max(read)
}

fn score(name: &str, line: &str, score: &mut Score) {
    let (text, wanted, decoys) = unmark(line);
    let found = figures(&text);
    score.given += found.len();
    let mut used = vec![false; found.len()];
    for wanted in &wanted {
        let Some(value) = &wanted.value else {
            for (i, figure) in found.iter().enumerate() {
                let overlaps = figure.span.start < wanted.end && wanted.start < figure.span.end;
                score.given -= usize::from(overlaps && !used[i]);
                used[i] |= overlaps;
            }
            continue;
        };
        score.wanted += 1;
        let label = &text[wanted.start..wanted.end];
        let Some(i) =
            (0..found.len()).find(|&i| !used[i] && is_same(&text, wanted, value, &found[i]))
        else {
            let _ = writeln!(score.misses, "{name} missed {label:?} in: {text}");
            continue;
        };
        used[i] = true;
        score.found += 1;
        let figure = &found[i];
        if value.unit.as_deref() != Some("?") {
            let right = value.unit == figure.unit;
            mark(&mut score.units, right);
            if !right {
                let _ = writeln!(score.misses, "{name} unit {label:?}: {:?}", figure.unit);
            }
        }
        if value.target.is_some() || value.total.is_some() || figure.target.is_some() {
            let right = same(value.target, figure.target) && same(value.total, figure.total);
            let derived = figure.inferred.iter().any(|key| key == "target");
            if !derived {
                mark(&mut score.targets, right);
            }
            if !right && !derived {
                let (target, total) = (figure.target, figure.total);
                let _ = writeln!(
                    score.misses,
                    "{name} target {label:?}: {target:?} of {total:?}"
                );
            }
            if !derived {
                let right = same(value.percent, figure.percent);
                mark(&mut score.percents, right);
                if !right {
                    let _ = writeln!(
                        score.misses,
                        "{name} percent {label:?}: {:?}",
                        figure.percent
                    );
                }
            }
        }
    }
    for (figure, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
        let (span, value) = (figure.span.of(&text), figure.value);
        let _ = writeln!(score.misses, "{name} too many: {span:?} {value}");
    }
    for (start, end) in decoys {
        let hit = found
            .iter()
            .any(|figure| figure.span.start < end && start < figure.span.end);
        mark(&mut score.decoys, hit);
        if hit {
            let _ = writeln!(score.misses, "{name} decoy hit: {}", &text[start..end]);
        }
    }
}

#[test]
fn whole_articles_are_read() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/figures/articles.txt");
    let lines = std::fs::read_to_string(path).expect("the articles are there");
    let mut all = Score::default();
    let mut name = String::new();
    for line in lines.lines() {
        match line.strip_prefix("## ") {
            Some(title) => name = title.chars().take(24).collect(),
            None if line.is_empty() || line.starts_with("# ") => {}
            None => score(&name, line, &mut all),
        }
    }
    let share = |(good, of): (usize, usize)| good as f64 / of.max(1) as f64;
    let precision = share((all.found, all.given));
    let recall = share((all.found, all.wanted));
    let out = format!(
        "articles: P {precision:.4} R {recall:.4} ({} found, {} given, {} wanted), units {:?} {:.3}, \
         targets {:?} {:.3}, percents {:?} {:.3}, decoys {:?} {:.3}\n{}",
        all.found,
        all.given,
        all.wanted,
        all.units,
        share(all.units),
        all.targets,
        share(all.targets),
        all.percents,
        share(all.percents),
        all.decoys,
        share(all.decoys),
        all.misses
    );
    print(&out);
    assert!(all.wanted > 400, "the set is whole");
    assert!(precision >= 0.97 && recall >= 0.97, "{out}");
    for right in [all.units, all.targets, all.percents] {
        assert!(share(right) >= 0.95, "{out}");
    }
    assert!(share(all.decoys) <= 0.02, "{out}");
}

#[allow(clippy::print_stdout, reason = "the scores are printed")]
fn print(out: &str) {
    println!("{out}");
}
