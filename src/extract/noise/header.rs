//! What a site prints above the headline: its name, its sections, the way to the
//! page, a hotline, today's date.

use super::words::{is_section, is_sections};
use crate::extract::date::{date_line, is_time};
use crate::extract::page::{Hint, Page, is_prose, key, word_count};

/// How many lines from the top may be header.
const DEEPEST: usize = 30;

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    let stated = page.stated_title().map(key);
    // where the headline is known, all short lines above it are header
    let known = open.iter().take(DEEPEST).position(|&at| {
        let line = &page.lines[at];
        line.hint == Hint::Headline || stated.as_deref() == Some(key(&line.text).as_str())
    });
    if let Some(known) = known {
        for &at in &open[..known] {
            let line = &mut page.lines[at];
            if !is_prose(&line.text) && date_line(&line.text).is_none() {
                line.drop_as("header");
            }
        }
        return;
    }
    for (nth, &at) in open.iter().enumerate().take(DEEPEST) {
        let text = &page.lines[at].text;
        let next = open
            .get(nth + 1)
            .map(|&next| page.lines[next].text.as_str());
        if date_line(text).is_some() {
            continue;
        }
        let section = is_sections(&key(text)) && next.is_some_and(|next| !is_prose(next));
        if !section && !is_header(text) {
            return;
        }
        page.lines[at].drop_as("header");
    }
}

/// Whether a line can stand only above an article.
fn is_header(text: &str) -> bool {
    if word_count(text) > 30 || is_prose(text) {
        return false;
    }
    let key = key(text);
    let whole = is_word(&key);
    let opening = [
        "skip to content",
        "trang chu ",
        "home ",
        "hotline",
        "duong day nong",
        "co quan cua",
        "co quan ngon luan",
        "moi nhat co quan",
        "tieng noi cua",
        "trang thong tin dien tu",
        "trang tin dien tu",
        "cong thong tin dien tu",
        "dien thoai toa soan",
    ];
    let row = text.contains(['|', '•', '·', '/', '-']) && is_row(text);
    let masthead = key.starts_with("bao ") && key.ends_with(" dien tu");
    whole
        || masthead
        || row
        || is_clock(text)
        || opening.iter().any(|words| key.starts_with(words))
        || is_way(text)
}

/// Whether `key` is a word of a site's header.
fn is_word(key: &str) -> bool {
    matches!(
        key,
        "moi nhat"
            | "menu"
            | "dang nhap"
            | "dang ky"
            | "tim kiem"
            | "english"
            | "rss"
            | "doc bao in"
            | "toa soan"
            | "quang cao"
            | "e paper"
            | "bao in"
            | "podcast"
            | "multimedia"
            | "video"
            | "tin moi"
            | "tin nong"
            | "tin moi nhat"
            | "dat bao"
            | "lien he"
            | "gioi thieu"
            | "skip to content"
            | "chuyen den noi dung"
            | "tieng viet"
            | "nghe doc bai"
            | "theo doi"
            | "dang xuat"
            | "tai khoan"
            | "thanh vien"
            | "so do trang"
            | "sitemap"
            | "thu tu"
            | "dang nhap dang ky"
    )
}

/// `Đăng nhập | Đăng ký | Công đoàn`.
fn is_row(text: &str) -> bool {
    let mut words = 0;
    for part in text.split(['|', '•', '·', '/', '-']) {
        let key = key(part);
        if key.is_empty() {
            continue;
        }
        if !is_word(&key) && !is_section(&key) {
            return false;
        }
        words += usize::from(is_word(&key));
    }
    words > 0
}

/// The time alone: `09:14:07`, `21:05 | Thứ ba`.
fn is_clock(text: &str) -> bool {
    let mut times = 0;
    for word in text.split([' ', '|', ',']) {
        if is_time(word) {
            times += 1;
        } else if !word.is_empty()
            && !matches!(
                key(word).as_str(),
                "am" | "pm"
                    | "gmt 7"
                    | "thu"
                    | "hai"
                    | "ba"
                    | "tu"
                    | "nam"
                    | "sau"
                    | "bay"
                    | "chu"
                    | "nhat"
            )
        {
            return false;
        }
    }
    times > 0
}

/// `Trang chủ > Công đoàn > Hoạt động`.
fn is_way(text: &str) -> bool {
    let mark = ['>', '›', '»', '/']
        .into_iter()
        .find(|mark| text.contains(*mark));
    let Some(mark) = mark else {
        return false;
    };
    let mut sections = 0;
    let mut others = 0;
    for part in text.split(mark) {
        let key = key(part);
        if is_section(&key) {
            sections += 1;
        } else if !key.is_empty() {
            others += 1;
        }
    }
    sections > 0 && others <= sections && word_count(text) <= 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::Fate;

    fn open(text: &str) -> Vec<String> {
        let mut page = Page::of_text(text);
        apply(&mut page);
        let kept = page
            .lines
            .into_iter()
            .filter(|line| line.fate == Fate::Open);
        kept.map(|line| line.text).collect()
    }

    #[test]
    fn header_lines_go_and_the_headline_stays() {
        assert_eq!(
            open(
                "MỚI NHẤT\nCơ quan của Liên đoàn Lao động\nHOTLINE: 0900.000.000\nTrang chủ > Công đoàn\nCông đoàn\nMột hội nghị được tổ chức\nThân bài."
            ),
            ["Một hội nghị được tổ chức", "Thân bài."]
        );
    }

    #[test]
    fn rows_and_clocks_go() {
        for line in [
            "Đăng nhập | Đăng ký",
            "Đăng ký · Đăng nhập · English",
            "RSS | Liên hệ | Công đoàn",
            "09:14:07",
            "Tìm kiếm / Menu",
            "Thứ ba, 21:05",
        ] {
            assert_eq!(
                open(&format!("{line}\nMột hội nghị được tổ chức")).len(),
                1,
                "{line}"
            );
        }
        assert_eq!(open("Ba Đình - Tây Hồ giao lưu\nThân bài.").len(), 2);
    }

    #[test]
    fn a_headline_that_looks_like_a_section_stays_above_prose() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        assert_eq!(open(&format!("Hoạt động công đoàn\n{prose}")).len(), 2);
    }
}
