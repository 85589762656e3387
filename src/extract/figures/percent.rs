//! Percentages that stand for themselves: `100% CĐCS`, `chiếm 38,05%`, `0,5 điểm phần trăm`.

use crate::article::FigureKind;

use super::Reader;
use super::amount::Amount;
use super::noun;
use super::per;
use super::quantity::Quantity;
use super::token::Line;
use super::words;

/// What a percent is measured against, which it does not count.
const BASES: [&str; 12] = [
    "kế", "chỉ", "dự", "nghị", "mục", "kh", "định", "yêu", "so", "ct", "nhu", "công",
];

/// Fields of which a percent is paid.
const PAID: [&str; 5] = ["lương", "tiền", "thu", "kinh", "đoàn"];

/// Reads `amount` as a percentage.
pub fn read(reader: &Reader, _at: usize, amount: &Amount) -> Option<Quantity> {
    let line = reader.line;
    let (unit, end) = sign(line, amount.end)?;
    let (value, repaired) = amount.value();
    let (noun, end) = match noun_after(line, end) {
        Some((from, to)) => (Some(line.slice(from, to).to_string()), to),
        None => (None, end),
    };
    let (per, end) = match per::slashes(line, end) {
        Some((per, after)) => (Some(per), after),
        None => (None, end),
    };
    Some(Quantity {
        kind: FigureKind::Percent,
        value,
        repaired,
        unit: Some(unit.to_string()),
        noun,
        per,
        end,
    })
}

/// The sign of percent at token `at`: the unit and the token after it.
pub fn sign(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    if line.is_mark(at, '%') {
        let doubled = line.is_mark(at + 1, '%');
        return Some(("%", at + 1 + usize::from(doubled)));
    }
    if line.is_pair(at, "phần", "trăm") {
        return Some(("%", at + 2));
    }
    if line.word(at) == "điểm" {
        if line.is_mark(at + 1, '%') {
            return Some(("điểm %", at + 2));
        }
        if line.is_pair(at + 1, "phần", "trăm") {
            return Some(("điểm %", at + 3));
        }
    }
    None
}

/// The counted noun behind the sign, over `số` and `tổng số`.
pub fn noun_after(line: &Line, at: usize) -> Option<(usize, usize)> {
    let mut start = at;
    if line.word(start) == "tổng" {
        start += 1;
    }
    if line.word(start) == "số" {
        start += 1;
    }
    let base = BASES.contains(&line.word(start)) && !noun::is_known_head(line, start);
    if base || matches!(line.word(start), "kế" | "chỉ" | "nghị" | "mục") {
        return None;
    }
    if line.is_titled(start) && noun::head_class(line, start).is_none() {
        return None;
    }
    let Some(phrase) = noun::phrase(line, start) else {
        // `1% lương`, `2% kinh phí công đoàn`
        let (_, end) = words::compound(line, start)?;
        return PAID.contains(&line.word(start)).then_some((start, end));
    };
    // `giảm 10-50% phục vụ công nhân`
    if phrase.class == Some(words::Class::Verbal) {
        return None;
    }
    let (from, to) = phrase.noun.unwrap_or((start, phrase.end));
    Some((from, to))
}
