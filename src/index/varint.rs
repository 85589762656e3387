//! Numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth set
//! on all but the last (LEB128).

/// Adds `value` to `bytes`.
pub fn push(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes the number that `bytes` begin with, of at most so many bytes; none where it does
/// not end within them.
pub fn take(bytes: &mut &[u8], longest: usize) -> Option<u64> {
    let mut value = 0;
    for (i, &byte) in bytes.iter().enumerate().take(longest) {
        value |= u64::from(byte & 0x7f) << (7 * i);
        if byte < 0x80 {
            *bytes = &bytes[i + 1..];
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_what_lacks_an_end_is_none() {
        for value in [
            0,
            1,
            127,
            128,
            300,
            u64::from(u32::MAX),
            u64::MAX >> 1,
            u64::MAX,
        ] {
            let mut bytes = Vec::new();
            push(&mut bytes, value);
            bytes.push(7);
            let mut rest = bytes.as_slice();
            assert_eq!((take(&mut rest, 10), rest), (Some(value), &[7][..]));
            let mut cut = &bytes[..bytes.len() - 2];
            assert_eq!(take(&mut cut, 10), None, "{value}");
        }
        assert_eq!(take(&mut [0x80; 20].as_slice(), 10), None);
    }
}
