//! Lines that a site prints around every article: copyright, editors, hotlines,
//! buttons for sharing and printing.

use crate::extract::page::{Page, key_head, word_count};

/// Lines that are buttons or labels, as a whole.
const WHOLE: &[&str] = &[
    "chia se",
    "nguon",
    "facebook",
    "twitter",
    "zalo",
    "chia se facebook",
    "chia se zalo",
    "copy link",
    "sao chep lien ket",
    "sao chep",
    "luu bai viet",
    "luu bai",
    "in bai",
    "in trang",
    "in tin nay",
    "in bai viet",
    "gui email",
    "gui bai viet",
    "email",
    "print",
    "thich",
    "like",
    "share",
    "tweet",
    "theo doi",
    "theo doi chung toi",
    "nghe doc bai",
    "nghe bai viet",
    "co chu",
    "co chu nho",
    "co chu lon",
    "mac dinh",
    "quang cao",
    "advertisement",
    "bao loi",
    "len top",
    "ve trang chu",
    "quay lai",
    "tro ve",
    "tro lai",
    "phien ban di dong",
    "ban quyen",
    "phong to",
    "thu nho",
    "giong nam",
    "giong nu",
    "mien bac",
    "mien nam",
    "nghe audio",
    "bam de nghe",
    "lien he quang cao",
    "dang ky nhan tin",
    "nhap email",
    "aa",
    "a a",
    "chia se len facebook",
    "tang co chu",
    "giam co chu",
    "cam on ban da doc bai viet",
    "tai ve",
    "tai xuong",
    "xem anh lon",
    "dat bao",
    "toi da doc",
];

/// Openings of lines that can only be a site's own.
const OPENING: &[&str] = &[
    "ghi ro nguon",
    "hotline",
    "duong day nong",
    "tong bien tap",
    "pho tong bien tap",
    "toa soan",
    "giay phep",
    "so giay phep",
    "gp so",
    "ban quyen thuoc",
    "bao dien tu",
    "duong dan bai viet",
    "link bai viet",
    "link bai goc",
    "link goc",
    "theo doi bao",
    "theo doi chung toi",
    "chia se bai viet",
    "chia se len",
    "cap nhat tin tuc",
    "moi ban doc theo doi",
    "moi doc gia theo doi",
    "chi duoc phat hanh lai",
    "khong sao chep",
    "vui long ghi ro",
    "xem tin tuc",
    "ban quyen",
    "copyright",
    "all rights reserved",
    "phat trien boi",
    "thiet ke boi",
    "powered by",
    "lien he quang cao",
    "dien thoai toa soan",
    "tags",
    "tu khoa",
    "tag",
    "luot xem",
    "luot doc",
    "nhan tin tuc",
];

/// Buttons that stand in a row only: alone each could be anything.
const IN_ROW: &[&str] = &[
    "a",
    "aa",
    "in",
    "x",
    "tren",
    "qua",
    "link",
    "luu",
    "gmail",
    "telegram",
    "messenger",
    "pinterest",
    "linkedin",
    "youtube",
    "tiktok",
    "instagram",
    "google",
    "google news",
    "binh luan",
    "sao chep link",
    "nghe",
    "doc",
    "chia se bai viet",
    "bai viet",
];

/// Where a site asks to be followed.
const NETWORKS: &[&str] = &[
    "mang xa hoi",
    "facebook",
    "zalo",
    "fanpage",
    "google news",
    "youtube",
    "tiktok",
    "telegram",
];

/// The longest row of buttons, in words.
const MOST_BUTTONS: usize = 14;

/// No opening is longer, in bytes of its key.
const LONGEST_OPENING: usize = 40;

/// The longest line of this kind, in words.
const LONGEST: usize = 60;

pub(super) fn apply(page: &mut Page) {
    for line in &mut page.lines {
        if !line.is_open() || line.text.len() > 600 {
            continue;
        }
        let words = word_count(&line.text);
        if words <= LONGEST && is_footer(&line.text, words) {
            line.drop_as("footer");
        }
    }
}

pub(super) fn is_footer(text: &str, words: usize) -> bool {
    if text.starts_with(['©', '®']) {
        return true;
    }
    let row = words <= MOST_BUTTONS && !text.ends_with(['.', '!', '?']);
    let label =
        words <= 6 || text.starts_with("Theo dõi") || text.contains([':', '©', '"', '“', '@', '.']);
    if !row && !label {
        return false;
    }
    // of a longer line only the opening counts
    let most = if words <= MOST_BUTTONS {
        usize::MAX
    } else {
        LONGEST_OPENING
    };
    let key = key_head(text, most);
    if row && is_buttons(&key) {
        return true;
    }
    if !label {
        return false;
    }
    if words <= 6 && WHOLE.contains(&key.as_str()) {
        return true;
    }
    if words <= 14 && key.starts_with("theo doi ") && NETWORKS.iter().any(|name| key.contains(name))
    {
        return !text.ends_with(['.', '!', '?']) || words <= 8;
    }
    for opening in OPENING {
        let Some(rest) = key.strip_prefix(opening) else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with(' ') {
            continue;
        }
        // a sentence may begin with the same words: only a label ends at once in a mark
        let label = text
            .char_indices()
            .nth(opening.chars().count())
            .is_some_and(|(at, _)| {
                text[at..]
                    .trim_start()
                    .starts_with([':', '|', '©', '-', '–', '('])
            });
        let site = text.contains(['©', '@']) || text.contains(".vn") || text.contains("GP");
        if label || rest.is_empty() || (site && words <= 40) {
            return true;
        }
    }
    // `1.024 lượt xem`
    words <= 4
        && (key.ends_with("luot xem") || key.ends_with("luot doc"))
        && key.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether `key` is buttons and nothing else: `Chia sẻ Zalo Facebook Sao chép liên kết`.
fn is_buttons(key: &str) -> bool {
    // `Thích 12 Chia sẻ 0`
    let is_word = |word: &&str| !word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = key.split(' ').filter(is_word).collect();
    // most lines begin with no word of a button
    let (Some(first), true) = (words.first(), words.len() >= 2) else {
        return false;
    };
    let opens = |name: &&str| {
        let alike = name.as_bytes().first() == first.as_bytes().first();
        alike
            && name
                .strip_prefix(first)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    if !WHOLE.iter().chain(IN_ROW).any(opens) {
        return false;
    }
    let mut ends = vec![true];
    for end in 1..=words.len() {
        let is_one = |start: usize| {
            let name = words[start..end].join(" ");
            WHOLE.contains(&name.as_str()) || IN_ROW.contains(&name.as_str())
        };
        let from = end.saturating_sub(5);
        let reached = (from..end).any(|start| ends[start] && is_one(start));
        ends.push(reached);
    }
    ends[words.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_buttons_go() {
        for text in [
            "A- A A+",
            "Aa Aa+",
            "Chia sẻ Zalo Facebook Sao chép liên kết",
            "Facebook Twitter Zalo In bài Gửi email",
            "Chia sẻ: Facebook | Zalo | X",
            "Theo dõi trên Google News",
            "Nghe đọc bài Giọng nữ Miền Bắc",
            "Theo dõi trang trên mạng xã hội",
            "Theo dõi báo qua Zalo và Facebook",
            "Theo dõi chúng tôi trên YouTube để xem thêm tin",
        ] {
            assert!(is_footer(text, word_count(text)), "{text}");
        }
        for text in [
            "Chia sẻ yêu thương",
            "Công nhân chia sẻ trên Facebook",
            "Chia sẻ khó khăn qua Zalo",
            "In lụa",
            "Theo dõi sức khỏe cho thợ lò",
        ] {
            assert!(!is_footer(text, word_count(text)), "{text}");
        }
    }

    #[test]
    fn a_sites_own_lines_go_and_sentences_stay() {
        let mut page = Page::of_text(
            "© 2021 Ghi rõ nguồn \"bao.vn\" khi dùng lại\nChia sẻ\nHotline: 0900.000.000\nTổng biên tập: Ông A\nIn bài viết\n1.024 lượt xem\nTừ khóa: công đoàn\nGiấy phép số 1/GP-BC của bao.vn\n\
             Chia sẻ với chúng tôi, chị Hoa cho biết đời sống đã khá hơn.\nĐường dây nóng của công đoàn nhận 20 cuộc gọi trong tuần.\nTừ khóa của năm là đổi mới.",
        );
        apply(&mut page);
        let open: Vec<bool> = page.lines.iter().map(|line| line.is_open()).collect();
        assert_eq!(
            open,
            [
                false, false, false, false, false, false, false, false, true, true, true
            ]
        );
    }
}
