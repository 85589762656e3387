//! The one wire format: what `--json` prints and the web API answers.
//!
//! Offsets count Unicode code points of the string they refer to.

use std::cmp::Reverse;
use std::time::Duration;

use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::article::{Article, Figure, ParagraphKind, Period};
use crate::corpus::Skip;
use crate::gazetteer::Completion;
use crate::index::Report;
use crate::query::Years;
use crate::search::{Answer, Counts, Filter, Hit, PlaceFilter, Relatives, Suggestion, values};
use crate::text::{CharOffsets, Span, clean};

/// The answer to a search.
pub fn answer(answer: &Answer) -> Value {
    let hits: Vec<Value> = answer.hits.iter().map(hit).collect();
    json!({
        "query": answer.query,
        "filters": filters(&answer.filter),
        "total": total(answer),
        "took_ms": milliseconds(answer.took),
        "notices": answer.notices,
        "facets": facets(&answer.counts, &answer.filter),
        "hits": hits,
    })
}

/// The totals and facet counts of a search.
pub fn facets_only(answer: &Answer) -> Value {
    json!({
        "query": answer.query,
        "filters": filters(&answer.filter),
        "total": total(answer),
        "notices": answer.notices,
        "facets": facets(&answer.counts, &answer.filter),
    })
}

/// One ranked passage.
pub fn hit(hit: &Hit) -> Value {
    let mut object = json!({
        "rank": hit.rank,
        "score": score(hit.score),
        "article": summary(&hit.article),
        "passage": {"ordinal": hit.ordinal, "text": hit.text},
        "matches": spans(&hit.text, &hit.matches),
        "figures": figures(&hit.text, &hit.figures),
    });
    for (i, answers) in hit.answers.iter().enumerate() {
        if *answers {
            object["figures"][i]["answers"] = json!(true);
        }
    }
    object["article"]["title_matches"] = spans(&hit.article.title, &hit.title_matches);
    add_relatives(&mut object["article"], &hit.relatives);
    if !hit.explanation.is_empty() {
        let parts = hit
            .explanation
            .iter()
            .map(|(part, value)| json!({"part": part, "score": score(*value)}));
        object["explanation"] = parts.collect();
    }
    object
}

/// One article with its paragraphs; `matches` are those in each paragraph, where a query was given.
pub fn article(article: &Article, matches: Option<&[Vec<Span>]>) -> Value {
    let mut object = summary(article);
    let mut paragraphs = Vec::new();
    for (i, paragraph) in article.paragraphs.iter().enumerate() {
        let mut value = json!({
            "kind": paragraph.kind,
            "text": paragraph.text,
            "figures": figures(&paragraph.text, &paragraph.figures),
        });
        if let Some(found) = matches.and_then(|matches| matches.get(i)) {
            value["matches"] = spans(&paragraph.text, found);
        }
        paragraphs.push(value);
    }
    object["paragraphs"] = paragraphs.into();
    object["noise"] = json!(article.noise);
    object["warnings"] = json!(article.warnings);
    object
}

/// Adds the copies of an article, and the same story with other figures.
pub fn add_relatives(object: &mut Value, relatives: &Relatives) {
    for (key, list) in [
        ("duplicates", &relatives.duplicates),
        ("similar", &relatives.similar),
    ] {
        let mut others = Vec::new();
        for other in list {
            let mut value = json!({
                "id": other.id,
                "path": nfc(&other.path),
                "title": other.title,
                "url": other.url,
                "published": other.published,
            });
            if let Some(line) = other.line {
                value["line"] = json!(line);
            }
            others.push(value);
        }
        object[key] = others.into();
    }
}

/// Ways to go on from what was typed.
pub fn suggestions(prefix: &str, found: &[Suggestion]) -> Value {
    let mut list = Vec::new();
    for suggestion in found {
        let mut value = json!({
            "text": suggestion.text,
            "kind": suggestion.kind.as_str(),
            "articles": suggestion.articles,
        });
        if let Some(path) = &suggestion.path {
            value["path"] = json!(path);
        }
        list.push(value);
    }
    json!({"prefix": clean(prefix), "suggestions": list})
}

/// Names of districts or provinces that begin with what was typed.
pub fn names(prefix: &str, kind: &str, found: &[Completion]) -> Value {
    let mut list = Vec::new();
    for one in found {
        list.push(json!({
            "text": one.text,
            "kind": kind,
            "name": one.choice.full_name(),
            "path": one.choice.paths.first(),
        }));
    }
    json!({"prefix": clean(prefix), "suggestions": list})
}

/// What the indexer understands of a file.
pub fn extract(article: &Article) -> Value {
    let mut object = summary(article);
    object["format"] = json!(article.format);
    object["encoding"] = json!(article.encoding);
    let lead = article
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.kind == ParagraphKind::Lead);
    object["lead"] = json!(lead.map(|paragraph| &paragraph.text));
    let mut all_places = Vec::new();
    for place in &article.places {
        let mut value = place_value(place);
        value["evidence"] = json!(place.evidence);
        all_places.push(value);
    }
    object["places"] = all_places.into();
    let mut paragraphs = Vec::new();
    let mut all_figures = Vec::new();
    for (i, paragraph) in article.paragraphs.iter().enumerate() {
        paragraphs.push(json!({"kind": paragraph.kind, "text": paragraph.text}));
        let mut offsets = CharOffsets::new(&paragraph.text);
        for one in &paragraph.figures {
            let mut value = Map::new();
            value.insert("paragraph".into(), json!(i));
            value.extend(figure(&paragraph.text, &mut offsets, one));
            all_figures.push(Value::Object(value));
        }
    }
    object["paragraphs"] = paragraphs.into();
    object["noise"] = json!(article.noise);
    object["warnings"] = json!(article.warnings);
    object["figures"] = all_figures.into();
    object
}

/// What a run of the indexer did.
pub fn report(report: &Report) -> Value {
    let told = |skips: &[Skip]| -> Value {
        let one = |skip: &Skip| json!({"path": nfc(&skip.path), "reason": nfc(&skip.reason)});
        skips.iter().map(one).collect()
    };
    json!({
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "articles": report.size.articles,
        "passages": report.size.passages,
        "figures": report.size.figures,
        "skipped": told(&report.skipped),
        "warnings": told(&report.warnings),
        "ignored": report.ignored,
        "seconds": (report.took.as_secs_f64() * 1e3).round() / 1e3,
    })
}

/// Paths come from the file system, where some systems keep names in NFD.
fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// A number as people write it: without a fraction where there is none.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

/// A time in milliseconds, to the hundredth.
pub fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 1e5).round() / 100.0
}

fn total(answer: &Answer) -> Value {
    json!({"articles": answer.total.articles, "passages": answer.total.passages})
}

fn score(value: f32) -> Value {
    number((f64::from(value) * 1e4).round() / 1e4)
}

/// The metadata of an article.
pub(super) fn summary(article: &Article) -> Value {
    let places: Vec<Value> = article.places.iter().map(place_value).collect();
    let mut object = json!({
        "id": article.id,
        "path": nfc(&article.path),
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "published": article.published,
        "year": article.year,
        "year_source": article.year_source,
        "places": places,
    });
    if let Some(line) = article.line {
        object["line"] = json!(line);
    }
    object
}

fn place_value(place: &crate::article::Place) -> Value {
    json!({
        "path": place.path(),
        "province": place.province,
        "district": place.district,
        "ward": place.ward,
    })
}

fn spans(text: &str, spans: &[Span]) -> Value {
    let mut offsets = CharOffsets::new(text);
    let mut list = Vec::new();
    for span in spans {
        list.push(json!({"start": offsets.at(span.start), "end": offsets.at(span.end)}));
    }
    list.into()
}

fn figures(text: &str, figures: &[Figure]) -> Value {
    let mut offsets = CharOffsets::new(text);
    let mut list = Vec::new();
    for one in figures {
        list.push(Value::Object(figure(text, &mut offsets, one)));
    }
    list.into()
}

/// One figure; keys that rarely hold stand only where they do.
pub(super) fn figure(
    text: &str,
    offsets: &mut CharOffsets<'_>,
    figure: &Figure,
) -> Map<String, Value> {
    let mut keys = Map::new();
    let optional = |value: Option<f64>| value.map_or(Value::Null, number);
    let mut put = |key: &str, value: Value| {
        keys.insert(key.to_string(), value);
    };
    put("start", json!(offsets.at(figure.span.start)));
    put("end", json!(offsets.at(figure.span.end)));
    put("text", json!(figure.span.of(text)));
    put("kind", json!(figure.kind));
    put("value", number(figure.value));
    if let Some(high) = figure.high {
        put("high", number(high));
    }
    put("unit", json!(figure.unit));
    put("noun", json!(figure.noun));
    put("target", optional(figure.target));
    put("percent", optional(figure.percent));
    if let Some(span) = figure.percent_span {
        put("percent_start", json!(offsets.at(span.start)));
        put("percent_end", json!(offsets.at(span.end)));
    }
    put("approx", json!(figure.approx));
    for (key, value) in [("total", figure.total), ("delta", figure.delta)] {
        if let Some(value) = value {
            put(key, number(value));
        }
    }
    if let Some(sense) = figure.sense {
        put("sense", json!(sense));
    }
    if let Some(per) = &figure.per {
        put("per", json!(per));
    }
    for (key, holds) in [
        ("threshold", figure.threshold),
        ("repaired", figure.repaired),
        ("implausible", figure.implausible),
    ] {
        if holds {
            put(key, json!(true));
        }
    }
    if let Some(consistent) = figure.consistent {
        put("consistent", json!(consistent));
    }
    if let Some(Period { text, from, to }) = &figure.period {
        put("period", json!({"text": text, "from": from, "to": to}));
    }
    if let Some(place) = &figure.place {
        put("place", json!(place));
    }
    if !figure.inferred.is_empty() {
        put("inferred", json!(figure.inferred));
    }
    keys
}

pub(super) fn filters(filter: &Filter) -> Value {
    let mut object = json!({
        "province": place_filters(&filter.provinces),
        "district": place_filters(&filter.districts),
        "year": filter.years.iter().map(year_filter).collect::<Vec<Value>>(),
    });
    for (key, date) in [("since", filter.since), ("until", filter.until)] {
        if let Some(date) = date {
            object[key] = json!(date);
        }
    }
    object
}

fn place_filters(wanted: &[PlaceFilter]) -> Value {
    let mut list: Vec<&str> = wanted
        .iter()
        .filter_map(|place| match place {
            PlaceFilter::Path(path) => Some(path.as_str()),
            PlaceFilter::Followed(_) => None,
            PlaceFilter::Untagged => Some("none"),
        })
        .collect();
    list.dedup();
    json!(list)
}

fn year_filter(years: &Years) -> Value {
    match years {
        Years::Between(from, to) if from == to => json!(from),
        other => json!(other.to_string()),
    }
}

fn facets(counts: &Counts, filter: &Filter) -> Value {
    let mut years = Vec::new();
    for (&year, &count) in &counts.years {
        let selected = filter
            .years
            .iter()
            .any(|wanted| wanted.contains(i16::try_from(year).ok()));
        years.push(marked(json!({"value": year, "count": count}), selected));
    }
    json!({
        "province": place_counts(&counts.provinces, &filter.provinces),
        "district": place_counts(&counts.districts, &filter.districts),
        "year": years,
    })
}

/// Values by count, then by name as programs compare strings; people are shown the
/// Vietnamese order.
fn place_counts(counts: &std::collections::BTreeMap<String, u64>, wanted: &[PlaceFilter]) -> Value {
    let mut list = Vec::new();
    let mut counted = values::place_counts(counts, wanted);
    counted.sort_by_key(|one| (Reverse(one.count), values::leaf(one.path), one.path));
    for one in counted {
        list.push(marked(
            json!({"path": one.path, "value": values::leaf(one.path), "count": one.count}),
            one.selected,
        ));
    }
    list.into()
}

fn marked(mut value: Value, selected: bool) -> Value {
    if selected {
        value["selected"] = json!(true);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Approx, FigureKind};

    #[test]
    fn a_figure_has_the_keys_of_the_contract() {
        let text = "vận động thành lập 24/52 CĐCS (đạt 46%)";
        let start = text.find("24").expect("the ratio");
        let end = text.find(" (").expect("its end");
        let mut one = Figure::new(Span::new(start, end), FigureKind::Ratio, 24.0);
        one.noun = Some("CĐCS".into());
        one.target = Some(52.0);
        one.percent = Some(46.0);
        let percent = text.find("46%").expect("the percent");
        one.percent_span = Some(Span::new(percent, percent + 3));
        let value = figures(text, &[one]);
        assert_eq!(
            value[0],
            json!({"start": 19, "end": 29, "text": "24/52 CĐCS", "kind": "ratio", "value": 24, "unit": null,
                "noun": "CĐCS", "target": 52, "percent": 46, "percent_start": 35, "percent_end": 38, "approx": null})
        );
    }

    #[test]
    fn numbers_bear_no_idle_fraction() {
        assert_eq!(number(85_000_000.0), json!(85_000_000));
        assert_eq!(number(70.9), json!(70.9));
        assert_eq!(json!(Approx::Gt), json!("gt"));
    }
}
