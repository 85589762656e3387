//! Everything from the heading of a tail block on (`Có thể bạn quan tâm`, `Tin
//! khác`, `Bình luận (0)`). A heading that also stands over boxes within a text
//! (`Tin liên quan`) cuts only what follows it up to where the text goes on.

use crate::extract::page::{Page, is_prose, key, word_count};

/// Headings after which nothing of the article follows.
const LAST: &[&str] = &[
    "bai cung chuyen muc",
    "bai cu hon",
    "bai dang quan tam",
    "bai moi hon",
    "bai viet cung chuyen muc",
    "bai viet khac",
    "ban co the quan tam",
    "ban co the thich",
    "ban doc binh luan",
    "ban doc quan tam",
    "binh luan",
    "binh luan bai viet",
    "binh luan ban doc",
    "binh luan cua ban",
    "cac bai viet khac",
    "cac bai khac",
    "cac tin da dua",
    "cac tin khac",
    "cac tin da dang",
    "cac tin moi",
    "cac tin moi hon",
    "cac tin cu",
    "cac tin cu hon",
    "cac tin bai khac",
    "cac tin lien quan",
    "chia se bai viet",
    "chuyen muc khac",
    "co the ban quan tam",
    "co the ban thich",
    "co the ban se thich",
    "comment",
    "comments",
    "cung chuyen muc",
    "dang binh luan",
    "danh gia bai viet",
    "de xuat cho ban",
    "doc nhieu",
    "doc nhieu nhat",
    "doc tiep",
    "duoc quan tam",
    "gui binh luan",
    "gui phan hoi",
    "gui y kien",
    "goi y cho ban",
    "goi y danh cho ban",
    "in bai viet",
    "len dau trang",
    "len top",
    "mien tru trach nhiem",
    "moi cap nhat",
    "nen xem",
    "nhieu nguoi quan tam",
    "phan hoi",
    "phan hoi cua ban doc",
    "phien ban di dong",
    "phien ban mobile",
    "quan tam nhieu",
    "quan tam nhat",
    "related articles",
    "related news",
    "related posts",
    "tin bai cung chuyen muc",
    "tin bai khac",
    "tin bai moi nhat",
    "tin cung chu de",
    "tin cung chuyen muc",
    "tin cung loai",
    "tin cung su kien",
    "tin cu hon",
    "tin da dua",
    "tin duoc quan tam",
    "tin doc nhieu",
    "tin doc nhieu nhat",
    "tin khac",
    "tin lien quan khac",
    "tin moi cap nhat",
    "tin moi dang",
    "tin moi hon",
    "tin moi nhat",
    "tin noi bat",
    "tin tai tro",
    "tin tuc khac",
    "tin tuc moi nhat",
    "tin tuc lien quan khac",
    "tin xem nhieu",
    "tin xem nhieu nhat",
    "ve dau trang",
    "viet binh luan",
    "xem nhieu",
    "xem nhieu nhat",
    "xem tiep",
    "y kien ban doc",
    "y kien binh luan",
    "y kien cua ban",
    "y kien phan hoi",
    "y kien nguoi doc",
    "tin cung muc",
    "bai viet cung muc",
    "tin khac cung muc",
    "bai viet moi nhat",
    "bai viet noi bat",
    "bai noi bat",
    "thong tin lien he",
    "tag",
    "tags",
    "tu khoa",
    "cung tac gia",
    "cung chu de",
    "cung su kien",
    "chu de lien quan",
    "tin nen doc",
];

/// Headings that also stand over a box within the text.
const BOX: &[&str] = &[
    "bai doc them",
    "bai lien quan",
    "bai viet lien quan",
    "doc them",
    "dong su kien",
    "dung bo lo",
    "lien quan",
    "moi nhat",
    "moi ban doc xem them",
    "su kien lien quan",
    "tin anh",
    "tin bai lien quan",
    "tin lien quan",
    "tin moi",
    "tin nong",
    "tin tuc lien quan",
    "tin video",
    "video",
    "video noi bat",
    "xem them",
    "xem them tin",
    "xem them bai viet",
    "clip",
    "tieu diem",
    "quang cao",
    "advertisement",
    "thong tin lien quan",
    "chuyen de",
];

/// The longest heading, in bytes of any spelling.
const LONGEST: usize = 90;

#[derive(Clone, Copy, PartialEq)]
enum Heading {
    Last,
    Box,
}

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    let Some(first) = open.iter().position(|&at| is_prose(&page.lines[at].text)) else {
        return cut_without_prose(page, &open);
    };
    let mut nth = first + 1;
    // above the first paragraph a heading belongs to a box of the header
    for (above, &at) in open[..first].iter().enumerate() {
        if above > 0 && heading(&page.lines[at].text).is_some() {
            page.lines[at].drop_as("header");
        }
    }
    while nth < open.len() {
        match heading(&page.lines[open[nth]].text) {
            Some(Heading::Last) => return drop(page, &open[nth..]),
            Some(Heading::Box) => {
                let end = box_end(page, &open, nth);
                drop(page, &open[nth..end]);
                nth = end;
            }
            None => nth += 1,
        }
    }
}

/// A page of short lines alone still ends at its tail, if something stands above it.
fn cut_without_prose(page: &mut Page, open: &[usize]) {
    let last = open
        .iter()
        .position(|&at| heading(&page.lines[at].text) == Some(Heading::Last));
    if let Some(nth) = last
        && nth > 0
    {
        drop(page, &open[nth..]);
    }
}

fn drop(page: &mut Page, open: &[usize]) {
    for &at in open {
        page.lines[at].drop_as("tail");
    }
}

/// Where the text goes on after the box headed by `open[nth]`: at a paragraph from
/// which on most lines are paragraphs, as they are not in a list of other articles.
fn box_end(page: &Page, open: &[usize], nth: usize) -> usize {
    let text = |at: usize| page.lines[open[at]].text.as_str();
    let mut end = open.len();
    for (later, &at) in open.iter().enumerate().skip(nth + 1) {
        if heading(&page.lines[at].text).is_some() {
            end = later;
            break;
        }
    }
    let mut prose = 0;
    let mut total = 0;
    let mut goes_on = None;
    for at in (nth + 1..end).rev() {
        // What a site prints below the text is no part of a list.
        if super::footer::is_footer(text(at), word_count(text(at))) {
            continue;
        }
        total += 1;
        if !is_prose(text(at)) {
            continue;
        }
        prose += 1;
        if prose * 5 >= total * 3 && !is_summary(text(at - 1), text(at)) {
            goes_on = Some(at);
        }
    }
    goes_on.unwrap_or(end)
}

/// Whether `text` sums up the article headed `title`: it opens with a paper's mark
/// or shares most of the title's words.
fn is_summary(title: &str, text: &str) -> bool {
    if text.starts_with('(') && text.find(')').is_some_and(|end| end < 12) {
        return true;
    }
    if is_prose(title) || heading(title).is_some() {
        return false;
    }
    let text = key(text);
    let text: Vec<&str> = text.split(' ').collect();
    let title = key(title);
    let mut shared = 0;
    let mut total = 0;
    for word in title.split(' ') {
        total += 1;
        shared += usize::from(text.contains(&word));
    }
    shared * 3 > total * 2
}

fn heading(text: &str) -> Option<Heading> {
    if text.len() > LONGEST || word_count(text) > 8 || !starts_as_heading(text) {
        return None;
    }
    let key = key(text);
    // a counter of comments, `Bình luận (0)`
    let name = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if LAST.contains(&name) || names_others(name) {
        Some(Heading::Last)
    } else if BOX.contains(&name) {
        Some(Heading::Box)
    } else {
        None
    }
}

/// `Bài viết cùng chủ đề`, `Các tin khác trong mục`: articles, and what others they are.
fn names_others(key: &str) -> bool {
    const ARTICLES: [&str; 10] = [
        "cac bai viet ",
        "nhung bai viet ",
        "bai viet ",
        "cac tin bai ",
        "tin bai ",
        "tin tuc ",
        "cac bai ",
        "cac tin ",
        "bai ",
        "tin ",
    ];
    const OTHERS: [&str; 14] = [
        "cung chu de",
        "cung chuyen muc",
        "cung muc",
        "cung su kien",
        "cung tac gia",
        "cung danh muc",
        "cung loai",
        "cung chuyen de",
        "khac",
        "khac cung muc",
        "khac trong muc",
        "cung ngay",
        "xem nhieu",
        "duoc quan tam",
    ];
    ARTICLES.iter().any(|word| {
        key.strip_prefix(word)
            .is_some_and(|rest| OTHERS.contains(&rest))
    })
}

/// A heading begins with a capital (marks aside) and ends in no full stop.
fn starts_as_heading(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_uppercase) && !text.ends_with(['.', '?', '!', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::Fate;

    const PROSE: &str = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
    const MORE: &str = "Phát biểu tại đây, đồng chí chủ tịch đề nghị các cơ sở tiếp tục chăm lo đời sống người lao động trong dịp cuối năm.";

    fn kept(text: &str) -> Vec<String> {
        let mut page = Page::of_text(text);
        apply(&mut page);
        let kept = page
            .lines
            .into_iter()
            .filter(|line| line.fate == Fate::Open);
        kept.map(|line| line.text).collect()
    }

    #[test]
    fn everything_from_a_tail_heading_on_goes() {
        for heading in [
            "Có thể bạn quan tâm",
            "TIN KHÁC:",
            "Bình luận (0)",
            "» Nên xem",
            "Ý kiến bạn đọc (3)",
        ] {
            let text = format!("Đầu đề\n{PROSE}\n{heading}\nTin một\n{MORE}\n{PROSE}");
            assert_eq!(kept(&text), ["Đầu đề", PROSE], "{heading}");
        }
    }

    #[test]
    fn the_same_words_within_a_text_cut_nothing() {
        let text = format!(
            "Đầu đề\n{PROSE}\nTin khác với mọi năm, hội nghị này có nhiều điểm mới.\nNên xem xét lại quy chế.\nnên xem\n{MORE}"
        );
        assert_eq!(kept(&text).len(), 6);
    }

    #[test]
    fn a_box_ends_where_the_text_goes_on() {
        let text = format!(
            "Đầu đề\n{PROSE}\nTin liên quan\nTin một\nTin hai\n{MORE}\nKết bài {PROSE}\nXem thêm\nTin ba"
        );
        assert_eq!(kept(&text).len(), 4);
        let summary = "(BAO) Công nhân thi tay nghề tại nhiều đơn vị, thu hút đông đảo thí sinh đến từ các cơ sở trong toàn thành phố.";
        let text = format!("Đầu đề\n{PROSE}\nTin liên quan\nCông nhân thi tay nghề\n{summary}");
        assert_eq!(kept(&text).len(), 2);
    }

    #[test]
    fn a_heading_above_the_text_belongs_to_the_header() {
        let text = format!("Đầu đề\nTin mới nhất\n{PROSE}\n{MORE}");
        assert_eq!(kept(&text), ["Đầu đề", PROSE, MORE]);
    }
}
