//! Numbers of documents and articles of law: `02-NQ/TW`, `191/2013/NĐ-CP`, `số
//! 06b /NQ-TLĐ`, `Nghị quyết 02`, `khoản 3, Điều 10`.

use super::noun;
use super::token::Line;
use super::{Found, Reader, units};

/// Kinds of documents by their last two syllables: the number behind is the document's.
const STRONG: [(&str, &str); 7] = [
    ("nghị", "quyết"),
    ("nghị", "định"),
    ("thông", "tư"),
    ("chỉ", "thị"),
    ("công", "văn"),
    ("công", "điện"),
    ("thông", "tri"),
];

/// Kinds whose names are verbs or counted nouns too: a noun behind the number decides.
const WEAK: [(&str, &str); 9] = [
    ("kết", "luận"),
    ("quyết", "định"),
    ("quy", "định"),
    ("kế", "hoạch"),
    ("hướng", "dẫn"),
    ("chương", "trình"),
    ("đề", "án"),
    ("thông", "báo"),
    ("tờ", "trình"),
];

/// Parts of a law.
const PARTS: [&str; 8] = [
    "điều", "khoản", "chương", "mục", "điểm", "phụ", "lục", "tiết",
];

/// Recognises the number of a document or of its parts.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_number(at) {
        return None;
    }
    if let Some(end) = code(line, at) {
        return Some(Found::Nothing(end));
    }
    let mut before = at.wrapping_sub(1);
    let numbered = line.word(before) == "số";
    if numbered {
        before = before.wrapping_sub(1);
    }
    let named = |kinds: &[(&str, &str)]| {
        let first = line.word(before.wrapping_sub(1));
        let second = line.word(before);
        kinds.contains(&(first, second))
    };
    let measured = || {
        units::magnitude(line, at + 1).is_some()
            || units::currency(line, at + 1).is_some()
            || line.is_mark(at + 1, '%')
            || line.is_mark(at + 1, '/')
    };
    let counted = || noun::is_known_head(line, at + 1) || measured();
    if named(&STRONG) && (numbered || !line.is_mark(at + 1, '%')) {
        return Some(Found::Nothing(listed(line, at)));
    }
    if named(&WEAK) && !counted() {
        return Some(Found::Nothing(at + 1));
    }
    let part = line.word(before);
    let verb = matches!(part, "điểm" | "tiết" | "mục") && noun::is_known_head(line, at + 1);
    if !numbered && PARTS.contains(&part) && !verb && !measured() {
        return Some(Found::Nothing(listed(line, at)));
    }
    None
}

/// The end of the code that begins with the number at token `at`.
fn code(line: &Line, at: usize) -> Option<usize> {
    let mut i = at + 1;
    let mut lettered = false;
    if line.is_word(i) && line.glued(i) && line.word(i).chars().count() == 1 {
        i += 1;
        lettered = true;
    }
    // `19/2008/NQLT`: the year between
    if line.is_mark(i, '/')
        && line.is_number(i + 1)
        && line.word(i + 1).len() == 4
        && (line.is_mark(i + 2, '/') || line.is_dash(i + 2))
        && letters(line, i + 3)
    {
        return Some(chunk(line, i + 3));
    }
    let joint = line.is_mark(i, '/') || line.is_mark(i, '-') || line.is_mark(i, '–');
    let tight = line.glued(i) || lettered || line.is_mark(i, '/');
    if joint && tight && line.glued(i + 1) && letters(line, i + 1) {
        return Some(chunk(line, i + 1));
    }
    None
}

/// Whether token `at` is the letters of an issuing body: `NQ`, `CTr`, `TW`.
fn letters(line: &Line, at: usize) -> bool {
    let raw = line.raw(at);
    let mut chars = raw.chars();
    let (first, second) = (chars.next(), chars.next());
    let capitals = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_uppercase);
    let known = matches!(raw, "Tr" | "Ttr" | "Ctr" | "Cv" | "Qđ");
    // `30 TRIỆU/CĐCS` has no code, `15/CĐCS` neither
    line.is_word(at) && (capitals || known) && !matches!(raw, "CĐCS" | "ĐVT")
}

/// The end of the glued run that goes on at token `at`.
fn chunk(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    while line.glued(end)
        && (line.is_word(end)
            || line.is_number(end)
            || line.is_dash(end)
            || line.is_mark(end, '/')
            || line.is_mark(end, '&')
            || line.is_mark(end, '.') && line.glued(end + 1))
    {
        end += 1;
    }
    end
}

/// The end of a list of numbers: `khoản 1, 2, 3`, `Nghị quyết 18, 19`.
fn listed(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    while (line.is_mark(end, ',') || line.word(end) == "và")
        && line.is_number(end + 1)
        && line.word(end + 1).len() <= 2
        && !noun::is_known_head(line, end + 2)
        && !line.is_mark(end + 2, '/')
        && !line.is_mark(end + 2, '%')
        && units::magnitude(line, end + 2).is_none()
    {
        end += 2;
    }
    end
}
