//! Lists of other articles without a heading: a title, then its section and date
//! (`Hoạt động 28/03/2025 21:29`), again and again.

use super::words::is_section;
use crate::extract::date::date_line;
use crate::extract::page::{Page, is_prose, key};

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    let mut dates = Vec::new();
    for (nth, &at) in open.iter().enumerate() {
        let dated = date_line(&page.lines[at].text)
            .is_some_and(|line| line.rest.is_empty() && line.timed || is_section(&key(&line.rest)));
        if dated {
            dates.push(nth);
        }
    }
    if dates.len() < 2 {
        return;
    }
    for nth in dates {
        page.lines[open[nth]].drop_as("related");
        let title = nth.checked_sub(1).map(|above| open[above]);
        if let Some(at) = title
            && page.lines[at].is_open()
            && !is_prose(&page.lines[at].text)
        {
            page.lines[at].drop_as("related");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_with_dates_are_a_list() {
        let mut page = Page::of_text(
            "Thân bài.\nTin một\nHoạt động 28/03/2025 21:29\nTin hai\nHoạt động 27/03/2025 20:29",
        );
        apply(&mut page);
        let open: Vec<bool> = page.lines.iter().map(|line| line.is_open()).collect();
        assert_eq!(open, [true, false, false, false, false]);
        let mut page = Page::of_text("Thân bài.\nTin một\nHoạt động 28/03/2025 21:29");
        apply(&mut page);
        assert_eq!(page.open().len(), 3);
    }
}
