//! Which passages have the words of a query: by sets of bits where the words are frequent,
//! which is several times as quick as moving through their lists of passages side by side.

use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

/// Units of which a passage must have some, each of them any of a few terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The terms of each unit.
    pub units: Vec<Vec<Term>>,
    /// How many of the units are required.
    pub required: usize,
}

/// What selects passages.
pub struct Selecting {
    /// The query.
    pub weight: Box<dyn Weight>,
    /// The same, where it asks for words and nothing else.
    pub words: Option<Words>,
}

/// Documents are handed over in lots of at least this size, but for the last.
const LOT: usize = 64;

/// Lists of passages come in blocks of so many. Where one unit has fewer passages than another
/// has blocks, most blocks of the other need not be read.
const BLOCK: u32 = 128;

impl Selecting {
    /// Calls `work` with the documents of `segment` that are selected, in order, deleted ones
    /// included.
    pub fn for_each(
        &self,
        segment: &SegmentReader,
        work: &mut dyn FnMut(&[DocId]),
    ) -> tantivy::Result<()> {
        if let Some(words) = &self.words
            && let Some(found) = words.passages(segment)?
        {
            found.for_each(work);
            return Ok(());
        }
        self.weight.for_each_no_score(segment, work)
    }
}

impl Words {
    /// The passages of `segment` that have them; none where sets of bits would be slower.
    fn passages(&self, segment: &SegmentReader) -> tantivy::Result<Option<Bits>> {
        if self.units.len() < 2 {
            return Ok(None);
        }
        let mut lists = Vec::with_capacity(self.units.len());
        let mut sizes = Vec::with_capacity(self.units.len());
        for terms in &self.units {
            let mut of_unit = Vec::with_capacity(terms.len());
            for term in terms {
                let index = segment.inverted_index(term.field())?;
                of_unit.extend(index.read_block_postings(term, IndexRecordOption::Basic)?);
            }
            let passages = of_unit.iter().map(BlockSegmentPostings::doc_freq);
            sizes.push(passages.fold(0, u32::saturating_add));
            lists.push(of_unit);
        }
        let all = self.required >= self.units.len();
        let fewest = sizes.iter().copied().min().unwrap_or(0);
        let most = sizes.iter().copied().max().unwrap_or(0);
        if all && fewest < most / BLOCK {
            return Ok(None);
        }
        let mut sums = Sums::new(segment.max_doc(), self.units.len());
        let mut every = None;
        for of_unit in lists {
            let mut bits = Bits::none(segment.max_doc());
            for mut postings in of_unit {
                bits.add(&mut postings);
            }
            match &mut every {
                _ if !all => sums.add(bits),
                None => every = Some(bits),
                Some(every) => every.keep(&bits),
            }
        }
        Ok(Some(match every {
            Some(every) => every,
            None => sums.at_least(self.required),
        }))
    }
}

/// A set of documents, 64 in a word.
struct Bits(Vec<u64>);

impl Bits {
    fn none(documents: DocId) -> Bits {
        Bits(vec![0; documents as usize / 64 + 1])
    }

    fn add(&mut self, postings: &mut BlockSegmentPostings) {
        while !postings.docs().is_empty() {
            for &doc in postings.docs() {
                if let Some(word) = self.0.get_mut(doc as usize / 64) {
                    *word |= 1 << (doc % 64);
                }
            }
            postings.advance();
        }
    }

    fn keep(&mut self, others: &Bits) {
        for (word, other) in self.0.iter_mut().zip(&others.0) {
            *word &= other;
        }
    }

    fn for_each(&self, work: &mut dyn FnMut(&[DocId])) {
        let mut lot = Vec::with_capacity(2 * LOT);
        for (at, &word) in self.0.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                lot.push(at as DocId * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
            if lot.len() >= LOT {
                work(&lot);
                lot.clear();
            }
        }
        work(&lot);
    }
}

/// How many of a few sets each document is in, as binary numbers whose digits are sets: all
/// documents of a word are counted at once.
struct Sums {
    digits: Vec<Bits>,
}

impl Sums {
    fn new(documents: DocId, sets: usize) -> Sums {
        let digits = usize::BITS - sets.leading_zeros();
        Sums {
            digits: (0..digits).map(|_| Bits::none(documents)).collect(),
        }
    }

    fn add(&mut self, set: Bits) {
        let mut carried = set.0;
        for digit in &mut self.digits {
            for (word, carry) in digit.0.iter_mut().zip(&mut carried) {
                let both = *word & *carry;
                *word ^= *carry;
                *carry = both;
            }
        }
    }

    /// The documents that are in at least `required` of the sets.
    fn at_least(&self, required: usize) -> Bits {
        let words = self.digits.first().map_or(0, |digit| digit.0.len());
        let mut found = vec![0; words];
        for (at, found) in found.iter_mut().enumerate() {
            let (mut more, mut equal) = (0, !0);
            for (place, digit) in self.digits.iter().enumerate().rev() {
                let word = digit.0[at];
                if required >> place & 1 == 1 {
                    equal &= word;
                } else {
                    more |= equal & word;
                    equal &= !word;
                }
            }
            *found = more | equal;
        }
        Bits(found)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::query::{BooleanQuery, EnableScoring, Query, TermQuery};
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, doc};

    use super::*;

    fn list(bits: &Bits) -> Vec<DocId> {
        let mut all = Vec::new();
        bits.for_each(&mut |lot| all.extend_from_slice(lot));
        all
    }

    fn set(list: &[DocId]) -> Bits {
        let mut bits = Bits::none(1000);
        for &doc in list {
            bits.0[doc as usize / 64] |= 1 << (doc % 64);
        }
        bits
    }

    #[test]
    fn sets_are_met_and_walked_in_order() {
        let every_third: Vec<DocId> = (0..1000).step_by(3).collect();
        let every_fifth: Vec<DocId> = (0..1000).step_by(5).collect();
        let mut bits = set(&every_third);
        assert_eq!(list(&bits), every_third);
        bits.keep(&set(&every_fifth));
        let both: Vec<DocId> = (0..1000).step_by(15).collect();
        assert_eq!(list(&bits), both);
    }

    #[test]
    fn documents_are_found_by_the_number_of_sets_they_are_in() {
        let steps = [2, 3, 5, 7, 11, 13, 17];
        for required in 1..=steps.len() {
            let mut sums = Sums::new(1000, steps.len());
            for step in steps {
                sums.add(set(&(0..1000).step_by(step).collect::<Vec<_>>()));
            }
            let right: Vec<DocId> = (0..1000_u32)
                .filter(|doc| {
                    steps.iter().filter(|&&step| doc % step as u32 == 0).count() >= required
                })
                .collect();
            let found = sums.at_least(required);
            let found: Vec<DocId> = list(&found).into_iter().filter(|&doc| doc < 1000).collect();
            assert_eq!(found, right, "{required}");
        }
    }

    #[test]
    fn sets_of_bits_find_what_the_engine_finds() -> tantivy::Result<()> {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
        // Word `wN` is in every Nth document or so.
        for doc in 0..3000_u64 {
            let words = (1..200).filter(|n| (doc * 2_654_435_761) >> 7 & 0xFFFF < 0x10000 / n);
            let text: Vec<String> = words.map(|n| format!("w{n}")).collect();
            writer.add_document(doc!(field => text.join(" ")))?;
        }
        writer.commit()?;
        let searcher = index.reader()?.searcher();
        let term = |n: u32| Term::from_field_text(field, &format!("w{n}"));
        let query = |n: &u32| -> Box<dyn Query> {
            Box::new(TermQuery::new(term(*n), IndexRecordOption::Basic))
        };
        let cases: [(&[u32], usize); 6] = [
            (&[2, 3], 2),
            (&[1, 150], 2),
            (&[5, 7, 11], 3),
            (&[5, 7, 11, 13, 17], 3),
            (&[2, 3, 999], 3),
            (&[40, 60, 80, 100], 1),
        ];
        for (numbers, required) in cases {
            let queries = numbers.iter().map(query).collect();
            let query = BooleanQuery::union_with_minimum_required_clauses(queries, required);
            let units = numbers.iter().map(|&n| vec![term(n)]).collect();
            let mut selecting = Selecting {
                weight: query.weight(EnableScoring::disabled_from_searcher(&searcher))?,
                words: Some(Words { units, required }),
            };
            let mut found = Vec::new();
            for _ in 0..2 {
                let mut docs = Vec::new();
                for segment in searcher.segment_readers() {
                    selecting.for_each(segment, &mut |lot| docs.extend_from_slice(lot))?;
                }
                found.push(docs);
                selecting.words = None;
            }
            assert_eq!(found[0], found[1], "{required} of {numbers:?}");
            assert_eq!(found[0].is_empty(), numbers.contains(&999));
        }
        Ok(())
    }
}
