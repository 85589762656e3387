//! Reads an abbreviation of several meanings by the words beside it.

use std::sync::OnceLock;

use crate::gazetteer::senses::senses;
use crate::text::fold::is_compatible;
use crate::text::{fold, tone};

use super::memo::Words;

/// One reading, its words in canonical form.
struct Reading {
    expansion: Vec<String>,
    before: Vec<Vec<String>>,
    after: Vec<Vec<String>>,
}

/// The syllables that `abbreviation` stands for between these words, nearest first on
/// both sides; none where nothing tells. Words are terms: lower case, one tone placement.
pub fn meant<'w>(
    abbreviation: &str,
    before: impl Fn(usize) -> Option<&'w str>,
    after: impl Fn(usize) -> Option<&'w str>,
) -> Option<&'static [String]> {
    let readings = table().get(abbreviation)?;
    let fits = |cue: &[String], at: &dyn Fn(usize) -> Option<&'w str>| {
        let word = |(i, wanted): (usize, &String)| {
            let Some(word) = at(i) else { return false };
            match wanted.as_str() {
                "#" => word.bytes().all(|byte| byte.is_ascii_digit()),
                wanted => is_compatible(word, wanted),
            }
        };
        cue.iter().enumerate().all(word)
    };
    let reading = readings.iter().find(|reading| {
        reading.before.iter().any(|cue| fits(cue, &before))
            || reading.after.iter().any(|cue| fits(cue, &after))
    })?;
    Some(&reading.expansion)
}

fn table() -> &'static Words<Vec<Reading>> {
    static TABLE: OnceLock<Words<Vec<Reading>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Words<Vec<Reading>> = Words::default();
        for sense in senses() {
            let short = sense.short.to_lowercase();
            let mut names = vec![fold(&short), short];
            names.dedup();
            for name in names {
                let backwards = |cue: &&str| {
                    let mut words = words(cue);
                    words.reverse();
                    words
                };
                table
                    .entry(name.as_str().into())
                    .or_default()
                    .push(Reading {
                        expansion: words(sense.expansion),
                        before: sense.before.iter().map(backwards).collect(),
                        after: sense.after.iter().map(|cue| words(cue)).collect(),
                    });
            }
        }
        table
    })
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(tone::canonical).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(before: &[&'static str], short: &str, after: &[&'static str]) -> Option<String> {
        let found = meant(
            short,
            |i| before.iter().rev().nth(i).copied(),
            |i| after.get(i).copied(),
        );
        found.map(|words| words.join(" "))
    }

    #[test]
    fn neighbours_tell_what_is_meant() {
        for (before, short, after, expected) in [
            (&["trường"][..], "đh", &["luật"][..], Some("đại học")),
            (&["tuyển", "sinh"], "đh", &[], Some("đại học")),
            (&["dự"], "đh", &["lần", "thứ"], Some("đại hội")),
            (&[], "đh", &["nhiệm", "kỳ"], Some("đại hội")),
            (&["truong"], "dh", &[], Some("đại học")),
            (&["trường"], "cđ", &["nghề"], Some("cao đẳng")),
            (&["cán", "bộ"], "cđ", &["cơ", "sở"], None),
            (&["97000"], "cn", &[], Some("công nhân")),
            (&["sáng"], "cn", &[], Some("chủ nhật")),
            (&[], "đh", &[], None),
            (&["toàn"], "tp", &["hà", "nội"], None),
        ] {
            assert_eq!(
                read(before, short, after).as_deref(),
                expected,
                "{before:?} {short}"
            );
        }
    }
}
