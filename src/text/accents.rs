//! Every way to put marks on a syllable that was typed with few or none.

use super::fold::{Letter, is_compatible};
use super::tone::with_tone;

/// Longer words are no syllables.
const LONGEST: usize = 7;

/// Every spelling that is `typed` with the same or more marks, in canonical tone placement.
pub fn readings(typed: &str) -> Vec<String> {
    const TONES: [Option<char>; 6] = [
        None,
        Some('\u{300}'),
        Some('\u{301}'),
        Some('\u{303}'),
        Some('\u{309}'),
        Some('\u{323}'),
    ];
    let typed_letters: Vec<Letter> = typed.chars().map(Letter::of).collect();
    if typed_letters.len() > LONGEST {
        return Vec::new();
    }
    let mut stems = vec![String::new()];
    for letter in &typed_letters {
        let choices: &[char] = match (letter.base, letter.shape) {
            ('d', None) => &['d', 'đ'],
            ('d', Some(_)) => &['đ'],
            ('a', None) => &['a', 'ă', 'â'],
            ('e', None) => &['e', 'ê'],
            ('o', None) => &['o', 'ô', 'ơ'],
            ('u', None) => &['u', 'ư'],
            ('a', Some('\u{306}')) => &['ă'],
            ('a', Some(_)) => &['â'],
            ('e', Some(_)) => &['ê'],
            ('o', Some('\u{302}')) => &['ô'],
            ('o', Some(_)) => &['ơ'],
            ('u', Some(_)) => &['ư'],
            _ => &[],
        };
        let mut longer = Vec::with_capacity(stems.len() * choices.len().max(1));
        for stem in &stems {
            if choices.is_empty() {
                longer.push(format!("{stem}{}", letter.base));
            }
            for choice in choices {
                longer.push(format!("{stem}{choice}"));
            }
        }
        stems = longer;
    }
    let mut found = Vec::new();
    for stem in &stems {
        for tone in TONES {
            let reading = match tone {
                Some(mark) => match with_tone(stem, mark) {
                    Some(toned) => toned,
                    None => continue,
                },
                None => stem.clone(),
            };
            if is_compatible(typed, &reading) {
                found.push(reading);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_add_marks_and_never_change_them() {
        let found = readings("đoan");
        for reading in ["đoan", "đoàn", "đoán", "đoạn"] {
            assert!(
                found.contains(&reading.to_string()),
                "{reading} in {found:?}"
            );
        }
        assert!(found.iter().all(|reading| reading.starts_with('đ')));
        assert_eq!(
            readings("doàn")
                .iter()
                .filter(|reading| *reading == "đoàn")
                .count(),
            1
        );
        assert!(!readings("đoàn").contains(&"đoán".to_string()));
        assert!(readings("hoa").contains(&"hòa".to_string()));
    }
}
