//! The letters of one syllable while it is typed, and where its marks go.

use unicode_normalization::char::compose;

use super::Reading;
use crate::text::fold::{Letter, fold_char};
use crate::text::{syllable, tone};

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

pub(super) const ACUTE: char = '\u{301}';
pub(super) const GRAVE: char = '\u{300}';
pub(super) const HOOK: char = '\u{309}';
pub(super) const TILDE: char = '\u{303}';
pub(super) const DOT: char = '\u{323}';

/// The letters typed so far, in lower case, and the tone.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) letters: Vec<char>,
    tone: Option<char>,
}

impl Buffer {
    /// Whether a vowel was typed, so that a tone has something to stand on.
    pub(super) fn has_vowel(&self) -> bool {
        self.letters.iter().any(|&c| is_vowel(c))
    }

    /// Sets the tone; none if there is no vowel, or a tone already.
    pub(super) fn set_tone(&mut self, mark: char) -> Option<()> {
        let free = self.has_vowel() && self.tone.is_none();
        self.tone = self.tone.or(Some(mark));
        free.then_some(())
    }

    /// The circumflex on the last plain `vowel`.
    pub(super) fn circumflex(&mut self, vowel: char) -> Option<()> {
        self.shape(vowel, CIRCUMFLEX)
    }

    /// The breve on the last plain `a`.
    pub(super) fn breve(&mut self) -> Option<()> {
        self.shape('a', BREVE)
    }

    /// The horn: on both letters of `uo`, else on the last plain `u` or `o`.
    pub(super) fn horn(&mut self) -> Option<()> {
        let pair = |pair: &[char]| pair == ['u', 'o'] || pair == ['ư', 'o'];
        if let Some(at) = self.letters.windows(2).position(pair) {
            self.letters[at] = 'ư';
            self.letters[at + 1] = 'ơ';
            return Some(());
        }
        let vowel = *self.letters.iter().rfind(|c| matches!(c, 'u' | 'o'))?;
        self.shape(vowel, HORN)
    }

    /// The bar of `đ`.
    pub(super) fn bar(&mut self) -> Option<()> {
        let first = self.letters.first_mut().filter(|c| **c == 'd')?;
        *first = 'đ';
        Some(())
    }

    fn shape(&mut self, vowel: char, mark: char) -> Option<()> {
        let at = self.letters.iter().rposition(|&c| c == vowel)?;
        self.letters[at] = compose(vowel, mark)?;
        Some(())
    }

    /// The syllable with its tone in place, if there is such a syllable.
    pub(super) fn reading(mut self, sure: bool) -> Option<Reading> {
        self.unhorn();
        let Some(mark) = self.tone else {
            return valid(self.letters.iter().collect(), sure);
        };
        for at in 0..self.letters.len() {
            if !is_vowel(self.letters[at]) {
                continue;
            }
            let mut written = String::new();
            for (i, &letter) in self.letters.iter().enumerate() {
                let plain = Letter::of(letter);
                let tone = (i == at).then_some(mark);
                written.push(Letter { tone, ..plain }.composed()?);
            }
            if let Some(reading) = valid(tone::canonical(&written), sure) {
                return Some(reading);
            }
        }
        None
    }

    /// `uơ` keeps its plain `u` at the end (`thuở`) and after `q`.
    fn unhorn(&mut self) {
        let alone = self.letters.ends_with(&['ư', 'ơ']);
        let glide = self.letters.starts_with(&['q', 'ư']);
        if (alone || glide)
            && let Some(at) = self.letters.iter().position(|&c| c == 'ư')
        {
            self.letters[at] = 'u';
        }
    }
}

fn valid(syllable: String, sure: bool) -> Option<Reading> {
    syllable::is_valid(&syllable).then_some(Reading { syllable, sure })
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(fold_char(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
