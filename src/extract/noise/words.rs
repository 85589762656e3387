//! Word lists that several rules share, folded as by [`key`](crate::extract::page::key).

/// Names of the sections of a newspaper, as printed above a headline or beside a date.
const SECTIONS: &[&str] = &[
    "an sinh",
    "an sinh xa hoi",
    "ban doc",
    "bao hiem xa hoi",
    "chinh sach",
    "chinh tri",
    "chinh tri xa hoi",
    "cong doan",
    "cong doan ha noi",
    "cong doan viet nam",
    "cong nghe",
    "cong nhan",
    "dan sinh",
    "do thi",
    "doan the",
    "doi song",
    "du lich",
    "giao duc",
    "giao thong",
    "hoat dong",
    "hoat dong cong doan",
    "kinh doanh",
    "kinh te",
    "lao dong",
    "moi truong",
    "nguoi lao dong",
    "nhip song",
    "nhip song thu do",
    "nha dat",
    "phap luat",
    "phong su",
    "quoc te",
    "suc khoe",
    "su kien",
    "the gioi",
    "the thao",
    "thoi su",
    "tin tuc",
    "tin tuc su kien",
    "thi truong",
    "trang chu",
    "trong nuoc",
    "van hoa",
    "van hoa xa hoi",
    "viec lam",
    "xa hoi",
    "y te",
    "xay dung",
    "tieu diem",
    "tin cong doan",
    "home",
    "quan he lao dong",
    "thi dua",
    "phong trao",
    "phong trao thi dua",
    "xa luan",
    "tin hoat dong",
    "tin hoat dong cong doan",
    "hoat dong cong doan co so",
    "nghiep vu cong doan",
    "tin tuc su kien noi bat",
    "su kien noi bat",
    "doi song xa hoi",
    "bao ve nguoi lao dong",
];

/// Whether `key` names a section.
pub fn is_section(key: &str) -> bool {
    SECTIONS.contains(&key)
}

/// Whether `key` is names of sections and nothing else: `Lao động Công đoàn - Công nhân`.
pub fn is_sections(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    if words.len() > 12 {
        return false;
    }
    // where each word begins: what stands between two of them is a piece of the key
    let mut starts = vec![0];
    for word in &words {
        starts.push(starts[starts.len() - 1] + word.len() + 1);
    }
    // Of a row of many sections one may be a paper's own.
    let most = usize::from(words.len() >= 8);
    let mut unknown = vec![Some(0)];
    for end in 1..=words.len() {
        let mut best: Option<usize> = None;
        for start in end.saturating_sub(6)..end {
            let Some(before) = unknown[start] else {
                continue;
            };
            let own = !is_section(&key[starts[start]..starts[end] - 1]);
            if own && end - start > 3 {
                continue;
            }
            let count = before + usize::from(own);
            best = Some(best.map_or(count, |best| best.min(count)));
        }
        unknown.push(best.filter(|&count| count <= most));
        // no section has more words
        if unknown.iter().rev().take(6).all(Option::is_none) {
            return false;
        }
    }
    unknown[words.len()].is_some()
}

/// Short names of papers and agencies, as printed before the first word: `(LĐTĐ)`, `TPO -`.
const PAPERS: &[&str] = &[
    "baonghean",
    "bdo",
    "bnews",
    "bpo",
    "bvo",
    "cand",
    "ckbg",
    "clo",
    "cpv",
    "dno",
    "dvo",
    "gdtd",
    "giadinhonline",
    "hgo",
    "hpdt",
    "kgo",
    "ktdt",
    "ktsg",
    "lao dong",
    "ldo",
    "ldtd",
    "ldtdo",
    "nbo",
    "ndo",
    "nld",
    "nldo",
    "plo",
    "plvn",
    "pnvn",
    "qdnd",
    "qno",
    "qtv",
    "qto",
    "sggp",
    "tbktsg",
    "tg",
    "tno",
    "tpo",
    "ttxvn",
    "tto",
    "vgp",
    "vietq",
    "vnf",
    "voh",
    "vov",
    "vtc",
    "vtv",
    "xdd",
    "tn",
    "cdvn",
    "tcgd",
    "vnexpress",
    "dan tri",
    "vietnamnet",
    "vnn",
    "kt",
    "hnm",
    "skds",
    "vov5",
    "vov1",
    "vov2",
    "ndo",
    "ktdt",
    "vnp",
    "dt",
    "nqd",
    "gd tđ",
    "vnmedia",
    "infonet",
    "bqn",
    "baoquangninh",
    "hnmo",
];

/// Whether `key` is the short name of a paper.
pub fn is_paper(key: &str) -> bool {
    PAPERS.contains(&key)
}
