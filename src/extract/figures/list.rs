//! What goes on a list of counted nouns behind a comma or `và`: `cán bộ, công chức`,
//! `xã, phường`, but not `25 đoàn viên, công đoàn quận …`, where a clause begins.

use super::noun::is_end;
use super::token::Line;
use super::words::{Class, compound};

/// Words of people that begin no further member of a list.
const NO_MEMBER: [&str; 26] = [
    "người",
    "em",
    "cháu",
    "con",
    "ông",
    "bà",
    "chị",
    "anh",
    "nữ",
    "nam",
    "dân",
    "mẹ",
    "cụ",
    "cô",
    "vị",
    "trẻ",
    "khách",
    "chủ",
    "phó",
    "giám",
    "bí",
    "tổng",
    "đồng",
    "trưởng",
    "đối",
    "gương",
];
/// Organisations that do stand in lists; others after a comma begin a clause.
const GROUP_MEMBERS: [&str; 45] = [
    "nhà xuất bản",
    "nhà hàng",
    "khách sạn",
    "cửa hàng",
    "siêu thị",
    "ngân hàng",
    "nhà trọ",
    "chi nhánh",
    "trang trại",
    "làng nghề",
    "quán",
    "cơ quan",
    "đơn vị",
    "doanh nghiệp",
    "dn",
    "trường học",
    "trường",
    "hợp tác xã",
    "htx",
    "gia đình",
    "hộ gia đình",
    "hộ",
    "nhà máy",
    "xí nghiệp",
    "tập thể",
    "cơ sở",
    "phòng",
    "ban",
    "ngành",
    "sở",
    "bệnh viện",
    "tổ",
    "đội",
    "nhóm",
    "nghiệp đoàn",
    "nghiệp đoàn cơ sở",
    "phân xưởng",
    "câu lạc bộ",
    "đoàn thể",
    "kcn",
    "kcx",
    "ccn",
    "khu công nghiệp",
    "khu chế xuất",
    "cụm công nghiệp",
];

/// Groups that stand in lists of territories: `19 huyện, ngành`.
const BESIDE_TERRITORIES: [&str; 4] = ["ngành", "đoàn thể", "khu công nghiệp", "khu kinh tế"];
/// First syllables of equipment, which stands in lists.
const GEAR: [&str; 14] = [
    "thiết", "máy", "dụng", "đồ", "phương", "linh", "công", "vật", "phụ", "sách", "học", "nhu",
    "tài", "trang",
];

/// `miền Tây` at token `at` of a list behind `miền Trung`, which ends before token `end`.
pub fn region(line: &Line, end: usize, at: usize) -> Option<(Class, usize)> {
    let like = |i: usize| line.word(i) == "miền" && line.is_titled(i + 1);
    (like(end.wrapping_sub(2)) && like(at)).then_some((Class::Field, at + 2))
}

/// Whether no clause begins with what ends before token `end`: a mark, `và`, a preposition
/// of giving or a further noun follows.
fn ends(line: &Line, end: usize) -> bool {
    let adjective = compound(line, end)
        .filter(|(class, _)| matches!(class, Class::Adjective | Class::Field | Class::Verbal));
    let end = adjective.map_or(end, |(_, end)| end);
    !line.is_word(end) && !line.is_number(end)
        || matches!(
            line.word(end),
            "cho" | "và" | "tại" | "ở" | "với" | "của" | "trị" | "để" | "phục" | "trong"
        )
}

/// The member at token `at` of a list of `kind`: its class and the token after it.
pub fn member(line: &Line, at: usize, kind: Class) -> Option<(Class, usize)> {
    // `63 tỉnh, thành`
    let short = matches!(line.word(at), "thành" | "thị") && is_end(line, at + 1);
    if kind == Class::Admin && short {
        return Some((Class::Admin, at + 1));
    }
    let (class, end) = compound(line, at)?;
    let words = joined(line, at, end);
    let fits = match kind {
        Class::Person => {
            class == Class::Person
                && (!NO_MEMBER.contains(&line.word(at)) || words == "người lao động")
        }
        Class::Admin => {
            let group = class == Class::Org && BESIDE_TERRITORIES.contains(&words.as_str());
            (class == Class::Admin || group) && !line.is_titled(end)
        }
        Class::Org => {
            let group = class == Class::Org && GROUP_MEMBERS.contains(&words.as_str());
            (group || words == "cá nhân") && !line.is_titled(end)
        }
        Class::Work => class == Class::Work,
        // `công trình, phần việc`
        Class::Thing | Class::Counter if words == "phần việc" => true,
        // `đầu máy, thiết bị`; not `…, nhà vệ sinh xuống cấp`, where a clause begins
        Class::Thing | Class::Counter => {
            class == Class::Thing
                && end > at + 1
                && GEAR.contains(&line.word(at))
                && ends(line, end)
        }
        _ => false,
    };
    fits.then_some((class, end))
}

fn joined(line: &Line, from: usize, to: usize) -> String {
    let mut joined = String::new();
    for i in from..to {
        if i > from {
            joined.push(' ');
        }
        joined.push_str(line.word(i));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_like_goes_on_a_list() {
        let line = Line::new("công chức, em, thị trấn, công đoàn, hợp tác xã, thành");
        assert_eq!(member(&line, 0, Class::Person), Some((Class::Person, 2)));
        assert_eq!(member(&line, 3, Class::Person), None);
        assert_eq!(member(&line, 5, Class::Admin), Some((Class::Admin, 7)));
        assert_eq!(member(&line, 8, Class::Org), None);
        assert_eq!(member(&line, 11, Class::Org), Some((Class::Org, 14)));
        assert_eq!(member(&line, 15, Class::Admin), Some((Class::Admin, 16)));
    }
}
