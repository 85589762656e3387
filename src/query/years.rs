//! The value of a year filter: `2022`, `2020..2022`, `2020..`, `..2022` or `none`.

use std::fmt;
use std::str::FromStr;

/// Which years an article may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Years {
    /// From the first to the last, both included.
    Between(i16, i16),
    /// Only articles whose year is unknown.
    Undated,
}

/// The first year of a range without a low end.
const FIRST: i16 = 0;
/// The last year of a range without a high end.
const LAST: i16 = 9999;

impl Years {
    /// The years from `from` on.
    pub fn since(from: i16) -> Years {
        Years::Between(from.clamp(FIRST, LAST), LAST)
    }

    /// The years up to `to`.
    pub fn until(to: i16) -> Years {
        Years::Between(FIRST, to.clamp(FIRST, LAST))
    }

    /// The years between two ends, given in either order.
    pub fn between(one: i16, other: i16) -> Years {
        let (one, other) = (one.clamp(FIRST, LAST), other.clamp(FIRST, LAST));
        Years::Between(one.min(other), one.max(other))
    }

    /// Whether an article of `year` is let through.
    pub fn contains(self, year: Option<i16>) -> bool {
        match (self, year) {
            (Years::Between(from, to), Some(year)) => (from..=to).contains(&year),
            (Years::Undated, None) => true,
            _ => false,
        }
    }
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Years, String> {
        let text = text.trim();
        read(text).ok_or_else(|| {
            format!("`{text}` names no year: give one as 2022, several as 2020..2022, or none")
        })
    }
}

fn read(text: &str) -> Option<Years> {
    if text.eq_ignore_ascii_case("none") {
        return Some(Years::Undated);
    }
    if let Some(one) = year(text) {
        return Some(Years::Between(one, one));
    }
    for separator in ["..", "…", "-", "–"] {
        let Some((from, to)) = text.split_once(separator) else {
            continue;
        };
        let (from, to) = (from.trim(), to.trim_start_matches('.').trim());
        return match (year(from), year(to)) {
            (Some(from), Some(to)) => Some(Years::between(from, to)),
            (Some(from), None) if to.is_empty() => Some(Years::since(from)),
            (None, Some(to)) if from.is_empty() => Some(Years::until(to)),
            _ => None,
        };
    }
    None
}

/// A year of exactly four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let four_digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    four_digits.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Years::Undated => f.write_str("none"),
            Years::Between(from, to) if from == to => write!(f, "{from:04}"),
            Years::Between(from, to) => {
                if from > FIRST || to == LAST {
                    write!(f, "{from:04}")?;
                }
                f.write_str("..")?;
                if to < LAST {
                    write!(f, "{to:04}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_and_written() {
        for (text, years, written) in [
            ("2022", Years::Between(2022, 2022), "2022"),
            ("2020..2022", Years::Between(2020, 2022), "2020..2022"),
            ("2022..2020", Years::Between(2020, 2022), "2020..2022"),
            ("2020-2022", Years::Between(2020, 2022), "2020..2022"),
            ("2020...2022", Years::Between(2020, 2022), "2020..2022"),
            ("2020..", Years::since(2020), "2020.."),
            ("..2020", Years::until(2020), "..2020"),
            ("NONE", Years::Undated, "none"),
            ("0000..9999", Years::Between(0, 9999), "0000.."),
        ] {
            assert_eq!(text.parse(), Ok(years), "{text}");
            assert_eq!(years.to_string(), written, "{text}");
            assert_eq!(written.parse(), Ok(years), "{text}");
        }
        for text in ["", "..", "22", "20222", "năm nay", "2020..x", "-", "٢٠٢٢"] {
            assert!(text.parse::<Years>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_year_is_inside_or_not() {
        assert!(Years::between(2020, 2022).contains(Some(2021)));
        assert!(!Years::since(2020).contains(Some(2019)));
        assert!(!Years::between(2020, 2022).contains(None));
        assert!(Years::Undated.contains(None));
        assert!(!Years::Undated.contains(Some(2020)));
    }
}
