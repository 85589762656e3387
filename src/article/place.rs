//! A place an article is about, as a facet value.

use serde::{Deserialize, Serialize};

/// A province, or a district (and since July 2025 a ward) within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The province, such as `Hà Nội`.
    pub province: String,
    /// The district within it, such as `Ba Đình`; with its type in brackets only
    /// where the name repeats within the province: `Kỳ Anh (thị xã)`.
    pub district: Option<String>,
    /// The ward or commune below the district, for articles after the 2025 reform,
    /// with its type word: `phường Tây Hồ`.
    pub ward: Option<String>,
    /// The words of the article that say so.
    pub evidence: String,
}

impl Place {
    /// The facet path: `/Hà Nội/Ba Đình`.
    pub fn path(&self) -> String {
        let mut path = format!("/{}", self.province);
        for part in [&self.district, &self.ward].into_iter().flatten() {
            path.push('/');
            path.push_str(part);
        }
        path
    }

    /// Its name with what it lies in: `Ba Đình, Hà Nội`.
    pub fn name(&self) -> String {
        let narrow = [&self.ward, &self.district].into_iter().flatten();
        let mut parts: Vec<&str> = narrow.map(String::as_str).collect();
        parts.push(&self.province);
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_the_levels_that_are_known() {
        let mut place = Place {
            province: "Hà Nội".into(),
            district: None,
            ward: None,
            evidence: String::new(),
        };
        assert_eq!(place.path(), "/Hà Nội");
        assert_eq!(place.name(), "Hà Nội");
        place.district = Some("Tây Hồ".into());
        place.ward = Some("phường Tây Hồ".into());
        assert_eq!(place.path(), "/Hà Nội/Tây Hồ/phường Tây Hồ");
        assert_eq!(place.name(), "phường Tây Hồ, Tây Hồ, Hà Nội");
    }
}
