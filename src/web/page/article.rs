//! `/articles/{id}`: a whole article, its figures beside it, its neighbours, what was dropped.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::Response;
use maud::{Markup, html};

use crate::article::{Article, ParagraphKind};
use crate::index::Reader;
use crate::query::Years;
use crate::render::amount;
use crate::search::{Filter, Highlighter, PlaceFilter, highlighter, relatives, search};
use crate::web::link::Link;
use crate::web::page::{Ask, person};
use crate::web::problem::Problem;
use crate::web::site::Site;
use crate::web::tables::ARTICLE_PAGE;
use crate::web::view::hits::others;
use crate::web::view::layout::{Tab, search_box, whole};
use crate::web::view::text::{about, marked, shown, title};
use crate::web::words::fill;

/// Neighbours that are named.
const NEIGHBOURS: usize = 6;
/// Figures that are listed; the rest is in the text.
const FIGURES: usize = 60;

/// The page.
pub async fn page(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let path = Link::article(&id).href();
    person(&site, &parts, path, &ARTICLE_PAGE, move |reader, ask| {
        let Some(article) = reader.article(&id)? else {
            return Err(Problem::no_article(&id));
        };
        let marks = match ask.query() {
            "" => Highlighter::default(),
            query => highlighter(reader, query)?,
        };
        let kin = relatives(reader, &article.id)?;
        let mut neighbours = neighbours(reader, &article)?;
        let known = |other: &Article| {
            kin.duplicates
                .iter()
                .chain(&kin.similar)
                .any(|one| one.id == other.id)
        };
        neighbours.retain(|other| !known(other));
        let main = html! {
            main #main {
                (search_box(ask, "/", html! {}))
                div #view .article-page {
                    (text(ask, &article, &marks))
                    aside {
                        (figures(ask, &article))
                        (section(ask, &ask.words.article_copies, &kin.duplicates))
                        (section(ask, &ask.words.article_similar, &kin.similar))
                        (section(ask, &ask.words.article_neighbours, &neighbours))
                    }
                }
            }
        };
        Ok(whole(ask, Tab::Articles, &shown(&article.title), main))
    })
    .await
}

fn text(ask: &Ask, article: &Article, marks: &Highlighter) -> Markup {
    let words = ask.words;
    html! {
        article .whole lang="vi" {
            @if !ask.query().is_empty() {
                p .back { a href=(ask.question("/").href()) lang=(words.code) { "← " (words.article_back) } }
            }
            h1 { (title(article, &marks.spans(&article.title), words)) }
            p .about lang=(words.code) {
                (about(article, words))
                @if let Some(name) = &article.author {
                    " " span .author { (fill(&words.article_by, &[("name", &shown(name))])) }
                }
            }
            p .legend lang=(words.code) { (words.legend) " "
                @if !ask.query().is_empty() { mark { (words.legend_match) } " " }
                span .fig { (words.legend_figure) }
            }
            @for (i, paragraph) in article.paragraphs.iter().enumerate() {
                @let inner = marked(&paragraph.text, &marks.spans(&paragraph.text), &paragraph.figures, &[]);
                @match paragraph.kind {
                    ParagraphKind::Lead => p .lead id={ "p" (i) } { (inner) },
                    ParagraphKind::Body => p id={ "p" (i) } { (inner) },
                    ParagraphKind::Caption => p .caption id={ "p" (i) } {
                        span .hidden lang=(words.code) { (words.article_caption) ": " } (inner)
                    },
                }
            }
            (dropped(ask, article))
        }
    }
}

/// What the page held besides the article, on demand.
fn dropped(ask: &Ask, article: &Article) -> Markup {
    let words = ask.words;
    html! {
        @if !article.noise.is_empty() {
            details .noise {
                summary lang=(words.code) { (words.article_noise) " (" (article.noise.len()) ")" }
                ul {
                    @for noise in &article.noise {
                        li { code { (shown(&noise.reason)) } " " (shown(&noise.text)) }
                    }
                }
            }
        }
        @if !article.warnings.is_empty() {
            details .noise lang="en" {
                summary lang=(words.code) { (words.article_warnings) }
                ul { @for warning in &article.warnings { li { (shown(warning)) } } }
            }
        }
    }
}

fn figures(ask: &Ask, article: &Article) -> Markup {
    let words = ask.words;
    let numbered = article.paragraphs.iter().enumerate();
    let all = numbered.flat_map(|(i, paragraph)| {
        let figures = paragraph.figures.iter();
        figures.map(move |figure| (i, figure))
    });
    html! {
        section .stated {
            h2 { (words.article_figures) }
            @if article.figure_count() == 0 { p .faint { (words.article_no_figures) } }
            ul lang="vi" {
                @for (i, figure) in all.take(FIGURES) {
                    li { a href={ "#p" (i) } {
                        b { (words.local(&amount::value(figure))) } " "
                        (shown(&amount::noun(figure).unwrap_or_default()))
                        @if let Some(percent) = figure.percent {
                            " " span .percent { "(" (words.local(&amount::number(percent))) "%)" }
                        }
                    } }
                }
            }
        }
    }
}

/// A list of other articles under a heading.
fn section(ask: &Ask, heading: &str, list: &[Article]) -> Markup {
    html! {
        @if !list.is_empty() {
            section .neighbours {
                h2 { (heading) }
                (others(ask, list))
            }
        }
    }
}

/// Articles of the same first place and year.
fn neighbours(reader: &Reader, article: &Article) -> Result<Vec<Article>, Problem> {
    let Some(place) = article.places.first() else {
        return Ok(Vec::new());
    };
    let mut filter = Filter::default();
    match &place.district {
        Some(district) => {
            let path = format!("/{}/{district}", place.province);
            filter.districts.push(PlaceFilter::Path(path));
        }
        None => filter.provinces.push(PlaceFilter::Path(place.path())),
    }
    let year = article.year.map(|year| Years::between(year, year));
    filter.years.extend(year);
    let request = crate::search::Request {
        filter,
        limit: NEIGHBOURS + 1,
        per_article: 1,
        ..Default::default()
    };
    let found = search(reader, &request)?;
    let mut list: Vec<Article> = found.hits.into_iter().map(|hit| hit.article).collect();
    list.retain(|other| other.id != article.id);
    list.truncate(NEIGHBOURS);
    Ok(list)
}
