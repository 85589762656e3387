//! Facets, dates, years, noise and body against articles with known truth: the samples and
//! the pages of `tests/truth`. Prints one table (`-- --nocapture`); the held-out third of the
//! pages is only reported, never tuned on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use congdoan::article::{Article, ParagraphKind};
use congdoan::corpus::read_file;
use congdoan::text::{clean, normalize::squeeze};
use serde_json::Value;

/// Found, predicted and true values of one facet; right ones of a plain value.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    given: usize,
    wanted: usize,
}

impl Tally {
    fn add(&mut self, given: &BTreeSet<String>, wanted: &BTreeSet<String>) {
        self.right += given.intersection(wanted).count();
        self.given += given.len();
        self.wanted += wanted.len();
    }

    fn check(&mut self, right: bool) {
        self.right += usize::from(right);
        self.given += 1;
        self.wanted += 1;
    }

    fn precision(&self) -> f64 {
        share(self.right, self.given)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// The measures of one set.
#[derive(Debug, Default)]
struct Scores {
    of: BTreeMap<&'static str, Tally>,
    misses: String,
}

impl Scores {
    fn of(&mut self, name: &'static str) -> &mut Tally {
        self.of.entry(name).or_default()
    }

    fn at(&self, name: &str) -> Tally {
        self.of.get(name).copied().unwrap_or_default()
    }

    fn miss(&mut self, what: &str, article: &Article, detail: String) {
        let _ = writeln!(self.misses, "  {what} {}: {detail}", article.path);
    }

    fn table(&self, set: &str) -> String {
        let mut out = format!("{set}\n");
        for (name, tally) in &self.of {
            let _ = writeln!(
                out,
                "  {name:<22} {:>5} right, precision {:.4}, recall {:.4}",
                tally.right,
                tally.precision(),
                tally.recall()
            );
        }
        out + &self.misses
    }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rows(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(here(path)).expect("the truth is there");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// Every article below `root`, by path (of a jsonl file, by id).
fn articles(root: &Path, files: &BTreeSet<String>) -> BTreeMap<String, Article> {
    let mut found = BTreeMap::new();
    for file in files {
        for outcome in read_file(root, &root.join(file)).expect("a file that can be read") {
            let article = outcome.unwrap_or_else(|skip| panic!("{}: {}", skip.path, skip.reason));
            found.insert(article.id.clone(), article);
        }
    }
    found
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str)
        .map(|text| squeeze(&clean(text)))
        .collect()
}

/// The first `depth` levels of each path that has as many.
fn levels(paths: impl IntoIterator<Item = String>, depth: usize) -> BTreeSet<String> {
    let cut = |path: String| {
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .take(depth)
            .collect();
        (parts.len() == depth).then(|| format!("/{}", parts.join("/")))
    };
    paths.into_iter().filter_map(cut).collect()
}

/// Scores places, date and year of `article`.
fn score_facets(scores: &mut Scores, article: &Article, wanted_places: Vec<String>, truth: &Value) {
    let given: Vec<String> = article.places.iter().map(|place| place.path()).collect();
    for (name, depth) in [("province", 1), ("district", 2)] {
        let (given, wanted) = (
            levels(given.clone(), depth),
            levels(wanted_places.clone(), depth),
        );
        scores.of(name).add(&given, &wanted);
        if given != wanted {
            scores.miss(name, article, format!("{given:?}, not {wanted:?}"));
        }
    }
    let published = article.published.map(|date| date.to_string());
    let stated = truth["published"].as_str().map(str::to_string);
    let name = if stated.is_some() {
        "published"
    } else {
        "published (unstated)"
    };
    scores.of(name).check(published == stated);
    if published != stated {
        scores.miss(name, article, format!("{published:?}, not {stated:?}"));
    }
    let year = truth["year"].as_i64();
    let name = if year.is_some() {
        "year"
    } else {
        "year (untellable)"
    };
    let right = article.year.map(i64::from) == year;
    scores.of(name).check(right);
    if !right {
        scores.miss(name, article, format!("{:?}, not {year:?}", article.year));
    }
}

/// Scores what was kept and dropped of the page.
fn score_text(scores: &mut Scores, article: &Article, body: &[String], noise: &[String]) {
    let mut kept = String::new();
    for paragraph in article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind != ParagraphKind::Caption)
    {
        kept.push_str(&squeeze(&paragraph.text));
        kept.push(' ');
    }
    for sentence in body {
        let right = kept.contains(sentence);
        scores.of("body kept").check(right);
        if !right {
            scores.miss("lost", article, sentence.clone());
        }
    }
    let shown = format!("{} {kept}", article.title);
    for line in noise {
        let right = !shown.contains(line);
        scores.of("noise dropped").check(right);
        if !right {
            scores.miss("left", article, line.clone());
        }
    }
}

fn score_pages(held_out: bool) -> Scores {
    let root = here("tests/truth/pages");
    let truth: Vec<Value> = rows("tests/truth/pages.jsonl")
        .into_iter()
        .filter(|row| row["heldout"].as_bool() == Some(held_out))
        .collect();
    let name = |row: &Value| {
        let file = row["file"].as_str().expect("a file name");
        file.rsplit('/').next().unwrap_or(file).to_string()
    };
    let found = articles(&root, &truth.iter().map(name).collect());
    let mut scores = Scores::default();
    for row in &truth {
        let article = &found[&name(row)];
        let mut places = texts(&row["provinces"]);
        places.extend(texts(&row["districts"]));
        score_facets(&mut scores, article, places, row);
        score_text(
            &mut scores,
            article,
            &texts(&row["body"]),
            &texts(&row["noise"]),
        );
    }
    scores
}

#[test]
fn the_samples_are_understood() {
    let root = here("corpus");
    let truth = rows("tests/truth/samples.jsonl");
    let file = |row: &Value| row["path"].as_str().expect("a path").to_string();
    let found = articles(&root, &truth.iter().map(file).collect());
    let mut scores = Scores::default();
    for row in &truth {
        let article = &found[row["id"].as_str().expect("an id")];
        score_facets(&mut scores, article, texts(&row["places"]), row);
        score_text(
            &mut scores,
            article,
            &texts(&row["body_starts"]),
            &texts(&row["noise_contains"]),
        );
    }
    let table = scores.table("samples");
    println!("{table}");
    assert!(scores.at("district").precision() >= 0.98, "{table}");
    assert!(scores.at("district").recall() >= 0.97, "{table}");
    assert!(scores.at("province").precision() >= 0.98, "{table}");
    assert!(scores.at("province").recall() >= 0.98, "{table}");
    assert!(scores.at("published").recall() >= 0.99, "{table}");
    assert!(scores.at("year").recall() >= 0.97, "{table}");
    assert!(scores.at("body kept").recall() >= 0.998, "{table}");
    assert!(scores.at("noise dropped").recall() >= 0.99, "{table}");
}

#[test]
fn the_pages_are_understood() {
    let held_out = score_pages(true);
    // The misses of the held-out third stay unread.
    let unread = Scores {
        of: held_out.of,
        misses: String::new(),
    };
    println!("{}", unread.table("pages, held out"));
    let scores = score_pages(false);
    let table = scores.table("pages");
    println!("{table}");
    assert!(scores.at("district").precision() >= 0.98, "{table}");
    assert!(scores.at("district").recall() >= 0.97, "{table}");
    assert!(scores.at("province").precision() >= 0.98, "{table}");
    assert!(scores.at("province").recall() >= 0.98, "{table}");
    assert!(scores.at("published").recall() >= 0.99, "{table}");
    assert!(scores.at("year").recall() >= 0.97, "{table}");
    assert!(scores.at("year (untellable)").recall() >= 0.92, "{table}");
    assert!(scores.at("body kept").recall() >= 0.998, "{table}");
    assert!(scores.at("noise dropped").recall() >= 0.99, "{table}");
}
