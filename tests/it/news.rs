//! A small corpus of our own whose places and years are stated, so that what a query must
//! find is known without reading pages.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::util::World;

/// The articles, one a line of `news.jsonl`.
pub fn articles() -> Vec<Value> {
    let mut list = vec![
        json!({"id": "bd16", "title": "Ba Đình về đích sớm", "district": "Ba Đình",
            "province": "Hà Nội", "year": 2016,
            "body": "Quận kết nạp 2.985/2500 đoàn viên, đạt 119% chỉ tiêu."}),
        json!({"id": "bd22", "title": "Quận Ba Đình thành lập thêm công đoàn cơ sở",
            "district": "Ba Đình", "province": "Hà Nội", "published": "2022-07-15",
            "url": "https://example.org/bd22", "author": "Minh Thu",
            "body": "Sáu tháng đầu năm, quận đã vận động thành lập 24/52 CĐCS, kết nạp 1.625 đoàn viên mới.\n\nCác đơn vị còn lại sẽ ra mắt trước tháng Mười."}),
        json!({"id": "bh24", "title": "Biên Hòa chăm lo nữ công nhân", "district": "Biên Hòa",
            "province": "Đồng Nai", "published": "2024-03-08",
            "body": "Liên đoàn Lao động thành phố tặng hoa cho nữ công nhân và mở 3 điểm trông trẻ."}),
        json!({"id": "dn24", "title": "Đồng Nai bàn về nhà ở", "province": "Đồng Nai", "year": 2024,
            "body": "Tỉnh bàn cách làm nhà cho công nhân thuê."}),
        json!({"id": "none", "title": "Kỹ năng thương lượng",
            "body": "Bài viết bàn về cách thương lượng tập thể."}),
        json!({"id": "th20", "title": "Tây Hồ tặng quà người lao động dịp Tết", "district": "Tây Hồ",
            "province": "Hà Nội", "published": "2020-01-10",
            "body": "Công đoàn quận trao 350 suất quà. Chị Hòa, một người bạn cũ của xưởng may, cũng đến chia vui."}),
        json!({"id": "uh20", "title": "Ứng Hòa mở lớp tập huấn", "district": "Ứng Hòa",
            "province": "Hà Nội", "year": 2020,
            "body": "Hơn 700 cán bộ nghe giảng về thoả ước lao động tập thể; 70,9% học viên đạt loại khá."}),
        json!({"id": "uh23", "title": "Xưởng may ở Ứng Hòa đối thoại", "district": "Ứng Hòa",
            "province": "Hà Nội", "published": "2023-05-19",
            "body": "Đoàn công tác nghe công nhân nói về bữa ăn ca. Đoạn đường trước xưởng được vá lại."}),
    ];
    list.push(
        json!({"id": "dai", "title": "Nhật ký tháng công nhân", "district": "Ba Đình",
        "province": "Hà Nội", "published": "2023-11-02", "body": diary()}),
    );
    list
}

/// Four paragraphs of more than a hundred syllables each, and so four passages.
fn diary() -> String {
    let mut paragraphs = Vec::new();
    for week in ["nhất", "hai", "ba", "tư"] {
        let sentence = format!(
            "Tuần thứ {week} của tháng, tổ công đoàn ghé bếp ăn tập thể, hỏi chuyện từng tổ sản xuất và ghi lại điều anh em mong đợi. "
        );
        paragraphs.push(sentence.repeat(5).trim().to_string());
    }
    paragraphs.join("\n\n")
}

/// The articles as lines of a jsonl file.
pub fn lines(articles: &[Value]) -> String {
    let mut text = String::new();
    for article in articles {
        text.push_str(&article.to_string());
        text.push('\n');
    }
    text
}

/// The corpus, indexed once for all tests.
pub fn news() -> &'static World {
    static NEWS: OnceLock<World> = OnceLock::new();
    NEWS.get_or_init(|| {
        let world = World::fixture("news");
        world.write("news.jsonl", lines(&articles()));
        world.run(["index"]).ok();
        world
    })
}
