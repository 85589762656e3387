//! Reads the parameters of a request against a table, which also describes them: what the
//! documentation says of a parameter is what is checked.

use crate::text::clean;

use super::problem::Problem;

/// One parameter, as it is checked and described.
#[derive(Debug)]
pub struct Param {
    /// Its name, that of the command's flag.
    pub name: &'static str,
    /// Another name for it.
    pub alias: Option<&'static str>,
    /// What it takes.
    pub takes: Takes,
    /// What it is for, in a sentence.
    pub help: &'static str,
    /// A value to try.
    pub example: &'static str,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// A text of at most so many characters.
    Text(usize),
    /// Several texts of at most [`LONGEST_VALUE`] characters, at most [`MOST_VALUES`].
    Texts,
    /// A whole number.
    Number {
        /// The value where none is given.
        default: usize,
        /// The least.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// A quantity, as Vietnamese readers write it too.
    Quantity,
    /// A day, YYYY-MM-DD.
    Date,
    /// Several years or ranges of years.
    Years,
    /// One of these words; the first where none is given, unless it is empty.
    Choice(&'static [&'static str]),
    /// Yes or no.
    Flag,
}

/// No value is longer, in characters.
pub const LONGEST_VALUE: usize = 100;
/// No parameter is given more often.
pub const MOST_VALUES: usize = 20;
/// How many pairs a query string may hold at all.
const MOST_PAIRS: usize = 100;

/// The parameters of one request.
#[derive(Debug, Clone, Default)]
pub struct Params {
    values: Vec<(&'static str, String)>,
}

/// What to do with a parameter that is not in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Refuse the request, naming what there is: for programs.
    Refuse,
    /// Pass it over: for people, whose links may carry anything.
    Ignore,
}

impl Params {
    /// Reads a query string.
    pub fn read(
        query: Option<&str>,
        table: &[&'static Param],
        unknown: Unknown,
    ) -> Result<Params, Problem> {
        let mut params = Params::default();
        for (i, (name, value)) in pairs(query).enumerate() {
            if i >= MOST_PAIRS {
                let detail = format!("more than {MOST_PAIRS} parameters: leave some out");
                return Err(Problem::parameter(&name, detail));
            }
            let known = table
                .iter()
                .find(|param| param.name == name || param.alias == Some(name.as_ref()));
            match known {
                Some(param) => params.add(param, value)?,
                None if unknown == Unknown::Ignore => {}
                None => {
                    let names: Vec<&str> = table.iter().map(|param| param.name).collect();
                    let short: String = name.chars().take(LONGEST_VALUE).collect();
                    let detail = format!(
                        "there is no parameter `{short}`: there are {}",
                        names.join(", ")
                    );
                    return Err(Problem::parameter(&short, detail));
                }
            }
        }
        Ok(params)
    }

    fn add(&mut self, param: &'static Param, value: String) -> Result<(), Problem> {
        // A form sends the fields that were left empty, too.
        if value.trim().is_empty() && !matches!(param.takes, Takes::Flag) {
            return Ok(());
        }
        param.check(&value)?;
        let given = self.all(param).count();
        let most = match param.takes {
            Takes::Texts | Takes::Years => MOST_VALUES,
            _ => 1,
        };
        if given >= most {
            let times = if most == 1 {
                "once".to_string()
            } else {
                format!("{most} times at the most")
            };
            let detail = format!("`{}` may stand {times}", param.name);
            return Err(Problem::parameter(param.name, detail));
        }
        self.values.push((param.name, value));
        Ok(())
    }

    /// All values of a parameter.
    pub fn all<'a>(&'a self, param: &'a Param) -> impl Iterator<Item = &'a str> {
        let of = move |(name, value): &'a (&'static str, String)| {
            (*name == param.name).then_some(value.as_str())
        };
        self.values.iter().filter_map(of)
    }

    /// The value of a parameter; of a choice, the first where none is given.
    pub fn text<'a>(&'a self, param: &'a Param) -> Option<&'a str> {
        let given = self.all(param).next();
        match param.takes {
            Takes::Choice(words) => given.or_else(|| words.first().copied()),
            _ => given,
        }
        .filter(|text| !text.is_empty())
    }

    /// The value of a number.
    pub fn number(&self, param: &Param) -> usize {
        let given = self.all(param).next().and_then(|text| text.parse().ok());
        match param.takes {
            Takes::Number { default, .. } => given.unwrap_or(default),
            _ => given.unwrap_or(0),
        }
    }

    /// The value of a quantity.
    pub fn quantity(&self, param: &Param) -> Option<f64> {
        self.all(param).next().and_then(crate::query::value)
    }

    /// Whether a flag is set.
    pub fn flag(&self, param: &Param) -> bool {
        self.all(param).next().is_some_and(is_yes)
    }
}

impl Param {
    /// Whether `value` is one that it takes.
    fn check(&self, value: &str) -> Result<(), Problem> {
        let wrong = |what: String| Err(Problem::parameter(self.name, what));
        let longest = match self.takes {
            Takes::Text(longest) => longest,
            _ => LONGEST_VALUE,
        };
        if value.chars().count() > longest {
            return wrong(format!(
                "`{}` is longer than {longest} characters: shorten it",
                self.name
            ));
        }
        match self.takes {
            Takes::Text(_) | Takes::Texts => Ok(()),
            Takes::Number { least, most, .. } => match value.parse::<usize>() {
                Ok(number) if (least..=most).contains(&number) => Ok(()),
                _ => wrong(format!(
                    "`{}` takes a number from {least} to {most}",
                    self.name
                )),
            },
            Takes::Quantity => match crate::query::value(value) {
                Some(_) => Ok(()),
                None => wrong(format!(
                    "`{}` takes a number, such as 1000, 1.000, 70,9 or 1,5 tỷ",
                    self.name
                )),
            },
            Takes::Date => match value.parse::<jiff::civil::Date>() {
                Ok(_) => Ok(()),
                Err(_) => wrong(format!(
                    "`{}` takes a day as YYYY-MM-DD, such as 2022-07-28",
                    self.name
                )),
            },
            Takes::Years => match value.parse::<crate::query::Years>() {
                Ok(_) => Ok(()),
                Err(text) => wrong(text),
            },
            Takes::Choice(words) if words.contains(&value) => Ok(()),
            Takes::Choice(words) => {
                let words: Vec<&str> = words.iter().copied().filter(|w| !w.is_empty()).collect();
                wrong(format!("`{}` is one of {}", self.name, words.join(", ")))
            }
            Takes::Flag if is_yes(value) || matches!(value, "0" | "false") => Ok(()),
            Takes::Flag => wrong(format!("`{}` takes true or false", self.name)),
        }
    }
}

fn is_yes(value: &str) -> bool {
    matches!(value, "" | "1" | "true")
}

/// The pairs of a query string, as clean as all text that is shown: in NFC, without what
/// cannot be seen or turns the text around it.
pub fn pairs(query: Option<&str>) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .map(|(name, value)| (clean(&name), clean(&value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::tables::{DISTRICT, LIMIT, Q, SEARCH, SORT, YEAR};

    fn read(query: &str) -> Result<Params, Problem> {
        Params::read(Some(query), &SEARCH, Unknown::Refuse)
    }

    #[test]
    fn values_are_read_and_empty_ones_passed_over() {
        let params =
            read("q=%C4%91o%C3%A0n+vi%C3%AAn&district=&district=Ba+%C4%90%C3%ACnh&limit=5")
                .expect("parameters");
        assert_eq!(params.text(&Q), Some("đoàn viên"));
        assert_eq!(params.all(&DISTRICT).collect::<Vec<&str>>(), ["Ba Đình"]);
        assert_eq!(
            (params.number(&LIMIT), params.text(&SORT)),
            (5, Some("relevance"))
        );
        assert_eq!(read("query=a").expect("an alias").text(&Q), Some("a"));
    }

    #[test]
    fn what_is_wrong_names_its_parameter() {
        for (query, name) in [
            ("nope=1", "nope"),
            ("limit=0x", "limit"),
            ("limit=101", "limit"),
            ("limit=-1", "limit"),
            ("year=abc", "year"),
            ("since=2022-13-01", "since"),
            ("sort=best", "sort"),
            ("q=a&q=b", "q"),
            ("exact=maybe", "exact"),
        ] {
            let problem = read(query).expect_err(query);
            assert_eq!(problem.parameter.as_deref(), Some(name), "{query}");
            assert!(!problem.detail.is_empty());
        }
        let many = format!("year={}", vec!["2022"; 21].join("&year="));
        assert_eq!(
            read(&many).expect_err("too many").parameter.as_deref(),
            Some("year")
        );
        let long = format!("q={}", "a".repeat(2000));
        assert!(read(&long).is_err());
        let ignored = Params::read(Some("nope=1&year=2022"), &SEARCH, Unknown::Ignore);
        assert_eq!(ignored.expect("ignored").all(&YEAR).count(), 1);
    }
}
