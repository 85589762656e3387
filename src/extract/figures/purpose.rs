//! What a sum or a percent is of, where the text says so before it: `thu kinh phí công
//! đoàn đạt 118%`, `quỹ trao 90 triệu đồng`.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::article::{Figure, FigureKind};
use crate::text::{Span, lower};

/// Bytes before a sum in which its purpose is named.
const REACH: usize = 90;

/// What sums and percents are of, where it stands before them.
const PURPOSES: [&str; 40] = [
    "kinh phí công đoàn",
    "kinh phí cđ",
    "kpcđ",
    "đoàn phí công đoàn",
    "đoàn phí cđ",
    "đoàn phí",
    "kinh phí",
    "tài chính công đoàn",
    "tiền thưởng tết",
    "tiền thưởng",
    "thưởng tết",
    "thu nhập bình quân",
    "thu nhập",
    "lương tối thiểu vùng",
    "lương tối thiểu",
    "mức lương",
    "tiền lương",
    "lương bình quân",
    "lương",
    "tổng trị giá",
    "tổng giá trị",
    "trị giá",
    "giá trị làm lợi",
    "giá trị",
    "tổng số tiền",
    "số tiền",
    "học bổng",
    "trợ cấp",
    "tiền ăn",
    "phụ cấp",
    "doanh thu",
    "lợi nhuận",
    "tổng vốn đầu tư",
    "vốn đầu tư",
    "nợ bhxh",
    "nợ bảo hiểm xã hội",
    "quỹ",
    "dư nợ",
    "tỷ lệ",
    "tỉ lệ",
];

/// The noun of a sum or a percent that has none of its own: the purpose named nearest
/// before it, in its clause.
pub fn before(figure: &Figure, text: &str, sentence: Span) -> Option<String> {
    if figure.noun.is_some() || !matches!(figure.kind, FigureKind::Money | FigureKind::Percent) {
        return None;
    }
    let mut from = sentence.start.max(figure.span.start.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..figure.span.start)?;
    let clause = before
        .rfind([',', ';', '(', ':', '/'])
        .map_or(0, |at| at + 1);
    let small = lower(&before[clause..]);
    if small.len() != before.len() - clause || small.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut nearest: Option<(usize, usize)> = None;
    for hit in automaton().find_overlapping_iter(&small) {
        let (at, end) = (hit.start(), hit.end());
        // the last to end, the longest of those
        if nearest.is_none_or(|(first, last)| end > last || end == last && at < first) {
            nearest = Some((at, end));
        }
    }
    let (at, end) = nearest?;
    before.get(clause + at..clause + end).map(str::to_string)
}

fn automaton() -> &'static AhoCorasick {
    static AUTOMATON: OnceLock<AhoCorasick> = OnceLock::new();
    AUTOMATON
        .get_or_init(|| AhoCorasick::new(PURPOSES).expect("the embedded words fit an automaton"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_purpose_of_the_clause_counts() {
        let text = "Quỹ mở rộng, tiền thưởng Tết và thu nhập bình quân tăng 8%.";
        let at = text.find("8%").expect("the percent is there");
        let figure = Figure::new(Span::new(at, at + 2), FigureKind::Percent, 8.0);
        let whole = Span::new(0, text.len());
        assert_eq!(
            before(&figure, text, whole).as_deref(),
            Some("thu nhập bình quân")
        );
    }
}
