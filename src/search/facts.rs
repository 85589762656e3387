//! Of figures of one noun, unit, act and period those that add up: each fact once, and
//! nothing that is part of another.

use std::collections::{BTreeSet, HashMap};

use crate::article::Approx;

use super::figures::Row;

/// How far a round number may be from the exact one, in percent.
const ROUNDED: f64 = 15.0;

/// Of rows of one kind those that add up: each fact once, nothing that is part of another.
///
/// A figure of a period that the article names (`năm 2022`, `6 tháng đầu năm`) is the
/// total of its place: events of that place, districts in it and smaller totals are within
/// it. Only totals of places beside each other, or events where nobody states a total, are
/// added up.
pub fn facts(rows: &[&Row], list: Vec<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for &i in &list {
        let row = rows[i];
        let part = is_attached(row) && list.iter().any(|&j| holds(rows[j], row));
        let other = list.iter().filter(|&&j| j != i).map(|&j| rows[j]);
        let said = other
            .clone()
            .any(|other| is_target_of(row, other) || is_said_by(row, other));
        let fact = (row.place.as_deref(), row.figure.value.to_bits());
        if !part && !said && seen.insert(fact) {
            kept.push(i);
        }
    }
    let nested = |i: usize| {
        kept.iter()
            .any(|&j| j != i && is_within((i, rows[i]), (j, rows[j])))
    };
    let outer: Vec<usize> = kept.iter().copied().filter(|&i| !nested(i)).collect();
    whole_or_parts(rows, outer)
}

/// Whether figure `one` is counted in figure `other` already.
fn is_within((i, one): (usize, &Row), (j, other): (usize, &Row)) -> bool {
    match (one.place.as_deref(), other.place.as_deref()) {
        // one without a place may be within any, and any within it
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (mine, theirs) if mine == theirs => {
            let larger = (other.figure.value, j) > (one.figure.value, i);
            match (is_total(one), is_total(other)) {
                (false, true) => true,
                (true, true) => larger,
                _ => false,
            }
        }
        (Some(mine), Some(theirs)) => lies_in(mine, theirs) && is_total(other),
        (None, None) => false,
    }
}

/// Whether the article states the period that the figure is of.
fn is_total(row: &Row) -> bool {
    let period = row.figure.period.as_ref();
    period.is_some_and(|period| !period.text.is_empty())
}

/// Of events of one place in one article, the first that is the sum of the others stands
/// for them: `70 suất quà`, then `40 suất` here and `30 suất` there.
fn whole_or_parts(rows: &[&Row], list: Vec<usize>) -> Vec<usize> {
    let mut sums: HashMap<(&str, Option<&str>), f64> = HashMap::new();
    for &i in &list {
        let of = (rows[i].article.id.as_str(), rows[i].place.as_deref());
        *sums.entry(of).or_default() += rows[i].figure.value;
    }
    let whole = |i: usize| {
        let of = (rows[i].article.id.as_str(), rows[i].place.as_deref());
        let rest = sums.get(&of).copied().unwrap_or(0.0) - rows[i].figure.value;
        rest > 0.0 && (rest - rows[i].figure.value).abs() <= 1e-6 * rest
    };
    let wholes: Vec<usize> = list.iter().copied().filter(|&i| whole(i)).collect();
    let beside = |i: usize, j: usize| {
        rows[i].article.id == rows[j].article.id && rows[i].place == rows[j].place && i != j
    };
    list.into_iter()
        .filter(|&i| match wholes.iter().find(|&&j| beside(i, j)) {
            Some(&j) => whole(i) && i < j,
            None => true,
        })
        .collect()
}

fn lies_in(place: &str, other: &str) -> bool {
    place
        .strip_prefix(other)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Whether the figure only adds to what another counts: `4 nghiệp đoàn với 157 đoàn viên`.
fn is_attached(row: &Row) -> bool {
    let before = row.sentence.get(..row.figure.span.start).unwrap_or("");
    before.trim_end().ends_with(" với")
}

/// Whether the row only names the plan that `other` is measured against.
fn is_target_of(row: &Row, other: &Row) -> bool {
    row.figure.target.is_none()
        && other.figure.target == Some(row.figure.value)
        && row.article.id == other.article.id
}

/// Whether the row says in round numbers what `other` says exactly: `gần 3.000`, `2.905`.
fn is_said_by(row: &Row, other: &Row) -> bool {
    let (round, exact) = (row.figure.value, other.figure.value);
    let share = (exact - round) / round * 100.0;
    let fits = match row.figure.approx {
        Some(Approx::Gt) => (0.0..ROUNDED).contains(&share),
        Some(Approx::Lt) => (-ROUNDED..=0.0).contains(&share),
        Some(Approx::About) => share.abs() < ROUNDED,
        _ => false,
    };
    fits && other.figure.approx.is_none() && row.place == other.place
}

/// Whether `one` is a larger figure of the same sentence.
fn holds(one: &Row, other: &Row) -> bool {
    one.article.id == other.article.id
        && one.sentence == other.sentence
        && one.figure.value > other.figure.value
}
