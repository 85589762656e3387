//! Reads the parameters of a request against a table, which also describes them: what the
//! documentation says of a parameter is what is checked.

use crate::text::clean;

use super::fault::Fault;
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
                return Err(Problem::parameter(&name, Fault::Many(MOST_PAIRS)));
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
                    let list = names.join(", ");
                    return Err(Problem::parameter(&short, Fault::Unknown(list)));
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
            return Err(Problem::parameter(param.name, Fault::Times(most)));
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
        let longest = match self.takes {
            Takes::Text(longest) => longest,
            _ => LONGEST_VALUE,
        };
        let fault = if value.chars().count() > longest {
            Some(Fault::Long(longest))
        } else {
            self.fault(value)
        };
        match fault {
            Some(fault) => Err(Problem::parameter(self.name, fault)),
            None => Ok(()),
        }
    }

    /// What is wrong with `value`, of whatever length.
    fn fault(&self, value: &str) -> Option<Fault> {
        let (right, fault) = match self.takes {
            Takes::Text(_) | Takes::Texts => return None,
            Takes::Number { least, most, .. } => {
                let number = value.parse::<usize>();
                let within = number.is_ok_and(|number| (least..=most).contains(&number));
                (within, Fault::Number(least, most))
            }
            Takes::Quantity => (crate::query::value(value).is_some(), Fault::Quantity),
            Takes::Date => (value.parse::<jiff::civil::Date>().is_ok(), Fault::Day),
            Takes::Years => (value.parse::<crate::query::Years>().is_ok(), Fault::Year),
            Takes::Choice(words) => (words.contains(&value), Fault::Choice(words)),
            Takes::Flag => {
                let flag = is_yes(value) || matches!(value, "0" | "false");
                (flag, Fault::Flag)
            }
        };
        (!right).then_some(fault)
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
