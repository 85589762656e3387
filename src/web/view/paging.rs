//! The way to the next page and back.

use maud::{Markup, html};

use crate::web::page::Ask;
use crate::web::tables::OFFSET;
use crate::web::words::fill;

/// Links to the pages before and after the one that begins at `offset`.
pub fn paging(ask: &Ask, offset: usize, size: usize, more: bool) -> Markup {
    let words = ask.words;
    let at = |offset: usize| {
        let text = if offset == 0 {
            String::new()
        } else {
            offset.to_string()
        };
        ask.link.set(&OFFSET, &text).href()
    };
    let number = (offset / size.max(1) + 1).to_string();
    html! {
        @if offset > 0 || more {
            nav .paging aria-label=(words.paging) {
                @if offset > 0 {
                    a rel="prev" href=(at(offset.saturating_sub(size))) { "← " (words.previous) }
                }
                span { (fill(&words.page, &[("n", &number)])) }
                @if more { a rel="next" href=(at(offset + size)) { (words.next) " →" } }
            }
        }
    }
}
