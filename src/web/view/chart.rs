//! Figures as bars, and years as a line. Words stay text of the page, so they wrap, are
//! read aloud and copied; only bars and line are drawn.

use maud::{Markup, html};

use crate::render::chart::Chart;
use crate::web::page::Ask;
use crate::web::view::text::shown;
use crate::web::words::fill;

/// The width and height that the line is drawn in.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 160.0;

/// Bars below each other with label and value.
pub fn bars(ask: &Ask, chart: &Chart) -> Markup {
    let largest = chart.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let part = |value: f64| match largest > 0.0 {
        true => (value / largest * 1000.0).max(if value > 0.0 { 3.0 } else { 0.0 }),
        false => 0.0,
    };
    html! {
        (caption(ask, chart))
        table .bars {
            @for bar in &chart.bars {
                tr {
                    th scope="row" { (shown(&bar.full_name())) }
                    td .bar { svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                        rect width=(part(bar.value).round()) height="10" {}
                    } }
                    td .value { (ask.words.local(&bar.text)) }
                }
            }
        }
        (left_out(ask, chart))
    }
}

/// One point a year, joined; a year without one leaves its room.
pub fn line(ask: &Ask, chart: &Chart) -> Markup {
    let largest = chart.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let years: Vec<f64> = chart
        .bars
        .iter()
        .map(|bar| bar.label.parse().unwrap_or(0.0))
        .collect();
    let first = years.first().copied().unwrap_or(0.0);
    let step = WIDTH / (years.last().copied().unwrap_or(0.0) - first).max(1.0);
    let mut points = Vec::new();
    for (year, bar) in years.iter().zip(&chart.bars) {
        let y = HEIGHT * (1.0 - bar.value / largest.max(f64::MIN_POSITIVE));
        points.push(((year - first) * step, y));
    }
    let path: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    html! {
        (caption(ask, chart))
        svg .line viewBox={ "-30 -20 " (WIDTH + 60.0) " " (HEIGHT + 42.0) } aria-hidden="true" {
            line .axis x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
            polyline points=(path.join(" ")) {}
            @for (i, bar) in chart.bars.iter().enumerate() {
                @let (x, y) = points[i];
                @let (class, right, down) = beside(&points, i);
                circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3.5" {}
                text class=(class) x=(format!("{:.1}", x + right)) y=(format!("{:.1}", y + down)) {
                    (ask.words.local(&bar.text))
                }
                text .year x=(format!("{x:.1}")) y=(HEIGHT + 16.0) { (shown(&bar.full_name())) }
            }
        }
        (bars_table(ask, chart))
        (left_out(ask, chart))
    }
}

/// Where the number of a point stands so that the line does not run through it: its class,
/// and how far to the right of the point and below it.
fn beside(points: &[(f64, f64)], i: usize) -> (&'static str, f64, f64) {
    let y = points[i].1;
    let higher = |other: Option<&(f64, f64)>| other.is_some_and(|other| other.1 < y);
    let before = higher(i.checked_sub(1).and_then(|before| points.get(before)));
    let behind = higher(points.get(i + 1));
    match (before, behind) {
        // In a valley below it, where there is room above the axis.
        (true, true) if y < HEIGHT - 20.0 => ("value", 0.0, 16.0),
        // On a slope on its open side.
        (true, false) if i + 1 < points.len() => ("value right", 6.0, -5.0),
        (false, true) if i > 0 => ("value left", -6.0, -5.0),
        _ => ("value", 0.0, -8.0),
    }
}

/// The points of a line as a table.
fn bars_table(ask: &Ask, chart: &Chart) -> Markup {
    html! {
        table .bars .points {
            @for bar in &chart.bars {
                tr { th scope="row" { (shown(&bar.full_name())) } td .value { (ask.words.local(&bar.text)) } }
            }
        }
    }
}

fn caption(ask: &Ask, chart: &Chart) -> Markup {
    html! {
        h2 { (ask.words.chart) ": " (shown(&chart.title)) " " span .unit { "(" (shown(&chart.unit)) ")" } }
    }
}

/// What the mark means, and what is not drawn.
fn left_out(ask: &Ask, chart: &Chart) -> Markup {
    let words = ask.words;
    let count = words.whole(chart.left_out as u64);
    html! {
        @if let (true, Some(day)) = (chart.is_partial(), chart.through) {
            p .hint { (fill(&words.chart_partial_until, &[("day", &words.day(day))])) }
        } @else if chart.is_partial() {
            p .hint { (words.chart_partial) }
        }
        @if chart.left_out > 0 {
            p .hint { (fill(&words.chart_left_out, &[("n", &count)])) }
        }
    }
}
