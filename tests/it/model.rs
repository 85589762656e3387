//! A naive reading of the matching rules, passage by passage, against which the engine is
//! compared. It knows nothing of indexes: it holds every passage's words and looks.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// An article of the model.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// The words of its title.
    pub title: Vec<String>,
    /// The words of each passage.
    pub passages: Vec<Vec<String>>,
    /// Province and district.
    pub place: Option<(&'static str, Option<&'static str>)>,
    /// Its year.
    pub year: Option<i64>,
}

/// A part of a query.
#[derive(Debug, Clone)]
pub enum Part {
    /// One word.
    Word(String),
    /// Words side by side.
    Phrase(Vec<String>),
    /// One of these words.
    Any(Vec<String>),
    /// None of these words side by side.
    Not(Vec<String>),
}

/// Filters: the values of each facet are alternatives, `None` stands for `none`.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Provinces.
    pub provinces: Vec<Option<&'static str>>,
    /// Districts.
    pub districts: Vec<Option<&'static str>>,
    /// Years, as ranges.
    pub years: Vec<Option<(i64, i64)>>,
}

/// What must come out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The passages, by article and ordinal.
    pub passages: BTreeSet<(String, u64)>,
    /// Articles by province.
    pub provinces: BTreeMap<String, u64>,
    /// Articles by district.
    pub districts: BTreeMap<String, u64>,
    /// Articles by year.
    pub years: BTreeMap<String, u64>,
    /// The kinds of the notices, sorted.
    pub notices: Vec<String>,
}

/// Up to so many parts, all are needed.
const STRICT: usize = 4;

/// A word without its marks.
pub fn bare(word: &str) -> String {
    let plain: String = word
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .collect();
    plain.replace('đ', "d")
}

/// A word as it stands, and without its marks.
#[derive(Debug, Clone)]
struct Word {
    full: String,
    bare: String,
}

impl Word {
    fn new(full: &str) -> Word {
        Word {
            full: full.to_string(),
            bare: bare(full),
        }
    }

    fn matches(&self, typed: &str) -> bool {
        // A word typed without marks is any; one with marks is no word without.
        self.bare == typed || self.full == typed
    }
}

fn is_bare(word: &str) -> bool {
    bare(word) == word
}

/// The runs of words that a passage answers for: its text, the title, places and year.
fn runs(article: &Article, passage: usize) -> Vec<Vec<Word>> {
    let mut around: Vec<String> = Vec::new();
    if let Some((province, district)) = article.place {
        for name in [Some(province), district].into_iter().flatten() {
            around.extend(name.to_lowercase().split(' ').map(str::to_string));
        }
    }
    around.extend(article.year.map(|year| year.to_string()));
    [&article.passages[passage], &article.title, &around]
        .map(|words| words.iter().map(|word| Word::new(word)).collect())
        .to_vec()
}

fn stands_side_by_side(phrase: &[String], runs: &[Vec<Word>]) -> bool {
    let here = |window: &[Word]| {
        phrase
            .iter()
            .zip(window)
            .all(|(typed, word)| word.matches(typed))
    };
    runs.iter().any(|run| run.windows(phrase.len()).any(here))
}

fn holds(part: &Part, runs: &[Vec<Word>]) -> bool {
    match part {
        Part::Word(word) => stands_side_by_side(std::slice::from_ref(word), runs),
        Part::Phrase(words) => stands_side_by_side(words, runs),
        Part::Any(words) => words
            .iter()
            .any(|word| stands_side_by_side(std::slice::from_ref(word), runs)),
        Part::Not(words) => !stands_side_by_side(words, runs),
    }
}

fn without_marks(part: &Part) -> Part {
    let all = |words: &[String]| words.iter().map(|word| bare(word)).collect();
    match part {
        Part::Word(word) => Part::Word(bare(word)),
        Part::Phrase(words) => Part::Phrase(all(words)),
        Part::Any(words) => Part::Any(all(words)),
        Part::Not(words) => Part::Not(words.clone()),
    }
}

fn has_marks(part: &Part) -> bool {
    match part {
        Part::Word(word) => !is_bare(word),
        Part::Phrase(words) | Part::Any(words) => words.iter().any(|word| !is_bare(word)),
        Part::Not(_) => false,
    }
}

/// Which of province, district and year an article passes.
fn passes(article: &Article, filters: &Filters) -> [bool; 3] {
    let province = article.place.map(|(province, _)| province);
    let district = article.place.and_then(|(_, district)| district);
    let in_year = |wanted: &Option<(i64, i64)>| match (wanted, article.year) {
        (Some((from, to)), Some(year)) => (*from..=*to).contains(&year),
        (None, None) => true,
        _ => false,
    };
    [
        filters.provinces.is_empty() || filters.provinces.contains(&province),
        filters.districts.is_empty() || filters.districts.contains(&district),
        filters.years.is_empty() || filters.years.iter().any(in_year),
    ]
}

/// The articles with the words of each passage made ready.
pub struct Corpus {
    articles: Vec<Article>,
    runs: Vec<Vec<Vec<Vec<Word>>>>,
}

impl Corpus {
    /// Makes `articles` ready.
    pub fn new(articles: &[Article]) -> Corpus {
        let of = |article: &Article| {
            (0..article.passages.len())
                .map(|passage| runs(article, passage))
                .collect()
        };
        Corpus {
            articles: articles.to_vec(),
            runs: articles.iter().map(of).collect(),
        }
    }
}

/// What one reading of a query finds, of which at least `needed` parts must hold.
fn read(corpus: &Corpus, parts: &[Part], needed: usize, filters: &Filters) -> Expected {
    let mut found = Expected::default();
    for (article, passages) in corpus.articles.iter().zip(&corpus.runs) {
        let mut matching = Vec::new();
        for (passage, runs) in passages.iter().enumerate() {
            let excluded = parts
                .iter()
                .any(|part| matches!(part, Part::Not(_)) && !holds(part, runs));
            let held = parts
                .iter()
                .filter(|part| !matches!(part, Part::Not(_)) && holds(part, runs))
                .count();
            if !excluded && held >= needed {
                matching.push(passage as u64);
            }
        }
        if matching.is_empty() {
            continue;
        }
        let passed = passes(article, filters);
        let but = |own: usize| (0..3).all(|i| i == own || passed[i]);
        if let (true, Some((province, _))) = (but(0), article.place) {
            *found.provinces.entry(province.to_string()).or_default() += 1;
        }
        if let (true, Some((_, Some(district)))) = (but(1), article.place) {
            *found.districts.entry(district.to_string()).or_default() += 1;
        }
        if let (true, Some(year)) = (but(2), article.year) {
            *found.years.entry(year.to_string()).or_default() += 1;
        }
        if passed == [true; 3] {
            found.passages.extend(
                matching
                    .into_iter()
                    .map(|passage| (article.id.clone(), passage)),
            );
        }
    }
    found
}

/// What `parts` must find under `filters`.
pub fn answer(corpus: &Corpus, parts: &[Part], filters: &Filters) -> Expected {
    let count = parts
        .iter()
        .filter(|part| !matches!(part, Part::Not(_)))
        .count();
    let folded: Vec<Part> = parts.iter().map(without_marks).collect();
    let mut readings = vec![(parts, false)];
    if parts.iter().any(has_marks) {
        readings.push((folded.as_slice(), true));
    }
    for (parts, is_folded) in readings {
        let mut needs = vec![count];
        if count > STRICT {
            needs.push((count * 3).div_ceil(5));
        }
        for needed in needs {
            let mut found = read(corpus, parts, needed, filters);
            if found.passages.is_empty() {
                continue;
            }
            if is_folded {
                found.notices.push("folded".to_string());
            }
            if needed < count {
                found.notices.push("relaxed".to_string());
            }
            return found;
        }
    }
    read(corpus, parts, count, filters)
}
