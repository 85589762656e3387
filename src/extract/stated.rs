//! What a page or its keeper states about the article in so many words: front
//! matter, jsonl fields, rows of `metadata.csv`, structured HTML.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::date;
use crate::text::{clean, distance, fold, normalize::squeeze};

/// Stated values; none where nothing is stated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The headline.
    pub title: Option<String>,
    /// The article's address on the web.
    pub url: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The year it belongs to.
    pub year: Option<i16>,
    /// The province it is about.
    pub province: Option<String>,
    /// The district it is about.
    pub district: Option<String>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Where the names of places stand, such as `line 3`: whether they are places is only
    /// known later.
    pub origins: BTreeMap<String, String>,
}

/// What else the names of [`Stated::KEYS`] are called: in Vietnamese, and by the tools in
/// which people write.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("quận", "district"),
    ("huyện", "district"),
    ("tỉnh", "province"),
    ("năm", "year"),
    ("ngày", "published"),
    ("date", "published"),
    ("tác giả", "author"),
    ("authors", "author"),
    ("tiêu đề", "title"),
    ("tag", "tags"),
];

impl Stated {
    /// The names that [`Stated::set`] knows.
    pub const KEYS: [&str; 8] = [
        "title",
        "url",
        "author",
        "published",
        "year",
        "province",
        "district",
        "tags",
    ];

    /// The name of [`Stated::KEYS`] that `name` is or stands for.
    pub fn key(name: &str) -> Option<&'static str> {
        let meant = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        let meant = meant.map_or(name, |(_, key)| key);
        Stated::KEYS.into_iter().find(|&key| key == meant)
    }

    /// The name that may have been meant by `name`, which is none: a letter or two off, or
    /// without its diacritics.
    pub fn near(name: &str) -> Option<&'static str> {
        let letters = |name: &str| fold(name).chars().take(20).collect::<Vec<char>>();
        let typed = letters(name);
        let furthest = if typed.len() < 5 { 1 } else { 2 };
        let names = OTHER_NAMES.iter().map(|(other, _)| *other);
        let apart = |known: &str| distance(&typed, &letters(known));
        let nearest = Stated::KEYS.into_iter().chain(names);
        let nearest = nearest.min_by_key(|known| apart(known))?;
        (apart(nearest) <= furthest).then_some(nearest)
    }

    /// Takes one value as a person wrote it; an error says why it is ignored.
    /// Unknown names are passed over.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let value = squeeze(&clean(value));
        if value.is_empty() {
            return Ok(());
        }
        match name {
            "title" => self.title = Some(value),
            "url" => self.url = Some(checked_url(value)?),
            "author" => self.author = Some(value),
            "published" => self.published = Some(checked_date(&value)?),
            "year" => self.year = Some(checked_year(&value)?),
            "province" => self.province = Some(value),
            "district" => self.district = Some(value),
            "tags" => self.tags = tags(&value),
            _ => {}
        }
        Ok(())
    }

    /// The same for a value that stands at `origin`, which an error names, and whose name may
    /// be any that [`Stated::key`] knows.
    pub fn set_at(&mut self, origin: &str, name: &str, value: &str) -> Result<(), String> {
        let name = Stated::key(name).unwrap_or(name);
        let mut one = Stated::default();
        let set = one.set(name, value);
        set.map_err(|reason| format!("{origin}: {reason}"))?;
        // `quận` and `huyện` are one name
        if let (Some(first), Some(second)) = (self.told(name), one.told(name)) {
            let twice = format!(
                "{origin}: {name} is stated twice: {second:?} was ignored beside {first:?}"
            );
            return if first == second { Ok(()) } else { Err(twice) };
        }
        if matches!(name, "province" | "district") && one.told(name).is_some() {
            one.origins.insert(name.to_string(), origin.to_string());
        }
        *self = std::mem::take(self).over(one);
        Ok(())
    }

    /// The value of one name, as it would be said.
    fn told(&self, name: &str) -> Option<String> {
        match name {
            "title" => self.title.clone(),
            "url" => self.url.clone(),
            "author" => self.author.clone(),
            "published" => self.published.map(|day| day.to_string()),
            "year" => self.year.map(|year| year.to_string()),
            "province" => self.province.clone(),
            "district" => self.district.clone(),
            "tags" if !self.tags.is_empty() => Some(self.tags.join(", ")),
            _ => None,
        }
    }

    /// These values, with those of `below` where nothing is stated here.
    pub fn over(self, below: Stated) -> Stated {
        let mut origins = below.origins;
        for (name, value) in [("province", &self.province), ("district", &self.district)] {
            if value.is_some() {
                origins.remove(name);
            }
        }
        origins.extend(self.origins);
        Stated {
            origins,
            title: self.title.or(below.title),
            url: self.url.or(below.url),
            author: self.author.or(below.author),
            published: self.published.or(below.published),
            year: self.year.or(below.year),
            province: self.province.or(below.province),
            district: self.district.or(below.district),
            tags: if self.tags.is_empty() {
                below.tags
            } else {
                self.tags
            },
        }
    }
}

fn checked_url(value: String) -> Result<String, String> {
    let is_address = value.starts_with("http://") || value.starts_with("https://");
    if is_address && !value.contains(' ') {
        Ok(value)
    } else {
        Err(format!("url {value:?} is no address and was ignored"))
    }
}

fn checked_date(value: &str) -> Result<Date, String> {
    date::parse(value)
        .ok_or_else(|| format!("published {value:?} is no date such as 2024-05-26 and was ignored"))
}

fn checked_year(value: &str) -> Result<i16, String> {
    match value.parse::<i16>() {
        Ok(year) if date::YEARS.contains(&year) => Ok(year),
        _ => Err(format!(
            "year {value:?} is no year such as 2024 and was ignored"
        )),
    }
}

fn tags(value: &str) -> Vec<String> {
    let inner = value.trim_start_matches('[').trim_end_matches(']');
    let mut tags = Vec::new();
    for tag in inner.split([',', ';']) {
        let tag = tag.trim_matches([' ', '"', '\'']);
        if !tag.is_empty() {
            tags.push(tag.to_string());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_values_are_taken_and_bad_ones_named() {
        let mut stated = Stated::default();
        for (name, value) in [
            ("title", " Hội nghị  sơ kết "),
            ("published", "26/5/2024"),
            ("year", "2023"),
            ("tags", "[công đoàn, 'tập huấn']"),
            ("unknown", "x"),
        ] {
            assert_eq!(stated.set(name, value), Ok(()), "{name}");
        }
        assert_eq!(stated.title.as_deref(), Some("Hội nghị sơ kết"));
        assert_eq!(stated.published.map(|date| date.month()), Some(5));
        assert_eq!(stated.year, Some(2023));
        assert_eq!(stated.tags, ["công đoàn", "tập huấn"]);
        for name in Stated::KEYS {
            let mut one = Stated::default();
            let taken = one.set(name, "2024").is_err() || one != Stated::default();
            assert!(taken, "{name}");
        }
        for (name, value) in [
            ("published", "hôm qua"),
            ("year", "20x4"),
            ("year", "24"),
            ("url", "báo"),
        ] {
            let before = stated.clone();
            let reason = stated.set(name, value).expect_err("a bad value");
            assert!(
                reason.starts_with(name) && reason.ends_with("was ignored"),
                "{reason}"
            );
            assert_eq!(stated, before);
        }
    }

    #[test]
    fn names_are_known_by_what_else_they_are_called_and_slips_have_a_nearest() {
        for (name, key) in [
            ("district", Some("district")),
            ("huyện", Some("district")),
            ("date", Some("published")),
            ("tác giả", Some("author")),
            ("distrct", None),
        ] {
            assert_eq!(Stated::key(name), key, "{name}");
        }
        for (_, key) in OTHER_NAMES {
            assert!(Stated::KEYS.contains(&key), "{key}");
        }
        for (name, near) in [
            ("distrct", Some("district")),
            ("publishd", Some("published")),
            ("quan", Some("quận")),
            ("yaer", None),
            ("yer", Some("year")),
            ("tile", Some("title")),
            ("phường", None),
            ("weight", None),
            ("", None),
        ] {
            assert_eq!(Stated::near(name), near, "{name}");
        }
    }

    #[test]
    fn two_names_of_one_thing_must_agree() {
        let mut stated = Stated::default();
        assert_eq!(stated.set_at("line 2", "quận", "Tây Hồ"), Ok(()));
        assert_eq!(stated.set_at("line 3", "district", "Tây Hồ"), Ok(()));
        assert_eq!(stated.set_at("line 4", "huyện", ""), Ok(()));
        let told = stated.set_at("line 5", "huyện", "Thanh Trì");
        let reason = told.expect_err("another district");
        assert_eq!(
            reason,
            "line 5: district is stated twice: \"Thanh Trì\" was ignored beside \"Tây Hồ\""
        );
        assert_eq!(stated.district.as_deref(), Some("Tây Hồ"));
        assert_eq!(stated.origins["district"], "line 2");
    }

    #[test]
    fn the_upper_values_win() {
        let upper = Stated {
            year: Some(2020),
            ..Stated::default()
        };
        let lower = Stated {
            year: Some(2019),
            author: Some("T.H".into()),
            ..Stated::default()
        };
        let both = upper.over(lower);
        assert_eq!(
            (both.year, both.author.as_deref()),
            (Some(2020), Some("T.H"))
        );
    }
}
