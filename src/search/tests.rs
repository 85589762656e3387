//! The ways to the same answer agree: segments one by one and side by side, sets of bits and
//! the engine's own lists, all matches scored anew and the best of a first ranking.

use std::path::Path;

use tantivy::query::EnableScoring;

use crate::index::Reader;
use crate::index::update::{Silent, Task, update};

use super::collect::{Collected, Weights, collect};
use super::compile::compile;
use super::facets::Filter;
use super::hit::Hit;
use super::request::{Matching, Request};
use super::run::Run;
use super::selecting::Selecting;
use super::top::{Keep, Sort};

/// An index of several segments, in which some articles are deleted.
struct Archive {
    _folder: tempfile::TempDir,
    reader: Reader,
}

/// With articles of up to `longest` sentences.
fn archive(longest: usize) -> Archive {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, corpus) = (folder.path().join("index"), folder.path().join("corpus"));
    std::fs::create_dir(&corpus).expect("a folder");
    let districts = ["Ba Đình", "Đống Đa", "Long Biên", "Sóc Sơn", "Thanh Trì"];
    let write = |number: usize, sentences: usize| {
        let district = districts[number % districts.len()];
        let year = 2015 + number % 9;
        let mut text = format!("LĐLĐ {district}: Bản tin số {number}\n");
        for i in 0..sentences {
            let topic =
                ["phát triển đoàn viên", "thành lập CĐCS", "tập huấn cán bộ"][(number + i) % 3];
            let figure = 3 + number * (i + 1) % 97;
            text.push_str(&format!(
                "\nNăm {year}, công đoàn {district} {topic} ở {figure} đơn vị, vượt kế hoạch đề ra từ đầu năm.\n"
            ));
        }
        std::fs::write(corpus.join(format!("{number}.txt")), text).expect("a file");
    };
    for lot in 0..3 {
        for number in lot * 60..(lot + 1) * 60 {
            write(number, 1 + number % longest);
        }
        update(&root, &corpus, &Task::default(), &Silent).expect("an index");
    }
    for number in (0..180).step_by(17) {
        std::fs::remove_file(corpus.join(format!("{number}.txt"))).expect("a file");
    }
    update(&root, &corpus, &Task::default(), &Silent).expect("an index");
    let reader = Reader::open(Path::new(&root)).expect("an index");
    assert!(reader.searcher().segment_readers().len() > 2);
    Archive {
        _folder: folder,
        reader,
    }
}

fn requests() -> Vec<Request> {
    let of = |query: &str| Request {
        query: query.into(),
        ..Request::default()
    };
    vec![
        of("đoàn viên"),
        of("cong doan"),
        of("phat triển đoàn"),
        of("bao nhiêu đơn vị"),
        of("\"tập huấn\" -CĐCS"),
        of("công đoàn Ba Đình"),
        of("ba dinh ke hoach"),
        of("Ba Đình OR Sóc Sơn"),
        of("Long Biên năm 2016 phát triển đoàn viên hươu"),
        of("phát triển hoặc thành lập OR tập huấn"),
        of("kế hoạch đề ra của Ba Đình từ đầu năm 2019 có hươu cao cổ"),
        Request {
            limit: 300,
            ..of("công đoàn")
        },
        Request {
            sort: Sort::Oldest,
            ..of("kế hoạch")
        },
        Request {
            matching: Matching::Any,
            ..of("tập huấn đoàn viên hươu")
        },
        of(""),
    ]
}

/// What a run shows, and what it counts.
fn shown(archive: &Archive, request: &Request, threads: bool) -> (String, Vec<Hit>) {
    let view = archive.reader.view().expect("a view");
    let mut run = Run::new(view, request, request.filter.clone(), false);
    run.threads = threads;
    let Ok((total, counts, hits)) = run.answer() else {
        panic!("no answer to {}", request.query)
    };
    (format!("{total:?} {counts:?}"), hits)
}

#[test]
fn segments_may_be_walked_side_by_side() {
    let archive = archive(12);
    for request in requests() {
        let (counts, hits) = shown(&archive, &request, false);
        assert!(!hits.is_empty(), "{}", request.query);
        let (on_threads, others) = shown(&archive, &request, true);
        assert_eq!(counts, on_threads, "{}", request.query);
        assert_eq!(format!("{hits:?}"), format!("{others:?}"));
    }
}

/// What the walks find of `request`, with all the ways to save work or with none.
fn found(archive: &Archive, request: &Request, saving: bool) -> Collected {
    let view = archive.reader.view().expect("a view");
    let mut run = Run::new(view, request, Filter::default(), false);
    let (query, _) = crate::query::parse(&request.query);
    let parts = run.parts(&query).expect("parts");
    let attempt = run.attempts(parts).remove(0);
    let searcher = &run.view.searcher;
    let compiled = compile(&attempt.parts, attempt.strictness, searcher, false).expect("a query");
    let weight = || {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        compiled.query.weight(scoring).expect("a weight")
    };
    let weights = Weights {
        selecting: Selecting {
            weight: weight(),
            words: compiled.words.clone().filter(|_| saving),
        },
        scoring: weight(),
    };
    let keep = Keep {
        sort: Sort::Relevance,
        depth: usize::MAX,
        per_article: usize::MAX,
        rescored: if saving { usize::MAX - 1 } else { 0 },
        leads_only: false,
    };
    let mut found = collect(&run.view, &weights, &run.filter, false, keep, false).expect("matches");
    found.candidates.sort_by_key(|candidate| candidate.address);
    for candidate in &mut found.candidates {
        candidate.score = 0.0;
    }
    found
}

#[test]
fn what_is_selected_is_the_same_by_sets_of_bits() {
    let archive = archive(12);
    for request in requests() {
        let by_bits = found(&archive, &request, true);
        let by_lists = found(&archive, &request, false);
        assert_eq!(
            format!("{by_bits:?}"),
            format!("{by_lists:?}"),
            "{}",
            request.query
        );
    }
}

#[test]
fn every_match_is_ranked_however_many_there_are() {
    let archive = archive(100);
    let all = Request {
        query: "công đoàn kế hoạch".into(),
        limit: 5000,
        per_article: 100,
        ..Request::default()
    };
    let (_, hits) = shown(&archive, &all, false);
    assert!(hits.len() > super::rank::RERANK_DEPTH, "{}", hits.len());
    assert!(hits.iter().all(|hit| hit.score > 0.0));
    let page = Request {
        limit: 20,
        ..all.clone()
    };
    let (_, first) = shown(&archive, &page, false);
    let ids = |hits: &[Hit]| -> Vec<(String, u32)> {
        hits.iter()
            .take(20)
            .map(|hit| (hit.article.id.clone(), hit.ordinal))
            .collect()
    };
    assert_eq!(ids(&first), ids(&hits));
}
