//! Notices in the reader's language, worded from their keys.

use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::query::Notice;
use crate::web::page::Ask;
use crate::web::tables::Q;
use crate::web::view::layout::literally;
use crate::web::view::text::shown;

/// All notices.
pub fn notices(ask: &Ask, list: &[Notice]) -> Markup {
    html! {
        @for notice in list {
            p .notice { (worded(ask, notice)) }
        }
    }
}

fn worded(ask: &Ask, notice: &Notice) -> Markup {
    let words = ask.words;
    let has = |key: &str| {
        let value = notice.keys.get(key).and_then(Value::as_array);
        value.is_some_and(|list| !list.is_empty())
    };
    let offered = notice.keys.get("applied") == Some(&Value::Bool(false));
    let template = match notice.kind {
        "relaxed" if has("dropped") => &words.notice_relaxed_dropped,
        "relaxed" => &words.notice_relaxed,
        "folded" => &words.notice_folded,
        "corrected" if offered => &words.notice_corrected_offered,
        "corrected" => &words.notice_corrected,
        "telex" => &words.notice_telex,
        "restored" => &words.notice_restored,
        "place" if notice.text.contains("all are shown") => &words.notice_place_many,
        "place" if has("candidates") => &words.notice_place_none_candidates,
        "place" => &words.notice_place_none,
        "absent_place" => &words.notice_absent_place,
        "year" => &words.notice_year,
        "quantity" => &words.notice_quantity,
        "empty" => &words.notice_empty,
        "truncated" => &words.notice_truncated,
        "shares" => &words.notice_shares,
        // A kind that is newer than these words: its own, in English.
        _ => return html! { span lang="en" { (shown(&notice.text)) } },
    };
    let instead = matches!(notice.kind, "corrected" | "telex") && !offered;
    html! {
        (filled(ask, template, &notice.keys, notice.kind != "folded"))
        @if instead && let Some(from) = notice.keys.get("from").and_then(Value::as_str) {
            " " a href=(literally(ask).href()) {
                (crate::web::words::fill(&words.notice_instead, &[("from", &shown(from))]))
            }
        }
    }
}

/// The template with its gaps filled; the query that is shown instead is a link to it.
fn filled(ask: &Ask, template: &str, keys: &Map<String, Value>, linked: bool) -> Markup {
    html! {
        @for (i, part) in template.split('{').enumerate() {
            @match part.split_once('}') {
                Some((name, behind)) if i > 0 => {
                    @let value = keys.get(name).map(said).unwrap_or_default();
                    @if name == "to" && linked {
                        a href=(ask.link.set(&Q, &value).href()) { b { (value) } }
                    } @else { b { (value) } }
                    (behind)
                }
                _ => (part),
            }
        }
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => shown(text),
        Value::Array(list) => list.iter().map(said).collect::<Vec<String>>().join(", "),
        other => other.to_string(),
    }
}
