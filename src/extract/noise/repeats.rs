//! Text that stands on the page twice: a lead printed again as paragraph or caption,
//! a pull-quote. It is indexed once; the copy goes.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::extract::page::{Fate, Page, is_item, word_count};
use crate::text::sentence::sentences;

/// Shorter lines and sentences repeat without being copies: headings, list items.
const SHORTEST: usize = 8;

pub(super) fn apply(page: &mut Page) {
    let mut letters = Letters::default();
    let mut lines = HashSet::new();
    for line in &mut page.lines {
        let kept = line.is_open() || line.fate == Fate::Caption;
        if kept
            && !is_item(&line.text)
            && line.text.len() > 30
            && (line.fate == Fate::Caption || word_count(&line.text) >= SHORTEST)
            && !lines.insert(letters.hash(&line.text))
        {
            line.drop_as("repeat");
        }
    }
    drop_pull_quotes(page, &mut letters);
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
    let wanted: HashSet<u64> = candidates.iter().map(|&(_, hash)| hash).collect();
    let mut within = HashSet::new();
    for &at in &open {
        let text = &page.lines[at].text;
        let spans = sentences(text);
        if spans.len() > 1 {
            let found = spans.iter().map(|span| letters.hash(span.of(text)));
            within.extend(found.filter(|hash| wanted.contains(hash)));
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
        let bytes = text.as_bytes();
        self.0.resize(bytes.len(), 0);
        let (mut at, mut kept) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
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
