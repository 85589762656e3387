//! Finds the words that only make a query a question: `là gì`, `bao nhiêu`,
//! `như thế nào`. They carry no weight in ranking.

use super::Word;
use crate::text::{fold, tone};

/// A way to ask, as a sequence of syllables.
struct Pattern {
    /// The syllables, with their marks.
    syllables: &'static [&'static str],
    /// How many leading syllables are only context and keep their weight.
    context: usize,
}

const fn asks(syllables: &'static [&'static str]) -> Pattern {
    Pattern {
        syllables,
        context: 0,
    }
}

const fn after(context: usize, syllables: &'static [&'static str]) -> Pattern {
    Pattern { syllables, context }
}

/// Recognised with all, some or none of their marks typed; longer ones first.
const PATTERNS: &[Pattern] = &[
    asks(&["là", "như", "thế", "nào"]),
    asks(&["là", "bao", "nhiêu"]),
    asks(&["là", "những", "gì"]),
    asks(&["là", "thế", "nào"]),
    asks(&["như", "thế", "nào"]),
    asks(&["thế", "nào", "là"]),
    asks(&["ở", "nơi", "nào"]),
    after(2, &["đơn", "vị", "nào"]),
    after(2, &["cơ", "quan", "nào"]),
    after(2, &["trường", "hợp", "nào"]),
    asks(&["bao", "giờ"]),
    asks(&["bao", "lâu"]),
    asks(&["bao", "nhiêu"]),
    asks(&["bao", "xa"]),
    asks(&["cái", "gì"]),
    asks(&["điều", "gì"]),
    asks(&["là", "ai"]),
    asks(&["ai", "là"]),
    asks(&["là", "gì"]),
    asks(&["làm", "sao"]),
    asks(&["lúc", "nào"]),
    asks(&["khi", "nào"]),
    asks(&["nơi", "nào"]),
    asks(&["những", "gì"]),
    asks(&["ở", "đâu"]),
    asks(&["ra", "sao"]),
    asks(&["tại", "sao"]),
    asks(&["thế", "nào"]),
    asks(&["vì", "sao"]),
    after(1, &["huyện", "nào"]),
    after(1, &["làm", "gì"]),
    after(1, &["năm", "nào"]),
    after(1, &["ngày", "nào"]),
    after(1, &["người", "nào"]),
    after(1, &["quận", "nào"]),
    after(1, &["tháng", "nào"]),
    after(1, &["tỉnh", "nào"]),
];

/// Question words of one syllable, recognised only with their marks: `nao` may be
/// `não`, `may` may be `may`.
const SINGLES: &[&str] = &["đâu", "gì", "mấy", "nào"];

/// Marks the question words of a run, and clears the mark of all others.
pub fn mark(words: &mut [Word]) {
    let forms: Vec<String> = words
        .iter()
        .map(|word| tone::canonical(&word.text.to_lowercase()))
        .collect();
    for word in words.iter_mut() {
        word.question = false;
    }
    let mut at = 0;
    while at < words.len() {
        let pattern = PATTERNS
            .iter()
            .find(|pattern| matches_at(pattern, &forms[at..]));
        if let Some(pattern) = pattern {
            let end = at + pattern.syllables.len();
            for word in &mut words[at + pattern.context..end] {
                word.question = true;
            }
            at = end;
            continue;
        }
        if SINGLES.contains(&forms[at].as_str()) || (forms[at] == "ai" && asks_who(words, at)) {
            words[at].question = true;
        }
        at += 1;
    }
}

fn matches_at(pattern: &Pattern, forms: &[String]) -> bool {
    forms.len() >= pattern.syllables.len()
        && pattern
            .syllables
            .iter()
            .zip(forms)
            .all(|(syllable, form)| fold::is_compatible(form, syllable))
}

/// Whether the `ai` at `at` is `who`: not `AI`, not `Ai Cập`, and in a query with
/// marks, since without them it may be `ái`.
fn asks_who(words: &[Word], at: usize) -> bool {
    let capital = |word: &Word| word.text.starts_with(char::is_uppercase);
    let name = words[at].text == "AI"
        || (capital(&words[at]) && (at > 0 || words.get(1).is_some_and(capital)));
    // The search for a marked neighbour is bounded to keep long texts linear.
    let near = &words[at.saturating_sub(8)..words.len().min(at + 9)];
    !name && near.iter().any(|word| fold::has_marks(&word.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mut words = Word::all(text);
        mark(&mut words);
        let marked: Vec<&str> = words
            .iter()
            .filter(|word| word.question)
            .map(|word| word.text.as_str())
            .collect();
        marked.join(" ")
    }

    #[test]
    fn ways_to_ask_are_marked() {
        for (query, expected) in [
            ("đoàn phí là gì", "là gì"),
            ("Ba Đình có bao nhiêu đoàn viên?", "bao nhiêu"),
            ("co bao nhieu doan vien", "bao nhieu"),
            ("kết nạp đảng viên như thế nào", "như thế nào"),
            ("ket nap nhu the nao", "nhu the nao"),
            ("Đại hội khi nào, ở đâu", "khi nào ở đâu"),
            ("VÌ SAO công nhân nghỉ việc", "VÌ SAO"),
            ("tại sao", "tại sao"),
            ("ai là chủ tịch", "ai là"),
            ("ai được kết nạp", "ai"),
            ("Ai được kết nạp", "Ai"),
            ("quận nào vượt chỉ tiêu", "nào"),
            ("quan nao vuot chi tieu", "nao"),
            ("thành lập năm nào", "nào"),
            ("mấy công đoàn cơ sở", "mấy"),
            ("bao nhiêu là đủ", "bao nhiêu"),
            ("thế nào là thoả ước", "thế nào là"),
        ] {
            assert_eq!(marked(query), expected, "{query}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for query in [
            "trí tuệ AI trong công đoàn",
            "than ai",
            "Ai Cập",
            "đoàn Ai Cập",
            "chan thuong so nao",
            "gia dinh",
            "nghe may",
            "ngôi sao",
            "báo Nhân dân",
            "2022 24/52",
            "",
        ] {
            assert_eq!(marked(query), "", "{query}");
        }
    }
}
