//! Amounts of money: `85 triệu đồng`, `500.000đ/suất`, `150 triệu`, `3.000 USD`.

use crate::article::{Figure, FigureKind};

use super::Reader;
use super::amount::Amount;
use super::noun;
use super::per;
use super::quantity::Quantity;
use super::token::Line;
use super::units;
use super::words::Class;

/// Words that tell a bare `200 ngàn` of money from a bare number of people.
const CUES: [&str; 28] = [
    "lời",
    "lãi",
    "kiếm",
    "bán",
    "mua",
    "trả",
    "thu",
    "chi",
    "tốn",
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
    "bì",
    "xì",
    "nợ",
    "rút",
    "góp",
];

/// More tokens than a sentence has between two figures that belong together; a text of one
/// endless sentence is read in linear time.
const FAR: usize = 100;

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
        "triệu" | "tr" | "trđ" | "tỷ" | "tỉ" | "nghìn" | "ngàn" | "k" | "rưỡi"
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
    if line.is_mark(amount.end, '/') || matches!(last, "k" | "trđ") {
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
        return follows && same_sentence(reader, at, &['.'])
            || (at.saturating_sub(8)..at).any(|i| CUES.contains(&line.word(i)));
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
    heir(reader, at).is_some()
}

/// The count from which a bare number at token `at` takes its noun; percents may stand
/// between them.
pub fn heir<'r>(reader: &'r Reader, at: usize) -> Option<&'r Figure> {
    let line = reader.line;
    let shares = reader.found.iter().rev().take(3);
    let mut last = shares.skip_while(|figure| figure.kind == FigureKind::Percent);
    let last = last.next()?;
    let counted = last.kind == FigureKind::Count && last.noun.is_some() && last.value >= 1000.0;
    let (first, sense) = super::approx::before(line, at, reader.floor);
    let before = line.word(first.wrapping_sub(1));
    let share = matches!(before, "chiếm" | "còn" | "là" | "có");
    // `…, người ngoài tỉnh hơn 92 nghìn;`
    let people = last.unit.as_deref() == Some("người") && sense.is_some();
    let same = counted && same_sentence(reader, at, &['.', ';']);
    let named = || people && (reader.floor..first).any(|i| line.word(i) == "người");
    (same && (share || named())).then_some(last)
}

/// Whether none of `marks` stands between the figure before and token `at`, near it.
fn same_sentence(reader: &Reader, at: usize, marks: &[char]) -> bool {
    let between = reader.floor..at;
    between.len() <= FAR
        && !between
            .into_iter()
            .any(|i| marks.iter().any(|&mark| reader.line.is_mark(i, mark)))
}
