//! The frame of every page: head, banner, search box, foot.

use maud::{DOCTYPE, Markup, html};

use crate::web::assets;
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::tables::{EXACT, LANG, Q, SORT};

/// Which page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Articles.
    Articles,
    /// Figures.
    Figures,
    /// The API.
    Api,
}

/// A whole page.
pub fn whole(ask: &Ask, tab: Tab, title: &str, main: Markup) -> Markup {
    let words = ask.words;
    let other = match words.other() {
        "vi" => ask.link.without(&LANG),
        code => ask.link.set(&LANG, code),
    };
    html! {
        (DOCTYPE)
        html lang=(words.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="description" content=(words.tagline);
                title { @if !title.is_empty() { (title) " – " } (words.site) }
                link rel="icon" href=(assets::icon()) type="image/svg+xml";
                link rel="stylesheet" href=(assets::style());
                script src=(assets::script()) defer {}
            }
            body {
                a .skip href="#main" { (words.skip) }
                header .banner {
                    a .brand href=(ask.home("/").href()) { (words.site) }
                    nav aria-label=(words.menu) {
                        (tab_link(ask, tab == Tab::Articles, "/", &words.nav_search))
                        (tab_link(ask, tab == Tab::Figures, "/figures", &words.nav_figures))
                        (tab_link(ask, tab == Tab::Api, "/api", &words.nav_api))
                    }
                    a .language href=(other.href()) lang=(words.other()) hreflang=(words.other())
                        aria-label=(words.language_label) { (words.language) }
                }
                (main)
                footer { p { (words.footer) } p .keys { (words.keys) } }
            }
        }
    }
}

fn tab_link(ask: &Ask, current: bool, path: &str, name: &str) -> Markup {
    // The question goes along from articles to figures and back.
    let link = if path == "/api" {
        ask.home(path)
    } else {
        ask.question(path)
    };
    html! {
        a href=(link.href()) aria-current=[current.then_some("page")] { (name) }
    }
}

/// The search box; filters stay as they are when it is sent.
pub fn search_box(ask: &Ask, path: &str, more: Markup) -> Markup {
    let words = ask.words;
    html! {
        form #ask .ask role="search" action=(path) method="get" data-loading=(words.loading)
            data-failed=(words.failed) data-suggestions=(words.suggestions) {
            label .hidden for="q" { (words.search_label) }
            div .box {
                input #q type="search" name=(Q.name) value=(ask.query()) maxlength="500"
                    placeholder=(words.search_placeholder) autocomplete="off" autocapitalize="off"
                    spellcheck="false" enterkeyhint="search";
                button type="submit" { (words.search_button) }
            }
            (kept(&ask.link, match path {
                "/figures" => &["q", "offset", "noun", "unit", "min", "max", "by"],
                _ => &["q", "offset"],
            }))
            (more)
            // Tells those who do not see it that the results have changed.
            p #said .hidden role="status" {}
        }
    }
}

/// What the fields of a form, those `shown`, do not hold: kept in hidden ones.
pub fn kept(link: &Link, shown: &[&str]) -> Markup {
    html! {
        @for (name, value) in link.pairs() {
            @if !shown.contains(&name.as_str()) {
                input type="hidden" name=(name) value=(value);
            }
        }
    }
}

/// The links of the orders that hits can have.
pub fn sorts(ask: &Ask) -> Markup {
    let words = ask.words;
    let current = ask.params.text(&SORT).unwrap_or("relevance");
    let all = [
        ("relevance", "", &words.sort_relevance),
        ("newest", "newest", &words.sort_newest),
        ("oldest", "oldest", &words.sort_oldest),
    ];
    html! {
        nav .sorts aria-label=(words.sort) {
            @for (order, value, name) in all {
                a href=(ask.link.set(&SORT, value).href())
                    aria-current=[(order == current).then_some("true")] { (name) }
            }
        }
    }
}

/// The address that takes a query literally.
pub fn literally(ask: &Ask) -> Link {
    ask.link.set(&EXACT, "true")
}
