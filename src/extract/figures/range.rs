//! From a low to a high end: `8.000 – 11.000 đoàn viên`, `từ 5 đến 10%`, `từ 500.000
//! đồng đến 1 triệu đồng`.

use crate::article::{Figure, FigureKind};

use super::amount::{self, Amount};
use super::quantity;
use super::token::Line;
use super::{Found, Reader};
use super::{approx, per, percent, spelled, units};

/// Recognises a range whose low end is the number at token `at`.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    // most words that may be numerals end no range: see whether a joint is near
    let joined = |i| matches!(line.word(i), "đến" | "tới");
    if !line.is_number(at) && !(at + 1..at + 8).any(joined) {
        return None;
    }
    let low = amount::read(line, at)?;
    let (own, joint) = own_unit(line, &low);
    let second = joint_at(line, joint)?;
    // `ba đến bốn điểm`, both in words
    if line.is_number(at) != line.is_number(second) {
        return None;
    }
    let high = amount::read(line, second)?;
    let quantity = quantity::read(reader, second, &high)?;
    if let Some(own) = own
        && quantity.unit.as_deref() != Some(own)
    {
        return None;
    }
    let value = match own {
        Some(_) => low.whole().0,
        None => low_value(&low, &high, &quantity)?,
    };
    if value >= quantity.value {
        return None;
    }
    let (mut first, mut sense) = approx::before(line, at, reader.floor);
    if line.word(first.wrapping_sub(1)) == "từ" && first > reader.floor {
        first -= 1;
        let (before, outer) = approx::before(line, first, reader.floor);
        first = before;
        sense = outer.or(sense);
    }
    let mut figure = Figure::new(line.span(first, quantity.end), FigureKind::Range, value);
    figure.high = Some(quantity.value);
    figure.unit = quantity.unit;
    figure.noun = quantity.noun;
    figure.per = quantity.per;
    if figure.per.is_none() && units::is_currency(figure.unit.as_deref()) {
        figure.per = per::each_before(line, first, reader.floor);
    }
    figure.repaired = quantity.repaired || low.value().1;
    figure.approx = sense;
    Some(Found::Figure(Box::new(figure), quantity.end))
}

/// The unit that the low end bears itself, and the token after it.
fn own_unit(line: &Line, low: &Amount) -> (Option<&'static str>, usize) {
    if let Some((unit, end)) = units::currency(line, low.end) {
        return (Some(unit), end);
    }
    if let Some((unit, end)) = percent::sign(line, low.end) {
        return (Some(unit), end);
    }
    (None, low.end)
}

/// The second number behind the joint at token `at`.
fn joint_at(line: &Line, at: usize) -> Option<usize> {
    let joint = line.is_dash(at) || line.is_mark(at, '~') || matches!(line.word(at), "đến" | "tới");
    let mut second = at + 1;
    if matches!(
        line.word(second),
        "khoảng" | "gần" | "hơn" | "dưới" | "trên"
    ) {
        second += 1;
    }
    let number = line.is_number(second)
        || !line.is_dash(at) && spelled::may_begin(line.word(second).as_bytes());
    (joint && number).then_some(second)
}

/// The low end in the unit of the high one: `1,2 - 1,5 triệu`, `800 - 1,2 triệu`.
fn low_value(low: &Amount, high: &Amount, quantity: &quantity::Quantity) -> Option<f64> {
    if low.factor > 1.0 || low.extra > 0.0 {
        return Some(low.value().0);
    }
    // `ba đến bốn trăm`: the magnitude is of both
    if low.spelled && low.value().0 < 10.0 && quantity.value >= 100.0 {
        let magnitude = 10f64.powi(quantity.value.log10().floor() as i32);
        return Some(low.value().0 * magnitude);
    }
    if quantity.kind == FigureKind::Count && high.factor == 1.0 {
        return Some(low.count()?.0);
    }
    if high.factor == 1.0 {
        return Some(low.whole().0);
    }
    let alone = low.value().0;
    let scaled = alone * high.factor;
    if scaled < quantity.value {
        return Some(scaled);
    }
    // `800.000 - 1,2 triệu`, `800 - 1,2 triệu`
    let (bare, thousands) = (low.whole().0, alone * high.factor / 1e3);
    let smaller = if bare >= 1e3 { bare } else { thousands };
    Some(smaller)
}
