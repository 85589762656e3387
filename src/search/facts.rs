//! Of figures of one noun, unit, act and period those that add up: each fact once, and
//! nothing that is part of another.

use std::collections::{BTreeSet, HashMap};

use crate::article::Approx;

use super::row::Row;

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
        (Some(mine), Some(theirs)) => {
            let joint = is_joint(other) && one.article.id != other.article.id;
            lies_in(mine, theirs) && is_total(other) && !joint
        }
        (None, None) => false,
    }
}

/// Whether the figure is of some places of a province together, not of the province: `tính
/// chung, ba quận`.
fn is_joint(row: &Row) -> bool {
    let place = row.place.as_deref();
    let inferred = row.figure.is_inferred("place");
    let mut own = row.article.places.iter();
    inferred && !own.any(|own| Some(own.path().as_str()) == place)
}

/// Whether the article states the period that the figure is of.
fn is_total(row: &Row) -> bool {
    let period = row.figure.period.as_ref();
    period.is_some_and(|period| !period.text.is_empty())
}

/// Of events in one article, the first that is the sum of the others of its place stands for
/// them: `70 suất quà`, then `40 suất` here and `30 suất` there.
fn whole_or_parts(rows: &[&Row], list: Vec<usize>) -> Vec<usize> {
    // in each place, what was counted of it and of places in it
    let mut sums: HashMap<(&str, Option<&str>), f64> = HashMap::new();
    for &i in &list {
        let (id, value) = (rows[i].article.id.as_str(), rows[i].figure.value);
        let place = rows[i].place.as_deref();
        *sums.entry((id, place)).or_default() += value;
        let above = place.map(|path| path.match_indices('/').skip(1));
        for (end, _) in above.into_iter().flatten() {
            let province = place.and_then(|path| path.get(..end));
            *sums.entry((id, province)).or_default() += value;
        }
    }
    let whole = |i: usize| {
        let of = (rows[i].article.id.as_str(), rows[i].place.as_deref());
        let rest = sums.get(&of).copied().unwrap_or(0.0) - rows[i].figure.value;
        rest > 0.0 && (rest - rows[i].figure.value).abs() <= 1e-6 * rest
    };
    let wholes: Vec<usize> = list.iter().copied().filter(|&i| whole(i)).collect();
    // the whole of the places beside `i`, or of what lies above them
    let of = |i: usize, j: usize| {
        let (mine, theirs) = (rows[i].place.as_deref(), rows[j].place.as_deref());
        let above = mine
            .zip(theirs)
            .is_some_and(|(mine, theirs)| lies_in(mine, theirs));
        i != j && rows[i].article.id == rows[j].article.id && (mine == theirs || above)
    };
    list.into_iter()
        .filter(|&i| match wholes.iter().find(|&&j| of(i, j)) {
            Some(&j) => whole(i) && i < j && rows[i].place == rows[j].place,
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
