//! Scores the figure extractor on whole articles labelled by someone who did not know it:
//! twelve that were read afterwards, twelve whose misses nobody has read.

use std::path::PathBuf;

use super::figures_score::{LeftOut, Tally, report};

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/figures/blind")
        .join(name);
    std::fs::read_to_string(path).expect("the articles are there")
}

/// The labels that rest on a judgement where the specification is silent.
fn doubtful() -> LeftOut {
    read("doubtful.tsv")
        .lines()
        .skip(1)
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (id, start, text) = (cells.next()?, cells.next()?, cells.next()?);
            let mark = if text.starts_with("(decoy) ") {
                text
            } else {
                start
            };
            Some((id.to_string(), mark.to_string()))
        })
        .collect()
}

/// Everything but the misses.
fn totals(out: &str) -> String {
    let lines = out.lines().enumerate();
    let totals = lines.filter(|(i, line)| *i == 0 || line.starts_with(' '));
    totals.map(|(_, line)| format!("{line}\n")).collect()
}

fn hold(out: &str, all: &Tally, decoys: (usize, usize), floors: (f64, f64)) {
    assert!(all.gold > 400, "the set is whole: {out}");
    assert!(all.precision() >= floors.0, "{out}");
    assert!(all.recall() >= floors.0, "{out}");
    assert!(all.attributes() >= floors.1, "{out}");
    assert!(decoys.0 as f64 <= 0.02 * decoys.1 as f64, "{out}");
}

#[test]
fn articles_of_another_hand_are_read() {
    for (left_out, floors) in [(LeftOut::new(), (0.99, 0.99)), (doubtful(), (0.99, 0.99))] {
        let (out, all, decoys) = report("dev.jsonl", &read("dev.jsonl"), &left_out);
        println!("without {} doubtful labels: {out}", left_out.len());
        hold(&out, &all, decoys, floors);
    }
}

#[test]
fn articles_of_another_hand_that_nobody_has_read_since_are_read() {
    for (left_out, floors) in [(LeftOut::new(), (0.96, 0.99)), (doubtful(), (0.97, 0.99))] {
        let (out, all, decoys) = report("held.jsonl", &read("held.jsonl"), &left_out);
        let out = totals(&out);
        println!("without {} doubtful labels: {out}", left_out.len());
        hold(&out, &all, decoys, floors);
    }
}
