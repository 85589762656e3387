//! What is said where nothing was found: under which filters, and how much there is without.

use crate::query::Notice;
use crate::search::{Answer, Figures, Filter};

use super::filters::{By, Wanted, parts};
use super::terminal::{FEW, Layout, counted, facet_lines, notice_line, paragraph};
use super::title::DAY;

/// What left nothing over.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    /// Each filter in force, in words.
    pub filters: Vec<String>,
    /// How much there is without them.
    pub without: u64,
    /// How much there is without one of them alone, where there are several.
    pub without_one: Vec<(String, u64)>,
}

/// An empty answer to a search, with the facets that say where else to look.
pub fn answer(answer: &Answer, sieve: &Sieve, layout: Layout) -> String {
    let mut out = String::new();
    for notice in &answer.notices {
        notice_line(&mut out, notice, layout);
    }
    let line = line("Nothing found", "article", &answer.notices, sieve);
    paragraph(&mut out, &line, layout);
    if !sieve.filters.is_empty() {
        facet_lines(&mut out, answer, layout, FEW);
    }
    out
}

/// An empty table of figures.
pub fn figures(found: &Figures, sieve: &Sieve, layout: Layout) -> String {
    let mut out = String::new();
    for notice in &found.notices {
        notice_line(&mut out, notice, layout);
    }
    let line = line("No figures found", "figure", &found.notices, sieve);
    paragraph(&mut out, &line, layout);
    out
}

/// What was not found, under which filters, and what to do, unless a notice tells it.
fn line(nothing: &str, thing: &str, notices: &[Notice], sieve: &Sieve) -> String {
    let told = |notice: &Notice| ["empty", "no_articles"].contains(&notice.kind);
    let filters = sieve.filters.join(", ");
    match (notices.iter().any(told), sieve.without) {
        (true, _) => format!("{nothing}."),
        (false, _) if filters.is_empty() => format!("{nothing}. Try fewer words."),
        (false, 0) => format!("{nothing}, with {filters} or without. Try fewer words."),
        (false, count) => {
            let mut told = format!("{nothing} with {filters}.");
            let all = match sieve.without_one.is_empty() {
                true => "Without".to_string(),
                false => "Without all".to_string(),
            };
            for (name, left) in sieve.without_one.iter().filter(|(_, left)| *left > 0) {
                told.push_str(&format!(" Without {name}: {}.", counted(*left, thing)));
            }
            if !sieve.without_one.iter().any(|(_, left)| *left == count) {
                told.push_str(&format!(" {all}: {}.", counted(count, thing)));
            }
            told
        }
    }
}

/// What a kind of filter is called.
pub fn kind_name(by: By) -> &'static str {
    match by {
        By::Province => "province",
        By::District => "district",
        By::Year => "year",
        By::Since => "since",
        By::Until => "until",
    }
}

/// The filters of places and time, in words.
pub fn filters(filter: &Filter) -> Vec<String> {
    let mut told = Vec::new();
    for (by, wanted) in parts(filter) {
        let kind = kind_name(by);
        told.extend(wanted.iter().map(|wanted| match wanted {
            Wanted::Place(path) => {
                let names: Vec<&str> = path.split('/').skip(1).collect();
                let name: Vec<&str> = names.into_iter().rev().collect();
                format!("{kind} {}", name.join(" / "))
            }
            Wanted::Years(years) => format!("{kind} {years}"),
            Wanted::Day(day) => format!("{kind} {}", day.strftime(DAY)),
            Wanted::Unknown => format!("no {kind}"),
        }));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Years;
    use crate::search::PlaceFilter;

    #[test]
    fn filters_are_named_with_what_there_is_without_them() {
        let filter = Filter {
            provinces: vec![PlaceFilter::Untagged],
            districts: vec![PlaceFilter::Path("/Hà Nội/Ba Đình".into())],
            years: vec![Years::between(2020, 2022), Years::Undated],
            until: Some(jiff::civil::date(2020, 5, 1)),
            ..Filter::default()
        };
        let told =
            "no province, district Ba Đình / Hà Nội, year 2020..2022, no year, until 01/05/2020";
        let mut sieve = Sieve {
            filters: filters(&filter),
            without: 3,
            ..Sieve::default()
        };
        assert_eq!(sieve.filters.join(", "), told);
        let of = |sieve: &Sieve, notices: &[Notice]| line("Nothing", "article", notices, sieve);
        assert_eq!(
            of(&sieve, &[]),
            format!("Nothing with {told}. Without: 3 articles.")
        );
        sieve.without_one = vec![("district".into(), 1), ("year".into(), 0)];
        assert_eq!(
            of(&sieve, &[]),
            format!("Nothing with {told}. Without district: 1 article. Without all: 3 articles.")
        );
        sieve.without = 0;
        assert_eq!(
            of(&sieve, &[]),
            format!("Nothing, with {told} or without. Try fewer words.")
        );
        assert_eq!(of(&sieve, &[Notice::new("empty", "x")]), "Nothing.");
        assert_eq!(of(&Sieve::default(), &[]), "Nothing. Try fewer words.");
    }
}
