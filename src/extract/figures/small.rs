//! Small letters for capitals, told by their bytes: a paragraph is lowered in place, so that
//! offsets stay those of its text.

/// The first character of `bytes`.
pub fn decoded(bytes: &[u8]) -> Option<char> {
    std::str::from_utf8(bytes).ok()?.chars().next()
}

/// `text` with its ASCII letters in lower case, and at these places these letters, each as
/// long as the one that stood there.
pub fn lowered(text: &str, letters: &[(usize, char)]) -> String {
    let plain = text.to_ascii_lowercase();
    if letters.is_empty() {
        return plain;
    }
    let mut lower = String::with_capacity(text.len());
    for &(at, letter) in letters {
        lower.push_str(&plain[lower.len()..at]);
        lower.push(letter);
    }
    lower.push_str(&plain[lower.len()..]);
    lower
}

/// The precomposed Vietnamese letter at byte `at`: its length, and the last byte of its
/// small form. Other letters take the slow way.
#[inline]
pub fn letter(bytes: &[u8], at: usize) -> Option<(usize, u8)> {
    let second = *bytes.get(at + 1)?;
    let (len, last) = match bytes[at] {
        first @ 0xc3..=0xc6 => (
            2,
            SMALL[usize::from(first - 0xc3)][usize::from(second & 0x3f)],
        ),
        0xe1 if matches!(second, 0xba | 0xbb) => {
            let third = *bytes.get(at + 2)?;
            (
                3,
                SMALL[usize::from(second - 0xba) + 4][usize::from(third & 0x3f)],
            )
        }
        _ => return None,
    };
    (last > 0).then_some((len, last))
}

/// The last bytes of the small forms of the letters that begin with C3, C4, C5, C6, E1 BA
/// and E1 BB, by the last bytes of the letters; zero for what is no such letter.
const SMALL: [[u8; 64]; 6] = {
    let mut small = [[0; 64]; 6];
    let mut i = 0;
    while i < 64 {
        let last = 0x80 + i as u8;
        small[0][i] = match last {
            // the signs × and ÷
            0x97 | 0xb7 => 0,
            // À–Þ
            0x80..0x9f => last + 0x20,
            _ => last,
        };
        small[1][i] = match last {
            // Ă, Đ, Ĩ
            0x82 | 0x90 | 0xa8 => last + 1,
            0x83 | 0x91 | 0xa9 => last,
            _ => 0,
        };
        small[2][i] = match last {
            // Ũ
            0xa8 | 0xa9 => 0xa9,
            _ => 0,
        };
        small[3][i] = match last {
            // Ơ, Ư
            0xa0 | 0xa1 => 0xa1,
            0xaf | 0xb0 => 0xb0,
            _ => 0,
        };
        // Ạ–ỹ: capitals are even
        small[4][i] = if last >= 0xa0 { last | 1 } else { 0 };
        small[5][i] = if last <= 0xb9 { last | 1 } else { 0 };
        i += 1;
    }
    small
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\u{80}'..='\u{2fff}' {
            let text = c.to_string();
            let Some((length, last)) = letter(text.as_bytes(), 0) else {
                continue;
            };
            let mut small = text.clone().into_bytes();
            small[length - 1] = last;
            assert_eq!(length, text.len(), "{c:?}");
            assert_eq!(
                decoded(&small).map(String::from),
                Some(text.to_lowercase()),
                "{c:?}"
            );
        }
    }

    #[test]
    fn letters_are_put_where_they_belong() {
        assert_eq!(lowered("AĐOÀN B", &[(1, 'đ'), (4, 'à')]), "ađoàn b");
        assert_eq!(lowered("A B", &[]), "a b");
    }
}
