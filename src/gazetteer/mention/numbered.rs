//! Districts that bear a number: `quận 5, 6 và 7`.

use std::ops::Range;

use super::super::table::gazetteer;
use super::super::unit::Kind;
use super::{Named, Scan};

impl Scan<'_> {
    /// `quận 5, 6 và 7` after the type word that waits.
    pub(super) fn numbers(&mut self) {
        let Some(waiting) = self.kind else { return };
        let mut at = waiting.end;
        let mut first = true;
        loop {
            let rest = &self.text[at..];
            let gap = if first {
                let trimmed = rest.trim_start_matches(['.', ' ', ':']);
                rest.len() - trimmed.len()
            } else {
                list_gap(rest)
            };
            if (gap == 0 && !first) || gap > 8 {
                return;
            }
            let from = at + gap;
            let digits = self.text[from..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            let number = self.text[from..from + digits].parse::<u8>().ok();
            let Some(number) = number.filter(|n| (1..=12).contains(n)) else {
                return;
            };
            let to = from + digits;
            if !number_ends(&self.text[to..], first) {
                return;
            }
            self.kind = None;
            let start = if first { waiting.start } else { from };
            self.number(number, start, from..to);
            if !first && let Some(last) = self.found.last_mut() {
                last.in_list = true;
            }
            first = false;
            at = to;
        }
    }

    pub(super) fn number(&mut self, number: u8, start: usize, name: Range<usize>) {
        let ids = gazetteer().districts_named(&format!("quận {number}"));
        if let Some(id) = ids.first() {
            let prefix = self.owner(start);
            self.push(
                start,
                name,
                Some(Kind::Quan),
                false,
                prefix,
                Named::Numbered(*id),
            );
        }
    }
}

/// The length of `, ` or ` và ` at the head of `rest`, where a number follows.
fn list_gap(rest: &str) -> usize {
    for joint in [", ", ",", " và ", ", và ", "; ", " - "] {
        if let Some(after) = rest.strip_prefix(joint)
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            return joint.len();
        }
    }
    0
}

/// Whether a number that could be a district's ends there, rather than count what follows
/// (`quận 5, 6 công nhân`) or go on (`1.000`, `7/2025`).
fn number_ends(rest: &str, first: bool) -> bool {
    let mut letters = rest.chars();
    let (next, after) = (letters.next(), letters.next());
    match next {
        None => true,
        Some('.' | ',' | '/' | '-' | '%') => after.is_none_or(|c| !c.is_ascii_digit()),
        Some(' ') => {
            first
                || after.is_none_or(|c| !c.is_alphabetic() || c.is_uppercase())
                || [
                    "và ", "đã ", "tổ ", "phối ", "cùng ", "có ", "cũng ", "sẽ ", "vừa ", "với ",
                ]
                .iter()
                .any(|word| rest[1..].starts_with(word))
        }
        Some(c) => !c.is_alphanumeric(),
    }
}
