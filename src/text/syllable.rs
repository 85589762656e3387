//! The grammar of the Vietnamese syllable: which spellings can occur at all.
//! It tells Vietnamese from other languages and raw key strokes from words.

use super::fold::Letter;
use super::tone::{canonical, other_placement};

/// Whether `syllable`, in **lower-case NFC**, is spelt as a Vietnamese syllable can be.
///
/// Onset and rime must exist and fit each other, the tone mark must stand where one
/// of the two placements puts it (`hòa`, `hoà`), and a rime that ends in `c`, `ch`,
/// `p` or `t` bears an acute or a dot below.
pub fn is_valid(syllable: &str) -> bool {
    if NAMES.contains(&syllable) {
        return true;
    }
    if syllable.len() > 24 {
        return false;
    }
    let Some((plain, tone)) = without_tone(syllable) else {
        return false;
    };
    let stopped = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    let tone_fits = match tone {
        Some('\u{301}' | '\u{323}') => true,
        _ => !stopped,
    };
    tone_fits && is_well_placed(syllable, tone) && is_spelt(&plain)
}

/// The syllable without its tone mark, and that mark; none where it bears two,
/// or one on a consonant.
fn without_tone(syllable: &str) -> Option<(String, Option<char>)> {
    let mut plain = String::with_capacity(syllable.len());
    let mut tone = None;
    for c in syllable.chars() {
        let letter = Letter::of(c);
        if letter.tone.is_none() {
            plain.push(c);
            continue;
        }
        let on_vowel = matches!(letter.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        if tone.is_some() || !on_vowel {
            return None;
        }
        tone = letter.tone;
        plain.push(
            Letter {
                tone: None,
                ..letter
            }
            .composed()?,
        );
    }
    Some((plain, tone))
}

fn is_well_placed(syllable: &str, tone: Option<char>) -> bool {
    if tone.is_none() {
        return true;
    }
    // In `qu` and `gi` before a vowel the letter belongs to the onset and bears no tone.
    let letters: Vec<Letter> = syllable.chars().take(3).map(Letter::of).collect();
    if let [first, second, rest @ ..] = letters.as_slice()
        && second.tone.is_some()
    {
        let vowel = rest
            .iter()
            .any(|letter| matches!(letter.base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
        if vowel && matches!((first.base, second.base), ('q', 'u') | ('g', 'i')) {
            return false;
        }
    }
    let home = canonical(syllable);
    home == syllable || other_placement(&home).as_deref() == Some(syllable)
}

/// Whether `plain`, without a tone mark, is an onset and a rime that fit.
fn is_spelt(plain: &str) -> bool {
    for onset in ONSETS {
        let Some(rime) = plain.strip_prefix(onset) else {
            continue;
        };
        let fits = match *onset {
            "k" | "gh" | "ngh" => rime.starts_with(['e', 'ê', 'i', 'y']),
            "c" | "ng" => !rime.starts_with(['e', 'ê', 'i', 'y']),
            "g" => !rime.starts_with(['e', 'ê', 'y']) && (!rime.starts_with('i') || rime.len() < 3),
            "qu" => rime.starts_with(['a', 'ă', 'â', 'e', 'ê', 'i', 'ô', 'ơ', 'y']),
            "gi" => !rime.starts_with(['i', 'y']),
            "" => true,
            _ => !rime.starts_with("yê"),
        };
        if fits && (is_rime(rime) || (*onset == "gi" && is_short_ie(rime))) {
            return true;
        }
    }
    false
}

/// `iê` after `gi` is written with one `i`: `giếng`, `giết`.
fn is_short_ie(rime: &str) -> bool {
    matches!(rime, "êc" | "êm" | "ên" | "êng" | "êt")
}

fn is_rime(rime: &str) -> bool {
    RIMES.iter().any(|(nucleus, endings)| {
        rime.strip_prefix(nucleus)
            .is_some_and(|ending| endings.contains(&ending))
    })
}

/// Syllables of well-known names that keep another language's spelling: Đắk Lắk, Bắc Kạn.
const NAMES: &[&str] = &["đăk", "đắk", "lăk", "lắk", "kạn", "kon"];

/// The onsets; longer ones first, so that `ngh` is tried before `ng` and `n`.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// The rimes: a nucleus and what may follow it.
const RIMES: &[(&str, &[&str])] = &[
    (
        "a",
        &[
            "", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y",
        ],
    ),
    ("ă", &["c", "m", "n", "ng", "p", "t"]),
    ("â", &["c", "m", "n", "ng", "p", "t", "u", "y"]),
    ("e", &["", "c", "m", "n", "ng", "o", "p", "t"]),
    ("ê", &["", "ch", "m", "n", "nh", "p", "t", "u"]),
    ("i", &["", "a", "ch", "m", "n", "nh", "p", "t", "u"]),
    ("iê", &["c", "m", "n", "ng", "p", "t", "u"]),
    ("o", &["", "c", "i", "m", "n", "ng", "p", "t"]),
    (
        "oa",
        &["", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "y"],
    ),
    ("oă", &["c", "m", "n", "ng", "t"]),
    ("oe", &["", "n", "o", "t"]),
    ("oo", &["c", "ng"]),
    ("ô", &["", "c", "i", "m", "n", "ng", "p", "t"]),
    ("ơ", &["", "i", "m", "n", "p", "t"]),
    ("u", &["", "a", "c", "i", "m", "n", "ng", "p", "t"]),
    ("uâ", &["n", "ng", "t", "y"]),
    ("uê", &["", "ch", "n", "nh"]),
    ("uô", &["c", "i", "m", "n", "ng", "t"]),
    ("uơ", &[""]),
    ("uy", &["", "a", "ch", "n", "nh", "p", "t", "u"]),
    ("uyê", &["n", "t"]),
    ("ư", &["", "a", "c", "i", "n", "ng", "t", "u"]),
    ("ươ", &["c", "i", "m", "n", "ng", "p", "t", "u"]),
    ("y", &["", "ch", "n", "nh", "t"]),
    ("yê", &["m", "n", "ng", "t", "u"]),
];

/// Every syllable that the grammar allows, in canonical spelling.
#[cfg(test)]
pub(crate) fn every_syllable() -> Vec<String> {
    let mut plain = Vec::new();
    for onset in ONSETS {
        for (nucleus, endings) in RIMES {
            plain.extend(endings.iter().map(|end| format!("{onset}{nucleus}{end}")));
        }
    }
    plain.sort();
    plain.dedup();
    let mut found: Vec<String> = plain.iter().filter(|s| is_valid(s)).cloned().collect();
    for mark in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
        for syllable in &plain {
            for (at, c) in syllable.char_indices() {
                let tone = Some(mark);
                let toned = Letter {
                    tone,
                    ..Letter::of(c)
                }
                .composed();
                let end = at + c.len_utf8();
                let written = toned.map(|c| format!("{}{c}{}", &syllable[..at], &syllable[end..]));
                found.extend(written.filter(|s| is_valid(s) && canonical(s) == *s));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_syllables_are_valid() {
        for syllable in "phát triển đoàn viên công cơ sở liên lao động quận huyện thị xã \
            nghiệp người được giữ gì gìn giờ giếng giết gia già quý quốc quyết quyển quên \
            quỳnh quanh quăng khuỷu khuya khuyên huýt hươu rượu xoong soóc thuở quở ủy uỷ \
            hòa hoà thúy thuý khỏe khoẻ ngoài nghiêng ngoằn ngoèo yêu yến ý y kỹ kĩ mỹ ăn \
            ấp ước ươm uống oan oách ếch ích ách hoạch xuất tuần huệ lý vy trưởng chuyên \
            đường mía múa mưa muỗi bưu ngưng nhượng khoăm loắt pin tuýp qui ghế kể nghe đắk lắk kạn"
            .split_whitespace()
        {
            assert!(is_valid(syllable), "{syllable}");
        }
    }

    #[test]
    fn impossible_spellings_are_not() {
        for syllable in "phat phàt cac hoc đep tich kông cế ghà nghà gê quu giy ngi đòan tòan \
            qúy aǹ gía gìơ vịêt tieenr ddoan doanf press linux facebook samsung euro bbc x ng đ lđlđ cđcs \
            tiêng1 hóá ôăn bôn1 ơng kường zô wifi fan jack strike họcc"
            .split_whitespace()
        {
            assert!(!is_valid(syllable), "{syllable}");
        }
        assert!(!is_valid(""));
        assert!(!is_valid(&"a".repeat(100)));
    }
}
