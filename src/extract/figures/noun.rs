//! Where a counted noun phrase ends: it runs from its head over the nouns and class
//! adjectives behind it, and through lists of the same kind, to the first verb,
//! preposition or mark.

mod special;

use super::list;
use super::token::Line;
use super::uses::is_about_it;
use super::words::{self, Class, compound};

/// A counted noun phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phrase {
    /// The token after it.
    pub end: usize,
    /// The tokens of the noun itself: none where a bare classifier stands (`5 điểm`).
    pub noun: Option<(usize, usize)>,
    /// `người`, `lớp`, `suất`, `vụ`, `cuộc`, `lượt`; none for other things.
    pub unit: Option<&'static str>,
    /// The class of its head; none where no list knows it.
    pub class: Option<Class>,
}

/// Syllables past which only words that the lists know are added.
const LONG: usize = 6;
/// Syllables past which nothing is added outside a list.
const LONGEST: usize = 10;
/// An unknown run longer than this is no compound.
const UNKNOWN: usize = 3;

/// Classifiers that are units and drop out of the noun where one follows.
const DROPPED: [&str; 3] = ["lượt", "vụ", "cuộc"];
/// What stays one word with its classifier: `cuộc thi`, `vụ việc`.
const KEPT: [&str; 8] = ["việc", "thi", "họp", "gọi", "vận", "sống", "cách", "chiến"];
/// The noun phrase at token `at`; none where no noun can stand there.
pub fn phrase(line: &Line, at: usize) -> Option<Phrase> {
    let mut walk = Walk {
        line,
        start: at,
        end: at,
        head: None,
        known_head: false,
        last: None,
        listed: false,
        before_name: None,
        last_group: None,
        last_comma: None,
    };
    while walk.step() {}
    walk.finish()
}

/// Whether a noun that the lists know as a head stands at token `at`.
pub fn is_known_head(line: &Line, at: usize) -> bool {
    words::head(line, at).is_some_and(|(class, _)| class.is_head() && class != Class::Verbal)
}

/// The class of the noun that the lists know at token `at`.
pub fn head_class(line: &Line, at: usize) -> Option<Class> {
    words::head(line, at)
        .map(|(class, _)| class)
        .filter(|class| class.is_head())
}

/// Whether the phrase must have ended before token `at`.
pub fn is_end(line: &Line, at: usize) -> bool {
    !line.is_word(at) || compound(line, at).is_some_and(|(class, _)| class == Class::Stop)
}

struct Walk<'l, 't> {
    line: &'l Line<'t>,
    start: usize,
    end: usize,
    head: Option<Class>,
    known_head: bool,
    /// The class of the last piece; none after an unknown one.
    last: Option<Class>,
    listed: bool,
    /// Where the phrase ended before an organisation whose name may follow.
    before_name: Option<usize>,
    /// Where the last organisation or territory behind the head begins.
    last_group: Option<usize>,
    /// Where the comma before the last member of a list stands.
    last_comma: Option<usize>,
}

impl Walk<'_, '_> {
    /// Adds one piece; false where the phrase ends.
    fn step(&mut self) -> bool {
        let at = self.end;
        if !self.line.is_word(at) {
            return self.headed() && (self.list_item(at) || self.dashed(at));
        }
        if self.line.glued(at) && at > self.start {
            return false;
        }
        // `quận Hai Bà Trưng`
        let group = self.last_group.is_some();
        if group
            && self.line.is_titled(at)
            && self.line.is_titled(at + 1)
            && !self.line.is_titled(self.start)
        {
            return self.add_name(at);
        }
        if self.headed() && (is_about_it(self.line, at) || self.states(at)) {
            return false;
        }
        if !self.headed() && self.safety_officers(at) {
            return true;
        }
        let word = if self.headed() {
            compound(self.line, at)
        } else {
            words::head(self.line, at)
        };
        match word {
            Some((Class::Stop, _)) => {
                self.headed()
                    && (self.list_item(at)
                        || self.goods(at)
                        || self.used_for(at)
                        || self.taught(at))
            }
            Some((class, end)) => self.add_known(class, end),
            None => self.used_for(at) || self.add_unknown(at),
        }
    }

    fn headed(&self) -> bool {
        self.end > self.start
    }

    fn add_known(&mut self, class: Class, end: usize) -> bool {
        if !self.headed() {
            if !class.is_head() {
                return false;
            }
            self.head = Some(class);
            self.known_head = true;
        } else {
            if class == Class::Verbal && !self.takes_activity() {
                return false;
            }
            // `21 vụ ông khởi kiện`: a new subject
            let subject = matches!(
                self.line.word(self.end),
                "ông" | "bà" | "anh" | "chị" | "cô"
            );
            if subject && end == self.end + 1 {
                return false;
            }
            if class == Class::Adjective && self.is_adverb(end) {
                return false;
            }
            let longest = if self.listed { LONGEST * 3 } else { LONGEST };
            if end - self.start > longest {
                return false;
            }
            if matches!(class, Class::Org | Class::Admin) {
                self.before_name = Some(self.end);
                self.last_group = Some(self.end);
            }
        }
        // `lượt cán bộ, công nhân`: the list is of people
        if class == Class::Person && self.end == self.start + 1 && self.head == Some(Class::Event) {
            self.head = Some(Class::Person);
        }
        self.last = Some(class);
        self.end = end;
        true
    }

    /// Whether the adjective that ends before token `end` belongs to a verb behind it: `mới
    /// thành lập`, `tình nguyện tham gia`.
    fn is_adverb(&self, end: usize) -> bool {
        let word = self.line.word(end - 1);
        // `tình nguyện ở lại`, `tình nguyện ra đảo`
        let stays = self.line.is_pair(end, "ở", "lại");
        if word == "nguyện" && (stays || matches!(self.line.word(end), "ra" | "vào" | "lên" | "đi"))
        {
            return true;
        }
        matches!(
            word,
            "mới" | "tiếp" | "nguyện" | "kỳ" | "xuyên" | "sung" | "xuất" | "hợp"
        ) && compound(self.line, end)
            .is_some_and(|(class, after)| class == Class::Stop && after > end + 1)
    }

    /// Whether an activity may follow: `lớp tập huấn`, `cuộc kiểm tra`, `tổ tư vấn`.
    fn takes_activity(&self) -> bool {
        match self.last {
            Some(Class::Event | Class::Counter) => true,
            Some(Class::Verbal) => self.head != Some(Class::Verbal),
            // `trưởng ban thanh tra`
            Some(Class::Person) => matches!(self.line.word(self.end - 1), "ban" | "đội" | "tổ"),
            Some(Class::Org | Class::Work | Class::Thing) => {
                self.end - self.start == 1
                    && matches!(
                        self.line.word(self.start),
                        "tổ" | "đội"
                            | "nhóm"
                            | "điểm"
                            | "đoàn"
                            | "ban"
                            | "chốt"
                            | "trạm"
                            | "gói"
                            | "hồ"
                            | "đơn"
                            | "phiếu"
                            | "quầy"
                            | "phòng"
                            | "tuyến"
                            | "bàn"
                    )
                    || matches!(
                        self.line.word(self.start),
                        "suất" | "mô" | "học" | "trung" | "chuyên"
                    )
            }
            _ => false,
        }
    }

    fn add_unknown(&mut self, at: usize) -> bool {
        let line = self.line;
        if line.word(at).bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let mut run = 1;
        while run <= UNKNOWN + 1
            && line.is_word(at + run)
            && !line.glued(at + run)
            && compound(line, at + run).is_none()
            && !is_about_it(line, at + run)
        {
            run += 1;
        }
        let name = line.is_titled(at) || is_capital(line, at);
        if self.headed() && name {
            return self.add_name(at);
        }
        let open = matches!(self.last, Some(Class::Counter | Class::Event)) || !self.headed();
        let take = if open {
            if run <= UNKNOWN { run } else { 2 }
        } else if run <= 2
            && is_end(line, at + run)
            && !line.is_number(at + run)
            // `24 công nhân va chạm với xe`: a verb
            && !(self.head == Some(Class::Person) && line.word(at + run) == "với")
        {
            run
        } else {
            0
        };
        if take == 0 || at + take - self.start > LONG {
            return false;
        }
        self.last = None;
        self.end = at + take;
        true
    }

    /// Adds a proper name, or gives back the organisation before one that is too long.
    fn add_name(&mut self, at: usize) -> bool {
        let mut end = at;
        while self.line.is_word(end) && (self.line.is_titled(end) || is_capital(self.line, end)) {
            end += 1;
            if end - self.start > LONG {
                if let Some(before) = self.before_name {
                    self.end = before;
                }
                return false;
            }
        }
        self.last = Some(Class::Field);
        self.end = end;
        end > at
    }

    /// Goes through a comma or `và` to the next member of a list of one kind.
    fn list_item(&mut self, at: usize) -> bool {
        let comma = self.line.is_mark(at, ',');
        if !comma && self.line.word(at) != "và" {
            return false;
        }
        // `37 LĐLĐ tỉnh, thành phố`, `48 gia đình thương binh, liệt sĩ`: the list is of what
        // stands last
        let families = self.head == Some(Class::Org);
        let last = self.last.filter(|last| match last {
            Class::Admin => true,
            Class::Person => families,
            _ => false,
        });
        let member = last
            .or(self.head)
            .and_then(|kind| list::member(self.line, at + 1, kind))
            .or_else(|| list::region(self.line, self.end, at + 1));
        let Some((class, end)) = member else {
            return false;
        };
        if (self.end - self.start) > LONGEST * 2 {
            return false;
        }
        self.listed = true;
        self.last_comma = Some(at);
        self.last_group = None;
        self.last = Some(class);
        self.end = end;
        true
    }

    /// Goes through a dash: `CNVC-LĐ`, `nhà giáo - người lao động`.
    fn dashed(&mut self, at: usize) -> bool {
        if !self.line.is_dash(at) {
            return false;
        }
        let next = at + 1;
        let tight = self.line.glued(at) && self.line.glued(next) && self.line.is_word(next);
        let people = self.head == Some(Class::Person)
            && list::member(self.line, next, Class::Person).is_some();
        if !tight && !people {
            return false;
        }
        self.end = compound(self.line, next).map_or(next + 1, |(_, end)| end);
        self.last = Some(Class::Field);
        self.listed |= people;
        true
    }

    fn finish(mut self) -> Option<Phrase> {
        if !self.headed() {
            return None;
        }
        let line = self.line;
        // `20 công nhân tổ 3`: the number names the last group
        if line.is_number(self.end)
            && let Some(group) = self.last_comma.or(self.last_group)
        {
            self.end = group;
        }
        let first = line.word(self.start);
        let mut noun = Some((self.start, self.end));
        let mut unit = None;
        if DROPPED.contains(&first) {
            unit = DROPPED.iter().find(|word| **word == first).copied();
            let second = line.word(self.start + 1);
            let alone = self.end == self.start + 1;
            if first == "cuộc" && !alone && KEPT.contains(&second) {
                unit = None;
            } else if !alone && !KEPT.contains(&second) {
                noun = Some((self.start + 1, self.end));
            }
        } else if first == "lớp" {
            unit = Some("lớp");
        } else if first == "suất" {
            unit = Some("suất");
        } else if first == "điểm" && self.end == self.start + 1 {
            unit = Some("điểm");
            noun = None;
        } else if (self.head == Some(Class::Person) && !self.names_animals()) || self.names_people()
        {
            unit = Some("người");
        }
        Some(Phrase {
            end: self.end,
            noun,
            unit,
            class: self.head,
        })
    }
}

/// Whether token `at` is written in capitals throughout.
fn is_capital(line: &Line, at: usize) -> bool {
    let raw = line.raw(at);
    raw.chars().count() > 1 && raw.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phrase behind the first number of `text`, with its unit.
    fn found(text: &str) -> Option<(String, Option<&'static str>)> {
        let line = Line::new(text);
        let phrase = phrase(&line, line.anchors[0] as usize + 1)?;
        let noun = phrase.noun.map_or("", |(from, to)| line.slice(from, to));
        Some((noun.to_string(), phrase.unit))
    }

    #[test]
    fn a_phrase_ends_before_verbs_prepositions_and_marks() {
        for (text, noun) in [
            ("12 thợ điện được khen", "thợ điện"),
            (
                "7 công đoàn cơ sở trường học nộp báo cáo",
                "công đoàn cơ sở trường học",
            ),
            ("30 giáo viên mầm non, lương thấp", "giáo viên mầm non"),
            ("18 hộ nghèo (xã Phú An)", "hộ nghèo"),
            (
                "9 CĐCS doanh nghiệp ngoài nhà nước tại cụm",
                "CĐCS doanh nghiệp ngoài nhà nước",
            ),
        ] {
            assert_eq!(
                found(text).map(|found| found.0).as_deref(),
                Some(noun),
                "{text}"
            );
        }
    }

    #[test]
    fn lists_of_one_kind_go_on_through_commas() {
        for (text, noun) in [
            (
                "40 cán bộ, giáo viên và nhân viên tham gia",
                "cán bộ, giáo viên và nhân viên",
            ),
            ("6 xã, thị trấn vùng cao", "xã, thị trấn vùng cao"),
            ("25 đoàn viên, công đoàn quận", "đoàn viên"),
            ("15 tập thể, cá nhân", "tập thể, cá nhân"),
            ("80 CNVC-LĐ nhà máy", "CNVC-LĐ nhà máy"),
        ] {
            assert_eq!(
                found(text).map(|found| found.0).as_deref(),
                Some(noun),
                "{text}"
            );
        }
    }

    #[test]
    fn units_follow_the_classifier() {
        assert_eq!(found("4 lượt kiểm tra").map(|f| f.1), Some(Some("lượt")));
        assert_eq!(
            found("4 vụ tai nạn lao động"),
            Some(("tai nạn lao động".into(), Some("vụ")))
        );
        assert_eq!(found("2 cuộc thi"), Some(("cuộc thi".into(), None)));
        assert_eq!(
            found("5 pháo thủ"),
            Some(("pháo thủ".into(), Some("người")))
        );
        assert_eq!(found("5 tại chỗ"), None);
    }
}
