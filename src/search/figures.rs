//! The figures of matching passages as rows of a table: what they count, where and when.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tantivy::DocAddress;

use crate::analysis::Analyzer;
use crate::article::{Article, Figure};
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::figure_key::figure_keys;
use crate::index::figure_noun::noun_of;
use crate::index::reader::record;
use crate::index::record::{HeaderRecord, PassageRecord};
use crate::query::{Clause, Notice, Query, Years};
use crate::text::fold::fold;
use crate::text::sentence::sentences;
use crate::text::{Span, clean};

use super::compile::conditions;
use super::facets::Filter;
use super::flow::{Act, act, tells_added};
use super::quantity::{self, Condition};
use super::request::{Request, Trouble, empty_index};
use super::run::Run;

/// Which figures are wanted.
#[derive(Debug, Clone, Default)]
pub struct FigureRequest {
    /// The passages: query and filters. Years and places are those of the figures themselves.
    pub request: Request,
    /// Only figures of this noun.
    pub noun: Option<String>,
    /// Only figures of this unit; `none` for those without one.
    pub unit: Option<String>,
    /// The least value.
    pub min: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
    /// No more rows than these: the best articles first, with notice `truncated`.
    pub most: Option<usize>,
}

/// The figures found.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The query as typed.
    pub query: String,
    /// The filters in force.
    pub filter: Filter,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// One figure each, article by article, the best article first; a fact that an
    /// article states twice stands once.
    pub rows: Vec<Row>,
    /// How long it took.
    pub took: Duration,
}

/// One figure with what is known of it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its article, without the body's text.
    pub article: Rc<Article>,
    /// The figure, with spans in `sentence`.
    pub figure: Figure,
    /// The sentence that states it.
    pub sentence: String,
    /// The year of its period, else of its article.
    pub year: Option<i16>,
    /// The facet path of its place, else of its article's first place.
    pub place: Option<String>,
    /// What is counted, the same for all spellings; empty where no noun stands there.
    pub noun: String,
    /// What was done, if it may be summed with others of its kind.
    pub act: Option<Act>,
}

impl Row {
    /// The words of the figure.
    pub fn text(&self) -> &str {
        self.figure.span.of(&self.sentence)
    }

    /// The first and the last month it covers; empty where nothing is known.
    pub fn months(&self) -> (String, String) {
        match (&self.figure.period, self.year) {
            (Some(period), _) => (period.from.clone(), period.to.clone()),
            (None, Some(year)) => (format!("{year:04}-01"), format!("{year:04}-12")),
            (None, None) => (String::new(), String::new()),
        }
    }
}

/// Finds the figures that `wanted` asks for.
pub fn figures(reader: &Reader, wanted: &FigureRequest) -> Result<Figures> {
    let start = Instant::now();
    let mut filter = wanted.request.filter.clone();
    let mut years = std::mem::take(&mut filter.years);
    let damaged = || Error::tantivy("search", reader.root());
    let view = reader.view().map_err(damaged())?;
    let mut run = Run::new(view, &wanted.request, filter, true);
    let rows = rows(&mut run, wanted, &mut years).map_err(|trouble| match trouble {
        Trouble::Engine(source) => damaged()(source),
        Trouble::Ours(error) => error,
    })?;
    if rows.is_empty() {
        run.notices.extend(empty_index(&run.view.searcher)?);
    }
    let mut filter = run.filter;
    filter.years = years;
    Ok(Figures {
        query: clean(&wanted.request.query),
        filter,
        notices: run.notices,
        rows,
        took: start.elapsed(),
    })
}

/// The query without its years, which are gathered in `years`.
fn without_years(query: Query, years: &mut Vec<Years>) -> Query {
    let mut rest = Vec::new();
    for clause in query.clauses {
        match clause {
            Clause::Year(wanted) => years.push(wanted),
            other => rest.push(other),
        }
    }
    Query::new(rest)
}

fn rows(
    run: &mut Run<'_>,
    wanted: &FigureRequest,
    years: &mut Vec<Years>,
) -> std::result::Result<Vec<Row>, Trouble> {
    let named = years.clone();
    let (query, selection) = run.read(&mut |query| {
        years.clone_from(&named);
        without_years(query, years)
    })?;
    let Some(selection) = selection else {
        return Ok(Vec::new());
    };
    let mut asked = conditions(&selection.attempt.parts);
    if asked.is_empty() {
        asked.extend(quantity::noun_asked(&query, &run.vocabulary())?);
    }
    let noun = match &wanted.noun {
        Some(noun) => Some(quantity::of_noun(noun, &run.vocabulary())?),
        None => None,
    };
    if selection.found.articles > 0 {
        run.notice(&selection.attempt, &selection.compiled.units, &[]);
    }
    let (candidates, _) = run.ranked(
        selection.found.candidates,
        &selection.compiled.units,
        &selection.attempt.parts,
    )?;
    let test = Test {
        wanted,
        years,
        asked: &asked,
        noun: noun.as_ref(),
        filter: &run.filter,
    };
    let mut order: Vec<DocAddress> = Vec::new();
    let mut passages: HashMap<DocAddress, Vec<(u32, DocAddress)>> = HashMap::new();
    for candidate in candidates {
        let of_article = passages.entry(candidate.header()).or_default();
        if of_article.is_empty() {
            order.push(candidate.header());
        }
        of_article.push((candidate.ordinal, candidate.address));
    }
    let mut rows = Vec::new();
    for header in order {
        let HeaderRecord { article, .. } = record(&run.view.searcher, header)?;
        let article = Rc::new(article);
        let mut of_article = Facts::default();
        let mut list = passages.remove(&header).unwrap_or_default();
        list.sort_unstable();
        for (_, address) in list {
            let passage: PassageRecord = record(&run.view.searcher, address)?;
            test.add_rows(&article, &passage, &mut of_article);
        }
        rows.append(&mut of_article.rows);
        if let Some(most) = wanted.most
            && rows.len() > most
        {
            rows.truncate(most);
            let text = format!("more figures than these {most}: narrow the query or the filters");
            let notice = Notice::new("truncated", text).with("most", most);
            run.notices.push(notice);
            break;
        }
    }
    Ok(rows)
}

/// Which figures of a passage become rows.
struct Test<'a> {
    wanted: &'a FigureRequest,
    years: &'a [Years],
    /// Conditions, one of which must hold.
    asked: &'a [Condition],
    noun: Option<&'a Condition>,
    filter: &'a Filter,
}

impl Test<'_> {
    fn add_rows(&self, article: &Rc<Article>, passage: &PassageRecord, facts: &mut Facts) {
        let text = &passage.text;
        let keys = figure_keys(text, &Analyzer::Exact.terms(text), &passage.figures);
        let mut all = sentences(text).into_iter().peekable();
        let mut sentence = Span::new(0, 0);
        for (figure, keys) in passage.figures.iter().zip(&keys) {
            while let Some(next) = all.next_if(|next| next.start <= figure.span.start) {
                sentence = next;
            }
            let named = self.asked.is_empty() || self.asked.iter().any(|one| one.holds(keys));
            let of_noun = self.noun.is_none_or(|noun| noun.holds(keys));
            if !named || !of_noun || !self.measures(figure) {
                continue;
            }
            let row = row(article, text, sentence, figure);
            let here = self.filter.is_of_place(row.place.as_deref());
            let in_years = self.years.iter().any(|years| years.contains(row.year));
            if (self.years.is_empty() || in_years) && here {
                facts.add(row);
            }
        }
    }

    /// Whether unit and value are wanted.
    fn measures(&self, figure: &Figure) -> bool {
        let wanted = self.wanted;
        let unit = wanted.unit.as_deref().is_none_or(|unit| {
            let named = figure.unit.as_deref();
            match unit_name(unit) {
                Some(unit) => named.is_some_and(|named| fold(named) == unit),
                None => named.is_none(),
            }
        });
        let high = figure.high.unwrap_or(figure.value);
        unit && wanted.min.is_none_or(|min| high >= min)
            && wanted.max.is_none_or(|max| figure.value <= max)
    }
}

/// The folded name of a unit as typed; nothing for `none`.
fn unit_name(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let name = match typed.as_str() {
        "none" | "" => return None,
        "đ" | "vnđ" | "vnd" | "₫" => "đồng",
        "$" => "usd",
        "phần trăm" | "phan tram" | "percent" => "%",
        "people" => "người",
        other => other,
    };
    Some(fold(name))
}

fn row(article: &Rc<Article>, text: &str, sentence: Span, figure: &Figure) -> Row {
    // A figure that runs past its sentence takes the rest along.
    let end = sentence.end.max(figure.end());
    let words = text.get(sentence.start..end).unwrap_or("");
    let figure = figure.rebased(sentence.start);
    let before = words.get(..figure.span.start).unwrap_or("");
    let after = words.get(figure.end()..).unwrap_or("");
    // `2.512 đoàn viên kết nạp mới (đạt 106,9%)`: before the percent too
    let beside = words.get(figure.span.end..).unwrap_or("");
    let after = if tells_added(beside) { beside } else { after };
    let noun = noun_of(figure.noun.as_deref().unwrap_or(""));
    Row {
        act: act(&figure, before, after),
        year: year_of(&figure, article.year),
        place: figure
            .place
            .clone()
            .or_else(|| article.places.first().map(|place| place.path())),
        noun: noun.strip_suffix(" mới").unwrap_or(&noun).to_string(),
        sentence: words.to_string(),
        article: Rc::clone(article),
        figure,
    }
}

/// The year of the figure's period; of a period of several years the one nearest to
/// the article's.
fn year_of(figure: &Figure, of_article: Option<i16>) -> Option<i16> {
    let year = |month: &str| month.get(..4).and_then(|year| year.parse::<i16>().ok());
    let Some(period) = &figure.period else {
        return of_article;
    };
    match (year(&period.from), year(&period.to)) {
        (Some(from), Some(to)) => match of_article {
            Some(own) if from <= to => Some(own.clamp(from, to)),
            _ => Some(to),
        },
        _ => of_article,
    }
}

/// What makes two figures one fact: noun, unit, value and what was done.
type Fact = (String, Option<String>, u64, Option<Act>);

/// The rows of one article, each fact once.
#[derive(Default)]
struct Facts {
    rows: Vec<Row>,
    known: HashMap<Fact, Vec<usize>>,
}

impl Facts {
    fn add(&mut self, row: Row) {
        let key = (
            row.noun.clone(),
            row.figure.unit.clone(),
            row.figure.value.to_bits(),
            row.act,
        );
        let known = self.known.entry(key).or_default();
        for &at in known.iter() {
            if same_fact(&self.rows[at], &row) {
                if told(&row) > told(&self.rows[at]) {
                    self.rows[at] = row;
                }
                return;
            }
        }
        known.push(self.rows.len());
        self.rows.push(row);
    }
}

/// Whether two figures of one article, equal in noun, unit and value, are one fact.
fn same_fact(one: &Row, other: &Row) -> bool {
    let agree = |a: Option<f64>, b: Option<f64>| a.is_none() || b.is_none() || a == b;
    let (a, b) = (&one.figure, &other.figure);
    let place = one.place == other.place || is_inferred(a, "place") || is_inferred(b, "place");
    let period =
        one.months() == other.months() || is_inferred(a, "period") || is_inferred(b, "period");
    let nameless = one.noun.is_empty() && one.sentence != other.sentence && a.value < 1000.0;
    agree(a.target, b.target)
        && agree(a.percent, b.percent)
        && a.high == b.high
        && place
        && period
        && !nameless
}

fn is_inferred(figure: &Figure, name: &str) -> bool {
    figure.inferred.iter().any(|inferred| inferred == name)
}

/// How much a row tells besides noun and value.
fn told(row: &Row) -> usize {
    let figure = &row.figure;
    let stated = !is_inferred(figure, "period");
    usize::from(figure.target.is_some()) * 2
        + usize::from(figure.percent.is_some())
        + usize::from(stated)
}
