//! Bars in their order, by time or else by value, each with a label of its own.

use std::collections::HashMap;

use crate::render::amount;
use crate::render::chart::{Bar, Chart};
use crate::search::By;

use super::About;
use super::kind::{Kind, told};

/// More bars than these are no chart: the largest stay.
pub(super) const MOST_BARS: usize = 40;

/// A bar before it is known how its label tells it from the others.
pub(super) struct Draft {
    pub(super) key: String,
    pub(super) kind: Kind,
    /// The noun as written.
    pub(super) noun: String,
    pub(super) months: (String, String),
    /// The article that states it; none for a sum.
    pub(super) source: String,
    pub(super) value: f64,
    pub(super) bound: &'static str,
}

/// The chart of `drafts`, beside which `left_out` figures are not drawn.
pub(super) fn of_drafts(
    about: About,
    by: Option<By>,
    mut drafts: Vec<Draft>,
    left_out: usize,
) -> Chart {
    let query = about.query;
    let all = drafts.len() + left_out;
    // a term of five years is no bar beside single ones
    if drafts.iter().any(|draft| !is_long(&draft.months)) {
        drafts.retain(|draft| !is_long(&draft.months));
    }
    if drafts.len() > MOST_BARS {
        drafts.sort_by(|a, b| b.value.total_cmp(&a.value));
        drafts.truncate(MOST_BARS);
    }
    let mut told_of = String::new();
    let mut unit = "số lượng".to_string();
    if let Some(first) = drafts.first() {
        let noun = if by == Some(By::Noun) {
            ""
        } else {
            &first.noun
        };
        told_of = told(query, &first.kind, noun);
        unit = match (&first.kind.unit, noun) {
            (Some(unit), _) => unit.clone(),
            (None, "") => unit,
            (None, noun) => noun.to_string(),
        };
        if let Some(per) = &first.kind.per {
            unit = format!("{unit}/{per}");
        }
    }
    // by time where it differs, else by value
    drafts.sort_by(|a, b| {
        let values = b.value.total_cmp(&a.value);
        (&a.months, &a.key).cmp(&(&b.months, &b.key)).then(values)
    });
    let one_period = drafts.iter().all(|draft| draft.months == drafts[0].months);
    if one_period {
        drafts.sort_by(|a, b| b.value.total_cmp(&a.value));
    }
    let labels = bar_labels(&drafts, one_period);
    let mut chart = about.chart(by, &told_of, &unit);
    for (draft, label) in drafts.iter().zip(labels) {
        let value = amount::with_unit(draft.value, draft.kind.unit.as_deref());
        chart.bars.push(Bar {
            label,
            value: draft.value.max(0.0),
            text: format!("{}{value}", draft.bound),
            // where all bars are of one period none stands out
            partial: !one_period
                && last_year(&draft.months).is_some_and(|year| about.goes_on(year)),
        });
    }
    chart.left_out = all - chart.bars.len();
    chart.through = about.newest.filter(|_| chart.is_partial());
    chart
}

/// Whether a period is longer than a year.
pub(super) fn is_long(months: &(String, String)) -> bool {
    let count = |month: &str| -> Option<i32> {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()?)
    };
    match (count(&months.0), count(&months.1)) {
        (Some(from), Some(to)) => to - from >= 12,
        _ => false,
    }
}

/// The year with whose end a period ends.
fn last_year(months: &(String, String)) -> Option<i16> {
    months.1.strip_suffix("-12")?.parse().ok()
}

/// Key and period, and the article where these are the same for several bars.
fn bar_labels(drafts: &[Draft], one_period: bool) -> Vec<String> {
    let mut labels = Vec::new();
    for draft in drafts {
        let period = amount::period(&draft.months.0, &draft.months.1);
        labels.push(match () {
            // the period tells the year
            () if !period.is_empty() && period.ends_with(&draft.key) => period,
            () if one_period || period.is_empty() => draft.key.clone(),
            () => format!("{} · {period}", draft.key),
        });
    }
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for label in &labels {
        *bearers.entry(label.clone()).or_default() += 1;
    }
    let mut told: HashMap<String, usize> = HashMap::new();
    for (label, draft) in labels.iter_mut().zip(drafts) {
        if bearers.get(label).is_some_and(|&count| count > 1) && !draft.source.is_empty() {
            let name = draft.source.rsplit('/').next().unwrap_or(&draft.source);
            let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            label.push_str(&format!(" · {name}"));
        }
        // two figures of one article
        let count = told.entry(label.clone()).or_default();
        *count += 1;
        if *count > 1 {
            label.push_str(&format!(" ({count})"));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Filter;

    fn draft(key: &str, year: &str, unit: Option<&str>, value: f64) -> Draft {
        Draft {
            key: key.into(),
            kind: Kind {
                noun: "đoàn viên".into(),
                act: None,
                unit: unit.map(str::to_string),
                per: None,
            },
            noun: "đoàn viên".into(),
            months: (format!("{year}-01"), format!("{year}-12")),
            source: format!("{year}/{key}.txt"),
            value,
            bound: "",
        }
    }

    fn of(query: &str, drafts: Vec<Draft>) -> Chart {
        let about = About {
            query,
            filter: &Filter::default(),
            newest: Some(jiff::civil::date(2022, 3, 14)),
        };
        of_drafts(about, Some(By::District), drafts, 0)
    }

    #[test]
    fn a_year_that_goes_on_is_marked_beside_whole_ones() {
        let years = |years: &[&str]| {
            let draft = |year: &&str| draft("Ba Đình", year, None, 5.0);
            of("đoàn viên", years.iter().map(draft).collect())
        };
        let chart = years(&["2021", "2022"]);
        let marked: Vec<bool> = chart.bars.iter().map(|bar| bar.partial).collect();
        assert_eq!(marked, [false, true]);
        assert_eq!(chart.through, Some(jiff::civil::date(2022, 3, 14)));
        for whole in [&["2020", "2021"][..], &["2022"]] {
            let chart = years(whole);
            assert!(!chart.is_partial(), "{whole:?}");
            assert_eq!(chart.through, None);
        }
    }

    #[test]
    fn a_term_of_years_is_no_bar_beside_single_years() {
        let term = || {
            let mut term = draft("Ba Đình", "2018", None, 900.0);
            term.months.1 = "2023-12".into();
            term
        };
        let chart = of("", vec![draft("Ba Đình", "2022", None, 5.0), term()]);
        assert_eq!((chart.bars.len(), chart.left_out), (1, 1));
        // among themselves they are
        let chart = of("", vec![term(), term()]);
        assert_eq!((chart.bars.len(), chart.left_out), (2, 0));
        let months = |from: &str, to: &str| is_long(&(from.into(), to.into()));
        assert!(!months("2022-01", "2022-12") && !months("2021-09", "2022-08"));
        assert!(months("2022-01", "2023-01") && !months("", ""));
    }

    fn shown(chart: &Chart) -> Vec<(&str, &str)> {
        let bars = chart.bars.iter();
        bars.map(|bar| (bar.label.as_str(), bar.text.as_str()))
            .collect()
    }

    #[test]
    fn bars_go_by_time_and_their_labels_tell_them_apart() {
        let mut about = draft("Ba Đình", "2016", Some("người"), 2985.0);
        about.bound = ">";
        let chart = of(
            "đoàn viên",
            vec![
                draft("Ba Đình", "2022", Some("người"), 1625.0),
                about,
                draft("Tây Hồ", "2022", Some("người"), 3000.0),
            ],
        );
        assert_eq!(chart.title, "Đoàn viên theo quận, huyện");
        assert_eq!(chart.unit, "người");
        assert_eq!(
            shown(&chart),
            [
                ("Ba Đình · 2016", ">2.985"),
                ("Ba Đình · 2022", "1.625"),
                ("Tây Hồ · 2022", "3.000")
            ]
        );
        let mut other = draft("Ba Đình", "2022", None, 8.0);
        other.source = "2022/khac.txt".into();
        let chart = of(
            "đoàn viên",
            vec![draft("Ba Đình", "2022", None, 5.0), other],
        );
        assert_eq!(
            shown(&chart),
            [("Ba Đình · khac", "8"), ("Ba Đình · Ba Đình", "5")]
        );
    }

    #[test]
    fn bars_of_one_period_go_by_value() {
        let chart = of(
            "",
            vec![
                draft("Ba Đình", "2022", None, 5.0),
                draft("Tây Hồ", "2022", None, 9.0),
            ],
        );
        assert_eq!(shown(&chart), [("Tây Hồ", "9"), ("Ba Đình", "5")]);
        assert_eq!(chart.title, "Các con số theo quận, huyện · đoàn viên");
    }

    #[test]
    fn too_many_bars_leave_the_largest() {
        let many = (0..100).map(|i| draft(&i.to_string(), "2022", None, f64::from(i)));
        let chart = of("", many.collect());
        assert_eq!((chart.bars.len(), chart.left_out), (MOST_BARS, 60));
        assert!(chart.bars.iter().all(|bar| bar.value >= 60.0));
    }
}
