//! Opens the current generation for reading.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use tantivy::schema::Value;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::analysis::{Analyzer, SyllableTokenizer};
use crate::article::Article;
use crate::error::{Error, Result};

use super::directory::ReadDirectory;
use super::generation::{Pointer, ReaderLock};
use super::record::{HeaderRecord, PassageRecord};
use super::schema::{fields, kind};

/// An open index. It answers from one commit until it is opened again or reloaded.
pub struct Reader {
    root: PathBuf,
    pointer: Pointer,
    reader: tantivy::IndexReader,
    _lock: ReaderLock,
}

impl Reader {
    /// Opens the index at `root`.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where there is none, [`Error::OutdatedIndex`] where it was
    /// written by another version, [`Error::Tantivy`] where its files are damaged.
    pub fn open(root: &Path) -> Result<Reader> {
        let mut pointer = Pointer::read(root)?.ok_or_else(|| Error::NoIndex {
            root: root.to_path_buf(),
        })?;
        loop {
            pointer.check(root)?;
            match Reader::open_generation(root, &pointer) {
                Ok(reader) => return Ok(reader),
                Err(error) => {
                    // A rebuild may have replaced the generation in between.
                    let latest = Pointer::read(root)?;
                    match latest {
                        Some(latest) if latest != pointer => pointer = latest,
                        _ => return Err(error),
                    }
                }
            }
        }
    }

    /// Opens one generation, whether or not it is the current one.
    pub fn open_generation(root: &Path, pointer: &Pointer) -> Result<Reader> {
        let folder = pointer.folder(root);
        let lock = ReaderLock::acquire(&folder);
        let open = || -> tantivy::Result<tantivy::IndexReader> {
            let mut index = tantivy::Index::open(ReadDirectory::open(&folder)?)?;
            index.set_tokenizers(tokenizers());
            index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()
        };
        let reader = open().map_err(Error::tantivy("open", &folder))?;
        Ok(Reader {
            root: root.to_path_buf(),
            pointer: pointer.clone(),
            reader,
            _lock: lock,
        })
    }

    /// The folder of the index.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The generation it reads.
    pub fn generation(&self) -> &str {
        &self.pointer.generation
    }

    /// A view of the commit it reads.
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The article with this id, or else the one at this path.
    pub fn article(&self, id_or_path: &str) -> Result<Option<Article>> {
        let fields = fields();
        let searcher = self.searcher();
        for field in [fields.id, fields.path] {
            let term = Term::from_field_text(field, id_or_path);
            if let Some(header) =
                first_header(&searcher, &term).map_err(Error::tantivy("search", &self.root))?
            {
                return whole_article(&searcher, header).map(Some);
            }
        }
        Ok(None)
    }
}

/// The tokenizers that the schema names.
pub fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for analyzer in Analyzer::ALL {
        manager.register(analyzer.name(), SyllableTokenizer::new(analyzer));
    }
    manager
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

fn first_header(searcher: &Searcher, term: &Term) -> tantivy::Result<Option<DocAddress>> {
    use tantivy::query::{BooleanQuery, Query, TermQuery};
    use tantivy::schema::IndexRecordOption;

    let is =
        |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
    let header = Term::from_field_text(fields().kind, kind::HEADER);
    let query = BooleanQuery::intersection(vec![is(term.clone()), is(header)]);
    let found = searcher.search(&query, &tantivy::collector::DocSetCollector)?;
    Ok(found.into_iter().min())
}
