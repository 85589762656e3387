//! Our reading of HTML pages beside that of a main-content extractor as browsers have it
//! (dom_smoothie, after Mozilla's Readability): which sentences of the article each keeps, and
//! what it leaves in of the page around it. Prints the table (`-- --nocapture`).

use std::path::Path;

use congdoan::article::ParagraphKind;
use congdoan::corpus::read_file;
use congdoan::text::{clean, normalize::squeeze};
use serde_json::Value;

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    kept: usize,
    left: usize,
}

impl Score {
    fn add(&mut self, text: &str, body: &[String], noise: &[String]) {
        self.kept += body.iter().filter(|line| text.contains(*line)).count();
        self.left += noise.iter().filter(|line| text.contains(*line)).count();
    }
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str)
        .map(|text| squeeze(&clean(text)))
        .collect()
}

/// What the extractor takes for the article; nothing where it finds none.
fn readable(html: &str) -> String {
    let parsed = dom_smoothie::Readability::new(html, None, None).and_then(|mut page| page.parse());
    parsed.map_or(String::new(), |article| {
        squeeze(&clean(&article.text_content.replace('\n', " ")))
    })
}

#[test]
fn our_rules_keep_more_and_leave_less_than_a_general_extractor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/truth");
    let truth = std::fs::read_to_string(root.join("pages.jsonl")).expect("the truth");
    let (mut ours, mut theirs) = (Score::default(), Score::default());
    let (mut sentences, mut lines, mut pages) = (0, 0, 0);
    for row in truth.lines() {
        let row: Value = serde_json::from_str(row).expect("a line of JSON");
        let file = row["file"].as_str().expect("a file");
        if !file.ends_with(".html") {
            continue;
        }
        let (body, noise) = (texts(&row["body"]), texts(&row["noise"]));
        pages += 1;
        sentences += body.len();
        lines += noise.len();
        let folder = root.join("pages");
        let found = read_file(&folder, &folder.join(file)).expect("a page");
        let mut text = String::new();
        for outcome in found {
            let Ok(article) = outcome else { continue };
            for paragraph in &article.paragraphs {
                if paragraph.kind != ParagraphKind::Caption {
                    text.push_str(&squeeze(&paragraph.text));
                    text.push(' ');
                }
            }
        }
        ours.add(&text, &body, &noise);
        let html = std::fs::read_to_string(folder.join(file)).expect("a page in UTF-8");
        theirs.add(&readable(&html), &body, &noise);
    }
    println!("{pages} pages        kept of {sentences:<5} left of {lines}");
    println!("our rules       {:<14} {}", ours.kept, ours.left);
    println!("dom_smoothie    {:<14} {}", theirs.kept, theirs.left);
    assert!(pages >= 30);
    // It must have read most pages, or the comparison says nothing.
    assert!(theirs.kept * 2 > sentences, "{theirs:?} of {sentences}");
    assert!(ours.kept >= theirs.kept, "{ours:?} {theirs:?}");
    assert!(ours.left <= theirs.left, "{ours:?} {theirs:?}");
}
