//! Reads a file of the corpus page by page: one page for `.txt`, `.md` and `.html`,
//! one a line for `.jsonl`, which is read as a stream and may be of any size.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::lines::{Line, next_line};
use super::{Decoded, FileEntry, Metadata, Skip, decode};
use crate::extract::{Format, RawPage};

/// The largest file, and the longest jsonl line, that is read.
pub const LARGEST: u64 = 64 << 20;

/// The pages of one file, in order: what could be read, and what was left out.
pub struct Pages<'a> {
    path: &'a str,
    format: Format,
    metadata: &'a Metadata,
    state: State,
}

enum State {
    /// One page, or the reason why it could not be read.
    Single(Option<Box<Result<RawPage, Skip>>>),
    /// The lines of a jsonl file as they stand on the disk.
    Lines {
        reader: BufReader<Box<dyn Read>>,
        number: u32,
    },
}

/// Reads the pages of `file`, which was found by walking the corpus at `root`.
///
/// Each page carries a hash of its own bytes and of its row in `metadata.csv`,
/// so that an indexer can tell what changed without extracting anything.
pub fn pages<'a>(root: &Path, file: &'a FileEntry, metadata: &'a Metadata) -> Pages<'a> {
    let state = match file.format {
        Format::Jsonl => match lines(root, file) {
            Err(skip) => State::Single(Some(Box::new(Err(skip)))),
            Ok(reader) => State::Lines { reader, number: 0 },
        },
        _ => State::Single(Some(Box::new(whole(root, file, metadata)))),
    };
    Pages {
        path: &file.path,
        format: file.format,
        metadata,
        state,
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<RawPage, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.state {
            State::Single(page) => page.take().map(|page| *page),
            State::Lines { reader, number } => loop {
                let line = next_line(reader);
                *number += 1;
                let place = format!("{}:{number}", self.path);
                match line {
                    Ok(None) => {
                        let nothing = *number == 1;
                        self.state = State::Single(None);
                        return nothing.then(|| Err(Skip::new(self.path, "empty file")));
                    }
                    Ok(Some(Line::TooLong)) => {
                        return Some(Err(Skip::new(place, "line over 64 MiB")));
                    }
                    Ok(Some(Line::Bytes(bytes))) if bytes.trim_ascii().is_empty() => {}
                    Ok(Some(Line::Bytes(bytes))) => {
                        let page = page(self.path, self.format, &bytes);
                        return Some(match page {
                            Ok(page) => Ok(with_metadata(
                                RawPage {
                                    line: Some(*number),
                                    ..page
                                },
                                self.metadata,
                            )),
                            Err(reason) => Err(Skip::new(place, reason)),
                        });
                    }
                    Err(error) => {
                        self.state = State::Single(None);
                        return Some(Err(Skip::unread(place, &error)));
                    }
                }
            },
        }
    }
}

/// Opens a jsonl file; one in UTF-16 is recoded first, since its line ends are not bytes.
fn lines(root: &Path, file: &FileEntry) -> Result<BufReader<Box<dyn Read>>, Skip> {
    let unread = |error: std::io::Error| Skip::unread(&file.path, &error);
    let left_out = |reason: String| Skip::new(&file.path, reason);
    let source = File::open(root.join(&file.path)).map_err(unread)?;
    let mut reader = BufReader::with_capacity(1 << 16, source);
    let head = reader.fill_buf().map_err(unread)?;
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !utf16 {
        return Ok(BufReader::new(Box::new(reader)));
    }
    if file.size > LARGEST {
        return Err(left_out(too_large(file.size)));
    }
    let mut bytes = Vec::new();
    reader
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    let text = decode(&bytes).map_err(left_out)?.text;
    Ok(BufReader::new(Box::new(std::io::Cursor::new(
        text.into_bytes(),
    ))))
}

/// Reads a file that is one page.
fn whole(root: &Path, file: &FileEntry, metadata: &Metadata) -> Result<RawPage, Skip> {
    let unread = |error: std::io::Error| Skip::unread(&file.path, &error);
    let skip = |reason: String| Skip::new(&file.path, reason);
    if file.size > LARGEST {
        return Err(skip(too_large(file.size)));
    }
    let source = File::open(root.join(&file.path)).map_err(unread)?;
    // room for one byte more: the end is seen without another look
    let mut bytes = Vec::with_capacity(file.size as usize + 1);
    source
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > LARGEST {
        return Err(skip(too_large(bytes.len() as u64)));
    }
    if bytes.is_empty() {
        return Err(skip("empty file".to_string()));
    }
    let page = page(&file.path, file.format, &bytes).map_err(skip)?;
    Ok(with_metadata(page, metadata))
}

fn page(path: &str, format: Format, bytes: &[u8]) -> Result<RawPage, String> {
    let Decoded {
        text,
        encoding,
        warnings,
    } = decode(bytes)?;
    if text.trim().is_empty() {
        return Err("empty file".to_string());
    }
    Ok(RawPage {
        path: path.to_string(),
        line: None,
        format,
        encoding: encoding.to_string(),
        text,
        hash: xxh3_128(bytes),
        stated: None,
        warnings,
    })
}

/// Lays the page's row of `metadata.csv` over it, where there is one.
fn with_metadata(mut page: RawPage, metadata: &Metadata) -> RawPage {
    if metadata.is_empty() {
        return page;
    }
    let row = match page.line {
        None => metadata.row(&page.path),
        Some(_) => page.id().ok().and_then(|id| metadata.row(&id)),
    };
    if let Some(row) = row {
        page.hash ^= row.hash;
        page.warnings.extend(row.warnings.iter().cloned());
        page.stated = Some(row.stated.clone());
    }
    page
}

fn too_large(size: u64) -> String {
    format!("{} MiB, over the limit of 64 MiB", size.div_ceil(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::walk;
    use std::fs;

    fn read(files: &[(&str, &[u8])]) -> Vec<Result<RawPage, Skip>> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("a file");
        }
        let metadata = Metadata::load(folder.path()).expect("metadata");
        let mut found = Vec::new();
        for file in &walk(folder.path(), &[]).expect("a walk").files {
            found.extend(pages(folder.path(), file, &metadata));
        }
        found
    }

    #[test]
    fn every_file_and_line_is_a_page_or_a_reason() {
        let lines = "{\"id\":\"a\",\"title\":\"Một\",\"body\":\"Hai.\"}\n\n{\"id\":\n";
        let found = read(&[
            ("a.txt", "Một hai".as_bytes()),
            ("b.txt", b""),
            ("c.txt", b" \n\n"),
            ("d.txt", b"\0\0\0\0"),
            ("e.jsonl", lines.as_bytes()),
            ("f.jsonl", b""),
        ]);
        let mut seen = Vec::new();
        for page in &found {
            seen.push(match page {
                Ok(page) => format!("{} {:?} {}", page.path, page.line, page.encoding),
                Err(skip) => format!("{}: {}", skip.path, skip.reason),
            });
        }
        assert_eq!(
            seen,
            [
                "a.txt None UTF-8",
                "b.txt: empty file",
                "c.txt: empty file",
                "d.txt: binary file, no text",
                "e.jsonl Some(1) UTF-8",
                "e.jsonl Some(3) UTF-8",
                "f.jsonl: empty file",
            ]
        );
    }

    #[test]
    fn the_hash_follows_the_bytes_and_the_metadata() {
        let hash = |files: &[(&str, &[u8])]| {
            let first = read(files).remove(0);
            first.expect("a page").hash
        };
        let text: &[u8] = "Một hai".as_bytes();
        let plain = hash(&[("a.txt", text)]);
        assert_eq!(plain, hash(&[("a.txt", text), ("b.txt", b"x")]));
        assert_ne!(plain, hash(&[("a.txt", "Một ba".as_bytes())]));
        let row: &[u8] = b"path,year\na.txt,2020\n";
        assert_ne!(plain, hash(&[("a.txt", text), ("metadata.csv", row)]));
    }

    #[test]
    fn a_utf_16_jsonl_file_is_read_by_lines() {
        let mut bytes = Vec::new();
        for unit in "\u{feff}{\"id\":\"ă\"}\n{\"id\":\"ơ\"}".encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        let found = read(&[("a.jsonl", &bytes)]);
        let texts: Vec<&str> = found
            .iter()
            .map(|page| page.as_ref().expect("a page").text.as_str())
            .collect();
        assert_eq!(texts, ["{\"id\":\"ă\"}", "{\"id\":\"ơ\"}"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_alone() {
        let mut bytes = vec![b'x'; LARGEST as usize + 10];
        bytes.extend_from_slice(b"\nshort\n");
        let found = read(&[("a.jsonl", &bytes)]);
        assert_eq!(found[0], Err(Skip::new("a.jsonl:1", "line over 64 MiB")));
        assert_eq!(found[1].as_ref().expect("a page").text, "short");
        let found = read(&[("a.txt", &bytes)]);
        assert_eq!(
            found,
            [Err(Skip::new("a.txt", "65 MiB, over the limit of 64 MiB"))]
        );
    }
}
