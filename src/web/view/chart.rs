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
                    th scope="row" { (shown(&bar.label)) }
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

/// One point a bar, joined: for years in order.
pub fn line(ask: &Ask, chart: &Chart) -> Markup {
    let largest = chart
        .bars
        .iter()
        .map(|bar| bar.value)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    let step = WIDTH / (chart.bars.len().max(2) - 1) as f64;
    let mut points = Vec::new();
    for (i, bar) in chart.bars.iter().enumerate() {
        let y = HEIGHT * (1.0 - bar.value / largest);
        points.push((i as f64 * step, y));
    }
    let path: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    html! {
        (caption(ask, chart))
        svg .line viewBox={ "-6 -6 " (WIDTH + 12.0) " " (HEIGHT + 12.0) } aria-hidden="true" {
            line .axis x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
            polyline points=(path.join(" ")) {}
            @for ((x, y), bar) in points.iter().zip(&chart.bars) {
                circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="4" {
                    title { (shown(&bar.label)) ": " (ask.words.local(&bar.text)) }
                }
            }
        }
        (bars_table(ask, chart))
        (left_out(ask, chart))
    }
}

/// The points of a line as a table.
fn bars_table(ask: &Ask, chart: &Chart) -> Markup {
    html! {
        table .bars .points {
            @for bar in &chart.bars {
                tr { th scope="row" { (shown(&bar.label)) } td .value { (ask.words.local(&bar.text)) } }
            }
        }
    }
}

fn caption(ask: &Ask, chart: &Chart) -> Markup {
    html! {
        h2 { (ask.words.chart) ": " (shown(&chart.title)) " " span .unit { "(" (shown(&chart.unit)) ")" } }
    }
}

fn left_out(ask: &Ask, chart: &Chart) -> Markup {
    let count = ask.words.whole(chart.left_out as u64);
    html! {
        @if chart.left_out > 0 {
            p .hint { (fill(&ask.words.chart_left_out, &[("n", &count)])) }
        }
    }
}
