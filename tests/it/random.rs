//! The engine against the model: hundreds of random queries over a random corpus of
//! invented syllables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use congdoan::index::Reader;
use congdoan::render::json;
use congdoan::search::{Filter, PlaceFilter, Request, search};
use serde_json::{Value, json};

use crate::model::{Article, Corpus, Expected, Filters, Part, answer};
use crate::news::lines;
use crate::util::{World, number};

/// Syllables that are no words, each with some of its accentuations.
const SYLLABLES: [&[&str]; 14] = [
    &["khem", "khẹm", "khẽm", "khễm"],
    &["phoang", "phoảng", "phoạng"],
    &["xuynh", "xuỳnh", "xuỹnh"],
    &["trôm", "trộm", "trỗm"],
    &["ghen", "ghén", "ghẹn"],
    &["nghíp", "nghịp"],
    &["bỗm", "bọm", "bom"],
    &["dùm", "đùm", "đụm"],
    &["vặt", "vạt", "vắt"],
    &["lếch", "lệch"],
    &["srum"],
    &["gịn", "gĩn"],
    &["queng", "quèng"],
    &["hoả", "hoạ", "hóa"],
];

/// Accentuations that no article has.
const UNSEEN: [&str; 4] = ["khệm", "phoãng", "trổm", "lễch"];

const PLACES: [(&str, Option<&str>); 6] = [
    ("Hà Nội", Some("Ba Đình")),
    ("Hà Nội", Some("Tây Hồ")),
    ("Hà Nội", Some("Thường Tín")),
    ("Đồng Nai", Some("Biên Hòa")),
    ("Đồng Nai", None),
    ("Nghệ An", Some("Đô Lương")),
];

/// A small generator, so that a failure can be repeated (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    /// A word of an article, in its canonical spelling. Some are far rarer than others.
    fn word(&mut self) -> String {
        let most = if self.roll(3) == 0 {
            SYLLABLES.len()
        } else {
            6
        };
        let family = SYLLABLES[self.roll(most)];
        let word = family[self.roll(family.len())];
        word.replace("hoả", "hỏa").replace("hoạ", "họa")
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.word()).collect()
    }

    /// A word of a query: as it stands somewhere, without marks, or as it stands nowhere.
    fn asked(&mut self) -> String {
        match self.roll(12) {
            0 => self.of(&UNSEEN).to_string(),
            1 => self
                .of(&["đình", "tây", "an", "dong", "2021", "2023", "biên"])
                .to_string(),
            2..=4 => {
                let word = self.word();
                crate::model::bare(&word)
            }
            _ => self.word(),
        }
    }

    /// Words for a phrase, some of them without their marks.
    fn phrase(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.asked()).collect()
    }

    fn part(&mut self) -> Part {
        match self.roll(10) {
            0 => Part::Phrase(self.phrase(2)),
            1 => Part::Phrase(self.phrase(3)),
            2 => Part::Any(vec![self.asked(), self.asked()]),
            3 => Part::Not(vec![self.asked()]),
            4 => Part::Not(self.phrase(2)),
            _ => Part::Word(self.asked()),
        }
    }

    fn article(&mut self, number: usize) -> Article {
        // Paragraphs of a hundred syllables stay passages of their own; short ones are alone.
        let passages = match self.roll(3) {
            0 => (0..=self.roll(3) + 1).map(|_| self.words(100)).collect(),
            _ => {
                let length = 3 + self.roll(25);
                vec![self.words(length)]
            }
        };
        let length = 2 + self.roll(4);
        Article {
            id: format!("a{number}"),
            title: self.words(length),
            passages,
            place: (self.roll(5) > 0).then(|| *self.of(&PLACES)),
            year: (self.roll(5) > 0).then(|| 2019 + self.roll(6) as i64),
        }
    }

    fn filters(&mut self) -> Filters {
        let mut filters = Filters::default();
        for _ in 0..self.roll(3) {
            match self.roll(5) {
                0 => filters.provinces.push(Some(self.of(&PLACES).0)),
                1 => filters.districts.push(self.of(&PLACES).1),
                2 => {
                    let from = 2019 + self.roll(5) as i64;
                    filters.years.push(Some((from, from + self.roll(3) as i64)));
                }
                3 => match self.roll(3) {
                    0 => filters.provinces.push(None),
                    1 => filters.districts.push(None),
                    _ => filters.years.push(None),
                },
                _ => filters.years.push(Some((2020 + self.roll(3) as i64, 2024))),
            }
        }
        filters
    }
}

/// The article as a line of a jsonl file: sentences of nonsense, in various cases.
fn line(article: &Article) -> Value {
    let capital = |word: &str| {
        word.chars().next().map_or(String::new(), |first| {
            first.to_uppercase().collect::<String>() + &word[first.len_utf8()..]
        })
    };
    let sentence = |words: &[String]| format!("{} {}.", capital(&words[0]), words[1..].join(" "));
    let paragraphs: Vec<String> = article
        .passages
        .iter()
        .map(|words| sentence(words))
        .collect();
    let mut line = json!({"id": article.id, "title": article.title.join(" "), "body": paragraphs.join("\n\n")});
    if let Some((province, district)) = article.place {
        line["province"] = json!(province);
        line["district"] = json!(district);
    }
    if let Some(year) = article.year {
        line["year"] = json!(year);
    }
    line
}

/// The query as a user types it.
fn typed(parts: &[Part]) -> String {
    let mut query = String::new();
    for part in parts {
        let _ = match part {
            Part::Word(word) => write!(query, "{word} "),
            Part::Phrase(words) => write!(query, "\"{}\" ", words.join(" ")),
            Part::Any(words) => write!(query, "({}) ", words.join(" OR ")),
            Part::Not(words) if words.len() == 1 => write!(query, "-{} ", words[0]),
            Part::Not(words) => write!(query, "-\"{}\" ", words.join(" ")),
        };
    }
    query.trim().to_string()
}

fn filter(filters: &Filters) -> Filter {
    let mut filter = Filter::default();
    for province in &filters.provinces {
        filter.provinces.push(match province {
            Some(name) => PlaceFilter::Path(format!("/{name}")),
            None => PlaceFilter::Untagged,
        });
    }
    for district in &filters.districts {
        filter.districts.push(match district {
            Some(name) => {
                let place = PLACES
                    .iter()
                    .find(|place| place.1 == Some(name))
                    .expect("a place");
                PlaceFilter::Path(format!("/{}/{name}", place.0))
            }
            None => PlaceFilter::Untagged,
        });
    }
    for years in &filters.years {
        let text = years.map_or("none".to_string(), |(from, to)| format!("{from}..{to}"));
        filter.years.push(text.parse().expect("years"));
    }
    filter
}

/// The same filters as flags.
fn flags(filters: &Filters) -> Vec<String> {
    let mut flags = Vec::new();
    for (flag, names) in [
        ("--province", &filters.provinces),
        ("--district", &filters.districts),
    ] {
        for name in names {
            flags.extend([flag.to_string(), name.unwrap_or("none").to_string()]);
        }
    }
    for years in &filters.years {
        let text = years.map_or("none".to_string(), |(from, to)| format!("{from}..{to}"));
        flags.extend(["--year".to_string(), text]);
    }
    flags
}

/// The engine's answer in the model's terms.
fn told(answer: &Value) -> Expected {
    let facet = |name: &str| -> BTreeMap<String, u64> {
        let values = answer["facets"][name].as_array().expect("a facet");
        let entry = |value: &Value| {
            let name = value["value"]
                .as_str()
                .map_or_else(|| value["value"].to_string(), str::to_string);
            (name, number(value, "/count"))
        };
        values.iter().map(entry).collect()
    };
    let mut passages = BTreeSet::new();
    for hit in answer["hits"].as_array().expect("hits") {
        let id = hit["article"]["id"].as_str().expect("an id").to_string();
        assert!(
            passages.insert((id, number(hit, "/passage/ordinal"))),
            "a passage twice"
        );
    }
    let offers = |notice: &&Value| notice["applied"] == false;
    let told = answer["notices"].as_array().expect("notices").iter();
    // What may have been meant is offered, and changes nothing.
    let told = told.filter(|notice| !offers(notice));
    let mut kinds: Vec<String> = told
        .map(|notice| notice["kind"].as_str().expect("a kind").to_string())
        .collect();
    kinds.sort();
    Expected {
        passages,
        provinces: facet("province"),
        districts: facet("district"),
        years: facet("year"),
        notices: kinds,
    }
}

/// What holds for every answer, whatever was asked.
fn check_order(answer: &Value) {
    let hits = answer["hits"].as_array().expect("hits");
    let articles: BTreeSet<&str> = hits
        .iter()
        .filter_map(|hit| hit["article"]["id"].as_str())
        .collect();
    assert_eq!(number(answer, "/total/passages"), hits.len() as u64);
    assert_eq!(number(answer, "/total/articles"), articles.len() as u64);
    for pair in hits.windows(2) {
        let key = |hit: &Value| {
            let id = hit["article"]["id"].as_str().expect("an id").to_string();
            (
                hit["score"].as_f64().expect("a score"),
                id,
                number(hit, "/passage/ordinal"),
            )
        };
        let (a, b) = (key(&pair[0]), key(&pair[1]));
        // Scores are rounded in JSON: a tie there may be none.
        assert!(a.0 >= b.0, "{a:?} before {b:?}");
    }
}

fn corpus(dice: &mut Dice, count: usize) -> Vec<Article> {
    (0..count).map(|i| dice.article(i)).collect()
}

/// Compares `rounds` random queries; every seventh also through the command.
fn compare(world: &World, articles: &[Article], dice: &mut Dice, rounds: usize) {
    let reader = Reader::open(&world.index("")).expect("an index");
    let corpus = Corpus::new(articles);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..rounds {
        let count = 1 + dice.roll(3) + dice.roll(5);
        let mut parts: Vec<Part> = (0..count).map(|_| dice.part()).collect();
        if parts.iter().all(|part| matches!(part, Part::Not(_))) {
            parts.push(Part::Word(dice.word()));
        }
        let filters = dice.filters();
        let query = typed(&parts);
        let request = Request {
            query: query.clone(),
            filter: filter(&filters),
            limit: 10_000,
            per_article: 10_000,
            ..Request::default()
        };
        let got = json::answer(&search(&reader, &request).expect("an answer"));
        let expected = answer(&corpus, &parts, &filters);
        let what = format!(
            "round {round}: {query}\n{}\n{filters:?}",
            flags(&filters).join(" ")
        );
        let told = told(&got);
        let missing: Vec<_> = expected
            .passages
            .difference(&told.passages)
            .take(5)
            .collect();
        let extra: Vec<_> = told
            .passages
            .difference(&expected.passages)
            .take(5)
            .collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{what}\nmissing {missing:?}, too many {extra:?}, notices {:?} for {:?}",
            told.notices,
            expected.notices
        );
        assert_eq!(told, expected, "{what}");
        check_order(&got);
        let kind = match (told.passages.is_empty(), told.notices.join("+")) {
            (true, _) => "nothing".to_string(),
            (false, notices) if notices.is_empty() => "as typed".to_string(),
            (false, notices) => notices,
        };
        *kinds.entry(kind).or_default() += 1;
        if round % 7 == 0 {
            let mut args = vec![
                "--limit".to_string(),
                "10000".into(),
                "--per-article".into(),
                "10000".into(),
            ];
            args.extend(flags(&filters));
            args.extend(["--".to_string(), query]);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let mut by_command = world.search(&args);
            by_command["took_ms"] = got["took_ms"].clone();
            // A province named in a flag stands for those it was made of, too.
            by_command["filters"] = got["filters"].clone();
            assert_eq!(by_command, got, "{what}");
        }
    }
    // Every way to answer was met, or the comparison says little.
    for kind in ["nothing", "as typed", "folded", "relaxed"] {
        assert!(
            kinds.get(kind).is_some_and(|&count| count * 50 > rounds),
            "{kind}: {kinds:?}"
        );
    }
}

fn lines_of(articles: &[Article]) -> String {
    lines(&articles.iter().map(line).collect::<Vec<Value>>())
}

#[test]
fn random_queries_find_and_count_what_the_model_does() {
    let mut dice = Dice(20);
    let articles = corpus(&mut dice, 70);
    let world = World::indexed(&[("a.jsonl", lines_of(&articles))]);
    let all: usize = articles.iter().map(|article| article.passages.len()).sum();
    let answer = world.search(&["--limit", "0"]);
    assert_eq!(number(&answer, "/total/articles"), 70);
    assert_eq!(
        number(&answer, "/total/passages"),
        all as u64,
        "passages are cut as the model thinks"
    );
    compare(&world, &articles, &mut dice, 500);
}

#[test]
fn the_same_holds_after_many_edits() {
    let mut dice = Dice(7);
    let mut articles = corpus(&mut dice, 40);
    let world = World::indexed(&[("a.jsonl", lines_of(&articles))]);
    for round in 0..5 {
        let kept = articles.len() - dice.roll(6);
        articles.truncate(kept);
        let changed = dice.roll(articles.len());
        let new = dice.article(changed);
        let edited =
            articles[changed].title != new.title || articles[changed].passages != new.passages;
        articles[changed] = Article {
            id: articles[changed].id.clone(),
            ..new
        };
        let added = dice.roll(6);
        for i in 0..added {
            articles.push(dice.article(1000 + 10 * round + i));
        }
        world.write("a.jsonl", lines_of(&articles));
        let report = world.update(&[]);
        assert!(edited, "round {round}");
        assert_eq!(number(&report, "/added"), added as u64, "round {round}");
        assert_eq!(number(&report, "/updated"), 1, "round {round}");
        assert_eq!(
            number(&report, "/articles"),
            articles.len() as u64,
            "round {round}"
        );
    }
    compare(&world, &articles, &mut dice, 200);
}
