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
