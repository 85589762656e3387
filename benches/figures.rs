//! Throughput of figure extraction on one core: on running text of news, and on the
//! worst lines one can think of. Run with `cargo bench --bench figures`.

use congdoan::extract::figures::figures;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Paragraphs as union news writes them: about one figure in 150 bytes, half of the
/// paragraphs without any.
const NEWS: [&str; 8] = [
    "Thời gian qua, các cấp công đoàn trong huyện luôn quan tâm đổi mới nội dung, phương thức hoạt động, hướng về cơ sở, chăm lo đời sống vật chất và tinh thần cho người lao động, nhất là ở những nơi còn nhiều khó khăn.",
    "Trong 6 tháng đầu năm 2023, Liên đoàn Lao động huyện đã vận động thành lập 9/15 công đoàn cơ sở (đạt 60% kế hoạch), kết nạp mới 1.240 đoàn viên, nâng tổng số đoàn viên toàn huyện lên 18.655 người.",
    "Phát biểu tại hội nghị, đồng chí Chủ tịch Liên đoàn Lao động tỉnh ghi nhận và biểu dương sự nỗ lực của cán bộ, đoàn viên, đồng thời đề nghị các đơn vị tiếp tục phát huy kết quả đã đạt được.",
    "Nhân dịp này, Ban tổ chức trao 85 suất quà, mỗi suất trị giá 500.000 đồng, cho công nhân có hoàn cảnh khó khăn tại khu công nghiệp.",
    "Hội thi diễn ra sôi nổi với các phần thi chào hỏi, kiến thức và tài năng; nhiều tiết mục được dàn dựng công phu, thể hiện tinh thần đoàn kết của tập thể người lao động.",
    "Sáng 12/8, tại Nhà Văn hóa Lao động, gần 300 cán bộ công đoàn đã dự lớp tập huấn về kỹ năng thương lượng và ký kết thỏa ước lao động tập thể.",
    "Chị Nguyễn Thị Hoa, công nhân xưởng may, chia sẻ: “Có công đoàn ở bên, chúng tôi yên tâm làm việc và gắn bó lâu dài với nhà máy”.",
    "Thời gian tới, công đoàn ngành sẽ tập trung tuyên truyền, phổ biến pháp luật, xây dựng quan hệ lao động hài hòa, ổn định và tiến bộ trong doanh nghiệp.",
];

#[divan::bench]
fn running_text(bencher: Bencher) {
    let bytes: usize = NEWS.iter().map(|paragraph| paragraph.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let mut count = 0;
        for paragraph in NEWS {
            count += figures(black_box(paragraph)).len();
        }
        count
    });
}

#[divan::bench]
fn only_figures(bencher: Bencher) {
    let paragraph = NEWS[1];
    bencher
        .counter(BytesCount::new(paragraph.len()))
        .bench(|| figures(black_box(paragraph)).len());
}

/// Five megabytes of one pattern in one line: the time must grow with the length alone.
#[divan::bench(args = ["1/", "12/3", "9", "1 ", "1-", "1.", "1/2 ", "ngày 1, ", "hai mươi ", "1 tỷ "], sample_count = 2, sample_size = 1)]
fn worst_lines(bencher: Bencher, pattern: &str) {
    let line = pattern.repeat(5_000_000 / pattern.len());
    bencher
        .counter(BytesCount::new(line.len()))
        .bench(|| figures(black_box(&line)).len());
}
