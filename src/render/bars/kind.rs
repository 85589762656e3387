//! Which figures make one chart: those of one noun, act, unit and measure; what was asked for
//! if it is among them, else what is stated most often.

use std::collections::BTreeMap;

use crate::article::FigureKind;
use crate::index::figure_noun::noun_of;
use crate::search::Row;
use crate::search::flow::{Act, asked, is_stock};
use crate::text::fold::fold;

/// What all bars of a chart have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Kind {
    pub(super) noun: String,
    pub(super) act: Option<Act>,
    pub(super) unit: Option<String>,
    pub(super) per: Option<String>,
}

/// Whether a row is a plain amount: no change, no bound of a rule, no range.
pub(super) fn is_fit(row: &Row) -> bool {
    let figure = &row.figure;
    !figure.threshold
        && !figure.implausible
        && figure.delta.is_none()
        && figure.kind != FigureKind::Range
}

/// Whether a row tells what there is, rather than a plan or a part.
pub(super) fn is_held(row: &Row) -> bool {
    let before = row.sentence.get(..row.figure.span.start).unwrap_or("");
    is_stock(&row.figure, before)
}

pub(super) fn kind(row: &Row) -> Kind {
    Kind {
        noun: row.noun.clone(),
        act: row.act,
        unit: row.figure.unit.clone(),
        per: row.figure.per.clone(),
    }
}

/// The kind whose noun and act the query names, and that is stated most often.
pub(super) fn kind_asked(query: &str, kinds: &[Kind], one_noun: bool) -> Option<Kind> {
    let words = format!(" {} ", fold(&noun_of(query)));
    let act = asked(query);
    let mut counts: BTreeMap<&Kind, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let rank = |kind: &Kind, count: usize| {
        let noun = fold(&kind.noun);
        let named = one_noun && !noun.is_empty() && words.contains(&format!(" {noun} "));
        (
            if named { noun.len() } else { 0 },
            act.is_some() && kind.act == act,
            kind.unit.as_deref() != Some("%") && kind.per.is_none(),
            count,
            kind.act.is_some(),
        )
    };
    let best = counts
        .into_iter()
        .max_by_key(|(kind, count)| rank(kind, *count));
    best.map(|(kind, _)| kind.clone())
}

/// What the query does not say of the bars: their noun, what was done.
pub(super) fn told(query: &str, kind: &Kind, noun: &str) -> String {
    let mut told = String::new();
    let words = format!(" {} ", fold(&noun_of(query)));
    if !noun.is_empty() && !words.contains(&format!(" {} ", fold(&kind.noun))) {
        told.push_str(&format!(" · {noun}"));
    }
    match kind.act {
        Some(act) if asked(query) != Some(act) => told.push_str(&format!(" · {}", act.name())),
        _ => {}
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noun_and_act_asked_for_go_before_what_is_frequent() {
        let kind = |noun: &str, act, unit: &str| Kind {
            noun: noun_of(noun),
            act,
            unit: Some(unit.into()),
            per: None,
        };
        let growth = kind("đoàn viên", Some(Act::Growth), "người");
        let stock = kind("đoàn viên", None, "người");
        let people = kind("người", None, "người");
        let percent = kind("đoàn viên", None, "%");
        let all = [
            people.clone(),
            people.clone(),
            people.clone(),
            stock.clone(),
            stock.clone(),
            growth.clone(),
            percent,
        ];
        let asked = |query: &str| kind_asked(query, &all, true);
        assert_eq!(asked("kết nạp đoàn viên"), Some(growth.clone()));
        assert_eq!(asked("ket nap doan vien"), Some(growth));
        assert_eq!(asked("đoàn viên"), Some(stock));
        assert_eq!(asked("hội nghị"), Some(people));
        assert_eq!(kind_asked("hội nghị", &[], true), None);
    }
}
