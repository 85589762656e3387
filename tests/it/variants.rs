//! Every way to type a query has the same best article: without marks, as raw key strokes,
//! in the other tone placement, decomposed, in capitals. And syllables that fold alike
//! never count alike in a query with marks.

use congdoan::eval::Topic;
use congdoan::index::Reader;
use congdoan::search::{Answer, Matching, Request, search};
use congdoan::text::fold::{Letter, fold};
use congdoan::text::{TokenKind, tokens, tone};
use unicode_normalization::UnicodeNormalization;

use crate::relevance::samples;
use crate::util::World;

/// The queries that were first written, and those held back.
fn topics() -> Vec<Topic> {
    let mut found = crate::relevance::topics("queries.tsv");
    found.extend(crate::relevance::topics("heldout.tsv"));
    found
}

fn answer(reader: &Reader, query: &str) -> Answer {
    let request = Request {
        query: query.to_string(),
        ..Request::default()
    };
    search(reader, &request).expect("an answer")
}

/// The strokes of `text`: of each syllable its letters with their shapes, the tone last.
fn strokes(text: &str, shape: fn(char, char) -> &'static str, tones: [char; 5]) -> String {
    let mut out = String::new();
    let mut copied = 0;
    for token in tokens(text) {
        if token.kind != TokenKind::Word {
            continue;
        }
        let word = token.span.of(text);
        out.push_str(&text[copied..token.span.start]);
        copied = token.span.end;
        let abbreviation = word.chars().count() > 1 && !word.contains(char::is_lowercase);
        let mut tone = None;
        for c in word.chars() {
            let letter = Letter::of(c);
            let base = match c.is_uppercase() {
                true => letter.base.to_ascii_uppercase(),
                false => letter.base,
            };
            out.push(base);
            if let Some(mark) = letter.shape {
                let stroke = shape(letter.base, mark);
                match abbreviation {
                    true => out.push_str(&stroke.to_uppercase()),
                    false => out.push_str(stroke),
                }
            }
            tone = tone.or(letter.tone);
        }
        let marks = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];
        let at = tone.and_then(|tone| marks.iter().position(|mark| *mark == tone));
        out.extend(at.map(|at| tones[at]));
    }
    out.push_str(&text[copied..]);
    out
}

fn telex(text: &str) -> String {
    let shape = |base, mark| match (base, mark) {
        ('d', _) => "d",
        ('a', '\u{302}') => "a",
        ('e', '\u{302}') => "e",
        ('o', '\u{302}') => "o",
        _ => "w",
    };
    strokes(text, shape, ['s', 'f', 'r', 'x', 'j'])
}

fn vni(text: &str) -> String {
    let shape = |_, mark| match mark {
        '\u{302}' => "6",
        '\u{31b}' => "7",
        '\u{306}' => "8",
        _ => "9",
    };
    strokes(text, shape, ['1', '2', '3', '4', '5'])
}

fn other_tone(text: &str) -> String {
    let placed = |word: &str| tone::other_placement(word).unwrap_or_else(|| word.to_string());
    let words: Vec<String> = text.split(' ').map(placed).collect();
    words.join(" ")
}

#[test]
fn every_way_to_type_a_query_has_the_same_best_article() {
    let reader = samples();
    let best = |query: &str| -> Option<String> {
        let answer = answer(reader, query);
        answer.hits.first().map(|hit| hit.article.id.clone())
    };
    let mut table = String::new();
    let mut counts = [[0; 2]; 6];
    let mut nothing = 0;
    for topic in topics() {
        let text = &topic.text;
        let expected = best(text);
        nothing += usize::from(expected.is_none());
        let variants = [
            ("unaccented", fold(text)),
            ("telex", telex(text)),
            ("vni", vni(text)),
            ("tone", other_tone(text)),
            ("decomposed", text.nfd().collect()),
            ("capitals", text.to_uppercase()),
        ];
        for (i, (name, typed)) in variants.into_iter().enumerate() {
            let found = best(&typed);
            counts[i][0] += 1;
            if found != expected {
                counts[i][1] += 1;
                table.push_str(&format!(
                    "{} {name}: {typed}\n  {found:?}, not {expected:?}\n",
                    topic.id
                ));
            }
        }
    }
    println!("{table}{counts:?}");
    assert!(nothing <= 1, "{nothing} queries find nothing");
    for (i, [_, differ]) in counts.into_iter().enumerate() {
        // Without marks, more passages have all the words: another may come first.
        let allowed = [6, 0, 0, 0, 0, 0][i];
        assert!(differ <= allowed, "\n{table}");
    }
}

#[test]
fn syllables_that_fold_alike_never_count_alike() {
    let lines: Vec<String> = [
        ("an", "An ninh khu phố", "Tổ an ninh đi quanh xóm."),
        ("án", "Vụ án cũ", "Tòa xử án vào thứ hai."),
        ("năm", "Chuyện năm ngoái", "Cuối năm có hội làng."),
        ("Nam", "Gió mùa ở miền Nam", "Người miền Nam đón Tết."),
        ("thể", "Hội thao tập thể", "Ai cũng thích thể thao."),
        ("thế", "Lợi thế của làng", "Vì thế mà đông khách."),
    ]
    .iter()
    .map(|(id, title, body)| {
        serde_json::json!({"id": id, "title": title, "body": body}).to_string() + "\n"
    })
    .collect();
    let world = World::indexed(&[("tin.jsonl", lines.concat())]);
    let reader = &Reader::open(&world.index("")).expect("an index");
    for (query, found) in [("án", "án"), ("năm", "năm"), ("thể", "thể"), ("thế", "thế")]
    {
        let answer = answer(reader, query);
        let ids: Vec<&str> = answer
            .hits
            .iter()
            .map(|hit| hit.article.id.as_str())
            .collect();
        assert_eq!(ids, [found], "{query}");
        // Where anything is ranked that shares a word, the other spelling is behind.
        let request = Request {
            query: format!("{query} làng"),
            matching: Matching::Any,
            ..Request::default()
        };
        let answer = search(reader, &request).expect("an answer");
        assert!(answer.hits[0].article.id == found || answer.hits[0].text.contains("làng"));
    }
    // Without marks, both count.
    assert_eq!(answer(reader, "the").total.articles, 2);
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let reader = samples();
    let mut hits = 0;
    for topic in topics() {
        for query in [topic.text.clone(), fold(&topic.text)] {
            let request = Request {
                query: query.clone(),
                explain: true,
                limit: 20,
                ..Request::default()
            };
            for hit in search(reader, &request).expect("an answer").hits {
                let sum: f32 = hit.explanation.iter().map(|(_, value)| value).sum();
                let close = (sum - hit.score).abs() <= 1e-3 * hit.score.abs().max(1.0);
                assert!(
                    close,
                    "{query}: {} is not {sum}: {:?}",
                    hit.score, hit.explanation
                );
                hits += 1;
            }
        }
    }
    assert!(hits > 500, "{hits}");
}
