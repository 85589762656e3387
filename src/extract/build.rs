//! Builds the article from a page: reads it, applies the noise rules, and fills in
//! date, year, places and figures.

use super::format::{html, jsonl, md, txt};
use super::names::Names;
use super::page::{Fate, Page, key};
use super::{Format, RawPage, Stated, date, figures, located, noise, places, year};
use crate::article::{Article, Noise, Paragraph, ParagraphKind, YearSource};
use crate::guard;
use crate::text::{clean, normalize::squeeze};

/// The article on `raw`, where there is anything to find it by; an error is the reason why
/// there is none. A page that the program fails on is such a reason and ends nothing.
pub fn findable(raw: &RawPage) -> Result<Article, String> {
    let made = guard::caught(|| article(raw));
    let found = made.unwrap_or_else(|panic| Err(guard::failed(&panic)))?;
    let read = |paragraph: &Paragraph| paragraph.kind != ParagraphKind::Caption;
    match found.title.is_empty() && !found.paragraphs.iter().any(read) {
        true => Err("no title and no text in it".to_string()),
        false => Ok(found),
    }
}

/// The article on `raw`, filled in wholly; an error is the reason why there is none,
/// which only a line of a jsonl file can give.
pub fn article(raw: &RawPage) -> Result<Article, String> {
    let id = squeeze(&clean(&raw.id()?));
    let mut page = match raw.format {
        Format::Jsonl => jsonl::page(&raw.text)?,
        Format::Txt => txt::page(&raw.text),
        Format::Md => md::page(&raw.text),
        Format::Html => html::page(&raw.text),
    };
    noise::apply(&mut page);
    let mut article = assembled(&mut page);
    article.id = id;
    article.path = raw.path.clone();
    article.line = raw.line;
    article.format = raw.format.name().to_string();
    article.encoding = raw.encoding.clone();
    article.warnings = raw.warnings.clone();
    article.warnings.append(&mut page.warnings);
    let above = raw.stated.clone().unwrap_or_default();
    let stated = above.over(std::mem::take(&mut page.stated));
    describe(&mut article, &stated, &page);
    let mut periods = Vec::with_capacity(article.paragraphs.len());
    for paragraph in &mut article.paragraphs {
        let mut read = Default::default();
        if paragraph.kind != ParagraphKind::Caption {
            read = figures::read(&paragraph.text);
        }
        paragraph.figures = read.0;
        periods.push(read.1);
    }
    // the places are those of the article's time
    if article.year.is_none() {
        article.year = year::reported_year(&article);
        article.year_source = article.year.map(|_| YearSource::Text);
    }
    let names = Names::of_article(&article);
    article.places = places::read(&article, &names);
    let corrected = located::locate(&mut article, &stated);
    figures::attribute(&mut article, &periods, &names, &corrected);
    Ok(article)
}

/// Title, paragraphs and noise, by the fates of the lines.
fn assembled(page: &mut Page) -> Article {
    let mut article = Article {
        title: page.title(),
        ..Article::default()
    };
    let title = key(&article.title);
    page.shed.sort_by_key(|&(at, _)| at);
    let mut shed = std::mem::take(&mut page.shed).into_iter().peekable();
    for (at, line) in std::mem::take(&mut page.lines).into_iter().enumerate() {
        while let Some((_, noise)) = shed.next_if(|(number, _)| *number <= at) {
            article.noise.push(noise);
        }
        let noise = |reason: &str, text: String| Noise {
            reason: reason.to_string(),
            text,
        };
        let paragraph = |kind, text| Paragraph {
            kind,
            text,
            figures: Vec::new(),
        };
        match line.fate {
            Fate::Open => article
                .paragraphs
                .push(paragraph(ParagraphKind::Body, line.text)),
            Fate::Lead => article
                .paragraphs
                .push(paragraph(ParagraphKind::Lead, line.text)),
            Fate::Caption => article
                .paragraphs
                .push(paragraph(ParagraphKind::Caption, line.text)),
            Fate::Title if title.contains(&key(&line.text)) => {}
            Fate::Title => article.noise.push(noise("title", line.text)),
            Fate::Author if article.author.is_none() => {
                let (label, name) = noise::author_parts(&line.text);
                if !label.is_empty() {
                    article.noise.push(noise("byline", label.to_string()));
                }
                article.author = Some(name.to_string());
            }
            Fate::Author => article.noise.push(noise("byline", line.text)),
            Fate::Url => {
                let address = noise::address(&line.text).unwrap_or(&line.text);
                if address.len() < line.text.len() {
                    article.noise.push(noise("url", line.text.clone()));
                }
                article.url = Some(address.to_string());
            }
            Fate::Noise(reason) => article.noise.push(noise(reason, line.text)),
        }
    }
    article.noise.extend(shed.map(|(_, noise)| noise));
    article
}

/// Author, address, date and year: what the user states, then what the page says
/// in structured form, then what stands on it.
fn describe(article: &mut Article, stated: &Stated, page: &Page) {
    let structured = page.structured.clone();
    if let Some(title) = &stated.title {
        article.title.clone_from(title);
    }
    let author = article.author.take();
    article.author = stated
        .author
        .clone()
        .or(structured.author.clone())
        .or(author.clone());
    if author.is_some() && author != article.author {
        let text = author.unwrap_or_default();
        article.noise.push(Noise {
            reason: "byline".to_string(),
            text,
        });
    }
    let url = article.url.take();
    article.url = stated.url.clone().or(structured.url).or(url.clone());
    if url.is_some() && url != article.url {
        article.noise.push(Noise {
            reason: "url".to_string(),
            text: url.unwrap_or_default(),
        });
    }
    let in_url = article.url.as_deref().and_then(date::in_url);
    let sources = [
        (stated.published, YearSource::Metadata),
        (structured.published, YearSource::Published),
        (page.dateline, YearSource::Dateline),
        (in_url, YearSource::Url),
    ];
    let known = sources
        .into_iter()
        .find_map(|(date, source)| Some((date?, source)));
    article.published = known.map(|(date, _)| date);
    if let Some(year) = stated.year {
        article.year = Some(year);
        article.year_source = Some(YearSource::Metadata);
    } else if let Some((date, source)) = known {
        article.year = Some(date.year());
        article.year_source = Some(source);
    } else if let Some(year) = page.dateline_year {
        article.year = Some(year);
        article.year_source = Some(YearSource::Dateline);
    }
}
