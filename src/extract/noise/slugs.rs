//! Descriptions of pictures made of a file's name: a line in small letters without
//! any diacritics on a page that has them (`mot nam nhin lai`, `tin nhap 2018…`).
//! Glued before a related title they mark it.

use std::collections::HashSet;

use crate::extract::page::{Fate, Page, ends_sentence, key, word_count};
use crate::text::fold::has_marks;

pub(super) fn apply(page: &mut Page) {
    let title = page.title();
    let accented = has_marks(&title)
        || page
            .lines
            .iter()
            .any(|line| line.is_open() && line.text.len() > 80 && has_marks(&line.text));
    if !accented {
        return;
    }
    let title = key(&title);
    let gaps = page.has_gaps();
    let mut seen = HashSet::new();
    for at in 0..page.lines.len() {
        let text = &page.lines[at].text;
        if page.lines[at].is_open() && is_slug(text, &title) {
            seen.insert(text.clone());
            page.lines[at].drop_as("slug");
            if gaps {
                mark_caption(page, at);
            }
        }
    }
    for line in &mut page.lines {
        if !line.is_open() || word_count(&line.text) > 40 {
            continue;
        }
        let head = slug_head(&line.text);
        let known = seen.contains(head);
        if head.len() < line.text.len() && word_count(head) >= 3 && (known || title.contains(head))
        {
            line.drop_as("related");
        }
    }
}

/// Whether a whole line is the name of a picture's file.
fn is_slug(text: &str, title: &str) -> bool {
    if text.len() > 200 || text.contains("://") {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    if [".jpg", ".jpeg", ".png", ".gif", ".webp"]
        .iter()
        .any(|end| lower.ends_with(end))
        && word_count(text) <= 12
    {
        return true;
    }
    if slug_head(text).len() < text.len() {
        return is_plain(text, title);
    }
    let words = word_count(text);
    let letters = text.bytes().any(|byte| byte.is_ascii_lowercase());
    letters && (words >= 3 || (text.len() >= 6 && title.contains(text)) || is_camera(text))
}

/// A description typed without diacritics, capitals and all: four words or more,
/// without any mark of a sentence, some of them words of the headline.
fn is_plain(text: &str, title: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_' | b'&');
    let small = text.bytes().filter(u8::is_ascii_lowercase).count();
    let words = word_count(text);
    if !text.bytes().all(plain) || words < 3 || small * 2 < text.len() {
        return false;
    }
    let title: Vec<&str> = title.split(' ').collect();
    let shared = key(text)
        .split(' ')
        .filter(|word| title.contains(word))
        .count();
    shared >= 2 && (words > 3 || shared * 3 >= words * 2)
}

/// `img 1234`, `dsc_0012.jpg`, `anh-1`.
fn is_camera(text: &str) -> bool {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    digits
        && ["img", "dsc", "anh", "image", "photo", "z"]
            .iter()
            .any(|head| text.starts_with(head))
}

/// The longest head of `text` that is words of small unaccented letters and digits.
fn slug_head(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let plain = word.trim_end().bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
        });
        if !plain || word.trim_end().ends_with('.') {
            break;
        }
        end += word.len();
    }
    text[..end].trim_end()
}

/// A line directly below the picture's name, alone up to the next blank line, is its
/// caption; below a blank line only one that is no sentence.
fn mark_caption(page: &mut Page, at: usize) {
    let last = page.lines.get(at + 2).is_none_or(|line| line.gap);
    if page.lines.get(at + 1).is_some_and(|line| line.gap) {
        let sentence = ends_sentence(&page.lines[at + 1].text);
        if last && !sentence && word_count(&page.lines[at + 1].text) > 3 {
            super::captions::below_number(page, at);
        }
        return;
    }
    let Some(line) = page.lines.get_mut(at + 1) else {
        return;
    };
    let one_sentence = line.text.matches(". ").count() == 0;
    if line.is_open() && !line.gap && last && one_sentence && word_count(&line.text) <= 45 {
        line.fate = Fate::Caption;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pictures_go_and_mark_what_stands_beside() {
        let mut page = Page::of_text(
            "Một năm nhìn lại\n\nĐoạn mở đầu.\nmot nam nhin lai Tin một\nmot nam nhin lai Bài hai\n\nmot nam nhin lai\nĐoàn viên dự lễ.\n\ntin nhap 20180214005229\n\nđoạn cuối không viết hoa.\n\nco 3 ý",
        );
        page.lines[0].fate = Fate::Title;
        apply(&mut page);
        let fates: Vec<Fate> = page.lines.iter().skip(1).map(|line| line.fate).collect();
        let (related, slug) = (Fate::Noise("related"), Fate::Noise("slug"));
        assert_eq!(
            fates,
            [
                Fate::Open,
                related,
                related,
                slug,
                Fate::Caption,
                slug,
                Fate::Open,
                Fate::Open
            ]
        );
    }

    #[test]
    fn a_page_without_diacritics_keeps_its_lines() {
        let mut page = Page::of_text("mot nam nhin lai\ncong doan to chuc hoi nghi");
        apply(&mut page);
        assert!(page.lines.iter().all(|line| line.is_open()));
    }
}
