//! Whether a quantity is a change (`tăng 214 người`, `giảm 4,6%`), with its sign.

use crate::article::{Figure, FigureKind};

use super::Reader;
use super::token::Line;

/// The signed change that `figure`, whose span begins at token `first`, states.
pub fn delta(reader: &Reader, first: usize, figure: &Figure) -> Option<f64> {
    let line = reader.line;
    // `tăng 2,5 lần` multiplies
    if figure.noun.as_deref() == Some("lần") {
        return None;
    }
    let sign = stated(line, first, figure)
        .or_else(|| repeated(reader, first, figure))
        .or_else(|| joined(reader, first, figure))?;
    Some(sign * figure.value)
}

fn sign(word: &str) -> Option<f64> {
    match word {
        "tăng" => Some(1.0),
        "giảm" => Some(-1.0),
        _ => None,
    }
}

/// The sign that the words right before token `first` give.
fn stated(line: &Line, first: usize, figure: &Figure) -> Option<f64> {
    let before = |n: usize| line.word(first.wrapping_sub(n));
    // `mức suy giảm từ 5% trở lên`
    if before(2) == "suy" {
        return None;
    }
    if let Some(sign) = sign(before(1)) {
        return Some(sign);
    }
    match before(1) {
        "thêm" => match before(2) {
            "tăng" | "nâng" => Some(1.0),
            // `phụ cấp thêm 5% lương` is a part of the wage
            _ if figure.kind == FigureKind::Percent && figure.noun.is_none() => Some(1.0),
            _ => None,
        },
        "bớt" | "đi" | "giá" => sign(before(2)),
        "trưởng" | "được" | "tới" if before(2) == "tăng" => Some(1.0),
        "được" if before(2) == "giảm" => Some(-1.0),
        "quân" if before(2) == "bình" => sign(before(3)),
        "bình" if before(2) == "trung" => sign(before(3)),
        _ => None,
    }
}

/// The sign of the change just before, which this percent restates: `tăng 214 người,
/// tức 12,9%`.
fn repeated(reader: &Reader, first: usize, figure: &Figure) -> Option<f64> {
    let line = reader.line;
    let last = reader.found.last()?;
    let change = last.delta?;
    let between = first.checked_sub(reader.floor)?;
    if figure.kind != FigureKind::Percent || between > 4 {
        return None;
    }
    let restates = (reader.floor..first)
        .any(|i| matches!(line.word(i), "tức" | "ứng" | "đương" | "bằng") || line.is_mark(i, '('));
    restates.then_some(change.signum())
}

/// The sign of the change just before, to which `và` joins this one: `tăng 3 cuộc và 4.210
/// người so với cùng kỳ`.
fn joined(reader: &Reader, first: usize, figure: &Figure) -> Option<f64> {
    let line = reader.line;
    let change = reader.found.last()?.delta?;
    let next = first == reader.floor + 1 && line.word(reader.floor) == "và";
    (next && figure.kind == FigureKind::Count).then(|| change.signum())
}
