//! The noise rules: what on a page is not the article. Each looks at the lines
//! that are still open and decides some of them; none deletes anything.

mod address;
mod bylines;
mod captions;
mod credits;
mod datelines;
mod footer;
mod glued;
mod header;
mod headline;
mod images;
mod listed;
mod marks;
mod names;
mod opening;
mod pointers;
mod prefixes;
mod repeats;
mod rows;
mod site;
mod slugs;
mod stamp;
mod stray;
mod tail;
mod teasers;
mod words;

use super::page::Page;

pub(super) use address::url as address;
pub(super) use bylines::{is_byline, parts as author_parts};

/// A step of the chain.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name; mostly also the reason it gives.
    pub name: &'static str,
    /// What it does.
    pub apply: fn(&mut Page),
}

/// The rules in the order in which they are applied.
pub const RULES: &[Rule] = &[
    Rule {
        name: "stamp",
        apply: stamp::apply,
    },
    Rule {
        name: "marks",
        apply: marks::apply,
    },
    Rule {
        name: "images",
        apply: images::apply,
    },
    Rule {
        name: "credits",
        apply: credits::apply,
    },
    Rule {
        name: "site",
        apply: site::apply,
    },
    Rule {
        name: "header",
        apply: header::apply,
    },
    Rule {
        name: "headline",
        apply: headline::apply,
    },
    Rule {
        name: "tail",
        apply: tail::apply,
    },
    Rule {
        name: "footer",
        apply: footer::apply,
    },
    Rule {
        name: "address",
        apply: address::apply,
    },
    Rule {
        name: "datelines",
        apply: datelines::apply,
    },
    Rule {
        name: "rows",
        apply: rows::apply,
    },
    Rule {
        name: "slugs",
        apply: slugs::apply,
    },
    Rule {
        name: "pointers",
        apply: pointers::apply,
    },
    Rule {
        name: "captions",
        apply: captions::apply,
    },
    Rule {
        name: "listed",
        apply: listed::apply,
    },
    Rule {
        name: "teasers",
        apply: teasers::apply,
    },
    Rule {
        name: "prefixes",
        apply: prefixes::apply,
    },
    Rule {
        name: "bylines",
        apply: bylines::apply,
    },
    Rule {
        name: "repeats",
        apply: repeats::apply,
    },
    Rule {
        name: "glued",
        apply: glued::apply,
    },
    Rule {
        name: "stray",
        apply: stray::apply,
    },
    Rule {
        name: "opening",
        apply: opening::apply,
    },
];

/// Applies every rule to `page`.
pub fn apply(page: &mut Page) {
    for rule in RULES {
        (rule.apply)(page);
    }
}
