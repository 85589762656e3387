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

    /// The headers of the index that have one of these bands.
    pub fn met(&self, old: &Searcher, columns: &[SegmentColumns]) -> Met {
        let mut met = Vec::new();
        let mut sieve = vec![0u64; SIEVE / 64];
        for (band, _) in &self.0 {
            let bit = *band as usize % SIEVE;
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        let may_be = |band: u64| {
            let bit = band as usize % SIEVE;
            sieve[bit / 64] >> (bit % 64) & 1 == 1
        };
        if self.0.is_empty() {
            return Met(met);
        }
        for (ord, (segment, columns)) in old.segment_readers().iter().zip(columns).enumerate() {
            for doc in segment.doc_ids_alive() {
                for band in columns.bands.values_for_doc(doc) {
                    if may_be(band) && self.holds(band as u32) {
                        met.push((band as u32, DocAddress::new(ord as u32, doc)));
                    }
                }
            }
        }
        met.sort_unstable();
        Met(met)
    }

    fn holds(&self, band: u32) -> bool {
        let found = self.0.binary_search_by_key(&band, |(other, _)| *other);
        found.is_ok()
    }
}

/// Headers of the index by their bands; sorted.
pub struct Met(Vec<(u32, DocAddress)>);

impl Met {
    /// The headers with one of `bands`, each once, in the order of the index.
    pub fn of(&self, bands: &[u32]) -> BTreeSet<DocAddress> {
        let mut headers = BTreeSet::new();
        for &band in bands {
            let from = self.0.partition_point(|(other, _)| *other < band);
            let same = self.0[from..]
                .iter()
                .take_while(|(other, _)| *other == band);
            headers.extend(same.map(|(_, header)| *header));
        }
        headers
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
        assert!(bands.holds(7) && bands.holds(9) && !bands.holds(4) && !bands.holds(10));
    }

    #[test]
    fn headers_are_met_once_however_many_bands_they_share() {
        let at = |doc| DocAddress::new(0, doc);
        let met = Met(vec![(3, at(9)), (7, at(2)), (7, at(9))]);
        assert!(met.of(&[7, 3]).into_iter().eq([at(2), at(9)]));
        assert!(met.of(&[4, 8]).is_empty());
    }
}
