//! Second step: a number is one term whichever way it is grouped, and the parts
//! of `24/52` are found on their own as well.

use super::{TermKind, Terms};

/// Rewrites the numbers of `terms`: `1.625` → `1625`, `70,9` → `70.9`, `05` → `5`;
/// `24/52` → itself, then `24` and `52`.
pub fn canonical(text: &str, terms: &mut Terms) {
    if terms.iter().all(|term| term.kind != TermKind::Slashed) {
        terms.rewrite_each(TermKind::Number, |buffer, span| {
            write_canonical(buffer, span.of(text));
        });
        return;
    }
    let mut shift = 0;
    for mut term in terms.take() {
        term.position += shift;
        match term.kind {
            TermKind::Number => {
                let raw = term.span.of(text);
                terms.rewrite(&mut term, |buffer| write_canonical(buffer, raw));
                terms.keep(term);
            }
            TermKind::Slashed => {
                let raw = term.span.of(text);
                let parts = raw.split('/').count() as u32;
                terms.push_with(
                    TermKind::Slashed,
                    term.span,
                    term.position,
                    parts,
                    |buffer| {
                        for (i, part) in raw.split('/').enumerate() {
                            if i > 0 {
                                buffer.push('/');
                            }
                            write_canonical(buffer, part);
                        }
                    },
                );
                let mut start = term.span.start;
                for (i, part) in raw.split('/').enumerate() {
                    let span = crate::text::Span::new(start, start + part.len());
                    terms.push_with(
                        TermKind::Number,
                        span,
                        term.position + i as u32,
                        1,
                        |buffer| {
                            write_canonical(buffer, part);
                        },
                    );
                    start = span.end + 1;
                }
                shift += parts - 1;
            }
            TermKind::Syllable | TermKind::Concept | TermKind::Spelled => terms.keep(term),
        }
    }
}

/// Appends one number without group separators and with a decimal point.
///
/// The last separator is decimal where it stands alone of its kind and is not
/// followed by exactly three digits; all others group.
fn write_canonical(buffer: &mut String, raw: &str) {
    if raw.len() > 2 && raw.bytes().all(|byte| byte.is_ascii_digit()) {
        buffer.push_str(raw);
        return;
    }
    let last = raw.rfind(['.', ',']);
    let decimal = last.filter(|&at| {
        let mark = &raw[at..=at];
        raw.matches(mark).count() == 1
            && raw.len() - at - 1 != 3
            && (raw.matches(['.', ',']).count() == 1 || mark == ",")
    });
    let whole = &raw[..decimal.unwrap_or(raw.len())];
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let plain = if digits.len() <= 2 {
        digits.trim_start_matches('0')
    } else {
        &digits
    };
    buffer.push_str(if plain.is_empty() { "0" } else { plain });
    if let Some(at) = decimal {
        buffer.push('.');
        buffer.push_str(&raw[at + 1..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_does_not_matter() {
        for (raw, expected) in [
            ("1.625", "1625"),
            ("1625", "1625"),
            ("1,625", "1625"),
            ("70,9", "70.9"),
            ("70.9", "70.9"),
            ("7.261.045351", "7261045351"),
            ("1.625,5", "1625.5"),
            ("2.900.000.000", "2900000000"),
            ("05", "5"),
            ("00", "0"),
            ("2016", "2016"),
            ("0903.343.439", "0903343439"),
            ("6.5.2024", "652024"),
        ] {
            let mut buffer = String::new();
            write_canonical(&mut buffer, raw);
            assert_eq!(buffer, expected, "{raw}");
        }
    }

    #[test]
    fn a_ratio_is_found_by_its_parts() {
        let mut terms = Terms::default();
        super::super::syllables::split("đạt 1.625/2.291 người", &mut terms);
        canonical("đạt 1.625/2.291 người", &mut terms);
        let found: Vec<(String, u32)> = terms
            .iter()
            .map(|t| (terms.text(t).to_string(), t.position))
            .collect();
        let expected = [
            ("đạt", 0),
            ("1625/2291", 1),
            ("1625", 1),
            ("2291", 2),
            ("người", 3),
        ];
        assert_eq!(
            found,
            expected.map(|(text, position)| (text.to_string(), position))
        );
    }
}
