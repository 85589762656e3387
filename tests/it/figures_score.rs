//! Scores figures found in labelled lines as the README of the labelled set says: spans,
//! attributes, decoys hit; every miss is listed. Labels that rest on a judgement may be left out.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use congdoan::article::{Approx, Figure};
use congdoan::extract::figures::figures;
use congdoan::text::{CharOffsets, clean};
use serde_json::Value;

/// Labels that are neither asked for nor counted against what is found: the line's id with
/// the figure's start, or with the decoy behind `(decoy) `.
pub type LeftOut = HashSet<(String, String)>;

/// What was found of what is labelled.
#[derive(Default, Clone)]
pub struct Tally {
    pub found: usize,
    pub predicted: usize,
    pub gold: usize,
    pub right: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    pub fn precision(&self) -> f64 {
        self.found as f64 / self.predicted.max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.found as f64 / self.gold.max(1) as f64
    }

    fn mark(&mut self, attribute: &'static str, right: bool) {
        let (good, all) = self.right.entry(attribute).or_default();
        *good += usize::from(right);
        *all += 1;
    }

    /// The share of all attributes of the found figures that are right.
    pub fn attributes(&self) -> f64 {
        let scored = self.right.iter().filter(|(name, _)| **name != "threshold");
        let (good, all) = scored.fold((0, 0), |sum, (_, pair)| (sum.0 + pair.0, sum.1 + pair.1));
        good as f64 / all.max(1) as f64
    }
}

fn close(a: f64, b: f64, fraction: bool) -> bool {
    let tolerance = if fraction { 1e-3 } else { 1e-6 };
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-9)
}

fn approx_name(approx: Option<Approx>) -> Option<&'static str> {
    approx.map(|approx| match approx {
        Approx::Gt => "gt",
        Approx::Lt => "lt",
        Approx::About => "about",
        Approx::Min => "min",
        Approx::Max => "max",
    })
}

fn is_same(gold: &Value, figure: &Figure, start: usize, end: usize) -> bool {
    let at = |key: &str| gold[key].as_u64().unwrap_or(0) as usize;
    let (gold_len, len) = (at("end") - at("start"), end - start);
    let fraction = gold["unit"] == "phần";
    at("start") == start
        && close(
            gold["value"].as_f64().unwrap_or(f64::NAN),
            figure.value,
            fraction,
        )
        && match (gold["high"].as_f64(), figure.high) {
            (None, None) => true,
            (Some(a), Some(b)) => close(a, b, false),
            _ => false,
        }
        && gold_len.min(len) as f64 >= 0.6 * gold_len.max(len) as f64
}

/// Marks the attributes of one found figure; gives a line for each wrong one.
fn attributes(
    tally: &mut Tally,
    gold: &Value,
    figure: &Figure,
    percent: Option<(usize, usize)>,
) -> String {
    let mut wrong = String::new();
    let kind = serde_json::to_value(figure.kind).expect("a kind is plain");
    let number = |key: &str| gold.get(key).and_then(Value::as_f64);
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => close(a, b, false),
        _ => false,
    };
    let text = |key: &str| gold.get(key).and_then(Value::as_str);
    let mut checks = vec![
        ("kind", gold["kind"] == kind, format!("{kind}")),
        (
            "unit",
            text("unit") == figure.unit.as_deref(),
            format!("{:?}", figure.unit),
        ),
        (
            "approx",
            text("approx") == approx_name(figure.approx),
            format!("{:?}", figure.approx),
        ),
        (
            "target",
            same(number("target"), figure.target),
            format!("{:?}", figure.target),
        ),
        (
            "total",
            same(number("total"), figure.total),
            format!("{:?}", figure.total),
        ),
        (
            "per",
            text("per") == figure.per.as_deref(),
            format!("{:?}", figure.per),
        ),
        (
            "delta",
            same(number("delta"), figure.delta),
            format!("{:?}", figure.delta),
        ),
        (
            "repaired",
            gold.get("repaired")
                .and_then(Value::as_bool)
                .unwrap_or(false)
                == figure.repaired,
            format!("{}", figure.repaired),
        ),
        (
            "threshold",
            gold.get("threshold")
                .and_then(Value::as_bool)
                .unwrap_or(false)
                == figure.threshold,
            format!("{}", figure.threshold),
        ),
        (
            "percent",
            same(number("percent"), figure.percent)
                && percent.map(|span| span.0 as u64)
                    == gold.get("percent_start").and_then(Value::as_u64)
                && percent.map(|span| span.1 as u64)
                    == gold.get("percent_end").and_then(Value::as_u64),
            format!("{:?} at {percent:?}", figure.percent),
        ),
    ];
    if let Some(noun) = text("noun") {
        let mine = figure.noun.as_deref().unwrap_or("");
        checks.push((
            "noun",
            clean(noun).to_lowercase() == mine.to_lowercase(),
            format!("{mine:?} for {noun:?}"),
        ));
    }
    for (name, right, shown) in checks {
        tally.mark(name, right);
        if !right {
            let _ = write!(wrong, " {name}={shown}");
        }
    }
    wrong
}

/// Scores every line of `rows`; gives the tallies by section, decoys hit and all of them,
/// and the list of misses.
fn score(rows: &str, left_out: &LeftOut) -> (BTreeMap<String, Tally>, (usize, usize), String) {
    let mut sections: BTreeMap<String, Tally> = BTreeMap::new();
    let mut decoys = (0, 0);
    let mut misses = String::new();
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let row: Value = serde_json::from_str(row).expect("a line of JSON");
        let id = row["id"].as_str().unwrap_or("?");
        let raw = row["text"].as_str().expect("a text");
        let text: String = unicode_normalization::UnicodeNormalization::nfc(raw).collect();
        let mut offsets = CharOffsets::new(&text);
        let found = figures(&text);
        let chars: Vec<(usize, usize)> = found
            .iter()
            .map(|figure| (offsets.at(figure.span.start), offsets.at(figure.span.end)))
            .collect();
        let percents: Vec<Option<(usize, usize)>> = found
            .iter()
            .map(|figure| {
                let span = figure.percent_span?;
                Some((offsets.at(span.start), offsets.at(span.end)))
            })
            .collect();
        let section = id.chars().next().unwrap_or('?').to_string();
        let tally = sections.entry(section).or_default();
        let labels = row["figures"].as_array().expect("a list of figures");
        let doubted = |mark: &str| left_out.contains(&(id.to_string(), mark.to_string()));
        let (outside, golds): (Vec<&Value>, Vec<&Value>) = labels
            .iter()
            .partition(|label| doubted(&label["start"].to_string()));
        let mut beside: Vec<(usize, usize)> = outside.iter().copied().flat_map(spans).collect();
        tally.gold += golds.len();
        tally.predicted += found.len();
        let mut used = vec![false; found.len()];
        for &gold in &golds {
            let hit = (0..found.len())
                .find(|&i| !used[i] && is_same(gold, &found[i], chars[i].0, chars[i].1));
            let Some(i) = hit else {
                let _ = writeln!(misses, "{id} missed {} in: {text}", gold["text"]);
                continue;
            };
            used[i] = true;
            tally.found += 1;
            let wrong = attributes(tally, gold, &found[i], percents[i]);
            if !wrong.is_empty() {
                let _ = writeln!(misses, "{id} wrong {}:{wrong}", gold["text"]);
            }
        }
        let is_decoy_left_out =
            |decoy: &&Value| doubted(&format!("(decoy) {}", decoy.as_str().unwrap_or("")));
        let all_decoys = row["not_figures"].as_array().expect("a list of decoys");
        for decoy in all_decoys.iter().filter(is_decoy_left_out) {
            beside.extend(occurrences(&text, decoy.as_str().unwrap_or("")));
        }
        for (i, figure) in found.iter().enumerate().filter(|(i, _)| !used[*i]) {
            let overlaps = |span: &(usize, usize)| chars[i].0 < span.1 && span.0 < chars[i].1;
            if beside.iter().any(overlaps) {
                tally.predicted -= 1;
                continue;
            }
            let _ = writeln!(
                misses,
                "{id} too many: {:?} {}",
                figure.span.of(&text),
                figure.value
            );
        }
        for decoy in all_decoys.iter().filter(|decoy| !is_decoy_left_out(decoy)) {
            decoys.1 += 1;
            let decoy = decoy.as_str().unwrap_or("");
            let hit = occurrences(&text, decoy).any(|(start, end)| {
                let overlaps = |span: &(usize, usize)| span.0 < end && start < span.1;
                let inside = labels.iter().flat_map(spans).any(|span| overlaps(&span));
                chars.iter().any(overlaps) && !inside
            });
            if hit {
                decoys.0 += 1;
                let _ = writeln!(misses, "{id} decoy hit: {decoy}");
            }
        }
    }
    (sections, decoys, misses)
}

/// The spans of a label: its own, and that of its percent.
fn spans(label: &Value) -> Vec<(usize, usize)> {
    [("start", "end"), ("percent_start", "percent_end")]
        .into_iter()
        .filter_map(|(start, end)| {
            Some((
                label[start].as_u64()? as usize,
                label[end].as_u64()? as usize,
            ))
        })
        .collect()
}

/// Where `part` stands in `text`, in code points.
fn occurrences(text: &str, part: &str) -> impl Iterator<Item = (usize, usize)> {
    let length = part.chars().count();
    text.match_indices(part).map(move |(byte, _)| {
        let start = text[..byte].chars().count();
        (start, start + length)
    })
}

/// The report of a set, and its tallies summed.
pub fn report(name: &str, rows: &str, left_out: &LeftOut) -> (String, Tally, (usize, usize)) {
    let (sections, decoys, misses) = score(rows, left_out);
    let mut all = Tally::default();
    let mut out = format!("{name}\n");
    for (section, tally) in &sections {
        let _ = writeln!(
            out,
            "  {section}: P {:.3} R {:.3} attributes {:.3} ({} figures)",
            tally.precision(),
            tally.recall(),
            tally.attributes(),
            tally.gold
        );
        all.found += tally.found;
        all.predicted += tally.predicted;
        all.gold += tally.gold;
        for (name, (good, of)) in &tally.right {
            let entry = all.right.entry(name).or_default();
            entry.0 += good;
            entry.1 += of;
        }
    }
    let (precision, recall) = (all.precision(), all.recall());
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    let _ = writeln!(
        out,
        "  all: P {precision:.4} R {recall:.4} F1 {f1:.4} attributes {:.4}, decoys {}/{}",
        all.attributes(),
        decoys.0,
        decoys.1
    );
    for (name, (good, of)) in &all.right {
        let _ = writeln!(out, "    {name}: {good}/{of}");
    }
    out.push_str(&misses);
    (out, all, decoys)
}
