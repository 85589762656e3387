//! Captions that say so: a photo credit at the end, a running number, the format's
//! own mark; and what stands between a copy of the headline and a blank line.

use crate::extract::page::{Fate, Hint, Page, key, word_count};
use crate::text::bytes::any;
use memchr::memchr2_iter;

/// Words in the longest caption.
const LONGEST: usize = 60;
/// Words in the longest sentence that is a caption by its place alone.
const SHORT: usize = 22;

pub(super) fn apply(page: &mut Page) {
    let gaps = page.has_gaps();
    let title = page.title();
    let title_end = page
        .lines
        .iter()
        .rposition(|line| line.fate == Fate::Title)
        .unwrap_or(0);
    for at in 0..page.lines.len() {
        if page.lines[at].fate == Fate::Noise("title") && gaps {
            below_alt_text(page, at);
        }
        let line = &page.lines[at];
        if !line.is_open() {
            continue;
        }
        let marked = line.hint == Hint::Caption
            || (alone(page, at) && at > title_end && shows_person(&line.text));
        let short = word_count(&line.text) <= LONGEST;
        if marked || (short && is_caption(&line.text)) || is_glued(&line.text, &title) {
            let lone = is_lone_credit(&line.text);
            let number = numbered(&line.text).is_some();
            page.lines[at].fate = Fate::Caption;
            if lone {
                above_credit(page, at, gaps);
            } else if number {
                below_number(page, at);
            }
        }
    }
}

/// Whether line `at` is a block of its own.
fn alone(page: &Page, at: usize) -> bool {
    page.lines[at].gap && page.lines.get(at + 1).is_none_or(|next| next.gap)
}

/// `Chị Mai bên khung cửi mới.`: a person, then at once where the picture shows them; no
/// verb of telling, no clause. A sentence of the text goes on otherwise.
fn shows_person(text: &str) -> bool {
    const TITLES: [&str; 9] = ["Anh", "Chị", "Ông", "Bà", "Cô", "Thầy", "Em", "Bác", "Cụ"];
    const BESIDE: [&str; 7] = ["bên", "cạnh", "trong", "giữa", "trước", "tại", "cùng"];
    let mut words = text.trim_end_matches('.').split(' ');
    if !words.next().is_some_and(|word| TITLES.contains(&word)) || word_count(text) > SHORT {
        return false;
    }
    if text.contains([',', ';', ':', '“', '"', '?', '!']) || text.contains(". ") {
        return false;
    }
    let mut name = 0;
    for word in words.by_ref() {
        if word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic) {
            name += 1;
            continue;
        }
        // `cùng`, `trong`, `tại` may open a clause as well: only `bên`, `cạnh` do not
        if !BESIDE.contains(&word) || !(1..=5).contains(&name) {
            return false;
        }
        let sure = matches!(word, "bên" | "cạnh");
        let rest: Vec<&str> = words.collect();
        const TELLING: [&str; 24] = [
            "đã", "sẽ", "đang", "không", "cho", "nói", "kể", "phải", "bị", "là", "nhớ", "vẫn",
            "luôn", "cũng", "làm", "thuê", "sống", "chưa", "được", "xin", "nhận", "vào", "đến",
            "lên",
        ];
        let told = rest.iter().any(|word| TELLING.contains(word));
        return sure && rest.len() >= 2 && (!told || is_state(&rest))
            || !sure && !told && rest.len() >= 2 && rest.len() <= 8 && !text.ends_with('.');
    }
    false
}

/// Whether the only verb says what was done to the thing shown: `vừa được cải tạo`.
fn is_state(rest: &[&str]) -> bool {
    let told = rest.iter().position(|word| *word == "được");
    told.is_some_and(|at| at > 0 && matches!(rest[at - 1], "vừa" | "mới"))
        && !rest
            .iter()
            .any(|word| matches!(*word, "đã" | "sẽ" | "cho" | "nói" | "kể" | "là"))
}

/// Whether `text` ends in a photo credit.
pub(super) fn has_credit(text: &str) -> bool {
    credit(text).is_some()
}

fn is_caption(text: &str) -> bool {
    if numbered(text).is_some() || opens_numbered(text) {
        return true;
    }
    let Some(at) = credit(text) else {
        return false;
    };
    let sentences = text[..at].matches(". ").count();
    sentences <= 1 && !is_byline_label(&text[..at])
}

/// Where the credit begins that `text` ends in.
fn credit(text: &str) -> Option<usize> {
    let at = credit_mark(text)?;
    let tail = text[at..].trim_end_matches(['.', ')', '|', ' ', '/']);
    let short = word_count(tail) <= 10 && !tail.contains(". ");
    let before = text[..at].trim_end();
    let apart = before.is_empty()
        || text[at..].starts_with(['(', 'Ả', 'A', 'N', 'P'])
        || before.ends_with(['(', '.', '-', '–', ',', '/', '|', ';', '[']);
    (short && apart).then_some(at)
}

/// Where the last mark of a credit begins in `text`.
fn credit_mark(text: &str) -> Option<usize> {
    /// What stands before the word for a picture, and that word with what follows.
    const MARKS: [(&str, &str); 11] = [
        ("", "Ảnh:"),
        ("", "ẢNH:"),
        ("", "Ảnh :"),
        ("(", "ảnh:"),
        ("(", "ảnh :"),
        ("(", "Ảnh "),
        ("(", "ảnh "),
        ("", "Ảnh minh h"),
        ("", "ảnh minh h"),
        ("Nguồn ", "ảnh"),
        ("", "ảnh tư liệu"),
    ];
    let bytes = text.as_bytes();
    // the cheap question first: what ends as `Ảnh` does, and what begins as `Photo`
    let may_name = any(bytes, |a, b, c| {
        let picture = (a == 0xa2 || a == 0xa3) && b | 0x20 == b'n' && c | 0x20 == b'h';
        picture || a == b'P' && b == b'h' && c == b'o'
    });
    if !may_name {
        return None;
    }
    let mut last = text.rfind("Photo:");
    for third in memchr2_iter(0xa2, 0xa3, bytes) {
        // a letter of two bytes may end in these as well
        let Some((head, word)) = third
            .checked_sub(2)
            .and_then(|at| text.split_at_checked(at))
        else {
            continue;
        };
        for (before, mark) in MARKS {
            if word.starts_with(mark) && head.ends_with(before) {
                last = last.max(Some(head.len() - before.len()));
            }
        }
    }
    last
}

/// The text before the running number that `text` ends in: `… - Ảnh 1.`
pub(super) fn numbered(text: &str) -> Option<&str> {
    let end = text.trim_end_matches(['.', ' ', '|', ')']);
    let head = end.trim_end_matches(|c: char| c.is_ascii_digit());
    if !(1..=2).contains(&(end.len() - head.len())) {
        return None;
    }
    let before = ["Ảnh ", "ảnh ", "Hình ", "ẢNH "]
        .iter()
        .find_map(|word| head.strip_suffix(word))?
        .trim_end();
    let apart = before.is_empty() || before.ends_with(['-', '–', '(', ':', '|']);
    apart.then(|| before.trim_end_matches(['-', '–', '(', ':', '|', ' ']))
}

/// `Ảnh 2: …`, as photo essays number their pictures.
fn opens_numbered(text: &str) -> bool {
    let rest = ["Ảnh ", "ẢNH ", "Hình "]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let Some(rest) = rest else { return false };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(rest.len() - after.len())) && after.starts_with([':', '.', ')'])
}

/// `<headline> - ảnh 1<caption>`: a picture's description glued to its caption.
fn is_glued(text: &str, title: &str) -> bool {
    if title.is_empty() || text.len() > 900 {
        return false;
    }
    let Some(rest) = text.strip_prefix(title) else {
        return false;
    };
    let rest = rest.trim_start_matches([' ', '-', '–']);
    ["Ảnh ", "ảnh ", "Hình "].iter().any(|word| {
        rest.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Below a picture's number stands its caption, where that is no sentence or a short
/// one.
pub(super) fn below_number(page: &mut Page, at: usize) {
    let Some(line) = page.lines.get_mut(at + 1) else {
        return;
    };
    let longest = match line.text.chars().last() {
        Some('.') if !line.text.contains(". ") => SHORT,
        Some('.' | '!' | '?' | '…' | ':' | ';' | '”') | None => return,
        Some(_) => 40,
    };
    if line.is_open() && line.hint != Hint::Heading && word_count(&line.text) <= longest {
        line.fate = Fate::Caption;
    }
}

/// `Tin, ảnh: …` names the author of both.
fn is_byline_label(head: &str) -> bool {
    let key = key(head);
    matches!(
        key.as_str(),
        "tin"
            | "bai"
            | "bai va"
            | "tin va"
            | "clip"
            | "bai clip"
            | "tin bai"
            | "thuc hien"
            | "video"
    )
}

/// `Ảnh: Hải An` on a line of its own.
fn is_lone_credit(text: &str) -> bool {
    credit(text).is_some_and(|at| at <= 2) && word_count(text) <= 8
}

/// The line above a lone credit is the caption, where it is not running text.
fn above_credit(page: &mut Page, at: usize, gaps: bool) {
    let Some(above) = at.checked_sub(1) else {
        return;
    };
    let alone = if gaps {
        page.lines[above].gap && !page.lines[at].gap
    } else {
        !page.lines[above]
            .text
            .ends_with(['.', '!', '?', '…', ':', '”'])
    };
    let line = &mut page.lines[above];
    if line.is_open() && alone && word_count(&line.text) <= 40 && !line.text.contains(". ") {
        line.fate = Fate::Caption;
    }
}

/// A copy of the headline is a picture's description; the one line between it and a
/// blank line is the caption.
fn below_alt_text(page: &mut Page, at: usize) {
    let last = page.lines.get(at + 2).is_none_or(|line| line.gap);
    let Some(line) = page.lines.get_mut(at + 1) else {
        return;
    };
    let one_sentence = !line.text.contains(". ");
    if line.is_open() && !line.gap && last && one_sentence && word_count(&line.text) <= 40 {
        line.fate = Fate::Caption;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_numbers_make_a_caption() {
        for text in [
            "Đoàn viên dự lễ. Ảnh: Hải An",
            "Đoàn viên dự lễ (Ảnh: Hải An).",
            "Đoàn viên dự lễ (Ảnh minh họa)",
            "Đoàn viên dự lễ - Ảnh 1.",
            "Đoàn viên dự lễ - ẢNH: BÁ AN",
            "Ảnh: T.H.",
            "Đoàn viên dự lễ - Ảnh: Thu Hà/TTXVN",
            "Ảnh minh họa",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "Tin, ảnh: Hải An",
            "Bài và ảnh: Hải An",
            "Anh Nam (ảnh) là công nhân giỏi của nhà máy.",
            "Cuộc thi nhận 48 ảnh dự thi.",
            "Chị xem lại Ảnh: đó là kỷ niệm của cả tổ. Chị nói rằng mình rất vui vì được công đoàn quan tâm.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }

    #[test]
    fn a_lone_credit_takes_the_line_above() {
        let mut page =
            Page::of_text("Thân bài ở đây.\nĐoàn viên dự lễ\nẢnh: Hải An\nThân bài tiếp.");
        apply(&mut page);
        let fates: Vec<Fate> = page.lines.iter().map(|line| line.fate).collect();
        assert_eq!(
            fates,
            [Fate::Open, Fate::Caption, Fate::Caption, Fate::Open]
        );
    }

    #[test]
    fn a_person_beside_something_is_a_picture() {
        for text in [
            "Anh Lò Văn Pản bên chiếc khung cửi vừa được sửa.",
            "Chị Mai bên nồi cháo đầu ca.",
            "Ông Trần Đức cạnh máy tiện cũ.",
            "Bà Hai Lúa bên gánh bún mở từ bốn giờ sáng.",
            "Cô Thơm trong căn bếp tập thể",
        ] {
            assert!(shows_person(text), "{text}");
        }
        for text in [
            "Anh Pản bên khung cửi đã kể về những ngày đầu.",
            "Chị Mai trong lúc nấu cháo bị bỏng tay.",
            "Ông Đức cùng vợ thuê trọ gần xưởng.",
            "Bà Hai bán bún bên cổng nhà máy.",
            "Anh em bên nhau vượt khó.",
            "Chị Mai bên nồi cháo, tay vẫn khuấy.",
        ] {
            assert!(!shows_person(text), "{text}");
        }
    }
}
