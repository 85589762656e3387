//! Completes the name of a district or province that is being typed, with or without marks,
//! to one that leaves nothing open: `ba d` → `Ba Đình`, `hoang m` → `Hoàng Mai, Hà Nội`.

use super::resolve::{Choice, Resolution, resolve_district, resolve_province};
use super::resolve::{district_choices, province_choices, ward_choices};
use super::table::key;
use crate::text::collate;
use crate::text::fold::fold_char;

/// A name that can be asked for, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What to ask for.
    pub text: String,
    /// The place that this means.
    pub choice: Choice,
}

/// The districts whose name begins with `prefix`, or whose name with its type word does
/// (`quận ba`); with the type word of a ward (`phường`, `xã`) those of July 2025.
pub fn complete_district(prefix: &str) -> Vec<Completion> {
    let mut found = complete(prefix, district_choices(), resolve_district);
    if found.is_empty() {
        found = complete(prefix, ward_choices(), resolve_district);
    }
    found
}

/// The provinces, of before and after July 2025, whose name begins with `prefix`.
pub fn complete_province(prefix: &str) -> Vec<Completion> {
    complete(prefix, province_choices(), resolve_province)
}

fn complete(
    prefix: &str,
    choices: Vec<Choice>,
    resolve: fn(&str) -> Resolution,
) -> Vec<Completion> {
    let typed = key(prefix.trim_start_matches('/'));
    let mut found = Vec::new();
    for choice in choices {
        if let Some(text) = clear_name(&choice, &typed, resolve) {
            found.push(Completion { text, choice });
        }
    }
    found.sort_by_cached_key(|completion| collate::key(&completion.text));
    found
}

/// The first of a place's names that begins with what was typed and leaves nothing open: its
/// own, with its type word, one it bore before; with its province where several bear it.
fn clear_name(choice: &Choice, typed: &str, resolve: fn(&str) -> Resolution) -> Option<String> {
    let means = |text: &String| match resolve(text) {
        Resolution::Unique(meant) => meant.paths.first() == choice.paths.first(),
        _ => false,
    };
    let full = choice.full_name();
    let own = [
        choice.name.as_str(),
        full.split(", ").next().unwrap_or(&full),
    ];
    let former = choice
        .paths
        .iter()
        .filter_map(|path| path.rsplit('/').next());
    let mut named_so = false;
    for (i, name) in own.into_iter().chain(former).enumerate() {
        let name = name.split(" (").next().unwrap_or(name);
        if !begins(name, typed) {
            continue;
        }
        named_so |= i < own.len();
        let texts = [name.to_string(), format!("{name}, {}", choice.province)];
        if let Some(text) = texts.into_iter().find(means) {
            return Some(text);
        }
    }
    (named_so && means(&full)).then_some(full)
}

/// Whether `name` begins with what was typed; marks that were typed must be right, those
/// left out may be any.
fn begins(name: &str, typed: &str) -> bool {
    let name = key(name);
    let mut letters = name.chars();
    typed.chars().all(|typed| {
        letters
            .next()
            .is_some_and(|letter| letter == typed || fold_char(letter) == typed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: Vec<Completion>) -> Vec<String> {
        found.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn names_are_completed_so_that_nothing_is_left_open() {
        for (prefix, expected) in [
            ("ba đì", &["Ba Đình"][..]),
            ("ba din", &["Ba Đình"]),
            ("quận ba đ", &["quận Ba Đình"]),
            ("tây hồ", &["Tây Hồ"]),
            ("Hoàng M", &["Hoàng Mai, Hà Nội", "Hoàng Mai, Nghệ An"]),
            ("thu duc", &["Thủ Đức"]),
            (
                "kỳ anh",
                &["huyện Kỳ Anh, Hà Tĩnh", "thị xã Kỳ Anh, Hà Tĩnh"],
            ),
            ("phường tây hồ", &["phường Tây Hồ"]),
            ("bá đ", &[]),
            ("xyz", &[]),
        ] {
            assert_eq!(texts(complete_district(prefix)), expected, "{prefix}");
        }
        assert_eq!(texts(complete_province("ha t")), ["Hà Tây", "Hà Tĩnh"]);
        assert_eq!(texts(complete_province("thua")), ["Thừa Thiên Huế"]);
        assert_eq!(
            texts(complete_province("tỉnh bình dư")),
            ["tỉnh Bình Dương"]
        );
    }

    #[test]
    fn every_name_that_is_offered_means_its_place() {
        let all = complete_district("");
        assert!(all.len() > 700, "{}", all.len());
        for one in all {
            let Resolution::Unique(meant) = resolve_district(&one.text) else {
                panic!("{} leaves something open", one.text);
            };
            assert_eq!(meant.paths[0], one.choice.paths[0], "{}", one.text);
        }
        assert!(complete_province("").len() >= 63);
    }
}
