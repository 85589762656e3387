//! The rows of one article, each fact once, however often the article states it.

use std::collections::HashMap;

use crate::article::FigureKind;

use super::flow::Act;
use super::row::Row;

/// What makes two figures one fact: noun, unit, value and what was done; a small number that
/// counts nothing in particular is one only within its sentence.
type Fact = (String, Option<String>, u64, Option<Act>, Option<String>);

/// A number from here on hardly stands for two things by chance.
const TELLING: f64 = 1000.0;

/// The rows of one article, each fact once.
#[derive(Default)]
pub(super) struct ToldOnce {
    /// The rows, in the order of the text.
    pub rows: Vec<Row>,
    known: HashMap<Fact, Vec<usize>>,
    /// Whether what was attained of plans is asked for: there a percent beside its result
    /// says it a second time.
    of_plans: bool,
}

impl ToldOnce {
    /// No rows yet.
    pub(super) fn new(of_plans: bool) -> ToldOnce {
        ToldOnce {
            of_plans,
            ..ToldOnce::default()
        }
    }

    /// Takes in a row, unless it says again what another says.
    pub(super) fn add(&mut self, row: Row) {
        if self.of_plans && self.rows.last().is_some_and(|last| restates(&row, last)) {
            return;
        }
        let key = (
            row.noun.clone(),
            row.figure.unit.clone(),
            row.figure.value.to_bits(),
            row.act,
            (row.noun.is_empty() && row.figure.value < TELLING).then(|| row.sentence.clone()),
        );
        let known = self.known.entry(key).or_default();
        for &at in known.iter() {
            if same_fact(&self.rows[at], &row) {
                if told(&row) > told(&self.rows[at]) {
                    self.rows[at] = row;
                }
                return;
            }
        }
        known.push(self.rows.len());
        self.rows.push(row);
    }
}

/// Whether a percent only says of which plan the figure before it is so much, as the row of that
/// figure does: `kết nạp 655 đoàn viên, đạt 81,9%`, `vượt kế hoạch 12%`.
fn restates(row: &Row, last: &Row) -> bool {
    let (percent, counted) = (&row.figure, &last.figure);
    let stated = counted.percent.filter(|_| counted.is_inferred("percent"));
    percent.kind == FigureKind::Percent
        && last.sentence == row.sentence
        && counted.span.end <= percent.span.start
        && stated.is_some_and(|stated| stated == percent.value || stated == 100.0 + percent.value)
}

/// Whether two figures of one article, equal in noun, unit and value, are one fact.
fn same_fact(one: &Row, other: &Row) -> bool {
    let agree = |a: Option<f64>, b: Option<f64>| a.is_none() || b.is_none() || a == b;
    let (a, b) = (&one.figure, &other.figure);
    let place = one.place == other.place || a.is_inferred("place") || b.is_inferred("place");
    let period =
        one.months() == other.months() || a.is_inferred("period") || b.is_inferred("period");
    agree(a.target, b.target) && agree(a.percent, b.percent) && a.high == b.high && place && period
}

/// How much a row tells besides noun and value.
fn told(row: &Row) -> usize {
    let figure = &row.figure;
    let stated = !figure.is_inferred("period");
    usize::from(figure.target.is_some()) * 2
        + usize::from(figure.percent.is_some())
        + usize::from(stated)
}
