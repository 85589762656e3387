//! The lines of a jsonl file, each of a bounded length.

use std::io::{BufRead, Read};

use super::read::LARGEST;

/// A line without its end.
pub(super) enum Line {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is longer than [`LARGEST`].
    TooLong,
}

/// The next line without its end; a line that is too long is read past, not kept.
pub(super) fn next_line(reader: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let read = reader
        .by_ref()
        .take(LARGEST + 1)
        .read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") {
        line.pop();
        return Ok(Some(Line::Bytes(line)));
    }
    if read as u64 <= LARGEST {
        return Ok(Some(Line::Bytes(line)));
    }
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let length = buffer.len();
        reader.consume(end.map_or(length, |at| at + 1));
        if end.is_some() || length == 0 {
            return Ok(Some(Line::TooLong));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, repeat};

    use super::*;

    /// The lengths of the lines of `text` repeated letters and what stands `behind` them.
    fn lengths(letters: u64, behind: &str) -> Vec<Option<usize>> {
        let mut reader = BufReader::new(repeat(b'x').take(letters).chain(behind.as_bytes()));
        let mut lengths = Vec::new();
        while let Some(line) = next_line(&mut reader).expect("nothing fails here") {
            lengths.push(match line {
                Line::Bytes(bytes) => {
                    assert!(bytes.iter().all(|&byte| byte == b'x'), "no end is kept");
                    Some(bytes.len())
                }
                Line::TooLong => None,
            });
        }
        lengths
    }

    #[test]
    fn the_longest_line_is_read_and_one_byte_more_is_passed() {
        let largest = Some(LARGEST as usize);
        assert_eq!(lengths(LARGEST, "\nxx\n"), [largest, Some(2)]);
        assert_eq!(lengths(LARGEST, ""), [largest], "without an end");
        assert_eq!(lengths(LARGEST + 1, "\nxx\n"), [None, Some(2)]);
        assert_eq!(lengths(LARGEST + 1, ""), [None]);
    }

    #[test]
    fn short_lines_may_be_empty_or_without_an_end() {
        assert_eq!(lengths(0, ""), []);
        assert_eq!(lengths(3, ""), [Some(3)]);
        assert_eq!(lengths(3, "\n"), [Some(3)], "nothing is behind the end");
        assert_eq!(lengths(0, "\n\nx"), [Some(0), Some(0), Some(1)]);
    }
}
