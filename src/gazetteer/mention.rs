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
    let mut from = 0;
    while let Some((range, pattern)) = patterns.next(text, from) {
        from = range.end;
        scan.step(range, pattern);
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

mod numbered;
#[cfg(test)]
mod tests;
mod ward;
