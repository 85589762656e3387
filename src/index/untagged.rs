//! How many articles lack a year or a place, which their keeper may want to state.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::error::{Error, Result};

use super::schema::{fields, missing};

/// Articles that lack something, counted from their first passages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Untagged {
    /// Those without a year.
    pub year: u64,
    /// Those without a district.
    pub district: u64,
    /// Those without any place.
    pub place: u64,
}

impl Untagged {
    /// Counts what `searcher` sees.
    pub fn of(searcher: &Searcher) -> Result<Untagged> {
        let mut untagged = Untagged::default();
        for segment in searcher.segment_readers() {
            for (count, what) in [
                (&mut untagged.year, missing::YEAR),
                (&mut untagged.district, missing::DISTRICT),
                (&mut untagged.place, missing::PROVINCE),
            ] {
                *count += articles(segment, what).map_err(Error::damaged)?;
            }
        }
        Ok(untagged)
    }
}

/// The articles of a segment without `what`.
fn articles(segment: &SegmentReader, what: &str) -> tantivy::Result<u64> {
    let ordinals = segment.fast_fields().u64("ordinal")?;
    let term = Term::from_field_text(fields().missing, what);
    let inverted = segment.inverted_index(fields().missing)?;
    let Some(mut passages) = inverted.read_postings(&term, IndexRecordOption::Basic)? else {
        return Ok(0);
    };
    let mut count = 0;
    while passages.doc() != TERMINATED {
        let doc = passages.doc();
        let alive = segment
            .alive_bitset()
            .is_none_or(|alive| alive.is_alive(doc));
        count += u64::from(alive && ordinals.first(doc) == Some(0));
        passages.advance();
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, IndexWriter, TantivyDocument};

    use super::*;
    use crate::index::schema::schema;

    #[test]
    fn articles_are_counted_by_their_first_passages_until_they_are_deleted() -> tantivy::Result<()>
    {
        let (schema, fields) = schema();
        let index = Index::create_in_ram(schema.clone());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000)?;
        let mut add = |id: &str, passages: u64, lacks: &[&str]| -> tantivy::Result<()> {
            for ordinal in 0..passages {
                let mut passage = TantivyDocument::new();
                passage.add_text(fields.id, id);
                passage.add_u64(fields.ordinal, ordinal);
                for what in lacks {
                    passage.add_text(fields.missing, what);
                }
                writer.add_document(passage)?;
            }
            writer.commit()?;
            Ok(())
        };
        add("a", 3, &[missing::YEAR])?;
        add("b", 2, &[missing::PROVINCE, missing::DISTRICT])?;
        add("c", 1, &[missing::DISTRICT, missing::YEAR])?;
        add("d", 2, &[])?;
        let counted = || -> tantivy::Result<Untagged> {
            let searcher = index.reader()?.searcher();
            Ok(Untagged::of(&searcher).expect("a sound index"))
        };
        let of = |year, district, place| Untagged {
            year,
            district,
            place,
        };
        assert_eq!(counted()?, of(2, 2, 1));
        writer.delete_term(Term::from_field_text(fields.id, "b"));
        writer.commit()?;
        assert_eq!(counted()?, of(2, 1, 0));
        Ok(())
    }
}
