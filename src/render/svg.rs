//! A chart as an SVG file, by plotters. Letters are text of the file, drawn by whoever
//! shows it, so no fonts are needed here.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::amount::number;
use super::chart::{Chart, WIDEST_LABEL};
use crate::error::{Error, Result};

const WIDTH: u32 = 960;
const BAR_HEIGHT: u32 = 30;
/// Room for the title above and the axis below.
const AROUND: u32 = 120;
/// An average letter at 15 points, in points.
const LETTER: f64 = 7.6;
const FONT: &str = "Be Vietnam Pro, Noto Sans, DejaVu Sans, Arial, sans-serif";
const GREEN: RGBColor = RGBColor(46, 125, 50);
const GREY: RGBColor = RGBColor(97, 97, 97);

/// The chart as the text of an SVG file.
pub fn chart(chart: &Chart) -> Result<String> {
    let mut text = String::new();
    let height = AROUND + BAR_HEIGHT * chart.bars.len().max(1) as u32;
    {
        let root = SVGBackend::with_string(&mut text, (WIDTH, height)).into_drawing_area();
        draw(chart, &root).map_err(|trouble| Error::render(trouble.to_string()))?;
    }
    Ok(text)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Trouble<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

fn draw<'a>(chart: &Chart, root: &Area<'a>) -> std::result::Result<(), Trouble<'a>> {
    root.fill(&WHITE)?;
    let labels: Vec<String> = chart
        .bars
        .iter()
        .map(|bar| bar.name(WIDEST_LABEL))
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0) as f64 * LETTER;
    let label_room = widest(&mut labels.iter().map(|label| label.chars().count())) as u32 + 16;
    let value_room = widest(&mut chart.bars.iter().map(|bar| bar.text.chars().count()));
    let largest = chart.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let largest = if largest > 0.0 { largest } else { 1.0 };
    // The axis goes on behind the longest bar, so that its value has room.
    let room = f64::from(WIDTH - label_room.min(WIDTH / 2)) - 60.0;
    let end = largest * (1.0 + (value_room + 12.0) / (room - value_room).max(100.0));
    let count = chart.bars.len().max(1) as f64;
    let mut context = ChartBuilder::on(root)
        .caption(&chart.title, (FONT, 22).into_font().color(&BLACK))
        .margin(16)
        .x_label_area_size(48)
        .y_label_area_size(label_room)
        .build_cartesian_2d(0.0..end, 0.0..count)?;
    context
        .configure_mesh()
        .disable_y_mesh()
        .x_labels(6)
        .y_labels(0)
        .x_desc(below(chart))
        .axis_desc_style((FONT, 15).into_font().color(&GREY))
        .label_style((FONT, 15).into_font().color(&BLACK))
        .light_line_style(WHITE)
        .x_label_formatter(&|value| number(*value))
        .draw()?;
    let style = (FONT, 15).into_font().color(&BLACK);
    let left = style.pos(Pos::new(HPos::Left, VPos::Center));
    let right = style.pos(Pos::new(HPos::Right, VPos::Center));
    for (i, (bar, label)) in chart.bars.iter().zip(labels).enumerate() {
        // Bars count from above, the axis from below.
        let middle = count - i as f64 - 0.5;
        let corners = [(0.0, middle - 0.38), (bar.value, middle + 0.38)];
        context.draw_series([Rectangle::new(corners, GREEN.filled())])?;
        let name = Text::new(label, (-8, 0), right.clone());
        let value = Text::new(bar.text.clone(), (6, 0), left.clone());
        context.draw_series([EmptyElement::at((0.0, middle)) + name])?;
        context.draw_series([EmptyElement::at((bar.value, middle)) + value])?;
    }
    root.present()
}

/// What stands below the axis: the unit, and what the mark at a year means.
fn below(chart: &Chart) -> String {
    let mut text = chart.unit.clone();
    if let Some(part) = chart.part_told() {
        text.push_str(&format!(" · * {part}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::chart::Bar;
    use super::*;

    fn of(bars: &[(&str, f64, &str)]) -> Chart {
        Chart {
            title: "Đoàn viên <mới> & cũ".into(),
            unit: "người".into(),
            bars: bars
                .iter()
                .map(|&(label, value, text)| Bar {
                    label: label.into(),
                    value,
                    text: text.into(),
                    partial: label.ends_with("2026"),
                })
                .collect(),
            left_out: 0,
            through: Some(jiff::civil::date(2026, 3, 14)),
        }
    }

    #[test]
    fn every_label_and_value_is_text_of_the_file() {
        let svg = chart(&of(&[
            ("Ba Đình · 2016", 2985.0, "2.985"),
            ("Thường Tín", 75.0, "75"),
            ("Ứng Hòa", 60.0, "60"),
        ]))
        .expect("a chart");
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        for text in [
            "Ba Đình · 2016",
            "Thường Tín",
            "Ứng Hòa",
            "2.985",
            "người",
            "1.000",
        ] {
            assert!(svg.contains(text), "{text} in {svg}");
        }
        assert!(svg.contains("Đoàn viên &lt;mới&gt; &amp; cũ"));
        assert_eq!(svg.matches("#2E7D32").count(), 3);
    }

    #[test]
    fn a_part_of_a_year_is_marked() {
        let whole = chart(&of(&[("2025", 1.0, "1")])).expect("a chart");
        assert!(!whole.contains('*'), "{whole}");
        let mut drawn = of(&[("2025", 1.0, "1"), ("2026", 1.0, "1")]);
        let part = chart(&drawn).expect("a chart");
        assert!(part.contains("2026*"), "{part}");
        let below = "người · * chưa trọn năm, bài mới nhất đề ngày 14/03/2026";
        assert!(part.contains(below), "{part}");
        drawn.through = None;
        let part = chart(&drawn).expect("a chart");
        assert!(part.contains("người · * chỉ một phần của năm"), "{part}");
        assert!(!part.contains("bài mới nhất"), "{part}");
    }

    #[test]
    fn an_empty_chart_and_equal_bars_are_no_trouble() {
        for bars in [
            &[][..],
            &[("a", 0.0, "0")],
            &[("a", 1.0, "1"), ("b", 1.0, "1")],
        ] {
            assert!(chart(&of(bars)).expect("a chart").contains("</svg>"));
        }
    }
}
