//! Rooms, machines and devices that are named by their use (`nhà giữ xe`, `máy phát điện`),
//! and the words that begin a statement about a counted noun.

use super::token::Line;

/// Rooms, machines and stalls that are named by what one does there.
const USED: [&str; 12] = [
    "nhà", "máy", "phòng", "tiệm", "bãi", "lò", "trạm", "quầy", "kho", "bàn", "bộ", "chỗ",
];
/// Devices of two syllables, and clothes, that are named by what they do.
const DEVICES: [(&str, &str); 10] = [
    ("hệ", "thống"),
    ("thiết", "bị"),
    ("dây", "chuyền"),
    ("đôi", "găng"),
    ("găng", "tay"),
    ("bộ", "lọc"),
    ("tấm", "chắn"),
    ("quạt", "máy"),
    ("bình", "xịt"),
    ("xe", "máy"),
];
/// What begins a statement about the noun before it, though it can be counted itself.
const ABOUT_IT: [(&str, &str); 12] = [
    ("giai", "đoạn"),
    ("dung", "tích"),
    ("công", "suất"),
    ("thời", "gian"),
    ("thời", "hạn"),
    ("trọng", "lượng"),
    ("tải", "trọng"),
    ("chiều", "dài"),
    ("kích", "thước"),
    ("nhiệm", "kỳ"),
    ("kinh", "phí"),
    ("tổng", "vốn"),
];
/// What one does there.
const USES: [&str; 47] = [
    "giữ", "để", "gửi", "nuôi", "bán", "sửa", "phát", "thu", "in", "rửa", "xay", "cắt", "bơm",
    "đếm", "trông", "dạy", "lọc", "ép", "giặt", "sấy", "đào", "khoan", "hút", "nén", "chờ", "họp",
    "khám", "đọc", "tắm", "nghỉ", "ăn", "ngủ", "học", "chụp", "quét", "đóng", "may", "thêu", "dệt",
    "phun", "trộn", "hàn", "xử", "gặt", "cấy", "đo", "nấu",
];

/// Whether `word` begins the name of a room or a machine by its use.
pub fn is_room(word: &str) -> bool {
    USED.contains(&word)
}

/// Whether these two syllables name a device, whose use may follow.
pub fn is_device(first: &str, second: &str) -> bool {
    DEVICES.contains(&(first, second))
}

/// Whether `verb` is a use.
pub fn is_use(verb: &str) -> bool {
    verb == "chống" || USES.contains(&verb)
}

/// Whether a statement about the noun begins at token `at`: `dung tích 20 lít`.
pub fn is_about_it(line: &Line, at: usize) -> bool {
    ABOUT_IT.contains(&(line.word(at), line.word(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_and_statements_are_told_from_other_words() {
        assert!(is_room("máy") && is_use("hút") && is_device("hệ", "thống"));
        assert!(!is_room("người") && !is_use("được") && !is_device("hệ", "lụy"));
        let line = Line::new("dung tích 300 lít");
        assert!(is_about_it(&line, 0) && !is_about_it(&line, 1));
    }
}
