//! Finds the articles that share a band of their sketches with those of a run.

use std::collections::BTreeSet;

use tantivy::{BitSet, DocAddress, Searcher};

/// Bits of the sieve: with a hundred bands of a few new articles nearly none of the index's
/// are looked up further.
const SIEVE: u32 = 1 << 20;

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
    pub fn met(&self, old: &Searcher) -> tantivy::Result<Met> {
        let mut met = Vec::new();
        if self.0.is_empty() {
            return Ok(Met(met));
        }
        let mut sieve = BitSet::with_max_value(SIEVE);
        for (band, _) in &self.0 {
            sieve.insert(band % SIEVE);
        }
        for (ord, segment) in (0..).zip(old.segment_readers()) {
            let bands = segment.fast_fields().u64("band")?;
            for doc in segment.doc_ids_alive() {
                for band in bands.values_for_doc(doc) {
                    let band = band as u32;
                    if sieve.contains(band % SIEVE) && self.holds(band) {
                        met.push((band, DocAddress::new(ord, doc)));
                    }
                }
            }
        }
        met.sort_unstable();
        Ok(Met(met))
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
