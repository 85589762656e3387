//! Counts terms and pairs of terms beside each segment, in a file of its own that is
//! written and merged with it.
//!
//! ```text
//! u64      the number of terms (tantivy's own is an estimate once a merge has dropped
//!          deleted documents)
//! u32      the length of the spellings of folded terms
//! …        these, then the pair table
//! ```

use std::any::Any;

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Schema, Value};
use tantivy::{DocId, Segment, TantivyDocument, TantivyError};

use super::document::Context;
use super::inversion::{Inversion, Reading};
use super::pair_table::{PairTable, encode, merged, without};
use super::record::{HeaderRecord, PassageRecord};
use super::schema::fields;
use super::segment_file;
use super::spellings::{self, Spellings};
use super::words::ReadText;

/// The extension of the table's file.
const EXTENSION: &str = "pairs";

/// The plugin, to be registered with every index that is opened.
pub struct PairPlugin;

/// The counts of one segment, as they lie in its file.
pub struct SegmentCounts {
    bytes: OwnedBytes,
}

impl SegmentCounts {
    /// Opens those of `segment`.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        Ok(SegmentCounts {
            bytes: segment_file::read(segment, EXTENSION)?,
        })
    }

    /// How many terms its passages have, in each form.
    pub fn terms(&self) -> u64 {
        let terms = self.bytes.first_chunk::<8>();
        terms.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// Its pair table.
    pub fn pairs(&self) -> PairTable<'_> {
        let (_, pairs) = self.tables();
        PairTable::open(pairs)
    }

    /// The spellings of its folded terms.
    pub fn spellings(&self) -> Spellings<'_> {
        let (spellings, _) = self.tables();
        Spellings::open(spellings)
    }

    /// The bytes of the spellings, and of the pair table.
    fn tables(&self) -> (&[u8], &[u8]) {
        let rest = self.bytes.get(8..).unwrap_or_default();
        let split = rest
            .split_first_chunk::<4>()
            .and_then(|(length, rest)| rest.split_at_checked(u32::from_le_bytes(*length) as usize));
        split.unwrap_or_default()
    }
}

impl SegmentPlugin for PairPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(PairWriter::default()))
    }

    /// Adds the tables up. What deleted passages counted is taken off, so that the sum is
    /// that of a segment which never had them.
    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let mut terms = 0;
        let mut tables = Vec::with_capacity(context.readers.len());
        for reader in context.readers {
            let counts = SegmentCounts::open(reader)?;
            let deleted = deleted(reader)?;
            terms += counts.terms().saturating_sub(deleted.total);
            tables.push(without(counts.pairs().decode(), &deleted.pairs.finish()));
        }
        write(context.target_segment, terms, &merged(tables))
    }
}

/// The counts of the deleted passages of a segment, from what they store.
fn deleted(reader: &SegmentReader) -> tantivy::Result<Reading> {
    let mut reading = Reading::default();
    let Some(alive) = reader.alive_bitset() else {
        return Ok(reading);
    };
    let store = reader.get_store_reader(10)?;
    let record = |doc: DocId| -> tantivy::Result<Vec<u8>> {
        let document: TantivyDocument = store.get(doc)?;
        let bytes = document
            .get_first(fields().record)
            .and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
        Ok(bytes.unwrap_or_default())
    };
    let damaged = |error| TantivyError::InternalError(format!("a record is damaged: {error}"));
    let ordinals = reader.fast_fields().u64("ordinal")?;
    let mut context: Option<(DocId, Context)> = None;
    for doc in (0..reader.max_doc()).filter(|&doc| alive.is_deleted(doc)) {
        // Headers and file records have no ordinal, and no pairs.
        let Some(ordinal) = ordinals.first(doc) else {
            continue;
        };
        let header = doc.saturating_sub(ordinal as DocId + 1);
        let known = context.take().filter(|(of, _)| *of == header);
        let (_, around) = match known {
            Some(known) => context.insert(known),
            None => {
                let record: HeaderRecord =
                    postcard::from_bytes(&record(header)?).map_err(damaged)?;
                context.insert((header, Context::of(&record.article)))
            }
        };
        let passage: PassageRecord = postcard::from_bytes(&record(doc)?).map_err(damaged)?;
        reading.passage(around.words(), &ReadText::new(passage.text), |_, _| {});
    }
    Ok(reading)
}

fn write(segment: &Segment, terms: u64, table: &[u64]) -> tantivy::Result<()> {
    let spellings = spellings::of_segment(segment)?;
    let length = spellings.len() as u32;
    let parts = [
        &terms.to_le_bytes()[..],
        &length.to_le_bytes(),
        &spellings,
        &encode(table),
    ];
    segment_file::write(segment, EXTENSION, &parts)
}

/// Counts the terms and pairs of a new segment.
#[derive(Default)]
struct PairWriter {
    inversion: Inversion,
}

impl PluginWriter for PairWriter {
    fn add_document(
        &mut self,
        id: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let queued = segment_file::queued(document)?;
        self.inversion.add(id, queued.words.as_ref())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        self.inversion.write(segment)?;
        let reading = self.inversion.reading;
        write(segment, reading.total, &reading.pairs.finish())
    }

    fn mem_usage(&self) -> usize {
        self.inversion.mem_usage()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analyzer, pair};
    use crate::article::Article;
    use crate::extract::{self, Format, RawPage};
    use crate::index::document::Ties;
    use crate::index::{Stamp, Writer};
    use std::collections::BTreeMap;
    use tantivy::postings::Postings;
    use tantivy::schema::IndexRecordOption;
    use tantivy::{DocSet, TERMINATED, Term};

    fn article(id: &str, body: &str) -> Article {
        let line = serde_json::json!({
            "id": id, "title": "Tin của công đoàn", "body": body,
            "district": "Ba Đình", "province": "Hà Nội", "year": 2022,
        });
        let page = RawPage::new("a.jsonl", Format::Jsonl, &line.to_string());
        extract::article(&page).expect("an article")
    }

    fn put(writer: &Writer, article: &Article) {
        let (stamp, ties) = (Stamp::default(), Ties::default());
        let written = writer.put(article, &article.path, stamp, &ties, true);
        written.expect("written");
    }

    /// The counts of an index, added up over its segments.
    fn counts(folder: &std::path::Path) -> (u64, Vec<u64>) {
        let index = tantivy::Index::open_in_dir(folder).expect("an index");
        let searcher = index.reader().expect("a reader").searcher();
        let mut terms = 0;
        let mut tables = Vec::new();
        for segment in searcher.segment_readers() {
            let counts = SegmentCounts::open(segment).expect("counts");
            terms += counts.terms();
            tables.push(counts.pairs().decode());
        }
        (terms, merged(tables))
    }

    fn long(words: &str) -> String {
        format!("{}. ", words).repeat(60)
    }

    #[test]
    fn a_merge_leaves_what_a_fresh_build_would_have() {
        let folder = tempfile::tempdir().expect("a folder");
        let (changed, fresh) = (folder.path().join("changed"), folder.path().join("fresh"));
        for path in [&changed, &fresh] {
            std::fs::create_dir(path).expect("created");
        }
        let kept = article("kept", &long("Thành lập CĐCS mới ở phường"));
        let replaced = article("replaced", &long("Kết nạp đoàn viên trong quý"));
        let replacement = article("replaced", &long("Kết nạp đảng viên trong năm"));
        let gone = article("gone", &long("Đoàn viên mới được thăm hỏi"));

        let mut writer = Writer::open(&changed, 1, false).expect("a writer");
        put(&writer, &replaced);
        put(&writer, &gone);
        writer.commit("").expect("committed");
        put(&writer, &kept);
        put(&writer, &replacement);
        writer.commit("").expect("committed");
        writer.remove("gone");
        writer.commit("").expect("committed");
        writer.optimize().expect("merged");
        writer.close().expect("closed");

        let mut writer = Writer::open(&fresh, 1, false).expect("a writer");
        put(&writer, &kept);
        put(&writer, &replacement);
        writer.commit("").expect("committed");
        writer.close().expect("closed");

        let (terms, table) = counts(&changed);
        assert!(terms > 500 && table.len() > 20);
        assert_eq!((terms, table), counts(&fresh));
    }

    /// Each document with this term, and how often it stands there.
    fn postings(segment: &SegmentReader, term: &Term, found: &mut BTreeMap<DocId, u32>) {
        let index = segment.inverted_index(term.field()).expect("an index");
        let option = IndexRecordOption::WithFreqs;
        let Some(mut list) = index.read_postings(term, option).expect("postings") else {
            return;
        };
        while list.doc() != TERMINATED {
            *found.entry(list.doc()).or_default() += list.term_freq();
            list.advance();
        }
    }

    #[test]
    fn a_folded_term_stands_as_often_as_its_spellings() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = Writer::open(folder.path(), 1, true).expect("a writer");
        for (id, body) in [
            (
                "one",
                "Đoàn viên gặp đoàn viên ở Zürich, café; 24/52 CĐCS, BTV ĐH Luật.",
            ),
            (
                "two",
                "Doan vien, đoan, ĐOÁN; hoà HÒA hoa; kĩ kỹ ky; naïve Σίσυφος 中文 a\u{302}\u{301}b.",
            ),
            ("gone", "Chữ chỉ có ở đây thôi: ngoằn ngoèo."),
        ] {
            put(&writer, &article(id, body));
            if id != "two" {
                writer.commit("").expect("committed");
            }
        }
        writer.remove("gone");
        writer.commit("").expect("committed");
        for merged in [false, true] {
            if merged {
                writer.optimize().expect("merged");
            }
            let index = tantivy::Index::open_in_dir(folder.path()).expect("an index");
            let searcher = index.reader().expect("a reader").searcher();
            let mut accented = 0;
            for segment in searcher.segment_readers() {
                let counts = SegmentCounts::open(segment).expect("counts");
                let dictionary = segment
                    .inverted_index(fields().folded)
                    .expect("a dictionary");
                let mut terms = dictionary.terms().stream().expect("terms");
                while let Some((folded, _)) = terms.next() {
                    let folded = std::str::from_utf8(folded).expect("a text");
                    let (mut bare, mut spelt) = (BTreeMap::new(), BTreeMap::new());
                    let term = Term::from_field_text(fields().folded, folded);
                    postings(segment, &term, &mut bare);
                    for spelling in counts.spellings().of(folded) {
                        accented += usize::from(spelling != folded);
                        let term = Term::from_field_text(fields().exact, spelling);
                        postings(segment, &term, &mut spelt);
                    }
                    assert_eq!(bare, spelt, "{folded}");
                }
            }
            assert!(accented > 20);
            let gone = |counts: SegmentCounts| counts.spellings().of("ngoeo").count() == 1;
            let segments = searcher.segment_readers().iter();
            let all = segments.map(|segment| SegmentCounts::open(segment).expect("counts"));
            assert_eq!(
                all.map(gone).filter(|gone| !gone).count(),
                usize::from(!merged)
            );
        }
    }

    #[test]
    fn a_passage_counts_once_for_a_pair() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = Writer::open(folder.path(), 1, false).expect("a writer");
        let one = article("one", "Đoàn viên gặp đoàn viên. Đoàn viên vui.");
        let other = article("other", "Doan vien den du.");
        put(&writer, &one);
        put(&writer, &other);
        writer.commit("").expect("committed");
        writer.close().expect("closed");
        let index = tantivy::Index::open_in_dir(folder.path()).expect("an index");
        let searcher = index.reader().expect("a reader").searcher();
        let counts = SegmentCounts::open(searcher.segment_reader(0)).expect("counts");
        let count = |analyzer, left, right| counts.pairs().count(pair(analyzer, left, right));
        assert_eq!(count(Analyzer::Exact, "đoàn", "viên"), 1);
        assert_eq!(count(Analyzer::Folded, "doan", "vien"), 2);
        assert_eq!(count(Analyzer::Exact, "gặp", "viên"), 0);
        assert_eq!(count(Analyzer::Exact, "công", "đoàn"), 2);
    }
}
