//! A day as people type it in a filter.

use jiff::civil::Date;

use crate::extract::date;

/// Reads a day: `2020-05-20`, or as Vietnamese pages print it, `20/05/2020`. An error says
/// how to write one.
pub fn day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let plain = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    plain
        .or_else(|| date::parse(text))
        .ok_or_else(|| "write a day that exists, as 2020-05-20 or 20/05/2020".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "2020-05-20",
            "20/05/2020",
            "20/5/2020",
            "20-5-2020",
            " 20.05.2020 ",
        ] {
            assert_eq!(day(text), Ok(date(2020, 5, 20)), "{text}");
        }
        assert_eq!(day("1900-01-01"), Ok(date(1900, 1, 1)));
        for text in [
            "",
            "2020",
            "05/2020",
            "31/02/2020",
            "2020-13-01",
            "hôm qua",
            "20/05",
        ] {
            let error = day(text).expect_err(text);
            assert!(error.contains("20/05/2020"), "{error}");
        }
    }
}
