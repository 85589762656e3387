//! The title of a chart, in Vietnamese, since charts go into articles: what was asked for, and
//! to which places and years it keeps.

use crate::query::{Years, without_filters};
use crate::search::values::label;
use crate::search::{By, Filter};

use crate::text::{clean, normalize::squeeze};

use super::filters::{self, Wanted, parts};

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
    let bare = squeeze(&clean(&bare));
    let words = bare.trim_matches(['"', '“', '”']);
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
    let told = |(by, wanted): (filters::By, Vec<Wanted>)| {
        let names: Vec<String> = wanted.iter().map(|wanted| name(by, wanted)).collect();
        listed(&names, by)
    };
    parts(filter).into_iter().map(told).collect()
}

/// One value of a filter.
fn name(by: filters::By, wanted: &Wanted) -> String {
    match (by, wanted) {
        (_, Wanted::Place(path)) => label(path),
        (_, Wanted::Years(wanted)) => years(wanted),
        (filters::By::Until, Wanted::Day(day)) => format!("đến {}", day.strftime(DAY)),
        (_, Wanted::Day(day)) => format!("từ {}", day.strftime(DAY)),
        (filters::By::Province, Wanted::Unknown) => "không rõ tỉnh, thành phố".to_string(),
        (filters::By::District, Wanted::Unknown) => "không rõ quận, huyện".to_string(),
        (_, Wanted::Unknown) => "không rõ năm".to_string(),
    }
}

fn years(years: &Years) -> String {
    let text = years.to_string();
    match text.split_once("..") {
        None => text,
        Some((from, "")) => format!("từ {from}"),
        Some(("", to)) => format!("đến {to}"),
        Some((from, to)) => format!("{from}–{to}"),
    }
}

fn listed(names: &[String], by: filters::By) -> String {
    let rest = names.len().saturating_sub(MOST_NAMED);
    if rest == 0 {
        return names.join(", ");
    }
    let named = names[..MOST_NAMED].join(", ");
    let kind = match by {
        filters::By::Year => "năm",
        _ => "nơi",
    };
    format!("{named} và {rest} {kind} khác")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::PlaceFilter;

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
        let filter = Filter {
            districts: (1..=5)
                .map(|n| path(&format!("/Hồ Chí Minh/Quận {n}")))
                .collect(),
            years: (2010..2020)
                .map(|year| Years::between(year, year))
                .collect(),
            ..Filter::default()
        };
        let named = title("\"bếp ăn\"", None, " · suất", &filter);
        assert_eq!(
            named,
            "Bếp ăn · suất · Quận 1, Quận 2, Quận 3 và 2 nơi khác · 2010, 2011, 2012 và 7 năm khác"
        );
    }
}
