//! The OpenAPI document against the server: every answer is of the shape that it describes.

use serde_json::Value;

use super::client::{Site, encoded};
use crate::news::news;

/// Fails where `value` is not of `schema`, or an object has a key that is not described.
fn holds(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#'));
        return holds(document, target.expect("the schema"), value, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let null = |one: &&Value| one["type"] == "null";
        if value.is_null() {
            assert!(choices.iter().any(|one| null(&one)), "{at}: null");
            return;
        }
        let other = choices.iter().find(|one| !null(one)).expect("a choice");
        return holds(document, other, value, at);
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let fits = |kind: &&str| match *kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{at}: type {other}"),
    };
    assert!(kinds.iter().any(fits), "{at}: {value} is not {kinds:?}");
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            assert!(object.contains_key(name), "{at}: no {name} in {value}");
        }
        let open = at.contains("notices") || at.contains("rows");
        for (key, inner) in object {
            let inner_schema = &schema["properties"][key];
            assert!(
                open || inner_schema.is_object(),
                "{at}: {key} is not described"
            );
            holds(document, inner_schema, inner, &format!("{at}.{key}"));
        }
    }
    for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
        holds(document, &schema["items"], inner, &format!("{at}[{i}]"));
    }
}

#[test]
fn every_answer_is_as_described() {
    let site = Site::over(news());
    let document = site.json("/openapi.json");
    assert!(
        document["openapi"]
            .as_str()
            .expect("a version")
            .starts_with("3.1")
    );
    let word = encoded("đoàn viên");
    for (path, operation) in [
        ("/api/search?limit=100".to_string(), "/api/search"),
        (
            format!("/api/search?q={word}&explain=true&year=2016..2024"),
            "/api/search",
        ),
        (
            format!("/api/search?q={}", encoded("kết nạp đoàn viên thương")),
            "/api/search",
        ),
        (
            format!("/api/facets?q={word}&since=2000-01-01"),
            "/api/facets",
        ),
        ("/api/figures".to_string(), "/api/figures"),
        (format!("/api/figures?q={word}&by=district"), "/api/figures"),
        (format!("/api/figures?q={word}&by=year"), "/api/figures"),
        (format!("/api/articles/bd22?q={word}"), "/api/articles/{id}"),
        ("/api/suggest?prefix=cong".to_string(), "/api/suggest"),
        ("/api/search?limit=x".to_string(), "/api/search"),
        ("/api/search?district=hoang+mai".to_string(), "/api/search"),
        ("/api/articles/none-such".to_string(), "/api/articles/{id}"),
    ] {
        let reply = site.get(&path);
        let described = &document["paths"][operation]["get"]["responses"][reply.status.to_string()];
        let kind = reply.header("content-type").to_string();
        let schema = &described["content"][&kind]["schema"];
        assert!(
            schema.is_object(),
            "{path}: {} {kind} is not described",
            reply.status
        );
        holds(&document, schema, &reply.json(), &path);
    }
}

#[test]
fn the_page_of_the_api_shows_every_address_and_parameter() {
    let site = Site::over(news());
    let page = site.page("/api");
    let document = site.json("/openapi.json");
    for (path, item) in document["paths"].as_object().expect("paths") {
        assert!(page.contains(&format!("GET {path}")), "{path}");
        for param in item["get"]["parameters"].as_array().expect("parameters") {
            let name = param["name"].as_str().expect("a name");
            assert!(
                name == "id" || page.contains(&format!("<code>{name}</code>")),
                "{name}"
            );
        }
    }
}
