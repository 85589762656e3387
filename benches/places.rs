//! How fast places are recognised, on one core: the bare pass over a text, and the
//! whole decision on articles.

use congdoan::article::{Article, Paragraph, ParagraphKind};
use congdoan::extract::places::places;
use congdoan::gazetteer::mentions;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// About 5 kB of union news, as dense in names as the real ones.
fn paragraphs() -> Vec<String> {
    let acting = "Trong 6 tháng đầu năm, Liên đoàn Lao động huyện Ứng Hòa đã vận động thành lập 12 công đoàn cơ sở, \
        kết nạp 1.625 đoàn viên, đạt 70,9% kế hoạch được giao; tổ chức 4 lớp tập huấn cho hơn 700 lượt cán bộ.";
    let plain = "Bên cạnh đó, các công đoàn cơ sở đã tuyên truyền, vận động người lao động chấp hành nội quy, \
        bảo đảm an toàn vệ sinh lao động, xây dựng quan hệ lao động hài hòa, ổn định và tiến bộ trong doanh nghiệp.";
    let other = "Tới dự có đại diện LĐLĐ thành phố Hà Nội, lãnh đạo UBND các quận Ba Đình, Đống Đa, Cầu Giấy, \
        cùng đại diện Công ty TNHH May Hưng Yên (xã Hòa Xá, huyện Ứng Hòa).";
    let mut all = Vec::new();
    for i in 0..18 {
        all.push([acting, plain, plain, other, plain, plain][i % 6].to_string());
    }
    all
}

#[divan::bench]
fn mentions_in_text(bencher: Bencher) {
    let text = paragraphs().join("\n");
    mentions(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| mentions(divan::black_box(&text)));
}

#[divan::bench]
fn places_of_article(bencher: Bencher) {
    let paragraphs = paragraphs();
    let size: usize = paragraphs.iter().map(String::len).sum();
    let article = Article {
        id: "a.txt".into(),
        path: "a.txt".into(),
        line: None,
        format: "txt".into(),
        encoding: "UTF-8".into(),
        title: "LĐLĐ huyện Ứng Hòa: Chăm lo đoàn viên".into(),
        author: None,
        url: None,
        published: None,
        year: Some(2022),
        year_source: None,
        places: Vec::new(),
        paragraphs: paragraphs
            .into_iter()
            .map(|text| Paragraph {
                kind: ParagraphKind::Body,
                text,
                figures: Vec::new(),
            })
            .collect(),
        noise: Vec::new(),
        warnings: Vec::new(),
    };
    places(&article);
    bencher
        .counter(BytesCount::new(size))
        .bench(|| places(divan::black_box(&article)));
}
