//! The facets below the results in the terminal: a line each, what is chosen first and in
//! brackets, years in order with the oldest left out.

use anstyle::Style;

use crate::search::values::place_counts;
use crate::search::{Counts, Filter};

/// How many values of a facet are shown below results.
pub const FEW: usize = 8;

/// The values of one facet, ready to be printed.
pub(super) struct Line {
    /// The name of the facet.
    pub name: &'static str,
    /// The values with their counts, and what stands between them.
    pub pieces: Vec<(String, Style)>,
}

/// One value of a facet.
struct Shown {
    text: String,
    selected: bool,
}

/// The lines of all facets that have a value, each with `most` values.
pub(super) fn lines(counts: &Counts, filter: &Filter, most: usize) -> Vec<Line> {
    let places = |counts, wanted| {
        let mut values: Vec<Shown> = Vec::new();
        for value in place_counts(counts, wanted) {
            values.push(Shown {
                text: format!("{} {}", value.label, value.count),
                selected: value.selected,
            });
        }
        values.sort_by_key(|value| !value.selected);
        let rest = values.len().saturating_sub(most);
        values.truncate(most);
        (values, (rest > 0).then(|| format!("and {rest} more")))
    };
    let mut lines = Vec::new();
    for (name, (values, rest)) in [
        ("Province", places(&counts.provinces, &filter.provinces)),
        ("District", places(&counts.districts, &filter.districts)),
        ("Year", years(counts, filter, most)),
    ] {
        if !values.is_empty() {
            let pieces = pieces(&values, rest);
            lines.push(Line { name, pieces });
        }
    }
    lines
}

/// The years in order: the chosen ones and the newest of the others.
fn years(counts: &Counts, filter: &Filter, most: usize) -> (Vec<Shown>, Option<String>) {
    let chosen = |year: i64| {
        let year = i16::try_from(year).ok();
        filter.years.iter().any(|wanted| wanted.contains(year))
    };
    let mut order: Vec<i64> = counts.years.keys().copied().collect();
    order.sort_by_key(|&year| (!chosen(year), std::cmp::Reverse(year)));
    let left_out = order.split_off(most.min(order.len()));
    order.sort_unstable();
    let mut values = Vec::new();
    for year in &order {
        let count = counts.years.get(year).copied().unwrap_or(0);
        values.push(Shown {
            text: format!("{year} {count}"),
            selected: chosen(*year),
        });
    }
    let older = left_out.iter().max() < order.iter().min();
    let word = if older { "earlier" } else { "more" };
    let rest = left_out.len();
    (values, (rest > 0).then(|| format!("and {rest} {word}")))
}

fn pieces(values: &[Shown], rest: Option<String>) -> Vec<(String, Style)> {
    let mut pieces = Vec::new();
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            pieces.push(("\u{a0}· ".to_string(), Style::new()));
        }
        // A value and its count stay on one line.
        let text = value.text.replace(' ', "\u{a0}");
        pieces.push(match value.selected {
            true => (format!("[{text}]"), Style::new().bold()),
            false => (text, Style::new()),
        });
    }
    if let Some(rest) = rest {
        pieces.push((format!("\u{a0}· {rest}"), Style::new()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Years;
    use crate::search::PlaceFilter;

    fn shown(counts: &Counts, filter: &Filter, most: usize) -> Vec<String> {
        let mut all = Vec::new();
        for line in lines(counts, filter, most) {
            let text: String = line.pieces.into_iter().map(|(text, _)| text).collect();
            all.push(format!("{}: {}", line.name, text.replace('\u{a0}', " ")));
        }
        all
    }

    fn counts() -> Counts {
        let mut counts = Counts::default();
        for (i, name) in ["Ba Đình", "Tây Hồ", "Đống Đa", "Hà Đông"]
            .iter()
            .enumerate()
        {
            counts
                .districts
                .insert(format!("/Hà Nội/{name}"), 9 - i as u64);
        }
        for year in 2016..2026 {
            counts.years.insert(year, 2);
        }
        counts
    }

    #[test]
    fn the_oldest_years_are_left_out() {
        let shown = shown(&counts(), &Filter::default(), 3);
        assert_eq!(
            shown,
            [
                "District: Ba Đình 9 · Tây Hồ 8 · Đống Đa 7 · and 1 more",
                "Year: 2023 2 · 2024 2 · 2025 2 · and 7 earlier"
            ]
        );
    }

    #[test]
    fn what_is_chosen_is_shown_whatever_its_count() {
        let filter = Filter {
            districts: vec![PlaceFilter::Path("/Hà Nội/Hà Đông".into())],
            years: vec![Years::between(2017, 2017)],
            ..Filter::default()
        };
        assert_eq!(
            shown(&counts(), &filter, 3),
            [
                "District: [Hà Đông 6] · Ba Đình 9 · Tây Hồ 8 · and 1 more",
                "Year: [2017 2] · 2024 2 · 2025 2 · and 7 more"
            ]
        );
    }
}
