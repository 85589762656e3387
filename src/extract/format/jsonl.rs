//! One line of a `.jsonl` file: an article with `id`, `title` and `body`, whose
//! other fields state what would be inferred otherwise.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use crate::extract::page::Page;

/// The optional fields, as [`Stated::set`] knows them.
const OPTIONAL: [&str; 7] = [
    "url",
    "published",
    "author",
    "district",
    "province",
    "year",
    "tags",
];

/// Only the id: all that is needed to find the article again.
#[derive(Deserialize)]
struct Id<'a> {
    #[serde(borrow, default)]
    id: Option<Scalar<'a>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(i64),
}

/// The id of the article on `line`; an error is the reason why it cannot be read.
pub fn id(line: &str) -> Result<String, String> {
    let id: Id = serde_json::from_str(line.trim_start_matches('\u{feff}')).map_err(no_json)?;
    let id = match id.id {
        Some(Scalar::Text(text)) => text.into_owned(),
        Some(Scalar::Number(number)) => number.to_string(),
        None => String::new(),
    };
    if id.is_empty() {
        return Err("no id".to_string());
    }
    Ok(id)
}

/// Reads `line` as a page.
pub fn page(line: &str) -> Result<Page, String> {
    let value: Value =
        serde_json::from_str(line.trim_start_matches('\u{feff}')).map_err(no_json)?;
    let Value::Object(fields) = value else {
        return Err("no JSON object".to_string());
    };
    let required = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(format!("{name} is no string")),
        None => Err(format!("no {name}")),
    };
    let title = required("title")?;
    let mut page = Page::of_text(required("body")?);
    if page.lines.is_empty() {
        return Err("empty body".to_string());
    }
    page.titled = true;
    let mut values = vec![("title", title.to_string())];
    for name in OPTIONAL {
        if let Some(value) = fields.get(name).and_then(plain) {
            values.push((name, value));
        }
    }
    for (name, value) in values {
        if let Err(reason) = page.stated.set(name, &value) {
            page.warnings.push(reason);
        }
    }
    Ok(page)
}

/// A field's value as a person would write it; none for null and for what is no single value.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(plain).collect();
            Some(items.join(", "))
        }
        _ => None,
    }
}

fn no_json(error: serde_json::Error) -> String {
    // the line is part of the path already, and always 1 here
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    format!("no JSON: {reason} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_a_page() {
        let line = r#"{"id":7,"title":"Hội nghị","body":"Câu một.\n\nCâu hai.","year":2021,"district":null,"published":"mai"}"#;
        assert_eq!(id(line), Ok("7".to_string()));
        let page = page(line).expect("a page");
        assert_eq!(page.title(), "Hội nghị");
        assert_eq!(page.lines.len(), 2);
        assert_eq!((page.stated.year, page.stated.district), (Some(2021), None));
        assert_eq!(page.warnings.len(), 1);
    }

    #[test]
    fn what_is_missing_is_named() {
        for (line, reason) in [
            (r#"{"id":"a","title":"b"}"#, "no body"),
            (r#"{"id":"a","title":1,"body":"c"}"#, "title is no string"),
            (r#"{"id":"a","title":"b","body":" "}"#, "empty body"),
            (r#"[1]"#, "no JSON object"),
        ] {
            assert_eq!(page(line), Err(reason.to_string()));
        }
        let reason = page(r#"{"id":"a","#).expect_err("cut off");
        assert!(reason.starts_with("no JSON: EOF"), "{reason}");
        assert_eq!(id(r#"{"title":"b"}"#), Err("no id".to_string()));
        assert_eq!(id(r#"{"id":""}"#), Err("no id".to_string()));
    }
}
