//! Addresses of our own pages: the one that is shown, with something added or taken away.

use super::params::{Param, pairs};

/// The characters that part a query string stay coded; so do all others but these.
fn coded(text: &str) -> String {
    // A plus is a blank only behind the question mark.
    form_urlencoded::byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// An address of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Link {
    /// The address of a request, with the parameters of `table` that are set.
    pub fn read(path: &str, query: Option<&str>, table: &[&Param]) -> Link {
        let mut link = Link::to(path);
        for (name, value) in pairs(query) {
            let known = table.iter().any(|param| param.name == name);
            if known && !value.trim().is_empty() {
                link.pairs.push((name, value));
            }
        }
        link
    }

    /// The address of `path` alone.
    pub fn to(path: &str) -> Link {
        Link {
            path: path.to_string(),
            pairs: Vec::new(),
        }
    }

    /// The address of an article.
    pub fn article(id: &str) -> Link {
        let plain = |part: &str| !matches!(part, "" | "." | "..");
        // Browsers tidy dots and empty steps away, so those slashes are coded.
        let slash = if id.split('/').all(plain) { "/" } else { "%2F" };
        let steps: Vec<String> = id.split('/').map(coded).collect();
        Link::to(&format!("/articles/{}", steps.join(slash)))
    }

    /// The same parameters at another path.
    pub fn at(&self, path: &str) -> Link {
        Link {
            path: path.to_string(),
            pairs: self.pairs.clone(),
        }
    }

    /// With one more value; back to the first page.
    pub fn with(&self, param: &Param, value: &str) -> Link {
        let mut link = self.without_name("offset");
        link.pairs.push((param.name.to_string(), value.to_string()));
        link
    }

    /// With this value and no other; back to the first page.
    pub fn set(&self, param: &Param, value: &str) -> Link {
        let mut link = self.without(param);
        if !value.is_empty() {
            link.pairs.push((param.name.to_string(), value.to_string()));
        }
        link
    }

    /// Without any value of a parameter; back to the first page.
    pub fn without(&self, param: &Param) -> Link {
        self.without_name(param.name).without_name("offset")
    }

    /// Without one value of a parameter; back to the first page.
    pub fn minus(&self, param: &Param, value: &str) -> Link {
        let mut link = self.without_name("offset");
        link.pairs
            .retain(|(name, known)| !(name == param.name && known == value));
        link
    }

    /// The pairs, for the hidden fields of a form.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The address as it stands in a page.
    pub fn href(&self) -> String {
        let mut text = self.path.clone();
        for (i, (name, value)) in self.pairs.iter().enumerate() {
            text.push(if i == 0 { '?' } else { '&' });
            text.push_str(&coded(name));
            text.push('=');
            text.push_str(&coded(value).replace("%20", "+"));
        }
        text
    }

    fn without_name(&self, name: &str) -> Link {
        let mut link = self.clone();
        link.pairs.retain(|(known, _)| known != name);
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::tables::{DISTRICT, Q, SEARCH, YEAR};

    #[test]
    fn values_are_added_and_taken_away() {
        let link = Link::read(
            "/",
            Some("q=a+b&year=2020&x=1&offset=10&district="),
            &SEARCH,
        );
        assert_eq!(link.href(), "/?q=a+b&year=2020&offset=10");
        assert_eq!(
            link.with(&DISTRICT, "/Hà Nội/Ba Đình").href(),
            "/?q=a+b&year=2020&district=%2FH%C3%A0+N%E1%BB%99i%2FBa+%C4%90%C3%ACnh"
        );
        assert_eq!(link.minus(&YEAR, "2020").href(), "/?q=a+b");
        assert_eq!(link.set(&Q, "c&d=<").href(), "/?year=2020&q=c%26d%3D%3C");
    }

    #[test]
    fn an_id_becomes_one_path() {
        for (id, path) in [
            ("2025/a b.txt", "/articles/2025/a%20b.txt"),
            ("../x", "/articles/..%2Fx"),
            ("a//b", "/articles/a%2F%2Fb"),
            ("100%?#", "/articles/100%25%3F%23"),
        ] {
            assert_eq!(Link::article(id).href(), path);
        }
    }
}
