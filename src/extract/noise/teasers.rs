//! The openings of other articles, cut off by the site, at the end of a page: two
//! lines or more in a row that end in `…`.

use crate::extract::page::{Page, word_count};

/// Words in the shortest teaser.
const SHORTEST: usize = 6;

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    let mut begin = open.len();
    while begin > 1 && is_teaser(&page.lines[open[begin - 1]].text) {
        begin -= 1;
    }
    if open.len() - begin < 2 {
        return;
    }
    for &at in &open[begin..] {
        page.lines[at].drop_as("related");
    }
}

fn is_teaser(text: &str) -> bool {
    let cut = text.ends_with('…') || text.ends_with("...");
    cut && text.len() < 400 && word_count(text) >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_at_the_end_go() {
        let teaser = "Sáng 5/3, hội đồng nhân dân họp phiên thường kỳ…";
        let mut page = Page::of_text(&format!("Một câu…\nThân bài.\n{teaser}\n{teaser}"));
        apply(&mut page);
        assert_eq!(page.open(), [0, 1]);
        let mut page = Page::of_text(&format!("Thân bài.\n{teaser}"));
        apply(&mut page);
        assert_eq!(page.open(), [0, 1]);
    }
}
