//! Lunar years by their names: `Đinh Dậu` is 2017.

use super::near::{has_word, head, places, tail};
use crate::text::lower;

const STEMS: [&str; 10] = [
    "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý",
];
const BRANCHES: [(&str, usize); 15] = [
    ("Tý", 0),
    ("Tí", 0),
    ("Sửu", 1),
    ("Dần", 2),
    ("Mão", 3),
    ("Mẹo", 3),
    ("Thìn", 4),
    ("Tỵ", 5),
    ("Tị", 5),
    ("Ngọ", 6),
    ("Mùi", 7),
    ("Thân", 8),
    ("Dậu", 9),
    ("Tuất", 10),
    ("Hợi", 11),
];

/// The years that `text` names this way, taken between 1990 and 2049, where a new year
/// (`Tết`, `Xuân`, `năm`, `mùng`) stands nearby.
/// Whether that new year is still to come is told by the words before it, where they do.
pub(super) fn years(text: &str) -> Vec<(i16, bool)> {
    let mut found = Vec::new();
    for (stem, word) in STEMS.iter().enumerate() {
        for (at, _) in text.match_indices(word) {
            let Some(rest) = text[at + word.len()..].strip_prefix(' ') else {
                continue;
            };
            let branch = BRANCHES.iter().find(|(name, _)| rest.starts_with(name));
            let Some((name, branch)) = branch else {
                continue;
            };
            let glued = rest[name.len()..].starts_with(char::is_alphanumeric);
            let before = tail(&text[..at], 40);
            let festive = [
                "tết",
                "xuân",
                "năm",
                "mùng",
                "mồng",
                "giao thừa",
                "tất niên",
            ];
            let festive = has_word(&lower(before), &festive);
            let follows_year = rest[name.len()..].trim_start_matches([' ', '(', '-']);
            let numbered = follows_year.starts_with("20");
            let compared = before.contains("so với") || before.contains("hơn Tết");
            // the Tết of 1968 is history
            let history = *word == "Mậu" && *name == "Thân" && !numbered;
            if glued || history || compared || !(festive || numbered) || before.contains("tuổi") {
                continue;
            }
            if let Some(year) = year_of(stem, *branch) {
                let ahead = tail(&text[..at], 60);
                // `còn bốn tháng nữa mới đến Tết Ất Tỵ`
                let far = ahead.contains("tháng nữa") && !ahead.contains("một tháng nữa");
                found.push((year - i16::from(far), !far && is_ahead(ahead)));
            }
        }
    }
    found
}

/// Whether the words before a new year look forward to it.
fn is_ahead(before: &str) -> bool {
    let words = [
        "trước Tết",
        "trước thềm",
        "chuẩn bị",
        "nữa mới đến",
        "nữa là",
        "hướng tới",
        "sắp đến",
        "sắp tới",
        "chăm lo",
        "cận kề",
        "đang đến gần",
    ];
    words.iter().any(|word| before.contains(word))
}

/// Whether `text` tells of a day at the turn of the lunar year: by then the other has begun.
pub(super) fn tells_eve(text: &str) -> bool {
    let text = &lower(text);
    if has_word(text, &["giao thừa", "tất niên", "tháng chạp"]) {
        return true;
    }
    let last_days = |at: usize| {
        let day = text[..at].trim_end();
        // a day may open the text
        LAST_DAYS
            .iter()
            .any(|number| day.ends_with(number) || day == number.trim_start())
    };
    let first_days = |at: usize| {
        let (before, after) = (tail(&text[..at], 60), head(&text[at..], 60));
        let day = after.split_whitespace().nth(1).unwrap_or("");
        let day = day.trim_end_matches(|c: char| !c.is_alphanumeric());
        FIRST_DAYS.contains(&day) && (has_word(before, &["tết"]) || has_word(after, &["tết"]))
    };
    places(text, "tết").any(last_days)
        || ["mùng", "mồng"]
            .iter()
            .any(|word| places(text, word).any(first_days))
}

/// The last days of a lunar year, before `Tết`: `đêm hai chín Tết`.
const LAST_DAYS: [&str; 8] = [
    " 28",
    " 29",
    " 30",
    " hai tám",
    " hai chín",
    " mươi tám",
    " mươi chín",
    " ba mươi",
];
/// The first days of one, after `mùng`.
const FIRST_DAYS: [&str; 14] = [
    "1", "2", "3", "4", "5", "6", "7", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy",
];

/// Whether `text` ends with a lunar year's name.
pub(super) fn ends_with_name(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let (branch, stem) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let known = BRANCHES.iter().any(|(name, _)| *name == branch);
    known && STEMS.contains(&stem)
}

/// The year of a stem and a branch between 1990 and 2049.
fn year_of(stem: usize, branch: usize) -> Option<i16> {
    // 1984 was Giáp Tý
    (1990..2050).find(|year| {
        let n = (year - 1984) as usize;
        n % 10 == stem && n % 12 == branch
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunar_names_give_years() {
        assert_eq!(years("Vui Xuân Đinh Dậu cùng công nhân"), [(2017, false)]);
        assert_eq!(years("quà trước Tết Nguyên đán Ất Tỵ"), [(2025, true)]);
        assert_eq!(years("đón Tết Bính Ngọ 2026"), [(2026, false)]);
        assert_eq!(years("mùng 6 Tết Mậu Tuất"), [(2018, false)]);
        assert!(years("chị Đinh Dần và bà Quý Ngọc Thân").is_empty());
        assert!(years("ông Tân Dậu").is_empty());
        assert!(years("ký ức Tết Mậu Thân").is_empty());
        assert_eq!(years("đón Tết Kỷ Hợi"), [(2019, false)]);
        assert!(ends_with_name("Tết Kỷ Hợi"));
    }

    #[test]
    fn the_turn_of_a_lunar_year_is_told() {
        for (text, told) in [
            ("Mùng 6 Tết, xưởng mở máy", true),
            ("Tết này, sáng mồng Hai, cả tổ đi chùa", true),
            ("Đêm 30 Tết ở bến tàu", true),
            ("Chiều hai tám Tết, chợ đã vãn", true),
            ("Đêm hai mươi chín Tết ở trạm bơm", true),
            ("Bữa cơm tất niên", true),
            ("Giỗ Tổ mùng 10 tháng 3", false),
            ("Thợ hồ nằm mùng ngủ trưa, mong Tết", false),
            ("Mùng 1 tháng 6, thiếu nhi vui chơi", false),
            ("Trao 130 Tết sum vầy", false),
            ("", false),
        ] {
            assert_eq!(tells_eve(text), told, "{text}");
        }
    }
}
