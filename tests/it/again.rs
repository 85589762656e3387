//! From the third search of a commit on, articles are read from a table in memory: it
//! answers as the columns do.

use std::fs;
use std::path::Path;

use congdoan::index::Reader;
use congdoan::render::json;
use congdoan::search::{Filter, PlaceFilter, Request, Sort, search};

use crate::util::World;

fn requests() -> Vec<Request> {
    let of = |query: &str| Request {
        query: query.into(),
        ..Request::default()
    };
    vec![
        of("đoàn viên"),
        of("cong doan"),
        of(""),
        Request {
            sort: Sort::Oldest,
            ..of("thành lập CĐCS")
        },
        Request {
            all_copies: true,
            ..of("học bổng")
        },
        Request {
            filter: Filter {
                districts: vec![PlaceFilter::Path("/Hà Nội/Ba Đình".into())],
                ..Filter::default()
            },
            ..of("công đoàn")
        },
    ]
}

/// The answers of one reader, without the times they took.
fn answers(reader: &Reader) -> Vec<serde_json::Value> {
    let mut found = Vec::new();
    for request in requests() {
        let answer = search(reader, &request).expect("an answer");
        assert!(answer.total.articles > 0, "{}", request.query);
        let mut value = json::answer(&answer);
        value["took_ms"] = 0.into();
        found.push(value);
    }
    found
}

/// The answers of readers that search once each.
fn first_answers(world: &World) -> Vec<serde_json::Value> {
    let mut found = Vec::new();
    for request in requests() {
        let reader = Reader::open(&world.index("")).expect("an index");
        let answer = search(&reader, &request).expect("an answer");
        let mut value = json::answer(&answer);
        value["took_ms"] = 0.into();
        found.push(value);
    }
    found
}

#[test]
fn a_third_search_answers_like_a_first() {
    let world = World::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in walkdir::WalkDir::new(&samples) {
        let entry = entry.expect("a readable sample");
        if entry.file_type().is_file() {
            let path = entry
                .path()
                .strip_prefix(&samples)
                .expect("below the samples");
            let bytes = fs::read(entry.path()).expect("a sample");
            world.write(&path.to_string_lossy(), bytes);
        }
    }
    world.run(["index", "-q"]).ok();
    let reader = Reader::open(&world.index("")).expect("an index");
    answers(&reader);
    assert_eq!(answers(&reader), first_answers(&world));

    // With deletions, and another commit under the same reader.
    world.remove("2022/ba-dinh-phuc-hoi.txt");
    world.write(
        "moi.txt",
        "Ba Đình: Tin mới\n\nLĐLĐ quận Ba Đình kết nạp 12 đoàn viên năm 2022.\n",
    );
    world.run(["index", "-q"]).ok();
    assert!(reader.refresh().expect("a look"));
    answers(&reader);
    assert_eq!(answers(&reader), first_answers(&world));
}
