//! Every weight of the ranking, in one table.
//!
//! The score of a passage is BM25 over its syllables (k1 1.2, b 0.75), to which
//! adjacent pairs of query syllables add with a document frequency of their own.
//! Values and their measurements are those of the table in `ARCHITECTURE.md`.

/// The weights of one kind of query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// A syllable as written.
    pub exact: f32,
    /// The same syllable without diacritics.
    pub folded: f32,
    /// Two adjacent syllables as written.
    pub exact_pair: f32,
    /// The same without diacritics.
    pub folded_pair: f32,
}

/// For a query typed with diacritics.
pub const ACCENTED: Weights = Weights {
    exact: 1.0,
    folded: 0.3,
    exact_pair: 0.6,
    folded_pair: 0.2,
};

/// For a query typed without.
pub const UNACCENTED: Weights = Weights {
    exact: 0.0,
    folded: 1.0,
    exact_pair: 0.0,
    folded_pair: 0.6,
};

/// A bare syllable of an accented query counts as written (`an` is not `án`) only where
/// the unmarked form makes up at least this share of all its accentuations; below, its
/// rarity would mislead.
pub const BARE_SHARE: f32 = 0.1;

/// What a passage gains that states a figure of the noun asked for (`bao nhiêu đoàn viên`).
pub const ANSWER: f32 = 3.0;

/// How many of the best passages by syllables are ranked again with their pairs.
/// The best 1,000 lose nothing against ranking all (nDCG@10), 500 lose .003.
pub const RERANK_DEPTH: usize = 1000;

/// Up to this many units, a passage must have all of them.
pub const STRICT_UNITS: usize = 4;

/// Above, if no passage has them all, this share is required, in percent, rounded up.
pub const RELAXED_PERCENT: usize = 60;

/// BM25's saturation of term frequency.
pub const K1: f32 = 1.2;
/// BM25's weight of the passage's length.
pub const B: f32 = 0.75;

/// How many of `units` units a relaxed query requires.
pub fn relaxed(units: usize) -> usize {
    (units * RELAXED_PERCENT).div_ceil(100)
}

/// BM25's inverse document frequency, as Lucene and tantivy compute it.
pub fn idf(doc_freq: u64, docs: u64) -> f32 {
    let rest = docs.saturating_sub(doc_freq) as f32;
    (1.0 + (rest + 0.5) / (doc_freq as f32 + 0.5)).ln()
}

/// BM25's factor for a term that occurs `freq` times in a passage of `length` terms.
pub fn saturation(freq: u32, length: u32, average: f32) -> f32 {
    let freq = freq as f32;
    freq * (K1 + 1.0) / (freq + K1 * (1.0 - B + B * length as f32 / average.max(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relaxed_queries_round_up() {
        assert_eq!(relaxed(5), 3);
        assert_eq!(relaxed(6), 4);
        assert_eq!(relaxed(10), 6);
    }

    #[test]
    fn rarer_terms_weigh_more_and_repetition_saturates() {
        assert!(idf(1, 100) > idf(50, 100));
        assert!(idf(100, 100) > 0.0);
        assert!(saturation(2, 100, 100.0) < 2.0 * saturation(1, 100, 100.0));
        assert!(saturation(1, 50, 100.0) > saturation(1, 200, 100.0));
    }
}
