//! Lengthens unquoted place names: in `quận:Ba Đình` the value ends at the blank,
//! and only who knows the places can tell that the name goes on.

use super::{Clause, Query};
use crate::text::TokenKind;

/// The most words that a name goes on for: `quận:Bà Rịa - Vũng Tàu`.
const LONGEST: usize = 4;

impl Query {
    /// The same query, where a place filter that `is_known` rejects takes in as many of
    /// the words after it as make it a name that `is_known` accepts.
    pub fn with_whole_places(self, is_known: impl Fn(&Clause) -> bool) -> Query {
        let mut clauses: Vec<Clause> = Vec::with_capacity(self.clauses.len());
        for clause in self.clauses {
            let Clause::Words(words) = &clause else {
                clauses.push(clause);
                continue;
            };
            let whole = clauses.last().filter(|place| !is_known(place));
            let whole = whole.and_then(|place| {
                let longest = words
                    .iter()
                    .take(LONGEST)
                    .take_while(|word| word.kind == TokenKind::Word)
                    .count();
                (1..=longest).rev().find_map(|count| {
                    let more: Vec<&str> = words[..count]
                        .iter()
                        .map(|word| word.text.as_str())
                        .collect();
                    let longer = lengthened(place, &more.join(" "))?;
                    is_known(&longer).then_some((longer, count))
                })
            });
            match whole {
                Some((longer, count)) => {
                    clauses.pop();
                    clauses.push(longer);
                    clauses.push(Clause::Words(words[count..].to_vec()));
                }
                None => clauses.push(clause),
            }
        }
        Query::new(clauses)
    }
}

fn lengthened(place: &Clause, more: &str) -> Option<Clause> {
    match place {
        Clause::District(name) => Some(Clause::District(format!("{name} {more}"))),
        Clause::Province(name) => Some(Clause::Province(format!("{name} {more}"))),
        Clause::Not(inner) => Some(Clause::Not(Box::new(lengthened(inner, more)?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_name_goes_on_as_far_as_it_is_known() {
        let is_known = |clause: &Clause| match clause {
            Clause::District(name) => ["Ba Đình", "Hai Bà Trưng"].contains(&name.as_str()),
            _ => true,
        };
        for (typed, expected) in [
            ("quận:Ba Đình đoàn viên", "quận:\"Ba Đình\" đoàn viên"),
            ("quận:Hai Bà Trưng", "quận:\"Hai Bà Trưng\""),
            ("quận:\"Ba Đình\" mới", "quận:\"Ba Đình\" mới"),
            ("quận:Lạ Lẫm", "quận:\"Lạ\" Lẫm"),
            ("đoàn viên mới", "đoàn viên mới"),
        ] {
            let query = parse(typed).0.with_whole_places(is_known);
            assert_eq!(query.to_string(), expected, "{typed}");
        }
    }
}
