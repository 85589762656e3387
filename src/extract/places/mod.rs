//! Decides which places an article is about: evidence is gathered mention by mention,
//! weighed by position and role, ambiguous names are settled by context, and what
//! stands out becomes a facet. What stays unclear stays untagged.

mod cue;
mod evidence;
mod paper;
mod role;
mod settle;
mod time;
mod weights;
mod words;

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use jiff::civil::Date;

use super::names::Names;
use crate::article::{Article, Place};
use crate::gazetteer::{DistrictId, ProvinceId, REFORM, WardId, gazetteer};
use crate::text::lower;
use evidence::{Evidence, gather};

/// A unit that can be a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Province(ProvinceId),
    District(DistrictId),
    Ward(WardId),
}

/// The places that `article` is about, the most important first.
pub fn places(article: &Article) -> Vec<Place> {
    read(article, &Names::of_article(article))
}

/// The same where the names in its paragraphs are known.
pub fn read(article: &Article, names: &Names) -> Vec<Place> {
    let known = time::day_of(article);
    let reformed = match known {
        Some(day) => day >= REFORM,
        None => time::looks_reformed(article),
    };
    let day = known.unwrap_or(if reformed { REFORM } else { time::BEFORE });
    let mut evidence = gather(article, names, day, known.is_some());
    if is_round_up(article) {
        evidence.count_stories();
    }
    let places = choose(&evidence, day);
    if places.is_empty() && is_portrait(article) {
        return employer(&evidence, day);
    }
    places
}

/// Whether the article portrays somebody of the unions: then the employer is its place.
fn is_portrait(article: &Article) -> bool {
    let lead = article.lead().map_or("", |lead| lead.text.as_str());
    [article.title.as_str(), lead]
        .iter()
        .any(|&text| signs().0.is_match(text))
}

/// Whether the headline or the opening announces reports from several places.
fn is_round_up(article: &Article) -> bool {
    let opening = article
        .body()
        .next()
        .map_or("", |first| first.text.as_str());
    [&article.title, opening]
        .iter()
        .any(|text| signs().1.is_match(&lower(text)))
}

/// The words of portraits, and those of round-ups.
fn signs() -> &'static (AhoCorasick, AhoCorasick) {
    static SIGNS: OnceLock<(AhoCorasick, AhoCorasick)> = OnceLock::new();
    SIGNS.get_or_init(|| {
        let automaton =
            |words: &[&str]| AhoCorasick::new(words).expect("the embedded words fit an automaton");
        (automaton(words::PORTRAITS), automaton(words::ROUND_UPS))
    })
}

/// The one district that an article tells of without any place acting in it.
fn employer(evidence: &Evidence, day: Date) -> Vec<Place> {
    let near = |tally: &&evidence::Tally| {
        !matches!(tally.unit, Unit::Province(_))
            && tally.supported
            && tally.score >= weights::PORTRAIT_LEAST
    };
    let mut found = evidence.tallies.iter().filter(near);
    match (found.next(), found.next()) {
        (Some(tally), None) => vec![place(tally.unit, day, &tally.words)],
        _ => Vec::new(),
    }
}

/// The units whose evidence stands out.
fn choose(evidence: &Evidence, day: Date) -> Vec<Place> {
    let lower = evidence
        .tallies
        .iter()
        .filter(|tally| !matches!(tally.unit, Unit::Province(_)));
    let best = lower.clone().map(|tally| tally.score).fold(0.0, f32::max);
    let mut chosen: Vec<(f32, Place)> = Vec::new();
    for tally in lower {
        let enough =
            tally.score >= weights::DISTRICT_LEAST && tally.score >= best * weights::SHARE_LEAST;
        if enough && tally.supported {
            chosen.push((tally.score, place(tally.unit, day, &tally.words)));
        }
    }
    let best_of_all = evidence.tallies.iter().map(|t| t.score).fold(0.0, f32::max);
    for tally in &evidence.tallies {
        let Unit::Province(_) = tally.unit else {
            continue;
        };
        let place = place(tally.unit, day, &tally.words);
        let covered = chosen.iter().any(|(_, c)| c.province == place.province);
        let enough = tally.score >= weights::PROVINCE_LEAST
            && tally.score >= best_of_all * weights::PROVINCE_SHARE_LEAST;
        if enough && !covered {
            chosen.push((tally.score, place));
        }
    }
    chosen.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut places: Vec<Place> = Vec::new();
    for (_, place) in chosen {
        let path = place.path();
        let known = places.iter().any(|other| {
            let other = other.path();
            other == path || other.starts_with(&format!("{path}/"))
        });
        if !known {
            places.retain(|other| !path.starts_with(&format!("{}/", other.path())));
            places.push(place);
        }
    }
    places
}

fn place(unit: Unit, day: Date, words: &str) -> Place {
    let tables = gazetteer();
    let (province, district, ward) = match unit {
        Unit::Province(id) => {
            let id = if day >= REFORM {
                tables.province(id).successor
            } else {
                id
            };
            (tables.province(id).name_on(day), None, None)
        }
        Unit::District(id) => {
            let (province, label) = tables.names_on(id, day);
            (province, Some(label.to_string()), None)
        }
        Unit::Ward(id) => {
            let ward = tables.ward(id);
            let (province, label) = tables.names_on(ward.districts[0], day);
            (province, Some(label.to_string()), Some(ward.label()))
        }
    };
    Place {
        province: province.to_string(),
        district,
        ward,
        evidence: words.to_string(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
