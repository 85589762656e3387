//! The act that a query asks for.

use crate::text::fold::{fold, has_marks};

use super::{Act, CUES, Cue, REACH, Words};

/// The act that the words of a query name: `kết nạp đoàn viên`, with or without marks.
pub fn asked(query: &str) -> Option<Act> {
    let words = Words::head(query, REACH);
    let starts = |cue: &str, at: usize| {
        let mut syllables = cue.split(' ').enumerate();
        syllables.all(|(i, syllable)| {
            let word = words.list.get(at + i);
            word.is_some_and(|word| word == syllable || !has_marks(word) && *word == fold(syllable))
        })
    };
    for at in 0..words.len() {
        let mut best: Option<(usize, Cue)> = None;
        for (cue, meaning) in CUES {
            let length = cue.len();
            if best.is_none_or(|(known, _)| length > known) && starts(cue, at) {
                best = Some((length, *meaning));
            }
        }
        // `tổ chức công đoàn` is a noun, `tổ chức đối thoại` is not
        let body = starts("tổ chức", at) && at > 0;
        if let Some((_, Cue::Act(act))) = best
            && !body
        {
            return Some(act);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_an_act() {
        for (query, act) in [
            ("kết nạp đoàn viên", Some(Act::Growth)),
            ("ket nap doan vien", Some(Act::Growth)),
            ("tặng quà", Some(Act::Support)),
            ("tăng lương", None),
            ("công đoàn tổ chức", None),
            ("thu nhập", None),
            ("đoàn viên", None),
        ] {
            assert_eq!(asked(query), act, "{query}");
        }
    }
}
