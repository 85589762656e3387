//! Telephone and account numbers, page counters: digits that count nothing.

use super::token::Line;
use super::{Found, Reader};

/// Words before a number that is dialled, or that counts the page's readers.
const CUES: [&str; 14] = [
    "hotline", "đài", "thoại", "đt", "tel", "fax", "zalo", "sđt", "xem:", "khoản", "máy", "nóng",
    "thuế", "stk",
];

/// Recognises a number that one dials or copies.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_number(at) {
        return None;
    }
    let (digits, end) = run(line, at);
    let head = line.word(at);
    let leading = head.starts_with('0') && head.len() > 1;
    let area = line.is_mark(at.wrapping_sub(1), '(') && line.is_mark(at + 1, ')');
    if leading && area && line.is_number(at + 2) {
        return Some(Found::Nothing(run(line, at + 2).1));
    }
    if leading && (8..=12).contains(&digits) && head.len() > 2 {
        return Some(Found::Nothing(end));
    }
    if line.is_mark(at.wrapping_sub(1), '+') && head.starts_with("84") {
        return Some(Found::Nothing(end));
    }
    let toll = ["1900", "1800"].iter().any(|code| head.starts_with(code));
    if toll
        && (8..=10).contains(&digits)
        && !head.contains('.') | head.starts_with("1900.") | head.starts_with("1800.")
    {
        return Some(Found::Nothing(end));
    }
    if cue(line, at) {
        return Some(Found::Nothing(end));
    }
    // a code: long, ungrouped, with no unit behind it
    let code = head.len() >= 9 && head.bytes().all(|byte| byte.is_ascii_digit());
    if code && super::units::currency(line, at + 1).is_none() {
        return Some(Found::Nothing(at + 1));
    }
    None
}

/// The digits of the numbers from token `at` on that single blanks, dots or dashes join,
/// and the token after them.
fn run(line: &Line, at: usize) -> (usize, usize) {
    let count = |i: usize| line.word(i).bytes().filter(u8::is_ascii_digit).count();
    let mut digits = count(at);
    let mut end = at + 1;
    while end < at + 8 && digits <= 12 {
        let joined =
            line.is_mark(end, '.') && line.glued(end) || line.is_dash(end) && line.glued(end);
        let next = end + usize::from(joined);
        if !line.is_number(next) || line.word(next).contains(',') {
            break;
        }
        digits += count(next);
        end = next + 1;
    }
    (digits, end)
}

fn cue(line: &Line, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    if line.is_mark(before, ':') || line.word(before) == "số" {
        before = before.wrapping_sub(1);
    }
    let word = line.word(before);
    if word == "xem" {
        return line.is_pair(before.wrapping_sub(1), "lượt", "xem")
            && line.is_mark(at.wrapping_sub(1), ':');
    }
    match word {
        "khoản" => line.word(before.wrapping_sub(1)) == "tài",
        "máy" => line.word(before.wrapping_sub(1)) == "số",
        "thuế" => before + 1 < at && line.word(before.wrapping_sub(1)) != "tiền",
        "thoại" => before + 1 < at,
        "đài" => line.word(before.wrapping_sub(1)) == "tổng",
        "nóng" => line.word(before.wrapping_sub(2)) == "đường",
        _ => CUES.contains(&word),
    }
}
