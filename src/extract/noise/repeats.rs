//! Text that stands on the page twice: a lead printed again as paragraph or caption,
//! a pull-quote. It is indexed once; the copy goes.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::extract::page::{Fate, Line, Page, is_item, word_count};
use crate::text::sentence::sentences;

/// Shorter lines and sentences repeat without being copies: headings, list items.
const SHORTEST: usize = 8;
/// Bytes of letters by which most texts differ.
const HEAD: usize = 24;

pub(super) fn apply(page: &mut Page) {
    let mut letters = Letters::default();
    let mut candidates = Vec::new();
    let mut heads: HashMap<u64, u32> = HashMap::new();
    for (at, line) in page.lines.iter().enumerate() {
        if may_repeat(line) {
            let head = letters.head(&line.text);
            *heads.entry(head).or_default() += 1;
            candidates.push((at, head));
        }
    }
    // what begins as no other line does is no copy
    candidates.retain(|(_, head)| heads[head] > 1);
    let mut seen = HashSet::new();
    for (at, _) in candidates {
        let line = &mut page.lines[at];
        if !seen.insert(letters.hash(&line.text)) {
            line.drop_as("repeat");
        }
    }
    drop_pull_quotes(page, &mut letters);
}

fn may_repeat(line: &Line) -> bool {
    (line.is_open() || line.fate == Fate::Caption)
        && !is_item(&line.text)
        && line.text.len() > 30
        && (line.fate == Fate::Caption || word_count(&line.text) >= SHORTEST)
}

/// A line that is one sentence of another paragraph is a box, unless it opens the text.
fn drop_pull_quotes(page: &mut Page, letters: &mut Letters) {
    let open = page.open();
    let mut candidates = Vec::new();
    for &at in open.iter().skip(1) {
        let text = &page.lines[at].text;
        if text.len() < 400
            && !is_item(text)
            && word_count(text) >= SHORTEST
            && sentences(text).len() == 1
        {
            candidates.push((at, letters.hash(text)));
        }
    }
    if candidates.is_empty() {
        return;
    }
    let heads: HashSet<u64> = candidates
        .iter()
        .map(|&(at, _)| letters.head(&page.lines[at].text))
        .collect();
    let mut within = HashSet::new();
    for &at in &open {
        let text = &page.lines[at].text;
        let spans = sentences(text);
        if spans.len() > 1 {
            for sentence in spans.iter().map(|span| span.of(text)) {
                if heads.contains(&letters.head(sentence)) {
                    within.insert(letters.hash(sentence));
                }
            }
        }
    }
    for (at, hash) in candidates {
        if within.contains(&hash) {
            page.lines[at].drop_as("repeat");
        }
    }
}

/// Hashes the letters and digits alone: quotes and blanks differ between copies.
#[derive(Default)]
struct Letters(Vec<u8>);

impl Letters {
    fn hash(&mut self, text: &str) -> u64 {
        self.first(text, usize::MAX)
    }

    /// A hash of the first of them: a cheap way to tell most texts apart.
    fn head(&mut self, text: &str) -> u64 {
        self.first(text, HEAD)
    }

    fn first(&mut self, text: &str, most: usize) -> u64 {
        let bytes = text.as_bytes();
        self.0.resize(bytes.len(), 0);
        let (mut at, mut kept) = (0, 0);
        while kept < most
            && let Some(&byte) = bytes.get(at)
        {
            // quotes, dashes and dots beyond ASCII begin with this byte, no letter does
            if byte == 0xe2 {
                at += 3;
                continue;
            }
            self.0[kept] = byte;
            kept += usize::from(byte >= 0x80 || byte.is_ascii_alphanumeric());
            at += 1;
        }
        xxh3_64(&self.0[..kept])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_goes_and_the_first_stays() {
        let lead = "Công đoàn quận đã tổ chức hội nghị sơ kết sáu tháng đầu năm.";
        let quote = "Chúng tôi sẽ tiếp tục chăm lo đời sống cho người lao động.";
        let mut page = Page::of_text(&format!(
            "{lead}\n“{quote}”\n{lead}\nTại đây, đồng chí chủ tịch đã phát biểu. {quote}\nKết quả\nMột ý.\nKết quả"
        ));
        apply(&mut page);
        let open: Vec<bool> = page.lines.iter().map(|line| line.is_open()).collect();
        assert_eq!(open, [true, false, false, true, true, true, true]);
    }
}
