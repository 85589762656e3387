//! Reads key strokes that no input method turned into Vietnamese: Telex
//! (`phats trieenr`) and VNI (`pha1t trie63n`).

mod buffer;
mod telex;
mod vni;

use crate::text::{TokenKind, syllable, tokens, tone};

/// The longest run of key strokes for one syllable: `nghieengs` and two to spare.
const LONGEST: usize = 11;

/// A syllable read from key strokes.
struct Reading {
    syllable: String,
    /// Whether the strokes are too odd for a word of another language.
    sure: bool,
}

/// A way to type Vietnamese on an English keyboard.
struct Method {
    /// The lower-case strokes of one syllable.
    read: fn(&str) -> Option<Reading>,
    /// The strokes of `Đ` in an abbreviation.
    bar: &'static str,
}

/// What `text` says when its words are read as Telex key strokes.
///
/// Only where every word becomes, or already is, a Vietnamese syllable, and at least
/// one can hardly be anything else (`trieenr`, but not `his` or `best`); beside two such
/// words one of another language may stand (`dichj Covid`). Numbers, abbreviations in
/// capitals and all between the words stay as they are.
pub fn telex(text: &str) -> Option<String> {
    let method = Method {
        read: telex::syllable,
        bar: "DD",
    };
    method.text(text)
}

/// What `text` says when its words are read as VNI key strokes; as [`telex()`].
pub fn vni(text: &str) -> Option<String> {
    let method = Method {
        read: vni::syllable,
        bar: "D9",
    };
    method.text(text)
}

impl Method {
    fn text(&self, text: &str) -> Option<String> {
        let mut out = String::with_capacity(text.len() + text.len() / 2);
        let mut copied = 0;
        let (mut sure, mut foreign) = (0, 0);
        let shouting = !text.contains(char::is_lowercase);
        for token in tokens(text) {
            if token.kind != TokenKind::Word {
                continue;
            }
            let word = token.span.of(text);
            let Some((meant, is_sure)) = self.word(word, shouting) else {
                foreign += 1;
                continue;
            };
            sure += usize::from(is_sure);
            if meant != word {
                out.push_str(&text[copied..token.span.start]);
                out.push_str(&meant);
                copied = token.span.end;
            }
        }
        out.push_str(&text[copied..]);
        (sure > 0 && sure >= 2 * foreign).then_some(out)
    }

    /// What `word` means, and whether it surely does; none if it is not Vietnamese.
    /// A word in capitals is an abbreviation unless the whole text is `shouting`.
    fn word(&self, word: &str, shouting: bool) -> Option<(String, bool)> {
        if word == "OR" {
            return Some((word.to_string(), false));
        }
        let lower = word.to_lowercase();
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        // One letter alone is a syllable with marks of its own: `o73` is `ở`.
        let whole = letters > 1 || (lower.len() > 1 && word.starts_with(char::is_lowercase));
        if whole
            && lower.len() <= LONGEST
            && (shouting || !is_abbreviation(word))
            && let Some(reading) = (self.read)(&lower)
            && reading.syllable != lower
        {
            let sure = reading.sure && letters > 1 && (letters > 3 || !shouting);
            return Some((in_case_of(word, &reading.syllable), sure));
        }
        if syllable::is_valid(&tone::canonical(&lower)) {
            return Some((word.to_string(), false));
        }
        is_abbreviation(word).then(|| (word.replace(self.bar, "Đ"), false))
    }
}

/// Two letters or more without a small one: `LĐLĐ`, `TP`, `U23`.
fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

/// `syllable` in the capitals of `word`.
pub(crate) fn in_case_of(word: &str, syllable: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    if first && !letters.any(char::is_lowercase) {
        return syllable.to_uppercase();
    }
    let mut rest = syllable.chars();
    match rest.next() {
        Some(c) if first => c.to_uppercase().chain(rest).collect(),
        _ => syllable.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn telex_is_read() {
        for (typed, meant) in [
            ("phats trieenr ddoanf vieen", "phát triển đoàn viên"),
            (
                "Phast trieern ddoafn vieen 2022",
                "Phát triển đoàn viên 2022",
            ),
            ("DDOANF VIEEN", "ĐOÀN VIÊN"),
            ("coong ddoanf cow sowr", "công đoàn cơ sở"),
            ("Ba Ddinhf", "Ba Đình"),
            ("huyeenj Uwngs Hoaf", "huyện Ứng Hòa"),
            ("nguwowif lao ddoongj", "người lao động"),
            ("nguoiwf lao dongodj", "người lao động"),
            ("quyeets ddinhj", "quyết định"),
            (
                "nawm 2022 \"kinh phis\" > 1 tyr",
                "năm 2022 \"kinh phí\" > 1 tỷ",
            ),
            ("thuowr muaw gif quaan quawngj", "thuở mưa gì quân quặng"),
            ("thanhf laapj CDDCS", "thành lập CĐCS"),
            ("đoàn vieen OR ddangr vieen", "đoàn viên OR đảng viên"),
            ("Ddawks Lawks", "Đắk Lắk"),
            ("ddau khuyur tay", "đau khuỷu tay"),
            ("suwcs khoer", "sức khỏe"),
        ] {
            assert_eq!(telex(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn vni_is_read() {
        for (typed, meant) in [
            ("pha1t trie63n d9oa2n vie6n", "phát triển đoàn viên"),
            (
                "pha1t trie6n3 d9oan2 vie6n 2022",
                "phát triển đoàn viên 2022",
            ),
            ("co6ng d9oa2n co7 so73", "công đoàn cơ sở"),
            ("Ngu7o7i2 lao d9o65ng", "Người lao động"),
            ("nguoi72 lao d9o65ng", "người lao động"),
            ("na8m 2022 CD9CS", "năm 2022 CĐCS"),
            ("HUYE65N U7NG1 HOA2", "HUYỆN ỨNG HÒA"),
            ("nha2 o73 xa4 ho65i", "nhà ở xã hội"),
            (
                "d9oan2 vie6n vi2 dich5 Covid-19",
                "đoàn viên vì dịch Covid-19",
            ),
        ] {
            assert_eq!(vni(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "",
            "phát triển đoàn viên",
            "phat trien doan vien",
            "cong doan co so",
            "his best test was there",
            "how are you",
            "roof of the house",
            "Barcelona",
            "UEFA Champions League",
            "Hyundai Samsung Foxconn",
            "visa taxi sofa",
            "chef beef did dad raj",
            "now or never",
            "too soon",
            "Texas 2022 1.625",
            "Hyundai uwng",
            "CNVC-LĐ TP.HCM IMF WTO",
            "ENR",
            "ENR đã xếp hạng",
            "U23 CO2 A4 H5N1 mp3 top5",
            "covid19 iso9001",
            "24/52 🙂",
        ] {
            assert_eq!(telex(text), None, "{text}");
            assert_eq!(vni(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>(), strokes in "[ a-zA-Z0-9đế\"-]{0,40}") {
            for text in [text, strokes] {
                for meant in [telex(&text), vni(&text)].into_iter().flatten() {
                    prop_assert_ne!(meant, text.clone());
                }
            }
        }
    }
}
