//! The title of a chart, in Vietnamese, since charts go into articles: what was asked for, and
//! to which places and years it keeps.

use crate::query::{Years, without_filters};
use crate::search::values::leaf;
use crate::search::{By, Filter, PlaceFilter};

/// How a day is written.
pub const DAY: &str = "%d/%m/%Y";
/// More values of a filter than these are counted.
const MOST_NAMED: usize = 3;

/// What was asked for, by what it is grouped, what else is `told` of it, and the filters in
/// force.
pub fn title(query: &str, by: Option<By>, told: &str, filter: &Filter) -> String {
    let by = match by {
        None => "",
        Some(By::Year) => " theo năm",
        Some(By::District) => " theo quận, huyện",
        Some(By::Noun) => " theo đối tượng",
    };
    // Its filters are named by themselves.
    let bare = without_filters(query);
    let words = bare.trim().trim_matches(['"', '“', '”']);
    let mut letters = words.chars();
    let mut title = match letters.next() {
        Some(first) => format!("{}{}{by}", first.to_uppercase(), letters.as_str()),
        None => format!("Các con số{by}"),
    };
    title.push_str(told);
    for part in filters(filter) {
        title.push_str(" · ");
        title.push_str(&part);
    }
    title
}

/// The filters in force, a part each.
fn filters(filter: &Filter) -> Vec<String> {
    let mut parts = Vec::new();
    for (places, none) in [
        (&filter.provinces, "không rõ tỉnh, thành phố"),
        (&filter.districts, "không rõ quận, huyện"),
    ] {
        let mut names = Vec::new();
        for place in places {
            match place {
                PlaceFilter::Path(path) => names.push(leaf(path).to_string()),
                // the same place by another name
                PlaceFilter::Followed(_) => {}
                PlaceFilter::Untagged => names.push(none.to_string()),
            }
        }
        parts.extend(listed(&names));
    }
    let years: Vec<String> = filter.years.iter().map(years).collect();
    parts.extend(listed(&years));
    parts.extend(filter.since.map(|day| format!("từ {}", day.strftime(DAY))));
    parts.extend(filter.until.map(|day| format!("đến {}", day.strftime(DAY))));
    parts
}

fn years(years: &Years) -> String {
    let text = years.to_string();
    match text.split_once("..") {
        None if *years == Years::Undated => "không rõ năm".to_string(),
        None => text,
        Some((from, "")) => format!("từ {from}"),
        Some(("", to)) => format!("đến {to}"),
        Some((from, to)) => format!("{from}–{to}"),
    }
}

fn listed(names: &[String]) -> Option<String> {
    let rest = names.len().saturating_sub(MOST_NAMED);
    match (names.len(), rest) {
        (0, _) => None,
        (_, 0) => Some(names.join(", ")),
        _ => Some(format!(
            "{} và {rest} nơi hoặc năm khác",
            names[..MOST_NAMED].join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_named_and_those_in_the_query_once() {
        let path = |path: &str| PlaceFilter::Path(path.to_string());
        let filter = Filter {
            districts: vec![
                path("/Hà Nội/Ba Đình"),
                PlaceFilter::Followed("/Hà Nội/phường Ba Đình".into()),
                path("/Hà Nội/Tây Hồ"),
            ],
            years: vec![Years::between(2020, 2022), Years::between(2024, 2024)],
            since: Some(jiff::civil::date(2020, 5, 1)),
            ..Filter::default()
        };
        for (query, filter, by, expected) in [
            ("kết nạp", &Filter::default(), None, "Kết nạp"),
            (
                "",
                &Filter::default(),
                Some(By::Year),
                "Các con số theo năm",
            ),
            (
                "quận:\"Ba Đình\" kết nạp",
                &filter,
                Some(By::Year),
                "Kết nạp theo năm · Ba Đình, Tây Hồ · 2020–2022, 2024 · từ 01/05/2020",
            ),
        ] {
            assert_eq!(title(query, by, "", filter), expected);
        }
        for (asked, expected) in [
            (Years::since(2020), "từ 2020"),
            (Years::until(2020), "đến 2020"),
            (Years::Undated, "không rõ năm"),
        ] {
            let filter = Filter {
                years: vec![asked],
                provinces: vec![PlaceFilter::Untagged],
                ..Filter::default()
            };
            let expected = format!("Quà · không rõ tỉnh, thành phố · {expected}");
            assert_eq!(title("quà", None, "", &filter), expected);
        }
        let many = (2010..2020).map(|year| Years::between(year, year));
        let filter = Filter {
            years: many.collect(),
            ..Filter::default()
        };
        let named = title("\"bếp ăn\"", None, " · suất", &filter);
        assert_eq!(
            named,
            "Bếp ăn · suất · 2010, 2011, 2012 và 7 nơi hoặc năm khác"
        );
    }
}
