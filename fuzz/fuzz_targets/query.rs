//! Any query parses, and what it displays as parses to the same again.
#![no_main]

use congdoan::query::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (query, _) = parse(text);
    let shown = query.to_string();
    let (again, _) = parse(&shown);
    assert_eq!(again.to_string(), shown);
});
