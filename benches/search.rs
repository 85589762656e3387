//! What searching costs against plain tantivy: index time, index size and query time,
//! as ratios within one run, over articles generated from the syllables of the samples.
//!
//! Plain tantivy has one document per article, its id and text stored, the default
//! tokenizer, the same threads and writer memory, and its merges are awaited.
//! `CONGDOAN_BENCH_ARTICLES` sets the volume.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use congdoan::analysis::{Analyzer, Terms};
use congdoan::article::{Passage, passages};
use congdoan::corpus;
use congdoan::extract::{self, Format, RawPage};
use congdoan::index::{Reader, Silent, Task, update};
use congdoan::render::json;
use congdoan::search::{Request, search};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TEXT};
use tantivy::{TantivyDocument, Term};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles in one file.
const PER_FILE: usize = 250;
/// Queries of each length.
const QUERIES: usize = 200;
/// What a writer thread of either may take.
const MEMORY_PER_THREAD: usize = 128 << 20;

fn main() {
    // `cargo test --all-targets` runs benches too, without this argument.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let wanted = std::env::var("CONGDOAN_BENCH_ARTICLES").ok();
    let articles = wanted.and_then(|n| n.parse().ok()).unwrap_or(4000);
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("corpus");
    let mut generator = Generator::from_samples();
    let bytes = generator.write(&source, articles);
    println!("{articles} articles, {:.1} MB of jsonl", bytes as f64 / 1e6);

    // Alternating, the better of two: both see the same noise of the machine.
    let (mut plain_time, mut our_time) = (Duration::MAX, Duration::MAX);
    let (mut plain_work, mut our_work) = (Duration::MAX, Duration::MAX);
    for round in 0..2 {
        let (start, work) = (Instant::now(), cpu_time());
        plain_index(&source, &folder.path().join(format!("plain{round}")), bytes);
        plain_time = plain_time.min(start.elapsed());
        plain_work = plain_work.min(cpu_time() - work);
        let (start, work) = (Instant::now(), cpu_time());
        let root = folder.path().join(format!("ours{round}"));
        update(&root, &source, &Task::default(), &Silent).unwrap();
        our_time = our_time.min(start.elapsed());
        our_work = our_work.min(cpu_time() - work);
    }
    let (plain, ours) = (folder.path().join("plain1"), folder.path().join("ours1"));
    row(
        "index time",
        plain_time.as_secs_f64(),
        our_time.as_secs_f64(),
        "s",
    );
    // What it costs where other programs keep the cores busy.
    row(
        "index CPU time",
        plain_work.as_secs_f64(),
        our_work.as_secs_f64(),
        "s",
    );
    let (plain_size, our_size) = (size(&plain), size(&ours));
    row(
        "index size",
        plain_size as f64 / 1e6,
        our_size as f64 / 1e6,
        "MB",
    );
    for (extension, bytes) in sizes(&ours) {
        println!("    .{extension:<10} {:6.1} MB", bytes as f64 / 1e6);
    }
    parts(&source);

    let index = tantivy::Index::open_in_dir(&plain).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let text = index.schema().get_field("text").unwrap();
    let reader = Reader::open(&ours).unwrap();
    for length in [2, 4, 12] {
        let queries: Vec<String> = (0..QUERIES).map(|_| generator.query(length)).collect();
        let mut plain_times = Vec::new();
        let mut our_times = Vec::new();
        for query in queries.iter().chain(&queries) {
            let start = Instant::now();
            let terms = query.split(' ').map(|word| {
                let term = Term::from_field_text(text, word);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
            });
            let any = BooleanQuery::union(terms.collect());
            let found = searcher
                .search(&any, &TopDocs::with_limit(10).order_by_score())
                .unwrap();
            assert!(!found.is_empty());
            plain_times.push(start.elapsed());
            let start = Instant::now();
            let request = Request {
                query: query.clone(),
                ..Request::default()
            };
            let answer = search(&reader, &request).unwrap();
            let _ = json::answer(&answer).to_string();
            our_times.push(start.elapsed());
        }
        // The first half warms both up.
        let (plain, ours) = (p50(&plain_times[QUERIES..]), p50(&our_times[QUERIES..]));
        row(&format!("p50, {length} syllables"), plain, ours, "ms");
    }
}

fn row(what: &str, plain: f64, ours: f64, unit: &str) {
    println!(
        "{what:<20} plain {plain:8.2} {unit:<3} ours {ours:8.2} {unit:<3} ratio {:.2}",
        ours / plain
    );
}

/// The time that all threads of this process spent on a core so far; on systems that do
/// not tell it in `/proc`, none.
fn cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; user and system time in hundredths of a second.
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

fn p50(times: &[Duration]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2].as_secs_f64() * 1000.0
}

/// How long the steps before tantivy take, on one thread.
fn parts(source: &Path) {
    let walk = corpus::walk(source, &[]).unwrap();
    let (mut extracting, mut cutting, mut analyzing) =
        (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for file in walk.files.iter().take(4) {
        for line in fs::read_to_string(source.join(&file.path)).unwrap().lines() {
            let start = Instant::now();
            let article = extract::article(&RawPage::new(&file.path, Format::Jsonl, line)).unwrap();
            extracting += start.elapsed();
            let start = Instant::now();
            let pieces: Vec<Passage> = passages(&article);
            cutting += start.elapsed();
            let start = Instant::now();
            let mut terms = Terms::default();
            for piece in &pieces {
                Analyzer::Exact.terms_into(&piece.text, &mut terms);
            }
            analyzing += start.elapsed();
        }
    }
    let articles = walk.files.len().min(4) * PER_FILE;
    for (what, took) in [
        ("extraction", extracting),
        ("passages", cutting),
        ("analysis", analyzing),
    ] {
        let each = took.as_secs_f64() * 1e6 / articles as f64;
        println!("    {what:<11} {each:6.0} µs an article, one thread");
    }
}

fn plain_index(source: &Path, folder: &Path, bytes: u64) {
    fs::create_dir_all(folder).unwrap();
    let mut builder = Schema::builder();
    let id = builder.add_text_field("id", STRING | STORED);
    let text = builder.add_text_field("text", TEXT | STORED);
    let index = tantivy::Index::create_in_dir(folder, builder.build()).unwrap();
    // As many threads as ours takes for a corpus of this size.
    let cores = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    let threads = if bytes < 32 << 20 { 1 } else { cores };
    let mut writer = index
        .writer_with_num_threads(threads, MEMORY_PER_THREAD * threads)
        .unwrap();
    let walk = corpus::walk(source, &[]).unwrap();
    for file in &walk.files {
        for line in fs::read_to_string(source.join(&file.path)).unwrap().lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| value[name].as_str().unwrap();
            let mut document = TantivyDocument::new();
            document.add_text(id, field("id"));
            document.add_text(text, format!("{}\n{}", field("title"), field("body")));
            writer.add_document(document).unwrap();
        }
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn sizes(folder: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            for (extension, bytes) in sizes(&entry.path()) {
                *found.entry(extension).or_default() += bytes;
            }
        } else {
            let path = entry.path();
            let extension = path
                .extension()
                .map(|ext| ext.to_string_lossy().to_string());
            *found.entry(extension.unwrap_or_default()).or_default() +=
                entry.metadata().unwrap().len();
        }
    }
    found
}

fn size(folder: &Path) -> u64 {
    sizes(folder).values().sum()
}

/// Writes articles in which syllables mostly follow each other as in the samples.
struct Generator {
    state: u64,
    syllables: Vec<String>,
    /// For each syllable those that followed it, as often as they did.
    next: BTreeMap<String, Vec<String>>,
}

impl Generator {
    fn from_samples() -> Generator {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let metadata = corpus::Metadata::load(&root).unwrap();
        let mut generator = Generator {
            state: 42,
            syllables: Vec::new(),
            next: BTreeMap::new(),
        };
        for file in &corpus::walk(&root, &[]).unwrap().files {
            for page in corpus::pages(&root, file, &metadata).flatten() {
                let Ok(article) = extract::article(&page) else {
                    continue;
                };
                for paragraph in article.body() {
                    let words: Vec<String> = congdoan::text::tokens(&paragraph.text)
                        .map(|token| token.span.of(&paragraph.text).to_lowercase())
                        .collect();
                    for pair in words.windows(2) {
                        let next = generator.next.entry(pair[0].clone()).or_default();
                        next.push(pair[1].clone());
                    }
                    generator.syllables.extend(words);
                }
            }
        }
        generator
    }

    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % below
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(count);
        while words.len() < count {
            let jump = self.random(4) == 0;
            let known = words.last().and_then(|last| self.next.get(last)).cloned();
            let word = match known {
                Some(next) if !jump => next[self.random(next.len())].clone(),
                _ => {
                    let at = self.random(self.syllables.len());
                    self.syllables[at].clone()
                }
            };
            words.push(word);
        }
        words
    }

    fn query(&mut self, length: usize) -> String {
        self.words(length).join(" ")
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut sentence = self.words(words).join(" ");
        if let Some(first) = sentence.chars().next() {
            let upper: String = first.to_uppercase().collect();
            sentence.replace_range(..first.len_utf8(), &upper);
        }
        sentence
    }

    /// Writes `articles` articles into `folder`; returns their size.
    fn write(&mut self, folder: &Path, articles: usize) -> u64 {
        fs::create_dir_all(folder).unwrap();
        let mut bytes = 0;
        for file in 0..articles.div_ceil(PER_FILE) {
            let mut lines = String::new();
            for i in file * PER_FILE..articles.min((file + 1) * PER_FILE) {
                let mut body = String::new();
                for _ in 0..3 + self.random(8) {
                    for _ in 0..2 + self.random(4) {
                        let words = 10 + self.random(25);
                        let _ = write!(body, "{}. ", self.sentence(words));
                    }
                    body.push_str("\n\n");
                }
                let title = self.sentence(12);
                let line = serde_json::json!({
                    "id": format!("a{i}"), "title": title, "body": body.trim(),
                    "year": 2010 + i % 16, "district": "Ba Đình", "province": "Hà Nội",
                });
                let _ = writeln!(lines, "{line}");
            }
            bytes += lines.len() as u64;
            fs::write(folder.join(format!("{file:04}.jsonl")), lines).unwrap();
        }
        bytes
    }
}
