//! VNI: the digits 1 to 5 are the tones, 6 the circumflex, 7 the horn, 8 the breve,
//! 9 the bar of `đ`.

use super::Reading;
use super::buffer::{ACUTE, Buffer, DOT, GRAVE, HOOK, TILDE};

/// The syllable that these lower-case strokes type.
pub(super) fn syllable(strokes: &str) -> Option<Reading> {
    let mut buffer = Buffer::default();
    // A letter after a digit, or a shape, is no number behind a name (`top5`, `co2`).
    let mut sure = false;
    let mut after_digit = false;
    for c in strokes.chars() {
        let digit = c.is_ascii_digit();
        sure |= (after_digit && !digit) || matches!(c, '6' | '7' | '8');
        after_digit = digit;
        match c {
            '1' => buffer.set_tone(ACUTE)?,
            '2' => buffer.set_tone(GRAVE)?,
            '3' => buffer.set_tone(HOOK)?,
            '4' => buffer.set_tone(TILDE)?,
            '5' => buffer.set_tone(DOT)?,
            '6' => {
                let vowel = *buffer
                    .letters
                    .iter()
                    .rfind(|c| matches!(c, 'a' | 'e' | 'o'))?;
                buffer.circumflex(vowel)?;
            }
            '7' => buffer.horn()?,
            '8' => buffer.breve()?,
            '9' => buffer.bar()?,
            'a'..='z' => buffer.letters.push(c),
            _ => return None,
        }
    }
    buffer.reading(sure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Letter;
    use crate::text::syllable::every_syllable;

    /// The strokes of `syllable`, each mark after its letter, the tone last.
    fn strokes(syllable: &str) -> String {
        let mut strokes = String::new();
        let mut tone = None;
        for letter in syllable.chars().map(Letter::of) {
            strokes.push(letter.base);
            strokes.extend(letter.shape.map(|shape| match shape {
                '\u{302}' => '6',
                '\u{31b}' => '7',
                '\u{306}' => '8',
                _ => '9',
            }));
            tone = tone.or(letter.tone);
        }
        strokes.extend(tone.map(|tone| match tone {
            ACUTE => '1',
            GRAVE => '2',
            HOOK => '3',
            TILDE => '4',
            _ => '5',
        }));
        strokes
    }

    #[test]
    fn every_syllable_can_be_typed() {
        for written in every_syllable() {
            let typed = strokes(&written);
            let read = syllable(&typed).map(|reading| reading.syllable);
            assert_eq!(read, Some(written), "{typed}");
        }
    }
}
