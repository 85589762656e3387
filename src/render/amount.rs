//! Numbers, figures and periods as Vietnamese readers write them: `1.625`, `70,9%`,
//! `1–6/2022`.

use crate::article::{Approx, Figure, FigureKind};
use crate::search::Row;
use crate::text::number::grouped;

/// `value` with dots between thousands and a decimal comma, at most three decimals.
pub fn number(value: f64) -> String {
    let rounded = format!("{:.3}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let sign = if value < 0.0 { "-" } else { "" };
    let mut text = format!("{sign}{}", grouped(whole));
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

/// The value of a figure with its bound, the sign of a change, and unit: `>85.000.000đ`,
/// `148%`, `20–60`, `+12%`.
pub fn value(figure: &Figure) -> String {
    let bound = bound(figure.approx);
    let high = figure
        .high
        .map_or_else(String::new, |high| format!("–{}", number(high)));
    let per = figure
        .per
        .as_ref()
        .map_or_else(String::new, |per| format!("/{per}"));
    let sign = match figure.delta {
        Some(delta) if delta < 0.0 => "−",
        Some(_) => "+",
        None => "",
    };
    format!(
        "{bound}{sign}{}{high}{}{per}",
        number(figure.value),
        suffix(figure)
    )
}

/// The sign of a bound or an approximation.
pub fn bound(approx: Option<Approx>) -> &'static str {
    match approx {
        Some(Approx::Gt) => ">",
        Some(Approx::Lt) => "<",
        Some(Approx::About) => "~",
        Some(Approx::Min) => "≥",
        Some(Approx::Max) => "≤",
        None => "",
    }
}

/// What stands behind the number of a figure: people and things have their noun.
fn suffix(figure: &Figure) -> String {
    match figure.unit.as_deref() {
        Some("đồng") => "đ".to_string(),
        Some("%") => "%".to_string(),
        Some(unit) if figure.kind == FigureKind::Measure || is_currency(unit) => format!(" {unit}"),
        _ => String::new(),
    }
}

/// The same for a sum of figures of `unit`.
pub fn with_unit(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some("đồng") => format!("{}đ", number(value)),
        Some("%") => format!("{}%", number(value)),
        Some(unit) if is_currency(unit) || unit.is_ascii() => format!("{} {unit}", number(value)),
        _ => number(value),
    }
}

fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The noun of a figure with the unit that its value does not show: `lượt cán bộ`.
pub fn noun(figure: &Figure) -> Option<String> {
    let unit = figure
        .unit
        .as_deref()
        .filter(|unit| *unit != "người" && suffix(figure).is_empty() && !unit.is_empty());
    match (unit, figure.noun.as_deref()) {
        (Some(unit), Some(noun)) if !noun.to_lowercase().starts_with(unit) => {
            Some(format!("{unit} {noun}"))
        }
        (Some(unit), None) => Some(unit.to_string()),
        (_, noun) => noun.map(str::to_string),
    }
}

/// The noun of a row: what was asked for, where the figure's own says less of it.
pub fn noun_of(row: &Row) -> Option<String> {
    let noun = noun(&row.figure)?;
    Some(match &row.asked {
        Some(asked) => format!("{asked} ({noun})"),
        None => noun,
    })
}

/// A period from month to month (`2022-01`) in short: `2022`, `1–6/2022`, `5/2022`.
pub fn period(from: &str, to: &str) -> String {
    let parts = |month: &str| -> Option<(u16, u8)> {
        let (year, month) = month.split_once('-')?;
        Some((year.parse().ok()?, month.parse().ok()?))
    };
    let (Some((from_year, from)), Some((to_year, to))) = (parts(from), parts(to)) else {
        return String::new();
    };
    match (from, to) {
        (1, 12) if from_year == to_year => format!("{from_year}"),
        (1, 12) => format!("{from_year}–{to_year}"),
        _ if from_year != to_year => format!("{from}/{from_year}–{to}/{to_year}"),
        _ if from == to => format!("{from}/{to_year}"),
        _ => format!("{from}–{to}/{to_year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn numbers_are_grouped_by_dots() {
        for (value, text) in [
            (0.0, "0"),
            (999.0, "999"),
            (1625.0, "1.625"),
            (7_261_045_351.0, "7.261.045.351"),
            (70.9, "70,9"),
            (12.125, "12,125"),
            (1.0 / 3.0, "0,333"),
            (-1500.5, "-1.500,5"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn values_show_bound_and_unit() {
        let mut figure = Figure::new(Span::new(0, 0), FigureKind::Money, 85e6);
        figure.unit = Some("đồng".into());
        figure.approx = Some(Approx::Gt);
        assert_eq!(value(&figure), ">85.000.000đ");
        figure.kind = FigureKind::Range;
        figure.high = Some(9e7);
        figure.per = Some("suất".into());
        assert_eq!(value(&figure), ">85.000.000–90.000.000đ/suất");
        let mut figure = Figure::new(Span::new(0, 0), FigureKind::Count, 700.0);
        figure.unit = Some("lượt".into());
        figure.noun = Some("cán bộ".into());
        assert_eq!(value(&figure), "700");
        assert_eq!(noun(&figure).as_deref(), Some("lượt cán bộ"));
        figure.unit = Some("người".into());
        assert_eq!(noun(&figure).as_deref(), Some("cán bộ"));
    }

    #[test]
    fn periods_are_short() {
        for (from, to, text) in [
            ("2022-01", "2022-12", "2022"),
            ("2022-01", "2022-06", "1–6/2022"),
            ("2022-04", "2022-06", "4–6/2022"),
            ("2022-05", "2022-05", "5/2022"),
            ("2021-01", "2022-12", "2021–2022"),
            ("2021-09", "2022-05", "9/2021–5/2022"),
            ("", "", ""),
        ] {
            assert_eq!(period(from, to), text);
        }
    }
}
