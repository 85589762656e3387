//! Rows and groups of figures as JSON and CSV.

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::search::groups::Key;
use crate::search::{Figures, Group, Row, Sum};
use crate::text::CharOffsets;

use super::csv::guarded;
use super::json::{figure, filters, milliseconds, number, summary};

const COLUMNS: [&str; 23] = [
    "id",
    "path",
    "title",
    "published",
    "year",
    "period",
    "from",
    "to",
    "place",
    "kind",
    "noun",
    "value",
    "high",
    "unit",
    "target",
    "total",
    "percent",
    "sense",
    "approx",
    "repaired",
    "consistent",
    "text",
    "sentence",
];

const GROUP_COLUMNS: [&str; 9] = [
    "group", "place", "count", "noun", "act", "unit", "from", "to", "sum",
];

/// All rows.
pub fn rows(found: &Figures) -> Value {
    let mut object = head(found);
    object["rows"] = found.rows.iter().map(row).collect();
    object
}

/// All groups.
pub fn groups(found: &Figures, groups: &[Group]) -> Value {
    let mut object = head(found);
    object["groups"] = groups.iter().map(group).collect();
    object
}

/// One figure.
pub fn row(row: &Row) -> Value {
    let mut keys = Map::new();
    keys.insert("article".into(), summary(&row.article));
    keys.insert("period".into(), Value::Null);
    keys.insert("year".into(), json!(row.year));
    let mut offsets = CharOffsets::new(&row.sentence);
    // Its keys are those of a figure anywhere; start and end are within the sentence.
    keys.extend(figure(&row.sentence, &mut offsets, &row.figure));
    keys.insert("place".into(), json!(row.place));
    keys.insert("sentence".into(), json!(row.sentence));
    if row.is_of_part_year() {
        keys.insert("part_of_year".into(), json!(true));
    }
    Value::Object(keys)
}

/// One group with its rows.
pub fn group(group: &Group) -> Value {
    let mut rows: Vec<Value> = Vec::new();
    for (one, summed) in group.rows.iter().zip(&group.summed) {
        let mut value = row(one);
        if *summed {
            value["summed"] = json!(true);
        }
        rows.push(value);
    }
    let mut object = json!({
        "key": key(group),
        "count": group.rows.len(),
        "sum": group.sum().map(|sum| number(sum.value)),
    });
    if let Key::Place(path) = &group.key {
        object["path"] = json!(path);
    }
    object["sums"] = group.sums.iter().map(sum).collect();
    object["rows"] = rows.into();
    object
}

/// The rows as CSV with a header line.
pub fn rows_csv(rows: &[Row]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(Error::render)?;
    for row in rows {
        let (article, figure) = (&row.article, &row.figure);
        let (from, to) = row.months();
        let period = figure.period.as_ref().map(|period| period.text.as_str());
        let plain = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let name = |value: Value| value.as_str().unwrap_or_default().to_string();
        writer
            .write_record([
                guarded(&article.id),
                guarded(&article.path),
                guarded(&article.title),
                article
                    .published
                    .map_or_else(String::new, |date| date.to_string()),
                row.year.map_or_else(String::new, |year| year.to_string()),
                guarded(period.unwrap_or_default()),
                from,
                to,
                guarded(row.place.as_deref().unwrap_or_default()),
                name(json!(figure.kind)),
                guarded(figure.noun.as_deref().unwrap_or_default()),
                plain(Some(figure.value)),
                plain(figure.high),
                guarded(figure.unit.as_deref().unwrap_or_default()),
                plain(figure.target),
                plain(figure.total),
                plain(figure.percent),
                name(json!(figure.sense)),
                name(json!(figure.approx)),
                if figure.repaired { "true" } else { "" }.to_string(),
                figure
                    .consistent
                    .map_or_else(String::new, |holds| holds.to_string()),
                guarded(row.text()),
                guarded(&row.sentence),
            ])
            .map_err(Error::render)?;
    }
    writer.into_inner().map_err(Error::render)
}

/// The groups as CSV with a header line: a line for each sum, one for a group without.
pub fn groups_csv(groups: &[Group]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(GROUP_COLUMNS).map_err(Error::render)?;
    for group in groups {
        let name = match key(group) {
            Value::String(name) => name,
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let place = match &group.key {
            Key::Place(path) => path.as_str(),
            _ => "",
        };
        let mut sums: Vec<Option<&Sum>> = group.sums.iter().map(Some).collect();
        if sums.is_empty() {
            sums.push(None);
        }
        for sum in sums {
            let of = |part: fn(&Sum) -> &str| guarded(sum.map_or("", part));
            writer
                .write_record([
                    guarded(&name),
                    guarded(place),
                    group.rows.len().to_string(),
                    of(|sum| &sum.noun),
                    of(|sum| sum.act.name()),
                    of(|sum| sum.unit.as_deref().unwrap_or("")),
                    of(|sum| &sum.months.0),
                    of(|sum| &sum.months.1),
                    sum.map_or_else(String::new, |sum| sum.value.to_string()),
                ])
                .map_err(Error::render)?;
        }
    }
    writer.into_inner().map_err(Error::render)
}

fn head(found: &Figures) -> Value {
    json!({
        "query": found.query,
        "filters": filters(&found.filter),
        "took_ms": milliseconds(found.took),
        "notices": found.notices,
        "total": found.rows.len(),
    })
}

fn sum(sum: &Sum) -> Value {
    json!({
        "noun": if sum.noun.is_empty() { Value::Null } else { json!(sum.noun) },
        "act": sum.act.name(),
        "unit": sum.unit,
        "from": sum.months.0,
        "to": sum.months.1,
        "sum": number(sum.value),
        "count": sum.count,
        "approximate": sum.approximate,
    })
}

/// The key of a group: a year, the name of a place, a noun, or null.
fn key(group: &Group) -> Value {
    match &group.key {
        Key::Year(year) => json!(year),
        Key::Place(_) | Key::Noun(_) => json!(group.name),
        Key::None => Value::Null,
    }
}
