//! What a price is for: `đồng/người/tháng` behind it, `mỗi suất` before it.

use super::noun;
use super::token::Line;
use super::units;
use super::words;

/// Tokens looked back over for `mỗi`.
const REACH: usize = 12;

/// The chain of slashes at token `at`: its text without the first slash, and the token
/// after it.
pub fn slashes(line: &Line, at: usize) -> Option<(String, usize)> {
    let mut chain = String::new();
    let mut end = at;
    while line.is_mark(end, '/') && line.is_word(end + 1) {
        let after = piece(line, end + 1);
        if !chain.is_empty() {
            chain.push('/');
        }
        chain.push_str(line.slice(end + 1, after));
        end = after;
    }
    (end > at).then_some((chain, end))
}

fn piece(line: &Line, at: usize) -> usize {
    if units::is_time(line, at) {
        return at + 1;
    }
    if let Some((_, end)) = units::measure(line, at) {
        return end;
    }
    match words::compound(line, at) {
        Some((class, end)) if class.is_head() => end,
        _ => at + 1,
    }
}

/// The noun behind `mỗi` in the clause before token `first`: `mỗi suất trị giá …`.
pub fn each_before(line: &Line, first: usize, floor: usize) -> Option<String> {
    let from = first.saturating_sub(REACH).max(floor);
    for at in (from..first).rev() {
        if !line.is_word(at) {
            return None;
        }
        if line.word(at) != "mỗi" {
            continue;
        }
        if units::is_time(line, at + 1) {
            return Some(line.raw(at + 1).to_string());
        }
        let end = noun::phrase(line, at + 1)?.end;
        return (end <= first).then(|| line.slice(at + 1, end).to_string());
    }
    None
}
