//! Checks stated numbers against each other: a percent against its ratio, a product
//! against its total; and flags values that cannot be right.

use crate::article::{Approx, Figure, FigureKind};
use crate::text::Span;

use super::attained;

/// đồng that no act of a union's care reaches.
const TOO_MUCH: f64 = 1e13;
/// More people than any count in the country.
const TOO_MANY: f64 = 1.1e8;

/// Bytes around a sum in which its purpose is named.
const NEAR: usize = 300;
/// A sentence with more figures is a table, where no word ties a price to its total.
const MANY: usize = 40;

/// Checks the figures of one sentence.
pub fn sentence(figures: &mut [Figure], text: &str, sentence: Span) {
    for figure in figures.iter_mut() {
        ratio(figure);
        plausible(figure, text, sentence);
    }
    if figures.len() <= MANY {
        products(figures, text, sentence.start);
    }
}

/// A stated percent must be the ratio's, up to rounding.
fn ratio(figure: &mut Figure) {
    let whole = figure.target.or(figure.total);
    let derived = figure.is_inferred("percent");
    if let (FigureKind::Ratio, Some(whole), Some(percent), false) =
        (figure.kind, whole, figure.percent, derived)
    {
        figure.consistent = Some(attained::agrees(figure.value, whole, percent));
    }
}

/// Flags sums beyond a union's means and counts beyond the country's people.
fn plausible(figure: &mut Figure, text: &str, sentence: Span) {
    let unit = figure.unit.as_deref();
    figure.implausible = match figure.kind {
        FigureKind::Money => {
            unit == Some("đồng")
                && figure.value >= TOO_MUCH
                && speaks_of_care(text, sentence, figure)
        }
        FigureKind::Count => unit == Some("người") && figure.value >= TOO_MANY,
        _ => figure.implausible,
    };
}

/// Whether the words near `figure` tell of the union's own care, not of the economy.
fn speaks_of_care(text: &str, sentence: Span, figure: &Figure) -> bool {
    let mut from = sentence.start.max(figure.span.start.saturating_sub(NEAR));
    let mut to = sentence.end.min(figure.span.end + NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = Span::new(from, to.max(from)).of(text).to_lowercase();
    ["đoàn viên", "công đoàn", "chăm lo", "phúc lợi", "suất quà"]
        .iter()
        .any(|word| near.contains(word))
}

/// `39 đơn vị …, mỗi đơn vị 4 triệu đồng, tổng cộng 156 triệu đồng`: the total is checked
/// against the product; a total that is off by thousands is implausible.
fn products(figures: &mut [Figure], text: &str, start: usize) {
    for i in 0..figures.len() {
        let Some(per) = figures[i].per.clone() else {
            continue;
        };
        if figures[i].kind != FigureKind::Money {
            continue;
        }
        let price = figures[i].value;
        let counted = figures[..i]
            .iter()
            .rev()
            .find(|figure| figure.kind == FigureKind::Count && names(figure, &per));
        let Some((count, blurred)) = counted.map(|figure| (figure.value, figure.approx.is_some()))
        else {
            continue;
        };
        let product = count * price;
        for j in 0..figures.len() {
            let total = &figures[j];
            if j == i || total.kind != FigureKind::Money || total.unit != figures[i].unit {
                continue;
            }
            let from = if j == 0 {
                start
            } else {
                figures[j - 1].span.end
            };
            let lead = text
                .get(from..total.span.start)
                .unwrap_or("")
                .to_lowercase();
            if total.per.is_some() || !is_total(&lead) {
                continue;
            }
            let tolerance = match (blurred, total.approx) {
                (false, None) => 0.005,
                (_, Some(Approx::Gt | Approx::Lt | Approx::About)) | (true, _) => 0.15,
                _ => 0.05,
            };
            let agrees = (total.value - product).abs() <= tolerance * product;
            let factor = total.value / product;
            figures[j].consistent = Some(agrees);
            figures[j].implausible |= !agrees && !(0.002..500.0).contains(&factor);
        }
    }
}

/// Whether `figure` counts what a price is for: `39 đơn vị` and `mỗi đơn vị`.
fn names(figure: &Figure, per: &str) -> bool {
    let noun = figure.noun.as_deref().unwrap_or("").to_lowercase();
    let per = per.to_lowercase();
    !per.is_empty() && (noun.starts_with(&per) || figure.unit.as_deref() == Some(per.as_str()))
}

fn is_total(lead: &str) -> bool {
    [
        "tổng cộng",
        "tổng số tiền",
        "tổng trị giá",
        "tổng giá trị",
        "tổng kinh phí",
        "tổng số",
    ]
    .iter()
    .any(|words| lead.contains(words))
}
