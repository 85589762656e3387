//! Finds the headline: as the format states it, else the first line. A first line
//! that ends in a colon is joined to the line below. Later copies are alt texts.

use super::captions::{below_number, has_credit, numbered};
use crate::extract::date::date_line;
use crate::extract::page::{Fate, Hint, Page, begins_with_key, is_key, is_prose, key, word_count};

/// How far from the top a stated headline is looked for among the lines.
const NEAR: usize = 12;
/// Words in the longest headline.
const LONGEST: usize = 45;
/// From this many words on a line with a full stop is a sentence.
const SENTENCE: usize = 10;

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    match page.stated_title().map(key) {
        Some(stated) => mark_stated(page, &open, &stated),
        None if page.titled => {}
        None => mark_first(page, &open),
    }
    drop_copies(page);
}

/// The lines near the top that repeat the stated headline are it.
fn mark_stated(page: &mut Page, open: &[usize], stated: &str) {
    for (nth, &at) in open.iter().enumerate().take(NEAR) {
        if !begins_with_key(stated, &page.lines[at].text) {
            continue;
        }
        let first = key(&page.lines[at].text);
        if first.is_empty() {
            continue;
        }
        if first == stated {
            page.lines[at].fate = Fate::Title;
            return;
        }
        if let Some(&next) = open.get(nth + 1)
            && format!("{first} {}", key(&page.lines[next].text)) == stated
        {
            page.lines[at].fate = Fate::Title;
            page.lines[next].fate = Fate::Title;
            return;
        }
    }
}

fn mark_first(page: &mut Page, open: &[usize]) {
    let marked = open
        .iter()
        .take(NEAR)
        .position(|&at| page.lines[at].hint == Hint::Headline);
    let candidate = |&at: &usize| date_line(&page.lines[at].text).is_none();
    let Some(nth) = marked.or_else(|| open.iter().position(candidate)) else {
        return;
    };
    let at = open[nth];
    let text = page.lines[at].text.as_str();
    if marked.is_none() && !is_headline(text) && numbered(text).is_none() {
        return;
    }
    // the description of a picture is its article's headline with a number
    if let Some(head) = numbered(text) {
        let (head, number) = (head.to_string(), text[head.len()..].to_string());
        page.lines[at].text = head;
        page.lines[at].fate = Fate::Title;
        page.shed(at, "caption", &number);
        below_number(page, at);
        return;
    }
    let colon = text.ends_with(':');
    page.lines[at].fate = Fate::Title;
    if let Some(&next) = open.get(nth + 1)
        && (colon || is_part(&page.lines[next].text))
        && is_headline(&page.lines[next].text)
        && date_line(&page.lines[next].text).is_none()
    {
        page.lines[next].fate = Fate::Title;
    }
}

/// `Bài 2: …`, `Kỳ cuối: …`: the headline proper of a part of a series.
fn is_part(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else {
        return false;
    };
    let label = key(label);
    let number = label
        .strip_prefix("bai ")
        .or_else(|| label.strip_prefix("ky "))
        .unwrap_or("");
    !number.is_empty()
        && (number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"ivx".contains(&byte))
            || matches!(
                number,
                "cuoi" | "dau" | "mot" | "hai" | "ba" | "bon" | "nam"
            ))
}

fn is_headline(text: &str) -> bool {
    let stopped = text.ends_with('.') && !text.ends_with("..");
    let sentence =
        (is_prose(text) || word_count(text) >= SENTENCE) && (stopped || text.ends_with(';'));
    let sentences = text.matches(". ").count();
    !sentence
        && word_count(text) <= LONGEST
        && (sentences < 2 || !is_prose(text))
        && !text.ends_with('|')
        && !has_credit(text)
}

fn drop_copies(page: &mut Page) {
    let title = key(&page.title());
    if title.is_empty() {
        return;
    }
    for line in &mut page.lines {
        let near = line.text.len() < page_limit(&title);
        if line.is_open() && near && is_key(&title, &line.text) {
            line.drop_as("title");
        }
    }
}

/// Bytes beyond which a line cannot have this key: folding shortens a letter to a third at most.
fn page_limit(key: &str) -> usize {
    key.len() * 3 + 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> String {
        let mut page = Page::of_text(text);
        apply(&mut page);
        page.title()
    }

    #[test]
    fn the_first_line_is_the_headline() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        assert_eq!(
            title(&format!("Công đoàn quận tổng kết\n{prose}")),
            "Công đoàn quận tổng kết"
        );
        assert_eq!(
            title(&format!("Công đoàn quận:\n\nMột năm nhìn lại\n{prose}")),
            "Công đoàn quận: Một năm nhìn lại"
        );
        assert_eq!(
            title(&format!("Công đoàn quận:\n{prose}")),
            "Công đoàn quận:"
        );
        assert_eq!(
            title(&format!("04/05/2021 23:09\nCông đoàn quận\n{prose}")),
            "Công đoàn quận"
        );
        assert_eq!(title(&format!("{prose} {prose}\n{prose}")), "");
        assert_eq!(
            title(&format!(
                "Sáng nay, công đoàn quận họp sơ kết sáu tháng.\n{prose}"
            )),
            ""
        );
        assert_eq!(title(""), "");
    }

    #[test]
    fn captions_are_no_headlines_and_parts_are_joined() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        assert_eq!(
            title(&format!("Đoàn viên dự lễ - Ảnh: HẢI AN\n{prose}")),
            ""
        );
        assert_eq!(
            title(&format!("Đoàn viên dự lễ - Ảnh 1.\n{prose}")),
            "Đoàn viên dự lễ"
        );
        assert_eq!(
            title(&format!("Công đoàn vững mạnh\nBài 2: Từ cơ sở\n{prose}")),
            "Công đoàn vững mạnh Bài 2: Từ cơ sở"
        );
    }

    #[test]
    fn a_stated_headline_wins_and_copies_go() {
        let mut page =
            Page::of_text("Báo\nCông đoàn quận\ntổng kết\nCông đoàn quận tổng kết\nThân bài.");
        page.stated.title = Some("Công đoàn quận tổng kết".into());
        apply(&mut page);
        let fates: Vec<Fate> = page.lines.iter().map(|line| line.fate).collect();
        assert_eq!(
            fates,
            [
                Fate::Open,
                Fate::Title,
                Fate::Title,
                Fate::Noise("title"),
                Fate::Open
            ]
        );
        assert_eq!(page.title(), "Công đoàn quận tổng kết");
    }
}
