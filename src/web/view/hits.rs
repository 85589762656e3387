//! Ranked passages, those of one article together.

use maud::{Markup, html};

use crate::article::Article;
use crate::render::excerpt::excerpts;
use crate::search::{Answer, Hit};
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::tables::{LANG, Q};
use crate::web::view::text::{about, marked, shown, title};

/// The hits of a page.
pub fn hits(ask: &Ask, answer: &Answer) -> Markup {
    let mut groups: Vec<Vec<&Hit>> = Vec::new();
    for hit in &answer.hits {
        let same = |group: &&mut Vec<&Hit>| group[0].article.id == hit.article.id;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(hit),
            None => groups.push(vec![hit]),
        }
    }
    html! {
        ol #hits .hits { @for group in &groups { (item(ask, group)) } }
    }
}

/// One article with its passages on this page, where its best stands.
fn item(ask: &Ask, group: &[&Hit]) -> Markup {
    let first = group[0];
    html! {
        li value=(first.rank) {
            article {
                h2 { a href=(to_article(ask, &first.article.id).href()) {
                    (title(&first.article, &first.title_matches, ask.words))
                } }
                p .about { (about(&first.article, ask.words)) }
                @for hit in group { (passage(ask, hit)) }
                (copies(ask, first))
            }
        }
    }
}

/// The copies that are folded under an article.
fn copies(ask: &Ask, hit: &Hit) -> Markup {
    let copies = &hit.relatives.duplicates;
    html! {
        @if !copies.is_empty() {
            details .more {
                summary { (ask.words.copies(copies.len() as u64)) }
                (others(ask, copies))
            }
        }
    }
}

/// Articles by their titles and dates.
pub fn others(ask: &Ask, list: &[Article]) -> Markup {
    html! {
        ul lang="vi" {
            @for other in list {
                li {
                    a href=(to_article(ask, &other.id).href()) { (title(other, &[], ask.words)) }
                    @if let Some(day) = other.published { " " time datetime=(day) { (ask.words.day(day)) } }
                }
            }
        }
    }
}

fn passage(ask: &Ask, hit: &Hit) -> Markup {
    let answers: Vec<String> = hit
        .figures
        .iter()
        .zip(&hit.answers)
        .filter(|(_, answers)| **answers)
        .map(|(figure, _)| shown(figure.span.of(&hit.text)))
        .collect();
    html! {
        @if !answers.is_empty() {
            p .answers { (ask.words.answer) " "
                @for (i, answer) in answers.iter().enumerate() {
                    @if i > 0 { " · " }
                    b { (answer) }
                }
            }
        }
        p .passage {
            @for (i, part) in excerpts(hit).iter().enumerate() {
                @if i > 0 { br; }
                @if part.after_gap { span .gap { "… " } }
                (marked(part.text, &part.matches, &part.figures, &part.answers))
                @if part.cut { span .gap { " …" } }
            }
        }
    }
}

/// The page of an article, with the query to mark in it.
pub fn to_article(ask: &Ask, id: &str) -> Link {
    let link = Link::article(id).set(&Q, ask.query());
    match ask.words.is_english() {
        true => link.set(&LANG, "en"),
        false => link,
    }
}
