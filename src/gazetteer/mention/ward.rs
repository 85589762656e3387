//! Wards and communes: their names are read from the text, in lists too.

use std::ops::Range;

use super::super::table::gazetteer;
use super::super::unit::Kind;
use super::{Named, Scan};

/// The longest name of a ward, in syllables.
const WARD_SYLLABLES: usize = 5;

impl Scan<'_> {
    /// A ward's name is read from the text: the capitalised syllables, or a number.
    /// `các xã`, `8 phường:` are followed by a list.
    pub(super) fn ward(&mut self, kind: Kind, range: Range<usize>) {
        let plural = is_plural(&self.text[..range.start]);
        let Some(mut name) = ward_name(self.text, range.end, plural) else {
            return;
        };
        let prefix = self.owner(range.start);
        self.push(
            range.start,
            name.clone(),
            Some(kind),
            false,
            prefix,
            Named::Ward,
        );
        if !plural {
            return;
        }
        loop {
            let rest = &self.text[name.end..];
            let joint = [", ", " và ", ", và ", "; "]
                .into_iter()
                .filter(|joint| rest.starts_with(joint))
                .map(str::len)
                .max();
            let Some(joint) = joint else { return };
            // a new type word, or a province, ends the list
            let Some(next) = ward_name(self.text, name.end + joint - 1, plural) else {
                return;
            };
            let known = !gazetteer().wards_named(&self.text[next.clone()]).is_empty();
            if !known || self.text[next.clone()].starts_with("TP") {
                return;
            }
            name = next;
            self.push(
                name.start,
                name.clone(),
                Some(kind),
                true,
                None,
                Named::Ward,
            );
        }
    }
}

/// Where the name of a ward stands after its type word ends at `from`: the longest known
/// name, else all capitalised syllables.
fn ward_name(text: &str, from: usize, plural: bool) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let trimmed = if plural {
        rest.trim_start_matches(['.', ' ', ':'])
    } else {
        rest.trim_start_matches(['.', ' '])
    };
    let start = from + rest.len() - trimmed.len();
    if start == from && !text[..from].ends_with('.') || start - from > 2 {
        return None;
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let ends = trimmed[digits..].chars().next();
        let whole = digits <= 2 && ends.is_none_or(|c| !c.is_alphanumeric());
        return whole.then_some(start..start + digits);
    }
    let mut ends = Vec::new();
    let mut at = start;
    for _ in 0..WARD_SYLLABLES {
        let word = &text[at..];
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        let length = word
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
            .unwrap_or(word.len());
        at += length;
        ends.push(at);
        match text[at..].strip_prefix([' ', '-']) {
            Some(_) => at += 1,
            None => break,
        }
    }
    let tables = gazetteer();
    let known = ends
        .iter()
        .rev()
        .find(|&&end| !tables.wards_named(&text[start..end]).is_empty());
    let whole = *ends.last()?;
    let end = match known {
        // a person's name may follow the ward's: `phường Tây Hồ Nguyễn Văn An`
        Some(&end) if !is_part(text[end..whole].trim()) => end,
        _ => whole,
    };
    Some(start..end)
}

/// Whether the words before a type word make it a plural: `các xã`, `gồm 8 phường`.
fn is_plural(before: &str) -> bool {
    let last = before.trim_end().rsplit(' ').next().unwrap_or("");
    matches!(last, "các" | "Các" | "những" | "hai" | "ba" | "nhiều")
        || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether `word` after a known name makes it another one: `Thanh Xuân Bắc`.
fn is_part(word: &str) -> bool {
    matches!(
        word,
        "Bắc" | "Nam" | "Đông" | "Tây" | "Trung" | "Thượng" | "Hạ" | "A" | "B" | "I" | "II"
    )
}
