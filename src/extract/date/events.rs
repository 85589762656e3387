//! The days of events that running text names.

use super::YEARS;

/// The days of events that `text` names (`sáng 26/5`, `ngày 5-4-2024`): day, month
/// and, where it stands there, the year.
pub fn events(text: &str) -> Vec<(i8, i8, Option<i16>)> {
    const BEFORE: [&str; 9] = [
        "ngày", "sáng", "chiều", "tối", "trưa", "đêm", "qua", "nay", "hôm",
    ];
    let mut found = Vec::new();
    let mut previous = "";
    for word in text.split(' ') {
        let word = word.trim_matches(['(', ')', ',', '.', ';', ':', '“', '”']);
        let named = BEFORE
            .iter()
            .any(|before| previous.eq_ignore_ascii_case(before))
            || BEFORE.contains(&previous.to_lowercase().as_str());
        previous = word;
        if !named || word.len() > 10 || !word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let mut parts = word.split(['/', '-', '.']).map(str::parse::<i16>);
        let (Some(Ok(day)), Some(Ok(month))) = (parts.next(), parts.next()) else {
            continue;
        };
        let year = parts
            .next()
            .and_then(Result::ok)
            .filter(|year| YEARS.contains(year));
        if (1..=31).contains(&day) && (1..=12).contains(&month) {
            found.push((day as i8, month as i8, year));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_stand_after_a_word_for_the_day() {
        assert_eq!(
            events(
                "Sáng 26/5, tại quận, 24/52 cơ sở (ngày 5-4-2024) và hôm qua 7.2 có 3/4 ý kiến."
            ),
            [(26, 5, None), (5, 4, Some(2024)), (7, 2, None)]
        );
    }
}
