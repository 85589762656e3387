//! Front matter: `key: value` lines between two `---` at the head of a `.txt` or
//! `.md` file, by which its keeper overrides what is inferred.

use crate::extract::Stated;
use crate::text::clean;

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
    if !text.starts_with("---") {
        return None;
    }
    let end = closing(text);
    let mut head = Head {
        stated: Stated::default(),
        warnings: Vec::new(),
        rest: text,
    };
    let mut known = false;
    let mut items: Option<(String, Vec<&str>, usize)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(LONGEST) {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if number == 0 {
            continue;
        }
        let item = line.trim_start().strip_prefix("- ");
        if let (Some((_, values, _)), Some(item)) = (&mut items, item) {
            values.push(item);
            continue;
        }
        if let Some((name, values, number)) = items.take() {
            head.set(&name, &values.join(", "), number);
        }
        if end == Some(number) {
            head.rest = &text[at..];
            return Some(head);
        }
        let blank = line.trim().is_empty();
        if line.starts_with('#') || (blank && end.is_some()) {
            continue;
        }
        let Some((name, value)) = key_and_value(line) else {
            // not `key: value`: the rule was a rule, and the page begins with it
            if !known {
                return None;
            }
            let line = number + 1;
            if end.is_some() {
                let odd = format!("line {line}: no `key: value`, and was ignored");
                head.warnings.push(odd);
                continue;
            }
            let open = format!("line {line}: no `---` closes the front matter, which ends here");
            head.warnings.push(open);
            head.rest = &text[start..];
            return Some(head);
        };
        known |= Stated::key(&name).is_some();
        if end.is_none() && Stated::key(&name).is_none() {
            return None;
        }
        if value.is_empty() {
            items = Some((name, Vec::new(), number + 1));
        } else {
            head.set(&name, value, number + 1);
        }
    }
    None
}

/// The number of the line that closes the front matter.
fn closing(text: &str) -> Option<usize> {
    let lines = text.lines().take(LONGEST).map(str::trim_end);
    let mut below = lines.enumerate().skip(1);
    below
        .find(|(_, line)| matches!(*line, "---" | "..."))
        .map(|(number, _)| number)
}

fn key_and_value(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = clean(name.trim()).to_lowercase();
    let is_key = !name.is_empty() && !name.contains(' ');
    is_key.then(|| (name, unquoted(value.trim())))
}

impl Head<'_> {
    fn set(&mut self, name: &str, value: &str, line: usize) {
        let set = self.stated.set_at(&format!("line {line}"), name, value);
        self.warnings.extend(set.err());
    }
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
    fn vietnamese_names_are_known() {
        let head = split("---\nquận: Tây Hồ\nNăm: 2022\n---\nThân bài.\n");
        assert_eq!(head.stated.district.as_deref(), Some("Tây Hồ"));
        assert_eq!(head.stated.year, Some(2022));
        assert_eq!(head.rest.trim(), "Thân bài.");
    }

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
    fn front_matter_that_nothing_closes_ends_where_the_page_begins() {
        let head = split("---\ntitle: Hội nghị\nyear: 2020\n\nThân bài: một câu.\n");
        assert_eq!(head.stated.title.as_deref(), Some("Hội nghị"));
        assert_eq!(head.stated.year, Some(2020));
        assert_eq!(head.rest.trim(), "Thân bài: một câu.");
        assert_eq!(head.warnings.len(), 1);
        assert!(head.warnings[0].starts_with("line 4: no `---` closes"));
    }

    #[test]
    fn a_line_that_is_no_value_is_named() {
        let head = split("---\ntitle: Hội nghị\nkhông phải khóa\nyear: 2020\n---\nThân bài.\n");
        assert_eq!(head.stated.year, Some(2020));
        assert_eq!(head.rest, "Thân bài.\n");
        assert_eq!(head.warnings, ["line 3: no `key: value`, and was ignored"]);
    }

    #[test]
    fn a_page_that_begins_with_a_rule_keeps_all_of_it() {
        for text in [
            "---\nMột câu không phải khóa: giá trị\n---\n",
            "---\ntitle: x\n",
            "---\nGhi chú: hai ngày sau\ntitle: x\n",
            "---\nnote: x\n\nThân bài.\n",
            "Một\n---\n",
            "---",
        ] {
            assert_eq!(split(text).rest, text, "{text:?}");
        }
    }
}
