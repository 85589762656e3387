//! A short stand-in for an article's wording (MinHash), which finds the articles that
//! may be alike without comparing each with all.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, YearSource};

/// How many bands; articles with one band in common are compared.
const BANDS: usize = 20;
/// How many hashes make a band. With 20 bands of 4, a pair that shares two thirds of its
/// wording is found with a chance of .98, one that shares a tenth with one of .002.
const ROWS: usize = 4;
const HASHES: usize = BANDS * ROWS;
/// Of the hashes so many must agree before the wording itself is looked at: three
/// standard deviations below what a pair at the limit of likeness has.
const AGREEING: usize = 38;

/// What is kept of an article's wording: the low byte of each of its least hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u8>);

impl Sketch {
    /// The sketch of these shingles, and its bands; empty where there are none.
    pub(super) fn of(shingles: &[u32]) -> (Sketch, Vec<u32>) {
        if shingles.is_empty() {
            return Default::default();
        }
        let least = least(shingles);
        let mut bands = Vec::with_capacity(BANDS);
        for (i, band) in least.chunks_exact(ROWS).enumerate() {
            let mut bytes = [0; 4 * ROWS + 1];
            bytes[4 * ROWS] = i as u8;
            for (row, place) in band.iter().zip(bytes.chunks_exact_mut(4)) {
                place.copy_from_slice(&row.to_le_bytes());
            }
            bands.push(xxh3_64(&bytes) as u32);
        }
        bands.sort_unstable();
        bands.dedup();
        (
            Sketch(least.iter().map(|hash| *hash as u8).collect()),
            bands,
        )
    }

    /// Whether the wording may be alike.
    pub fn is_near(&self, other: &Sketch) -> bool {
        let agreeing = self.0.iter().zip(&other.0).filter(|(a, b)| a == b);
        agreeing.count() >= AGREEING
    }
}

/// The least of each of the hashes of `shingles`.
///
/// Signed numbers are compared, which every processor does to several at once: the first
/// bit of a turn is the other way round, and so is that of its hashes, since a factor is odd.
fn least(shingles: &[u32]) -> [u32; HASHES] {
    let mut least = [i32::MAX; HASHES];
    for some in shingles.chunks(4) {
        // of a short rest the first stands for those that lack
        let mixed = |i: usize| {
            let shingle = *some.get(i).unwrap_or(&some[0]);
            (mixed(u64::from(shingle)) >> 32) as u32
        };
        let (a, b, c, d) = (mixed(0), mixed(1), mixed(2), mixed(3));
        for (least, (turn, factor)) in least.iter_mut().zip(TURNS.iter().zip(&FACTORS)) {
            let hash = |mixed: u32| (mixed ^ turn).wrapping_mul(*factor) as i32;
            let two = (hash(a).min(hash(b)), hash(c).min(hash(d)));
            *least = (*least).min(two.0.min(two.1));
        }
    }
    least.map(|hash| hash as u32 ^ FIRST_BIT)
}

const FIRST_BIT: u32 = 1 << 31;

/// What makes of a mixed number each of the hashes: a number of all its bits, and an odd
/// factor, which carries them into the high bits, by which hashes are compared.
const TURNS: [u32; HASHES] = keys(0, FIRST_BIT);
const FACTORS: [u32; HASHES] = keys(1, 0);

const fn keys(last_bit: u32, turned: u32) -> [u32; HASHES] {
    let mut keys = [0; HASHES];
    let mut i = 0;
    while i < HASHES {
        // of numbers that no shingle is
        let key = (mixed((i as u64 + 1) << 33 | (last_bit as u64) << 32) >> 32) as u32;
        keys[i] = (key | last_bit) ^ turned;
        i += 1;
    }
    keys
}

/// The finalizer of splitmix64: every bit of the result hangs on every bit of `z`.
const fn mixed(mut z: u64) -> u64 {
    z = z.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What an article is about: reports of different places or years are never the same,
/// however alike their wording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The facet paths of its places.
    pub places: BTreeSet<String>,
    /// Its year.
    pub year: Option<i16>,
    /// Whether the year is only read from the text.
    pub inferred: bool,
    /// Its day of publication.
    pub published: Option<Date>,
}

impl About {
    /// What `article` is about.
    pub fn of(article: &Article) -> About {
        About {
            places: article.places.iter().map(|place| place.path()).collect(),
            year: article.year,
            inferred: article.year_source == Some(YearSource::Text),
            published: article.published,
        }
    }

    /// Whether both can be of one story: no place or year of one rules out the other.
    /// An article that is known by its text alone belongs to the year reported on; a
    /// copy with its date may belong to the next.
    pub fn fits(&self, other: &About) -> bool {
        let years = match (self.year, other.year) {
            (Some(a), Some(b)) if a != b => (self.inferred != other.inferred) && (a - b).abs() == 1,
            _ => true,
        };
        let no_places = self.places.is_empty() || other.places.is_empty();
        years && (no_places || self.shares_a_place(other))
    }

    fn shares_a_place(&self, other: &About) -> bool {
        let within = |place: &str, whole: &str| {
            let rest = place.strip_prefix(whole);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut pairs = self
            .places
            .iter()
            .flat_map(|a| other.places.iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| within(a, b) || within(b, a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(places: &[&str], year: Option<i16>, inferred: bool) -> About {
        About {
            places: places.iter().map(|place| place.to_string()).collect(),
            year,
            inferred,
            published: None,
        }
    }

    #[test]
    fn places_and_years_rule_out_each_other() {
        let one = about(&["/Hà Nội/Ba Đình"], Some(2022), false);
        for (other, fits) in [
            (about(&["/Hà Nội/Ba Đình"], Some(2022), false), true),
            (about(&["/Hà Nội"], None, false), true),
            (about(&[], Some(2022), false), true),
            (
                about(&["/Hà Nội/Tây Hồ", "/Hà Nội/Ba Đình"], None, false),
                true,
            ),
            (about(&["/Hà Nội/Tây Hồ"], Some(2022), false), false),
            (about(&["/Hà Nội/Ba Đình"], Some(2021), false), false),
            (about(&["/Hà Nội/Ba Đình"], Some(2021), true), true),
            (about(&["/Hà Nội/Ba Đình"], Some(2020), true), false),
        ] {
            assert_eq!(one.fits(&other), fits, "{other:?}");
            assert_eq!(other.fits(&one), fits, "{other:?}");
        }
    }

    #[test]
    fn the_hashes_are_those_of_unsigned_numbers() {
        let shingles: Vec<u32> = (0..7).map(|i| mixed(i) as u32).collect();
        let mut least = [u32::MAX; HASHES];
        for &shingle in &shingles {
            let mixed = (mixed(u64::from(shingle)) >> 32) as u32;
            for (least, (turn, factor)) in least.iter_mut().zip(TURNS.iter().zip(&FACTORS)) {
                *least = (*least).min((mixed ^ turn ^ FIRST_BIT).wrapping_mul(*factor));
            }
        }
        assert_eq!(super::least(&shingles), least);
    }

    #[test]
    fn the_share_of_equal_hashes_is_the_likeness() {
        for (common, own) in [(60u32, 20), (150, 50), (100, 100)] {
            let likeness = f64::from(common) / f64::from(common + 2 * own);
            let mut agreeing = 0;
            let pairs = 200;
            for pair in 0..pairs {
                let number = |i: u32| (mixed(u64::from(pair * 1000 + i)) >> 20) as u32;
                let one: Vec<u32> = (0..common + own).map(number).collect();
                let mut other: Vec<u32> = (0..common).map(number).collect();
                other.extend((common + own..common + 2 * own).map(number));
                let (one, other) = (Sketch::of(&one).0, Sketch::of(&other).0);
                agreeing += one.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
            }
            let share = agreeing as f64 / (pairs as usize * HASHES) as f64;
            assert!((share - likeness).abs() < 0.015, "{share} {likeness}");
        }
    }

    #[test]
    fn like_sets_share_a_band_and_unlike_ones_do_not() {
        let set = |from: u32, to: u32| Sketch::of(&(from..to).collect::<Vec<u32>>());
        let (one, bands) = set(0, 1000);
        let shared = |other: &[u32]| bands.iter().filter(|band| other.contains(band)).count();
        for (from, to, alike) in [(0, 1000, true), (100, 1000, true), (900, 2000, false)] {
            let (other, others) = set(from, to);
            assert_eq!(one.is_near(&other), alike, "{from}..{to}");
            assert_eq!(shared(&others) > 0, alike, "{from}..{to}");
        }
        assert!(Sketch::of(&[]).1.is_empty());
    }
}
