//! What a site's own machinery prints among the lines: players, counters, ratings, labels
//! of a content system, marks of a printed page, what a social network adds.

use crate::extract::page::{Page, is_prose, key, word_count};

/// Lines that are nothing else, as a whole.
const WHOLE: &[&str] = &[
    "nu mien bac",
    "nu mien nam",
    "nu mien trung",
    "nam mien bac",
    "nam mien nam",
    "nam mien trung",
    "chi tiet",
    "xem chi tiet",
    "lay link",
    "trang truoc",
    "trang sau",
    "bai truoc",
    "bai sau",
    "tat ca cam xuc",
    "xem it hon",
    "xem ban dich",
    "cong khai",
    "ban thay bai viet the nao",
    "ban thay bai viet nay the nao",
    "bai viet co huu ich khong",
    "bai viet nay co huu ich khong",
    "danh muc",
    "thong ke truy cap",
    "lien ket website",
];

/// Labels that a value follows: `Chuyên mục: …`.
const LABELS: &[&str] = &[
    "chuyen muc",
    "danh muc",
    "the loai",
    "duoc dang boi",
    "nguoi dang",
    "viet boi",
    "luot xem",
    "so luot xem",
    "luot truy cap",
    "so luot truy cap",
    "tong luot truy cap",
    "tong so luot truy cap",
    "dang truc tuyen",
    "so nguoi truc tuyen",
    "so nguoi dang truc tuyen",
    "danh gia",
    "diem danh gia",
    "chiu trach nhiem noi dung",
    "chiu trach nhiem",
    "chiu trach nhiem xuat ban",
    "thiet ke",
    "thuc hien",
    "do hoa",
    "ky thuat",
    "lay link",
    "bai tiep theo",
    "bai truoc do",
    "bai ke tiep",
    "moi ban xem video",
    "moi xem video",
    "moi quy vi xem video",
    "moi ban doc",
    "noi nhan",
];

/// Openings of lines that are about the site, whatever follows.
const OPENINGS: &[&str] = &[
    "ban dang doc bai viet",
    "moi thong tin gop y",
    "moi y kien dong gop",
    "thiet ke boi",
    "thiet ke va phat trien boi",
    "phat trien boi",
    "xay dung va phat trien boi",
    "xuat ban boi",
    "viet boi",
    "dang boi",
    "phat hanh tai",
    "phat hanh toan quoc",
    "moi ban doc tai ung dung",
    "tai ung dung",
    "tai app",
    "dang ky nhan ban tin",
    "xem tiep trang",
    "tiep theo trang",
    "copy link",
    "link bai goc",
];

/// The longest line of this kind, in words.
const LONGEST: usize = 24;

pub(super) fn apply(page: &mut Page) {
    for line in &mut page.lines {
        if line.is_open() && line.text.len() < 400 && is_sites(&line.text) {
            line.drop_as("site");
        }
    }
}

/// Whether a line is a site's own.
pub(super) fn is_sites(text: &str) -> bool {
    let words = word_count(text);
    if words > LONGEST {
        return false;
    }
    if is_player(text) || is_tags(text) || is_weather(text) || is_counter(text) {
        return true;
    }
    let key = key(text);
    let copied = words <= 10 && (key.ends_with(" copy link") || key.ends_with(" lay link"));
    if copied || WHOLE.contains(&key.as_str()) || is_page_mark(&key) || is_row(text) {
        return true;
    }
    let opens = |words: &&&str| {
        key.strip_prefix(**words)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    // A sentence may begin with the same words and go on.
    if OPENINGS.iter().any(|words| opens(&words)) && !(is_prose(text) && words > 16) {
        return true;
    }
    if key.contains("dang o cung voi") && key.ends_with("nguoi khac") {
        return true;
    }
    let Some((label, _)) = text.split_once(':') else {
        return false;
    };
    LABELS.contains(&self::key(label).as_str())
}

/// `0:00 / 3:12`
fn is_player(text: &str) -> bool {
    let time = |part: &str| {
        let part = part.trim();
        part.contains(':') && part.chars().all(|c| c.is_ascii_digit() || c == ':')
    };
    text.split_once('/')
        .is_some_and(|(a, b)| time(a) && time(b))
}

/// `#CongDoan #ThangCongNhan`
fn is_tags(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.len() > 1 && word.starts_with('#'))
}

/// `Tuy Hòa 31°C / 25-33°C`
fn is_weather(text: &str) -> bool {
    text.contains('°') && word_count(text) <= 8 && !text.ends_with('.')
}

/// `Trang 3`, `Số 288 (5.912)`
fn is_page_mark(key: &str) -> bool {
    let number = key
        .strip_prefix("trang ")
        .or(key.strip_prefix("xem trang "));
    number.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// `1,2K`, `45 bình luận · 30 lượt chia sẻ`, `20 giờ · Công khai`
fn is_counter(text: &str) -> bool {
    const COUNTED: [&str; 14] = [
        "binh luan",
        "luot chia se",
        "luot thich",
        "luot xem",
        "nguoi thich",
        "tra loi",
        "thich",
        "chia se",
        "cong khai",
        "binh chon",
        "gio",
        "phut",
        "ngay truoc",
        "gio truoc",
    ];
    let mut parts = 0;
    if !text.contains('·') && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    for part in text.split(['·', '•', '|']) {
        let key = key(part);
        if key.is_empty() {
            continue;
        }
        parts += 1;
        let mut name = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let digits = key.len() > name.len();
        name = name.strip_prefix("k ").unwrap_or(name);
        let short = digits && matches!(name, "k" | "tr");
        let counted = COUNTED.contains(&name) && (digits || text.contains('·'));
        if !short && !counted {
            return false;
        }
    }
    parts > 0 && (parts > 1 || !text.ends_with('.'))
}

/// `Phóng to | Thu nhỏ | In trang`: buttons with bars between them, most of them known.
fn is_row(text: &str) -> bool {
    const BUTTONS: [&str; 16] = [
        "phong to",
        "thu nho",
        "in trang",
        "in bai",
        "in",
        "email",
        "hay",
        "binh thuong",
        "chua hay",
        "rat hay",
        "huu ich",
        "khong huu ich",
        "doc truyen",
        "xem voi co chu",
        "nghe",
        "gui",
    ];
    let mut known = 0;
    let mut total = 0;
    if !text.contains(['|', '·', '•']) {
        return false;
    }
    for part in text.split(['|', '·', '•']) {
        total += 1;
        known += usize::from(BUTTONS.contains(&key(part).as_str()));
    }
    total >= 2 && known * 4 >= total * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_own_lines_go() {
        for text in [
            "0:00 / 4:05",
            "Nữ miền Nam",
            "Chuyên mục: Tin cơ sở",
            "Viết bởi Ban Tuyên giáo",
            "Số lượt truy cập: 88.123",
            "Đánh giá: 5/5 (3 bình chọn)",
            "Hay · Bình thường · Chưa hay",
            "#CongDoan #VuiKhoe",
            "17 bình luận · 4 lượt chia sẻ",
            "3,4K",
            "2 giờ · Công khai",
            "(Xem tiếp trang 7)",
            "Trang 12",
            "Phóng to | Thu nhỏ | In trang",
            "Đà Lạt 19°C",
            "Bài tiếp theo: Mùa hoa trở lại",
            "Copy link",
            "Theo Nhà Quê Mới Copy link",
            "Thiết kế bởi Công ty Mây Trắng",
        ] {
            assert!(is_sites(text), "{text}");
        }
    }

    #[test]
    fn sentences_stay() {
        for text in [
            "Chi tiết máy được thợ trẻ làm lại từ đầu.",
            "Đánh giá cao sáng kiến này, giám đốc thưởng cả tổ hai triệu đồng.",
            "Tải ứng dụng của công đoàn về máy, chị Hòa tra được sổ bảo hiểm của mình ngay trong giờ nghỉ trưa.",
            "Chuyên mục này nhận thư của công nhân.",
            "45 công nhân dự lớp học nghề.",
            "Trang trại nuôi gà của nghiệp đoàn",
            "Ba Đình · Tây Hồ",
            "Hôm ấy trời nóng 38°C, thợ vẫn ra lò đúng giờ.",
            "Thích ứng với việc mới",
            "120",
        ] {
            assert!(!is_sites(text), "{text}");
        }
    }
}
