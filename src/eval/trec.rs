//! The files of an evaluation: queries (`id TAB text`), judgements (TREC qrels,
//! `query 0 document grade`) and runs (`query Q0 document rank score tag`).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};
use std::path::Path;

use crate::text::clean;
use crate::{Error, Result};

/// A query to be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its id, by which judgements refer to it.
    pub id: String,
    /// What is asked.
    pub text: String,
}

/// The grade of each judged document, for each query.
pub type Qrels = BTreeMap<String, HashMap<String, i32>>;

/// The documents of a run in rank order, for each query.
pub type Run = BTreeMap<String, Vec<String>>;

/// An id as it stands in a TREC file, where blanks part the columns: each of its
/// own blanks is written `%20`.
pub fn plain_id(id: &str) -> Cow<'_, str> {
    if id.contains(char::is_whitespace) {
        Cow::Owned(id.replace(char::is_whitespace, "%20"))
    } else {
        Cow::Borrowed(id)
    }
}

/// Reads a file of queries: an id, a tab and the text on each line.
pub fn read_topics(path: &Path) -> Result<Vec<Topic>> {
    const ADVICE: &str = "write each query as its id, a tab and its text";
    let text = read(path)?;
    let mut topics: Vec<Topic> = Vec::new();
    let mut seen = HashSet::new();
    for (line, row) in rows(&text) {
        let bad = |problem: String| bad_line(path, line, problem, ADVICE);
        let (id, question) = row
            .split_once('\t')
            .ok_or_else(|| bad("there is no tab".to_string()))?;
        let id = id.trim();
        if id.is_empty() || id.contains(char::is_whitespace) {
            return Err(bad(format!("`{id}` is no id")));
        }
        if !seen.insert(id) {
            return Err(bad(format!("the id `{id}` was used before")));
        }
        topics.push(Topic {
            id: id.to_string(),
            text: question.trim().to_string(),
        });
    }
    if topics.is_empty() {
        return Err(bad_line(path, 1, "there is no query".to_string(), ADVICE));
    }
    Ok(topics)
}

/// Reads a file of judgements. A document that is judged twice keeps its last grade.
pub fn read_qrels(path: &Path) -> Result<Qrels> {
    const ADVICE: &str = "write each judgement as `query 0 document grade`";
    let text = read(path)?;
    let mut qrels = Qrels::new();
    for (line, row) in rows(&text) {
        let bad = |problem: String| bad_line(path, line, problem, ADVICE);
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [topic, _, document @ .., grade] = columns.as_slice() else {
            return Err(bad("there are fewer than four columns".to_string()));
        };
        if document.is_empty() {
            return Err(bad("there are fewer than four columns".to_string()));
        }
        let grade = grade
            .parse()
            .map_err(|_| bad(format!("the grade `{grade}` is no whole number")))?;
        let grades = qrels.entry(topic.to_string()).or_default();
        grades.insert(document.join("%20"), grade);
    }
    if qrels.is_empty() {
        return Err(bad_line(
            path,
            1,
            "there is no judgement".to_string(),
            ADVICE,
        ));
    }
    Ok(qrels)
}

/// Reads a run. The scores alone give the order, equal ones by the document's id,
/// whatever the rank column says.
pub fn read_run(path: &Path) -> Result<Run> {
    const ADVICE: &str = "write each line as `query Q0 document rank score tag`";
    let text = read(path)?;
    let mut scored: BTreeMap<String, Vec<(f64, String)>> = BTreeMap::new();
    for (line, row) in rows(&text) {
        let bad = |problem: String| bad_line(path, line, problem, ADVICE);
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [topic, _, document @ .., _, score, _] = columns.as_slice() else {
            return Err(bad("there are fewer than six columns".to_string()));
        };
        if document.is_empty() {
            return Err(bad("there are fewer than six columns".to_string()));
        }
        let value: f64 = score.parse().unwrap_or(f64::NAN);
        if value.is_nan() {
            return Err(bad(format!("the score `{score}` is no number")));
        }
        let found = scored.entry(topic.to_string()).or_default();
        found.push((value, document.join("%20")));
    }
    let mut run = Run::new();
    for (topic, mut found) in scored {
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        run.insert(topic, found.into_iter().map(|(_, id)| id).collect());
    }
    Ok(run)
}

/// Writes one query's ranking, best first, as lines of a run.
pub fn write_run(
    out: &mut impl Write,
    topic: &str,
    ranked: &[(String, f64)],
    tag: &str,
) -> io::Result<()> {
    let (topic, tag) = (plain_id(topic), plain_id(tag));
    for (at, (id, score)) in ranked.iter().enumerate() {
        let rank = at + 1;
        writeln!(out, "{topic} Q0 {} {rank} {score} {tag}", plain_id(id))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(Error::io("read", path))?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(clean_lines(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let problem = "this is no UTF-8".to_string();
            Err(bad_line(path, line, problem, "save the file as UTF-8"))
        }
    }
}

/// The text in NFC, its tabs kept.
fn clean_lines(text: &str) -> String {
    let cells: Vec<String> = text.split('\t').map(clean).collect();
    cells.join("\t")
}

/// The lines that hold anything, with their numbers from 1.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate();
    numbered
        .map(|(at, row)| (at + 1, row))
        .filter(|(_, row)| !row.trim().is_empty())
}

fn bad_line(path: &Path, line: usize, problem: String, advice: &'static str) -> Error {
    Error::BadLine {
        path: path.to_path_buf(),
        line,
        problem,
        advice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` in a file of its own, for as long as the folder lives.
    fn file(text: impl AsRef<[u8]>) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("file");
        std::fs::write(&path, text).expect("the file is written");
        (folder, path)
    }

    fn problem<T: std::fmt::Debug>(result: Result<T>, path: &Path) -> String {
        let error = result.expect_err("the file is bad").to_string();
        error.replace(&path.display().to_string(), "FILE")
    }

    #[test]
    fn queries_are_read() {
        let (_folder, path) = file("\u{feff}q1\tđoàn viên\r\n\n q2 \t a\tb \n");
        let topics = read_topics(&path).expect("the file is good");
        let pairs: Vec<(&str, &str)> = topics
            .iter()
            .map(|topic| (topic.id.as_str(), topic.text.as_str()))
            .collect();
        assert_eq!(pairs, [("q1", "đoàn viên"), ("q2", "a\tb")]);
    }

    #[test]
    fn bad_queries_are_named_with_their_line() {
        let advice = "write each query as its id, a tab and its text";
        for (text, expected) in [
            ("q1\ta\nq2 b\n", "FILE, line 2: there is no tab"),
            (
                "q1\ta\n\nq1\tb\n",
                "FILE, line 3: the id `q1` was used before",
            ),
            ("\ta\n", "FILE, line 1: `` is no id"),
            ("\n\n", "FILE, line 1: there is no query"),
        ] {
            let (_folder, path) = file(text);
            let found = problem(read_topics(&path), &path);
            assert_eq!(found, format!("{expected}: {advice}"));
        }
        let (_folder, path) = file(b"q1\ta\nq2\t\xff\n");
        let found = problem(read_topics(&path), &path);
        assert_eq!(
            found,
            "FILE, line 2: this is no UTF-8: save the file as UTF-8"
        );
        let missing = Path::new("missing/queries.tsv");
        assert!(matches!(read_topics(missing), Err(Error::Io { .. })));
    }

    #[test]
    fn judgements_are_read() {
        let (_folder, path) = file("q1 0 a 1\nq1\t0\tb\t-2\nq2 0 một bài.txt 3\n");
        let qrels = read_qrels(&path).expect("the file is good");
        assert_eq!(qrels["q1"]["a"], 1);
        assert_eq!(qrels["q1"]["b"], -2);
        assert_eq!(qrels["q2"][plain_id("một bài.txt").as_ref()], 3);
        for (text, expected) in [
            (
                "q1 0 a\n",
                "FILE, line 1: there are fewer than four columns",
            ),
            (
                "q1 0 a x\n",
                "FILE, line 1: the grade `x` is no whole number",
            ),
            ("", "FILE, line 1: there is no judgement"),
        ] {
            let (_folder, path) = file(text);
            assert!(problem(read_qrels(&path), &path).starts_with(expected));
        }
    }

    #[test]
    fn a_run_is_ordered_by_score_then_id() {
        let text = "q1 Q0 c 1 2.0 t\nq1 Q0 b 2 2.0 t\nq1 Q0 a 3 1.0 t\nq1 Q0 d 9 5e0 t\n";
        let (_folder, path) = file(text);
        let run = read_run(&path).expect("the file is good");
        assert_eq!(run["q1"], ["d", "b", "c", "a"]);
        for text in ["q1 Q0 a 1 2.0\n", "q1 Q0 a 1 x t\n", "q1 Q0 a 1 NaN t\n"] {
            let (_folder, path) = file(text);
            assert!(problem(read_run(&path), &path).starts_with("FILE, line 1: "));
        }
    }

    #[test]
    fn a_run_that_was_written_is_read_again() {
        let ranked = [("a b.txt".to_string(), 2.5), ("c.txt".to_string(), 0.125)];
        let mut out = Vec::new();
        write_run(&mut out, "q1", &ranked, "my tag").expect("memory takes it");
        let text = String::from_utf8(out).expect("a run is text");
        assert_eq!(
            text,
            "q1 Q0 a%20b.txt 1 2.5 my%20tag\nq1 Q0 c.txt 2 0.125 my%20tag\n"
        );
        let (_folder, path) = file(&text);
        let run = read_run(&path).expect("the file is good");
        assert_eq!(run["q1"], ["a%20b.txt", "c.txt"]);
    }
}
