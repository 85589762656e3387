//! Front matter: `key: value` lines between two `---` at the head of a `.txt` or
//! `.md` file, by which its keeper overrides what is inferred.

use super::foreign_keys::is_foreign;
use crate::extract::Stated;
use crate::text::clean;

/// The longest front matter that is looked for, in lines.
const LONGEST: usize = 60;

/// The most unknown keys that a warning names, and the most letters of one.
const MOST_NAMED: usize = 5;
const LONGEST_NAME: usize = 30;

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
    let mut matter = Matter::default();
    let mut known = false;
    let mut open: Option<Open> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(LONGEST) {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        // a blank line ends no value, unless it may end the front matter
        let blank = line.trim().is_empty() && end.is_some();
        if number == 0 || blank || line.starts_with('#') {
            continue;
        }
        if let Some(open) = &mut open
            && open.takes(line)
        {
            continue;
        }
        if let Some(open) = open.take() {
            matter.set(&open.name, &open.value(), open.line);
        }
        if end == Some(number) {
            return Some(matter.above(&text[at..]));
        }
        let Some((name, value)) = key_and_value(line) else {
            // not `key: value`: the rule was a rule, and the page begins with it
            if !known {
                return None;
            }
            let line = number + 1;
            if end.is_some() {
                let odd = format!("line {line}: no `key: value`, and was ignored");
                matter.warnings.push(odd);
                continue;
            }
            let open = format!("line {line}: no `---` closes the front matter, which ends here");
            matter.warnings.push(open);
            return Some(matter.above(&text[start..]));
        };
        known |= Stated::key(&name).is_some();
        if end.is_none() && Stated::key(&name).is_none() {
            return None;
        }
        if value.is_empty() || BLOCKS.contains(&value) {
            open = Some(Open {
                name,
                line: number + 1,
                block: !value.is_empty(),
                values: Vec::new(),
            });
        } else {
            matter.set(&name, unquoted(value), number + 1);
        }
    }
    None
}

/// What stands behind a key whose value is the indented text below it.
const BLOCKS: [&str; 6] = [">", "|", ">-", "|-", ">+", "|+"];

/// A key whose value is on the lines below it.
struct Open<'a> {
    name: String,
    line: usize,
    /// Whether that is a text, and no list.
    block: bool,
    values: Vec<&'a str>,
}

impl<'a> Open<'a> {
    /// Takes `line` if it belongs to the value; keys within a value of other programs are
    /// passed over.
    fn takes(&mut self, line: &'a str) -> bool {
        let indented = line.starts_with([' ', '\t']);
        let item = line.trim_start().strip_prefix("- ");
        if self.block {
            self.values.extend(indented.then_some(line.trim()));
            return indented;
        }
        self.values.extend(item);
        indented || item.is_some()
    }

    fn value(&self) -> String {
        self.values.join(if self.block { " " } else { ", " })
    }
}

/// What the front matter has said so far.
#[derive(Default)]
struct Matter {
    stated: Stated,
    warnings: Vec<String>,
    /// The keys that are nobody's, with the line of the first.
    unknown: Vec<String>,
    unknown_line: usize,
}

impl Matter {
    fn set(&mut self, name: &str, value: &str, line: usize) {
        // with Jekyll, whether a page is to be seen
        let shown = name == "published" && matches!(value, "true" | "false");
        if shown || is_foreign(name) {
            return;
        }
        if Stated::key(name).is_some() {
            let set = self.stated.set_at(&format!("line {line}"), name, value);
            self.warnings.extend(set.err());
        } else if let Some(near) = Stated::near(name) {
            let name = named(name);
            self.warnings.push(format!(
                "line {line}: key {name} was ignored; did you mean `{near}`? Those known are {}",
                Stated::KEYS.join(", ")
            ));
        } else {
            if self.unknown.is_empty() {
                self.unknown_line = line;
            }
            self.unknown.push(named(name));
        }
    }

    /// The whole, with what is left over told in one warning.
    fn above(mut self, rest: &str) -> Head<'_> {
        if !self.unknown.is_empty() {
            let keys = match self.unknown.len() {
                1 => format!("key {} was", self.unknown[0]),
                2..=MOST_NAMED => format!("keys {} were", self.unknown.join(", ")),
                more => format!(
                    "keys {} and {} more were",
                    self.unknown[..MOST_NAMED].join(", "),
                    more - MOST_NAMED
                ),
            };
            self.warnings.push(format!(
                "line {}: {keys} ignored; those known are {}",
                self.unknown_line,
                Stated::KEYS.join(", ")
            ));
        }
        Head {
            stated: self.stated,
            warnings: self.warnings,
            rest,
        }
    }
}

/// A key as a message names it, cut where it is no word.
fn named(key: &str) -> String {
    let mut short: String = key.chars().take(LONGEST_NAME).collect();
    if short.len() < key.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// The number of the line that closes the front matter.
fn closing(text: &str) -> Option<usize> {
    let lines = text.lines().take(LONGEST).map(str::trim_end);
    let mut below = lines.enumerate().skip(1);
    below
        .find(|(_, line)| matches!(*line, "---" | "..."))
        .map(|(number, _)| number)
}

/// The key of a line and its value as it stands there.
fn key_and_value(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = clean(name.trim()).to_lowercase();
    let is_key = !name.is_empty() && (!name.contains(' ') || Stated::key(&name).is_some());
    is_key.then(|| (name, value.trim()))
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
    fn unknown_keys_are_named_and_those_of_other_programs_are_not() {
        let head = split("---\ndistrct: Ba Đình\nphường: Tây Hồ\nxã: Kim Liên\n---\nBài.\n");
        let known = "title, url, author, published, year, province, district, tags";
        assert_eq!(
            head.warnings,
            [
                format!(
                    "line 2: key `distrct` was ignored; did you mean `district`? Those known are {known}"
                ),
                format!("line 3: keys `phường`, `xã` were ignored; those known are {known}"),
            ]
        );
        let jekyll = "---\nlayout: post\ntitle: Họp\ndate: 2024-05-26 10:00:00 +0700\n\
            author:\n  name: T.H\nimage:\n  url: https://a.vn/b.jpg\n  year: 1999\n\
            description: >\n  Một câu: dài,\n  hai dòng.\npublished: true\n\
            categories: [a]\nslug: hop\ndraft: false\nlang: vi\n---\nBài.\n";
        let head = split(jekyll);
        assert_eq!(head.warnings, [""; 0]);
        assert_eq!(head.stated.title.as_deref(), Some("Họp"));
        assert_eq!(head.stated.published, Some(jiff::civil::date(2024, 5, 26)));
        assert_eq!((head.stated.url, head.stated.year), (None, None));
        assert_eq!(head.rest, "Bài.\n");
        let many: String = (0..9).map(|n| format!("khóa-lạ-số-{n}: x\n")).collect();
        let head = split_of(&format!("---\n{many}---\nBài.\n"));
        assert_eq!(head.len(), 1, "{head:?}");
        assert!(head[0].contains("`khóa-lạ-số-4` and 4 more"), "{head:?}");
        let long = split_of(&format!("---\n{}: x\n---\nBài.\n", "x".repeat(5000)));
        assert!(long[0].len() < 200, "{long:?}");
    }

    fn split_of(text: &str) -> Vec<String> {
        split(text).warnings
    }

    #[test]
    fn a_text_below_its_key_is_one_value() {
        let head = split("---\ntitle: >-\n  Hội nghị\n  sơ kết\ntags:\n- a\n- b\n---\nBài.\n");
        assert_eq!(head.stated.title.as_deref(), Some("Hội nghị sơ kết"));
        assert_eq!(head.stated.tags, ["a", "b"]);
    }

    #[test]
    fn a_text_below_its_key_has_paragraphs() {
        let head = split(
            "---\ndescription: |\n  Đoạn một.\n\n  Đoạn hai\n  url: https://a.vn/x\n  year: 1999\n\
                title: >\n\n  Hội nghị\n\n  sơ kết\ntags:\n\n- a\n# của quý này\n\n- b\nyear: 2020\n---\nBài.\n",
        );
        assert_eq!(head.warnings, [""; 0]);
        assert_eq!(head.stated.title.as_deref(), Some("Hội nghị sơ kết"));
        assert_eq!(head.stated.tags, ["a", "b"]);
        assert_eq!((head.stated.url, head.stated.year), (None, Some(2020)));
        assert_eq!(head.rest, "Bài.\n");
        // without an end a blank line is one
        let head = split("---\ntitle: |\n  Hội nghị\n\n  Thân bài.\nGhi chú: x\n");
        assert_eq!(head.stated.title.as_deref(), Some("Hội nghị"));
        assert_eq!(head.rest.trim(), "Thân bài.\nGhi chú: x");
    }

    #[test]
    fn a_quoted_mark_or_nothing_opens_no_text() {
        for (mark, title) in [("\">\"", Some(">")), ("'|'", Some("|")), ("\"\"", None)] {
            let text = format!("---\ntitle: {mark}\n  url: x\nyear: 2020\n---\nBài.\n");
            let head = split(&text);
            assert_eq!(head.stated.title.as_deref(), title, "{mark}");
            assert_eq!(head.stated.year, Some(2020));
            assert_eq!(head.warnings.len(), 1, "the line below is a value: {mark}");
        }
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
