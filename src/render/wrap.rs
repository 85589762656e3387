//! Wraps styled text for the terminal.

use std::fmt::Write;

use anstyle::Style;

use crate::text::printable;

/// Writes styled pieces as one wrapped paragraph; later lines are indented alike.
pub fn wrapped(out: &mut String, pieces: &[(String, Style)], indent: &str, width: usize) {
    hanging(out, pieces, indent, indent, width);
}

/// The same with an indent of its own for the first line.
pub fn hanging(
    out: &mut String,
    pieces: &[(String, Style)],
    first: &str,
    indent: &str,
    width: usize,
) {
    let plain: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let options = textwrap::Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(indent)
        .break_words(true)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // As many characters as before: the styles still fall where they belong.
    let plain = printable(&plain);
    let styles = pieces
        .iter()
        .flat_map(|(text, style)| text.chars().map(move |_| *style));
    let mut rest = plain.chars().zip(styles).peekable();
    for line in textwrap::wrap(&plain, &options) {
        let content = line.trim_start_matches(' ');
        out.push_str(&line[..line.len() - content.len()]);
        let mut current = Style::new();
        for wanted in content.chars() {
            // Wrapping drops blanks at line ends; pass over them here as well.
            while rest.peek().is_some_and(|(c, _)| *c != wanted) {
                rest.next();
            }
            let Some((c, style)) = rest.next() else { break };
            if style != current {
                let _ = write!(out, "{}{}", current.render_reset(), style.render());
                current = style;
            }
            out.push(if c == '\u{a0}' { ' ' } else { c });
        }
        let _ = writeln!(out, "{}", current.render_reset());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_terminal_is_no_trouble() {
        let mut out = String::new();
        wrapped(
            &mut out,
            &[(
                "nghiêngngảnghiêngngảnghiêngngả 🙂".into(),
                Style::new().bold(),
            )],
            "   ",
            1,
        );
        assert!(
            anstream::adapter::strip_str(&out)
                .to_string()
                .contains('🙂')
        );
    }
}
