//! Any page of any format becomes an article or a reason; its figures and passages lie
//! within its text.
#![no_main]

use congdoan::article::passages;
use congdoan::extract::{Format, RawPage, article};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let path = ["a.txt", "b.html", "c.md", "d.jsonl"][usize::from(choice % 4)];
    let Some(format) = Format::of_path(path) else { return };
    let mut page = RawPage::new(path, format, text);
    page.line = path.ends_with("jsonl").then_some(1);
    let Ok(article) = article(&page) else { return };
    for paragraph in &article.paragraphs {
        for figure in &paragraph.figures {
            assert!(!figure.span.of(&paragraph.text).is_empty());
        }
    }
    for passage in passages(&article) {
        for figure in &passage.figures {
            assert!(!figure.span.of(&passage.text).is_empty());
        }
    }
});
