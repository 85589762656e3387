//! The date that papers code in the address of an article.

use jiff::civil::Date;

use super::ymd;

/// The date coded in the path of an article's address, as several papers do:
/// `-20210123195259079.htm`, `-196250829113340491.htm`, `/2021/01/23/`.
pub fn in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let (_, path) = path.split_once('/')?;
    let mut runs = Vec::new();
    for run in path.split(|c: char| !c.is_ascii_digit()) {
        if !run.is_empty() {
            runs.push(run);
        }
    }
    for run in runs.iter().rev() {
        if !(14..=18).contains(&run.len()) {
            continue;
        }
        // else a type number and a two-digit year: `196` `250829` `113340` `491`
        let typed = || stamp(&format!("20{}", &run[3..])).filter(|_| run.len() >= 16);
        let moment = stamp(run).or_else(typed);
        if moment.is_some() {
            return moment;
        }
    }
    for window in runs.windows(3) {
        if let [year, month, day] = window
            && year.len() == 4
            && month.len() == 2
            && day.len() == 2
            && let Some(date) = ymd(year, month, day)
        {
            return Some(date);
        }
    }
    let day = runs.iter().find(|run| run.len() == 8)?;
    ymd(&day[..4], &day[4..6], &day[6..])
}

/// The date of `YYYYMMDDhhmmss…`.
fn stamp(digits: &str) -> Option<Date> {
    let hour: u8 = digits.get(8..10)?.parse().ok()?;
    let minute: u8 = digits.get(10..12)?.parse().ok()?;
    let second: u8 = digits.get(12..14)?.parse().ok()?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    ymd(digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn addresses_code_their_date() {
        for (url, expected) in [
            (
                "https://nld.com.vn/a/b-20210123195259079.htm",
                Some(date(2021, 1, 23)),
            ),
            (
                "https://nld.com.vn/b-196250829113340491.htm",
                Some(date(2025, 8, 29)),
            ),
            (
                "https://bao.vn/2020/03/08/ten-bai.html",
                Some(date(2020, 3, 8)),
            ),
            (
                "https://bao.vn/ten-bai-20200308.html",
                Some(date(2020, 3, 8)),
            ),
            (
                "https://nld.com.vn/b-2020010419083587.htm",
                Some(date(2020, 1, 4)),
            ),
            ("https://laodongthudo.vn/ten-bai-142288.html", None),
            ("https://bao.vn/ten-bai-99999999999999999.htm", None),
            ("https://20210123195259079.vn", None),
        ] {
            assert_eq!(in_url(url), expected, "{url}");
        }
    }
}
