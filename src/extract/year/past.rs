//! Articles that tell of times gone by: chronicles, lives, memories. The last year that such a
//! text names is one of its stations, and tells nothing of when it was written.

use super::class::Class;
use super::near::{places, tail};
use super::sign::Sign;

/// So many years well before the last make it the end of a chronicle. A year in which something
/// began (`thành lập năm 2004`) counts as one of them beside a year that is told of.
const STATIONS: usize = 2;
/// So many words of looking back make a memory.
const REMEMBERED: usize = 2;

/// Words of looking back.
const WORDS: &[&str] = &[
    "nhớ lại",
    "còn nhớ",
    "vẫn nhớ",
    "nhớ nhất",
    "nhớ nhiều",
    "nhớ mãi",
    "ký ức",
    "hồi đó",
    "thuở",
    "năm xưa",
    "ngày xưa",
    "nay đã là",
    "giờ đã là",
    "bây giờ đã",
    "nhiều năm sau",
    "nhiều năm trôi qua",
];
/// What `ấy` makes a time of memory: `mùa lũ ấy`, `đêm ấy`.
const TIMES: &[&str] = &[
    "hồi", "ngày", "năm", "khi", "lúc", "dạo", "mùa", "hè", "đêm", "buổi",
];

/// What an article says of the past.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Years told of as stations of a story.
    told: Vec<i16>,
    /// Those of them that are more than mentioned.
    stronger: Vec<i16>,
    /// Those of them that are told to the day or month.
    dated: Vec<i16>,
    /// Years in which something began, or somebody was born.
    began: Vec<i16>,
    /// Years that the report is plainly of.
    firm: Vec<i16>,
    /// Years of a day on which something happened.
    days: Vec<i16>,
    /// Years in which the lead or a trade union does something.
    acted: Vec<i16>,
    /// How many words look back.
    remembered: usize,
}

impl Past {
    /// Counts the words of `text` that look back.
    pub fn read(&mut self, text: &str) {
        let lower = crate::text::lower(text);
        let count = |word: &&str| places(&lower, word).count();
        self.remembered += WORDS.iter().map(count).sum::<usize>();
        self.remembered += places(&lower, "ấy")
            .filter(|&at| ends_with_time(tail(&lower[..at], 40)))
            .count();
    }

    /// The report is plainly of `year`.
    pub fn settle(&mut self, year: i16) {
        self.firm.push(year);
    }

    /// Takes a year by its class and its sign: the headline is as firm as words are, and what
    /// the lead names is done by whom the report is about.
    pub fn weigh(&mut self, year: i16, class: Class, sign: Sign) {
        match class {
            Class::Since | Class::Born => self.began.push(year),
            Class::FullDate | Class::Period | Class::Leading | Class::Plain | Class::Bare => {
                // a year that comes again is more than a station
                if sign == Sign::Firm || self.told.contains(&year) {
                    self.firm.push(year);
                }
                if sign == Sign::Acts {
                    self.acted.push(year);
                    if class == Class::FullDate {
                        self.days.push(year);
                    }
                }
                self.told.push(year);
                let mentioned = matches!(class, Class::Plain | Class::Bare) && sign == Sign::None;
                if !mentioned {
                    self.stronger.push(year);
                }
                if matches!(class, Class::FullDate | Class::Period) {
                    self.dated.push(year);
                }
            }
            Class::SummingUp | Class::Plan => self.firm.push(year),
            Class::Ahead | Class::NewYear | Class::UntilEnd | Class::Nothing => {}
        }
    }

    /// Whether no other year is told of, nor one in which something began.
    fn is_alone(&self, year: i16) -> bool {
        self.began.is_empty()
            && self.dated.contains(&year)
            && self.told.iter().all(|&other| other == year)
    }

    /// Whether a later year than `year` is told of.
    pub fn goes_on_after(&self, year: i16) -> bool {
        let later = |&other: &i16| other > year;
        // news of a day outweighs a later year that is only mentioned
        let told = if self.days.contains(&year) {
            &self.stronger
        } else {
            &self.told
        };
        told.iter().any(later) || self.began.iter().any(later)
    }

    /// Whether `year`, the best evidenced one, is no more than a station.
    pub fn is_of(&self, year: i16) -> bool {
        if self.firm.contains(&year) {
            return false;
        }
        if self.goes_on_after(year) {
            return true;
        }
        if self.remembered >= REMEMBERED || !self.acted.contains(&year) && !self.is_alone(year) {
            return true;
        }
        // stations are told by the year, news by the day
        if self.days.contains(&year) {
            return false;
        }
        let mut told = earlier(&self.told, year);
        if told.is_empty() {
            return false;
        }
        told.extend(earlier(&self.began, year));
        distinct(told) >= STATIONS
    }
}

/// Whether one of the last two words of `text` is a time.
fn ends_with_time(text: &str) -> bool {
    let mut words = text.split_whitespace().rev().take(2);
    words.any(|word| TIMES.contains(&word))
}

/// The years well before `year`: a report compares with the last.
fn earlier(years: &[i16], year: i16) -> Vec<i16> {
    years.iter().copied().filter(|&y| y < year - 1).collect()
}

fn distinct(mut years: Vec<i16>) -> usize {
    years.sort_unstable();
    years.dedup();
    years.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(told: &[(i16, Class, Sign)]) -> Past {
        let mut past = Past::default();
        for &(year, class, sign) in told {
            past.weigh(year, class, sign);
        }
        past
    }

    #[test]
    fn words_of_memory_are_counted() {
        for (text, count) in [
            ("Mùa lũ ấy, cả xóm trọ dọn lên đê. Đêm ấy mưa to.", 2),
            ("Ông còn nhớ thuở cầm búa", 2),
            ("Anh ấy nói cô ấy đã về", 0),
            ("", 0),
        ] {
            let mut past = Past::default();
            past.read(text);
            assert_eq!(past.remembered, count, "{text}");
        }
    }

    #[test]
    fn the_last_station_is_past() {
        use Class::{FullDate, Leading, Plain, Since};
        for (told, is_past) in [
            (
                vec![
                    (2004, Since, Sign::None),
                    (2009, Plain, Sign::Acts),
                    (2015, Plain, Sign::Acts),
                ],
                true,
            ),
            (
                vec![(2004, Since, Sign::None), (2015, Plain, Sign::Acts)],
                false,
            ),
            (
                vec![(2009, Plain, Sign::None), (2015, FullDate, Sign::Acts)],
                false,
            ),
            (
                vec![(2009, Plain, Sign::None), (2015, Leading, Sign::Firm)],
                false,
            ),
            (vec![(2015, Plain, Sign::Life)], true),
            (vec![(2015, FullDate, Sign::None)], false),
            (
                vec![(2015, Plain, Sign::Acts), (2016, Since, Sign::None)],
                true,
            ),
        ] {
            assert_eq!(past(&told).is_of(2015), is_past, "{told:?}");
        }
    }
}
