//! A paragraph of another story after the author line: one that shares hardly any
//! name or word with the article.

use std::collections::HashSet;

use crate::extract::page::{Fate, Page, is_prose, key};

/// Of a hundred words of the paragraph, fewer than this stand in the article.
const SHARED: usize = 40;

pub(super) fn apply(page: &mut Page) {
    let Some(author) = page
        .lines
        .iter()
        .rposition(|line| line.fate == Fate::Author)
    else {
        return;
    };
    let open = page.open();
    let (before, after): (Vec<usize>, Vec<usize>) = open.iter().partition(|&&at| at < author);
    let prose = before
        .iter()
        .filter(|&&at| is_prose(&page.lines[at].text))
        .count();
    if prose < 2 || after.is_empty() || after.len() > 3 {
        return;
    }
    let texts = before.iter().map(|&at| page.lines[at].text.as_str());
    let mut keys: Vec<String> = texts.map(key).collect();
    keys.push(key(&page.title()));
    let words: HashSet<&str> = keys.iter().flat_map(|key| key.split(' ')).collect();
    for at in after {
        let text = key(&page.lines[at].text);
        let total = text.split(' ').count();
        let shared = text.split(' ').filter(|word| words.contains(word)).count();
        if total >= 8 && shared * 100 < total * SHARED {
            page.lines[at].drop_as("stray");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_story_goes_and_a_moved_lead_stays() {
        let body = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu cơ sở.";
        let lead = "Công đoàn quận tổng kết hoạt động sáu tháng với nhiều kết quả.";
        let other = "Đàn đá cổ vừa được người dân phát hiện bên suối, giới khảo cổ nhận định niên đại khoảng ba nghìn tuổi.";
        let mut page = Page::of_text(&format!("{body}\n{body} Hết.\nT.Hà\n{lead}\n{other}"));
        page.lines[2].fate = Fate::Author;
        apply(&mut page);
        assert!(page.lines[3].is_open());
        assert_eq!(page.lines[4].fate, Fate::Noise("stray"));
    }
}
