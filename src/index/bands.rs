//! Finds the articles that share a band of their sketches with those of a run.

use std::collections::BTreeSet;

use tantivy::{DocAddress, Searcher};

use super::columns::SegmentColumns;

/// Bits of the sieve: with a hundred bands of a few new articles nearly none of the index's
/// are looked up further.
const SIEVE: usize = 1 << 20;

/// The bands of a run's articles, each with the article's number; sorted.
pub struct Bands(Vec<(u32, usize)>);

impl Bands {
    /// Those of a run.
    pub fn new(mut bands: Vec<(u32, usize)>) -> Bands {
        bands.sort_unstable();
        Bands(bands)
    }

    /// Each band that several articles have.
    pub fn shared(&self) -> impl Iterator<Item = &[(u32, usize)]> {
        let runs = self.0.chunk_by(|one, other| one.0 == other.0);
        runs.filter(|run| run.len() > 1)
    }

    /// The headers of the index that share a band with an article of the run: sorted by the
    /// article, then by the header.
    pub fn met(&self, old: &Searcher, columns: &[SegmentColumns]) -> BTreeSet<(usize, DocAddress)> {
        let mut met = BTreeSet::new();
        if self.0.is_empty() {
            return met;
        }
        let mut sieve = vec![0u64; SIEVE / 64];
        for (band, _) in &self.0 {
            let bit = *band as usize % SIEVE;
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        for (ord, (segment, columns)) in old.segment_readers().iter().zip(columns).enumerate() {
            for doc in segment.doc_ids_alive() {
                for band in columns.bands.values_for_doc(doc) {
                    let bit = band as usize % SIEVE;
                    if sieve[bit / 64] >> (bit % 64) & 1 == 0 {
                        continue;
                    }
                    let header = DocAddress::new(ord as u32, doc);
                    met.extend(self.of(band as u32).map(|at| (at, header)));
                }
            }
        }
        met
    }

    /// The articles with this band.
    fn of(&self, band: u32) -> impl Iterator<Item = usize> {
        let from = self.0.partition_point(|(other, _)| *other < band);
        let same = self.0[from..]
            .iter()
            .take_while(move |(other, _)| *other == band);
        same.map(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_bands_are_found() {
        let bands = Bands::new(vec![(7, 2), (3, 0), (7, 0), (9, 1)]);
        let shared: Vec<&[(u32, usize)]> = bands.shared().collect();
        assert_eq!(shared, [&[(7, 0), (7, 2)]]);
        assert!(bands.of(7).eq([0, 2]) && bands.of(3).eq([0]));
        assert_eq!(bands.of(4).count() + bands.of(10).count(), 0);
    }
}
