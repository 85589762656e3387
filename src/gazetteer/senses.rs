//! Abbreviations that stand for several things, each reading with the words beside it
//! that tell: `trường ĐH` is a university, `ĐH lần thứ XII` a congress.

const TABLE: &str = include_str!("data/senses.tsv");

/// One reading of an abbreviation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// As the press prints it: `ĐH`.
    pub short: &'static str,
    /// What it stands for: `đại học`.
    pub expansion: &'static str,
    /// One of these stands directly before it; `#` is a number.
    pub before: Vec<&'static str>,
    /// Or one of these directly behind it.
    pub after: Vec<&'static str>,
}

/// All readings; of one abbreviation, the first that fits holds.
pub fn senses() -> impl Iterator<Item = Sense> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
}

fn row(line: &'static str) -> Option<Sense> {
    let mut cells = line.split('\t');
    let (short, expansion) = (cells.next()?, cells.next()?);
    let mut list = || -> Vec<&'static str> {
        let cell = cells.next().unwrap_or_default();
        cell.split('|').filter(|cue| !cue.is_empty()).collect()
    };
    Some(Sense {
        short,
        expansion,
        before: list(),
        after: list(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_has_a_cue() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let all: Vec<Sense> = senses().collect();
        assert_eq!(all.len(), lines);
        for sense in all {
            assert!(sense.expansion.contains(' '), "{sense:?}");
            assert!(sense.before.len() + sense.after.len() > 0, "{sense:?}");
        }
    }
}
