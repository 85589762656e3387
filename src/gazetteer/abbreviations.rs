//! Abbreviations of the union and official press, with what they stand for.
//!
//! An abbreviation and its expansion are one *concept* (`CĐCS` = `công đoàn cơ sở`),
//! named by the abbreviation. The table holds those that mean one thing in
//! this press; letters that stand for several things (`ĐH`, `CN`, `TT`) are left out.

pub(super) const TABLE: &str = include_str!("data/abbreviations.tsv");

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

/// All rows, in the order of the table.
pub fn abbreviations() -> impl Iterator<Item = Abbreviation> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
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
    use std::collections::HashSet;

    use super::*;

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
