//! Abbreviations of the union and official press, with what they stand for.
//!
//! An abbreviation and its expansion are one *concept* (`CĐCS` = `công đoàn cơ sở`),
//! named by the abbreviation. The table holds those that mean one thing in
//! this press; letters that stand for several things (`ĐH`, `CN`, `TT`) are left out.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text::clean;

pub(super) const TABLE: &str = include_str!("data/abbreviations.tsv");

/// What the keeper of the corpus added.
static ADDED: OnceLock<Vec<Abbreviation>> = OnceLock::new();

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// As the press prints it: `CĐCS`.
    pub short: &'static str,
    /// What it stands for, in lower case: `công đoàn cơ sở`.
    pub expansion: &'static str,
    /// Other spellings, of one or more words: `CĐ cơ sở`, `CNVC-LĐ`.
    pub spellings: Vec<&'static str>,
}

/// All rows: those added, then the table's, but for those that were given anew.
pub fn abbreviations() -> impl Iterator<Item = Abbreviation> {
    let added = ADDED.get().map_or(&[][..], Vec::as_slice);
    let anew: HashSet<String> = added.iter().map(|row| row.short.to_lowercase()).collect();
    let table = TABLE.lines().filter(|line| !line.starts_with('#'));
    let table = table.filter_map(row);
    let kept = table.filter(move |row| !anew.contains(&row.short.to_lowercase()));
    added.iter().cloned().chain(kept)
}

/// Adds abbreviations for the rest of the process; false where some were added before.
/// To be called before any text is analyzed. An index knows with which it was made, and
/// is out of date under others.
pub fn add(rows: Vec<Abbreviation>) -> bool {
    ADDED.set(rows).is_ok()
}

/// Reads a table of the keeper's own: an abbreviation, its expansion, and other spellings
/// parted by `;`, as CSV; with the lines that are no such row. The text of the rows lives
/// as long as the process, as the table's own does.
pub fn read(text: &str) -> (Vec<Abbreviation>, Vec<usize>) {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).comment(Some(b'#'));
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (i, record) in reader.from_reader(text.as_bytes()).records().enumerate() {
        let Ok(record) = record else {
            wrong.push(i + 1);
            continue;
        };
        let line = record.position().map_or(i + 1, |at| at.line() as usize);
        let cell = |at: usize| clean(record.get(at).unwrap_or_default().trim());
        let (short, expansion) = (cell(0), cell(1).to_lowercase());
        if i == 0 && expansion == "expansion" {
            continue;
        }
        let is_word = short.chars().all(char::is_alphabetic) && short.chars().count() > 1;
        if !is_word || !expansion.contains(' ') {
            wrong.push(line);
            continue;
        }
        let spellings = cell(2);
        let spellings = spellings.split(';').map(str::trim);
        rows.push(Abbreviation {
            short: kept(&short),
            expansion: kept(&expansion),
            spellings: spellings.filter(|one| !one.is_empty()).map(kept).collect(),
        });
    }
    (rows, wrong)
}

fn kept(text: &str) -> &'static str {
    Box::leak(text.to_string().into_boxed_str())
}

fn row(line: &'static str) -> Option<Abbreviation> {
    let mut cells = line.split('\t');
    Some(Abbreviation {
        short: cells.next()?,
        expansion: cells.next()?,
        spellings: cells
            .next()
            .map_or_else(Vec::new, |list| list.split('|').collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_the_keepers_own_is_read() {
        let text = "abbr,expansion,variants\n# ghi chú\nQTDND,Quỹ tín dụng nhân dân,Quỹ TDND; QTD ND\nX,một chữ\nABC,từ\n";
        let (rows, wrong) = read(text);
        assert_eq!(wrong, [4, 5]);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].short, rows[0].expansion),
            ("QTDND", "quỹ tín dụng nhân dân")
        );
        assert_eq!(rows[0].spellings, ["Quỹ TDND", "QTD ND"]);
        assert_eq!(read("").0, []);
        assert_eq!(read("\u{0},\"").0, []);
    }

    #[test]
    fn every_row_is_whole_and_named_once() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let rows: Vec<Abbreviation> = abbreviations().collect();
        assert_eq!(rows.len(), lines);
        let names: HashSet<&str> = rows.iter().map(|row| row.short).collect();
        assert_eq!(names.len(), rows.len());
        for row in rows {
            assert!(row.expansion.split(' ').count() > 1, "{row:?}");
            assert_eq!(row.expansion, row.expansion.to_lowercase());
        }
    }
}
