//! What is shown for a sum of money or a measure that nothing names: the words behind it
//! (`2 tỷ đồng kinh phí công đoàn`), else what was done with it (`hỗ trợ 2 triệu đồng`).

use crate::article::FigureKind;
use crate::index::figure_noun::money_after;
use crate::search::Row;
use crate::text::{TokenKind, tokens};

/// How many words before the figure are looked at.
const REACH: usize = 8;
/// The most words behind it that are shown.
const MOST_BEHIND: usize = 4;

/// What is done with money, or measured; the longer before its parts.
const DEEDS: [&str; 55] = [
    "chi hỗ trợ",
    "hỗ trợ thêm",
    "hỗ trợ",
    "phần thưởng",
    "khen thưởng",
    "chuyển khoản",
    "quyên góp",
    "vận động",
    "ủng hộ",
    "thu hồi",
    "thu bổ sung",
    "truy thu",
    "bổ sung",
    "phụ cấp",
    "trợ cấp",
    "bồi thường",
    "tiết kiệm",
    "đầu tư",
    "phân bổ",
    "chậm đóng",
    "số tiền",
    "trị giá",
    "mức giá",
    "bình quân",
    "trung bình",
    "học phí",
    "mua",
    "bán",
    "thu",
    "nộp",
    "đóng",
    "góp",
    "vay",
    "nợ",
    "lãi",
    "lời",
    "lỗ",
    "phạt",
    "trích",
    "dành",
    "chi",
    "trả",
    "trao",
    "tặng",
    "thưởng",
    "nhận",
    "khoản",
    "mức",
    "giá",
    "rộng",
    "dài",
    "cao",
    "sâu",
    "nặng",
    "cách",
];

/// Where the words behind a sum go on to something else.
const JOINING: [&str; 16] = [
    "và", "với", "của", "tại", "ở", "là", "được", "đã", "có", "cho", "để", "trong", "từ", "mà",
    "cùng", "bằng",
];

/// The words for `row`; may be empty.
pub fn words(row: &Row) -> String {
    let behind = row.sentence.get(row.figure.end()..).unwrap_or("");
    if row.figure.kind == FigureKind::Money || row.figure.unit.as_deref() == Some("đồng") {
        let named = named_behind(money_after(behind));
        if !named.is_empty() {
            return named;
        }
    }
    done_before(row.sentence.get(..row.figure.span.start).unwrap_or(""))
}

/// The first words of what names the sum.
fn named_behind(named: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in named.split_whitespace().take(MOST_BEHIND) {
        if JOINING.contains(&word) {
            break;
        }
        words.push(word);
    }
    words.join(" ")
}

/// The deed nearest before a figure, in its clause.
fn done_before(before: &str) -> String {
    let all: Vec<_> = tokens(before).collect();
    let mut next = before.len();
    let mut clause: Vec<String> = Vec::new();
    for token in all.iter().rev().take(REACH) {
        let gap = before.get(token.span.end..next).unwrap_or("");
        let ends = gap.contains([',', ';', ':', '(', ')', '.', '“', '”']);
        if token.kind != TokenKind::Word || (ends && !clause.is_empty()) {
            break;
        }
        next = token.span.start;
        clause.insert(0, token.span.of(before).to_lowercase());
    }
    for end in (1..=clause.len()).rev() {
        let deed = DEEDS.iter().find(|deed| {
            let count = deed.split(' ').count();
            count <= end && clause[end - count..end].join(" ") == **deed
        });
        if let Some(deed) = deed {
            return deed.to_string();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_called_by_what_is_behind_it_or_what_was_done() {
        for (before, deed) in [
            ("Công đoàn huyện hỗ trợ gia đình chị Hoa ", "hỗ trợ"),
            ("Tổ công tác đã thu hồi ", "thu hồi"),
            ("Quận chi hỗ trợ ", "chi hỗ trợ"),
            ("Xã tặng 5 suất quà, mỗi suất ", ""),
            ("Quận chi 12 triệu đồng mua gạo, phường ", ""),
            ("Sau cùng còn ", ""),
            ("Đoàn viên được giảm giá phòng ", "giá"),
            ("Công đoàn tặng mỗi cháu một bao lì xì ", "tặng"),
            ("", ""),
        ] {
            assert_eq!(done_before(before), deed, "{before}");
        }
        for (behind, named) in [
            (
                " kinh phí công đoàn trong quý, tăng nhẹ",
                "kinh phí công đoàn",
            ),
            (" tiền mặt và gạo", "tiền mặt"),
            (" cho đoàn viên khó khăn", ""),
            ("", ""),
        ] {
            assert_eq!(named_behind(money_after(behind)), named, "{behind}");
        }
    }
}
