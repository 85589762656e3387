//! The phrases that the articles of a segment share: counted over a sample of them while
//! the segment is written, and kept as sorted lines beside it.
//!
//! A phrase is two to six syllables in one sentence that several articles have, neither
//! end of which nearly always goes on (`phát triển đoàn` does: to `phát triển đoàn viên`).
//!
//! ```text
//! phrase TAB articles LF        sorted by the folded form
//! ```

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{TermKind, Words};
use crate::text::fold;

use super::alike::{Alike, ByKey, Sieve};
use super::words::ReadText;

/// Passages that a sample holds; of more, every second article goes, again and again.
const SAMPLE: usize = 4096;
/// The longest phrase, in syllables.
const LONGEST: usize = 6;
/// Articles that must share a phrase: two, and of many articles one in so many.
const SHARED: u32 = 2;
const ONE_IN: u32 = 400;
/// Phrases that are kept of one segment, the most common ones.
const KEPT: usize = 8000;
/// Stands between two runs of words.
const BREAK: u32 = u32::MAX;

/// Words that begin or end no phrase worth offering.
const LOOSE: &[&str] = &[
    "bị", "bởi", "các", "có", "cho", "còn", "của", "cũng", "do", "đã", "đang", "đây", "để", "đến",
    "được", "gồm", "hay", "hoặc", "khi", "không", "là", "lại", "mà", "này", "nên", "nếu", "những",
    "như", "ở", "phải", "ra", "rất", "sẽ", "tại", "thì", "theo", "trên", "trong", "từ", "và",
    "vào", "về", "vì", "với", "một", "hai", "ba", "nhiều", "mọi", "đó", "cùng", "sau", "trước",
    "qua", "bằng", "cả", "vừa", "chỉ", "dịp", "ngay", "nhằm",
];

/// Gathers the words of a sample of articles.
#[derive(Debug, Default)]
pub struct Sample {
    ids: Words<u32>,
    names: Vec<Box<str>>,
    /// Words as `id << 2 | capitals`, runs ended by [`BREAK`].
    words: Vec<u32>,
    /// Each article's hash and where its words begin.
    articles: Vec<(u64, usize)>,
    passages: usize,
    /// Of the articles, those are kept whose hash ends in so many zeros.
    halved: u32,
}

/// A phrase with the number of articles that have it.
pub type Phrases = BTreeMap<String, u64>;

impl Sample {
    /// Adds a passage of the article `id`: its text, and its title before the first.
    pub fn add(&mut self, id: &str, title: Option<&ReadText>, own: &ReadText) {
        let hash = xxh3_64(id.as_bytes());
        if !self.keeps(hash) {
            return;
        }
        if self.articles.last().map(|(last, _)| *last) != Some(hash) {
            self.articles.push((hash, self.words.len()));
            title.into_iter().for_each(|title| self.push(title));
        }
        self.push(own);
        self.passages += 1;
        if self.passages > SAMPLE && self.articles.len() > 1 {
            self.halve();
        }
    }

    /// The memory it takes.
    pub fn mem_usage(&self) -> usize {
        self.words.capacity() * 4 + self.names.len() * 64
    }

    fn keeps(&self, hash: u64) -> bool {
        hash.trailing_zeros() >= self.halved
    }

    fn halve(&mut self) {
        self.halved += 1;
        let articles = std::mem::take(&mut self.articles);
        let words = std::mem::take(&mut self.words);
        for (i, &(hash, start)) in articles.iter().enumerate() {
            let end = articles.get(i + 1).map_or(words.len(), |(_, next)| *next);
            if self.keeps(hash) {
                self.articles.push((hash, self.words.len()));
                self.words.extend(&words[start..end]);
            }
        }
        self.passages /= 2;
    }

    fn push(&mut self, ReadText { text, terms }: &ReadText) {
        let mut end = None;
        for term in terms.iter() {
            if matches!(term.kind, TermKind::Concept | TermKind::Spelled) {
                continue;
            }
            let joined = end.and_then(|end| text.get(end..term.span.start)) == Some(" ");
            if !joined {
                self.words.push(BREAK);
            }
            if term.kind != TermKind::Syllable {
                end = None;
                continue;
            }
            end = Some(term.span.end);
            let id = self.id(terms.text(term));
            let word = term.span.of(text);
            let first = u32::from(word.starts_with(char::is_uppercase));
            let all = u32::from(!word.contains(char::is_lowercase));
            self.words.push(id << 2 | first | all << 1);
        }
        self.words.push(BREAK);
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.names.len() as u32;
        self.names.push(word.into());
        self.ids.insert(word.into(), id);
        id
    }

    /// The phrases of the sample, with an estimate of how many articles of all have them.
    pub fn finish(&self) -> Phrases {
        let is_loose = |name: &str| name.len() < 2 || LOOSE.contains(&name);
        let loose: Vec<bool> = self.names.iter().map(|name| is_loose(name)).collect();
        let mut found = Phrases::new();
        let mut keys = vec![0; self.words.len()];
        let mut shorter = Groups::default();
        for length in 1..=LONGEST {
            let longer = self.groups(length, &mut keys, &mut shorter);
            if length > 2 {
                self.keep(length - 1, &shorter, &loose, &mut found);
            }
            shorter = longer;
        }
        self.keep(LONGEST, &shorter, &loose, &mut found);
        most_common(found)
    }

    /// The phrases of `length` syllables that enough articles have, by their key. `keys`
    /// holds those of one syllable less at every place, and then these; 0 is none.
    fn groups(&self, length: usize, keys: &mut [u64], shorter: &mut Groups) -> Groups {
        let shared = SHARED.max(self.articles.len() as u32 / ONE_IN);
        let mut sieve = Sieve::for_keys(self.words.len());
        for (article, place) in self.places() {
            let last = self.words.get(place + length - 1).copied().unwrap_or(BREAK);
            let grows = match length {
                1 => last != BREAK,
                _ => keys[place] != 0 && last != BREAK && keys[place + 1] != 0,
            };
            // The key at the next place is still that of the shorter phrase there.
            keys[place] = match grows {
                true => combined(keys[place], u64::from(last >> 2)),
                false => 0,
            };
            if grows {
                sieve.add(keys[place], article);
            }
        }
        let mut alike = Alike::default();
        for (article, place) in self.places() {
            let key = &mut keys[place];
            if *key != 0 && sieve.articles(*key) >= shared {
                alike.add(*key, article, place as u32);
            } else {
                *key = 0;
            }
        }
        let mut groups = Groups::default();
        alike.for_each(|key, places| {
            let articles = places.chunk_by(|a, b| a.0 == b.0).count() as u32;
            if articles < shared {
                places.iter().for_each(|place| keys[place.1 as usize] = 0);
                return;
            }
            let group = Group {
                place: places[0].1,
                articles,
                goes_on: 0,
                capitals: self.capitals(length, places),
            };
            if length > 1 {
                // The phrase without its last syllable, and without its first.
                let place = group.place as usize;
                for part in [self.key(place, length - 1), self.key(place + 1, length - 1)] {
                    if let Some(part) = shorter.get_mut(&part) {
                        part.goes_on = part.goes_on.max(articles);
                    }
                }
            }
            groups.insert(key, group);
        });
        groups
    }

    /// Every place with the number of its article.
    fn places(&self) -> impl Iterator<Item = (u32, usize)> {
        let mut article = 0;
        (0..self.words.len()).map(move |place| {
            let next = |article: usize| self.articles.get(article + 1);
            while next(article).is_some_and(|(_, start)| *start <= place) {
                article += 1;
            }
            (article as u32, place)
        })
    }

    fn key(&self, place: usize, length: usize) -> u64 {
        let words = &self.words[place..place + length];
        words
            .iter()
            .fold(0, |key, word| combined(key, u64::from(word >> 2)))
    }

    /// For each syllable, two bits: most often with a capital, most often in capitals.
    fn capitals(&self, length: usize, places: &[(u32, u32)]) -> u32 {
        let mut written = [[0u32; 2]; LONGEST];
        for &(_, place) in places {
            let place = place as usize;
            // What begins a sentence has its capital from there.
            let begins = self.begins(place);
            for (i, word) in self.words[place..place + length].iter().enumerate() {
                written[i][0] += word & u32::from(i > 0 || !begins);
                written[i][1] += word >> 1 & 1;
            }
        }
        let mut bits = 0;
        for (at, &count) in written.as_flattened().iter().enumerate() {
            bits |= u32::from(2 * count as usize > places.len()) << at;
        }
        bits
    }

    fn begins(&self, place: usize) -> bool {
        place == 0 || self.words[place - 1] == BREAK
    }

    /// Adds the phrases of one length that are whole.
    fn keep(&self, length: usize, groups: &Groups, loose: &[bool], found: &mut Phrases) {
        for group in groups.values() {
            // Three of four times it goes on in one way: it is a part of that.
            if 4 * group.goes_on >= 3 * group.articles {
                continue;
            }
            let words = &self.words[group.place as usize..group.place as usize + length];
            let name = |word: &u32| self.names[(word >> 2) as usize].as_ref();
            let is_loose = |word: &u32| loose[(word >> 2) as usize];
            if words.first().is_some_and(is_loose) || words.last().is_some_and(is_loose) {
                continue;
            }
            let mut text = String::new();
            for (i, word) in words.iter().enumerate() {
                if i > 0 {
                    text.push(' ');
                }
                match group.capitals >> (2 * i) & 3 {
                    0 => text.push_str(name(word)),
                    1 => {
                        let mut letters = name(word).chars();
                        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                        text.push_str(letters.as_str());
                    }
                    _ => text.push_str(&name(word).to_uppercase()),
                }
            }
            found.insert(text, u64::from(group.articles) << self.halved);
        }
    }
}

/// Phrases by their key.
type Groups = ByKey<Group>;

/// A phrase while it is counted.
#[derive(Debug)]
struct Group {
    /// Where it stands for the first time.
    place: u32,
    articles: u32,
    /// How many articles have the most common phrase that it is a part of.
    goes_on: u32,
    capitals: u32,
}

/// Never 0, which stands for none.
fn combined(key: u64, word: u64) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    (key.rotate_left(21) ^ (word + 1))
        .wrapping_mul(SPREAD)
        .max(1)
}

/// The most common of `phrases`.
pub fn most_common(phrases: Phrases) -> Phrases {
    if phrases.len() <= KEPT {
        return phrases;
    }
    let mut list: Vec<(String, u64)> = phrases.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list.truncate(KEPT);
    list.into_iter().collect()
}

/// The lines of `phrases`.
pub fn encode(phrases: &Phrases) -> Vec<u8> {
    let mut lines: Vec<(String, String)> = Vec::with_capacity(phrases.len());
    for (text, articles) in phrases {
        lines.push((fold(text), format!("{text}\t{articles}\n")));
    }
    lines.sort_unstable();
    let lines = lines.into_iter().map(|(_, line)| line);
    lines.collect::<String>().into_bytes()
}

/// The phrases whose folded form begins with `folded`, with their articles. Damaged bytes
/// read as fewer phrases.
pub fn beginning<'b>(bytes: &'b [u8], folded: &str) -> impl Iterator<Item = (&'b str, u64)> {
    let start = lower_bound(bytes, folded);
    let prefix = folded.to_string();
    let lines = bytes[start..].split(|&byte| byte == b'\n').map(cells);
    lines
        .map_while(move |line| line.filter(|(text, _)| fold(text).starts_with(&prefix)))
        .filter_map(|(text, articles)| Some((text, articles.parse().ok()?)))
}

fn cells(line: &[u8]) -> Option<(&str, &str)> {
    std::str::from_utf8(line).ok()?.split_once('\t')
}

/// Where the first line begins that is not below `wanted`.
fn lower_bound(bytes: &[u8], wanted: &str) -> usize {
    let line_start = |at: usize| {
        let before = bytes[..at].iter().rposition(|&byte| byte == b'\n');
        before.map_or(0, |newline| newline + 1)
    };
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let start = line_start(low + (high - low) / 2).max(low);
        let rest = &bytes[start..];
        let newline = rest.iter().position(|&byte| byte == b'\n');
        let length = newline.unwrap_or(rest.len());
        let below = cells(&rest[..length]).is_some_and(|(text, _)| *fold(text) < *wanted);
        if below {
            low = (start + length + 1).min(high);
        } else {
            high = start;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(articles: &[&str]) -> Phrases {
        let mut sample = Sample::default();
        for (i, text) in articles.iter().enumerate() {
            sample.add(&format!("a{i}"), None, &ReadText::new(text.to_string()));
        }
        sample.finish()
    }

    #[test]
    fn phrases_are_what_articles_share_and_are_whole() {
        let found = counted(&[
            "Quận Ba Đình đẩy mạnh phát triển đoàn viên. Ngày hội hiến máu.",
            "Năm qua, phát triển đoàn viên vượt chỉ tiêu; LĐLĐ quận Ba Đình biểu dương.",
            "Kế hoạch của LĐLĐ quận Ba Đình: phát triển đoàn viên.",
            "Việc này của họ. Việc này của ta.",
        ]);
        assert_eq!(found.get("phát triển đoàn viên"), Some(&3));
        assert_eq!(found.get("LĐLĐ quận Ba Đình"), Some(&2));
        assert_eq!(found.get("quận Ba Đình"), Some(&3));
        for part in [
            "phát triển đoàn",
            "triển đoàn viên",
            "đoàn viên",
            "hiến máu",
            "việc này của",
        ] {
            assert_eq!(found.get(part), None, "{part}");
        }
    }

    #[test]
    fn an_article_counts_once_and_a_sample_stands_for_all() {
        let found = counted(&[
            "An toàn lao động. An toàn lao động.",
            "Vì an toàn lao động.",
        ]);
        assert_eq!(found.get("an toàn lao động"), Some(&2));
        let mut sample = Sample::default();
        for i in 0..3 * SAMPLE {
            sample.add(
                &format!("{i}"),
                None,
                &ReadText::new("Chăm lo đời sống.".to_string()),
            );
        }
        let estimate = sample.finish()["chăm lo đời sống"] as usize;
        assert!(sample.halved > 0 && sample.passages <= SAMPLE);
        assert!((2 * SAMPLE..4 * SAMPLE).contains(&estimate), "{estimate}");
    }

    #[test]
    fn lines_are_found_by_their_beginning() {
        let phrases: Phrases = [
            ("đoàn viên mới", 3),
            ("đoàn phí", 2),
            ("Ba Đình", 4),
            ("doanh số", 1),
        ]
        .map(|(text, articles)| (text.to_string(), articles))
        .into();
        let bytes = encode(&phrases);
        let begin = |folded: &str| -> Vec<(&str, u64)> { beginning(&bytes, folded).collect() };
        assert_eq!(begin("doan "), [("đoàn phí", 2), ("đoàn viên mới", 3)]);
        assert_eq!(begin("ba"), [("Ba Đình", 4)]);
        assert_eq!(begin("").len(), 4);
        assert!(begin("x").is_empty() && begin("doanx").is_empty());
    }

    proptest! {
        #[test]
        fn any_bytes_and_texts_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..80), text in any::<String>()) {
            let _ = beginning(&bytes, &text).count();
            let mut sample = Sample::default();
            let text = ReadText::new(text);
            sample.add("a", Some(&text), &text);
            sample.add("b", None, &text);
            let found = sample.finish();
            let lines = encode(&found);
            for (phrase, articles) in &found {
                let known = beginning(&lines, &fold(phrase)).any(|(line, count)| line == phrase && count == *articles);
                prop_assert!(known, "{phrase:?}");
            }
        }
    }
}
