//! The paragraph that opens the article is its lead.

use crate::extract::page::{Fate, Hint, Page, is_prose};

pub(super) fn apply(page: &mut Page) {
    let open = page.open();
    let marked = open.iter().find(|&&at| page.lines[at].hint == Hint::Lead);
    let lead = match (marked, open.as_slice()) {
        (Some(&at), _) => at,
        // a page of one paragraph has a body and no lead
        (None, &[first, _, ..]) if is_prose(&page.lines[first].text) => first,
        _ => return,
    };
    page.lines[lead].fate = Fate::Lead;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_of_several_is_the_lead() {
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        let mut page = Page::of_text(&format!("{prose}\n{prose}"));
        apply(&mut page);
        assert_eq!(page.lines[0].fate, Fate::Lead);
        let mut page = Page::of_text(prose);
        apply(&mut page);
        assert_eq!(page.lines[0].fate, Fate::Open);
    }
}
