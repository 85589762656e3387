//! Names near one that is not there, for the message that says so.

use crate::text::{distance, fold};

/// The most names that are suggested.
const MOST: usize = 3;

/// Those of `names` that may have been meant by `typed`: with the same last part, with the
/// typed one inside, or a few letters off; the nearest first.
pub fn near<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = fold(typed);
    let wanted = letters(&typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let furthest = (wanted.len() / 4).clamp(1, 6);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let folded = fold(name);
        let offered = letters(&folded);
        let apart = if last_part(&folded) == last_part(&typed) {
            0
        } else if offered.len().abs_diff(wanted.len()) <= furthest {
            distance(&wanted, &offered)
        } else if wanted.len() > 3 && folded.contains(&typed) {
            furthest
        } else {
            continue;
        };
        if apart <= furthest {
            found.push((apart, name));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The letters that are compared; no name that people type is longer.
fn letters(name: &str) -> Vec<char> {
    name.chars().take(100).collect()
}

fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_meant_is_found() {
        let names = ["2022/ba-dinh.txt", "2023/tay-ho.txt", "Ứng Hòa.txt", "bd22"];
        let of = |typed: &str| near(typed, names.into_iter());
        assert_eq!(of("ba-dinh.txt"), ["2022/ba-dinh.txt"]);
        assert_eq!(of("2022/ba-dihn.txt"), ["2022/ba-dinh.txt"]);
        assert_eq!(of("ung hoa.txt"), ["Ứng Hòa.txt"]);
        assert_eq!(of("tay-ho"), ["2023/tay-ho.txt"]);
        assert_eq!(of("bd23"), ["bd22"]);
        assert_eq!(of("nowhere"), [""; 0]);
        assert_eq!(of(""), [""; 0]);
    }
}
