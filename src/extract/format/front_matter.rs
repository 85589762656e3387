//! Front matter: `key: value` lines between two `---` at the head of a `.txt` or
//! `.md` file, by which its keeper overrides what is inferred.

use crate::extract::Stated;

/// The longest front matter that is looked for, in lines.
const LONGEST: usize = 60;

/// A text without its front matter, and what that states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<'a> {
    /// What is stated.
    pub stated: Stated,
    /// The values that were ignored, with their line.
    pub warnings: Vec<String>,
    /// The text below it.
    pub rest: &'a str,
}

/// Takes the front matter off `text`; where there is none, all of it is the rest.
pub fn split(text: &str) -> Head<'_> {
    matter(text).unwrap_or(Head {
        stated: Stated::default(),
        warnings: Vec::new(),
        rest: text,
    })
}

fn matter(text: &str) -> Option<Head<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut stated = Stated::default();
    let mut warnings = Vec::new();
    let mut items: Option<(String, Vec<&str>, usize)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(LONGEST) {
        at += line.len();
        let line = line.trim_end();
        if number == 0 {
            if line != "---" {
                return None;
            }
            continue;
        }
        let closing = line == "---" || line == "...";
        let item = line.trim_start().strip_prefix("- ");
        if let (Some((_, values, _)), Some(item)) = (&mut items, item) {
            values.push(item);
            continue;
        }
        if let Some((name, values, number)) = items.take() {
            set(
                &mut stated,
                &mut warnings,
                &name,
                &values.join(", "),
                number,
            );
        }
        if closing {
            return Some(Head {
                stated,
                warnings,
                rest: &text[at..],
            });
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        // not `key: value`: the rule was a rule, and the page begins with it
        let (name, value) = line.split_once(':')?;
        let name = name.trim().to_lowercase();
        if name.is_empty() || name.contains(' ') {
            return None;
        }
        let value = unquoted(value.trim());
        if value.is_empty() {
            items = Some((name, Vec::new(), number + 1));
        } else {
            set(&mut stated, &mut warnings, &name, value, number + 1);
        }
    }
    None
}

fn set(stated: &mut Stated, warnings: &mut Vec<String>, name: &str, value: &str, line: usize) {
    warnings.extend(stated.set_at(&format!("line {line}"), name, value).err());
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value
            .strip_prefix(quote)
            .and_then(|value| value.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_taken_and_bad_ones_named_with_their_line() {
        let head = split(
            "---\ntitle: \"Hội nghị: sơ kết\"\nyear: hai mươi\ntags:\n  - công đoàn\n  - tập huấn\ndistrict: Ba Đình\n---\n\nThân bài.\n",
        );
        assert_eq!(head.stated.title.as_deref(), Some("Hội nghị: sơ kết"));
        assert_eq!(head.stated.district.as_deref(), Some("Ba Đình"));
        assert_eq!(head.stated.tags, ["công đoàn", "tập huấn"]);
        assert_eq!(head.stated.year, None);
        assert_eq!(head.warnings.len(), 1);
        assert!(
            head.warnings[0].starts_with("line 3: year"),
            "{:?}",
            head.warnings
        );
        assert_eq!(head.rest.trim(), "Thân bài.");
    }

    #[test]
    fn a_page_that_begins_with_a_rule_keeps_all_of_it() {
        for text in [
            "---\nMột câu không phải khóa: giá trị\n---\n",
            "---\ntitle: x\n",
            "Một\n---\n",
            "---",
        ] {
            assert_eq!(split(text).rest, text, "{text:?}");
        }
    }
}
