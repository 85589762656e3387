//! Related titles glued into one line without any mark between them, below the
//! headline: `Trao quà cho công nhân Nâng cao chất lượng đối thoại …`.

use crate::extract::page::{Page, word_count};

/// Words that open a headline and are written small within a sentence.
const OPENERS: &[&str] = &[
    "Bàn", "Bảo", "Biểu", "Chăm", "Chia", "Chú", "Cần", "Cùng", "Đảm", "Đẩy", "Đề", "Đối", "Đổi",
    "Đồng", "Đưa", "Gần", "Gặp", "Giải", "Góp", "Hơn", "Hỗ", "Hàng", "Kết", "Khai", "Khen", "Khi",
    "Không", "Lan", "Làm", "Mang", "Nâng", "Nhiều", "Những", "Phát", "Quan", "Ra", "Siết", "Sẻ",
    "Sôi", "Sơ", "Tạo", "Tăng", "Tặng", "Tập", "Thăm", "Thực", "Tiếp", "Tổ", "Tổng", "Trao",
    "Triển", "Tuyên", "Từ", "Ủng", "Vận", "Vì", "Xây", "Xử", "Ý",
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
    for &at in open.iter().take(NEAR) {
        let text = &page.lines[at].text;
        if word_count(text) >= 14 && is_glued(text) {
            page.lines[at].drop_as("related");
        }
    }
}

fn is_glued(text: &str) -> bool {
    if text.ends_with(['.', '!', '…', '”', '"', ':', ';']) || text.contains(". ") {
        return false;
    }
    let mut seams = 0;
    let mut previous = "";
    for word in text.split(' ') {
        let small =
            previous.starts_with(char::is_lowercase) && previous.ends_with(char::is_alphanumeric);
        if small && OPENERS.contains(&word) {
            seams += 1;
        }
        previous = word;
    }
    seams >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_titles_are_told_from_a_lead() {
        assert!(is_glued(
            "Trao quà cho công nhân nghèo Nâng cao chất lượng đối thoại tại nơi làm việc"
        ));
        assert!(!is_glued(
            "Trao quà cho công nhân nghèo, công đoàn quận nâng cao chất lượng đối thoại tại Hà Nội"
        ));
        assert!(!is_glued(
            "Công đoàn quận trao quà cho công nhân. Nâng cao chất lượng đối thoại."
        ));
    }
}
