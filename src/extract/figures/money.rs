//! Amounts of money: `85 triệu đồng`, `500.000đ/suất`, `150 triệu`, `3.000 USD`.

use crate::article::FigureKind;

use super::Reader;
use super::amount::Amount;
use super::noun;
use super::per;
use super::quantity::Quantity;
use super::token::Line;
use super::units;
use super::words::Class;

/// Words that tell a bare `200 ngàn` of money from a bare number of people.
const CUES: [&str; 23] = [
    "lời", "lãi", "kiếm", "bán", "mua", "trả", "thu", "chi", "tốn",
    "tiền",
    "đồng",
    "giá",
    "thưởng",
    "lương",
    "phí",
    "vay",
    "nộp",
    "mức",
    "cấp",
    "trợ",
    "quỹ",
    "vốn",
    "thêm",
];

/// Reads `amount` as money.
pub fn read(reader: &Reader, at: usize, amount: &Amount) -> Option<Quantity> {
    let line = reader.line;
    let (unit, end) = match units::currency(line, amount.end) {
        Some((unit, end)) => (unit, end),
        None if is_bare(reader, at, amount) => ("đồng", amount.end),
        None => return None,
    };
    let (value, repaired) = if amount.factor > 1.0 {
        amount.value()
    } else {
        amount.whole()
    };
    // `không một đồng nào`
    if value == 0.0 || amount.spelled && value < 2.0 {
        return None;
    }
    let (per, end) = match per::slashes(line, end) {
        Some((per, after)) => (Some(per), after),
        None => (None, end),
    };
    Some(Quantity {
        kind: FigureKind::Money,
        value,
        repaired,
        unit: Some(unit.to_string()),
        noun: None,
        per,
        end,
    })
}

/// Whether a magnitude without a currency is money all the same.
fn is_bare(reader: &Reader, at: usize, amount: &Amount) -> bool {
    let line = reader.line;
    let last = line.word(amount.end - 1);
    let magnitude = matches!(
        last,
        "triệu" | "tr" | "tỷ" | "tỉ" | "nghìn" | "ngàn" | "k" | "rưỡi"
    );
    if !magnitude || counts_something(line, amount.end) {
        return false;
    }
    if amount.spelled && amount.numeral.amount().0 < 1e4 {
        return false;
    }
    if line.is_mark(amount.end, '%') || units::measure(line, amount.end).is_some() {
        return false;
    }
    if line.is_mark(amount.end, '/') || last == "k" {
        return true;
    }
    if inherits(reader, at) {
        return false;
    }
    if matches!(last, "nghìn" | "ngàn") {
        let follows = reader
            .found
            .last()
            .is_some_and(|last| last.kind == FigureKind::Money);
        let near = (reader.floor..at).all(|i| !line.is_mark(i, '.'));
        return follows && near || (at.saturating_sub(8)..at).any(|i| CUES.contains(&line.word(i)));
    }
    true
}

/// Whether a counted noun follows: `27 triệu lao động`.
fn counts_something(line: &Line, at: usize) -> bool {
    let Some(class) = noun::head_class(line, at) else {
        return line.is_word(at)
            && noun::phrase(line, at).is_some_and(|phrase| phrase.unit == Some("người"));
    };
    // `30 triệu tiền mặt`, `50 triệu hỗ trợ`
    class != Class::Verbal && !line.is_pair(at, "tiền", "mặt")
}

/// Whether the bare number takes its noun from the count before it: `gần 27 triệu lao
/// động, khu vực Nhà nước chiếm 3,8 triệu`.
pub fn inherits(reader: &Reader, at: usize) -> bool {
    let line = reader.line;
    let Some(last) = reader.found.last() else {
        return false;
    };
    let counted = last.kind == FigureKind::Count && last.noun.is_some();
    let (first, _) = super::approx::before(line, at, reader.floor);
    let share = matches!(
        line.word(first.wrapping_sub(1)),
        "chiếm" | "còn" | "là" | "có"
    );
    counted
        && last.value >= 1000.0
        && share
        && (reader.floor..at).all(|i| !line.is_mark(i, '.') && !line.is_mark(i, ';'))
}
