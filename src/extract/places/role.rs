//! The role that a mentioned place plays in its clause: who acts, where it happens,
//! or merely where somebody comes from.

use super::cue::{Cue, Cues};
use super::weights;
use super::words::{FAMILY, STREETS, TITLES};
use crate::gazetteer::{Kind, Mention, Named, Prefix, gazetteer};

/// The role of one mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A trade union of the place acts.
    Union,
    /// Another body of the place acts.
    Office,
    /// The place opens the headline.
    Head,
    /// The place opens the report.
    Dateline,
    /// Something happens there.
    Venue,
    /// The acting enterprise or school sits there.
    Seat,
    /// Named with its type word.
    Typed,
    /// Part of an organisation's name.
    InName,
    /// Named without a type word.
    Bare,
    /// A guest comes from there.
    Guest,
    /// A person's employer sits there.
    Employer,
    /// Something is compared with it.
    Compared,
    /// A person was born or lives there.
    Home,
    /// No place at all: a person, a street, part of a longer name.
    Nothing,
}

impl Role {
    /// Its factor.
    pub fn weight(self) -> f32 {
        match self {
            Role::Union => weights::UNION,
            Role::Office => weights::OFFICE,
            Role::Head => weights::HEAD,
            Role::Dateline => weights::DATELINE,
            Role::Venue => weights::VENUE,
            Role::Seat => weights::SEAT,
            Role::Typed => weights::TYPED,
            Role::InName => weights::IN_NAME,
            Role::Bare => weights::BARE,
            Role::Guest => weights::GUEST,
            Role::Employer => weights::EMPLOYER,
            Role::Compared => weights::COMPARED,
            Role::Home => weights::HOME,
            Role::Nothing => 0.0,
        }
    }

    /// Whether it says by itself that a place is meant.
    pub fn is_sign(self) -> bool {
        matches!(
            self,
            Role::Union | Role::Office | Role::Head | Role::Dateline | Role::Venue
        )
    }
}

/// How far back the clause is read, in bytes.
const REACH: usize = 160;

/// The clause before byte `at`: back to the last stop, [`REACH`] bytes at most.
pub(super) fn clause_before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = &text[from..at];
    let stop = window
        .char_indices()
        .rfind(|&(i, c)| {
            matches!(c, ';' | '!' | '?' | '…' | '\n')
                || (c == ':' && i + 1 < window.len())
                || (c == '.' && ends_sentence(window, i))
        })
        .map_or(0, |(i, c)| i + c.len_utf8());
    &window[stop..]
}

/// Whether the dot at `dot` ends a sentence rather than an abbreviation or a number.
fn ends_sentence(text: &str, dot: usize) -> bool {
    let after = text[dot + 1..].chars().next();
    let word = text[..dot]
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    after.is_none_or(|c| c == ' ') && word.chars().any(char::is_lowercase) && word != "Tp"
}

/// The role of `mention`, which heads its chain of units, in `text`.
pub(super) fn role(
    text: &str,
    cues: &Cues,
    mention: &Mention,
    in_title: bool,
    opens: bool,
) -> Role {
    let start = mention
        .prefix
        .map_or(mention.span.start, |(_, start)| start);
    let before = clause_before(text, start);
    let clause = Clause {
        text: before,
        from: start - before.len(),
        cues,
    };
    let after = &text[mention.span.end..];
    let plain = mention.kind.is_none() && mention.prefix.is_none();
    if is_foreign(after) {
        return Role::Nothing;
    }
    if plain
        && !matches!(mention.named, Named::Ward)
        && let Some(role) = longer_name(text, &clause, mention, after)
    {
        return role;
    }
    if text[..start].chars().all(|c| !c.is_alphanumeric())
        || opens && start < 24 && is_paper(&text[..start])
    {
        if in_title && mention.prefix.is_none() && is_head(after, plain) {
            return Role::Head;
        }
        if !in_title && opens && mention.prefix.is_none() && is_dateline(after) {
            return Role::Dateline;
        }
    }
    if clause.has(Cue::Compared, start, REACH) {
        return Role::Compared;
    }
    if let Some((prefix, _)) = mention.prefix {
        if is_guest(text, cues, start) || ends_with_word(before, &["đội", "Đội", "tuyển"]) {
            return Role::Guest;
        }
        return match prefix {
            Prefix::Union => Role::Union,
            Prefix::Office => Role::Office,
        };
    }
    if clause.has(Cue::Home, start, 90) || ends_with_word(before, &["người", "Người", "gốc"])
    {
        return Role::Home;
    }
    if plain && in_enterprise_name(&clause) {
        return in_name(mention);
    }
    if let Some(role) = by_enterprise(&clause) {
        return role;
    }
    if is_guest(text, cues, start) {
        return Role::Guest;
    }
    if is_venue(before) {
        return Role::Venue;
    }
    if plain { Role::Bare } else { Role::Typed }
}

/// A clause up to a place, with the cues of its text.
struct Clause<'a> {
    text: &'a str,
    /// Where it begins in the whole text.
    from: usize,
    cues: &'a Cues,
}

impl Clause<'_> {
    /// Whether a cue stands in the `reach` bytes before byte `at` of the whole text.
    fn has(&self, cue: Cue, at: usize, reach: usize) -> bool {
        self.cues
            .any(cue, self.from.max(at.saturating_sub(reach)), at)
    }

    /// Where it ends in the whole text.
    fn end(&self) -> usize {
        self.from + self.text.len()
    }

    /// Where the enterprises in its last `reach` bytes begin, counted within the clause.
    fn enterprises(&self, reach: usize) -> impl Iterator<Item = usize> {
        let from = self.from.max(self.end().saturating_sub(reach));
        let found = self.cues.within(Cue::Enterprise, from, self.end());
        found.map(|at| at - self.from)
    }
}

/// Whether the sentence up to byte `at` lists guests. It may be long, and its items are
/// parted by semicolons.
fn is_guest(text: &str, cues: &Cues, at: usize) -> bool {
    let near = tail(&text[..at], 700);
    let listed = cues.within(Cue::Guest, at - near.len(), at).last();
    // no sentence ends between the words and the place
    listed.is_some_and(|from| {
        let between = &text[from..at];
        let mut dots = between.match_indices('.');
        !dots.any(|(i, _)| ends_sentence(between, i))
    })
}

/// Whether something is said to happen at what follows.
fn is_venue(before: &str) -> bool {
    ends_with_word(
        before,
        &[
            "tại", "Tại", "ở", "Ở", "bàn", "về", "tới", "đến", "các", "Các", "hai", "ba", "những",
            "vùng", "cả", "toàn",
        ],
    ) && !before.trim_end().ends_with("ở về")
}

/// The role where an enterprise stands before the place in its clause.
fn by_enterprise(clause: &Clause) -> Option<Role> {
    let mut first = None;
    for at in clause.enterprises(110) {
        let head = &clause.text[..at];
        let happens = ends_with_word(head, &["tại", "Tại", "ở", "Ở", "đến", "thăm", "trong"]);
        if happens && !clause.has(Cue::WorkAt, clause.from + at, 40) {
            return Some(Role::Venue);
        }
        first = Some(first.unwrap_or(at).min(at));
    }
    let at = clause.from + first?;
    let employed = clause.has(Cue::Worker, at, 70) && !clause.has(Cue::Officer, at, 70);
    Some(if employed { Role::Employer } else { Role::Seat })
}

/// Whether what follows the clause is the end of an enterprise's name: nothing parts the two.
fn in_enterprise_name(clause: &Clause) -> bool {
    let Some(at) = clause.enterprises(80).max() else {
        return false;
    };
    let between = &clause.text[at..];
    !between.contains([',', '(', '-', '–', ':', '"', '”'])
        && !between.split(' ').any(|word| {
            matches!(
                word,
                "tại"
                    | "ở"
                    | "thuộc"
                    | "trên"
                    | "của"
                    | "và"
                    | "các"
                    | "từ"
                    | "đến"
                    | "về"
                    | "vùng"
            )
        })
}

/// The role of a place in an enterprise's name; a common word there is no place.
fn in_name(mention: &Mention) -> Role {
    match &mention.named {
        Named::Known(entry) if entry.is_word => Role::Nothing,
        _ => Role::InName,
    }
}

/// The role of a bare name that is part of a longer one: a person, a street, a firm.
fn longer_name(text: &str, clause: &Clause, mention: &Mention, after: &str) -> Option<Role> {
    let before = clause.text;
    let name = mention.name.of(text);
    let in_name = Some(in_name(mention));
    let shouted = name.chars().all(|c| !c.is_lowercase());
    let glued = before.ends_with(' ');
    let previous = if glued { last_word(before) } else { "" };
    let next = after
        .strip_prefix(' ')
        .and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next())
        .unwrap_or("");
    if TITLES.contains(&previous) && !shouted {
        return Some(Role::Nothing);
    }
    if STREETS.contains(&previous) {
        return Some(Role::Nothing);
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if is_capital(next) && !shouted && next.chars().any(char::is_lowercase) {
        return Some(Role::Nothing);
    }
    if after.starts_with(['-', '–'])
        && after[after.chars().next().map_or(0, char::len_utf8)..].starts_with(char::is_uppercase)
    {
        // `Hà Nội-Huế`: a route or a list; a name of its own only with blanks
        return None;
    }
    if is_capital(previous) && !shouted {
        let abbreviation =
            previous.chars().count() > 1 && previous.chars().all(|c| !c.is_lowercase());
        if abbreviation {
            return in_name;
        }
        let sentence_start = before.trim_start() == format!("{previous} ");
        let common = matches!(
            previous,
            "Tại"
                | "Ở"
                | "Từ"
                | "Và"
                | "Với"
                | "Về"
                | "Vùng"
                | "Thủ"
                | "Các"
                | "Ngày"
                | "Đến"
                | "Sáng"
                | "Chiều"
                | "Theo"
                | "Riêng"
                | "Sở"
                | "Đoàn"
        );
        if common && (sentence_start || previous != "Từ") {
            return None;
        }
        let part = before.rfind([',', '(']).unwrap_or(0);
        let firm = clause.enterprises(70).any(|at| at >= part);
        if firm {
            return in_name;
        }
        if FAMILY.contains(&previous)
            || mention.districts().len()
                + usize::from(matches!(&mention.named, Named::Known(e) if e.province.is_some()))
                > 0
        {
            return Some(Role::Nothing);
        }
    }
    let firm_directly = [
        "công ty ",
        "Công ty ",
        "Trường ",
        "Bệnh viện ",
        "Ngân hàng ",
        "Báo ",
        "báo ",
        "Đài ",
        "nhà máy ",
        "Nhà máy ",
        "Điện lực ",
        "chi nhánh ",
        "Chi nhánh ",
        "Đại học ",
        "Cảng ",
        "cảng ",
        "ga ",
        "sân bay ",
        "khách sạn ",
    ];
    if firm_directly.iter().any(|word| before.ends_with(word)) {
        return in_name;
    }
    None
}

/// Whether the headline goes on as after a place that acts: `Ba Đình: …`, `Quận 5 tổ chức`.
fn is_head(after: &str, plain: bool) -> bool {
    let trimmed = after.trim_start();
    if trimmed.starts_with([':', '-', '–', '|']) || trimmed.is_empty() {
        return !trimmed.is_empty();
    }
    !plain && trimmed.starts_with(char::is_lowercase)
}

/// Whether the report goes on as after a dateline: `Thanh Hóa - `.
fn is_dateline(after: &str) -> bool {
    let trimmed = after.trim_start();
    trimmed.starts_with([':', '-', '–']) && after.len() - trimmed.len() <= 2
}

/// Whether `head` is a paper's prefix: `(LĐTĐ) `, `TPO - `.
fn is_paper(head: &str) -> bool {
    head.chars().all(|c| {
        c.is_uppercase()
            || c.is_numeric()
            || matches!(c, ' ' | '(' | ')' | '-' | '–' | '.' | '“' | '"')
    })
}

fn is_foreign(after: &str) -> bool {
    let near: String = after.chars().take(18).collect();
    ["(Trung Quốc", ", Trung Quốc", " (Hàn Quốc", " (Lào"]
        .iter()
        .any(|word| near.contains(word))
}

/// The last `n` bytes of `text`, or a little less.
fn tail(text: &str, n: usize) -> &str {
    let mut from = text.len().saturating_sub(n);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn last_word(text: &str) -> &str {
    text.trim_end()
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | ','))
        .next()
        .unwrap_or("")
}

fn ends_with_word(text: &str, words: &[&str]) -> bool {
    text.ends_with([' ', ':', '('])
        && words.contains(&last_word(text.trim_end_matches([':', ' ', '('])))
}

/// Whether `next` names a larger unit right after `mention`, so that both are one place:
/// `phường Ngọc Hà, quận Ba Đình, Hà Nội`.
pub(super) fn chained(text: &str, mention: &Mention, next: &Mention) -> bool {
    let from = mention.span.end;
    let to = next.prefix.map_or(next.span.start, |(_, start)| start);
    if to < from || to - from > 14 || next.prefix.is_some() || next.in_list {
        return false;
    }
    let gap = text[from..to].trim();
    let joint = matches!(
        gap,
        "," | "(" | "-" | "–" | "" | "thuộc" | ", thuộc" | "của" | "/" | "–-"
    );
    joint && level(next) > level(mention)
}

/// 1 ward, 2 district, 3 province.
pub(super) fn level(mention: &Mention) -> u8 {
    match (&mention.named, mention.kind) {
        (Named::Ward, _) => 1,
        (_, Some(Kind::Tinh)) => 3,
        (Named::Known(entry), None) if entry.province.is_some() => 3,
        (Named::Known(entry), Some(Kind::ThanhPho))
            if entry
                .province
                .is_some_and(|id| gazetteer().province(id).city) =>
        {
            3
        }
        (Named::Nothing, _) => 0,
        _ => 2,
    }
}
