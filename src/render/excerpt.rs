//! Which parts of a passage are shown: all of a short one, else its best sentences.

use crate::article::Figure;
use crate::search::Hit;
use crate::text::{Span, sentence::sentences};

/// How many sentences of a long passage are shown.
const BEST_SENTENCES: usize = 3;
/// A passage of up to so many characters is shown whole.
const SHORT: usize = 420;
/// A part is cut at this length, in bytes, where a whole one is not wanted.
const LONGEST: usize = 2000;
/// What is shown before the first match of a part that is cut, in bytes.
const BEFORE: usize = 200;

/// A part of a passage with its marks; spans are those of its own text.
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether something before it is left out.
    pub after_gap: bool,
    /// Whether its end is cut off.
    pub cut: bool,
    /// The matches in it.
    pub matches: Vec<Span>,
    /// The figures that lie in it whole.
    pub figures: Vec<Figure>,
    /// Which of them answer the query.
    pub answers: Vec<bool>,
}

/// The parts of a hit to show, in order. Only what nobody can read at a glance is cut:
/// a sentence of thousands of characters.
pub fn excerpts(hit: &Hit) -> Vec<Excerpt<'_>> {
    let mut list = Vec::new();
    let mut reached = 0;
    for span in shown_parts(hit, false) {
        let whole = span;
        let span = window(hit, whole);
        let skipped = hit.text.get(reached..span.start).unwrap_or("");
        reached = span.end;
        let mut excerpt = Excerpt {
            text: span.of(&hit.text),
            after_gap: !skipped.trim().is_empty(),
            cut: span.end < whole.end,
            matches: clipped(&hit.matches, span),
            figures: Vec::new(),
            answers: Vec::new(),
        };
        for (figure, answer) in hit.figures.iter().zip(&hit.answers) {
            if figure.span.start >= span.start && figure.end() <= span.end {
                excerpt.figures.push(figure.rebased(span.start));
                excerpt.answers.push(*answer);
            }
        }
        list.push(excerpt);
    }
    list
}

/// The first sentences, up to a length that is read at a glance.
fn beginning(text: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    for sentence in sentences(text) {
        match parts.last_mut() {
            None => parts.push(sentence),
            Some(_) if sentence.end > SHORT => break,
            Some(last) if text[last.end..sentence.start].contains('\n') => parts.push(sentence),
            Some(last) => last.end = sentence.end,
        }
    }
    parts
}

/// The matches within `span`, told from its start.
fn clipped(matches: &[Span], span: Span) -> Vec<Span> {
    // A match may run from one paragraph into the next.
    let clip = |found: &Span| {
        let (start, end) = (found.start.max(span.start), found.end.min(span.end));
        (start < end).then(|| Span::new(start - span.start, end - span.start))
    };
    matches.iter().filter_map(clip).collect()
}

/// The part itself, or of an endless one what stands around its first match.
fn window(hit: &Hit, part: Span) -> Span {
    if part.len() <= LONGEST {
        return part;
    }
    let text = &hit.text;
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let first = hit.matches.iter().find(|found| found.overlaps(part));
    let first = first.map_or(part.start, |found| found.start.max(part.start));
    let start = boundary(first.saturating_sub(BEFORE).max(part.start));
    Span::new(start, boundary((start + LONGEST).min(part.end)))
}

/// The parts of a passage to show: all of a short one, else its best sentences in order.
pub fn shown_parts(hit: &Hit, full: bool) -> Vec<Span> {
    let text = &hit.text;
    if full || text.chars().count() <= SHORT {
        return paragraphs(text);
    }
    // Where nothing in it was asked for, nothing is better than how it begins.
    if hit.matches.is_empty() && !hit.answers.contains(&true) {
        return beginning(text);
    }
    let all = sentences(text);
    let worth = |span: &Span| {
        let within = |found: &&Span| found.start >= span.start && found.end <= span.end;
        let matched: usize = hit
            .matches
            .iter()
            .filter(within)
            .map(|found| found.len())
            .sum();
        let figures = hit
            .figures
            .iter()
            .filter(|figure| within(&&figure.span))
            .count();
        let answers = hit.figures.iter().zip(&hit.answers);
        let answers = answers
            .filter(|(figure, answer)| **answer && within(&&figure.span))
            .count();
        (
            matched > 0 || answers > 0,
            matched + 8 * figures.min(4) + 64 * answers,
        )
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(worth(&all[i])), i));
    let mut chosen: Vec<usize> = Vec::new();
    let mut length = 0;
    for i in order.into_iter().take(BEST_SENTENCES) {
        let characters = all[i].of(text).chars().count();
        if !chosen.is_empty() && (length + characters > 2 * SHORT || !worth(&all[i]).0) {
            break;
        }
        length += characters;
        chosen.push(i);
    }
    chosen.sort_unstable();
    let mut parts: Vec<Span> = Vec::new();
    let mut previous = None;
    for i in chosen {
        let same_line = |last: &Span| !text[last.end..all[i].start].contains('\n');
        match parts.last_mut() {
            Some(last) if previous == Some(i.wrapping_sub(1)) && same_line(last) => {
                last.end = all[i].end
            }
            _ => parts.push(all[i]),
        }
        previous = Some(i);
    }
    parts
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            spans.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_sentence_is_cut_around_its_first_match() {
        let text = format!("{} đoàn viên {}", "ă".repeat(400_000), "ế".repeat(400_000));
        let start = text.find("đoàn").expect("the match");
        let found = Span::new(start, start + "đoàn viên".len());
        let hit = Hit {
            matches: vec![found],
            ..hit(text)
        };
        let list = excerpts(&hit);
        assert_eq!(list.len(), 1);
        assert!(list[0].text.len() <= LONGEST && list[0].cut && list[0].after_gap);
        assert_eq!(list[0].matches[0].of(list[0].text), "đoàn viên");
    }

    #[test]
    fn a_short_passage_is_shown_whole_a_paragraph_each() {
        let hit = hit("Dòng một.\nDòng hai.".to_string());
        let texts: Vec<&str> = excerpts(&hit).iter().map(|part| part.text).collect();
        assert_eq!(texts, ["Dòng một.", "Dòng hai."]);
    }

    fn hit(text: String) -> Hit {
        let article = serde_json::json!({"id": "a", "path": "a", "line": null, "format": "txt",
            "encoding": "UTF-8", "title": "", "author": null, "url": null, "published": null,
            "year": null, "year_source": null, "places": [], "paragraphs": [], "noise": [],
            "warnings": []});
        Hit {
            rank: 1,
            score: 0.0,
            explanation: Vec::new(),
            article: serde_json::from_value(article).expect("an article"),
            relatives: Default::default(),
            ordinal: 0,
            text,
            figures: Vec::new(),
            answers: Vec::new(),
            matches: Vec::new(),
            title_matches: Vec::new(),
        }
    }
}
