//! One canonical place for the tone mark, so that `hoà` and `hòa`, `thuý` and
//! `thúy`, `uỷ` and `ủy` are one syllable.
//!
//! The canonical form is the one that most of the press prints (the "old" style):
//! in an open `oa`, `oe`, `uy` the tone stands on the first vowel. `qu` and `gi`
//! are onsets, so `quý` and `giá` stay as they are.

use super::fold::Letter;

/// The canonical spelling of one **lower-case NFC** syllable.
///
/// Anything that is not a Vietnamese syllable comes back unchanged.
pub fn canonical(syllable: &str) -> String {
    misplaced(syllable).unwrap_or_else(|| syllable.to_string())
}

/// The canonical spelling of a lower-case NFC syllable, where it differs from it.
pub fn misplaced(syllable: &str) -> Option<String> {
    if syllable.is_ascii() || syllable.len() > 24 {
        return None;
    }
    let letters: Vec<Letter> = syllable.chars().map(Letter::of).collect();
    let toned = letters.iter().position(|letter| letter.tone.is_some())?;
    let tone = letters[toned].tone?;
    if letters[toned + 1..]
        .iter()
        .any(|letter| letter.tone.is_some())
    {
        return None;
    }
    let (from, to) = nucleus(&letters)?;
    if !(from..to).contains(&toned) {
        return None;
    }
    let target = from + toned_vowel(&letters[from..to], to < letters.len());
    if target == toned {
        return None;
    }
    let mut out = String::with_capacity(syllable.len() + 2);
    for (i, letter) in letters.iter().enumerate() {
        out.push(composed(letter, (i == target).then_some(tone))?);
    }
    Some(out)
}

/// The range of the vowels after the onset.
fn nucleus(letters: &[Letter]) -> Option<(usize, usize)> {
    let mut from = letters.iter().position(|letter| is_vowel(letter.base))?;
    let after_vowel = letters
        .get(from + 1)
        .is_some_and(|next| is_vowel(next.base));
    let onset_end = match (
        from.checked_sub(1).map(|i| letters[i].base),
        letters[from].base,
    ) {
        (Some('q'), 'u') => after_vowel,
        (Some('g'), 'i') => from == 1 && after_vowel,
        _ => false,
    };
    if onset_end {
        from += 1;
    }
    let mut to = from;
    while to < letters.len() && is_vowel(letters[to].base) {
        to += 1;
    }
    let plain_coda = letters[to..]
        .iter()
        .all(|letter| letter.base.is_ascii_lowercase() && !is_vowel(letter.base));
    (plain_coda && to - from <= 3).then_some((from, to))
}

/// Which of the vowels bears the tone.
fn toned_vowel(vowels: &[Letter], has_coda: bool) -> usize {
    if let Some(shaped) = vowels.iter().rposition(|letter| letter.shape.is_some()) {
        return shaped;
    }
    match vowels.len() {
        0 | 1 => 0,
        2 => usize::from(has_coda),
        _ => 1,
    }
}

fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn composed(letter: &Letter, tone: Option<char>) -> Option<char> {
    Letter { tone, ..*letter }.composed()
}

/// The syllable `stem`, which bears no tone, with the combining mark `tone` in its canonical place.
pub fn with_tone(stem: &str, tone: char) -> Option<String> {
    let letters: Vec<Letter> = stem.chars().map(Letter::of).collect();
    let (from, to) = nucleus(&letters)?;
    let target = from + toned_vowel(&letters[from..to], to < letters.len());
    let mut out = String::with_capacity(stem.len() + 2);
    for (i, letter) in letters.iter().enumerate() {
        out.push(composed(letter, (i == target).then_some(tone))?);
    }
    Some(out)
}

/// The other accepted placement of a canonical syllable's tone (`hòa` → `hoà`),
/// where there is one.
pub fn other_placement(syllable: &str) -> Option<String> {
    let letters: Vec<Letter> = syllable.chars().map(Letter::of).collect();
    let (from, to) = nucleus(&letters)?;
    let open_pair = to - from == 2
        && to == letters.len()
        && matches!(
            (letters[from].base, letters[from + 1].base),
            ('o', 'a') | ('o', 'e') | ('u', 'y')
        )
        && letters[from + 1].shape.is_none();
    let tone = letters.get(from)?.tone?;
    if !open_pair {
        return None;
    }
    let mut out = String::new();
    for (i, letter) in letters.iter().enumerate() {
        out.push(composed(letter, (i == from + 1).then_some(tone))?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_placements_become_one() {
        for (written, expected) in [
            ("hoà", "hòa"),
            ("hòa", "hòa"),
            ("thuý", "thúy"),
            ("uỷ", "ủy"),
            ("khoẻ", "khỏe"),
            ("toàn", "toàn"),
            ("quý", "quý"),
            ("quỳ", "quỳ"),
            ("giá", "giá"),
            ("già", "già"),
            ("gì", "gì"),
            ("giữ", "giữ"),
            ("ngoài", "ngoài"),
            ("khuỷu", "khuỷu"),
            ("thuở", "thuở"),
            ("đường", "đường"),
            ("muốn", "muốn"),
            ("mía", "mía"),
            ("qùy", "qùy"),
            ("tuý", "túy"),
            ("hoạch", "hoạch"),
            ("vịêt", "việt"),
            ("họăc", "hoặc"),
            ("người", "người"),
            ("café", "café"),
        ] {
            assert_eq!(canonical(written), expected, "{written}");
        }
    }

    #[test]
    fn a_tone_finds_its_place() {
        assert_eq!(with_tone("đoan", '\u{300}').as_deref(), Some("đoàn"));
        assert_eq!(with_tone("hoa", '\u{300}').as_deref(), Some("hòa"));
        assert_eq!(with_tone("quy", '\u{301}').as_deref(), Some("quý"));
        assert_eq!(with_tone("24", '\u{301}'), None);
    }

    #[test]
    fn the_other_placement_is_found_and_undone() {
        for syllable in ["hòa", "thúy", "ủy", "khỏe", "xòe"] {
            let other = other_placement(syllable).expect("an open pair");
            assert_ne!(other, syllable);
            assert_eq!(canonical(&other), syllable);
        }
        assert_eq!(other_placement("quý"), None);
        assert_eq!(other_placement("toàn"), None);
        assert_eq!(other_placement("mía"), None);
    }
}
