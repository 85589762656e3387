//! Undoes hard line ends: paragraphs that an editor wrapped at a fixed width
//! become one line again. Pages with a paragraph a line are left as they are.

use crate::extract::page::{ends_sentence, word_count};

/// The widest column that texts are wrapped at, in letters.
const WIDEST: usize = 130;
/// The narrowest.
const NARROWEST: usize = 40;

/// The lines of one block (no blank line within it), joined where they were wrapped.
pub fn unwrap<'a>(lines: &[&'a str]) -> Vec<std::borrow::Cow<'a, str>> {
    if is_wrapped(lines) {
        return vec![lines.join(" ").into()];
    }
    lines.iter().map(|&line| line.into()).collect()
}

/// Whether a block is one paragraph: all its lines but the last are about as wide
/// as the widest, and most of them end amid a sentence.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((last, full)) = lines.split_last() else {
        return false;
    };
    if full.is_empty() {
        return false;
    }
    let mut widest = 0;
    let mut narrowest = usize::MAX;
    let mut amid = 0;
    for (line, next) in full.iter().zip(&lines[1..]) {
        if line.ends_with('|') || line.starts_with("![") {
            return false;
        }
        // four bytes a letter at most: a line that is surely too wide is not counted
        if line.len() > WIDEST * 4 {
            return false;
        }
        let first_word = next.split(' ').next().unwrap_or("").chars().count();
        let width = line.chars().count();
        widest = widest.max(width);
        narrowest = narrowest.min(width + 1 + first_word);
        let goes_on = next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        amid += usize::from(goes_on && !ends_sentence(line));
    }
    let widths = (NARROWEST..=WIDEST).contains(&widest) && last.chars().count() <= widest + 8;
    // every line was full: the next word would not have fitted
    widths
        && narrowest > widest.saturating_sub(6)
        && amid * 3 >= full.len()
        && word_count(full[0]) > 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined() {
        let lines = [
            "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng",
            "đầu năm với sự có mặt của đông đảo đại biểu. Hội nghị có",
            "nhiều ý kiến.",
        ];
        assert_eq!(unwrap(&lines), [lines.join(" ")]);
    }

    #[test]
    fn a_paragraph_a_line_stays() {
        for lines in [
            vec![
                "Công đoàn quận tổng kết hoạt động sáu tháng đầu năm 2020",
                "Sáng nay có hội nghị.",
            ],
            vec!["Một câu ngắn.", "Hai câu ngắn."],
            vec!["một", "hai", "ba"],
            vec!["Một câu"],
            vec![],
        ] {
            assert_eq!(unwrap(&lines), lines);
        }
    }
}
