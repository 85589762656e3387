//! Articles on other matters in the words of this press: `phát hiện`, `triển lãm`,
//! `sinh viên`, `tập đoàn`, `cơ quan` share their syllables with `phát triển đoàn viên`
//! and `công đoàn cơ sở`, and the places and years are the same. None of them answers a
//! query of `tests/relevance`. The same seed gives the same articles.

use serde_json::{Value, json};

/// What an article may be about: titles, and sentences to choose from. `{p}` is the place,
/// `{y}` the year, `{n}` a number, `{m}` a month, `{d}` a day, `{who}` a name.
struct Matter {
    titles: &'static [&'static str],
    sentences: &'static [&'static str],
}

const MATTERS: &[Matter] = &[
    Matter {
        titles: &[
            "Phát hiện ngôi mộ cổ ở {p}",
            "{p}: Phát hiện {n} hiện vật quý dưới lòng sông",
            "Các nhà khoa học phát hiện loài hoa mới tại {p}",
        ],
        sentences: &[
            "Đoàn khảo cổ phát hiện {n} mảnh gốm khi mở rộng hố đào ở {p}.",
            "Theo tiến sĩ {who}, hiện vật có niên đại chừng {n} năm.",
            "Cơ quan chuyên môn đã lập bản đồ khu vực phát hiện để bảo vệ.",
            "Viện nghiên cứu sẽ công bố kết quả phân tích vào tháng {m}.",
            "Người dân làng bên phát hiện chiếc bình đầu tiên khi đào giếng.",
            "Bảo tàng tỉnh tiếp nhận toàn bộ hiện vật và mở phòng trưng bày.",
            "Việc khai quật kéo dài {n} ngày và phải dừng vì mưa lớn.",
        ],
    },
    Matter {
        titles: &[
            "Triển lãm tranh lụa khai mạc tại {p}",
            "{n} tác phẩm dự triển lãm mỹ thuật {p} năm {y}",
            "Triển lãm ảnh về phố cổ hút khách ở {p}",
        ],
        sentences: &[
            "Triển lãm giới thiệu {n} tác phẩm của các họa sĩ trẻ.",
            "Họa sĩ {who} cho biết bộ tranh được vẽ trong {n} tháng.",
            "Ban tổ chức mở cửa miễn phí cho học sinh đến hết ngày {d}/{m}.",
            "Không gian triển lãm chia thành ba khu với ánh sáng riêng.",
            "Giải nhất thuộc về bức sơn mài vẽ cảnh chợ quê ở {p}.",
            "Người xem viên mãn với những gam màu ấm và nét cọ khỏe.",
            "Sau {p}, triển lãm sẽ đến ba tỉnh miền Trung.",
        ],
    },
    Matter {
        titles: &[
            "Sinh viên {p} giành giải cuộc thi lập trình",
            "{n} sinh viên tình nguyện về {p} dạy chữ",
            "Sinh viên năm cuối ở {p} chật vật tìm nơi thực tập",
        ],
        sentences: &[
            "Nhóm sinh viên viết phần mềm nhận dạng chữ viết tay trong {n} ngày.",
            "Sinh viên {who} kể đêm nào phòng máy cũng sáng đèn.",
            "Nhà trường trao {n} suất quà cho sinh viên có hoàn cảnh khó khăn.",
            "Đoàn trường tổ chức lớp kỹ năng cho sinh viên năm nhất ở {p}.",
            "Thư viện mở cửa đến khuya vào mùa thi tháng {m}.",
            "Giảng viên hướng dẫn khen các em biết chia việc và đúng hẹn.",
            "Ký túc xá ở {p} đang sửa chữa {n} phòng.",
        ],
    },
    Matter {
        titles: &[
            "Tập đoàn bán lẻ mở trung tâm thương mại ở {p}",
            "Tập đoàn thép báo lãi quý, cổ phiếu tăng {n}%",
            "Hai tập đoàn bắt tay xây nhà máy điện gió tại {p}",
        ],
        sentences: &[
            "Tập đoàn công bố doanh thu {n} tỷ đồng, tăng so với cùng kỳ năm {y}.",
            "Ông {who}, giám đốc tài chính, nói nguồn vốn đã thu xếp xong.",
            "Cổ đông của tập đoàn thông qua kế hoạch phát hành thêm cổ phiếu.",
            "Dự án ở {p} có tổng mức đầu tư {n} triệu USD.",
            "Doanh nghiệp phải nộp hồ sơ đánh giá tác động môi trường trước tháng {m}.",
            "Giá nguyên liệu tăng khiến biên lợi nhuận của tập đoàn mỏng đi.",
            "Hợp đồng được ký kết dưới sự chứng kiến của lãnh đạo {p}.",
        ],
    },
    Matter {
        titles: &[
            "Cơ quan điều tra khởi tố vụ lừa đảo qua mạng ở {p}",
            "{p}: Cơ quan chức năng thu giữ {n} lít rượu giả",
            "Cơ quan thuế {p} đổi giờ làm việc từ tháng {m}",
        ],
        sentences: &[
            "Cơ quan điều tra đã tạm giữ {n} người để làm rõ hành vi.",
            "Theo hồ sơ, nhóm này lập {n} trang mạng giả mạo cơ quan nhà nước.",
            "Công an {p} khuyến cáo người dân không chuyển tiền cho người lạ.",
            "Luật sư {who} cho rằng khung hình phạt có thể tới {n} năm.",
            "Vụ việc được chuyển lên cơ quan cấp trên vào ngày {d}/{m}/{y}.",
            "Đoàn thanh tra lập biên bản và niêm phong kho hàng.",
            "Các nạn nhân mong sớm được trả lại tài sản.",
        ],
    },
    Matter {
        titles: &[
            "Đoàn làm phim về {p} tuyển {n} diễn viên quần chúng",
            "Diễn viên {who} trở lại sân khấu {p}",
            "Đoàn xiếc lưu diễn {n} đêm ở {p}",
        ],
        sentences: &[
            "Đoàn phim dựng lại một góc phố {p} của những năm trước.",
            "Diễn viên {who} tập vai suốt {n} tuần với đạo diễn.",
            "Vé các đêm đầu đã bán hết từ ngày {d}/{m}.",
            "Khán giả vỗ tay hồi lâu khi màn nhung khép lại.",
            "Nhạc sĩ viết {n} ca khúc riêng cho vở diễn.",
            "Thành viên của đoàn đến từ nhiều tỉnh, có người mới {n} tuổi.",
            "Sân khấu ngoài trời phải hoãn một đêm vì mưa.",
        ],
    },
    Matter {
        titles: &[
            "Đội bóng {p} thắng đậm ở vòng {m}",
            "Giải quần vợt trẻ khởi tranh tại {p}",
            "Huấn luyện viên {who} chia tay đội bóng {p}",
        ],
        sentences: &[
            "Trận đấu trên sân {p} có hơn {n} khán giả.",
            "Huấn luyện viên {who} đổi sơ đồ chiến thuật ngay sau giờ nghỉ.",
            "Cầu thủ trẻ {who} ghi bàn ở phút {d}.",
            "Đội khách bỏ lỡ {d} cơ hội ngon ăn trong hiệp hai.",
            "Ban tổ chức giải phạt đội chủ nhà {n} triệu đồng vì pháo sáng.",
            "Vòng đấu tới, đội bóng {p} phải làm khách ở phía nam.",
            "Bảng xếp hạng thay đổi sau loạt trận ngày {d}/{m}.",
        ],
    },
    Matter {
        titles: &[
            "Công nghệ tưới nhỏ giọt giúp nông dân {p} bội thu",
            "{p} được mùa vải, giá lên {n} nghìn đồng một cân",
            "Hợp tác xã ở {p} xuất khẩu {n} tấn thanh long",
        ],
        sentences: &[
            "Nông dân {p} thu hoạch {n} tấn quả trong tháng {m}.",
            "Chủ vườn {who} lắp cảm biến đo độ ẩm cho từng luống.",
            "Thương lái đến tận vườn đặt cọc từ đầu vụ.",
            "Sâu bệnh phát sinh nhưng được phát hiện sớm nên thiệt hại nhỏ.",
            "Huyện hỗ trợ nông dân vay vốn làm nhà lưới.",
            "Cơ sở chế biến sấy {n} cân quả mỗi giờ.",
            "Viên phân nén giúp giảm công bón trên đất cát.",
        ],
    },
    Matter {
        titles: &[
            "Cầu mới ở {p} thông xe trước Tết",
            "{p} cấm đường để sửa {n} mét cống",
            "Tuyến xe buýt điện qua {p} chạy thử",
        ],
        sentences: &[
            "Công trình có tổng vốn {n} tỷ đồng, khởi công năm {y}.",
            "Đơn vị thi công dựng rào chắn trên {n} mét đường ở {p}.",
            "Kỹ sư {who} nói khó nhất là đoạn qua nền đất yếu.",
            "Xe tải trên {d} tấn phải đi đường vòng đến hết tháng {m}.",
            "Người dân hai bên đường mong công trường bớt bụi.",
            "Sở giao thông lắp thêm {n} biển báo quanh nút giao.",
            "Xe chạy thử đạt tốc độ trung bình {d} km một giờ.",
        ],
    },
    Matter {
        titles: &[
            "Bệnh viện {p} ghép thận thành công",
            "{p} ghi nhận {n} ca sốt xuất huyết",
            "Bác sĩ {who} và phòng khám cuối ngõ ở {p}",
        ],
        sentences: &[
            "Ê kíp {d} bác sĩ đứng mổ suốt {d} giờ.",
            "Bệnh viện nhỏ ở {p} tiếp nhận {n} lượt khám mỗi tuần.",
            "Bác sĩ {who} khuyên người dân diệt bọ gậy quanh nhà.",
            "Người bệnh được theo dõi thêm {d} ngày trước khi về.",
            "Trạm y tế phát {n} viên thuốc hạ sốt cho các hộ trong xóm.",
            "Khoa xét nghiệm trả kết quả qua điện thoại từ tháng {m}.",
            "Số ca bệnh ở {p} giảm so với năm {y}.",
        ],
    },
    Matter {
        titles: &[
            "Trường học ở {p} thi kể chuyện theo sách",
            "Cô giáo {who} và tiết học ngoài trời ở {p}",
            "{p} xây thêm {n} phòng học",
        ],
        sentences: &[
            "Học sinh {p} được nghỉ từ ngày {d}/{m}.",
            "Cô giáo {who} cho cả lớp ra vườn đo bóng cây.",
            "Nhà trường đặt mua {n} cuốn sách cho tủ sách lớp học.",
            "Phụ huynh góp ngày công dựng lại hàng rào.",
            "Đề thi năm {y} được đánh giá là vừa sức.",
            "Sở giáo dục kiểm tra {n} trường mầm non trên địa bàn.",
            "Các em lập đội văn nghệ và tập mỗi chiều thứ năm.",
        ],
    },
    Matter {
        titles: &[
            "Chợ hoa {p} những ngày giáp Tết",
            "Du khách đổ về {p} dịp nghỉ lễ",
            "Làng nghề làm hương ở {p} vào vụ",
        ],
        sentences: &[
            "Sáng {d}/{m}, chợ {p} đón chuyến hoa đầu tiên.",
            "Bà {who} bán hàng ở đây đã {d} năm.",
            "Khách sạn trong vùng kín phòng suốt {d} ngày.",
            "Giá một cành đào dáng đẹp lên tới {n} nghìn đồng.",
            "Du khách thích đi bộ quanh hồ và ăn sáng ở phố nhỏ.",
            "Làng có {n} hộ theo nghề, phần lớn làm tại nhà.",
            "Công viên mở thêm lối đi và bãi gửi xe.",
        ],
    },
];

/// The places of the samples and some others.
const PLACES: &[&str] = &[
    "Ba Đình",
    "Tây Hồ",
    "Thường Tín",
    "Ứng Hòa",
    "Hoàn Kiếm",
    "Sóc Sơn",
    "Đông Anh",
    "Mê Linh",
    "Hà Đông",
    "Hoàng Mai",
    "Long Biên",
    "Cầu Giấy",
    "Gia Lâm",
    "Bình Tân",
    "Biên Hòa",
    "Nghệ An",
    "Quảng Ninh",
    "Bắc Ninh",
    "Cần Thơ",
    "Đồng Nai",
    "Bình Dương",
    "Hải Phòng",
    "Thạch Thất",
    "Sơn Tây",
    "Đà Lạt",
    "Phú Quốc",
    "Huế",
    "Lạng Sơn",
];
const FAMILIES: &[&str] = &["Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi", "Hoàng"];
const GIVEN: &[&str] = &[
    "Minh An",
    "Thu Hà",
    "Quốc Bảo",
    "Thị Lan",
    "Văn Sơn",
    "Ngọc Mai",
    "Đức Long",
    "Hải Yến",
];

/// A small generator of random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// `count` articles, one a line of a jsonl file.
pub fn distractors(count: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let mut lines = String::new();
    for i in 0..count {
        lines.push_str(&article(i, &mut random).to_string());
        lines.push('\n');
    }
    lines
}

fn article(i: usize, random: &mut Random) -> Value {
    let matter = &MATTERS[random.below(MATTERS.len())];
    let place = random.of(PLACES);
    let year = 2012 + random.below(15);
    let title = filled(random.of(matter.titles), place, year, random);
    let mut order: Vec<&str> = matter.sentences.to_vec();
    let mut paragraphs: Vec<String> = vec![String::new(); 2 + random.below(3)];
    let sentences = 4 + random.below(order.len() - 3);
    for at in 0..sentences {
        let sentence = order.swap_remove(random.below(order.len()));
        let paragraph = at * paragraphs.len() / sentences;
        let text = filled(sentence, place, year, random);
        if !paragraphs[paragraph].is_empty() {
            paragraphs[paragraph].push(' ');
        }
        paragraphs[paragraph].push_str(&text);
    }
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    json!({"id": format!("khac-{i:05}"), "title": title, "body": paragraphs.join("\n"),
        "published": format!("{year}-{month:02}-{day:02}")})
}

fn filled(pattern: &str, place: &str, year: usize, random: &mut Random) -> String {
    let who = format!("{} {}", random.of(FAMILIES), random.of(GIVEN));
    let number = (2 + random.below(900)).to_string();
    let text = pattern
        .replace("{p}", place)
        .replace("{y}", &year.to_string())
        .replace("{n}", &number)
        .replace("{m}", &(1 + random.below(12)).to_string())
        .replace("{d}", &(2 + random.below(27)).to_string())
        .replace("{who}", &who);
    debug_assert!(!text.contains('{'));
    text
}

/// With `CONGDOAN_DISTRACTORS` the articles go to that file, for `scripts/relevance.sh`.
#[test]
fn the_same_seed_gives_the_same_articles() {
    let articles = distractors(5500, 1);
    assert_eq!(articles, distractors(5500, 1));
    assert_ne!(distractors(20, 1), distractors(20, 2));
    let bodies: std::collections::HashSet<&str> = articles
        .lines()
        .filter_map(|line| line.split_once("\"published\"").map(|(body, _)| body))
        .collect();
    assert!(bodies.len() > 5000, "{}", bodies.len());
    // No article speaks of what the queries ask for.
    for word in ["công đoàn", "đoàn viên", "CĐCS", "LĐLĐ", "{"] {
        let lines = articles.lines().map(|line| &line[1..line.len() - 1]);
        assert!(
            lines.filter(|line| line.contains(word)).count() == 0,
            "{word}"
        );
    }
    if let Ok(path) = std::env::var("CONGDOAN_DISTRACTORS") {
        std::fs::write(path, articles).expect("written");
    }
}
