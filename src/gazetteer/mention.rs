//! Finds every mention of an administrative unit in a text, with its type word and
//! the organisation before it. What the text is about is not decided here.

use std::ops::Range;

use super::pattern::{NameEntry, Pattern, Patterns, patterns};
use super::table::gazetteer;
use super::unit::{DistrictId, Kind};
use crate::text::Span;

pub use super::pattern::Prefix;

/// One mention of a unit.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Type word and name.
    pub span: Span,
    /// The name alone; empty for a unit without a name.
    pub name: Span,
    /// The type word before it, or the one it shares in a list.
    pub kind: Option<Kind>,
    /// Whether the type word is shared: `quận Ba Đình, Đống Đa`.
    pub in_list: bool,
    /// The organisation that bears it, and where that begins.
    pub prefix: Option<(Prefix, usize)>,
    /// What is named.
    pub named: Named,
}

/// What a mention names.
#[derive(Debug, Clone)]
pub enum Named {
    /// A province, districts, or a name that both bear.
    Known(&'static NameEntry),
    /// One of the numbered districts of Hồ Chí Minh City.
    Numbered(DistrictId),
    /// A ward, commune or township, known or not.
    Ward,
    /// None: `LĐLĐ quận`.
    Nothing,
}

impl Mention {
    /// The districts it can mean.
    pub fn districts(&self) -> &[DistrictId] {
        match &self.named {
            Named::Known(entry) => &entry.districts,
            Named::Numbered(id) => std::slice::from_ref(id),
            _ => &[],
        }
    }
}

/// The farthest that an organisation's own words may stand from the type word:
/// `Công đoàn ngành Giáo dục và Đào tạo huyện`, in bytes.
const REACH: usize = 60;
/// The branches that a province's unions are divided into.
const BRANCHES: &[&str] = &[
    "ngành",
    "Ngành",
    "Viên chức",
    "viên chức",
    "các ",
    "Các ",
    "KCN",
    "KKT",
    "KCX",
    "Khu kinh tế",
    "khu kinh tế",
    "Khu công nghiệp",
    "khu công nghiệp",
    "Giáo dục",
    "giáo dục",
    "Y tế",
    "y tế",
    "Xây dựng",
    "Giao thông",
    "GTVT",
    "Công Thương",
    "Công thương",
    "Nông nghiệp",
    "Dệt",
    "Khối",
    "khối",
    "Việt Nam tỉnh",
    "tỉnh",
];
/// The longest name of a ward, in syllables.
const WARD_SYLLABLES: usize = 5;

/// The mentions in `text` (NFC), in order, disjoint.
pub fn mentions(text: &str) -> Vec<Mention> {
    let patterns = patterns();
    let mut scan = Scan {
        text,
        patterns,
        found: Vec::new(),
        kind: None,
        prefix: None,
        reached: 0,
    };
    for hit in patterns.automaton.find_iter(text) {
        scan.step(hit.range(), patterns.patterns[hit.pattern().as_usize()]);
    }
    scan.close_kind();
    scan.found
}

/// A type word that waits for its name.
#[derive(Clone, Copy)]
struct Waiting {
    kind: Kind,
    start: usize,
    end: usize,
}

struct Scan<'t> {
    text: &'t str,
    patterns: &'static Patterns,
    found: Vec<Mention>,
    kind: Option<Waiting>,
    prefix: Option<(Prefix, Range<usize>)>,
    /// Everything before this belongs to a mention.
    reached: usize,
}

impl Scan<'_> {
    fn step(&mut self, range: Range<usize>, pattern: Pattern) {
        if range.start < self.reached || !self.stands_alone(&range) {
            return;
        }
        match pattern {
            Pattern::Prefix(prefix, implied) => {
                self.close_kind();
                self.prefix = Some((prefix, range.clone()));
                if let Some(kind) = implied {
                    self.wait(kind, range);
                }
            }
            Pattern::Kind(kind) => {
                self.close_kind();
                if kind.is_ward() {
                    self.ward(kind, range);
                } else {
                    self.wait(kind, range);
                    if kind == Kind::Quan {
                        self.numbers();
                    }
                }
            }
            Pattern::Numbered(number) => {
                self.close_kind();
                self.number(number, range.start, range.start + 1..range.end);
            }
            Pattern::Name(at) => self.name(&self.patterns.names[usize::from(at)], range),
        }
    }

    /// Whether no letter is glued to the match. A sentence may be glued to an
    /// abbreviation: `TP HCMCông ty`.
    fn stands_alone(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            return false;
        }
        let mut after = self.text[range.end..].chars();
        match after.next() {
            Some(next) if next.is_alphanumeric() => {
                let last = self.text[range.clone()].chars().next_back();
                let glued = next.is_uppercase() && after.next().is_some_and(char::is_lowercase);
                last == Some('.') || (glued && last.is_some_and(char::is_uppercase))
            }
            _ => true,
        }
    }

    fn wait(&mut self, kind: Kind, range: Range<usize>) {
        self.kind = Some(Waiting {
            kind,
            start: range.start,
            end: range.end,
        });
    }

    /// The gap between a type word and its name: blanks, a dot, a colon.
    fn is_gap(&self, from: usize, to: usize) -> bool {
        to >= from
            && to - from <= 3
            && matches!(
                &self.text[from..to],
                "" | " " | "." | ". " | ": " | " : " | "  "
            )
    }

    fn name(&mut self, entry: &'static NameEntry, range: Range<usize>) {
        let waiting = self.kind.filter(|w| self.is_gap(w.end, range.start));
        if waiting.is_none() {
            self.close_kind();
        }
        self.kind = None;
        let (mut start, mut kind, mut in_list) = (range.start, None, false);
        if let Some(waiting) = waiting {
            start = waiting.start;
            kind = Some(waiting.kind);
        } else if let Some(shared) = self.shared_kind(entry, &range) {
            kind = Some(shared);
            in_list = true;
        }
        let mut prefix = if in_list { None } else { self.owner(start) };
        if kind.is_none() && !self.bears_bare(start) {
            prefix = None;
        }
        self.push(start, range, kind, in_list, prefix, Named::Known(entry));
    }

    /// The type word of the list that this name goes on with.
    fn shared_kind(&self, entry: &NameEntry, range: &Range<usize>) -> Option<Kind> {
        let last = self.found.last()?;
        let kind = last.kind.filter(|kind| kind.is_district())?;
        let joined = self.joins(last.span.end, range.start);
        if !joined || entry.province.is_some() || last.districts().is_empty() {
            return None;
        }
        let tables = gazetteer();
        let fits = |id: &DistrictId| {
            let states = &tables.district(*id).states;
            states.iter().any(|state| state.kind == kind)
        };
        entry.districts.iter().any(fits).then_some(kind)
    }

    /// Whether only a list's comma or `và` stands between two places of the text.
    fn joins(&self, from: usize, to: usize) -> bool {
        from <= to
            && to - from <= 8
            && matches!(
                self.text[from..to].trim(),
                "," | ";" | "và" | ", và" | "-" | "–" | "&" | "/"
            )
    }

    /// The organisation before a type word or name at `start`: near, in the same clause.
    fn owner(&self, start: usize) -> Option<(Prefix, usize)> {
        let (prefix, range) = self.prefix.as_ref()?;
        if start < range.end {
            // the organisation's own name implies the kind: `Quận ủy Tây Hồ`
            return (start == range.start).then_some((*prefix, range.start));
        }
        if start - range.end > REACH || self.found.last().is_some_and(|m| m.span.start >= range.end)
        {
            return None;
        }
        let gap = &self.text[range.end..start];
        let cut = gap.contains([',', '.', ';', ':', '(', ')', '"', '“', '”', '\n', '/'])
            || [
                " tại ", " ở ", " cho ", " của ", " đã ", " là ", " với ", " trên ", " trong ",
                " về ",
            ]
            .iter()
            .any(|word| gap.contains(word));
        (!cut).then_some((*prefix, range.start))
    }

    /// Whether the organisation before a name without type word is the place's own
    /// (`LĐLĐ Ba Đình`, `Công đoàn Giáo dục Hà Nội`), not one that is called like it
    /// (`Công đoàn Công ty Hòa Bình`).
    fn bears_bare(&self, start: usize) -> bool {
        let Some((_, range)) = &self.prefix else {
            return false;
        };
        let gap = self.text.get(range.end..start).unwrap_or("").trim();
        gap.is_empty() || BRANCHES.iter().any(|word| gap.starts_with(word))
    }

    /// A type word that found no name: kept where an organisation bears it.
    fn close_kind(&mut self) {
        let Some(waiting) = self.kind.take() else {
            return;
        };
        let Some(prefix) = self.owner(waiting.start) else {
            return;
        };
        let near = self.prefix.as_ref().is_some_and(|(_, range)| {
            range.start == waiting.start || waiting.start <= range.end + 1
        });
        if near {
            let range = waiting.end..waiting.end;
            self.push(
                waiting.start,
                range,
                Some(waiting.kind),
                false,
                Some(prefix),
                Named::Nothing,
            );
        }
    }

    /// A ward's name is read from the text: the capitalised syllables, or a number.
    /// `các xã`, `8 phường:` are followed by a list.
    fn ward(&mut self, kind: Kind, range: Range<usize>) {
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

    /// `quận 5, 6 và 7` after the type word that waits.
    fn numbers(&mut self) {
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

    fn number(&mut self, number: u8, start: usize, name: Range<usize>) {
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

    fn push(
        &mut self,
        start: usize,
        name: Range<usize>,
        kind: Option<Kind>,
        in_list: bool,
        prefix: Option<(Prefix, usize)>,
        named: Named,
    ) {
        self.reached = name.end;
        self.found.push(Mention {
            span: Span::new(start, name.end),
            name: Span::new(name.start, name.end),
            kind,
            in_list,
            prefix,
            named,
        });
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

#[cfg(test)]
mod tests;
