//! The figures of matching passages as rows of a table: what they count, where and when.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tantivy::DocAddress;

use crate::article::{Article, Figure, Sense};
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::figure_key::{Class, FigureKey, figure_keys};
use crate::index::reader::record;
use crate::index::record::{HeaderRecord, PassageRecord};
use crate::query::{Clause, Notice, Query, Years};
use crate::text::fold::fold;
use crate::text::sentence::sentences;
use crate::text::{Span, clean};

use super::compile::conditions;
use super::facets::{Filter, PlaceFilter};
use super::quantity::{self, Condition};
use super::request::{Request, Trouble, empty_index};
use super::row::{Row, row};
use super::run::Run;
use super::told_once::ToldOnce;

/// The word that asks how much of a target was attained, without its marks: `đạt >= 100%`.
const ATTAINED: &str = "dat";

/// Which figures are wanted.
#[derive(Debug, Clone, Default)]
pub struct FigureRequest {
    /// The passages: query and filters. Years are those of the figures themselves.
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
    /// Whether they are of one noun that was asked for.
    pub of_noun: bool,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// One figure each, article by article, the best article first; a fact that an
    /// article states twice stands once.
    pub rows: Vec<Row>,
    /// How long it took.
    pub took: Duration,
}

impl Figures {
    /// The query as people would write it: as typed, but with slips and key strokes put right
    /// and the likeliest marks.
    pub fn searched(&self) -> &str {
        let instead = self.notices.iter().find_map(|notice| {
            let applied = notice.keys.get("applied") != Some(&false.into());
            let read = (matches!(notice.kind, "corrected" | "telex") && applied)
                || notice.kind == "restored";
            notice.keys.get("to").filter(|_| read)?.as_str()
        });
        instead.unwrap_or(&self.query)
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
        of_noun: wanted.noun.is_some(),
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
    match selection.found.articles {
        0 => run.tell_absent(&selection.attempt)?,
        _ => run.notice(&selection.attempt, &selection.compiled.units, &[]),
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
        districts: &run.filter.districts,
        of_plans: asked.iter().any(|one| fold(&one.typed) == ATTAINED),
    };
    let mut parts_of_a_whole = 0;
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
        let mut of_article = ToldOnce::new(test.of_plans);
        let mut list = passages.remove(&header).unwrap_or_default();
        list.sort_unstable();
        for (_, address) in list {
            let passage: PassageRecord = record(&run.view.searcher, address)?;
            parts_of_a_whole += test.add_rows(&article, &passage, &mut of_article);
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
    if parts_of_a_whole > 0 {
        let text = format!(
            "parts of a whole left out: {parts_of_a_whole}; they are measured against no target"
        );
        let notice = Notice::new("shares", text).with("count", parts_of_a_whole);
        run.notices.push(notice);
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
    districts: &'a [PlaceFilter],
    /// Whether what was attained of a target is asked for.
    of_plans: bool,
}

impl Test<'_> {
    /// Adds the rows; how many figures are passed over as parts of a whole.
    fn add_rows(
        &self,
        article: &Rc<Article>,
        passage: &PassageRecord,
        told: &mut ToldOnce,
    ) -> usize {
        let mut parts_of_a_whole = 0;
        let text = &passage.text;
        let keys = figure_keys(text, &passage.figures);
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
            let mut row = row(article, text, sentence, figure);
            row.asked = self.named_before(&row, keys);
            let here = self.is_here(row.place.as_deref());
            let in_years = self.years.iter().any(|years| years.contains(row.year));
            if !here || !(self.years.is_empty() || in_years) {
                continue;
            }
            if self.of_plans && is_part(figure) {
                parts_of_a_whole += 1;
                continue;
            }
            told.add(row);
        }
        parts_of_a_whole
    }

    /// The noun asked for, where only the words before the number name it.
    fn named_before(&self, row: &Row, keys: &[FigureKey]) -> Option<String> {
        let noun = self.noun?;
        let counted = |key: &&FigureKey| key.class != Class::CountBefore;
        let own: Vec<FigureKey> = keys.iter().filter(counted).cloned().collect();
        let named = row.figure.noun.is_some() && !noun.holds(&own);
        named.then(|| noun.typed.clone())
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

    /// Whether a figure of an article about the wanted districts speaks of them, and not
    /// of another district.
    fn is_here(&self, place: Option<&str>) -> bool {
        let Some(place) = place else { return true };
        let below = place.matches('/').count() > 1;
        !below
            || self.districts.is_empty()
            || self.districts.iter().any(|wanted| match wanted {
                PlaceFilter::Path(path) | PlaceFilter::Followed(path) => {
                    wanted.accepts(place) || path.starts_with(place)
                }
                PlaceFilter::Untagged => true,
            })
    }
}

/// Whether a figure is a part of a whole (`168 trên 175 đoàn viên`), not of a target.
fn is_part(figure: &Figure) -> bool {
    figure.target.is_none() && (figure.total.is_some() || figure.sense == Some(Sense::Share))
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
