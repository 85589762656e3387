//! One spelling of the open vowel that is written `i` or `y` with one sound: `kĩ` is `kỹ`,
//! `quí` is `quý`, `sĩ` is `sỹ`.
//!
//! Only where no other syllable is meant: after `h k l m s t` and `qu`. Elsewhere the two
//! letters tell syllables apart (`hai`, `hay`; `thúi`, `thúy`).

use super::fold::Letter;

const ONSETS: &[&str] = &["h", "k", "l", "m", "s", "t", "qu"];

/// The spelling with `y` of a lower-case NFC syllable that ends in such an `i`.
pub fn with_y(syllable: &str) -> Option<String> {
    let last = syllable.chars().next_back()?;
    let letter = Letter::of(last);
    let onset = syllable.strip_suffix(last)?;
    if letter.base != 'i' || letter.shape.is_some() || !ONSETS.contains(&onset) {
        return None;
    }
    let y = Letter {
        base: 'y',
        ..letter
    };
    Some(format!("{onset}{}", y.composed()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_syllables_have_one_spelling() {
        for (written, expected) in [
            ("kĩ", Some("kỹ")),
            ("quí", Some("quý")),
            ("qui", Some("quy")),
            ("mĩ", Some("mỹ")),
            ("sĩ", Some("sỹ")),
            ("lí", Some("lý")),
            ("tỉ", Some("tỷ")),
            ("hi", Some("hy")),
            ("kỹ", None),
            ("vì", None),
            ("chi", None),
            ("thi", None),
            ("tin", None),
            ("hai", None),
            ("gì", None),
            ("i", None),
            ("", None),
        ] {
            assert_eq!(with_y(written).as_deref(), expected, "{written}");
        }
    }
}
