//! Every weight of the ranking, in one table.
//!
//! A first stage ranks by tantivy's BM25 over syllables. The best passages are scored
//! again: BM25 over syllables and adjacent pairs, how much of the query they cover,
//! and what the rest of their article has. The figures behind every value stand in
//! `docs/QUALITY.md`.

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

/// For a query taken literally.
pub const LITERAL: Weights = Weights {
    exact: 1.0,
    folded: 0.0,
    exact_pair: 0.6,
    folded_pair: 0.0,
};

/// A bare syllable of an accented query counts as written (`an` is not `án`) only where
/// the unmarked form makes up at least this share of all its accentuations; below, its
/// rarity would mislead.
pub const BARE_SHARE: f32 = 0.1;

/// Two syllables make a word if they stand together in this share of the passages that the
/// rarer one stands in.
pub const WORD: f32 = 0.3;

/// What a passage gains that states a figure of the noun asked for (`bao nhiêu đoàn viên`).
pub const ANSWER: f32 = 3.0;

/// How many of the best passages by syllables are ranked again with all evidence.
/// The best 1,000 lose nothing against ranking all (nDCG@10), 500 lose .003.
pub const RERANK_DEPTH: usize = 1000;

/// Up to this many units, a passage must have all of them.
pub const STRICT_UNITS: usize = 4;

/// Above, if no passage has them all, this share is required, in percent, rounded up.
pub const RELAXED_PERCENT: usize = 60;

/// BM25's saturation of term frequency.
pub const K1: f32 = 1.0;
/// BM25's weight of the passage's length; passages are of similar length by design.
pub const B: f32 = 0.6;

/// What a word of the title, the places or the year counts, against one of the passage's own
/// text: as in the index of earlier versions, which held titles twice.
pub const CONTEXT: f32 = 2.0;

/// The passages of one article stand in the order of their scores, of which this share
/// depends on how much of the query is in their own text. Between articles it has no part.
pub const OWN_TEXT: f32 = 0.5;

/// The power that the inverse document frequency is raised to: in a long question rare
/// words tell more than BM25 gives them.
pub const IDF_POWER: f32 = 1.15;

/// The share of the score that depends on how much of the query, by weight, a passage has.
pub const COVERAGE: f32 = 0.2;

/// What the best of each unit among all passages of an article adds to each of them.
pub const ARTICLE: f32 = 0.25;

/// How many of `units` units a relaxed query requires.
pub fn relaxed(units: usize) -> usize {
    (units * RELAXED_PERCENT).div_ceil(100)
}

/// How much a term tells that occurs in `doc_freq` of `docs` passages: BM25's inverse
/// document frequency, sharpened.
pub fn idf(doc_freq: u64, docs: u64) -> f32 {
    let rest = docs.saturating_sub(doc_freq) as f32;
    let idf = (1.0 + (rest + 0.5) / (doc_freq as f32 + 0.5)).ln();
    idf.powf(IDF_POWER)
}

/// BM25's measure of a passage of `length` terms, so many of them of its `context`, against
/// the average.
pub fn length_norm(length: u32, context: u32, average: f32) -> f32 {
    let length = length as f32 + (CONTEXT - 1.0) * context as f32;
    K1 * (1.0 - B + B * length / average.max(1.0))
}

/// BM25's factor for a term that occurs `freq` times in a passage of this [`length_norm`].
pub fn saturation(freq: f32, norm: f32) -> f32 {
    freq * (K1 + 1.0) / (freq + norm)
}

/// The frequency of a term that stands `context` times in title, places and year, and
/// `body` times in the passage's own text.
pub fn frequency(context: u32, body: u32) -> f32 {
    body as f32 + CONTEXT * context as f32
}

/// The factor between the passages of an article for one whose own text has this share.
pub fn own_text(share: f32) -> f32 {
    1.0 - OWN_TEXT + OWN_TEXT * share
}

/// The factor for a passage that has this share of the query.
pub fn coverage(share: f32) -> f32 {
    1.0 - COVERAGE + COVERAGE * share
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
        let norm = length_norm(100, 0, 100.0);
        assert!(saturation(2.0, norm) < 2.0 * saturation(1.0, norm));
        assert_eq!(saturation(1.0, norm), 1.0);
        assert_eq!(saturation(0.0, norm), 0.0);
        assert!(saturation(1.0, length_norm(50, 0, 100.0)) > saturation(1.0, norm));
        assert_eq!(coverage(1.0), 1.0);
        assert!(coverage(0.5) < 1.0);
    }
}
