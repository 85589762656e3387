//! A row of figures over two lines, for terminals too narrow for columns: value and noun,
//! then place, period, plan and percent.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::search::values::label;
use crate::search::{Row, Sum};

use super::amount;
use super::stand_in;
use super::terminal::Layout;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Below this many columns rows are stacked.
const NARROW: usize = 60;

/// Whether columns have no room.
pub fn is_narrow(layout: Layout) -> bool {
    layout.width < NARROW
}

/// Adds one row below the row `above` of the same article, with the marks of its value and its
/// period in words.
pub fn row(
    out: &mut String,
    row: &Row,
    above: Option<&Row>,
    [marks, period]: [&str; 2],
    layout: Layout,
) {
    let figure = &row.figure;
    let value = format!("{}{marks}", amount::value(figure));
    let noun = amount::noun_of(row).unwrap_or_else(|| stand_in::noun(row, above));
    add(out, &value, &noun, layout);
    let mut told = Vec::new();
    if above.is_none_or(|above| above.place != row.place) {
        told.push(row.place.as_deref().map_or_else(String::new, label));
    }
    told.push(period.to_string());
    if let Some(target) = figure.target {
        told.push(format!("target {}", amount::number(target)));
    } else if let Some(whole) = figure.total {
        told.push(format!("of {}", amount::number(whole)));
    }
    if let Some(percent) = figure.percent {
        told.push(format!("{}%", amount::number(percent)));
    }
    told.retain(|part| !part.is_empty());
    let told = told.join(" · ");
    if !told.is_empty() {
        for line in wrapped(&told, layout.width.saturating_sub(4)) {
            out.push_str(&format!("    {FAINT}{line}{FAINT:#}\n"));
        }
    }
}

/// Adds a sum below its rows.
pub fn sum(out: &mut String, sum: &Sum, layout: Layout) {
    let about = if sum.approximate { "~" } else { "" };
    let amount = amount::with_unit(sum.value, sum.unit.as_deref());
    let period = amount::period(&sum.months.0, &sum.months.1);
    let value = format!("{about}{amount}");
    add(out, &value, &sum.noun, layout);
    let told = format!("sum of {} · {period}", sum.count);
    for line in wrapped(&told, layout.width.saturating_sub(4)) {
        out.push_str(&format!("    {BOLD}{line}{BOLD:#}\n"));
    }
}

/// Value and noun, wrapped below the value's indent.
fn add(out: &mut String, value: &str, noun: &str, layout: Layout) {
    let room = layout.width.saturating_sub(2);
    for (i, line) in wrapped(&format!("{value} {noun}"), room).iter().enumerate() {
        let rest = if i == 0 {
            line.strip_prefix(value)
        } else {
            None
        };
        match rest {
            Some(rest) => out.push_str(&format!("  {BOLD}{value}{BOLD:#}{rest}\n")),
            None => out.push_str(&format!("  {line}\n")),
        }
    }
}

/// `text` in lines of at most `room` columns; a longer word stands alone.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_room() {
        let lines = wrapped("1.625 đoàn viên khối doanh nghiệp ngoài nhà nước", 20);
        assert!(lines.iter().all(|line| line.width() <= 20), "{lines:?}");
        assert_eq!(
            lines.join(" "),
            "1.625 đoàn viên khối doanh nghiệp ngoài nhà nước"
        );
        assert!(wrapped("", 20).is_empty());
        let mut out = String::new();
        let layout = Layout {
            width: 30,
            full: false,
        };
        add(&mut out, "1.625", "đoàn viên", layout);
        let plain = anstream::adapter::strip_str(&out).to_string();
        assert_eq!(plain, "  1.625 đoàn viên\n");
        let total = Sum {
            noun: "đoàn viên".into(),
            act: crate::search::flow::Act::Growth,
            unit: Some("người".into()),
            months: ("2022-01".into(), "2022-06".into()),
            value: 1400.0,
            count: 2,
            approximate: true,
        };
        let mut out = String::new();
        sum(&mut out, &total, layout);
        let plain = anstream::adapter::strip_str(&out).to_string();
        assert_eq!(plain, "  ~1.400 đoàn viên\n    sum of 2 · 1–6/2022\n");
        assert!(is_narrow(layout));
    }
}
