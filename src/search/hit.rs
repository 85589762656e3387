//! What a search answers with: hits, totals, facet counts and notices.

use std::time::Duration;

use crate::article::{Article, Figure};
use crate::query::Notice;
use crate::text::Span;

use super::facets::{Counts, Filter};
use super::relatives::Relatives;

/// The answer to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The query as typed.
    pub query: String,
    /// The filters in force, those named in the query included.
    pub filter: Filter,
    /// How much satisfies the query.
    pub total: Total,
    /// How long the search took.
    pub took: Duration,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// Counts of articles by facet value.
    pub counts: Counts,
    /// One page of passages.
    pub hits: Vec<Hit>,
}

/// How many distinct articles and passages satisfy a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Distinct articles.
    pub articles: u64,
    /// Passages.
    pub passages: u64,
}

/// One ranked passage.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its rank, from 1, over all pages.
    pub rank: usize,
    /// Its score; 0 where nothing was asked.
    pub score: f32,
    /// The parts of the score, where they were asked for.
    pub explanation: Vec<(String, f32)>,
    /// Its article, without the body's text.
    pub article: Article,
    /// Its copies, and the same story with other figures.
    pub relatives: Relatives,
    /// Its number within the article.
    pub ordinal: u32,
    /// Its text.
    pub text: String,
    /// The figures in it.
    pub figures: Vec<Figure>,
    /// Which of them answer the query: satisfy its conditions, or state what it asks for.
    pub answers: Vec<bool>,
    /// The matches in it: sorted, disjoint.
    pub matches: Vec<Span>,
    /// The matches in the title.
    pub title_matches: Vec<Span>,
}
