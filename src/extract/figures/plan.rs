//! Whether a ratio is measured against a plan that other figures of the paragraph tell:
//! the plan itself, or a ratio beside it.

use crate::article::{Figure, FigureKind, Sense};

use super::Reader;
use super::attained;
use super::token::Line;

/// Bytes before a figure in which its plan is named.
const REACH: usize = 90;
/// Figures looked back over.
const BACK: usize = 6;
/// Words that set a plan.
const SET: [&str; 9] = [
    "mục tiêu",
    "chỉ tiêu",
    "kế hoạch",
    "được giao",
    "giao chỉ",
    "phấn đấu",
    "đăng ký",
    "đề ra",
    "dự kiến",
];
/// What is told of a whole, never of a plan.
const OF_ALL: [&str; 10] = [
    "chỉ tiêu",
    "tiêu chí",
    "tiêu chuẩn",
    "phiếu",
    "phiếu bầu",
    "đại biểu",
    "ủy viên",
    "nội dung",
    "nhiệm vụ",
    "điểm",
];

/// Whether the plan of `ratio`, whose tokens are `first..end`, is told elsewhere.
pub fn is_told(reader: &Reader, first: usize, end: usize, ratio: &Figure, whole: f64) -> bool {
    let line = reader.line;
    let noun = ratio.noun.as_deref().unwrap_or("").to_lowercase();
    if OF_ALL.iter().any(|word| noun.starts_with(word)) {
        return false;
    }
    // what the ratio's people or places did is told of them all: `39/45 đơn vị đạt danh hiệu`
    if line.is_word(end) && line.word(end) != "và" {
        return false;
    }
    // `đạt 148 đoàn viên/161 công nhân` is of all workers
    let one_noun = (first..first + 4).any(|i| line.is_number(i) && line.is_mark(i + 1, '/'));
    if !one_noun {
        return false;
    }
    is_attained(line, first, &noun)
        || restates_percent(reader, first, ratio.value, whole)
        || is_beside(reader, first, &noun)
        || is_set(reader, &noun, whole)
}

/// `chỉ đạt 52/60 CĐCS (86,7%)`, `mới có 3/11 CĐCS, bằng 27,3%`.
fn is_attained(line: &Line, first: usize, noun: &str) -> bool {
    let (before, verb) = (
        line.word(first.wrapping_sub(1)),
        line.word(first.wrapping_sub(2)),
    );
    !noun.is_empty()
        && (before == "đạt" || verb == "mới" && matches!(before, "có" | "đạt" | "được"))
}

/// `đạt 33,3% (2/6 CĐCS)`.
fn restates_percent(reader: &Reader, first: usize, value: f64, whole: f64) -> bool {
    let bracket = first.wrapping_sub(1);
    let stated = reader.found.last().filter(|_| reader.floor == bracket);
    reader.line.is_mark(bracket, '(')
        && stated.is_some_and(|percent| {
            percent.sense == Some(Sense::Target) && attained::agrees(value, whole, percent.value)
        })
}

/// Whether a ratio of a plan stands before this one in a list, or counts the same.
fn is_beside(reader: &Reader, first: usize, noun: &str) -> bool {
    let line = reader.line;
    let ratios = reader.found.iter().rev().take(BACK);
    let Some(last) = ratios
        .into_iter()
        .find(|figure| figure.kind == FigureKind::Ratio)
    else {
        return false;
    };
    if last.target.is_none() {
        return false;
    }
    let same = last
        .noun
        .as_deref()
        .is_some_and(|other| other.to_lowercase() == noun);
    let near = first.saturating_sub(reader.floor) <= 2;
    let listed = || (reader.floor..first).any(|i| line.word(i) == "và" || line.is_mark(i, ','));
    same || near && listed()
}

/// Whether a count of the same noun and of this value was set as a plan before.
fn is_set(reader: &Reader, noun: &str, whole: f64) -> bool {
    let counts = reader.found.iter().rev().take(BACK);
    counts.into_iter().any(|figure| {
        figure.kind == FigureKind::Count
            && figure.value == whole
            && figure.noun.as_deref().is_some_and(|other| {
                let other = other.to_lowercase();
                other.starts_with(noun) || noun.starts_with(&other)
            })
            && reader.line.names_before(figure.span.start, REACH, &SET)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::figures::figures;

    #[test]
    fn a_plan_is_told_by_what_stands_around() {
        for (text, planned) in [
            ("Huyện chỉ đạt 31/40 CĐCS (77,5%).", true),
            ("Ngành đạt 25% (2/8 CĐCS).", true),
            ("Huyện mới có 3/12 CĐCS, bằng 25%.", true),
            ("Mục tiêu là xây 60 căn; nay xong 21/60 căn.", true),
            (
                "Kết nạp 90/120 đoàn viên (đạt 75% kế hoạch), riêng cụm Đông 12/12 đoàn viên.",
                true,
            ),
            ("Có 12/20 CĐCS, chiếm 60%.", false),
            ("Xã đạt 15/19 tiêu chí.", false),
            ("Có 39/45 đơn vị đạt danh hiệu.", false),
            ("Bầu đạt 40/41 phiếu.", false),
        ] {
            let found = figures(text);
            let last = found
                .iter()
                .rfind(|figure| figure.target.or(figure.total).is_some());
            let last = last.expect("a ratio");
            assert_eq!(last.target.is_some(), planned, "{text}: {found:?}");
        }
    }
}
