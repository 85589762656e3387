//! A chart of bars, and how it looks in the terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::terminal::Layout;
use super::title::DAY;

const BAR: Style = AnsiColor::Green.on_default();
const FAINT: Style = Style::new().dimmed();

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
    /// How many did not fit, or are of another noun, act or unit.
    pub left_out: usize,
    /// The day of the newest article, where every marked year goes on after it.
    pub through: Option<Date>,
}

impl Chart {
    /// Whether a bar that bears a year is of a part of it.
    pub fn is_partial(&self) -> bool {
        self.bars.iter().any(|bar| bar.partial)
    }

    /// What the mark at a year says in a picture, which is Vietnamese whole, since pictures go
    /// into articles; nothing without such a bar.
    pub fn part_told(&self) -> Option<String> {
        let through = self.through.map(|day| day.strftime(DAY));
        let told = through.map_or_else(
            || "chỉ một phần của năm".to_string(),
            |day| format!("chưa trọn năm, bài mới nhất đề ngày {day}"),
        );
        self.is_partial().then_some(told)
    }
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
    /// Whether it bears a year and is of a part of it only.
    pub partial: bool,
}

impl Bar {
    /// What it is, in at most `room` columns, with a mark where it is of a part of its year.
    pub fn name(&self, room: usize) -> String {
        let mark = self.mark();
        let label = shortened(&self.label, room.saturating_sub(mark.len()));
        format!("{label}{mark}")
    }

    /// The same, however long.
    pub fn full_name(&self) -> String {
        format!("{}{}", self.label, self.mark())
    }

    fn mark(&self) -> &'static str {
        if self.partial { "*" } else { "" }
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
        .map(|bar| bar.name(WIDEST_LABEL))
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
    if chart.is_partial() {
        let part = chart.through.map_or_else(
            || "part of the year".to_string(),
            |day| {
                let day = day.strftime(DAY);
                format!("not the whole year: the newest article is of {day}")
            },
        );
        let _ = writeln!(out, "{FAINT}* {part}{FAINT:#}");
    }
    if chart.left_out > 0 {
        let _ = writeln!(
            out,
            "{FAINT}{} more of another noun, act, unit or a longer period, or too many to draw{FAINT:#}",
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

    #[test]
    fn a_name_keeps_to_its_room_with_its_mark() {
        for (label, partial, name) in [
            ("Ba Đình", false, "Ba Đình"),
            ("Ba Đình", true, "Ba Đì…*"),
            ("Tây Hồ", true, "Tây Hồ*"),
            ("Thường Tín", false, "Thường…"),
            ("Thường Tín", true, "Thườn…*"),
        ] {
            let bar = Bar {
                label: label.into(),
                value: 1.0,
                text: "1".into(),
                partial,
            };
            assert_eq!(bar.name(7), name);
            assert!(bar.name(7).width() <= 7, "{name}");
            let whole = bar.full_name();
            assert_eq!(whole.strip_suffix('*').unwrap_or(&whole), label);
            assert_eq!(whole.ends_with('*'), partial);
        }
    }

    #[test]
    fn bars_are_aligned_and_keep_to_the_width() {
        let bar = |label: &str, value: f64, text: &str| Bar {
            label: label.into(),
            value,
            text: text.into(),
            partial: label == "Ứng Hòa",
        };
        let mut chart = Chart {
            title: String::new(),
            unit: "người".into(),
            bars: vec![
                bar("Ba Đình", 2985.0, "2.985"),
                bar("Ứng Hòa", 60.0, "60"),
                bar("Thường Tín", 0.0, "0"),
            ],
            left_out: 0,
            through: Some(jiff::civil::date(2026, 3, 14)),
        };
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
        assert!(lines[2].starts_with("Ứng Hòa*"), "{shown}");
        assert!(lines[3].trim_end().ends_with('0'));
        assert_eq!(
            lines[4],
            "* not the whole year: the newest article is of 14/03/2026"
        );
        chart.through = None;
        let shown = anstream::adapter::strip_str(&terminal(&chart, layout)).to_string();
        assert!(shown.ends_with("\n* part of the year\n"), "{shown}");
    }
}
