//! Puts the document together.

use std::sync::LazyLock;

use serde_json::{Value, json};
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, ParameterStyle,
    PathItem, PathsBuilder,
};
use utoipa::openapi::schema::{Array, ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, Info, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
    ResponseBuilder, Schema,
};

use super::schemas;
use super::{OPERATIONS, Operation};
use crate::web::params::{LONGEST_VALUE, MOST_VALUES, Param, Takes};
use crate::web::problem::MEDIA_TYPE;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let document = serde_json::to_value(built());
    document.expect("the document is plain data: a test makes it")
});

/// The document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

fn built() -> OpenApi {
    let mut info = Info::new("congdoan", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Full-text search over Vietnamese labour-union news. The JSON is that of `congdoan --json`, \
        the parameters are named like its flags. Offsets count Unicode code points."
            .to_string(),
    );
    let mut paths = PathsBuilder::new();
    for operation in &OPERATIONS {
        let item = PathItem::new(HttpMethod::Get, described(operation));
        paths = paths.path(operation.path, item);
    }
    let mut components = ComponentsBuilder::new();
    for (name, schema) in schemas::all() {
        components = components.schema(name, schema);
    }
    OpenApiBuilder::new()
        .info(info)
        .paths(paths.build())
        .components(Some(components.build()))
        .build()
}

fn described(operation: &Operation) -> OperationBuilder {
    let mut answer = ResponseBuilder::new()
        .description("The answer; ETag names the commit of the index.")
        .content("application/json", of_schema(operation.answer));
    if operation.exports {
        let text = || {
            ContentBuilder::new()
                .schema(Some(plain(Type::String)))
                .build()
        };
        answer = answer
            .content("text/csv", text())
            .content("application/jsonl", text());
    }
    let mut described = OperationBuilder::new()
        .operation_id(Some(operation.id))
        .summary(Some(operation.summary))
        .response("200", answer)
        .response(
            "304",
            ResponseBuilder::new().description("Nothing changed since If-None-Match."),
        );
    let mut problems = vec![
        (
            "400",
            "A parameter is unknown, not right, or beyond its limit.",
        ),
        ("500", "The index could not be searched."),
        (
            "503",
            "Too much at once, or it takes too long; Retry-After says when to try again.",
        ),
    ];
    if operation.path.contains('{') {
        problems.push(("404", "There is no such article."));
        described = described.parameter(id());
    }
    for (status, words) in problems {
        let problem = ResponseBuilder::new()
            .description(words)
            .content(MEDIA_TYPE, of_schema("Problem"));
        described = described.response(status, problem);
    }
    for param in operation.table {
        described = described.parameter(parameter(param));
    }
    described
}

fn of_schema(name: &str) -> utoipa::openapi::Content {
    ContentBuilder::new()
        .schema(Some(RefOr::Ref(Ref::from_schema_name(name))))
        .build()
}

fn id() -> Parameter {
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .example(Some(json!("2022/ba-dinh-phuc-hoi.txt")))
        .description(Some(
            "The id or path of the article, as in the results; slashes may stand as they are.",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(SchemaType::Type(Type::String))
                .min_length(Some(1)),
        ))
        .build()
}

fn parameter(param: &Param) -> Parameter {
    let mut built = ParameterBuilder::new()
        .name(param.name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(param.help))
        .schema(Some(schema(param)));
    if matches!(param.takes, Takes::Texts | Takes::Years) {
        built = built.style(Some(ParameterStyle::Form)).explode(Some(true));
    }
    built.build()
}

/// What a parameter takes, with the limits that are checked.
fn schema(param: &Param) -> Schema {
    let text = |longest: usize| {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .max_length(Some(longest))
            .examples([json!(param.example)])
    };
    match param.takes {
        Takes::Text(longest) => text(longest).into(),
        Takes::Texts => several(text(LONGEST_VALUE)).into(),
        Takes::Years => several(text(LONGEST_VALUE).pattern(Some(YEARS))).into(),
        Takes::Quantity => text(LONGEST_VALUE).into(),
        Takes::Date => text(LONGEST_VALUE).pattern(Some(DATE)).into(),
        Takes::Number {
            default,
            least,
            most,
        } => ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Integer))
            .minimum(Some(least))
            .maximum(Some(most))
            .default(Some(json!(default)))
            .into(),
        Takes::Choice(words) => ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .enum_values(Some(words.iter().copied().filter(|word| !word.is_empty())))
            .into(),
        Takes::Flag => plain(Type::Boolean),
    }
}

const YEARS: &str = r"^([0-9]{4}|[0-9]{4}\.\.([0-9]{4})?|\.\.[0-9]{4}|none)$";
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

fn several(item: ObjectBuilder) -> Array {
    let mut array = ArrayBuilder::new().items(item).build();
    array.max_items = Some(MOST_VALUES);
    array
}

fn plain(kind: Type) -> Schema {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(kind))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_named_is_there() {
        let text = document().to_string();
        let mut named = 0;
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().expect("a name");
            let found = document().pointer(&format!("/components/schemas/{name}"));
            assert!(found.is_some(), "{name}");
            named += 1;
        }
        assert!(named > 10, "{named}");
        assert_eq!(
            document()["paths"].as_object().map(|paths| paths.len()),
            Some(OPERATIONS.len())
        );
    }

    #[test]
    fn limits_are_those_that_are_checked() {
        let parameters = document().pointer("/paths/~1api~1search/get/parameters");
        let parameters = parameters.and_then(Value::as_array).expect("parameters");
        let limit = parameters
            .iter()
            .find(|one| one["name"] == "limit")
            .expect("limit");
        assert_eq!(limit["schema"]["maximum"], 100);
        let year = parameters
            .iter()
            .find(|one| one["name"] == "year")
            .expect("year");
        assert_eq!(year["schema"]["maxItems"], MOST_VALUES);
    }
}
