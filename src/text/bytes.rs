//! Questions about the bytes of a text, asked in a way that compilers answer for many
//! bytes at once.

/// How many of `bytes` are `wanted`.
#[inline]
pub fn count(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    let mut total = 0;
    // the count of a piece fits a byte
    for piece in bytes.chunks(128) {
        let mut found = 0u8;
        for &byte in piece {
            found += u8::from(wanted(byte));
        }
        total += usize::from(found);
    }
    total
}

/// Whether any byte is `wanted`, which is also told the two bytes behind it; behind the
/// end stand zeros.
#[inline]
pub fn any(bytes: &[u8], wanted: impl Fn(u8, u8, u8) -> bool) -> bool {
    let [.., a, b] = *bytes else {
        return bytes.first().is_some_and(|&byte| wanted(byte, 0, 0));
    };
    let behind = &bytes[2..];
    let mut at = 0;
    while at < behind.len() {
        let end = behind.len().min(at + 256);
        let (first, second, third) = (&bytes[at..end], &bytes[at + 1..=end], &behind[at..end]);
        let mut found = false;
        for ((&a, &b), &c) in first.iter().zip(second).zip(third) {
            found |= wanted(a, b, c);
        }
        if found {
            return true;
        }
        at = end;
    }
    wanted(a, b, 0) || wanted(b, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_seen_once_with_what_follows() {
        for length in [0, 1, 2, 3, 4, 127, 128, 129, 255, 256, 257, 258, 259, 600] {
            let bytes: Vec<u8> = (0..length).map(|i| (i % 251) as u8 + 1).collect();
            assert_eq!(count(&bytes, |byte| byte > 0), length);
            assert_eq!(
                count(&bytes, |byte| byte == 7),
                length.saturating_add(244) / 251
            );
            for at in 0..length {
                let mut marked = vec![1u8; length];
                marked[at] = 9;
                let next = if at + 1 < length { 1 } else { 0 };
                let third = if at + 2 < length { 1 } else { 0 };
                assert!(any(&marked, |a, b, c| (a, b, c) == (9, next, third)));
                assert!(!any(&marked, |a, b, c| a == 9 && (b, c) != (next, third)));
            }
        }
    }
}
