//! Related titles glued into one line without any mark between them, below the
//! headline: `Trao quà cho công nhân Nâng cao chất lượng đối thoại …`.

use crate::extract::page::{Page, is_prose, word_count};

/// Words that open a headline and are written small within a sentence.
const OPENERS: &[&str] = &[
    "Bàn", "Biểu", "Chăm", "Chia", "Chú", "Cần", "Cùng", "Đảm", "Đẩy", "Đối", "Đổi", "Đưa", "Gần",
    "Gặp", "Giúp", "Giữ", "Gỡ", "Góp", "Hơn", "Hỗ", "Khai", "Khen", "Khi", "Không", "Lan", "Làm",
    "Mang", "Nâng", "Lập", "Mở", "Nhiều", "Những", "Nỗ", "Phát", "Quan", "Ra", "Siết", "Sẻ", "Sôi",
    "Sơ", "Tạo", "Tăng", "Tặng", "Thăm", "Thêm", "Thực", "Tiếp", "Tìm", "Trao", "Triển", "Từ",
    "Ủng", "Vì", "Vượt", "Xử", "Ý",
];

/// Words that mostly open a headline, but may be written large within a sentence: one
/// of them proves nothing.
const DOUBTFUL: &[&str] = &[
    "Bàn",
    "Bắt",
    "Bữa",
    "Chợ",
    "Chuyện",
    "Cuộc",
    "Dạy",
    "Giá",
    "Giải",
    "Hàng",
    "Hai",
    "Hội",
    "Huyện",
    "Khám",
    "Kết",
    "Liên",
    "LĐLĐ",
    "Lo",
    "Lớp",
    "Mỗi",
    "Mười",
    "Ngày",
    "Người",
    "Ông",
    "Quận",
    "Quỹ",
    "Sân",
    "Sáng",
    "Tập",
    "Tết",
    "Tháng",
    "Thị",
    "Thợ",
    "Tuyên",
    "Vận",
    "Xe",
    "Xóm",
    "Chị",
    "Anh",
    "Thành",
    "Phường",
    "Xã",
    "Tỉnh",
    "Công",
];

/// Words after which an office or a day is named within a sentence.
const GOVERNING: &[&str] = &[
    "của",
    "và",
    "do",
    "cho",
    "với",
    "từ",
    "là",
    "tại",
    "ở",
    "về",
    "trong",
    "gồm",
    "theo",
    "được",
    "có",
    "dự",
    "cùng",
    "trình",
    "tịch",
    "trào",
    "thi",
    "mừng",
    "ứng",
    "dịp",
    "giữa",
    "bởi",
    "viên",
    "bộ",
    "ngành",
    "hội",
    "sở",
    "ban",
    "khối",
    "các",
    "hiện",
    "chức",
    "thưởng",
    "thuộc",
    "đến",
    "vào",
    "đạo",
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
    let mut doubtful = 0;
    let mut seams = 0;
    for three in words.windows(3) {
        let [before, word, after] = three else {
            continue;
        };
        let ended =
            before.ends_with(char::is_alphanumeric) || before.ends_with(['”', '"', '’', ')']);
        let in_text = before.starts_with(char::is_lowercase)
            || before.ends_with(|c: char| c.is_ascii_digit());
        let named = in_text && !GOVERNING.contains(before) && DOUBTFUL.contains(word);
        doubtful += usize::from(ended && named);
        let opens = word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && after.starts_with(char::is_lowercase);
        if !ended || !opens {
            continue;
        }
        seams += 1;
        openers += usize::from(in_text && OPENERS.contains(word));
    }
    let unparted = !text.contains([',', ';', ':', '(']);
    openers >= 1 || (doubtful >= 2 && unparted) || (below_lead && seams >= 2 && words.len() >= 20)
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
        for glued in [
            "LĐLĐ tỉnh Sơn La thăm thợ đập thủy điện Quận Gò Vấp mở lớp học bơi Tháng an toàn ở khu công nghiệp",
            "Huyện Thanh Oai có thêm nghiệp đoàn thợ nón LĐLĐ huyện Mê Linh tặng cây giống Hội thao công nhân ngành giấy",
            "Công nhân xưởng gỗ được khám mắt Chợ đêm của thợ dệt Giải cầu lông ngành than khép lại",
            "Chuyến xe đưa thợ mỏ về quê Lớp học nghề ban đêm Quỹ vốn nhỏ giúp 30 gia đình",
            "Thợ điện trực đêm giao thừa Bữa cơm ấm của nữ công nhân Xóm trọ không còn rác",
        ] {
            assert!(is_glued(glued, false), "{glued}");
        }
        for lead in [
            "Sáng nay tại nhà văn hóa LĐLĐ quận Hà Đông phối hợp với Hội Chữ thập đỏ quận mở đợt hiến máu",
            "Chương trình do Công đoàn ngành Y tế và LĐLĐ huyện Đông Anh tổ chức dành cho thợ ở trọ",
            "Hưởng ứng Tháng Công nhân và Tháng an toàn vệ sinh lao động công đoàn tổ chức nhiều hoạt động",
            "Phó Chủ tịch LĐLĐ tỉnh Hà Nam cùng lãnh đạo Công đoàn các khu công nghiệp thăm công nhân ốm",
            "Theo Quỹ trợ vốn của LĐLĐ Thành phố năm nay có 300 hộ được vay để làm ăn",
        ] {
            assert!(!is_glued(lead, false), "{lead}");
        }
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
