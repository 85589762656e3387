//! Lines without words: rules, stray letters of symbol fonts, remains of style
//! sheets and scripts. Also the end marks of an article (`./.`, a lone `n`).

use crate::extract::page::Page;

pub(super) fn apply(page: &mut Page) {
    for at in 0..page.lines.len() {
        let line = &mut page.lines[at];
        if !line.is_open() {
            continue;
        }
        if is_mark(&line.text) {
            line.drop_as("marks");
        } else if let Some((kept, mark)) = end_mark(&line.text) {
            let (kept, mark) = (kept.to_string(), mark.to_string());
            page.lines[at].text = kept;
            page.shed(at, "marks", &mark);
        }
    }
}

fn is_mark(text: &str) -> bool {
    if !text.chars().any(char::is_alphanumeric) {
        // a picture without a description has a rule of its own
        return !text.contains("![");
    }
    if text.len() <= 4 && is_filler(text) {
        return true;
    }
    // a style sheet or a script, cut off anywhere
    let code = text.ends_with("!important;")
        || text.ends_with("-->")
        || text.starts_with("<!--")
        || (text.starts_with('@') && text.ends_with('{'))
        || text.starts_with("function(")
        || text.starts_with("window.")
        || text.starts_with("var ") && text.ends_with(';')
        || (text.is_ascii() && text.ends_with('}') && text.contains('{'));
    code && !text.contains(". ")
}

/// `mmm`, `r`, `n`, `M`: the end glyph of another font, or an editor's filler.
fn is_filler(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    first.is_ascii_alphabetic() && chars.all(|c| c == first)
}

/// Takes `./.` or a lone `n` off the end of a sentence; the sentence keeps its full stop.
fn end_mark(text: &str) -> Option<(&str, &str)> {
    if let Some(kept) = text.strip_suffix("./.") {
        let kept = kept.trim_end_matches('.').len();
        return Some((&text[..kept + 1], "/."));
    }
    for mark in [" n", " n.", " r", " ■", " □", " /."] {
        if let Some(kept) = text.strip_suffix(mark)
            && kept.ends_with(['.', '!', '?', '”', '…'])
        {
            return Some((kept, mark.trim_start()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_without_words_go_and_end_marks_come_off() {
        let mut page = Page::of_text(
            "Công đoàn họp\n***\nmmm\nM\n-->\ncolor: red !important;\nBuổi họp kết thúc tốt đẹp./.\nMọi người ra về. n\nAn\n1",
        );
        apply(&mut page);
        let kept: Vec<&str> = page
            .lines
            .iter()
            .filter(|line| line.is_open())
            .map(|line| line.text.as_str())
            .collect();
        assert_eq!(
            kept,
            [
                "Công đoàn họp",
                "Buổi họp kết thúc tốt đẹp.",
                "Mọi người ra về.",
                "An",
                "1"
            ]
        );
        assert_eq!(page.shed.len(), 2);
    }
}
