//! Places as they are listed: by count, then by name in Vietnamese order, and told apart by
//! their province where a name repeats.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::gazetteer::{Resolution, has_namesakes, resolve_district};
use crate::text::collate;

use super::facets::PlaceFilter;

/// A facet value with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCount<'a> {
    /// The facet path.
    pub path: &'a str,
    /// What people call it: its last name, with the province where another has the same.
    pub label: String,
    /// How many articles there are.
    pub count: u64,
    /// Whether a filter names it.
    pub selected: bool,
}

/// The values of a facet, the most frequent first.
pub fn place_counts<'a>(
    counts: &'a BTreeMap<String, u64>,
    wanted: &[PlaceFilter],
) -> Vec<PlaceCount<'a>> {
    let paths: Vec<&str> = counts.keys().map(String::as_str).collect();
    let mut values: Vec<PlaceCount> = Vec::with_capacity(paths.len());
    for (label, (path, &count)) in labels(&paths).into_iter().zip(counts) {
        let selected = wanted.iter().any(|place| place.path() == Some(path));
        values.push(PlaceCount {
            path,
            label,
            count,
            selected,
        });
    }
    values.sort_by_cached_key(|value| {
        let name = collate::key(leaf(value.path));
        (Reverse(value.count), name, collate::key(value.path))
    });
    values
}

/// What to call each of `paths`: its last name, and the names above it where another path
/// ends in the same, or where that name alone would be ambiguous in a flag.
pub fn labels(paths: &[&str]) -> Vec<String> {
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    for path in paths {
        *bearers.entry(leaf(path)).or_default() += 1;
    }
    let mut labels = Vec::with_capacity(paths.len());
    for path in paths {
        let alone = bearers.get(leaf(path)).is_none_or(|&count| count < 2);
        labels.push(match alone {
            true => label(path),
            false => full_label(path),
        });
    }
    labels
}

/// What to call a place by itself: its last name, and the names above it where several places
/// bear it: `Hoàng Mai (Hà Nội)`.
pub fn label(path: &str) -> String {
    match is_ambiguous(leaf(path)) {
        true => full_label(path),
        false => leaf(path).to_string(),
    }
}

/// The last name of a facet path, and those above it.
fn full_label(path: &str) -> String {
    let name = leaf(path);
    let above = path.strip_suffix(name).unwrap_or("").trim_matches('/');
    match above.is_empty() {
        true => name.to_string(),
        false => format!("{name} ({})", above.replace('/', ", ")),
    }
}

/// Whether a flag would ask which of several districts of this name is meant.
fn is_ambiguous(name: &str) -> bool {
    // few names have several bearers, and only those are looked up the long way
    let bare = name.split(" (").next().unwrap_or(name);
    has_namesakes(bare) && matches!(resolve_district(name), Resolution::Ambiguous(_))
}

/// The last name of a facet path.
pub fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_follow_the_vietnamese_alphabet_and_namesakes_are_told_apart() {
        let mut counts = BTreeMap::new();
        for (path, count) in [
            ("/Hà Nội/Bắc Từ Liêm", 1),
            ("/Hà Nội/Đống Đa", 1),
            ("/Hà Nội/Hoàng Mai", 1),
            ("/Hà Nội/Ứng Hòa", 2),
            ("/Nghệ An/Hoàng Mai", 1),
            ("/Vĩnh Phúc/Bình Xuyên", 1),
            ("/Yên Bái/Yên Bình", 1),
        ] {
            counts.insert(path.to_string(), count);
        }
        let wanted = [PlaceFilter::Path("/Hà Nội/Đống Đa".into())];
        let values = place_counts(&counts, &wanted);
        let shown: Vec<&str> = values.iter().map(|value| value.label.as_str()).collect();
        assert_eq!(
            shown,
            [
                "Ứng Hòa",
                "Bắc Từ Liêm",
                "Bình Xuyên",
                "Đống Đa",
                "Hoàng Mai (Hà Nội)",
                "Hoàng Mai (Nghệ An)",
                "Yên Bình"
            ]
        );
        let selected: Vec<&str> = values
            .iter()
            .filter(|value| value.selected)
            .map(|value| value.path)
            .collect();
        assert_eq!(selected, ["/Hà Nội/Đống Đa"]);
    }

    #[test]
    fn a_name_within_its_namesake_is_told_apart() {
        assert_eq!(
            labels(&["/Hà Tĩnh", "/Hà Tĩnh/Hà Tĩnh"]),
            ["Hà Tĩnh", "Hà Tĩnh (Hà Tĩnh)"]
        );
    }
}
