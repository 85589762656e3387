//! Finds the words that tell a place's role, once for a whole text: one automaton
//! over the tables of [`words`](super::words).

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::words::{COMPARED, ENTERPRISES, GUEST, HOME, OFFICERS, WORK_AT, WORKERS};

/// What a word is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Somebody was born or lives there.
    Home,
    /// A comparison.
    Compared,
    /// A list of guests.
    Guest,
    /// An enterprise.
    Enterprise,
    /// The enterprise is somebody's employer.
    Worker,
    /// Somebody stands for the enterprise.
    Officer,
    /// A verb of working somewhere.
    WorkAt,
}

const TABLES: [(Cue, &[&str]); 7] = [
    (Cue::Home, HOME),
    (Cue::Compared, COMPARED),
    (Cue::Guest, GUEST),
    (Cue::Enterprise, ENTERPRISES),
    (Cue::Worker, WORKERS),
    (Cue::Officer, OFFICERS),
    (Cue::WorkAt, WORK_AT),
];

/// The cues of one text.
#[derive(Debug)]
pub(super) struct Cues {
    /// First byte, one past the last, sense; by the last byte.
    hits: Vec<(usize, usize, Cue)>,
}

impl Cues {
    /// The cues of `text`; a word glued to a letter before it is none.
    pub fn of(text: &str) -> Cues {
        let (automaton, senses) = automaton();
        let mut hits = Vec::new();
        for hit in automaton.find_overlapping_iter(text) {
            let before = text[..hit.start()].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric()) {
                hits.push((hit.start(), hit.end(), senses[hit.pattern().as_usize()]));
            }
        }
        Cues { hits }
    }

    /// The first bytes of the cues of one sense within `from..to`.
    pub fn within(&self, cue: Cue, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let first = self.hits.partition_point(|&(_, end, _)| end <= from);
        self.hits[first..]
            .iter()
            .take_while(move |&&(_, end, _)| end <= to)
            .filter(move |&&(start, _, sense)| sense == cue && start >= from)
            .map(|&(start, _, _)| start)
    }

    /// Whether a cue of this sense stands within `from..to`.
    pub fn any(&self, cue: Cue, from: usize, to: usize) -> bool {
        self.within(cue, from, to).next().is_some()
    }
}

fn automaton() -> &'static (AhoCorasick, Vec<Cue>) {
    static CUES: OnceLock<(AhoCorasick, Vec<Cue>)> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut words = Vec::new();
        let mut senses = Vec::new();
        for (cue, table) in TABLES {
            for word in table {
                words.push(*word);
                senses.push(cue);
            }
        }
        let automaton = AhoCorasick::new(words).expect("the embedded words fit an automaton");
        (automaton, senses)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_found_where_they_stand_alone() {
        let text = "Chị Lan, quê ở Nam Định, làm việc tại công ty; Công đoàn thăm.";
        let cues = Cues::of(text);
        let all = |cue| cues.within(cue, 0, text.len()).count();
        assert_eq!(all(Cue::Home), 1);
        assert_eq!(all(Cue::Enterprise), 1);
        // `ông ` within `Công ` is none
        assert!(!cues.any(Cue::Worker, text.find("Công").expect("there"), text.len()));
        assert!(cues.any(Cue::Worker, 0, 10));
    }
}
