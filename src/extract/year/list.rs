//! Years that are listed: `các năm 2014, 2015 và 2016`.

use super::near::{ends_with_word, head, tail};

/// Whether the year at `start..end` is one of a list: `các năm 2014, 2015 và 2016`.
pub(super) fn is_listed(text: &str, start: usize, end: usize) -> bool {
    // three are enough: a long list is not read again from each of its years
    let mut count = 1;
    let mut at = end;
    while count < 3
        && let Some(next) = next_listed(&text[at..])
    {
        count += 1;
        at += next;
    }
    let mut at = start;
    while count < 3
        && let Some(previous) = previous_listed(&text[..at])
    {
        count += 1;
        at = previous;
    }
    count >= 3 || count == 2 && ends_with_word(tail(&text[..at], 40), &["các năm", "những năm"])
}

/// The end of the year that `after` goes on to list.
fn next_listed(after: &str) -> Option<usize> {
    let near = head(after, 28);
    let at = near.find(|c: char| c.is_ascii_digit())?;
    let digits = near[at..].bytes().take_while(u8::is_ascii_digit).count();
    (joins(&near[..at]) && is_year(&near[at..at + digits])).then_some(at + digits)
}

/// Where the year stands that `before` lists ahead of the next.
fn previous_listed(before: &str) -> Option<usize> {
    let near = tail(before, 28);
    let gap = near.trim_end_matches(|c: char| !c.is_ascii_digit());
    let head = gap.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &gap[head.len()..];
    let glued = head.ends_with(['/', '-', '.']);
    (joins(&near[gap.len()..]) && is_year(digits) && !glued)
        .then(|| before.len() - near.len() + head.len())
}

/// Whether `gap` joins two years of a list, few words between.
fn joins(gap: &str) -> bool {
    let trimmed = gap.trim_start();
    (trimmed.starts_with(',') || trimmed.starts_with("và ") || trimmed.starts_with("rồi "))
        && gap.split_whitespace().count() <= 4
        && !gap.contains(['.', ';', '(', ')', ':'])
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::is_listed;

    fn listed(text: &str, year: &str) -> bool {
        let start = text.find(year).expect("the year");
        is_listed(text, start, start + year.len())
    }

    #[test]
    fn years_of_a_list_are_told() {
        let text = "các năm 2014, 2015 và 2016 đều đạt";
        assert!(
            ["2014", "2015", "2016"]
                .iter()
                .all(|year| listed(text, year))
        );
        assert!(listed("giải làng các năm 1992 và 1995.", "1995"));
        assert!(listed(
            "bằng năm 2009, bằng năm 2012, bằng năm 2014",
            "2014"
        ));
        assert!(!listed("năm 2018, tăng so với 2017", "2018"));
        assert!(!listed("ngày 3/4/2016, năm 2015. 2014", "2015"));
        assert!(!listed("2016", "2016"));
    }
}
