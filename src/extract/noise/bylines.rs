//! The author line: initials (`K.T`), a name, an agency, or what follows `Theo` and
//! `Tin, ảnh:`. Below the headline, or where the text ends.

use super::names;
use super::words::is_sections;
use crate::extract::page::{Fate, Hint, Page, is_prose, key, word_count};

/// How many open lines below the headline may hold the author.
const HEAD: usize = 4;
/// How many lines may follow an author at the end: a lead moved there.
const AFTER: usize = 2;

pub(super) fn apply(page: &mut Page) {
    for line in &mut page.lines {
        if line.is_open() && line.hint == Hint::Author {
            line.fate = Fate::Author;
        }
    }
    at_head(page);
    at_end(page);
    glued_to_end(page);
}

fn at_head(page: &mut Page) {
    let open = page.open();
    let mut prose = 0;
    for &at in open.iter().take(HEAD) {
        let text = &page.lines[at].text;
        if is_prose(text) {
            prose += 1;
        }
        let alone = word_count(text) >= 2 || text.contains('.');
        // `Công đoàn - THU HÀ`: the section before the name
        let name = text
            .split_once(" - ")
            .filter(|(section, _)| is_sections(&key(section)));
        let name = name.map_or(text.as_str(), |(_, name)| name);
        if prose <= 1 && alone && open.len() > 2 && is_byline(name) {
            let section = text[..text.len() - name.len()].to_string();
            if !section.is_empty() {
                page.lines[at].text = name.to_string();
                page.shed(at, "header", &section);
            }
            page.lines[at].fate = Fate::Author;
            return;
        }
    }
}

fn at_end(page: &mut Page) {
    let open = page.open();
    let mut after = 0;
    let mut lead_moved = false;
    for &at in open.iter().skip(1).rev() {
        let text = &page.lines[at].text;
        let ends = after == 0 && is_shouted_name(text);
        if ends || is_byline(text) && (after == 0 || is_certain(text) || lead_moved) {
            page.lines[at].fate = Fate::Author;
            continue;
        }
        // `(LĐ) - …` at the very end is the lead, moved below the author
        lead_moved = after == 0 && has_prefix(page, at) && is_prose(text);
        after += 1;
        if after > AFTER {
            return;
        }
    }
}

/// Whether a paper's mark stood at the head of line `at`.
fn has_prefix(page: &Page, at: usize) -> bool {
    let mut shed = page.shed.iter();
    shed.any(|(number, noise)| *number == at && noise.reason == "prefix")
}

/// A name in capitals where the text ends: `VĨNH HY`. Elsewhere it could be a heading.
fn is_shouted_name(text: &str) -> bool {
    (2..=4).contains(&word_count(text)) && names::can_be_shouted(text)
}

/// A name glued to the last sentence: `… trong năm tới. K.Thoa`.
fn glued_to_end(page: &mut Page) {
    if page.lines.iter().any(|line| line.fate == Fate::Author) {
        return;
    }
    let Some(&at) = page.open().last() else {
        return;
    };
    let text = &page.lines[at].text;
    if word_count(text) < 18 || text.ends_with(['.', '!', '?', '”', '…']) && !text.ends_with("./.")
    {
        return;
    }
    let Some((mark, _)) = text
        .rmatch_indices(['.', '!', '”'])
        .find(|(at, mark)| text[at + mark.len()..].starts_with(' '))
    else {
        return;
    };
    let cut = mark + text[mark..].chars().next().map_or(1, char::len_utf8);
    let name = text[cut..].trim().to_string();
    if is_byline(&name) && (is_certain(&name) || word_count(&name) <= 4) {
        page.lines[at].text.truncate(cut);
        let mut line = crate::extract::page::Line::new(name);
        line.fate = Fate::Author;
        page.lines.insert(at + 1, line);
        for (number, _) in &mut page.shed {
            *number += usize::from(*number > at);
        }
    }
}

/// Labels before an author, folded.
const LABELS: &[&str] = &[
    "tin anh",
    "bai anh",
    "bai va anh",
    "tin va anh",
    "tac gia",
    "thuc hien",
    "nguoi thuc hien",
    "nguoi viet",
    "bien tap",
    "bai",
    "tin bai",
    "tin bai anh",
    "anh",
    "phong vien",
    "nhom phong vien",
    "clip",
    "tin",
    "bai anh clip",
    "theo",
    "nguon",
    "tong hop",
    "nguon tin",
    "bai viet",
];

/// The label and the name of an author line; the label is empty where there is none.
pub(crate) fn parts(text: &str) -> (&str, &str) {
    if let Some((label, name)) = text.split_once(':')
        && LABELS.contains(&key(label).as_str())
        && !name.trim().is_empty()
    {
        return (label, name.trim());
    }
    for label in ["Theo ", "THEO "] {
        if let Some(name) = text.strip_prefix(label) {
            return (label.trim(), name.trim());
        }
    }
    ("", text)
}

/// Whether a line is surely an author: initials, a label, or an agency.
fn is_certain(text: &str) -> bool {
    let (label, name) = parts(text);
    !label.is_empty() || names::is_certain(name)
}

/// `Thu Hà – Phó Chủ tịch công đoàn huyện` without the office.
fn without_office(name: &str) -> &str {
    for mark in [" – ", " - ", ", "] {
        if let Some((person, office)) = name.split_once(mark)
            && word_count(office) >= 3
            && office.contains(char::is_lowercase)
        {
            let key = key(office);
            let words = [
                "chu tich",
                "can bo",
                "ban ",
                "cong doan",
                "ldld",
                "lien doan",
                "truong",
                "pho ",
            ];
            if words.iter().any(|word| key.starts_with(word)) {
                return person;
            }
        }
    }
    name
}

/// Whether a line can be an author line.
pub(crate) fn is_byline(text: &str) -> bool {
    if text.len() > 140 || word_count(text) > 16 {
        return false;
    }
    let inner = text.trim_matches(['(', ')', '[', ']', '*', '_', ' ']);
    let (label, name) = parts(inner);
    let name = if label.is_empty() {
        name
    } else {
        without_office(name)
    };
    if text.len() > 90 && name.len() > 70 {
        return false;
    }
    if matches!(key(label).as_str(), "nguon" | "theo") && name.contains(".vn") {
        return true;
    }
    names::is_name(name, !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_lines_are_told_from_headings() {
        for text in [
            "K.T",
            "K.Thoa",
            "B.C.Đ",
            "Tr.Hoàng Hồng Đào - Lê Phong",
            "QUẾ CHI - NGUYỄN NGA",
            "Tin-ảnh: T.Nga",
            "Nhóm PHÓNG VIÊN",
            "P.V",
            "PV (tổng hợp)",
            "Thu Giang (T/h)",
            "Vũ Hạnh/VOV.VN",
            "Phương Thoa/VOV-Trung tâm Tin",
            "Đỗ Bình (TTXVN)",
            "Theo Thiên Ngôn ( Vnexpress)",
            "( Đài Nghĩa Đàn )",
            "Tuấn Hiệp (LĐLĐ tỉnh)",
            "H.A ghi",
            "Bài và ảnh: Thu Hà",
            "Theo laodong.vn",
            "Tin, ảnh: Thu Hà – Phó Chủ tịch công đoàn huyện Hải Tây",
            "MINH CHÂU",
        ] {
            assert!(is_byline(text), "{text}");
        }
        for text in [
            "Hà Nội",
            "Công đoàn cơ sở",
            "Kết quả đạt được",
            "Theo đó, mọi việc xong.",
            "12 đoàn viên",
            "LĐLĐ quận Ba Đình",
            "Điều 5",
            "Ông Nam nói:",
            "",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn the_author_stands_at_the_head_or_at_the_end() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        let authors = |text: &str| {
            let mut page = Page::of_text(text);
            apply(&mut page);
            let lines = page
                .lines
                .into_iter()
                .filter(|line| line.fate == Fate::Author);
            lines.map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(
            authors(&format!("{prose}\n{prose}\n{prose}\nK.Thoa")),
            ["K.Thoa"]
        );
        assert_eq!(authors(&format!("Thu Hà\n{prose}\n{prose}")), ["Thu Hà"]);
        assert_eq!(
            authors(&format!("{prose}\n{prose}\n{prose}\nT.Hà\n{prose}")),
            ["T.Hà"]
        );
        assert_eq!(
            authors(&format!(
                "{prose}\n{prose}\nNguyễn Thị Hoa\n{prose}\n{prose}\n{prose}"
            )),
            [""; 0]
        );
        assert_eq!(
            authors(&format!("{prose}\n{prose} Mọi người ra về. K.Thoa")),
            ["K.Thoa"]
        );
    }

    #[test]
    fn names_in_capitals_and_above_a_moved_lead_are_authors() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        let author = |text: &str| {
            let page = crate::extract::RawPage::new("a.txt", crate::extract::Format::Txt, text);
            crate::extract::article(&page).expect("an article").author
        };
        for name in ["VĨNH HY", "TRÀ MY", "ĐÔNG QUÂN", "HẠ VŨ", "KHUÊ TÚ LÊ"] {
            let text = format!("Công đoàn quận tổng kết\n{prose}\n{prose} Hết.\n{name}");
            assert_eq!(author(&text).as_deref(), Some(name));
        }
        for name in ["Vân Khê", "Thu Hà", "Hải An", "Lê Minh", "Bùi Quang"] {
            let text = format!(
                "Công đoàn quận tổng kết\n{prose}\n{prose} Hết.\n{name}\n(LĐ) - {prose} Xong."
            );
            assert_eq!(author(&text).as_deref(), Some(name));
        }
        for heading in [
            "LIÊN HỆ MUA BÁO",
            "THI ĐUA YÊU NƯỚC",
            "CÔNG ĐOÀN VIỆT NAM",
            "HẾT",
        ] {
            let text = format!("Công đoàn quận tổng kết\n{prose}\n{prose} Hết.\n{heading}");
            assert_eq!(author(&text), None, "{heading}");
        }
    }
}
