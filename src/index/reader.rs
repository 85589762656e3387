//! Opens the current generation for reading.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Directory, DocAddress, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::article::Article;
use crate::duplicates::Kinship;
use crate::error::{Error, Result};
use crate::guard;

use super::articles::SegmentArticles;
use super::columns::SegmentColumns;
use super::directory::ReadDirectory;
use super::generation::{Note, Pointer, ReaderLock};
use super::pair_plugin::SegmentCounts;
use super::phrase_plugin::SegmentPhrases;
use super::places::Places;
use super::record::{HeaderRecord, PassageRecord};
use super::schema::fields;

/// An open index. Every [`Searcher`] answers from one commit; [`Reader::refresh`] goes
/// on to the latest.
pub struct Reader {
    root: PathBuf,
    open: RwLock<Arc<Open>>,
}

/// One generation as it was opened.
struct Open {
    pointer: Pointer,
    /// What the file of the commit looked like.
    commit: Option<(SystemTime, u64)>,
    /// The engine's own number of the commit.
    opstamp: u64,
    index: tantivy::Index,
    reader: tantivy::IndexReader,
    /// The counts beside each segment; opened with it, since a writer may remove both later.
    counts: Arc<Vec<SegmentCounts>>,
    /// The phrases beside each segment, opened with it for the same reason.
    phrases: Arc<Vec<SegmentPhrases>>,
    /// How often it has been searched.
    searches: AtomicU32,
    /// The columns that searches read, and the names of the places in them.
    columns: OnceLock<Columns>,
    /// The tables of the articles.
    articles: OnceLock<Arc<Vec<SegmentArticles>>>,
    note: Note,
    _lock: ReaderLock,
}

/// The columns of the segments, and the places in them.
type Columns = (Arc<Vec<SegmentColumns>>, Arc<Places>);

/// A view of a commit; the lists have an entry a segment, in order.
#[derive(Clone)]
pub struct View {
    /// The engine's own view.
    pub searcher: Searcher,
    /// The counts of the segments.
    pub counts: Arc<Vec<SegmentCounts>>,
    /// Their columns.
    pub columns: Arc<Vec<SegmentColumns>>,
    /// Their places.
    pub places: Arc<Places>,
    /// Their articles, from the third search of a commit on.
    pub articles: Option<Arc<Vec<SegmentArticles>>>,
}

impl View {
    /// The kinship that the header at `header` bears.
    pub fn kinship(&self, header: DocAddress) -> Kinship {
        self.columns[header.segment_ord as usize].kinship(header.doc_id)
    }
}

impl Reader {
    /// Opens the index at `root`.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where there is none, [`Error::OutdatedIndex`] where it was
    /// written by another version, [`Error::Tantivy`] where its files are damaged.
    pub fn open(root: &Path) -> Result<Reader> {
        let open = Open::current(root)?;
        Ok(Reader {
            root: root.to_path_buf(),
            open: RwLock::new(Arc::new(open)),
        })
    }

    /// Opens one generation, whether or not it is the current one.
    pub fn open_generation(root: &Path, pointer: &Pointer) -> Result<Reader> {
        let open = Open::generation(root, pointer)?;
        Ok(Reader {
            root: root.to_path_buf(),
            open: RwLock::new(Arc::new(open)),
        })
    }

    /// Goes on to the latest commit, of this generation or of the one that replaced it;
    /// whether there was anything new. A look at two small files where there was not.
    pub fn refresh(&self) -> Result<bool> {
        let now = self.now();
        let latest = Pointer::read(&self.root)?;
        let folder = now.pointer.folder(&self.root);
        if latest.as_ref() == Some(&now.pointer) && commit_of(&folder) == now.commit {
            return Ok(false);
        }
        let fresh = Arc::new(Open::current(&self.root)?);
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }

    /// The folder of the index.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The generation it reads.
    pub fn generation(&self) -> String {
        self.now().pointer.generation.clone()
    }

    /// The name of the commit that it reads: no two commits of an index share one.
    pub fn version(&self) -> String {
        let now = self.now();
        format!("{}-{}", now.pointer.generation, now.opstamp)
    }

    /// What went with the commit that it reads.
    pub fn note(&self) -> Note {
        self.now().note.clone()
    }

    /// A view of the commit it reads.
    pub fn searcher(&self) -> Searcher {
        self.now().reader.searcher()
    }

    /// A view of the commit it reads, for a search.
    pub fn view(&self) -> tantivy::Result<View> {
        let now = self.now();
        // Whoever asks once, as most commands do, and perhaps again where nothing was found,
        // has it sooner from the columns.
        now.view(now.searches.fetch_add(1, Ordering::Relaxed) >= 2)
    }

    /// The same for another purpose: no table of the articles is made for it.
    pub fn look(&self) -> tantivy::Result<View> {
        self.now().view(false)
    }

    /// A view of the commit it reads, with the phrases of its segments in the same order.
    pub fn phrases(&self) -> (Searcher, Arc<Vec<SegmentPhrases>>) {
        let now = self.now();
        (now.reader.searcher(), now.phrases.clone())
    }

    /// The files of the commit that cannot be read or differ from their checksum.
    pub fn damaged_files(&self) -> tantivy::Result<Vec<PathBuf>> {
        let now = self.now();
        let directory = now.index.directory();
        let mut damaged = Vec::new();
        for path in now.index.load_metas()?.list_segment_files() {
            // Not every segment has each of the files that are listed.
            let there = directory.exists(&path)?;
            let sound = || guard::caught(|| directory.validate_checksum(&path));
            if there && !matches!(sound(), Ok(Ok(true))) {
                damaged.push(path);
            }
        }
        damaged.sort();
        Ok(damaged)
    }

    /// The folder of the generation it reads.
    pub fn folder(&self) -> PathBuf {
        self.now().pointer.folder(&self.root)
    }

    fn now(&self) -> Arc<Open> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.clone()
    }

    /// The article with this id, or else the one at this path, or on this line of a jsonl
    /// file (`path:line`); of several at one path the one on the first line.
    pub fn article(&self, id_or_path: &str) -> Result<Option<Article>> {
        let fields = fields();
        let searcher = self.searcher();
        let mut asked = vec![
            (fields.id, id_or_path, None),
            (fields.path, id_or_path, None),
        ];
        if let Some((path, line)) = id_or_path.rsplit_once(':')
            && let Ok(line) = line.parse::<u64>()
        {
            asked.push((fields.path, path, Some(line)));
        }
        for (field, text, line) in asked {
            let term = Term::from_field_text(field, text);
            if let Some(header) = first_header(&searcher, term, line)? {
                return whole_article(&searcher, header).map(Some);
            }
        }
        Ok(None)
    }
}

impl Open {
    fn view(&self, with_articles: bool) -> tantivy::Result<View> {
        let searcher = self.reader.searcher();
        let (columns, places) = self.columns(&searcher)?;
        Ok(View {
            articles: match with_articles {
                true => Some(self.articles(&searcher, &columns)?),
                false => None,
            },
            counts: self.counts.clone(),
            columns,
            places,
            searcher,
        })
    }

    /// The columns of the segments that `searcher` sees, and the places in them.
    fn columns(&self, searcher: &Searcher) -> tantivy::Result<Columns> {
        // A failure is not kept: the next search tries again.
        if let Some(columns) = self.columns.get() {
            return Ok(columns.clone());
        }
        let segments = searcher.segment_readers().iter();
        let columns: Vec<_> = segments
            .map(SegmentColumns::open)
            .collect::<tantivy::Result<_>>()?;
        let places = Places::read(&columns)?;
        let opened = (Arc::new(columns), Arc::new(places));
        Ok(self.columns.get_or_init(|| opened).clone())
    }

    /// The tables of the articles that `searcher` sees.
    fn articles(
        &self,
        searcher: &Searcher,
        columns: &[SegmentColumns],
    ) -> tantivy::Result<Arc<Vec<SegmentArticles>>> {
        if let Some(tables) = self.articles.get() {
            return Ok(tables.clone());
        }
        let segments = searcher.segment_readers().iter().zip(columns);
        let tables: Vec<_> = segments
            .map(|(segment, columns)| SegmentArticles::of(segment, columns))
            .collect::<tantivy::Result<_>>()?;
        Ok(self.articles.get_or_init(|| Arc::new(tables)).clone())
    }

    /// Opens the current generation.
    fn current(root: &Path) -> Result<Open> {
        let none = || Error::NoIndex {
            root: root.to_path_buf(),
        };
        let mut tries = 0;
        loop {
            let pointer = Pointer::read(root)?.ok_or_else(none)?;
            pointer.check(root)?;
            tries += 1;
            // A rebuild may replace the generation in between, or a merge the segments
            // where this reader cannot lock them.
            match Open::generation(root, &pointer) {
                Err(_) if tries < TRIES => {
                    let changed = Pointer::read(root)?.as_ref() != Some(&pointer);
                    if !changed {
                        std::thread::sleep(Duration::from_millis(10));
                    }
                }
                result => return result,
            }
        }
    }

    fn generation(root: &Path, pointer: &Pointer) -> Result<Open> {
        let folder = pointer.folder(root);
        let lock = ReaderLock::acquire(&folder).ok_or_else(|| {
            let reason = "is gone or not whole";
            Error::damaged(format!("generation {} {reason}", pointer.generation))
        })?;
        let commit = commit_of(&folder);
        let open = || -> tantivy::Result<Open> {
            let index = tantivy::Index::open(ReadDirectory::open(&folder)?)?;
            let metas = index.load_metas()?;
            let payload = metas.payload.unwrap_or_default();
            let reader = index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()?;
            let mut counts = Vec::new();
            let mut phrases = Vec::new();
            for segment in reader.searcher().segment_readers() {
                counts.push(SegmentCounts::open(segment)?);
                phrases.push(SegmentPhrases::open(segment)?);
            }
            Ok(Open {
                pointer: pointer.clone(),
                commit,
                opstamp: metas.opstamp,
                index,
                reader,
                counts: Arc::new(counts),
                phrases: Arc::new(phrases),
                searches: AtomicU32::new(0),
                columns: OnceLock::new(),
                articles: OnceLock::new(),
                note: Note::from_text(&payload),
                _lock: lock,
            })
        };
        // The engine panics on some damaged files.
        match guard::caught(open) {
            Ok(opened) => opened.map_err(Error::tantivy("open", &folder)),
            Err(reason) => Err(Error::damaged(reason)),
        }
    }
}

/// How often opening is tried while a writer is at work.
const TRIES: usize = 5;

/// What the file of the last commit in `folder` looks like: a commit replaces it.
fn commit_of(folder: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(folder.join("meta.json")).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// The stored record of a document.
pub fn record<T: DeserializeOwned>(searcher: &Searcher, address: DocAddress) -> Result<T> {
    let document: TantivyDocument = searcher.doc(address).map_err(Error::damaged)?;
    let bytes = document
        .get_first(fields().record)
        .and_then(|value| value.as_bytes())
        .unwrap_or_default();
    postcard::from_bytes(bytes).map_err(Error::damaged)
}

/// The header of the passage at `address`, which stands `ordinal + 1` documents before it.
pub fn header_of(address: DocAddress, ordinal: u32) -> DocAddress {
    DocAddress::new(
        address.segment_ord,
        address.doc_id.saturating_sub(ordinal + 1),
    )
}

/// The article whose header is at `header`, with its text.
pub fn whole_article(searcher: &Searcher, header: DocAddress) -> Result<Article> {
    let record_of_header: HeaderRecord = record(searcher, header)?;
    let mut passages: Vec<PassageRecord> = Vec::new();
    for i in 0..record_of_header.passages {
        passages.push(record(
            searcher,
            DocAddress::new(header.segment_ord, header.doc_id + 1 + i),
        )?);
    }
    Ok(record_of_header.whole(&passages))
}

/// The headers that are not deleted and bear this term.
pub fn headers(searcher: &Searcher, term: Term) -> Result<Vec<DocAddress>> {
    let mut found = Vec::new();
    let field = term.field();
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        let index = segment.inverted_index(field).map_err(Error::damaged)?;
        let postings = index.read_postings(&term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(Error::damaged)? else {
            continue;
        };
        let columns = segment.fast_fields();
        let figures = columns.u64("figures").map_err(Error::damaged)?;
        let mut doc = tantivy::DocSet::doc(&postings);
        while doc != tantivy::TERMINATED {
            if !segment.is_deleted(doc) && figures.first(doc).is_some() {
                found.push(DocAddress::new(ord as u32, doc));
            }
            doc = tantivy::DocSet::advance(&mut postings);
        }
    }
    Ok(found)
}

/// Of the headers with this term the one on `line`, or on the first line where none is given.
fn first_header(searcher: &Searcher, term: Term, line: Option<u64>) -> Result<Option<DocAddress>> {
    let mut best = None;
    for address in headers(searcher, term)? {
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let lines = columns.u64("line").map_err(Error::damaged)?;
        let own = lines.first(address.doc_id);
        if line.is_none() || line == own {
            let place = (own, address);
            best = Some(best.map_or(place, |best| place.min(best)));
        }
    }
    Ok(best.map(|(_, address)| address))
}
