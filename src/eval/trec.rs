//! Reads topics (`qid TAB query`) and judgements (`qid 0 id relevance`), and writes
//! lines of a run (`qid Q0 id rank score tag`).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::error::{Error, Result};

/// A query with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name in the judgements.
    pub id: String,
    /// The query.
    pub query: String,
}

/// Which articles answer which query, and how well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgements {
    by_topic: HashMap<String, HashMap<String, u32>>,
}

impl Topic {
    /// Reads the topics of a file, one a line.
    pub fn read(path: &Path) -> Result<Vec<Topic>> {
        parse(path, |text| {
            let mut topics = Vec::new();
            let mut seen = HashSet::new();
            for (number, line) in lines(text) {
                let (id, query) = line
                    .split_once('\t')
                    .ok_or_else(|| wrong(number, "qid TAB query"))?;
                let id = id.trim();
                if !seen.insert(id) {
                    return Err(format!("line {number} names the query `{id}` again"));
                }
                topics.push(Topic {
                    id: id.to_string(),
                    query: query.trim().to_string(),
                });
            }
            if topics.is_empty() {
                return Err("it holds no query of the form `qid TAB query`".to_string());
            }
            Ok(topics)
        })
    }
}

impl Judgements {
    /// Reads the judgements of a file, one a line.
    pub fn read(path: &Path) -> Result<Judgements> {
        parse(path, Judgements::parse)
    }

    fn parse(text: &str) -> std::result::Result<Judgements, String> {
        let mut judgements = Judgements::default();
        for (number, line) in lines(text) {
            let expected = || wrong(number, "qid 0 id relevance");
            // An id is a path and may hold blanks: it is what stands between the second
            // and the last column.
            let (topic, rest) = column(line).ok_or_else(expected)?;
            let (_, rest) = column(rest).ok_or_else(expected)?;
            let (id, relevance) = rest.rsplit_once(char::is_whitespace).ok_or_else(expected)?;
            let relevance: i64 = relevance.parse().map_err(|_| expected())?;
            let of_topic = judgements.by_topic.entry(topic.to_string()).or_default();
            of_topic.insert(id.trim_end().to_string(), relevance.clamp(0, 100) as u32);
        }
        if judgements.by_topic.is_empty() {
            return Err("it holds no judgement of the form `qid 0 id relevance`".to_string());
        }
        Ok(judgements)
    }

    /// The relevance of each judged article for a topic; none where no article is
    /// relevant to it, since such a topic says nothing about a ranking.
    pub fn of(&self, topic: &str) -> Option<&HashMap<String, u32>> {
        let relevance = self.by_topic.get(topic)?;
        relevance
            .values()
            .any(|&gain| gain > 0)
            .then_some(relevance)
    }
}

/// One line of a run, with its line end. Blanks part the columns, so one within an id
/// or tag is written `%20`; the score is written in full, lest two become a tie.
pub fn run_line(topic: &str, id: &str, rank: usize, score: f32, tag: &str) -> String {
    let (topic, id, tag) = (column_text(topic), column_text(id), column_text(tag));
    format!("{topic} Q0 {id} {rank} {score} {tag}\n")
}

fn column_text(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        Cow::Owned(text.replace(char::is_whitespace, "%20"))
    } else {
        Cow::Borrowed(text)
    }
}

fn parse<T>(path: &Path, read: impl Fn(&str) -> std::result::Result<T, String>) -> Result<T> {
    let bytes = std::fs::read(path).map_err(Error::io("read", path))?;
    let result = match std::str::from_utf8(&bytes) {
        Ok(text) => read(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let number = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(format!("line {number} is not UTF-8"))
        }
    };
    result.map_err(|reason| Error::Evaluation {
        path: path.to_path_buf(),
        reason,
    })
}

/// The lines that say something, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty())
}

/// The first column, and what follows it.
fn column(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    Some((first, rest.trim_start()))
}

fn wrong(number: usize, expected: &str) -> String {
    format!("line {number} is not of the form `{expected}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_read_and_ids_may_hold_blanks() {
        let text = "q1 0 a.txt 1\nq1\t0\tb c.txt  3\n\nq1 0 d.txt -1\nq2 0 d.txt 0\n";
        let judgements = Judgements::parse(text).expect("well formed");
        let first = judgements.of("q1").expect("judged");
        assert_eq!(first.get("a.txt"), Some(&1));
        assert_eq!(first.get("b c.txt"), Some(&3));
        assert_eq!(first.get("d.txt"), Some(&0));
        assert_eq!(judgements.of("q2"), None);
        assert_eq!(judgements.of("q3"), None);
    }

    #[test]
    fn what_is_no_judgement_is_named_by_its_line() {
        assert!(Judgements::parse("\n").is_err());
        for text in ["q1 0 a.txt 1\nq1 0 a.txt\n", "\nq1 0 a.txt yes\n"] {
            let error = Judgements::parse(text).expect_err("malformed");
            assert!(error.starts_with("line 2 "), "{error}");
        }
    }

    #[test]
    fn topics_are_read_from_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("topics.tsv");
        std::fs::write(&path, "q1\tđoàn viên mới\r\n\nq2\thai\n").expect("written");
        let topics = Topic::read(&path).expect("read");
        assert_eq!(topics.len(), 2);
        assert_eq!(
            (topics[0].id.as_str(), topics[0].query.as_str()),
            ("q1", "đoàn viên mới")
        );
        let broken: [(&[u8], &str); 4] = [
            (b"no tab\n", "line 1 is not of the form"),
            (b"q1\ta\n\nq1\tb\n", "line 3 names the query `q1` again"),
            (b"q1\ta\nq2\t\xff\n", "line 2 is not UTF-8"),
            (b"\n \n", "it holds no query"),
        ];
        for (bytes, problem) in broken {
            std::fs::write(&path, bytes).expect("written");
            let error = Topic::read(&path).expect_err("malformed").to_string();
            assert!(
                error.contains(problem) && error.contains("topics.tsv"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_line_of_a_run_has_six_columns() {
        let line = run_line("q1", "a.txt", 2, 1.5, "tag");
        assert_eq!(line, "q1 Q0 a.txt 2 1.5 tag\n");
        let line = run_line("q1", "một bài.txt", 1, 12.345_678, "my tag");
        assert_eq!(line, "q1 Q0 một%20bài.txt 1 12.345678 my%20tag\n");
        assert_eq!(line.split_whitespace().count(), 6);
    }
}
