//! The shapes of the answers. They are described here and written by `render`; a test
//! compares every answer of the server with its description.

#![allow(dead_code)] // Shapes, not values.

use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// All shapes by name.
pub fn all() -> Vec<(String, RefOr<Schema>)> {
    let mut list = Vec::new();
    macro_rules! add {
        ($($shape:ident),*) => { $(list.push((stringify!($shape).to_string(), $shape::schema()));)* };
    }
    add!(
        SearchAnswer,
        FacetsAnswer,
        FiguresAnswer,
        SuggestAnswer,
        Suggestion,
        Relative,
        WholeArticle,
        Problem,
        Filters,
        Total,
        Notice,
        Facets,
        PlaceCount,
        YearCount,
        Hit,
        HitArticle,
        Article,
        Place,
        Passage,
        Span,
        Figure,
        Period,
        Row,
        Group,
        Sum,
        Paragraph,
        Noise,
        Part
    );
    list
}

/// The answer of a search.
#[derive(ToSchema)]
struct SearchAnswer {
    /// The query as typed.
    query: String,
    filters: Filters,
    total: Total,
    /// How long the search took.
    took_ms: f64,
    notices: Vec<Notice>,
    facets: Facets,
    hits: Vec<Hit>,
}

/// The counts of a search.
#[derive(ToSchema)]
struct FacetsAnswer {
    query: String,
    filters: Filters,
    total: Total,
    notices: Vec<Notice>,
    facets: Facets,
}

/// The figures found: rows, or groups where `by` was given.
#[derive(ToSchema)]
struct FiguresAnswer {
    query: String,
    filters: Filters,
    took_ms: f64,
    notices: Vec<Notice>,
    /// How many figures there are in the answer.
    total: u64,
    rows: Option<Vec<Row>>,
    groups: Option<Vec<Group>>,
}

/// Ways to go on.
#[derive(ToSchema)]
struct SuggestAnswer {
    prefix: String,
    suggestions: Vec<Suggestion>,
}

/// One way to go on.
#[derive(ToSchema)]
struct Suggestion {
    /// The whole text.
    text: String,
    /// `place` or `phrase`.
    kind: String,
    /// How many articles have it.
    articles: u64,
    /// The facet path of a place.
    path: Option<String>,
}

/// A copy of an article, or the same story with other figures.
#[derive(ToSchema)]
struct Relative {
    id: String,
    path: String,
    title: String,
    #[schema(required)]
    url: Option<String>,
    #[schema(required)]
    published: Option<String>,
    line: Option<u32>,
}

/// Problem details, RFC 9457.
#[derive(ToSchema)]
struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    parameter: Option<String>,
    candidates: Option<Vec<String>>,
}

/// The filters in force.
#[derive(ToSchema)]
struct Filters {
    province: Vec<String>,
    district: Vec<String>,
    /// Years as numbers, ranges as `2020..2022`, or `none`.
    year: Vec<serde_json::Value>,
    since: Option<String>,
    until: Option<String>,
}

/// How much satisfies the query.
#[derive(ToSchema)]
struct Total {
    articles: u64,
    passages: u64,
}

/// What the reader should know; further keys hang on its kind.
#[derive(ToSchema)]
struct Notice {
    kind: String,
    /// In English; a page words it from the keys.
    text: String,
}

/// Counts of articles, each facet under all filters but its own.
#[derive(ToSchema)]
struct Facets {
    province: Vec<PlaceCount>,
    district: Vec<PlaceCount>,
    year: Vec<YearCount>,
}

#[derive(ToSchema)]
struct PlaceCount {
    path: String,
    value: String,
    count: u64,
    selected: Option<bool>,
}

#[derive(ToSchema)]
struct YearCount {
    value: i64,
    count: u64,
    selected: Option<bool>,
}

/// One ranked passage.
#[derive(ToSchema)]
struct Hit {
    rank: u64,
    score: f64,
    article: HitArticle,
    passage: Passage,
    matches: Vec<Span>,
    figures: Vec<Figure>,
    /// The parts of the score, with `explain`.
    explanation: Option<Vec<Part>>,
}

#[derive(ToSchema)]
struct Part {
    part: String,
    score: f64,
}

#[derive(ToSchema)]
struct Passage {
    /// From 0 within the article.
    ordinal: u32,
    text: String,
}

/// A stretch of text in code points; `end` is behind it.
#[derive(ToSchema)]
struct Span {
    start: u64,
    end: u64,
}

/// Shapes that begin with the metadata of an article.
macro_rules! articles {
    ($($(#[$about:meta])* $shape:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* })*) => {
        $($(#[$about])*
        #[derive(ToSchema)]
        struct $shape {
            id: String,
            path: String,
            title: String,
            #[schema(required)]
            url: Option<String>,
            #[schema(required)]
            author: Option<String>,
            /// YYYY-MM-DD.
            #[schema(required)]
            published: Option<String>,
            #[schema(required)]
            year: Option<i16>,
            #[schema(required)]
            year_source: Option<String>,
            places: Vec<Place>,
            /// The line within a jsonl file.
            line: Option<u32>,
            $($(#[$doc])* $field: $kind,)*
        })*
    };
}

articles! {
    /// The metadata of an article.
    Article {}
    /// The metadata of an article with the matches in its title.
    HitArticle {
        title_matches: Vec<Span>,
        /// Its copies.
        duplicates: Vec<Relative>,
        /// The same story with other figures.
        similar: Vec<Relative>,
    }
    /// A whole article.
    WholeArticle {
        /// Its copies.
        duplicates: Vec<Relative>,
        /// The same story with other figures.
        similar: Vec<Relative>,
        paragraphs: Vec<Paragraph>,
        noise: Vec<Noise>,
        warnings: Vec<String>,
    }
}

#[derive(ToSchema)]
struct Place {
    path: String,
    province: String,
    #[schema(required)]
    district: Option<String>,
    #[schema(required)]
    ward: Option<String>,
}

#[derive(ToSchema)]
struct Paragraph {
    /// `lead`, `body` or `caption`.
    kind: String,
    text: String,
    figures: Vec<Figure>,
    matches: Option<Vec<Span>>,
}

/// What was dropped from the page.
#[derive(ToSchema)]
struct Noise {
    reason: String,
    text: String,
}

/// A quantity that the text states.
#[derive(ToSchema)]
struct Figure {
    start: u64,
    end: u64,
    text: String,
    /// `count`, `money`, `percent`, `ratio`, `range` or `measure`.
    kind: String,
    value: f64,
    high: Option<f64>,
    #[schema(required)]
    unit: Option<String>,
    #[schema(required)]
    noun: Option<String>,
    #[schema(required)]
    target: Option<f64>,
    #[schema(required)]
    percent: Option<f64>,
    percent_start: Option<u64>,
    percent_end: Option<u64>,
    /// `gt`, `lt`, `about`, `min` or `max`.
    #[schema(required)]
    approx: Option<String>,
    total: Option<f64>,
    delta: Option<f64>,
    per: Option<String>,
    sense: Option<String>,
    threshold: Option<bool>,
    repaired: Option<bool>,
    implausible: Option<bool>,
    consistent: Option<bool>,
    period: Option<Period>,
    place: Option<String>,
    /// Which keys are derived rather than stated.
    inferred: Option<Vec<String>>,
    /// Whether it answers the query.
    answers: Option<bool>,
}

/// The months that a figure covers.
#[derive(ToSchema)]
struct Period {
    text: String,
    from: String,
    to: String,
}

/// A figure with its article, sentence, year and place; `start` and `end` are in the sentence.
#[derive(ToSchema)]
struct Row {
    article: Article,
    #[schema(required)]
    period: Option<Period>,
    #[schema(required)]
    year: Option<i16>,
    start: u64,
    end: u64,
    text: String,
    kind: String,
    value: f64,
    #[schema(required)]
    unit: Option<String>,
    #[schema(required)]
    noun: Option<String>,
    #[schema(required)]
    target: Option<f64>,
    #[schema(required)]
    percent: Option<f64>,
    #[schema(required)]
    place: Option<String>,
    sentence: String,
    /// Whether it is set against a target before the year is over.
    part_of_year: Option<bool>,
    /// Whether it stands in a sum of its group.
    summed: Option<bool>,
}

/// Rows with the same key.
#[derive(ToSchema)]
struct Group {
    /// A year, a place, a noun, or null.
    key: serde_json::Value,
    count: u64,
    #[schema(required)]
    sum: Option<f64>,
    path: Option<String>,
    sums: Vec<Sum>,
    rows: Vec<Row>,
}

/// Figures added up: of one noun, act, unit and period.
#[derive(ToSchema)]
struct Sum {
    #[schema(required)]
    noun: Option<String>,
    act: String,
    #[schema(required)]
    unit: Option<String>,
    from: String,
    to: String,
    sum: f64,
    count: u64,
    approximate: bool,
}
