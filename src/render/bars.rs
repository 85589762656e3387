//! Which figures make one chart: those of one noun, act and unit, what was asked for if it
//! is among them; ordered by time, else by value, each with a label of its own.

use std::collections::{BTreeMap, HashMap};

use crate::article::FigureKind;
use crate::index::figure_noun::noun_of;
use crate::search::facts::facts;
use crate::search::flow::{Act, asked, is_stock};
use crate::search::groups::Key;
use crate::search::values::labels;
use crate::search::{By, Group, Row, Sum};
use crate::text::fold::fold;

use super::amount;
use super::chart::{Bar, Chart};
use super::table::key_name;

/// More bars than these are no chart: the largest stay.
const MOST_BARS: usize = 40;

/// What all bars of a chart have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Kind {
    noun: String,
    act: Option<Act>,
    unit: Option<String>,
    per: Option<String>,
}

/// A bar before it is known how its label tells it from the others.
struct Draft {
    key: String,
    kind: Kind,
    /// The noun as written.
    noun: String,
    months: (String, String),
    /// The article that states it; none for a sum.
    source: String,
    value: f64,
    bound: &'static str,
}

/// A bar for each fact of the kind that the query asks for, else of the most frequent.
pub fn of_rows(query: &str, rows: &[Row]) -> Chart {
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
    if let Some(kind) = kind_asked(query, &kinds, true) {
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
    of_drafts(query, None, drafts, left_out)
}

/// A bar for each sum of one kind; where nothing may be summed, for the number of figures.
pub fn of_groups(query: &str, groups: &[Group], by: By) -> Chart {
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
    if let Some(kind) = kind_asked(query, &kinds, one_noun) {
        drafts.retain(|draft| {
            let own = &draft.kind;
            own.unit == kind.unit && own.act == kind.act && (own.noun == kind.noun || !one_noun)
        });
        let left_out = all - drafts.len();
        return of_drafts(query, Some(by), drafts, left_out);
    }
    let bar = |group: &Group| Bar {
        label: key_name(group),
        value: group.rows.len() as f64,
        text: amount::number(group.rows.len() as f64),
    };
    Chart {
        title: title(query, Some(by)),
        unit: "số lần được nêu".to_string(),
        bars: groups.iter().take(MOST_BARS).map(bar).collect(),
        left_out: groups.len().saturating_sub(MOST_BARS),
    }
}

/// One point a year, of the kind of figure that most years have a sum of: its largest sum of
/// the year. Where fewer than two years have any, the number of figures.
pub fn of_years(query: &str, groups: &[Group]) -> Chart {
    let mut kinds: BTreeMap<(&str, Option<&str>, Act), BTreeMap<i16, &Sum>> = BTreeMap::new();
    for group in groups {
        let Key::Year(year) = group.key else { continue };
        for sum in &group.sums {
            let kind = (sum.noun.as_str(), sum.unit.as_deref(), sum.act);
            let best = kinds.entry(kind).or_default().entry(year).or_insert(sum);
            if sum.value > best.value {
                *best = sum;
            }
        }
    }
    let most = kinds.into_iter().max_by_key(|(_, years)| years.len());
    let mut chart = Chart {
        title: title(query, Some(By::Year)),
        unit: "số lần được nêu".to_string(),
        bars: Vec::new(),
        left_out: 0,
    };
    if let Some(((noun, unit, act), years)) = most
        && years.len() > 1
    {
        chart.unit = format!(
            "{} · {}",
            if noun.is_empty() {
                unit.unwrap_or("")
            } else {
                noun
            },
            act.name()
        );
        for (year, sum) in years {
            let about = if sum.approximate { "~" } else { "" };
            chart.bars.push(Bar {
                label: year.to_string(),
                value: sum.value.max(0.0),
                text: format!("{about}{}", amount::with_unit(sum.value, unit)),
            });
        }
        return chart;
    }
    for group in groups.iter().filter(|group| group.key != Key::None) {
        chart.bars.push(Bar {
            label: key_name(group),
            value: group.rows.len() as f64,
            text: amount::number(group.rows.len() as f64),
        });
    }
    chart
}

/// Whether a row is a plain amount: no change, no bound of a rule, no range.
fn is_fit(row: &Row) -> bool {
    let figure = &row.figure;
    !figure.threshold
        && !figure.implausible
        && figure.delta.is_none()
        && figure.kind != FigureKind::Range
}

/// Whether a row tells what there is, rather than a plan or a part.
fn is_held(row: &Row) -> bool {
    let before = row.sentence.get(..row.figure.span.start).unwrap_or("");
    is_stock(&row.figure, before)
}

fn kind(row: &Row) -> Kind {
    Kind {
        noun: row.noun.clone(),
        act: row.act,
        unit: row.figure.unit.clone(),
        per: row.figure.per.clone(),
    }
}

/// The kind whose noun and act the query names, and that is stated most often.
fn kind_asked(query: &str, kinds: &[Kind], one_noun: bool) -> Option<Kind> {
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

/// The title, in Vietnamese, since charts go into articles.
fn title(query: &str, by: Option<By>) -> String {
    let by = match by {
        None => "",
        Some(By::Year) => " theo năm",
        Some(By::District) => " theo quận, huyện",
        Some(By::Noun) => " theo đối tượng",
    };
    let words = query.trim().trim_matches(['"', '“', '”']);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => format!("{}{}{by}", first.to_uppercase(), letters.as_str()),
        None => format!("Các con số{by}"),
    }
}

/// What the query does not say of the bars: their noun, what was done.
fn told(query: &str, kind: &Kind, noun: &str) -> String {
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

fn of_drafts(query: &str, by: Option<By>, mut drafts: Vec<Draft>, left_out: usize) -> Chart {
    let all = drafts.len() + left_out;
    if drafts.len() > MOST_BARS {
        drafts.sort_by(|a, b| b.value.total_cmp(&a.value));
        drafts.truncate(MOST_BARS);
    }
    let mut title = title(query, by);
    let mut unit = "số lượng".to_string();
    if let Some(first) = drafts.first() {
        let noun = if by == Some(By::Noun) {
            ""
        } else {
            &first.noun
        };
        title.push_str(&told(query, &first.kind, noun));
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
    let mut bars = Vec::new();
    for (draft, label) in drafts.iter().zip(labels) {
        let value = amount::with_unit(draft.value, draft.kind.unit.as_deref());
        bars.push(Bar {
            label,
            value: draft.value.max(0.0),
            text: format!("{}{value}", draft.bound),
        });
    }
    Chart {
        title,
        unit,
        left_out: all - bars.len(),
        bars,
    }
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
        of_drafts(query, Some(By::District), drafts, 0)
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

    #[test]
    fn too_many_bars_leave_the_largest() {
        let many = (0..100).map(|i| draft(&i.to_string(), "2022", None, f64::from(i)));
        let chart = of("", many.collect());
        assert_eq!((chart.bars.len(), chart.left_out), (MOST_BARS, 60));
        assert!(chart.bars.iter().all(|bar| bar.value >= 60.0));
    }
}
