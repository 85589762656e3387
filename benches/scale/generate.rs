//! Writes invented articles: chains of syllables as they follow one another in the sample
//! corpus, names, places, dates and figures, and the noise of saved pages around them.
//! The same seed gives the same articles, and each one's truth is in `truth.csv` beside them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use congdoan::article::Article;
use congdoan::corpus::{read_file, walk};
use congdoan::text::tokens;

/// Bytes of an article that are aimed at, noise included.
const AIM: usize = 4000;

const DISTRICTS: [(&str, &str); 16] = [
    ("Hà Nội", "quận Ba Đình"),
    ("Hà Nội", "quận Tây Hồ"),
    ("Hà Nội", "quận Đống Đa"),
    ("Hà Nội", "huyện Thường Tín"),
    ("Hà Nội", "huyện Ứng Hòa"),
    ("Hà Nội", "thị xã Sơn Tây"),
    ("Bắc Ninh", "huyện Yên Phong"),
    ("Nghệ An", "huyện Quỳnh Lưu"),
    ("Thanh Hóa", "thị xã Bỉm Sơn"),
    ("Ninh Thuận", "huyện Ninh Hải"),
    ("Đồng Nai", "huyện Trảng Bom"),
    ("Bình Dương", "thị xã Bến Cát"),
    ("Long An", "huyện Đức Hòa"),
    ("Cà Mau", "huyện Cái Nước"),
    ("Lào Cai", "huyện Bảo Thắng"),
    ("Quảng Ngãi", "huyện Bình Sơn"),
];
const FAMILY: [&str; 10] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô",
];
const GIVEN: [&str; 20] = [
    "An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Hùng", "Khánh", "Lan", "Liên", "Minh", "Nga",
    "Oanh", "Phúc", "Quang", "Sơn", "Thảo", "Tuấn", "Vân", "Yến",
];
const ONSETS: [&str; 22] = [
    "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t",
    "th", "tr", "v", "x",
];
const RIMES: [&str; 32] = [
    "ai", "ãi", "ạm", "ảnh", "ao", "áp", "ắc", "ặng", "âm", "ấp", "ầy", "em", "ẹp", "ét", "ềnh",
    "ích", "im", "ịp", "oa", "oái", "ôi", "ộng", "ợp", "ớt", "ua", "uân", "uệ", "ui", "ượng", "ưu",
    "ỷ", "ồn",
];
const ABOVE: [&str; 4] = [
    "Trang chủ | Công đoàn | Đời sống | Pháp luật\n\n",
    "Thứ Hai, ngày làm việc\nĐăng nhập\nGửi bài\n\n",
    "Chia sẻ Facebook\nIn bài\n\n",
    "",
];
const BELOW: [&str; 4] = [
    "\nTin khác\n",
    "\nNên xem\n",
    "\nBài viết liên quan\n",
    "\nĐọc nhiều\n",
];

/// A source of numbers that is the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.roll(choices.len())]
    }
}

/// Which syllable follows which.
struct Chain {
    syllables: Vec<String>,
    after: Vec<Vec<u32>>,
    rare: Vec<String>,
}

impl Chain {
    fn of_samples() -> Chain {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut chain = Chain {
            syllables: Vec::new(),
            after: Vec::new(),
            rare: Vec::new(),
        };
        for file in walk(&corpus, &[]).unwrap().files {
            let found = read_file(&corpus, &corpus.join(&file.path)).unwrap();
            for article in found.into_iter().flatten() {
                chain.learn(&article, &mut numbers);
            }
        }
        for onset in ONSETS {
            for rime in RIMES {
                chain.rare.push(format!("{onset}{rime}"));
            }
        }
        chain
    }

    fn learn(&mut self, article: &Article, numbers: &mut HashMap<String, u32>) {
        for paragraph in article.body() {
            let mut last: Option<u32> = None;
            for token in tokens(&paragraph.text) {
                let syllable = token.span.of(&paragraph.text).to_lowercase();
                if !syllable.chars().all(char::is_alphabetic) {
                    last = None;
                    continue;
                }
                let fresh = numbers.len() as u32;
                let number = *numbers.entry(syllable.clone()).or_insert(fresh);
                if number == fresh {
                    self.syllables.push(syllable);
                    self.after.push(Vec::new());
                }
                if let Some(last) = last {
                    self.after[last as usize].push(number);
                }
                last = Some(number);
            }
        }
    }

    /// A run of syllables; now and then one that the samples do not know, the lower in
    /// the list the more often, as words are in any language.
    fn words(&self, dice: &mut Dice, count: usize, out: &mut String) {
        let mut at = dice.roll(self.syllables.len());
        for i in 0..count {
            if i > 0 {
                out.push(' ');
            }
            if dice.roll(25) == 0 {
                let top = 1 + dice.roll(self.rare.len());
                out.push_str(&self.rare[dice.roll(top)]);
            } else {
                out.push_str(&self.syllables[at]);
            }
            let after = &self.after[at];
            at = match after.len() {
                0 => dice.roll(self.syllables.len()),
                many => after[dice.roll(many)] as usize,
            };
        }
    }
}

/// Writes `count` articles into `folder`, a thousand to a folder.
pub fn write(folder: &Path, count: usize, seed: u64) {
    let chain = Chain::of_samples();
    let mut truth = String::from("path,province,district,year,members\n");
    for number in 0..count {
        let mut dice = Dice(seed.wrapping_mul(0x5851_f42d_4c95_7f2d) ^ number as u64);
        let path = format!("{:03}/{number:06}.txt", number / 1000);
        let (text, row) = article(&chain, &mut dice);
        let file = folder.join("corpus").join(&path);
        if number % 1000 == 0 {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
        }
        fs::write(file, text).unwrap();
        writeln!(truth, "{path},{row}").unwrap();
    }
    fs::write(folder.join("truth.csv"), truth).unwrap();
}

fn article(chain: &Chain, dice: &mut Dice) -> (String, String) {
    let (province, district) = DISTRICTS[dice.roll(DISTRICTS.len())];
    let year = 2012 + dice.roll(14);
    let members = 10 + dice.roll(990);
    let mut text = String::with_capacity(AIM + 1000);
    text.push_str(dice.pick(&ABOVE));
    let title = sentence(chain, dice, 6);
    writeln!(text, "LĐLĐ {district}: {title}\n").unwrap();
    let (day, mut month) = (1 + dice.roll(28), 1 + dice.roll(12));
    if year == 2025 {
        // from July on there are no districts, and provinces have merged
        month = 1 + month % 6;
    }
    writeln!(
        text,
        "{day:02}/{month:02}/{year} {:02}:{:02}\n",
        dice.roll(24),
        dice.roll(60)
    )
    .unwrap();
    writeln!(
        text,
        "(LĐ) - Ngày {day}/{month}/{year}, LĐLĐ {district} ({province}) kết nạp {members} đoàn viên, {}.\n",
        sentence(chain, dice, 14)
    )
    .unwrap();
    while text.len() < AIM - 500 + dice.roll(600) {
        for _ in 0..2 + dice.roll(4) {
            let length = 8 + dice.roll(22);
            let mut line = sentence(chain, dice, length);
            match dice.roll(6) {
                0 => write!(
                    line,
                    ", trao {} suất quà trị giá {} triệu đồng",
                    dice.roll(300) + 2,
                    dice.roll(900) + 5
                )
                .unwrap(),
                1 => write!(line, ", đạt {}% kế hoạch", dice.roll(100) + 1).unwrap(),
                2 => {
                    let name = format!("{} Thị {}", dice.pick(&FAMILY), dice.pick(&GIVEN));
                    line = format!("Bà {name} cho biết {}", line.to_lowercase());
                }
                _ => {}
            }
            text.push_str(&line);
            text.push_str(". ");
        }
        text.push_str("\n\n");
        if dice.roll(5) == 0 {
            writeln!(text, "Ảnh: {}\n", sentence(chain, dice, 7)).unwrap();
        }
    }
    writeln!(text, "{} {}", dice.pick(&FAMILY), dice.pick(&GIVEN)).unwrap();
    text.push_str(dice.pick(&BELOW));
    for _ in 0..4 {
        writeln!(text, "{}\n", sentence(chain, dice, 10)).unwrap();
    }
    (text, format!("{province},{district},{year},{members}"))
}

fn sentence(chain: &Chain, dice: &mut Dice, length: usize) -> String {
    let mut words = String::new();
    chain.words(dice, length, &mut words);
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}
