//! Decides which year an article reports on, where its page states no date: years in the
//! text are classed by the words around them, weighed, and the latest that is well
//! evidenced is taken. Terms, plans, laws, births and comparisons give no evidence.

mod ahead;
mod anniversary;
mod class;
mod form;
mod list;
mod lunar;
mod near;
mod nouns;
mod past;
mod scan;
mod sign;
mod weights;
mod words;

use crate::article::{Article, ParagraphKind};
use class::Class;
use past::Past;
use scan::{Stated, YEARS, scan};
use sign::Sign;

/// The year that the text of `article` reports on; none where it cannot be told.
pub fn reported_year(article: &Article) -> Option<i16> {
    let mut evidence = Evidence::default();
    if !article.title.is_empty() {
        evidence.read(&article.title, weights::TITLE, true);
    }
    let paragraphs: Vec<_> = article.body().collect();
    let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
    let has_lead = paragraphs.iter().any(|p| p.kind == ParagraphKind::Lead);
    let mut below = 0;
    for (i, paragraph) in paragraphs.into_iter().enumerate() {
        let leads = if has_lead {
            paragraph.kind == ParagraphKind::Lead
        } else {
            i == 0
        };
        let position = if leads {
            weights::LEAD
        } else {
            below += 1;
            if below <= 2 {
                weights::EARLY
            } else {
                weights::BODY
            }
        };
        evidence.read(&paragraph.text, position, leads || below == 1);
    }
    // asked of the whole text, and only where it matters
    evidence.eve = !evidence.new_years.is_empty()
        && (lunar::tells_eve(&article.title) || texts.iter().any(|text| lunar::tells_eve(text)));
    evidence.decide().filter(|year| YEARS.contains(year))
}

/// What the years of an article say.
#[derive(Debug, Default)]
struct Evidence {
    /// Each year's weight.
    years: Vec<(i16, f32)>,
    /// Years summed up: `tổng kết năm 2022`.
    summed_up: Vec<i16>,
    /// Years planned for: `nhiệm vụ năm 2023`, with their weight.
    planned: Vec<(i16, f32)>,
    /// Years of a lunar new year, with their weight, and whether it is still to come.
    new_years: Vec<(i16, f32, bool)>,
    /// Years of the headline or the lead.
    top: Vec<i16>,
    /// Years of a day or a month.
    datings: Vec<i16>,
    /// The years that these tell.
    festive: Vec<i16>,
    /// School years, and what is said of them.
    school: Vec<(i16, i16, Option<bool>)>,
    /// Years that an anniversary leads to.
    anniversaries: Vec<i16>,
    /// Ends of spans that have passed: `từ năm 2015`.
    since: Vec<i16>,
    /// Years whose end is to come: `đến hết năm 2016`.
    until: Vec<i16>,
    /// The month of the event: the first date without a year near the top.
    month: Option<u8>,
    /// The month and day of that date.
    day: (u8, u8),
    /// Whether the next date is of a year before the event's.
    earlier: bool,
    /// The first full date near the top.
    dated: Option<i16>,
    /// Whether a day at the turn of the lunar year is told of.
    eve: bool,
    /// How the article tells of times gone by.
    past: Past,
}

impl Evidence {
    fn read(&mut self, text: &str, position: f32, near_top: bool) {
        for stated in scan(text) {
            self.take(&stated, position, near_top);
        }
        for (year, ahead) in lunar::years(text) {
            let ahead = ahead || position >= weights::LEAD;
            self.new_years.push((year, position, ahead));
        }
        self.anniversaries.extend(anniversary::years(text));
        self.past.read(text);
    }

    fn take(&mut self, stated: &Stated, position: f32, near_top: bool) {
        match *stated {
            Stated::DayMonth(month, day) => {
                if near_top && self.month.is_none() {
                    self.month = Some(month);
                    self.day = (month, day);
                }
            }
            Stated::Past(month, day) => {
                // what happened within a month of the event may be told after both
                self.earlier = self.month.is_some() && (month, day) > (self.day.0 + 1, self.day.1);
            }
            Stated::School(from, to, ended) => self.school.push((from, to, ended)),
            Stated::Anniversary(year) => self.anniversaries.push(year),
            Stated::Old(year, class) => self.past.weigh(year, class, Sign::None),
            Stated::Year(year, class, sign) => {
                // past when the event took place, later in its year: the year of one before
                if class == Class::FullDate && std::mem::take(&mut self.earlier) {
                    self.since.push(year);
                    self.past.weigh(year, Class::Since, Sign::None);
                    return;
                }
                // the name of an event tells of it as much as a sentence of the year does
                let named = sign == Sign::Event && matches!(class, Class::Plain | Class::Bare);
                let class_weight = if named {
                    weights::LEADING
                } else {
                    class.weight()
                };
                let weight = class_weight * position;
                let sign = match sign {
                    _ if position >= weights::TITLE => Sign::Firm,
                    Sign::Event if position >= weights::LEAD => Sign::Firm,
                    Sign::Event => Sign::Acts,
                    Sign::None if position >= weights::LEAD => Sign::Acts,
                    sign => sign,
                };
                self.past.weigh(year, class, sign);
                match class {
                    Class::Plan => self.planned.push((year, weight)),
                    Class::NewYear => {
                        let ahead = position >= weights::LEAD;
                        self.new_years.push((year, position, ahead));
                    }
                    Class::Since => self.since.push(year),
                    Class::UntilEnd => self.until.push(year),
                    Class::SummingUp => self.summed_up.push(year),
                    Class::FullDate if near_top && self.dated.is_none() => {
                        self.dated = Some(year);
                    }
                    _ => {}
                }
                if weight > 0.0 && class != Class::Plan {
                    self.add(year, weight);
                    if position >= weights::LEAD {
                        self.top.push(year);
                    }
                    if matches!(class, Class::FullDate | Class::Period) {
                        self.datings.push(year);
                    }
                }
            }
        }
    }

    fn add(&mut self, year: i16, weight: f32) {
        match self.years.iter_mut().find(|(y, _)| *y == year) {
            Some((_, sum)) => *sum += weight,
            None => self.years.push((year, weight)),
        }
    }

    fn decide(mut self) -> Option<i16> {
        if let Some(year) = self.dated {
            // a full date at the head of the report is the event's
            let later = self
                .years
                .iter()
                .any(|&(y, w)| y > year && w >= weights::LEAST);
            if !later {
                return Some(year);
            }
        }
        self.weigh_plans();
        self.weigh_new_years();
        let most = self.years.iter().map(|&(_, w)| w).fold(0.0, f32::max);
        let latest = self
            .years
            .iter()
            .filter(|&&(_, w)| w >= weights::LEAST && w >= most * weights::SHARE_LEAST)
            .map(|&(y, _)| y)
            .max();
        match latest {
            Some(year) if self.past.is_of(year) => self.feast_after(year),
            Some(year) => Some(self.after_summing_up(self.before_outlook(year))),
            None => self.fallback(),
        }
    }

    /// A conference that sums up a year is held at its end or at the start of the next:
    /// the event's month tells.
    fn after_summing_up(&self, year: i16) -> i16 {
        let early = self.month.is_some_and(|month| month <= 3);
        let summed = self.summed_up.contains(&year) && !self.summed_up.contains(&(year + 1));
        if early && summed { year + 1 } else { year }
    }

    /// A feast told of after the years of a story tells when that was told.
    fn feast_after(&self, year: i16) -> Option<i16> {
        let feast = *self.festive.first()?;
        let agreed = self.festive.iter().all(|&other| other == feast);
        (agreed && feast > year && !self.past.goes_on_after(feast)).then_some(feast)
    }

    /// A report of a year may close with a look at the next, in plain words.
    fn before_outlook(&self, year: i16) -> i16 {
        let top = |year| self.top.contains(&year);
        let told = self.datings.contains(&year) || self.festive.contains(&year);
        if top(year - 1) && !top(year) && !told {
            year - 1
        } else {
            year
        }
    }

    /// A plan for a year counts where that year, or the one before, is not reported on.
    fn weigh_plans(&mut self) {
        for (year, weight) in std::mem::take(&mut self.planned) {
            let before = |&(y, w): &(i16, f32)| y == year - 1 && w >= weights::LEAST;
            let reports_before = self.years.iter().any(before);
            if !reports_before || self.years.iter().any(|&(y, w)| y == year && w > 0.5) {
                self.add(year, weight);
            }
        }
    }

    /// What is done for a lunar new year is done in its January, or in the December before:
    /// the event's month tells, else whether the year before is the better evidenced.
    fn weigh_new_years(&mut self) {
        let mut sums: Vec<(i16, f32, bool)> = Vec::new();
        for (year, position, ahead) in std::mem::take(&mut self.new_years) {
            match sums.iter_mut().find(|(y, _, _)| *y == year) {
                Some((_, sum, is_ahead)) => {
                    *sum += position * weights::NEW_YEAR;
                    *is_ahead |= ahead;
                }
                None => sums.push((year, position * weights::NEW_YEAR, ahead)),
            }
        }
        for (year, sum, ahead) in sums {
            let before = ahead && self.month.is_some_and(|month| month >= 8);
            let of_before = |&(y, w): &(i16, f32)| y == year - 1 && w >= sum;
            let told = self.month.is_none() && !self.eve && self.years.iter().any(of_before);
            let year = if before || told { year - 1 } else { year };
            self.past.settle(year);
            self.festive.push(year);
            self.add(year, sum);
        }
    }

    /// Weaker signs, where no year is well evidenced.
    fn fallback(&self) -> Option<i16> {
        for &(from, to, ended) in &self.school {
            match (ended, self.month) {
                (Some(true), _) => return Some(to),
                (Some(false), _) => return Some(from),
                (None, Some(month)) => return Some(if month >= 8 { from } else { to }),
                _ => {}
            }
        }
        // what began in a year whose end is to come was told in that year
        if let Some(&year) = self.until.iter().find(|year| self.since.contains(year)) {
            return Some(year);
        }
        let told = [self.festive.as_slice(), &self.anniversaries].concat();
        let year = *told.first()?;
        let agreed = told.iter().all(|&other| other == year);
        let later = self.since.iter().any(|&since| since > year);
        (agreed && !later).then_some(year)
    }
}

#[cfg(test)]
mod tests;
