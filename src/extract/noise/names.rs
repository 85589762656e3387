//! Tells the names of authors from other short lines: headings, places, offices.

use crate::extract::page::word_count;

/// Openings of short lines in capitals that are no names.
const NO_NAMES: &[&str] = &[
    "ban chấp hành",
    "ban thường vụ",
    "biểu",
    "bảng",
    "bí thư",
    "chương",
    "chỉ thị",
    "chủ tịch",
    "công đoàn",
    "covid",
    "giám đốc",
    "hà nội",
    "hải phòng",
    "hội nghị",
    "hội thảo",
    "kính gửi",
    "kết luận",
    "kết quả",
    "liên đoàn",
    "liên hệ",
    "luật",
    "lđlđ",
    "mục",
    "nghị quyết",
    "nghị định",
    "nơi nhận",
    "phó chủ tịch",
    "phó giám đốc",
    "phần",
    "phụ lục",
    "quyết định",
    "thông báo",
    "thông tư",
    "tổng giám đốc",
    "tổng bí thư",
    "tp",
    "tp.hcm",
    "tphcm",
    "thành phố",
    "trưởng ban",
    "ubnd",
    "viet gap",
    "việt nam",
    "điều",
    "đà nẵng",
    "đại hội",
    "đảng",
    "cần thơ",
    "thủ tướng",
    "bộ trưởng",
    "hiệu trưởng",
    "tin",
    "bài",
    "ảnh",
    "video",
];

/// Words that no name holds, however it is written.
const NO_PARTS: &[&str] = &[
    "các",
    "cho",
    "chức",
    "của",
    "cấp",
    "dân",
    "những",
    "trong",
    "với",
    "vụ",
    "việc",
    "tội",
    "về",
    "tại",
    "từ",
    "đoàn",
    "lao",
    "động",
    "quận",
    "huyện",
    "tỉnh",
    "xã",
    "phường",
    "công",
    "nghiệp",
    "sở",
    "không",
    "được",
    "đua",
    "nước",
    "yêu",
];

/// Syllables of which a name in capitals has at least one; headings rarely do.
const IN_NAMES: &[&str] = &[
    "an",
    "anh",
    "bích",
    "bùi",
    "bảo",
    "bằng",
    "chi",
    "châu",
    "chí",
    "cường",
    "cẩm",
    "diễm",
    "diệp",
    "diệu",
    "dung",
    "duy",
    "dũng",
    "dương",
    "giang",
    "gia",
    "hoa",
    "hoàng",
    "huy",
    "huyền",
    "huân",
    "huỳnh",
    "hà",
    "hùng",
    "hương",
    "hưng",
    "hường",
    "hạ",
    "hạnh",
    "hải",
    "hằng",
    "hồ",
    "hồng",
    "khanh",
    "khoa",
    "khánh",
    "khôi",
    "khương",
    "kiên",
    "kiều",
    "kim",
    "lam",
    "lan",
    "linh",
    "liên",
    "loan",
    "long",
    "ly",
    "lâm",
    "lê",
    "lương",
    "lệ",
    "lộc",
    "lý",
    "mai",
    "minh",
    "my",
    "mạnh",
    "mỹ",
    "nam",
    "nga",
    "ngân",
    "ngô",
    "ngọc",
    "nguyên",
    "nguyễn",
    "nguyệt",
    "nhung",
    "nhi",
    "như",
    "nhật",
    "oanh",
    "phan",
    "phong",
    "phúc",
    "phương",
    "phạm",
    "phượng",
    "quang",
    "quyên",
    "quân",
    "quế",
    "quốc",
    "quỳnh",
    "sơn",
    "thanh",
    "thi",
    "thoa",
    "thu",
    "thành",
    "thái",
    "thùy",
    "thúy",
    "thảo",
    "thắng",
    "thị",
    "thịnh",
    "thủy",
    "tiến",
    "trang",
    "trinh",
    "trung",
    "trâm",
    "trần",
    "trịnh",
    "trọng",
    "tuyết",
    "tuấn",
    "tâm",
    "tân",
    "tùng",
    "tú",
    "uyên",
    "việt",
    "vinh",
    "văn",
    "vân",
    "võ",
    "vũ",
    "xuân",
    "yến",
    "ánh",
    "đinh",
    "đào",
    "đông",
    "đăng",
    "đạt",
    "đặng",
    "đỗ",
    "đỗ",
    "đức",
    "hiền",
    "hiếu",
    "hoài",
    "hòa",
    "hoà",
    "hiệp",
    "hậu",
    "hữu",
    "khang",
    "hy",
    "hân",
    "hào",
    "hảo",
    "khuê",
    "khải",
    "lĩnh",
    "lực",
    "mẫn",
    "nghi",
    "nghĩa",
    "nhàn",
    "nhã",
    "quyết",
    "thạch",
    "thục",
    "trúc",
    "tuyên",
    "vĩnh",
    "vy",
    "ninh",
    "phú",
    "sáng",
    "tài",
    "thuận",
    "tuệ",
    "tường",
];

/// Words that stand beside names: `Thu Hà - Hải An`, `H.A ghi`, `Thu Hà tổng hợp`.
const BESIDE: &[&str] = &[
    "-", "–", "&", "và", "ghi", "thực", "hiện", "tổng", "hợp", "ảnh", "lược", "dịch", "(t/h)",
];

/// Whether `name` can be the name of an author, a pen name or an agency. `labelled`
/// says that a label such as `Tin, ảnh:` stood before it.
pub(super) fn is_name(name: &str, labelled: bool) -> bool {
    let lower = name.to_lowercase();
    if lower.is_empty() || (!labelled && opens_otherwise(&lower)) {
        return false;
    }
    // what stands in brackets says for whom or how: `(T/h)`, `(TTXVN)`, `(tổng hợp)`
    let (bare, bracket) = match name.split_once('(') {
        Some((bare, rest)) if !bare.trim().is_empty() => (bare.trim(), rest),
        _ => (name, ""),
    };
    if word_count(bracket) > 4 || bare.ends_with(['!', '?', ':', ',', ';', '”', '"']) {
        return false;
    }
    // after a slash stands the paper: `Thu Hà/VOV-Trung tâm Tin`
    let (person, paper) = bare.split_once('/').unwrap_or((bare, ""));
    if word_count(paper) > 5 || (!paper.is_empty() && !paper.trim().starts_with(char::is_uppercase))
    {
        return false;
    }
    let mut capitals = 0;
    let mut initials = false;
    for word in person.split([' ', ',']).filter(|word| !word.is_empty()) {
        if BESIDE.contains(&word) {
            continue;
        }
        if is_initials(word) {
            initials = true;
            continue;
        }
        let address = labelled && word.contains(".vn");
        if !address && !is_name_part(word) {
            return false;
        }
        capitals += 1;
    }
    if initials || (labelled && capitals > 0) || is_agency(person) {
        return true;
    }
    let shouted = !person.chars().any(char::is_lowercase);
    if shouted && !has_name_syllable(person) {
        return false;
    }
    (2..=8).contains(&capitals) || (capitals == 1 && bracket.is_empty() && !shouted)
}

/// Whether words in capitals can be a name, whatever its syllables.
pub(super) fn can_be_shouted(name: &str) -> bool {
    let lower = name.to_lowercase();
    let spelled = |word: &str| (2..=7).contains(&word.chars().count()) && is_name_part(word);
    !name.chars().any(char::is_lowercase)
        && !name.contains(['-', '–', '.'])
        && !opens_otherwise(&lower)
        && name.split(' ').all(spelled)
        && !lower.split(' ').any(|word| NO_NAME_ENDS.contains(&word))
}

/// Words of headings that stand alone in capitals where a text ends.
const NO_NAME_ENDS: &[&str] = &[
    "hệ", "mua", "báo", "gọi", "thoại", "tin", "bài", "ảnh", "video", "clip", "hết", "còn", "tiếp",
    "kỳ", "xem", "thêm", "liên", "quan", "khác", "mới", "nhất", "đọc", "luận", "bình", "chia",
    "sẻ", "quảng", "cáo", "thông", "báo", "này", "kết", "quả", "thi", "đua", "yêu", "nghĩa", "bạn",
    "chúng", "tôi", "nhà",
];

/// Whether a line surely names an author: initials, an agency, a paper after a slash.
pub(super) fn is_certain(name: &str) -> bool {
    let initials = name.split([' ', '-', '–', '/', ',']).any(is_initials);
    initials || name.contains('/') || is_agency(name)
}

/// `PV`, `Nhóm PV`, `TTXVN`.
fn is_agency(name: &str) -> bool {
    let key = crate::extract::page::key(name);
    matches!(
        key.as_str(),
        "pv" | "p v"
            | "nhom pv"
            | "nhom phong vien"
            | "phong vien"
            | "ttxvn"
            | "pv tong hop"
            | "bbt"
            | "ban bien tap"
            | "ban tuyen giao"
            | "ctv"
            | "cong tac vien"
            | "nhom pv ctv"
            | "toa soan"
    )
}

fn opens_otherwise(lower: &str) -> bool {
    let open = lower.trim_start_matches(['(', '[', '*', ' ']);
    NO_NAMES.iter().any(|&words| {
        open.strip_prefix(words)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn has_name_syllable(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut found = false;
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        if NO_PARTS.contains(&word) {
            return false;
        }
        found |= IN_NAMES.contains(&word);
    }
    found
}

fn is_name_part(word: &str) -> bool {
    let written = word.starts_with(char::is_uppercase)
        && !word.ends_with('.')
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '–' | '\''));
    written && !NO_PARTS.contains(&word.to_lowercase().as_str())
}

/// `K.T`, `B.C.Đ`, `Tr.Hoàng`, `K.Thoa`.
fn is_initials(word: &str) -> bool {
    let mut parts = word.trim_end_matches('.').split('.');
    let first = parts.next().unwrap_or("");
    let mut more = 0;
    for part in parts {
        if !part.starts_with(char::is_uppercase) || !part.chars().all(char::is_alphabetic) {
            return false;
        }
        more += 1;
    }
    more > 0
        && first.starts_with(char::is_uppercase)
        && first.chars().count() <= 3
        && !matches!(word, "TP.HCM" | "Tp.HCM" | "T.Ư" | "TP.Hồ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_headings() {
        for name in [
            "K.T",
            "Thu Hà",
            "QUẾ CHI - NGUYỄN NGA",
            "Vũ Hạnh/VOV.VN",
            "Thu Hà/VOV-Trung tâm Tin",
            "PV (tổng hợp)",
            "Minh",
            "Tr.Hoàng Hồng Đào - Lê Phong",
        ] {
            assert!(is_name(name, false), "{name}");
        }
        for name in [
            "THỪA KẾ",
            "CHỦ TỊCH QUỐC HỘI",
            "NGHĨA VỤ VÀ HỢP ĐỒNG",
            "Hà Nội",
            "Công đoàn",
            "Kết quả",
            "TP.HCM",
            "KẾT LUẬN",
            "Bước Ngoặt!",
            "",
        ] {
            assert!(!is_name(name, false), "{name}");
        }
    }
}
