//! The words of figure keys in the form in which they go to the engine: a text with one
//! line a word, its position before it, and the tokenizer that reads such a text.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name of the tokenizer.
pub const WINDOWS: &str = "windows";

/// Appends the line of a word, which `write` appends, at `position`.
pub fn push_word(lines: &mut String, position: u32, write: impl FnOnce(&mut String)) {
    let mut digits = [0u8; 10];
    let mut rest = position;
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    for digit in &digits[first..] {
        lines.push(char::from(b'0' + digit));
    }
    lines.push(' ');
    write(lines);
    lines.push('\n');
}

/// Reads lines of words.
#[derive(Debug, Clone, Copy, Default)]
pub struct WindowTokenizer;

impl Tokenizer for WindowTokenizer {
    type TokenStream<'a> = WindowStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WindowStream<'a> {
        WindowStream {
            rest: text,
            token: Token::default(),
        }
    }
}

/// The words of one text, line by line.
#[derive(Debug)]
pub struct WindowStream<'a> {
    rest: &'a str,
    token: Token,
}

impl TokenStream for WindowStream<'_> {
    fn advance(&mut self) -> bool {
        let mut position = 0usize;
        let mut start = 0;
        for byte in self.rest.bytes() {
            start += 1;
            if byte == b' ' {
                break;
            }
            position = position.wrapping_mul(10) + usize::from(byte.wrapping_sub(b'0'));
        }
        let word = self.rest.get(start..).unwrap_or("");
        let Some(end) = word.bytes().position(|byte| byte == b'\n') else {
            return false;
        };
        self.token.position = position;
        self.token.text.clear();
        self.token.text.push_str(&word[..end]);
        self.rest = &word[end + 1..];
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_with_their_positions() {
        let words = [
            (0, "Cdoan\0đoàn"),
            (7, "=cđcs"),
            (640, "x"),
            (u32::MAX, "y z"),
        ];
        let mut lines = String::new();
        for (position, word) in words {
            push_word(&mut lines, position, |line| line.push_str(word));
        }
        let mut tokenizer = WindowTokenizer;
        let mut stream = tokenizer.token_stream(&lines);
        let mut found = Vec::new();
        while stream.advance() {
            let token = stream.token();
            assert_eq!(token.position_length, 1);
            found.push((token.position as u32, token.text.clone()));
        }
        assert_eq!(found, words.map(|(at, word)| (at, word.to_string())));
        assert!(!tokenizer.token_stream("").advance());
    }
}
