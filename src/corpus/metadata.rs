//! `metadata.csv` at the root of the corpus: what its keeper states about single
//! articles, which overrides everything that is inferred.

use std::collections::HashMap;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::decode;
use crate::extract::Stated;
use crate::text::{clean, normalize::squeeze};
use crate::{Error, Result};

/// The file's name.
pub const FILE: &str = "metadata.csv";

/// The rows of `metadata.csv`, by article id or path.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    rows: HashMap<String, Row>,
    hash: u128,
}

/// What one row states.
#[derive(Debug, Clone)]
pub struct Row {
    /// The values that could be understood.
    pub stated: Stated,
    /// The values that could not, with their line.
    pub warnings: Vec<String>,
    /// Its line in the table.
    pub line: u64,
    /// A hash of the row as written.
    pub hash: u128,
}

impl Metadata {
    /// Loads the file from the corpus at `root`; no file is an empty table.
    ///
    /// The first line names the columns: `id` or `path`, then any of `title`,
    /// `published`, `year`, `district`, `province`, `url`, `author`, `tags`, or the Vietnamese
    /// names that [`Stated::key`] knows. Columns are parted by commas, or by semicolons.
    pub fn load(root: &Path) -> Result<Metadata> {
        let path = root.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Metadata::default());
            }
            Err(error) => return Err(Error::io("read", &path)(error)),
        };
        parse(&bytes).map_err(|reason| Error::Metadata { path, reason })
    }

    /// Whether no article is spoken of.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of the article with this id or path, in whatever form of Unicode: a file
    /// copied from a Mac has a name that only looks like the one in the table.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.get(&normal(key))
    }

    /// Every id or path that a row names, in the form that the ids of articles have.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &Row)> {
        self.rows.iter().map(|(key, row)| (key.as_str(), row))
    }

    /// A hash of the whole table: where it changed, files must be read again even
    /// though their own size and time are the same. 0 for an empty table.
    pub fn hash(&self) -> u128 {
        self.hash
    }
}

fn parse(bytes: &[u8]) -> std::result::Result<Metadata, String> {
    // Lines are counted by their last character, as spreadsheets end them with two.
    let text = decode(bytes)?.text.replace("\r\n", "\n");
    // Where the comma parts decimals, spreadsheets part columns by semicolons.
    let head = text.lines().next().unwrap_or("");
    let semicolons = head.contains(';') && !head.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns = Vec::new();
    for name in reader.headers().map_err(|error| error.to_string())? {
        columns.push(normal(&name.to_lowercase()));
    }
    let mut unknown = Vec::new();
    for name in &columns {
        if Stated::key(name).is_none() && !matches!(name.as_str(), "id" | "path" | "") {
            let known = Stated::KEYS.join(", ");
            let told = match Stated::near(name) {
                Some(near) => format!("; did you mean `{near}`? Those"),
                None => "; those".to_string(),
            };
            unknown.push(format!(
                "{FILE}:1: column `{name}` was ignored{told} known are id, path, {known}"
            ));
        }
    }
    let key = columns
        .iter()
        .position(|name| name == "id" || name == "path")
        .ok_or("it has no column `id` or `path`")?;
    let mut rows = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row {
            stated: Stated::default(),
            // Told once, with the first row.
            warnings: std::mem::take(&mut unknown),
            line,
            hash: 0,
        };
        for (column, value) in columns.iter().zip(record.iter()) {
            let names_article = column == "id" || column == "path";
            if names_article || value.is_empty() {
                continue;
            }
            let origin = format!("{FILE}:{line}");
            row.warnings
                .extend(row.stated.set_at(&origin, column, value).err());
        }
        row.hash = xxh3_128(record.iter().collect::<Vec<_>>().join("\u{1f}").as_bytes());
        if let Some(name) = record.get(key) {
            rows.insert(normal(&name.replace('\\', "/")), row);
        }
    }
    Ok(Metadata {
        hash: if rows.is_empty() { 0 } else { xxh3_128(bytes) },
        rows,
    })
}

fn normal(key: &str) -> String {
    squeeze(&clean(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn rows_are_found_by_path_and_bad_values_are_named() {
        let table = parse(
            "path,published,year,District,tags\n\
             a/1.txt,26/5/2024,,Ba Đình,\"hội nghị, tập huấn\"\n\
             2.txt,mai,20x5,,\n"
                .as_bytes(),
        )
        .expect("a table");
        let row = table.row("a/1.txt").expect("a row");
        assert_eq!(row.stated.published, Some(date(2024, 5, 26)));
        assert_eq!(row.stated.district.as_deref(), Some("Ba Đình"));
        assert_eq!(row.stated.tags, ["hội nghị", "tập huấn"]);
        assert_eq!(row.warnings, Vec::<String>::new());
        let row = table.row("2.txt").expect("a row");
        let nothing = Stated {
            origins: row.stated.origins.clone(),
            ..Stated::default()
        };
        assert_eq!(row.stated, nothing);
        assert_eq!(row.warnings.len(), 2);
        assert!(
            row.warnings[0].starts_with("metadata.csv:3: "),
            "{:?}",
            row.warnings
        );
    }

    #[test]
    fn lines_are_counted_however_they_end() {
        for end in ["\n", "\r\n"] {
            let text = ["path,year", "a.txt,2020", "b.txt,2021", ""].join(end);
            let table = parse(text.as_bytes()).expect("a table");
            let line = |path: &str| table.row(path).map(|row| row.line);
            assert_eq!((line("a.txt"), line("b.txt")), (Some(2), Some(3)));
        }
    }

    #[test]
    fn a_row_is_found_in_every_form_of_unicode() {
        let name = "Ứng Hòa/Tổ ấm.txt";
        let apart: String = name.nfd().collect();
        assert_ne!(name, apart);
        for (written, asked) in [(name, apart.as_str()), (&apart, name), (&apart, &apart)] {
            let table = parse(format!("path,year\n{written},2020\n").as_bytes()).expect("a table");
            assert!(table.row(asked).is_some(), "{written:?} by {asked:?}");
            assert_eq!(
                table.keys().next().map(|(key, row)| (key, row.line)),
                Some((name, 2))
            );
        }
    }

    #[test]
    fn a_spreadsheet_in_vietnamese_is_understood() {
        let table = "path;quận;năm;ghi chú\na.txt;Tây Hồ;2022;xem lại\n";
        let table = parse(table.as_bytes()).expect("a table");
        let row = table.row("a.txt").expect("a row");
        assert_eq!(row.stated.district.as_deref(), Some("Tây Hồ"));
        assert_eq!(row.stated.year, Some(2022));
        assert_eq!(row.warnings.len(), 1, "{:?}", row.warnings);
        assert!(row.warnings[0].contains("`ghi chú`"), "{:?}", row.warnings);
        let table = parse("path,quan\na.txt,Tây Hồ\n".as_bytes()).expect("a table");
        let warnings = &table.row("a.txt").expect("a row").warnings;
        assert!(
            warnings[0].contains("ignored; did you mean `quận`? Those known"),
            "{warnings:?}"
        );
    }

    #[test]
    fn a_table_without_a_key_is_an_error() {
        assert!(parse(b"title,year\nx,2020\n").is_err());
        assert!(parse(b"").is_err());
    }
}
