//! Whether two articles are one story, and whether they agree on its figures.

use std::collections::HashMap;

use crate::article::Approx;

use super::print::{Number, Print, Sentence};

/// The share of their wording that copies have in common at the least (Jaccard).
const LIKE: f64 = 0.6;
/// Where time speaks against it, the wording must be all but equal: where the years differ,
/// though one is only inferred, or the days of publication lie far apart.
const ALL_BUT_EQUAL: f64 = 0.9;
/// Papers print a story within so many days.
const FAR_APART: i32 = 30;
/// The share of their wording that two sentences have in common that say the same.
const SAME_SENTENCE: f64 = 0.5;
/// How far a round number may be from the exact one.
const ROUNDED: f64 = 0.15;

/// What one article is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// Another story.
    None,
    /// The same story with other figures.
    Similar,
    /// The same story.
    Copy,
}

/// What two articles are to each other, in whichever order they are given.
pub fn kin(one: &Print, other: &Print) -> Kin {
    if !have_common(&one.bands, &other.bands)
        || !one.about.fits(&other.about)
        || !one.sketch.is_near(&other.sketch)
    {
        return Kin::None;
    }
    let like = jaccard(&one.shingles, &other.shingles);
    let years = one.about.year.zip(other.about.year);
    let days = one.about.published.zip(other.about.published);
    let doubtful = years.is_some_and(|(a, b)| a != b)
        || days.is_some_and(|(a, b)| (a - b).get_days().abs() > FAR_APART);
    if like < if doubtful { ALL_BUT_EQUAL } else { LIKE } {
        return Kin::None;
    }
    let found = compared(&one.sentences, &other.sentences);
    found.min(compared(&other.sentences, &one.sentences))
}

/// What articles are to each other, of like wording, whose sentences these are.
fn compared(one: &[Sentence], other: &[Sentence]) -> Kin {
    let (mut agreed, mut disputed) = (0, 0);
    for (a, b) in pairs(one, other) {
        if only_in(&a.years, &b.years) && only_in(&b.years, &a.years) {
            return Kin::None;
        }
        let (mine, theirs) = (unknown_to(b, a), unknown_to(a, b));
        disputed += mine.min(theirs);
        agreed += a.numbers.len() - mine;
    }
    match disputed {
        0 => Kin::Copy,
        // Of a report that fills in other figures throughout, it is the form that is like.
        _ if disputed <= agreed.max(1) => Kin::Similar,
        _ => Kin::None,
    }
}

fn have_common(one: &[u32], other: &[u32]) -> bool {
    one.iter().any(|band| other.binary_search(band).is_ok())
}

/// Each sentence of `one` with the sentence of `other` that says the same.
fn pairs<'a>(one: &'a [Sentence], other: &'a [Sentence]) -> Vec<(&'a Sentence, &'a Sentence)> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (i, sentence) in other.iter().enumerate() {
        for &shingle in &sentence.shingles {
            let list = places.entry(shingle).or_default();
            // What every other sentence says tells nothing, and would cost the square.
            if list.len() < 16 {
                list.push(i);
            }
        }
    }
    let mut found = Vec::new();
    for a in one {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for shingle in &a.shingles {
            for &i in places.get(shingle).into_iter().flatten() {
                *shared.entry(i).or_default() += 1;
            }
        }
        let mut best: Option<(f64, &Sentence)> = None;
        let mut candidates: Vec<usize> = shared.into_keys().collect();
        candidates.sort_unstable();
        for i in candidates {
            let b = &other[i];
            let like = jaccard(&a.shingles, &b.shingles);
            // Of sentences that differ in numbers alone the one with the same numbers.
            let agreeing = a.numbers.len() - unknown_to(b, a);
            let worth = like + 1e-3 * agreeing as f64;
            if like >= SAME_SENTENCE && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, b));
            }
        }
        found.extend(best.map(|(_, b)| (a, b)));
    }
    found
}

/// How many numbers of `other` do not stand in `one`.
fn unknown_to(one: &Sentence, other: &Sentence) -> usize {
    let known = |number: &&Number| one.numbers.iter().any(|mine| agree(mine, number));
    other.numbers.len() - other.numbers.iter().filter(known).count()
}

/// Whether two numbers are the same, or one says in round figures what the other says exactly.
fn agree(a: &Number, b: &Number) -> bool {
    a.value == b.value || rounds(a, b) || rounds(b, a)
}

fn rounds(round: &Number, exact: &Number) -> bool {
    let share = (exact.value - round.value) / round.value;
    match round.approx {
        Some(Approx::Gt) => (0.0..ROUNDED).contains(&share),
        Some(Approx::Lt) => (-ROUNDED..=0.0).contains(&share),
        Some(Approx::About) => share.abs() < ROUNDED,
        _ => false,
    }
}

/// Whether `one` has a year that `other` has not.
fn only_in(one: &[u16], other: &[u16]) -> bool {
    one.iter().any(|year| !other.contains(year))
}

/// The share of two sorted sets that they have in common.
fn jaccard(one: &[u32], other: &[u32]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = one.len() + other.len() - common;
    common as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::extract::{Format, RawPage};

    const BODY: &str = "Chiều qua, tổ công đoàn của xưởng gốm họp bàn việc chia lại ca đêm cho thợ có con nhỏ. \
        Ai đưa con đi học buổi sáng thì được nghỉ sớm một giờ, bù lại vào chiều thứ sáu.\n\n\
        Bếp ăn nấu thêm 60 suất cháo cho ca đêm, và ông chủ xưởng hứa sửa mái che trước mùa mưa.\n\n\
        Thợ trẻ mong có thêm lớp dạy vẽ men, vì nghề này học mấy năm mới thạo tay.\n";

    fn print(page: &str) -> Print {
        let page = RawPage::new("a.txt", Format::Txt, page);
        Print::of(&extract::article(&page).expect("an article"))
    }

    #[test]
    fn only_disagreement_on_the_same_sentence_keeps_copies_apart() {
        let one = print(&format!("Chuyện xưởng gốm\n\n{BODY}"));
        let page = |from: &str, to: &str| {
            assert!(BODY.contains(from), "{from}");
            print(&format!("Ca đêm ở xưởng gốm\n\n{}", BODY.replace(from, to)))
        };
        for (from, to, expected) in [
            ("Chiều qua, tổ", "Vừa qua, tổ", Kin::Copy),
            ("60 suất cháo", "nhiều suất cháo", Kin::Copy),
            ("60 suất cháo", "hơn 55 suất cháo", Kin::Copy),
            ("60 suất cháo", "90 suất cháo", Kin::Similar),
            ("mấy năm mới", "5 năm mới", Kin::Copy),
        ] {
            assert_eq!(kin(&one, &page(from, to)), expected, "{to}");
            assert_eq!(kin(&page(from, to), &one), expected, "{to}");
        }
        assert_eq!(kin(&one, &one), Kin::Copy);
    }

    #[test]
    fn what_is_short_or_about_something_else_is_no_kin() {
        let one = print(&format!("Chuyện xưởng gốm\n\n{BODY}"));
        let other = print(
            "Hội thao của tổ xe\n\nĐội xe buýt đá bóng với đội bảo vệ bến, thua một bàn phút cuối nhưng ai nấy đều vui. \
             Sau trận, hai đội cùng ăn phở và hẹn nhau đá lại vào tháng sau, trên sân của trường nghề.\n",
        );
        assert_eq!(kin(&one, &other), Kin::None);
        let short = print("Tin vắn\n\nTổ may đổi ca.\n");
        assert_eq!(kin(&short, &short), Kin::None);
    }
}
