//! The postings of our own against those that the engine makes of the same words.

use std::sync::Arc;

use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, Schema};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocSet, Index, IndexWriter, TERMINATED, TantivyDocument};

use crate::analysis::{Analyzer, Terms};
use crate::article::Article;
use crate::extract::{self, Format, RawPage};
use crate::index::Writer;
use crate::index::budget::Queued;
use crate::index::document::{Ties, of_article};
use crate::index::schema::{fields, schema};
use crate::index::words::{PassageWords, ReadText};
use crate::index::writer::Stamp;

const TEXTS: [&str; 4] = [
    "Đoàn viên gặp đoàn viên ở Zürich, café; 24/52 CĐCS, BTV ĐH Luật. LĐLĐ TP.HCM kết nạp 1.625 đoàn viên.",
    "Doan vien, đoan, ĐOÁN; hoà HÒA hoa; kĩ kỹ ky; naïve Σίσυφος 中文 a\u{302}\u{301}b. Kinh phí CĐ đạt 70,9%, hơn 85 triệu đồng.",
    "Tặng 75 suất quà cho công nhân. ",
    "x",
];

fn articles() -> Vec<Article> {
    let mut articles = Vec::new();
    for (i, text) in TEXTS.iter().enumerate() {
        // The last has a word that is too long for the engine.
        let body = match i {
            3 => format!("{text} {} hết.", "dài".repeat(30_000)),
            _ => format!("{text} ").repeat(30),
        };
        let line = serde_json::json!({
            "id": format!("bài {i}"), "title": format!("Tin {i} của CĐCS"), "body": body,
            "district": "Ba Đình", "province": "Hà Nội", "year": 2020 + i,
        });
        let page = RawPage::new("a.jsonl", Format::Jsonl, &line.to_string());
        articles.push(extract::article(&page).expect("an article"));
    }
    articles
}

/// The words as the engine takes them.
fn token(text: &str, position: usize, width: usize) -> Token {
    Token {
        text: text.to_string(),
        position,
        position_length: width,
        ..Token::default()
    }
}

fn given(document: &mut TantivyDocument, words: &PassageWords) {
    let all: Vec<&ReadText> = words.context.iter().chain([&words.own]).collect();
    let tokens = |terms: &Terms| -> Vec<Token> {
        let token = |term: &crate::analysis::Term| {
            token(
                terms.text(term),
                term.position as usize,
                term.width as usize,
            )
        };
        terms.iter().map(token).collect()
    };
    for read in all {
        for (field, analyzer) in [
            (fields().exact, Analyzer::Exact),
            (fields().folded, Analyzer::Folded),
        ] {
            let text = PreTokenizedString {
                text: String::new(),
                tokens: tokens(&analyzer.terms(&read.text)),
            };
            document.add_pre_tokenized_text(field, text);
        }
    }
    let figures = words.figures.iter();
    let tokens = figures.map(|(at, word)| token(word, at as usize, 1));
    let text = PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    };
    document.add_pre_tokenized_text(fields().figure, text);
}

/// Each term of a field with its documents, frequencies and positions; the lengths of the
/// documents; and the number of words.
type Listed = (Vec<(Vec<u8>, Vec<(u32, u32, Vec<u32>)>)>, Vec<u8>, u64);

fn postings(segment: &SegmentReader, field: Field) -> Listed {
    let entry = segment.schema().get_field_entry(field);
    let option = entry.field_type().get_index_record_option();
    let inverted = segment.inverted_index(field).expect("an index");
    let mut found = Vec::new();
    let mut terms = inverted.terms().stream().expect("terms");
    while let Some((term, info)) = terms.next() {
        let list = inverted.read_postings_from_terminfo(info, option.expect("indexed"));
        let mut list = list.expect("postings");
        let mut documents = Vec::new();
        while list.doc() != TERMINATED {
            let mut positions = Vec::new();
            list.positions(&mut positions);
            documents.push((list.doc(), list.term_freq(), positions));
            list.advance();
        }
        assert_eq!(documents.len(), info.doc_freq as usize);
        found.push((term.to_vec(), documents));
    }
    let norms = segment.fieldnorms_readers().get_field(field);
    let norms = norms.expect("lengths").map_or_else(Vec::new, |norms| {
        (0..norms.num_docs())
            .map(|doc| norms.fieldnorm_id(doc))
            .collect()
    });
    (found, norms, inverted.total_num_tokens())
}

fn segments(index: &Index) -> Arc<SegmentReader> {
    let searcher = index.reader().expect("a reader").searcher();
    assert_eq!(searcher.segment_readers().len(), 1);
    Arc::new(searcher.segment_reader(0).clone())
}

#[test]
fn postings_are_those_of_the_engine() {
    let folder = tempfile::tempdir().expect("a folder");
    let (stamp, ties) = (
        Stamp::default(),
        Ties {
            bands: vec![7, 9],
            ..Ties::default()
        },
    );
    let mut writer = Writer::open(folder.path(), 1, true).expect("a writer");
    let (schema, _): &(Schema, _) = schema();
    let engines = Index::create_in_ram(schema.clone());
    let mut engine: IndexWriter = engines
        .writer_with_num_threads(1, 20_000_000)
        .expect("a writer");
    for article in articles() {
        writer
            .put(&article, &article.path, stamp, &ties, false)
            .expect("written");
        let (documents, _) = of_article(&article, &article.path, stamp, &ties).expect("documents");
        for Queued {
            mut document,
            words,
            ..
        } in documents
        {
            if let Some(words) = words {
                given(&mut document, &words);
            }
            engine.add_document(document).expect("added");
        }
    }
    writer.commit("").expect("committed");
    writer.close().expect("closed");
    engine.commit().expect("committed");
    let own = Index::open_in_dir(folder.path()).expect("an index");
    let (own, theirs) = (segments(&own), segments(&engines));
    let mut words = 0;
    for (field, entry) in schema.fields().filter(|(_, entry)| entry.is_indexed()) {
        let (own, theirs) = (postings(&own, field), postings(&theirs, field));
        assert!(own == theirs, "{}", entry.name());
        words += own.2;
    }
    assert!(words > 3000, "{words}");
}
