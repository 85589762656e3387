//! Related titles glued into one line without any mark between them, below the
//! headline: `Trao quà cho công nhân Nâng cao chất lượng đối thoại …`.

use crate::extract::page::{Page, is_prose, word_count};

/// Words that open a headline and are written small within a sentence.
const OPENERS: &[&str] = &[
    "Bàn", "Biểu", "Chăm", "Chia", "Chú", "Cần", "Cùng", "Đảm", "Đẩy", "Đối", "Đổi", "Đưa", "Gần",
    "Gặp", "Góp", "Hơn", "Hỗ", "Khai", "Khen", "Khi", "Không", "Lan", "Làm", "Mang", "Nâng",
    "Nhiều", "Những", "Phát", "Quan", "Ra", "Siết", "Sẻ", "Sôi", "Sơ", "Tạo", "Tăng", "Tặng",
    "Thăm", "Thực", "Tiếp", "Trao", "Triển", "Từ", "Ủng", "Xử", "Ý",
];

/// How far below the headline such a line stands.
const NEAR: usize = 3;

pub(super) fn apply(page: &mut Page) {
    if page.title().is_empty() {
        return;
    }
    let open = page.open();
    if open.len() < 2 {
        return;
    }
    for (nth, &at) in open.iter().enumerate().take(NEAR) {
        let text = &page.lines[at].text;
        let below_lead = nth > 0 && is_prose(&page.lines[open[nth - 1]].text);
        if word_count(text) >= 14 && is_glued(text, below_lead) {
            page.lines[at].drop_as("related");
        }
    }
}

/// Whether titles follow each other without a mark: words that open a headline stand
/// amid the line, or, below the lead, any capitals that open a word in small letters.
fn is_glued(text: &str, below_lead: bool) -> bool {
    if text.ends_with(['.', '!', '?', '…', '”', '"', ':', ';', ',', '|']) || text.contains(". ")
    {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut openers = 0;
    let mut seams = 0;
    for three in words.windows(3) {
        let [before, word, after] = three else {
            continue;
        };
        let ended =
            before.ends_with(char::is_alphanumeric) || before.ends_with(['”', '"', '’', ')']);
        let opens = word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && after.starts_with(char::is_lowercase);
        if !ended || !opens {
            continue;
        }
        seams += 1;
        let in_text = before.starts_with(char::is_lowercase)
            || before.ends_with(|c: char| c.is_ascii_digit());
        openers += usize::from(in_text && OPENERS.contains(word));
    }
    openers >= 1 || (below_lead && seams >= 2 && words.len() >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_titles_are_told_from_a_lead() {
        assert!(is_glued(
            "Trao quà cho công nhân nghèo Nâng cao chất lượng đối thoại tại nơi làm việc",
            false
        ));
        assert!(!is_glued(
            "Trao quà cho công nhân nghèo, công đoàn quận nâng cao chất lượng đối thoại tại Hà Nội",
            false
        ));
        assert!(!is_glued(
            "Công đoàn ngành Xây dựng cùng Bảo hiểm xã hội tỉnh và Tập đoàn trao quà cho công nhân nghèo",
            false
        ));
        assert!(!is_glued(
            "Công đoàn quận trao quà cho công nhân. Nâng cao chất lượng đối thoại.",
            true
        ));
        assert!(is_glued(
            "Giải bóng đá công nhân khởi tranh từ tháng 9 Giải bóng đá lần thứ VII Thầm lặng đóng góp cho thành công của giải bóng đá",
            true
        ));
    }
}
