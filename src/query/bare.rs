//! A query without the filters that it names.

use super::{Clause, Query, parse};

/// `text` without its filters of places and years, its words as they are.
pub fn without_filters(text: &str) -> String {
    let (query, _) = parse(text);
    if !query.clauses.iter().any(is_filter) {
        return text.to_string();
    }
    let mut clauses = query.clauses;
    clauses.retain(|clause| !is_filter(clause));
    Query::new(clauses).to_string()
}

fn is_filter(clause: &Clause) -> bool {
    match clause {
        Clause::District(_) | Clause::Province(_) | Clause::Year(_) => true,
        Clause::Not(inner) => is_filter(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_filters_go() {
        for (text, bare) in [
            ("kết nạp  Đoàn viên", "kết nạp  Đoàn viên"),
            ("quận:\"Ba Đình\" kết nạp năm:2022", "kết nạp"),
            (
                "-quận:\"Ba Đình\" \"bếp ăn\" đoàn viên >= 100",
                "\"bếp ăn\" đoàn viên >= 100",
            ),
            ("năm:2022", ""),
        ] {
            assert_eq!(without_filters(text), bare, "{text}");
        }
    }
}
