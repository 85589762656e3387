//! Plain text: a line is a paragraph, blank lines set paragraphs apart.

use super::front_matter;
use crate::extract::page::Page;

/// Reads a `.txt` page.
pub fn page(text: &str) -> Page {
    let head = front_matter::split(text);
    let mut page = Page::of_text(head.rest);
    page.stated = head.stated;
    page.warnings = head.warnings;
    page
}
