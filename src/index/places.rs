//! The places of an index, numbered the same in all of its segments.

use std::collections::HashMap;

use super::columns::SegmentColumns;

/// The places that articles are filed under.
#[derive(Debug, Default)]
pub struct Places {
    /// The paths of provinces and districts.
    paths: Vec<String>,
    of_segments: Vec<Vec<NamedPlace>>,
}

/// A place.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// Its facet path.
    pub path: String,
    /// The number of its province.
    pub province: u32,
    /// The number of its district.
    pub district: Option<u32>,
}

impl Places {
    /// Reads the names in the columns of all segments.
    pub fn read(segments: &[SegmentColumns]) -> tantivy::Result<Places> {
        let mut places = Places::default();
        let mut numbers = HashMap::new();
        for columns in segments {
            let mut of_segment = Vec::with_capacity(columns.places.num_facets());
            let mut names = columns.places.facet_dict().stream()?;
            while names.advance() {
                // The parts of a facet's key are parted by zeros.
                let key = String::from_utf8_lossy(names.key());
                of_segment.push(places.place(&key, &mut numbers));
            }
            places.of_segments.push(of_segment);
        }
        Ok(places)
    }

    /// How many provinces and districts have a number: they begin with 0.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The path of the province or district with this number.
    pub fn path(&self, number: u32) -> &str {
        &self.paths[number as usize]
    }

    /// The places of a segment, in the order of its facets.
    pub fn of_segment(&self, segment_ord: u32) -> &[NamedPlace] {
        &self.of_segments[segment_ord as usize]
    }

    fn place(&mut self, key: &str, numbers: &mut HashMap<String, u32>) -> NamedPlace {
        let parts: Vec<&str> = key.split('\0').collect();
        let path = |depth: usize| format!("/{}", parts[..depth.min(parts.len())].join("/"));
        let mut number = |path: String| {
            let next = self.paths.len() as u32;
            *numbers.entry(path).or_insert_with_key(|path| {
                self.paths.push(path.clone());
                next
            })
        };
        NamedPlace {
            path: path(parts.len()),
            province: number(path(1)),
            district: (parts.len() > 1).then(|| number(path(2))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_and_districts_have_one_number_each() {
        let mut places = Places::default();
        let mut numbers = HashMap::new();
        let mut place = |key: &str| places.place(key, &mut numbers);
        let ward = place("Hà Nội\0Tây Hồ\0phường Tây Hồ");
        let district = place("Hà Nội\0Tây Hồ");
        let province = place("Hà Nội");
        assert_eq!(ward.path, "/Hà Nội/Tây Hồ/phường Tây Hồ");
        assert_eq!(ward.district, district.district);
        assert_eq!(ward.province, province.province);
        assert_eq!(province.district, None);
        assert_eq!(places.len(), 2);
        assert_eq!(places.path(province.province), "/Hà Nội");
        assert_eq!(
            places.path(district.district.unwrap_or(9)),
            "/Hà Nội/Tây Hồ"
        );
    }
}
