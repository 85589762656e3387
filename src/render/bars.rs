//! The bars of a chart: a fact each, a sum each or a year each, of one kind.

mod drawn;
mod kind;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::index::figure_noun::noun_of;
use crate::search::facts::facts;
use crate::search::flow::Act;
use crate::search::groups::Key;
use crate::search::values::labels;
use crate::search::{By, Filter, Group, Row, Sum};

use super::amount;
use super::chart::{Bar, Chart};
use super::table::key_name;
use super::title::title;
use drawn::{Draft, MOST_BARS, is_long, of_drafts};
use kind::{Kind, is_fit, is_held, kind, kind_asked};

/// What was asked for, and how far the articles reach.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// The filters in force.
    pub filter: &'a Filter,
    /// The day of the newest article of the index.
    pub newest: Option<Date>,
}

impl About<'_> {
    /// Whether a year goes on after the newest article, but for a rest.
    fn goes_on(&self, year: i16) -> bool {
        self.newest
            .is_some_and(|day| (day.year(), day.month()) < (year, 12))
    }

    /// The chart without bars.
    fn chart(&self, by: Option<By>, told: &str, unit: &str) -> Chart {
        Chart {
            title: title(self.query, by, told, self.filter),
            unit: unit.to_string(),
            bars: Vec::new(),
            left_out: 0,
            through: None,
        }
    }
}

/// A bar for each fact of the kind that the query asks for, else of the most frequent.
pub fn of_rows(about: About, rows: &[Row]) -> Chart {
    let paths: Vec<&str> = rows.iter().filter_map(|row| row.place.as_deref()).collect();
    let mut distinct = paths.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let names: HashMap<&str, String> = distinct.iter().copied().zip(labels(&distinct)).collect();
    let told = |row: &&Row| row.act.is_some() || is_held(row);
    let mut fitting: Vec<&Row> = rows.iter().filter(|row| is_fit(row)).collect();
    if fitting.iter().any(told) {
        fitting.retain(told);
    }
    let kinds: Vec<Kind> = fitting.iter().map(|row| kind(row)).collect();
    let mut drafts = Vec::new();
    if let Some(kind) = kind_asked(about.query, &kinds, true) {
        let of_kind: Vec<&Row> = fitting
            .iter()
            .zip(&kinds)
            .filter(|(_, own)| **own == kind)
            .map(|(row, _)| *row)
            .collect();
        for row in facts_of(&of_kind) {
            let place = row.place.as_deref().and_then(|path| names.get(path));
            drafts.push(Draft {
                key: place.map_or("–", String::as_str).to_string(),
                noun: amount::noun(&row.figure).unwrap_or_default(),
                kind: kind.clone(),
                months: row.months(),
                source: row.article.id.clone(),
                value: row.figure.value,
                bound: amount::bound(row.figure.approx),
            });
        }
    }
    let left_out = rows.len() - drafts.len();
    of_drafts(about, None, drafts, left_out)
}

/// A bar for each sum of one kind; where nothing may be summed, for the number of figures.
pub fn of_groups(about: About, groups: &[Group], by: By) -> Chart {
    let mut drafts = Vec::new();
    for group in groups {
        for sum in &group.sums {
            drafts.push(Draft {
                key: key_name(group),
                noun: sum.noun.clone(),
                kind: Kind {
                    noun: noun_of(&sum.noun),
                    act: Some(sum.act),
                    unit: sum.unit.clone(),
                    per: None,
                },
                months: sum.months.clone(),
                source: String::new(),
                value: sum.value,
                bound: if sum.approximate { "~" } else { "" },
            });
        }
    }
    let all = drafts.len();
    let kinds: Vec<Kind> = drafts.iter().map(|draft| draft.kind.clone()).collect();
    let one_noun = by != By::Noun;
    if let Some(kind) = kind_asked(about.query, &kinds, one_noun) {
        drafts.retain(|draft| {
            let own = &draft.kind;
            own.unit == kind.unit && own.act == kind.act && (own.noun == kind.noun || !one_noun)
        });
        let left_out = all - drafts.len();
        return of_drafts(about, Some(by), drafts, left_out);
    }
    let mut chart = counted(about, by, groups.iter().take(MOST_BARS));
    chart.left_out = groups.len().saturating_sub(MOST_BARS);
    chart
}

/// A bar for the number of figures of each group.
fn counted<'a>(about: About, by: By, groups: impl Iterator<Item = &'a Group<'a>>) -> Chart {
    let mut chart = about.chart(Some(by), "", "số lần được nêu");
    for group in groups {
        chart.bars.push(Bar {
            label: key_name(group),
            value: group.rows.len() as f64,
            text: amount::number(group.rows.len() as f64),
            partial: matches!(group.key, Key::Year(year) if about.goes_on(year)),
        });
    }
    chart.through = about.newest.filter(|_| chart.is_partial());
    chart
}

/// One point a year, of the kind of figure that most years have a sum of: its largest sum of
/// the year. Where fewer than two years have any, the number of figures.
pub fn of_years(about: About, groups: &[Group]) -> Chart {
    let mut kinds: BTreeMap<(&str, Option<&str>, Act), BTreeMap<i16, &Sum>> = BTreeMap::new();
    for group in groups {
        let Key::Year(year) = group.key else { continue };
        for sum in group.sums.iter().filter(|sum| !is_long(&sum.months)) {
            let kind = (sum.noun.as_str(), sum.unit.as_deref(), sum.act);
            let best = kinds.entry(kind).or_default().entry(year).or_insert(sum);
            if sum.value > best.value {
                *best = sum;
            }
        }
    }
    let most = kinds.into_iter().max_by_key(|(_, years)| years.len());
    if let Some(((noun, unit, act), years)) = most
        && years.len() > 1
    {
        let unit_told = format!(
            "{} · {}",
            if noun.is_empty() {
                unit.unwrap_or("")
            } else {
                noun
            },
            act.name()
        );
        let mut chart = about.chart(Some(By::Year), "", &unit_told);
        for (&year, sum) in &years {
            let blur = if sum.approximate { "~" } else { "" };
            chart.bars.push(Bar {
                label: year.to_string(),
                value: sum.value.max(0.0),
                text: format!("{blur}{}", amount::with_unit(sum.value, unit)),
                partial: about.goes_on(year) || !covers(&sum.months, year),
            });
        }
        // a sum of a part of a past year has nothing to do with the newest article
        let mut marked = years.into_keys().zip(&chart.bars);
        let late = marked.all(|(year, bar)| !bar.partial || about.goes_on(year));
        chart.through = about.newest.filter(|_| late && chart.is_partial());
        return chart;
    }
    let dated = groups.iter().filter(|group| group.key != Key::None);
    counted(about, By::Year, dated)
}

/// Whether a period is all of a year, or more.
fn covers(months: &(String, String), year: i16) -> bool {
    months.0 <= format!("{year:04}-01") && months.1 >= format!("{year:04}-12")
}

/// Place and months of a fact.
type Cell<'a> = (Option<&'a str>, (String, String));

/// Of rows of one kind each fact once, and of the facts of one place and period what is
/// part of no other.
fn facts_of<'a>(rows: &[&'a Row]) -> Vec<&'a Row> {
    let mut cells: BTreeMap<Cell<'_>, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let cell = (row.place.as_deref(), row.months());
        cells.entry(cell).or_default().push(i);
    }
    let mut kept: Vec<usize> = Vec::new();
    for list in cells.into_values() {
        kept.extend(facts(rows, list));
    }
    kept.sort_unstable();
    kept.into_iter().map(|i| rows[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_covers_a_year_or_a_part_of_it() {
        let covered = |from: &str, to: &str| covers(&(from.into(), to.into()), 2021);
        assert!(covered("2021-01", "2021-12"));
        assert!(!covered("2021-01", "2021-05") && !covered("2021-02", "2021-12"));
    }

    #[test]
    fn the_newest_article_explains_only_years_that_go_on() {
        let newest = Some(jiff::civil::date(2026, 3, 14));
        let about = About {
            query: "",
            filter: &Filter::default(),
            newest,
        };
        let group = |year: i16, last: u8| Group {
            key: Key::Year(year),
            name: year.to_string(),
            rows: Vec::new(),
            summed: Vec::new(),
            sums: vec![Sum {
                noun: "đoàn viên".into(),
                act: Act::Growth,
                unit: None,
                months: (format!("{year}-01"), format!("{year}-{last:02}")),
                value: 5.0,
                count: 2,
                approximate: false,
            }],
        };
        for (groups, marked, through) in [
            ([group(2021, 12), group(2026, 12)], [false, true], newest),
            ([group(2021, 5), group(2026, 12)], [true, true], None),
            ([group(2021, 5), group(2022, 12)], [true, false], None),
            ([group(2021, 12), group(2022, 12)], [false, false], None),
        ] {
            let chart = of_years(about, &groups);
            let partial: Vec<bool> = chart.bars.iter().map(|bar| bar.partial).collect();
            assert_eq!(partial, marked);
            assert_eq!(chart.through, through, "{marked:?}");
        }
    }
}
