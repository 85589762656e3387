//! All the names by which texts call the places of a facet path.

use super::table::gazetteer;
use super::unit::DistrictId;

/// Every name and spelling of the districts that `path` or one below it has ever meant; none
/// where one of them is known by a number, which is written in too many ways.
pub fn names_within(path: &str) -> Option<Vec<&'static str>> {
    let tables = gazetteer();
    let mut names = Vec::new();
    for (i, district) in tables.districts.iter().enumerate() {
        let id = DistrictId(i as u16);
        let within = |own: &String| {
            own.strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !tables.paths(id).iter().any(within) {
            continue;
        }
        names.extend(district.states.iter().map(|state| state.name));
        names.extend(&district.variants);
    }
    names.sort_unstable();
    names.dedup();
    let numbered = |name: &&str| name.contains(|c: char| c.is_ascii_digit());
    (!names.iter().any(numbered)).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_holds_the_names_of_its_districts() {
        assert_eq!(names_within("/Hà Nội/Ba Đình"), Some(vec!["Ba Đình"]));
        let all = names_within("/Hà Nội").expect("no numbers");
        assert!(all.contains(&"Ba Đình") && all.contains(&"Thạch Thất"));
        assert!(!all.contains(&"Ninh Kiều"));
        assert_eq!(names_within("/Hà Nội/Không có"), Some(vec![]));
        assert_eq!(names_within("/Hồ Chí Minh"), None);
    }
}
