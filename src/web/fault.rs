//! What can be wrong with a parameter, said in the reader's language.

use super::words::{Words, fill};

/// What is wrong with one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is none of ours; these are.
    Unknown(String),
    /// There are more parameters than so many.
    Many(usize),
    /// It stands more often than so many times.
    Times(usize),
    /// It is longer than so many characters.
    Long(usize),
    /// It is no number between these.
    Number(usize, usize),
    /// It is no quantity.
    Quantity,
    /// It is no day.
    Day,
    /// It is no year and no range of years.
    Year,
    /// It is none of these words.
    Choice(&'static [&'static str]),
    /// It is neither true nor false.
    Flag,
    /// It names no place.
    NoPlace(String),
    /// It names several places.
    Places(String),
}

impl Fault {
    /// What is wrong with the parameter `name`, and what it takes.
    pub fn said(&self, name: &str, words: &Words) -> String {
        let filled = |template: &str, key: &str, value: &str| {
            fill(template, &[("name", name), (key, value)])
        };
        let plain = |template: &str| fill(template, &[("name", name)]);
        let number = |template: &str, n: usize| filled(template, "n", &words.whole(n as u64));
        match self {
            Fault::Unknown(list) => filled(&words.fault_unknown, "list", list),
            Fault::Many(most) => number(&words.fault_many, *most),
            Fault::Times(1) => plain(&words.fault_once),
            Fault::Times(most) => number(&words.fault_times, *most),
            Fault::Long(longest) => number(&words.fault_long, *longest),
            Fault::Number(least, most) => {
                let (least, most) = (least.to_string(), most.to_string());
                let values = [("name", name), ("least", &least), ("most", &most)];
                fill(&words.fault_number, &values)
            }
            Fault::Quantity => plain(&words.fault_quantity),
            Fault::Day => plain(&words.fault_day),
            Fault::Year => plain(&words.fault_year),
            Fault::Choice(list) => {
                let named: Vec<&str> = list.iter().copied().filter(|w| !w.is_empty()).collect();
                filled(&words.fault_choice, "list", &named.join(", "))
            }
            Fault::Flag => plain(&words.fault_flag),
            Fault::NoPlace(place) => fill(&words.problem_place_none, &[("name", place)]),
            Fault::Places(place) => fill(&words.problem_place_many, &[("name", place)]),
        }
    }
}
