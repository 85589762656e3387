//! What some counted nouns take along, or do not: rooms and machines their use, courses
//! their subject, papers what they state, animals no unit of people.

use super::super::uses::{is_device, is_room, is_use};
use super::super::words::{Class, compound};
use super::{Walk, is_end};

/// What `con` counts besides children.
const ANIMALS: [&str; 24] = [
    "vịt",
    "ngan",
    "ngỗng",
    "cá",
    "tôm",
    "cua",
    "chó",
    "mèo",
    "heo",
    "thỏ",
    "ngựa",
    "cừu",
    "bê",
    "nghé",
    "hươu",
    "dúi",
    "nhím",
    "ong",
    "chim",
    "đường",
    "kênh",
    "tàu",
    "thuyền",
    "phố",
];

impl Walk<'_, '_> {
    /// Whether what a paper says begins at token `at`: `321 bản quy định ăn ca`, `5 bản chốt
    /// mức lương`, but `12 bản quy định của công ty`.
    pub(super) fn states(&self, at: usize) -> bool {
        let line = self.line;
        at == self.start + 1
            && line.word(self.start) == "bản"
            && (line.word(at) == "chốt"
                || line.is_pair(at, "quy", "định")
                    && line.is_word(at + 2)
                    && !matches!(
                        line.word(at + 2),
                        "của" | "về" | "tại" | "cho" | "được" | "này" | "trong" | "và" | "đã"
                    ))
    }

    /// `an toàn, vệ sinh viên`: one title with a comma.
    pub(super) fn safety_officers(&mut self, at: usize) -> bool {
        let line = self.line;
        let named = line.is_pair(at, "an", "toàn")
            && line.is_mark(at + 2, ',')
            && line.is_pair(at + 3, "vệ", "sinh")
            && line.word(at + 5) == "viên";
        if named {
            self.head = Some(Class::Person);
            self.known_head = true;
            self.last = Some(Class::Person);
            self.end = at + 6;
        }
        named
    }

    /// What a course teaches: `lớp quản lý chi tiêu`, `khóa dạy nấu ăn`.
    pub(super) fn taught(&mut self, at: usize) -> bool {
        let line = self.line;
        let course = at == self.start + 1 && matches!(line.word(self.start), "lớp" | "khóa");
        let verb = match line.word(at) {
            "quản" | "phòng" if is_end(line, at) => 2,
            "dạy" | "học" | "nấu" | "làm" => 1,
            _ => 0,
        };
        let named = line.is_word(at + verb) && !is_end(line, at + verb);
        if !course || verb == 0 || !named {
            return false;
        }
        self.last = Some(Class::Verbal);
        self.end = at + verb;
        true
    }

    /// `toa hàng`, `túi hàng`, but `chuyến hàng năm`.
    pub(super) fn goods(&mut self, at: usize) -> bool {
        let counted = matches!(self.last, Some(Class::Counter | Class::Event))
            && self.line.word(at) == "hàng"
            && !matches!(
                self.line.word(at + 1),
                "năm" | "tháng" | "ngày" | "tuần" | "quý" | "chục" | "trăm" | "nghìn" | "đầu"
            );
        if counted {
            self.last = Some(Class::Field);
            self.end = at + 1;
        }
        counted
    }

    /// A room or a machine named by its use: `nhà giữ xe`, `máy phát điện`.
    pub(super) fn used_for(&mut self, at: usize) -> bool {
        let line = self.line;
        let one = at == self.start + 1 && is_room(line.word(self.start));
        let device = at == self.end
            && matches!(self.last, Some(Class::Thing | Class::Counter) | None)
            && is_device(line.word(self.start), line.word(at - 1));
        if !(one || device) || !is_use(line.word(at)) {
            return false;
        }
        let mut end = at + 1;
        match compound(line, end) {
            Some((class, after)) if class != Class::Stop => end = after,
            // `găng chống cắt`
            Some((_, after)) if line.word(at) == "chống" => end = after,
            None if line.is_word(end) && !line.is_titled(end) => {
                let two = line.is_word(end + 1) && compound(line, end + 1).is_none();
                if is_end(line, end + 1) || line.is_number(end + 1) {
                    end += 1;
                } else if two && is_end(line, end + 2) {
                    end += 2;
                }
            }
            _ => {}
        }
        self.last = Some(Class::Field);
        self.end = end;
        true
    }

    /// Whether `con` leads an animal or a thing: `50 con vịt`, but `3 con nhỏ`.
    pub(super) fn names_animals(&self) -> bool {
        let next = self.start + 1;
        self.line.word(self.start) == "con"
            && self.end > next
            && compound(self.line, self.start).is_none_or(|(_, end)| end <= next)
            && (ANIMALS.contains(&self.line.word(next))
                || compound(self.line, next).is_some_and(|(class, _)| class == Class::Thing))
    }

    /// Whether a head that no list knows ends as a word for people does.
    pub(super) fn names_people(&self) -> bool {
        if self.known_head {
            let then = compound(self.line, self.start + 1);
            return matches!(self.line.word(self.start), "tân" | "cựu" | "nguyên")
                && then.is_some_and(|(class, _)| class == Class::Person);
        }
        let second = self.line.word(self.start + 1);
        self.end >= self.start + 2
            && matches!(
                second,
                "viên" | "sĩ" | "sỹ" | "nhân" | "sinh" | "trưởng" | "giả" | "thủ" | "dân" | "sư"
            )
    }
}
