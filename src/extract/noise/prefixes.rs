//! A paper's mark before the first word of a paragraph: `(LĐTĐ)`, `(NLĐO)-`, `TPO -`.

use super::words::is_paper;
use crate::extract::page::{Fate, Page, key, word_count};

pub(super) fn apply(page: &mut Page) {
    for at in 0..page.lines.len() {
        let line = &page.lines[at];
        let kept = line.is_open() || line.fate == Fate::Title;
        if !kept {
            continue;
        }
        if let Some(length) = prefix(&line.text) {
            let rest = line.text[length..].to_string();
            let mark = line.text[..length].to_string();
            page.lines[at].text = rest;
            page.shed(at, "prefix", &mark);
        }
    }
}

/// The length of the paper's mark at the head of `text`, with the blanks after it.
fn prefix(text: &str) -> Option<usize> {
    let end = if let Some(inner) = text.strip_prefix('(') {
        let (mark, after) = inner.split_once(')')?;
        if !is_mark(mark, after.trim_start().starts_with(['-', '–', '—'])) {
            return None;
        }
        mark.len() + 2
    } else {
        let at = text.find([' ', '-', '–'])?;
        let dash = text[at..].trim_start().starts_with(['-', '–', '—']);
        if !dash || at > 24 || !is_paper(&key(&text[..at])) {
            return None;
        }
        at
    };
    let rest = text[end..].trim_start_matches([' ', '-', '–', '—', ':', '.']);
    (!rest.is_empty()).then_some(text.len() - rest.len())
}

/// Whether `mark` between brackets names a paper: known, an address, or capitals
/// that end as such names do or have a dash after them.
fn is_mark(mark: &str, dashed: bool) -> bool {
    if mark.len() > 30 || mark.contains("  ") {
        return false;
    }
    let name = mark.trim();
    let key = key(name);
    if is_paper(&key)
        || is_paper(&key.replace(' ', ""))
        || name.ends_with(".vn")
        || name.ends_with(".com.vn")
    {
        return true;
    }
    let capitals = name
        .chars()
        .all(|c| c.is_uppercase() || c == 'i' || c.is_ascii_digit());
    let letters = name.chars().count();
    capitals && (2..=6).contains(&letters) && (dashed || name.ends_with('O'))
        || dashed
            && word_count(name) == 2
            && name
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase))
        || key.ends_with(" online")
        || key.starts_with("bao ")
        || key.starts_with("theo ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_papers_mark_comes_off() {
        let mut page = Page::of_text(
            "(LĐTĐ) Sáng nay có hội nghị.\n(NLĐO)- Sáng nay có hội nghị.\nTPO - Sáng nay có hội nghị.\n(Baonghean.vn) - Sáng nay có hội nghị.\n(VOH) - Sáng nay có hội nghị.\n(VOV5) - Sáng nay có hội nghị.\n(Ngày Nay) - Sáng nay có hội nghị.",
        );
        apply(&mut page);
        for line in &page.lines {
            assert_eq!(line.text, "Sáng nay có hội nghị.");
        }
        assert_eq!(page.shed.len(), 7);
    }

    #[test]
    fn other_brackets_and_places_stay() {
        for text in [
            "(CĐCS) là cấp cơ sở.",
            "(1) Một là giữ việc.",
            "Thanh Hóa - Sáng nay có hội nghị.",
            "(LĐTĐ)",
            "A - B",
            "( ",
        ] {
            assert_eq!(prefix(text), None, "{text}");
        }
    }
}
