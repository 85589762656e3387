//! The parameters of every address, named like the flags of the command.

use super::params::{Param, Takes};

/// A query may be as long as this, in characters.
const LONGEST_QUERY: usize = 500;
/// Passages on a page at the most.
const MOST_HITS: usize = 100;
/// Passages that can be left out first: who wants more narrows the search.
const DEEPEST: usize = 2000;
/// Rows of figures in an answer at the most.
pub const MOST_ROWS: usize = 5000;

macro_rules! params {
    ($($(#[$doc:meta])* $constant:ident = $name:literal $(or $alias:literal)?, $takes:expr, $example:literal, $help:literal;)*) => {
        $($(#[$doc])*
        pub static $constant: Param = Param {
            name: $name,
            alias: params!(@alias $($alias)?),
            takes: $takes,
            help: $help,
            example: $example,
        };)*
    };
    (@alias) => { None };
    (@alias $alias:literal) => { Some($alias) };
}

params! {
    /// The query.
    Q = "q" or "query", Takes::Text(LONGEST_QUERY), "phát triển đoàn viên",
        "The query: words, \"a phrase\", -without, OR, quận:\"Ba Đình\", năm:2022, đoàn viên >= 1000. Without it: the newest articles.";
    /// Districts.
    DISTRICT = "district", Takes::Texts, "Ba Đình",
        "Only this district, with or without diacritics, or as a path (/Hà Nội/Ba Đình); none for articles without one. Repeatable: any of them.";
    /// Provinces.
    PROVINCE = "province", Takes::Texts, "Hà Nội",
        "Only this province; none for articles without a place. Repeatable: any of them.";
    /// Years.
    YEAR = "year", Takes::Years, "2020..2022",
        "Only this year (2022) or these (2020..2022, 2020..); none for articles without one. Repeatable: any of them.";
    /// First day.
    SINCE = "since", Takes::Date, "2020-01-01", "Published on this day or later.";
    /// Last day.
    UNTIL = "until", Takes::Date, "2026-12-31", "Published on this day or earlier.";
    /// Hits on a page.
    LIMIT = "limit", Takes::Number { default: 10, least: 0, most: MOST_HITS }, "10",
        "Passages in the answer.";
    /// Hits before the page.
    OFFSET = "offset", Takes::Number { default: 0, least: 0, most: DEEPEST }, "0",
        "Passages to leave out first.";
    /// Passages of one article.
    PER_ARTICLE = "per-article" or "per_article", Takes::Number { default: 2, least: 1, most: MOST_HITS }, "2",
        "Passages of one article at the most.";
    /// The order of hits.
    SORT = "sort", Takes::Choice(&["relevance", "newest", "oldest"]), "relevance", "The order.";
    /// No folding.
    EXACT = "exact", Takes::Flag, "false",
        "Take the query literally: no folding, no expansion, no correction.";
    /// Parts of scores.
    EXPLAIN = "explain", Takes::Flag, "false", "Tell the parts of each score.";
    /// As CSV.
    CSV = "csv", Takes::Flag, "false", "Answer with CSV, as a download.";
    /// As JSON lines.
    JSONL = "jsonl", Takes::Flag, "false", "Answer with one JSON object a line.";
    /// The noun of figures.
    NOUN = "noun", Takes::Text(100), "đoàn viên", "Only figures of this noun.";
    /// The unit of figures.
    UNIT = "unit", Takes::Text(50), "người", "Only figures of this unit; none for those without.";
    /// The least value.
    MIN = "min", Takes::Quantity, "1000", "Only figures of this value or more: 1000, 1.000, 1,5 tỷ.";
    /// The greatest value.
    MAX = "max", Takes::Quantity, "1 tỷ", "Only figures of this value or less.";
    /// What to group by.
    BY = "by", Takes::Choice(&["", "year", "district", "noun"]), "year",
        "Group by the year of the figure's period, by district or by noun, and sum what may be summed.";
    /// Rows in an answer.
    ROWS = "limit", Takes::Number { default: 1000, least: 1, most: MOST_ROWS }, "1000",
        "Figures in the answer at the most; where there are more, notice truncated says so.";
    /// What was typed so far.
    PREFIX = "prefix" or "q", Takes::Text(100), "doan v", "What was typed so far.";
    /// Completions in an answer.
    COMPLETIONS = "limit", Takes::Number { default: 10, least: 1, most: 20 }, "10", "Suggestions in the answer.";
    /// The language of a page.
    LANG = "lang", Takes::Choice(&["vi", "en"]), "en", "The language of the page.";
    /// The order of rows on a page.
    ORDER = "order", Takes::Choice(&["", "value", "-value", "noun", "-noun", "year", "-year", "place", "-place"]),
        "-value", "The order of the figures.";
    /// The query that marks an article.
    MARK = "q" or "query", Takes::Text(LONGEST_QUERY), "đoàn viên", "Mark what this query matches.";
}

/// Of `/api/search`.
pub static SEARCH: [&Param; 14] = [
    &Q,
    &DISTRICT,
    &PROVINCE,
    &YEAR,
    &SINCE,
    &UNTIL,
    &LIMIT,
    &OFFSET,
    &PER_ARTICLE,
    &SORT,
    &EXACT,
    &EXPLAIN,
    &CSV,
    &JSONL,
];

/// Of `/api/facets`.
pub static FACETS: [&Param; 7] = [&Q, &DISTRICT, &PROVINCE, &YEAR, &SINCE, &UNTIL, &EXACT];

/// Of `/api/figures`.
pub static FIGURES: [&Param; 15] = [
    &Q, &DISTRICT, &PROVINCE, &YEAR, &SINCE, &UNTIL, &EXACT, &NOUN, &UNIT, &MIN, &MAX, &BY, &ROWS,
    &CSV, &JSONL,
];

/// Of `/api/articles/{id}`.
pub static ARTICLE: [&Param; 1] = [&MARK];

/// Of the page of articles.
pub static SEARCH_PAGE: [&Param; 10] = [
    &Q, &DISTRICT, &PROVINCE, &YEAR, &SINCE, &UNTIL, &OFFSET, &SORT, &EXACT, &LANG,
];

/// Of the page of figures.
pub static FIGURES_PAGE: [&Param; 15] = [
    &Q, &DISTRICT, &PROVINCE, &YEAR, &SINCE, &UNTIL, &EXACT, &NOUN, &UNIT, &MIN, &MAX, &BY, &ORDER,
    &OFFSET, &LANG,
];

/// Of the page of an article.
pub static ARTICLE_PAGE: [&Param; 2] = [&Q, &LANG];

/// Of the page about the API.
pub static API_PAGE: [&Param; 1] = [&LANG];

/// Of `/api/suggest`.
pub static SUGGEST: [&Param; 2] = [&PREFIX, &COMPLETIONS];
