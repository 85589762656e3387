//! Turns the bytes of a file into text: UTF-8, UTF-16 with a byte order mark,
//! or windows-1258, the encoding of old Vietnamese pages.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

use crate::text::bytes::count;

/// The text of a file, with the name of the encoding it was read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text as stored: not yet in NFC.
    pub text: String,
    /// The encoding's name, as the WHATWG spells it: `UTF-8`, `windows-1258`.
    pub encoding: &'static str,
    /// What the reader should know, such as replaced bytes.
    pub warnings: Vec<String>,
}

/// Decodes `bytes`; an error is the reason why they are no text.
///
/// Text that is mostly valid UTF-8 stays UTF-8, with U+FFFD for what is not.
/// Anything else that is text is read as windows-1258, the one legacy encoding
/// with Vietnamese letters that is met on the web.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, &bytes[length..], Vec::new()));
    }
    if is_binary(bytes) {
        return Err("binary file, no text".to_string());
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(Decoded {
            text: text.into_owned(),
            encoding: UTF_8.name(),
            warnings: Vec::new(),
        });
    }
    let (letters, bad) = utf8_evidence(bytes);
    if letters >= bad {
        return Ok(decoded(UTF_8, bytes, Vec::new()));
    }
    let mut warnings = Vec::new();
    let guess = guess(bytes);
    if guess != WINDOWS_1258 {
        warnings.push(format!(
            "read as windows-1258, though the bytes look more like {}",
            guess.name()
        ));
    }
    Ok(decoded(WINDOWS_1258, bytes, warnings))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], mut warnings: Vec<String>) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let count = text.chars().filter(|&c| c == '\u{fffd}').count();
        let those = if count == 1 {
            "1 piece that is".to_string()
        } else {
            format!("{count} pieces that are")
        };
        warnings.push(format!("{those} not {} became U+FFFD", encoding.name()));
    }
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        warnings,
    }
}

/// Whether `bytes` hold more control characters than any text does.
fn is_binary(bytes: &[u8]) -> bool {
    let many = |count: usize| count * 50 > bytes.len();
    let archive = bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04");
    let nuls = count(bytes, |byte| byte == 0);
    if archive || nuls * 1000 > bytes.len() {
        return true;
    }
    many(count(bytes, |byte| {
        byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b)
    }))
}

/// The number of letters beyond ASCII that are valid UTF-8, and of places that are not.
fn utf8_evidence(bytes: &[u8]) -> (usize, usize) {
    let mut letters = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (letters, bad)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(Some(b"vn"), Utf8Detection::Deny) {
        // a page without byte order mark is never UTF-16 here: NULs were refused above
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => WINDOWS_1258,
        encoding => encoding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;
    use proptest::prelude::*;

    const TEXT: &str = "Công đoàn cơ sở họp sơ kết sáu tháng, kết nạp 12 đoàn viên mới.";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        for unit in std::iter::once(0xfeff).chain(text.encode_utf16()) {
            bytes.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        bytes
    }

    /// windows-1258 writes most toned vowels as a letter and a combining tone.
    fn windows_1258(text: &str) -> Vec<u8> {
        use unicode_normalization::UnicodeNormalization;
        let mut bytes = Vec::new();
        for c in text.chars() {
            let whole = c.to_string();
            let (coded, _, unmappable) = WINDOWS_1258.encode(&whole);
            if !unmappable {
                bytes.extend_from_slice(&coded);
                continue;
            }
            let parts: String = whole.nfd().collect();
            let tone = parts
                .chars()
                .rev()
                .find(|mark| {
                    matches!(
                        mark,
                        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
                    )
                })
                .expect("a tone");
            let base: String = parts.chars().filter(|&mark| mark != tone).nfc().collect();
            for piece in [base, tone.to_string()] {
                let (coded, _, unmappable) = WINDOWS_1258.encode(&piece);
                assert!(!unmappable, "{c} has no windows-1258 form");
                bytes.extend_from_slice(&coded);
            }
        }
        bytes
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let with_mark = [b"\xef\xbb\xbf".as_slice(), TEXT.as_bytes()].concat();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (with_mark, "UTF-8"),
            (utf16(TEXT, false), "UTF-16LE"),
            (utf16(TEXT, true), "UTF-16BE"),
            (windows_1258(TEXT), "windows-1258"),
        ] {
            let decoded = decode(&bytes).expect("text");
            assert_eq!(clean(&decoded.text), TEXT, "{name}");
            assert_eq!(decoded.encoding, name);
            assert_eq!(decoded.warnings, Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn one_bad_byte_leaves_the_text_in_utf_8() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes).expect("text");
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.text, format!("{TEXT}\u{fffd}"));
        assert_eq!(
            decoded.warnings,
            ["1 piece that is not UTF-8 became U+FFFD"]
        );
    }

    #[test]
    fn binary_files_are_refused() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
            b"%PDF-1.7\nplain",
            b"\0\x01\x02\x03",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
        assert!(decode(b"").is_ok());
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(decoded.text.is_empty() || !bytes.is_empty());
            }
        }
    }
}
