//! What the paper an article appeared in says about its province.

use crate::article::Article;
use crate::gazetteer::{ProvinceId, gazetteer};
use crate::text::fold;

/// Papers and sites of a province whose address does not hold the province's name.
const PAPERS: &[(&str, &str)] = &[
    ("laodongthudo", "Hà Nội"),
    ("kinhtedothi", "Hà Nội"),
    ("anninhthudo", "Hà Nội"),
    ("congdoanthudo", "Hà Nội"),
    ("nld.com.vn", "Hồ Chí Minh"),
    ("sggp.org", "Hồ Chí Minh"),
    ("congdoantphcm", "Hồ Chí Minh"),
    ("hcmcpv", "Hồ Chí Minh"),
    ("voh.com", "Hồ Chí Minh"),
];
/// Prefixes that such papers print before the lead.
const PREFIXES: &[(&str, &str)] = &[
    ("(LĐTĐ)", "Hà Nội"),
    ("(HNM)", "Hà Nội"),
    ("HNMO", "Hà Nội"),
    ("(BDO)", "Bình Dương"),
    ("(HPĐT)", "Hải Phòng"),
    ("(CTO)", "Cần Thơ"),
    ("QTO ", "Quảng Trị"),
    ("(QNO)", "Quảng Nam"),
    ("(BGĐT)", "Bắc Giang"),
    ("(VOH)", "Hồ Chí Minh"),
    ("(Baonghean.vn)", "Nghệ An"),
    ("(Baohatinh.vn)", "Hà Tĩnh"),
    ("(Baothanhhoa.vn)", "Thanh Hóa"),
    ("BHG ", "Hà Giang"),
    ("BTO", "Bình Thuận"),
    ("BPO ", "Bình Phước"),
    ("(AGO)", "An Giang"),
    ("(ĐTO)", "Đồng Tháp"),
    ("YBĐT", "Yên Bái"),
    ("(TTH)", "Huế"),
];

/// The province whose paper printed `article`, as its address or its first words show.
pub(super) fn own_province(article: &Article) -> Option<ProvinceId> {
    let named = |name: &str| {
        let at = gazetteer().provinces.iter().position(|p| p.name() == name);
        at.map(|i| ProvinceId(i as u8))
    };
    let host = article.url.as_deref().map(host).unwrap_or_default();
    if !host.is_empty() {
        for (part, name) in PAPERS {
            if host.contains(part) {
                return named(name);
            }
        }
        for (i, province) in gazetteer().provinces.iter().enumerate() {
            let joined: String = fold(province.name()).split([' ', '-']).collect();
            if joined.len() >= 6 && host.contains(&joined) {
                return Some(ProvinceId(i as u8));
            }
        }
    }
    let opening = article.body().take(3);
    for paragraph in opening {
        for (prefix, name) in PREFIXES {
            if paragraph.text.starts_with(prefix) {
                return named(name);
            }
        }
    }
    None
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or("").to_lowercase()
}
