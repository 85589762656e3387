//! Recognises the figures of one paragraph: one pass over its tokens, at each number
//! the recognisers of one ordered list; the first that knows the number takes it.

mod amount;
mod approx;
mod attained;
mod attribute;
mod change;
mod check;
mod clock;
mod contact;
mod count;
mod date;
mod document;
mod list;
mod measure;
mod money;
mod name;
mod noun;
mod numeral;
mod per;
mod percent;
mod period;
mod place;
mod plan;
mod purpose;
mod quantity;
mod range;
mod ratio;
mod sense;
mod small;
mod spelled;
mod token;
mod units;
mod uses;
mod when;
mod words;

pub use attribute::attribute;

use crate::article::Figure;

use token::Line;

/// What a recogniser makes of a number.
enum Found {
    /// A figure, and the token after it.
    Figure(Box<Figure>, usize),
    /// No figure: a date, a name, a code; and the token after it.
    Nothing(usize),
}

/// What a recogniser sees: the tokens, and what was found before.
struct Reader<'l, 't> {
    line: &'l Line<'t>,
    /// The first token that no earlier find has taken.
    floor: usize,
    /// The figures found so far.
    found: Vec<Figure>,
}

/// Looks at the number at a token.
type Recogniser = fn(&Reader, usize) -> Option<Found>;

/// The recognisers in the order of the specification: what is no figure first, then the
/// kinds of figure.
const RECOGNISERS: [Recogniser; 12] = [
    contact::recognise,
    document::recognise,
    clock::recognise,
    date::recognise,
    period::recognise,
    name::recognise,
    ratio::recognise,
    range::recognise,
    |reader, at| single(reader, at, money::read),
    |reader, at| single(reader, at, percent::read),
    |reader, at| single(reader, at, measure::read),
    |reader, at| single(reader, at, count::read),
];

/// The periods that a paragraph names, by which its figures are attributed.
#[derive(Debug, Clone, Default)]
pub struct Periods(Vec<when::Mention>);

/// The figures that `text` (NFC, one paragraph) states: sorted, disjoint.
pub fn figures(text: &str) -> Vec<Figure> {
    read(text).0
}

/// The figures of `text`, and the periods beside them; without a figure none is looked for.
pub fn read(text: &str) -> (Vec<Figure>, Periods) {
    let line = Line::new(text);
    let found = recognised(&line);
    let periods = match found.is_empty() {
        true => Vec::new(),
        false => when::mentions(&line),
    };
    (found, Periods(periods))
}

fn recognised(line: &Line) -> Vec<Figure> {
    let mut reader = Reader {
        line,
        floor: 0,
        found: Vec::new(),
    };
    for &anchor in &line.anchors {
        let at = anchor as usize;
        if at < reader.floor {
            continue;
        }
        let found = RECOGNISERS
            .iter()
            .find_map(|recognise| recognise(&reader, at));
        match found {
            Some(Found::Figure(figure, end)) => {
                reader.found.push(*figure);
                reader.floor = end.max(at + 1);
            }
            Some(Found::Nothing(end)) => reader.floor = end.max(at + 1),
            None => {}
        }
    }
    reader.found
}

/// Recognises a quantity of one kind.
fn single(reader: &Reader, at: usize, read: quantity::Read) -> Option<Found> {
    let amount = amount::read(reader.line, at)?;
    let quantity = read(reader, at, &amount)?;
    let (figure, end) = quantity::figure(reader, at, quantity);
    Some(Found::Figure(Box::new(figure), end))
}
