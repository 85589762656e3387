//! What is asked of the index, and the way in: [`search`].

use std::time::Instant;

use tantivy::Searcher;

use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::manifest::Size;
use crate::query::{self, Notice};
use crate::text::clean;

use super::compile::{Compiled, Strictness, compile, parts};
use super::facets::Filter;
use super::highlight::Highlighter;
use super::hit::Answer;
use super::names::Names;
use super::quantity::{Readings, Vocabulary};
use super::run::Run;
use super::top::Sort;

/// What is asked of the index.
#[derive(Debug, Clone)]
pub struct Request {
    /// The query as typed; empty for the newest articles.
    pub query: String,
    /// Filters beside the query.
    pub filter: Filter,
    /// Hits on a page.
    pub limit: usize,
    /// Hits before the page.
    pub offset: usize,
    /// Passages of one article at the most.
    pub per_article: usize,
    /// The order.
    pub sort: Sort,
    /// Take the query literally: no folding, no expansion, no correction.
    pub exact: bool,
    /// Tell the parts of each score.
    pub explain: bool,
    /// What a passage must have of the query.
    pub matching: Matching,
    /// Take every copy of a story for an article of its own.
    pub all_copies: bool,
}

/// What a passage must have of a query to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    /// All of it, or most of a long one: what counts as an answer.
    #[default]
    Required,
    /// Any unit at all: a ranking to any depth, as evaluations and TREC runs need it.
    Any,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            query: String::new(),
            filter: Filter::default(),
            limit: 10,
            offset: 0,
            per_article: 2,
            sort: Sort::Relevance,
            exact: false,
            explain: false,
            matching: Matching::Required,
            all_copies: false,
        }
    }
}

impl Request {
    /// The same without filters, neither beside the query nor in it.
    pub fn without_filters(&self) -> Request {
        Request {
            query: query::without_filters(&self.query),
            filter: Filter::default(),
            ..self.clone()
        }
    }
}

/// Answers `request` from the commit that `reader` sees.
pub fn search(reader: &Reader, request: &Request) -> Result<Answer> {
    let start = Instant::now();
    let damaged = || Error::tantivy("search", reader.root());
    let view = reader.view().map_err(damaged())?;
    let mut run = Run::new(view, request, request.filter.clone(), false);
    let (total, counts, hits) = run.answer().map_err(|trouble| match trouble {
        Trouble::Engine(source) => damaged()(source),
        Trouble::Ours(error) => error,
    })?;
    if total.articles == 0 {
        run.notices.extend(empty_index(&run.view.searcher)?);
    }
    Ok(Answer {
        query: clean(&request.query),
        filter: run.filter,
        total,
        took: start.elapsed(),
        notices: run.notices,
        counts,
        hits,
    })
}

/// What to say where nothing was found because nothing is there.
pub(super) fn empty_index(searcher: &Searcher) -> Result<Option<Notice>> {
    let text = "the index holds no article: put some into the corpus and run `congdoan index`";
    let empty = Size::of(searcher)?.articles == 0;
    Ok(empty.then(|| Notice::new("no_articles", text)))
}

/// Marks what `query` matches in the text of an article.
pub fn highlighter(reader: &Reader, query: &str) -> Result<Highlighter> {
    let (query, _) = query::parse(query);
    let compiled = || -> tantivy::Result<Compiled> {
        let view = reader.look()?;
        let vocabulary = Vocabulary {
            searcher: &view.searcher,
            literally: false,
        };
        let readings = Readings::of(&query, &vocabulary)?;
        let names = Names {
            view: &view,
            literally: false,
        };
        let parts = parts(&query.clauses, &|_| None, &readings, &names)?;
        compile(&parts, Strictness::All, &view.searcher, false)
    };
    let compiled = compiled().map_err(Error::tantivy("search", reader.root()))?;
    Ok(Highlighter::new(&compiled.units))
}

/// An error of the engine, or one of ours.
pub(super) enum Trouble {
    Engine(tantivy::TantivyError),
    Ours(Error),
}

impl From<tantivy::TantivyError> for Trouble {
    fn from(error: tantivy::TantivyError) -> Trouble {
        Trouble::Engine(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Ours(error)
    }
}
