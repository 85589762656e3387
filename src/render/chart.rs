//! Figures as bars: which of them make one chart, and how it looks in the terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::search::flow::Act;
use crate::search::groups::Key;
use crate::search::values::leaf;
use crate::search::{By, Group, Row, Sum};

use super::amount;
use super::table::key_name;
use super::terminal::Layout;

const BAR: Style = AnsiColor::Green.on_default();
const FAINT: Style = Style::new().dimmed();

/// More bars than these are no chart: the largest stay.
const MOST_BARS: usize = 40;
/// The widest label, in columns.
pub const WIDEST_LABEL: usize = 40;

/// Bars of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The unit of all bars, in words.
    pub unit: String,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
    /// How many did not fit, or are of another unit.
    pub left_out: usize,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// The value for people.
    pub text: String,
}

/// A bar before it is known how its label tells it from the others.
struct Draft {
    key: String,
    noun: String,
    period: String,
    act: &'static str,
    unit: Option<String>,
    value: f64,
    approximate: bool,
}

/// A bar for each row of the unit that most rows have.
pub fn of_rows(query: &str, rows: &[Row]) -> Chart {
    let mut drafts = Vec::new();
    for row in rows {
        let (from, to) = row.months();
        drafts.push(Draft {
            key: row.place.as_deref().map_or("–", leaf).to_string(),
            noun: amount::noun(&row.figure).unwrap_or_default(),
            period: amount::period(&from, &to),
            act: row.act.map_or("", Act::name),
            unit: row.figure.unit.clone(),
            value: row.figure.value,
            approximate: row.figure.approx.is_some(),
        });
    }
    of_drafts(title(query, None), drafts)
}

/// A bar for each sum; where nothing may be summed, for the number of figures.
pub fn of_groups(query: &str, groups: &[Group], by: By) -> Chart {
    let mut drafts = Vec::new();
    for group in groups {
        let mut sums: Vec<_> = group.sums.iter().collect();
        sums.sort_by_key(|sum| (by == By::Year).then_some(&sum.months));
        for sum in sums {
            drafts.push(Draft {
                key: key_name(group),
                noun: sum.noun.clone(),
                period: amount::period(&sum.months.0, &sum.months.1),
                act: sum.act.name(),
                unit: sum.unit.clone(),
                value: sum.value,
                approximate: sum.approximate,
            });
        }
    }
    if !drafts.is_empty() {
        return of_drafts(title(query, Some(by)), drafts);
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

fn of_drafts(title: String, drafts: Vec<Draft>) -> Chart {
    let all = drafts.len();
    let mut units: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for draft in &drafts {
        *units.entry(draft.unit.clone()).or_default() += 1;
    }
    let most = units.iter().max_by_key(|(_, count)| **count);
    let unit = most.and_then(|(unit, _)| unit.clone());
    let mut drafts: Vec<Draft> = drafts
        .into_iter()
        .filter(|draft| draft.unit == unit)
        .collect();
    if drafts.len() > MOST_BARS {
        let mut values: Vec<f64> = drafts.iter().map(|draft| draft.value).collect();
        values.sort_by(|a, b| b.total_cmp(a));
        let least = values[MOST_BARS - 1];
        drafts.retain(|draft| draft.value >= least);
        drafts.truncate(MOST_BARS);
    }
    let periods = drafts.iter().any(|draft| draft.period != drafts[0].period);
    let mut of_noun: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in &drafts {
        *of_noun.entry(&draft.noun).or_default() += 1;
    }
    // The noun of most bars goes without saying, unless others are as frequent.
    let most = of_noun.values().max().copied().unwrap_or(0);
    let common = of_noun
        .iter()
        .find(|(_, count)| **count == most && 2 * most > drafts.len());
    let common = common.map_or("", |(noun, _)| noun).to_string();
    let mut labels: Vec<String> = Vec::new();
    for draft in &drafts {
        let mut label = vec![draft.key.as_str()];
        match draft.period.ends_with(&draft.key) {
            // The period tells the year.
            true => label = vec![&draft.period],
            false if periods => label.push(&draft.period),
            false => {}
        }
        if draft.noun != common && !draft.noun.is_empty() && draft.noun != draft.key {
            label.push(&draft.noun);
        }
        labels.push(label.join(" · "));
    }
    let mut bars = Vec::new();
    for (draft, label) in drafts.iter().zip(&labels) {
        // What was done is told where nothing else tells bars apart.
        let alike = labels.iter().filter(|other| *other == label).count() > 1;
        let label = match draft.act {
            act if alike && !act.is_empty() => format!("{label} · {act}"),
            _ => label.clone(),
        };
        let about = if draft.approximate { "~" } else { "" };
        let value = amount::with_unit(draft.value, draft.unit.as_deref());
        bars.push(Bar {
            label,
            value: draft.value.max(0.0),
            text: format!("{about}{value}"),
        });
    }
    let unit = match unit.as_deref() {
        Some(unit) => unit.to_string(),
        None if !common.is_empty() => common,
        None => "số lượng".to_string(),
    };
    Chart {
        title,
        unit,
        left_out: all - bars.len(),
        bars,
    }
}

/// The chart for a terminal: label, value, bar.
pub fn terminal(chart: &Chart, layout: Layout) -> String {
    let mut out = String::new();
    let bold = Style::new().bold();
    let _ = writeln!(
        out,
        "{bold}{}{bold:#} {FAINT}({}){FAINT:#}",
        chart.title, chart.unit
    );
    let labels: Vec<String> = chart
        .bars
        .iter()
        .map(|bar| shortened(&bar.label, WIDEST_LABEL))
        .collect();
    let label_width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let text_width = chart
        .bars
        .iter()
        .map(|bar| bar.text.width())
        .max()
        .unwrap_or(0);
    let room = layout
        .width
        .saturating_sub(label_width + text_width + 3)
        .max(8);
    let largest = chart.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    for (bar, label) in chart.bars.iter().zip(&labels) {
        let pad = " ".repeat(label_width - label.width());
        let gap = " ".repeat(text_width - bar.text.width());
        let blocks = blocks(bar.value, largest, room);
        let _ = writeln!(out, "{label}{pad}  {gap}{} {BAR}{blocks}{BAR:#}", bar.text);
    }
    if chart.left_out > 0 {
        let _ = writeln!(
            out,
            "{FAINT}{} more of other units, or too many to draw{FAINT:#}",
            chart.left_out
        );
    }
    out
}

/// `value` as blocks of eighths, the `largest` as `room` blocks; what is more than
/// nothing shows at least as a sliver.
fn blocks(value: f64, largest: f64, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if value <= 0.0 || largest <= 0.0 {
        return String::new();
    }
    let eighths = ((value / largest * (room * 8) as f64).round() as usize).clamp(1, room * 8);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// `label` in at most `room` columns.
pub fn shortened(label: &str, room: usize) -> String {
    if label.width() <= room {
        return label.to_string();
    }
    let mut short = String::new();
    let mut width = 0;
    for letter in label.chars() {
        width += letter.width().unwrap_or(0);
        if width >= room {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(key: &str, period: &str, unit: Option<&str>, value: f64) -> Draft {
        Draft {
            key: key.into(),
            noun: "đoàn viên".into(),
            period: period.into(),
            act: "",
            unit: unit.map(str::to_string),
            value,
            approximate: false,
        }
    }

    #[test]
    fn one_chart_has_one_unit_and_labels_that_tell_bars_apart() {
        let chart = of_drafts(
            title("đoàn viên", Some(By::District)),
            vec![
                draft("Ba Đình", "2016", Some("người"), 2985.0),
                draft("Ba Đình", "1–6/2022", Some("người"), 1625.0),
                draft("Tây Hồ", "2022", Some("đồng"), 1e9),
            ],
        );
        assert_eq!(chart.title, "Đoàn viên theo quận, huyện");
        assert_eq!((chart.unit.as_str(), chart.left_out), ("người", 1));
        let labels: Vec<&str> = chart.bars.iter().map(|bar| bar.label.as_str()).collect();
        assert_eq!(labels, ["Ba Đình · 2016", "Ba Đình · 1–6/2022"]);
        assert_eq!(chart.bars[0].text, "2.985");
    }

    #[test]
    fn bars_are_aligned_and_keep_to_the_width() {
        let chart = of_drafts(
            String::new(),
            vec![
                draft("Ba Đình", "2016", None, 2985.0),
                draft("Ứng Hòa", "2016", None, 60.0),
                draft("Thường Tín", "2016", None, 0.0),
            ],
        );
        let layout = Layout {
            width: 60,
            full: false,
        };
        let shown = anstream::adapter::strip_str(&terminal(&chart, layout)).to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| line.width() <= 60), "{shown}");
        for (line, value) in lines[1..].iter().zip(["2.985", "60", "0"]) {
            let head: String = line.chars().take(10 + 2 + 5).collect();
            assert!(head.ends_with(&format!(" {value}")), "{head:?}");
        }
        assert_eq!(lines[1].matches('█').count(), 60 - 10 - 5 - 3);
        assert!(lines[2].ends_with('▉') || lines[2].ends_with(['▏', '▎', '▍', '▌', '▋', '▊', '█']));
        assert!(lines[3].trim_end().ends_with('0'));
    }

    #[test]
    fn too_many_bars_leave_the_largest() {
        let many = (0..100).map(|i| draft(&i.to_string(), "2022", None, f64::from(i)));
        let chart = of_drafts(String::new(), many.collect());
        assert_eq!((chart.bars.len(), chart.left_out), (MOST_BARS, 60));
        assert!(chart.bars.iter().all(|bar| bar.value >= 60.0));
    }
}
