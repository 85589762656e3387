//! Short invented articles with the year they report on, and the seeds where they are at hand.

use proptest::prelude::*;

use super::*;
use crate::extract::places::tests::{article, seed};

/// The year, the headline, the paragraphs.
const CASES: &[(Option<i16>, &str, &[&str])] = &[
    // stated plainly
    (
        Some(2022),
        "LĐLĐ huyện Đông Anh sơ kết công tác công đoàn",
        &[
            "Sáng 5/7, LĐLĐ huyện tổ chức hội nghị sơ kết 6 tháng đầu năm 2022.",
            "So với cùng kỳ năm 2021, số đoàn viên tăng 300 người.",
        ],
    ),
    (
        Some(2017),
        "Thu kinh phí công đoàn vượt chỉ tiêu",
        &[
            "Trong quý I/2017, các cấp công đoàn đã thu đạt 31% dự toán.",
            "Năm 2016, tỷ lệ này là 28%.",
        ],
    ),
    (
        Some(2018),
        "Hội thao công nhân",
        &[
            "Hội thao khai mạc trong tháng 8-2018 với 12 đội dự thi.",
            "Đây là lần thứ V hội thao được tổ chức, kể từ năm 2010.",
        ],
    ),
    (
        Some(2025),
        "Kết nạp đảng viên là công nhân",
        &[
            "Tính đến hết tháng 5/2025, toàn huyện có 40 công nhân được kết nạp Đảng.",
            "Năm 2024, con số này là 35.",
        ],
    ),
    (
        Some(2023),
        "Trao Mái ấm Công đoàn cho đoàn viên nghèo",
        &[
            "Ngày 14/6/2023, LĐLĐ thị xã bàn giao căn nhà trị giá 60 triệu đồng.",
            "Chị Hoa sinh năm 1984, vào làm tại công ty từ năm 2009.",
        ],
    ),
    (
        Some(2019),
        "Hội thi cán bộ công đoàn giỏi năm 2019",
        &["Hội thi có 24 thí sinh dự tranh."],
    ),
    (
        Some(2021),
        "Hỗ trợ công nhân bị ảnh hưởng bởi dịch bệnh",
        &[
            "Trong năm 2021, công đoàn đã chi 2 tỷ đồng hỗ trợ người lao động.",
            "Kế hoạch của nhiệm kỳ 2018-2023 vì thế phải điều chỉnh.",
        ],
    ),
    (
        Some(2020),
        "Công đoàn cơ sở tổ chức hội nghị người lao động",
        &["Hội nghị người lao động năm 2020 diễn ra sáng 20/2 với 150 đại biểu."],
    ),
    (
        Some(2024),
        "Tháng Công nhân năm 2024 có nhiều hoạt động",
        &["LĐLĐ quận phát động Tháng Công nhân với chủ đề hướng về người lao động."],
    ),
    (
        Some(2016),
        "Phong trào thi đua ở các trường học",
        &[
            "Năm 2016, các công đoàn trường học đăng ký 120 sáng kiến.",
            "Dù mới sang năm mới 2017 được ít ngày, nhiều trường đã có kế hoạch mới.",
        ],
    ),
    (
        Some(2022),
        "Đối thoại với công nhân",
        &[
            "Chiều 22.5.2022, lãnh đạo tỉnh đối thoại với 300 công nhân.",
            "Nhiều ý kiến hỏi về nhà ở xã hội đến năm 2030.",
        ],
    ),
    (
        Some(2021),
        "Tiêm vắc xin cho công nhân khu công nghiệp",
        &["Tính đến ngày 30-9-2021, toàn tỉnh đã tiêm được 45.000 liều cho công nhân."],
    ),
    (
        Some(2018),
        "Đại hội Công đoàn huyện",
        &[
            "Trong hai ngày 23 và 24-4-2018, Đại hội Công đoàn huyện lần thứ X, nhiệm kỳ 2018-2023 đã diễn ra.",
        ],
    ),
    (
        Some(2015),
        "Tập huấn tài chính công đoàn",
        &[
            "Từ ngày 10 đến 12/8/2015, 200 cán bộ được tập huấn.",
            "Nghị định 191/2013/NĐ-CP được giới thiệu kỹ.",
        ],
    ),
    // summing up and planning
    (
        Some(2022),
        "Tổng kết hoạt động công đoàn năm 2022, triển khai nhiệm vụ năm 2023",
        &[
            "Ngày 20/12, LĐLĐ huyện tổng kết hoạt động công đoàn năm 2022, triển khai nhiệm vụ năm 2023.",
        ],
    ),
    (
        Some(2023),
        "Tổng kết hoạt động công đoàn năm 2022, triển khai nhiệm vụ năm 2023",
        &[
            "Sáng 12/1, LĐLĐ huyện tổng kết hoạt động công đoàn năm 2022, triển khai nhiệm vụ năm 2023.",
        ],
    ),
    (
        Some(2019),
        "LĐLĐ quận tổng kết công tác năm 2019",
        &[
            "Năm 2019, LĐLĐ quận thành lập mới 20 CĐCS, kết nạp 900 đoàn viên.",
            "Phương hướng năm 2020 là tiếp tục phát triển đoàn viên.",
        ],
    ),
    (
        Some(2016),
        "Nhiều chỉ tiêu về đích sớm",
        &[
            "Mặc dù năm 2016 còn nhiều khó khăn, công đoàn quận đã hoàn thành các chỉ tiêu.",
            "Kế hoạch năm 2017 sẽ được xây dựng sát thực tế.",
        ],
    ),
    (
        Some(2020),
        "Ký giao ước thi đua",
        &[
            "Cụm thi đua số 3 ký giao ước thi đua năm 2020.",
            "Năm 2019, cụm có hai đơn vị được tặng cờ.",
        ],
    ),
    // lunar years
    (
        Some(2017),
        "Tết sum vầy Xuân Đinh Dậu",
        &["Chương trình mang niềm vui đến 500 công nhân."],
    ),
    (
        Some(2018),
        "Chăm lo Tết cho đoàn viên",
        &["Nhân dịp Tết Nguyên đán Mậu Tuất, công đoàn trao 1.200 suất quà."],
    ),
    (
        Some(2025),
        "Chuẩn bị Tết Bính Ngọ cho công nhân",
        &["Sáng 15/12, công đoàn họp bàn kế hoạch chăm lo Tết Bính Ngọ 2026."],
    ),
    (
        Some(2024),
        "Chợ Tết Công đoàn",
        &["Chợ Tết Công đoàn Xuân Giáp Thìn 2024 khai mạc ngày 20/1 với 60 gian hàng."],
    ),
    (
        Some(2020),
        "Chuyến xe đưa công nhân về quê",
        &["Dịp Tết Canh Tý, 30 chuyến xe miễn phí đưa công nhân về quê."],
    ),
    // school years
    (
        Some(2021),
        "Khai giảng lớp học cho con công nhân",
        &["Công đoàn trao học bổng nhân dịp khai giảng năm học 2021-2022."],
    ),
    (
        Some(2022),
        "Công đoàn giáo dục huyện tổng kết",
        &["Công đoàn ngành Giáo dục tổng kết năm học 2021-2022 với nhiều kết quả tốt."],
    ),
    (
        Some(2019),
        "Trao thưởng con đoàn viên học giỏi",
        &["Ngày 2/6, công đoàn trao thưởng cho các cháu có thành tích trong năm học 2018-2019."],
    ),
    // anniversaries
    (
        Some(2022),
        "Gặp mặt cán bộ công đoàn",
        &["Buổi gặp mặt kỷ niệm 93 năm Ngày thành lập Công đoàn Việt Nam diễn ra ấm cúng."],
    ),
    (
        Some(2019),
        "Lễ kỷ niệm ngày truyền thống",
        &[
            "Lễ kỷ niệm 90 năm Ngày thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2019) được tổ chức trọng thể.",
        ],
    ),
    (
        Some(2021),
        "Thi đua chào mừng ngày thành lập công đoàn",
        &[
            "Chào mừng kỷ niệm 92 năm Ngày thành lập Công đoàn Việt Nam, trong quý II/2021 có 40 công trình được gắn biển.",
        ],
    ),
    // nothing that tells
    (
        None,
        "Người thợ hàn có nhiều sáng kiến",
        &[
            "Anh Nguyễn Văn Tám sinh năm 1985, vào làm ở xưởng từ năm 2008.",
            "Anh mong có thêm nhiều đoàn viên giỏi nghề.",
        ],
    ),
    (
        None,
        "Công đoàn vận động ủng hộ quỹ",
        &[
            "Công đoàn cơ sở vận động được 12 triệu đồng ủng hộ quỹ.",
            "Số tiền được trao ngay trong tuần.",
        ],
    ),
    (
        None,
        "Hướng tới Đại hội Công đoàn",
        &[
            "LĐLĐ huyện chuẩn bị đại hội nhiệm kỳ 2023-2028.",
            "Các tiểu ban đã được thành lập.",
        ],
    ),
    (
        None,
        "Nhà ở cho công nhân",
        &[
            "Đề án đặt mục tiêu đến năm 2030 xây 1 triệu căn nhà ở xã hội.",
            "Tầm nhìn 2045 cũng được nêu trong đề án.",
        ],
    ),
    (
        None,
        "Hỏi đáp về chế độ thai sản",
        &[
            "Theo Bộ luật Lao động 2019, lao động nữ được nghỉ 6 tháng.",
            "Luật Bảo hiểm xã hội năm 2014 quy định mức hưởng.",
        ],
    ),
    (
        None,
        "Công ty chăm lo bữa ăn ca",
        &[
            "Công ty thành lập năm 1998, hiện có 2016 công nhân.",
            "Mỗi suất ăn ca trị giá 25.000 đồng.",
        ],
    ),
    (
        None,
        "Thực hiện Nghị quyết về công đoàn",
        &[
            "Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị được quán triệt đến từng công đoàn cơ sở.",
        ],
    ),
    (
        None,
        "Giỏ hàng nghĩa tình",
        &["Mỗi giỏ hàng có 5kg gạo, 1 chai dầu ăn, tổng trị giá 300.000 đồng."],
    ),
    (
        None,
        "Hướng tới kỷ niệm ngày thành lập",
        &[
            "Công đoàn đăng ký 30 công trình hướng tới kỷ niệm 95 năm Ngày thành lập Công đoàn Việt Nam.",
        ],
    ),
    (
        None,
        "Gương sáng nữ công",
        &[
            "Chị Lan quê ở Thái Bình, tốt nghiệp trung cấp năm 2010, năm 2012 chị vào làm ở công ty.",
        ],
    ),
    (
        None,
        "Công nhân giỏi nghề",
        &[
            "Năm 2003, anh vào làm thợ may, đến nay đã có 15 sáng kiến.",
            "Anh được bầu làm tổ trưởng công đoàn.",
        ],
    ),
    (
        None,
        "Đẩy mạnh phát triển đoàn viên",
        &["Trong giai đoạn 2021-2025, mỗi năm huyện phấn đấu kết nạp 500 đoàn viên."],
    ),
    (
        None,
        "Tủ sách công nhân",
        &["Tủ sách có 1995 cuốn, được trao cho khu lưu trú."],
    ),
    // decoys beside the right one
    (
        Some(2023),
        "Thực hiện Luật Công đoàn năm 2012 ở cơ sở",
        &[
            "Trong 9 tháng đầu năm 2023, công đoàn đã giám sát 40 doanh nghiệp theo Luật Công đoàn năm 2012.",
            "Việc sửa luật dự kiến hoàn thành vào năm 2024.",
        ],
    ),
    (
        Some(2021),
        "Phấn đấu đến năm 2025 có 80% doanh nghiệp có công đoàn",
        &[
            "Năm 2021, toàn thành phố thành lập 210 CĐCS.",
            "Mục tiêu đến năm 2025 là 80% doanh nghiệp có tổ chức công đoàn, tầm nhìn 2030 là 95%.",
        ],
    ),
    (
        Some(2022),
        "Công ty kỷ niệm 30 năm thành lập",
        &[
            "Công ty thành lập năm 1992, có 1.200 lao động.",
            "Năm 2022, thu nhập bình quân đạt 9 triệu đồng/người/tháng.",
        ],
    ),
    (
        Some(2018),
        "Tăng lương tối thiểu vùng",
        &[
            "Từ ngày 1/1/2018, lương tối thiểu vùng tăng 6,5% so với năm 2017.",
            "Trong tháng 1/2018, 60 doanh nghiệp đã điều chỉnh lương.",
        ],
    ),
    (
        Some(2024),
        "Quán triệt Luật Thủ đô năm 2024",
        &["Sáng 10/9/2024, 200 cán bộ công đoàn được nghe giới thiệu luật mới."],
    ),
    (
        Some(2013),
        "Phát triển mới 2.600 đoàn viên",
        &[
            "Trong 8 tháng của năm 2013, LĐLĐ tỉnh thành lập 20 CĐCS.",
            "Từ năm 2010 đến năm 2012, tỉnh có thêm 90 CĐCS.",
        ],
    ),
    (
        Some(2025),
        "Sắp xếp tổ chức công đoàn",
        &[
            "Từ 1/7/2025, công đoàn cấp huyện kết thúc hoạt động.",
            "Ngày 15/8/2025, Công đoàn phường ra mắt.",
        ],
    ),
    // a further set, written apart
    (
        Some(2017),
        "LĐLĐ tỉnh thành lập 40 CĐCS",
        &[
            "5 tháng đầu năm 2017, các cấp công đoàn trong tỉnh thành lập 40 CĐCS, kết nạp 3.200 đoàn viên.",
            "Chỉ tiêu năm 2017 là 90 CĐCS.",
        ],
    ),
    (
        Some(2019),
        "Tối 28-7, tuyên dương cán bộ công đoàn",
        &[
            "Tối 28-7, LĐLĐ quận kỷ niệm 90 năm ngày thành lập Công đoàn (CĐ) Việt Nam và trao kỷ niệm chương cho 10 cán bộ.",
        ],
    ),
    (
        Some(2021),
        "Hội nghị tổng kết công tác công đoàn năm 2020",
        &[
            "Ngày 21/01, LĐLĐ huyện tổ chức Hội nghị tổng kết công tác Công đoàn năm 2020, triển khai nhiệm vụ trọng tâm năm 2021.",
            "3 tập thể được khen thưởng vì thành tích năm 2020.",
        ],
    ),
    (
        Some(2021),
        "Chung tay chống dịch",
        &[
            "Đợt dịch thứ tư bùng phát từ cuối tháng 4/2021 khiến 20.000 công nhân mất việc.",
            "Công đoàn chi 10 tỷ đồng hỗ trợ.",
        ],
    ),
    (
        Some(2014),
        "Đình công vì lương thấp",
        &[
            "Từ đầu năm 2014 đến nay, toàn tỉnh xảy ra 12 cuộc đình công, giảm 5 cuộc so với cùng kỳ năm 2013.",
        ],
    ),
    (
        Some(2018),
        "Thưởng Tết cao nhất 500 triệu đồng",
        &[
            "Theo báo cáo của các doanh nghiệp, mức thưởng Tết Mậu Tuất 2018 cao nhất là 500 triệu đồng.",
            "Năm 2017, mức cao nhất là 420 triệu đồng.",
        ],
    ),
    (
        Some(2016),
        "Nhiều công nhân được mua nhà",
        &["Năm 2016 có 300 công nhân được mua nhà ở xã hội; dự kiến năm 2018 sẽ có thêm 500 căn."],
    ),
    (
        Some(2023),
        "Nhìn lại nửa nhiệm kỳ",
        &[
            "Nhiệm kỳ 2018-2023, công đoàn huyện đã thành lập 80 CĐCS.",
            "Riêng 6 tháng đầu năm 2023 có thêm 9 CĐCS.",
        ],
    ),
    (
        Some(2022),
        "Bữa cơm Công đoàn",
        &[
            "Trưa 19/5/2022, 500 công nhân dự Bữa cơm Công đoàn.",
            "Hoạt động chào mừng 47 năm Ngày Giải phóng miền Nam (30/4/1975 - 30/4/2022).",
        ],
    ),
    (
        Some(2025),
        "Cuộc thi ảnh công nhân",
        &["Cuộc thi ảnh “Nét đẹp người thợ” lần thứ I năm 2025 nhận được 320 tác phẩm."],
    ),
    (
        Some(2024),
        "Kết quả thu kinh phí",
        &[
            "Đến hết quý III/2024, công đoàn huyện thu được 12,5 tỷ đồng kinh phí.",
            "Cả năm 2023, số thu là 15 tỷ đồng.",
        ],
    ),
    (
        Some(2012),
        "Xây dựng đời sống văn hóa",
        &[
            "Năm 2012 là năm thứ ba công ty đạt chuẩn văn hóa.",
            "Công ty được thành lập từ năm 1995.",
        ],
    ),
    (
        Some(2015),
        "Hội thi thợ giỏi",
        &["Hội thi thợ giỏi ngành dệt may diễn ra từ ngày 2 - 5/6/2015 với 120 thí sinh."],
    ),
    (
        Some(2020),
        "Cán đích sớm",
        &["Ngay từ tháng 10-2020, công đoàn đã hoàn thành 12/12 chỉ tiêu thi đua."],
    ),
    (
        Some(2018),
        "Đại hội Công đoàn Việt Nam lần thứ XII",
        &[
            "Từ ngày 24 đến 26.9.2018, Đại hội Công đoàn Việt Nam lần thứ XII diễn ra tại Hà Nội.",
            "Đại hội bầu Ban Chấp hành nhiệm kỳ 2018 - 2023.",
        ],
    ),
    (
        Some(2022),
        "Năm học mới, trang thiết bị mới",
        &["Công đoàn giáo dục bước vào năm học 2022-2023 với nhiều phong trào thi đua."],
    ),
    (
        None,
        "Mô hình hay ở cơ sở",
        &["Mô hình ra đời từ năm 2016, đến nay đã có 40 CĐCS áp dụng."],
    ),
    (
        None,
        "Giải bóng chuyền truyền thống",
        &["Giải do công đoàn tổ chức hằng năm, kể từ năm 2005."],
    ),
    (
        None,
        "Đòi nợ bảo hiểm xã hội",
        &[
            "Công ty nợ BHXH của 1998 lao động, tổng số tiền 7,2 tỷ đồng.",
            "Công đoàn đang hoàn thiện hồ sơ khởi kiện.",
        ],
    ),
    (
        None,
        "Xây nhà ở cho công nhân",
        &[
            "Theo Quyết định 338/QĐ-TTg năm 2023, cả nước phấn đấu có 1 triệu căn nhà ở xã hội vào năm 2030.",
        ],
    ),
    (
        None,
        "Nữ thợ hàn duy nhất của xưởng",
        &[
            "Năm 2011, chị rời quê vào thành phố làm công nhân.",
            "Ba năm sau, năm 2014, chị được bầu làm tổ trưởng công đoàn.",
        ],
    ),
    (
        None,
        "Tọa đàm về chuyển đổi số",
        &[
            "Tọa đàm bàn về chuyển đổi số trong công đoàn giai đoạn 2023-2028, định hướng đến năm 2035.",
        ],
    ),
    (
        None,
        "Chung tay vì đoàn viên nghèo",
        &[
            "Sáng 12/5, công đoàn trao nhà cho chị Đào Thị Nụ (SN 1979).",
            "Căn nhà rộng 60m2, trị giá 120 triệu đồng.",
        ],
    ),
    (
        None,
        "Góp ý sửa đổi luật",
        &["Nhiều ý kiến đề nghị sửa Luật Công đoàn 2012 cho phù hợp với Bộ luật Lao động 2019."],
    ),
    // plans, ends of the year and looking back
    (
        Some(2019),
        "Sổ đoàn viên chuyển sang điện tử",
        &[
            "Đến hết quý II/2019, huyện đã nhập xong 80% hồ sơ.",
            "Năm 2020, LĐLĐ huyện dự kiến mua thêm bốn máy quét.",
        ],
    ),
    (
        Some(2014),
        "Vườn rau của thợ may",
        &[
            "Theo kế hoạch, năm 2014 công đoàn công ty làm ba vườn rau; mười tháng đã làm được bốn.",
            "Ban chấp hành dự kiến mở rộng vườn rau sang bãi đất phía sau nhà ăn ca và khu tập thể trong năm 2015.",
        ],
    ),
    (
        Some(2017),
        "Nghiệp đoàn chèo đò",
        &[
            "Ra mắt từ quý II/2017 với 20 tay chèo, đến nay nghiệp đoàn có 44 người.",
            "Kế hoạch đến cuối năm 2017, nghiệp đoàn mua thêm áo phao.",
        ],
    ),
    (
        Some(2022),
        "Bếp ăn trưa của thợ hồ",
        &[
            "Năm 2022, công đoàn phường nhóm bếp ăn trưa cho thợ hồ.",
            "Năm 2023, bếp sẽ nấu thêm bữa sáng.",
        ],
    ),
    (
        Some(2018),
        "Xe sách về nông trường",
        &[
            "Trong năm 2018, xe sách đã đi 36 chuyến.",
            "Sang năm 2019, công đoàn sẽ thêm một xe nữa.",
        ],
    ),
    (
        None,
        "Người giữ kho hai mươi năm",
        &[
            "Năm 2004, kho chỉ là một mái lá. Mười năm sau, bà vẫn nhớ từng chiếc đinh.",
            "Bà nói giữ kho cũng như giữ nhà.",
        ],
    ),
    (
        None,
        "Chuyện chiếc máy tiện đầu tiên",
        &["Năm 2001, xưởng có chiếc máy tiện đầu tiên, ông Sửu nhớ lại, cả tổ thay nhau lau."],
    ),
    (
        None,
        "Ca đêm đầu đời",
        &[
            "Năm 2010, ca đêm đầu tiên của chị kéo dài mười hai tiếng. Hồi ấy chưa ai biết thỏa ước là gì.",
        ],
    ),
    (
        None,
        "Mở thêm lớp xóa mù chữ",
        &["Trước năm 2015, cả bản chưa ai biết đọc bảng lương."],
    ),
    (
        Some(2021),
        "Trạm rửa tay ở cổng chợ",
        &[
            "Bà Tư bán nước nói trạm rửa tay là ý của con gái, năm 2021 được công đoàn chợ làm theo.",
            "Tính đến tháng 11/2021 đã có 19 trạm.",
        ],
    ),
    // a second set, written apart
    (
        Some(2021),
        "Hàng nghìn túi an sinh đến tay công nhân",
        &[
            "Những ngày tháng 8/2021, hàng nghìn túi an sinh đã được trao tận tay công nhân ở các khu trọ.",
            "Trước đó, năm 2020, công đoàn cũng triển khai ATM gạo.",
        ],
    ),
    (
        Some(2017),
        "Công đoàn KCN kết nạp 10.000 đoàn viên",
        &[
            "Chỉ trong 11 tháng năm 2017, công đoàn các khu công nghiệp đã kết nạp 10.000 đoàn viên.",
        ],
    ),
    (
        Some(2024),
        "Trao giải hội thi Chủ tịch công đoàn giỏi 2024",
        &["Ban tổ chức đã trao 1 giải nhất, 2 giải nhì."],
    ),
    (
        Some(2023),
        "Bàn giao 5 mái ấm",
        &[
            "Năm 2023, LĐLĐ huyện được phân bổ kinh phí xây 5 mái ấm.",
            "Đến nay, cả 5 căn đã hoàn thành.",
        ],
    ),
    (
        Some(2019),
        "Nâng chất lượng thỏa ước lao động tập thể",
        &[
            "Tính đến tháng 6.2019, toàn quận có 320 bản thỏa ước, tăng 40 bản so với năm 2018.",
            "LĐLĐ quận phấn đấu đến năm 2023 có 75% doanh nghiệp ký thỏa ước.",
        ],
    ),
    (
        Some(2022),
        "Hơn 300 đại biểu dự hội nghị cán bộ, công chức năm 2022",
        &["Hội nghị diễn ra sáng 11/1, đánh giá kết quả năm 2021 và bàn phương hướng năm 2022."],
    ),
    (
        Some(2016),
        "Đồng hành với người lao động",
        &[
            "Tổng kết 5 năm thực hiện Nghị quyết (2011 - 2016), huyện có thêm 60 CĐCS.",
            "Riêng năm 2016, huyện thành lập được 14 CĐCS.",
        ],
    ),
    (
        Some(2020),
        "Nghỉ Tết Dương lịch, công nhân được thưởng",
        &["Mức thưởng Tết Dương lịch 2020 bình quân là 500.000 đồng/người."],
    ),
    (
        Some(2018),
        "Phong trào văn nghệ công nhân",
        &["Ngày 12 tháng 5 năm 2018, hội diễn văn nghệ công nhân khai mạc với 20 đội."],
    ),
    (
        Some(2025),
        "Công đoàn chuyển đổi số",
        &[
            "Trong 5 tháng năm 2025, 100% CĐCS đã dùng phần mềm quản lý đoàn viên.",
            "Chiến lược đến năm 2030 đặt mục tiêu không dùng giấy.",
        ],
    ),
    (
        Some(2013),
        "Tuyên dương công nhân giỏi",
        &[
            "Danh hiệu Công nhân giỏi Thủ đô năm 2013 được trao cho 100 người.",
            "Trong đó có anh Bùi Văn Ba, sinh năm 1978.",
        ],
    ),
    (
        Some(2021),
        "Chuẩn bị đón Xuân",
        &[
            "Còn một tháng nữa là đến Tết Nguyên đán Nhâm Dần, năm 2021 khép lại với nhiều khó khăn.",
            "Ngày 28/12, công đoàn họp bàn chăm lo Tết.",
        ],
    ),
    (
        None,
        "Công đoàn với việc làm của đoàn viên",
        &["Luật Việc làm sửa đổi có hiệu lực từ 1/1/2026."],
    ),
    (
        None,
        "Thầy giáo có đôi bàn tay vàng",
        &[
            "Thầy sinh ngày 12/3/1976, về trường dạy từ năm 2001.",
            "Năm 2010, thầy được tặng danh hiệu Chiến sĩ thi đua.",
        ],
    ),
    (
        None,
        "Ký túc xá cho công nhân",
        &["Khu ký túc xá khởi công năm 2015, hoàn thành năm 2017, có 400 phòng."],
    ),
    (
        None,
        "Khi công nhân làm chủ tịch công đoàn",
        &["Anh làm chủ tịch công đoàn hai nhiệm kỳ 2012-2017 và 2017-2022."],
    ),
    // what is to come, lists, surveys, numbers that are no years
    (
        Some(2015),
        "Cháy kho vải ở khu công nghiệp",
        &[
            "Rạng sáng 3-4-2015, kho vải bốc cháy, không ai bị thương.",
            "Chủ xưởng hứa sửa xong nhà kho, đưa vào hoạt động từ quý II/2016.",
        ],
    ),
    (
        Some(2022),
        "Đăng ký một việc tốt",
        &[
            "Năm 2022, LĐLĐ huyện đề nghị mỗi CĐCS đăng ký một việc tốt, 211 việc đã hoàn thành.",
            "Những việc còn lại được gia hạn, hạn cuối là tháng 6/2023.",
        ],
    ),
    (
        Some(2010),
        "Tiền thưởng nhỉnh hơn",
        &["Năm ngoái, 2009, nhiều nơi chỉ thưởng nửa tháng lương."],
    ),
    (
        Some(2014),
        "Đám cưới tập thể",
        &[
            "Ngày 15 tháng 9 năm 2014, mười đôi công nhân làm lễ cưới.",
            "Khu nhà ở của họ theo kế hoạch bàn giao cuối năm 2016.",
        ],
    ),
    (
        Some(2016),
        "Kết nạp đoàn viên về đích sớm",
        &["Mười tháng qua, LĐLĐ tỉnh kết nạp 9.700 đoàn viên, đạt 94% kế hoạch năm 2016."],
    ),
    (
        Some(2010),
        "Lương mới trước hạn",
        &[
            "Từ 1-1-2011, mức lương mới sẽ được áp dụng. Ngay trong tháng 11-2010, 24 doanh nghiệp đã tăng lương.",
        ],
    ),
    (
        Some(2019),
        "Mười năm cầm chổi",
        &[
            "Ông Tính quét phố từ năm 1999.",
            "Năm 2008, ông được khen thưởng. Tháng 5/2019 vừa qua, ông nhận danh hiệu công nhân giỏi.",
        ],
    ),
    (
        Some(2022),
        "Đêm giao thừa ở trạm điện",
        &["Giao thừa Nhâm Dần, kíp trực có bốn người. Năm 2021, cả kíp vắng nhà hai cái Tết."],
    ),
    (
        Some(2024),
        "Gom danh sách vé xe",
        &["Còn bốn tháng nữa mới đến Tết Ất Tỵ, công đoàn đã gom danh sách vé xe."],
    ),
    (
        Some(2018),
        "Tuyển công nhân vượt kế hoạch",
        &[
            "Sáng 19/11, công đoàn khu kinh tế công bố kết quả, riêng quý III/2018 tăng 9%.",
            "Dịp Tết Mậu Tuất, 1.150 người đã được nhận quà.",
        ],
    ),
    (
        None,
        "Ba tấm bằng khen",
        &["Anh có bằng khen năm 2009, năm 2012 và năm 2014, tấm nào cũng quăn góc."],
    ),
    (
        None,
        "Tỷ lệ phần trăm",
        &["Khảo sát trong các năm 2014, 2015 và 2016 cho biết một phần năm công nhân thiếu ăn."],
    ),
    (
        None,
        "Điện thoại đổ chuông ở phòng 2012",
        &["Phòng 2012 có hai bàn và ba người trực."],
    ),
    (
        None,
        "Đơn phương chấm dứt hợp đồng",
        &["Từ ngày 1/1/2021, khi Bộ luật Lao động có hiệu lực, chỉ cần báo trước."],
    ),
    (
        None,
        "Phim về xóm trọ",
        &["Máy quay theo một gia đình từ 2009 đến 2010, rồi quay lại vào năm 2014."],
    ),
];

#[test]
fn the_year_of_each_case_is_told() {
    let mut wrong = Vec::new();
    for (expected, title, paragraphs) in CASES {
        let found = reported_year(&article(title, paragraphs));
        if found != *expected {
            wrong.push(format!("{title}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_seeds_have_their_years() {
    for (name, expected) in [
        ("000.txt", 2022),
        ("001.txt", 2020),
        ("002.txt", 2022),
        ("003.txt", 2016),
        ("004.txt", 2025),
    ] {
        let Some(article) = seed(name) else { continue };
        assert_eq!(reported_year(&article), Some(expected), "{name}");
    }
}

#[test]
fn no_text_breaks_it() {
    for odd in [
        "",
        "2020",
        "năm",
        "/2020",
        "1/1/",
        "ê2020ê",
        "2020-",
        "9999999999999/2020",
        "quý /2020",
        "🙂2020",
    ] {
        reported_year(&article(odd, &[odd, odd]));
    }
}

/// What texts about time are made of, in odd order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "năm",
        "Năm ",
        "tháng",
        "Tháng ",
        "ngày ",
        "quý ",
        "I/",
        "/",
        "-",
        " – ",
        ".",
        ". ",
        ", ",
        " (",
        ")",
        "; ",
        "2",
        "12",
        "31",
        "1929",
        "1989",
        "1990",
        "2016",
        "2049",
        "2050",
        "2099",
        "năm học ",
        "2019-2020",
        "tổng kết ",
        "kế hoạch ",
        "Tết ",
        "Xuân ",
        "Giáp Tý",
        "Kỷ Hợi",
        "Canh Ngọ ",
        "mùng ",
        "kỷ niệm ",
        "lần thứ ",
        "94 năm Ngày thành lập Công đoàn",
        "thành lập Đảng ",
        "đến hết năm ",
        "năm ngoái, ",
        "năm nay, ",
        "các năm ",
        " và ",
        " đã ",
        "sẽ ",
        "tính đến ",
        "trước Tết ",
        "tháng nữa ",
        "đồng",
        " hộ",
        "Công đoàn ",
        "tôi ",
        "ấy ",
    ]);
    prop_oneof![
        3 => known.prop_map(str::to_string),
        1 => "[a-zđà-ỹA-ZĐÀ-Ỹ]{1,6} ?",
        1 => "[0-9]{1,5}",
        1 => "[ /.,;:()“”–…%!?\u{301}🙂-]{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_mix_of_words_and_numbers_breaks_it(
        texts in prop::collection::vec(prop::collection::vec(piece(), 0..24), 1..4)
    ) {
        let texts: Vec<String> = texts.iter().map(|pieces| pieces.concat()).collect();
        let paragraphs: Vec<&str> = texts[1..].iter().map(String::as_str).collect();
        if let Some(year) = reported_year(&article(&texts[0], &paragraphs)) {
            prop_assert!((1990..=2049).contains(&year), "{year}: {texts:?}");
        }
    }
}

/// A quadratic step would show as a factor of 64 where 8 is right.
#[test]
fn a_paragraph_without_an_end_takes_linear_time() {
    for unit in [
        "“năm 2020” 5 người ",
        "Năm 2020 ",
        "ngày 5/6/2020 ",
        "2018-2020, ",
        "(28/7/1929 - 28/7/2019) ",
    ] {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let page = article("Tin", &[&text]);
            let read = || {
                let start = std::time::Instant::now();
                reported_year(&page);
                start.elapsed()
            };
            read().min(read())
        };
        let (short, long) = (time(20_000), time(160_000));
        assert!(long < short * 24, "{unit:?}: {short:?}, then {long:?}");
    }
}
