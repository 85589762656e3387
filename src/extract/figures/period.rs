//! Stretches of time, ages, years of life: `6 tháng đầu năm`, `93 năm`, `18 tuổi`,
//! `10-12 tiếng`, `tuổi từ 25 đến 36`, `hai năm`.

use super::amount;
use super::noun;
use super::token::Line;
use super::units;
use super::{Found, Reader};

/// Recognises a number of years, months, days or the like.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if let Some(end) = after_age(line, at) {
        return Some(Found::Nothing(end));
    }
    let first = amount::read(line, at)?;
    if let Some(end) = time(line, first.end) {
        return Some(Found::Nothing(end));
    }
    // `6 - 8 tháng`, `từ 18 đến 35 tuổi`, `3/6 tháng`
    let joint = line.is_dash(first.end)
        || line.is_mark(first.end, '/')
        || line.is_mark(first.end, ',')
        || matches!(line.word(first.end), "đến" | "tới" | "hoặc" | "và" | "dưới");
    if joint {
        let second = amount::read(line, first.end + 1)?;
        let listed = line.is_mark(first.end, ',') || line.word(first.end) == "và";
        if listed && !line.is_number(first.end + 1) {
            return None;
        }
        return time(line, second.end).map(Found::Nothing);
    }
    None
}

/// The token after the unit of time at token `at`.
fn time(line: &Line, at: usize) -> Option<usize> {
    if !units::is_time(line, at) {
        return None;
    }
    // `500 giờ công`, `3 tiết`: work is counted
    if line.word(at) == "giờ" && line.word(at + 1) == "công" {
        return None;
    }
    Some(at + 1)
}

/// The end of the ages behind `tuổi`: `tuổi 52`, `độ tuổi từ 18 đến 35`.
fn after_age(line: &Line, at: usize) -> Option<usize> {
    let mut before = at.wrapping_sub(1);
    if matches!(
        line.word(before),
        "từ" | "khoảng" | "trên" | "dưới" | "ngoài"
    ) {
        before = before.wrapping_sub(1);
    }
    if line.word(before) != "tuổi" || noun::is_known_head(line, at + 1) {
        return None;
    }
    let joint = line.is_dash(at + 1) || matches!(line.word(at + 1), "đến" | "tới");
    Some(if joint && line.is_number(at + 2) {
        at + 3
    } else {
        at + 1
    })
}
