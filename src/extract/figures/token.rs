//! One pass over a paragraph: words, numbers and marks, with a lower-cased copy of
//! the text whose offsets are those of the text itself.

use std::cell::Cell;

use crate::text::Span;

use super::amount::Amount;
use super::small;
use super::spelled;
use super::words::Memo;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters, with the digits glued behind it: `CĐCS`, `U23`, `m2`.
    Word,
    /// A run of digits with single dots and commas inside: `1.625`, `70,9`.
    Number,
    /// Any other visible character.
    Mark(char),
    /// An address of the web or of a mailbox, whole.
    Address,
}

/// One token: what it is and where it stands.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: u32,
    end: u32,
    kind: Kind,
}

/// A paragraph cut into tokens. Reading beside either end gives the empty word.
#[derive(Debug)]
pub struct Line<'a> {
    text: &'a str,
    lower: String,
    tokens: Vec<Token>,
    /// Tokens that may begin a numeral: numbers, and words such as `hai`.
    pub anchors: Vec<u32>,
    /// The compounds looked up so far.
    pub compounds: Memo,
    /// The amount read last, with its token: several recognisers ask for the same one.
    pub amount: Cell<Option<(usize, Option<Amount>)>>,
}

/// Words without marks that are met glued to the number behind them (`cho26`).
const GLUED: [&str; 7] = ["cho", "thu", "chi", "trao", "trong", "sang", "khi"];
/// Endings that make a dotted word an address.
const DOMAINS: [&str; 10] = [
    "vn", "com", "net", "org", "html", "htm", "aspx", "chn", "php", "jpg",
];

impl<'a> Line<'a> {
    /// Cuts `text`; a text past 4 GB has no tokens.
    pub fn new(text: &'a str) -> Line<'a> {
        let mut line = Line {
            text,
            lower: String::new(),
            tokens: Vec::new(),
            anchors: Vec::new(),
            compounds: Memo::default(),
            amount: Cell::new(None),
        };
        if u32::try_from(text.len()).is_ok() {
            line.cut();
        }
        if !line.anchors.is_empty() {
            line.compounds = Memo::new(line.tokens.len());
        }
        line
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// What token `i` is.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    /// Whether token `i` is a number.
    pub fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Number)
    }

    /// Whether token `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word)
    }

    /// Whether token `i` is the mark `mark`.
    pub fn is_mark(&self, i: usize, mark: char) -> bool {
        self.kind(i) == Some(Kind::Mark(mark))
    }

    /// Whether token `i` is a dash of any length.
    pub fn is_dash(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Mark('-' | '–' | '—' | '−')))
    }

    /// Token `i` in lower case; empty beside the text.
    pub fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| {
            self.lower
                .get(token.start as usize..token.end as usize)
                .unwrap_or("")
        })
    }

    /// The first byte of token `i` in lower case; zero beside the text.
    pub fn first_byte(&self, i: usize) -> u8 {
        let token = self.tokens.get(i);
        let first = token.and_then(|token| self.lower.as_bytes().get(token.start as usize));
        first.copied().unwrap_or(0)
    }

    /// Token `i` as written.
    pub fn raw(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| {
            self.text
                .get(token.start as usize..token.end as usize)
                .unwrap_or("")
        })
    }

    /// Whether tokens `i` and `i + 1` are these words.
    pub fn is_pair(&self, i: usize, first: &str, second: &str) -> bool {
        self.word(i) == first && self.word(i.wrapping_add(1)) == second
    }

    /// Whether no blank stands between token `i` and the one before it.
    pub fn glued(&self, i: usize) -> bool {
        match (self.tokens.get(i.wrapping_sub(1)), self.tokens.get(i)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether token `i` is written as a name is: `Hoà`, not `hoà` and not `CĐCS`.
    pub fn is_titled(&self, i: usize) -> bool {
        let mut letters = self.raw(i).chars();
        self.is_word(i)
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    }

    /// The bytes from token `first` up to, not including, token `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let last = self.tokens.get(end.wrapping_sub(1));
        Span::new(
            start as usize,
            last.map_or(start, |token| token.end.max(start)) as usize,
        )
    }

    /// The text from token `first` up to token `end`, as written.
    pub fn slice(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).of(self.text)
    }

    /// Whether a sentence ends before token `i`, or the text begins there.
    pub fn opens_sentence(&self, i: usize) -> bool {
        i == 0
            || matches!(
                self.kind(i - 1),
                Some(Kind::Mark('.' | '!' | '?' | '…' | ':' | ';' | '•'))
            )
            || (self.is_dash(i - 1) && i == 1)
    }

    /// Whether one of `words` stands in the sentence before byte `at`, at most `reach`
    /// bytes away.
    pub fn names_before(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        let mut from = at.saturating_sub(reach);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = self.lower.get(from..at).unwrap_or("");
        let sentence = before.rsplit(". ").next().unwrap_or(before);
        words.iter().any(|word| sentence.contains(word))
    }

    fn cut(&mut self) {
        let bytes = self.text.as_bytes();
        let mut lower = bytes.to_ascii_lowercase();
        let mut lowered = Vec::new();
        self.tokens.reserve(bytes.len() / 5);
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            let byte = bytes[at];
            if byte == b' ' {
                at += 1;
                continue;
            }
            let kind = if byte.is_ascii_digit() {
                at = number_end(bytes, at);
                Kind::Number
            } else if byte.is_ascii_alphabetic() || !byte.is_ascii() {
                at = self.word_end(at, &mut lower, &mut lowered);
                if at > start {
                    Kind::Word
                } else {
                    let Some(mark) = self.text[start..].chars().next() else {
                        break;
                    };
                    at += mark.len_utf8();
                    if mark.is_whitespace() {
                        continue;
                    }
                    Kind::Mark(mark)
                }
            } else {
                at += 1;
                if byte.is_ascii_whitespace() {
                    continue;
                }
                Kind::Mark(byte as char)
            };
            if kind == Kind::Word && self.is_address(start, &lower[start..at]) {
                at = self.push_address(start);
                continue;
            }
            let anchor = match kind {
                Kind::Number => true,
                Kind::Word => at - start <= 7 && spelled::may_begin(&lower[start..at]),
                _ => false,
            };
            if anchor {
                self.anchors.push(self.tokens.len() as u32);
            }
            self.tokens.push(Token {
                start: start as u32,
                end: at as u32,
                kind,
            });
        }
        self.lower = small::lowered(self.text, &lowered);
    }

    /// The end of the word at `start`, `start` itself where none stands there. Lowers its
    /// letters in `lower`; those beyond ASCII that change are put into `lowered`.
    fn word_end(&self, start: usize, lower: &mut [u8], lowered: &mut Vec<(usize, char)>) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut marked = false;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphabetic() {
                at += 1;
            } else if byte.is_ascii_digit() {
                let head = &lower[start..at];
                if marked || GLUED.iter().any(|word| word.as_bytes() == head) {
                    // a glued number (`đạt92%`), but not `ĐT743` or `Đ7`
                    let mut letters = self.text[start..at].chars().skip(1).peekable();
                    let plain = letters.peek().is_some() && letters.all(char::is_lowercase);
                    if plain {
                        break;
                    }
                }
                at += 1;
            } else if byte.is_ascii() {
                break;
            } else if let Some((len, last)) = small::letter(bytes, at) {
                marked = true;
                if last != bytes[at + len - 1] {
                    lower[at + len - 1] = last;
                    lowered.extend(small::decoded(&lower[at..at + len]).map(|small| (at, small)));
                }
                at += len;
            } else {
                let Some(c) = self.text[at..].chars().next() else {
                    break;
                };
                if !(c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')) {
                    break;
                }
                marked = true;
                let end = at + c.len_utf8();
                let mut small = c.to_lowercase();
                if let (Some(small), None) = (small.next(), small.next())
                    && small.len_utf8() == c.len_utf8()
                {
                    small.encode_utf8(&mut lower[at..end]);
                    lowered.push((at, small));
                }
                at = end;
            }
        }
        at
    }

    fn is_address(&self, start: usize, word: &[u8]) -> bool {
        let rest = &self.text.as_bytes()[start + word.len()..];
        match word {
            b"http" | b"https" => rest.starts_with(b"://"),
            b"www" => rest.starts_with(b"."),
            _ => {
                let dotted = self.tokens.last().is_some_and(|token| {
                    token.end as usize == start && matches!(token.kind, Kind::Mark('.' | '@'))
                });
                dotted
                    && self.tokens.len() > 1
                    && DOMAINS.iter().any(|domain| domain.as_bytes() == word)
                    && self.text.as_bytes()[start].is_ascii_lowercase()
            }
        }
    }

    /// Makes one token of the glued run around byte `start`; gives its end.
    fn push_address(&mut self, start: usize) -> usize {
        let mut first = start;
        while let Some(token) = self.tokens.last() {
            if token.end as usize != first || matches!(token.kind, Kind::Mark('(' | '“' | '"')) {
                break;
            }
            first = token.start as usize;
            self.tokens.pop();
        }
        while self
            .anchors
            .last()
            .is_some_and(|&anchor| anchor as usize >= self.tokens.len())
        {
            self.anchors.pop();
        }
        let rest = &self.text[start..];
        let len = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '”' | '"' | '<' | '>'))
            .unwrap_or(rest.len());
        let end = start + len;
        self.tokens.push(Token {
            start: first as u32,
            end: end as u32,
            kind: Kind::Address,
        });
        end
    }
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let joined = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if joined && matches!(bytes.get(at), Some(b'.' | b',')) {
            at += 1;
        } else {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let line = Line::new(text);
        (0..line.len()).map(|i| line.word(i).to_string()).collect()
    }

    #[test]
    fn numbers_words_and_marks_are_told_apart() {
        assert_eq!(
            pieces("Kết nạp 1.625/2.291 ĐOÀN VIÊN(đạt92%), 85tr."),
            [
                "kết", "nạp", "1.625", "/", "2.291", "đoàn", "viên", "(", "đạt", "92", "%", ")",
                ",", "85", "tr", "."
            ]
        );
        assert_eq!(
            pieces("U23 m2 Covid-19 ĐT743"),
            ["u23", "m2", "covid", "-", "19", "đt743"]
        );
    }

    #[test]
    fn letters_are_lowered_in_place() {
        let capitals =
            "ĂÂĐÊÔƠƯ ÀÁẢÃẠ ẰẮẲẴẶ ẦẤẨẪẬ ÈÉẺẼẸ ỀẾỂỄỆ ÌÍỈĨỊ ÒÓỎÕỌ ỒỐỔỖỘ ỜỚỞỠỢ ÙÚỦŨỤ ỪỨỬỮỰ ỲÝỶỸỴ Ω ẞ İ";
        let line = Line::new(capitals);
        let expected = capitals.to_lowercase();
        let words: Vec<&str> = expected.split(' ').take(13).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(line.word(i), *word);
        }
        assert_eq!(
            line.word(14),
            "ẞ",
            "a letter whose small form is shorter stays"
        );
    }

    #[test]
    fn an_address_is_one_token() {
        assert_eq!(
            pieces("xem https://bao.vn/tin-142288.html rồi"),
            ["xem", "https://bao.vn/tin-142288.html", "rồi"]
        );
        assert_eq!(
            pieces("trang bao2.com.vn/30-suat đăng"),
            ["trang", "bao2.com.vn/30-suat", "đăng"]
        );
        assert_eq!(Line::new("tin-142288.html").anchors.len(), 0);
    }

    #[test]
    fn anchors_are_numbers_and_numeral_words() {
        let line = Line::new("Hai lớp, 30 học viên, mười lăm CĐCS");
        let words: Vec<&str> = line
            .anchors
            .iter()
            .map(|&i| line.word(i as usize))
            .collect();
        assert_eq!(words, ["hai", "30", "mười"]);
    }
}
