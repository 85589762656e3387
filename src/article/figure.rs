//! A figure: a quantity that the article states.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A quantity stated in a text, with its span in that text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// From the approximator (or the number) to the end of the counted noun, in bytes.
    pub span: Span,
    /// What sort of quantity it is.
    pub kind: FigureKind,
    /// The value, in `unit`; the low end of a range, the numerator of a ratio.
    pub value: f64,
    /// The high end of a range.
    pub high: Option<f64>,
    /// `người`, `đồng`, `%`, `kg` …; none for plain counts.
    pub unit: Option<String>,
    /// The counted noun phrase, as written.
    pub noun: Option<String>,
    /// The plan or quota that `value` is measured against.
    pub target: Option<f64>,
    /// The whole of which `value` is a part, or the scale's end.
    pub total: Option<f64>,
    /// The stated percent of a ratio, in percentage points.
    pub percent: Option<f64>,
    /// Where that percent stands.
    pub percent_span: Option<Span>,
    /// How the value is bounded or blurred.
    pub approx: Option<Approx>,
    /// What one unit of the price is for: `người`, `tháng`, `suất`.
    pub per: Option<String>,
    /// What a percent is of.
    pub sense: Option<Sense>,
    /// The signed change, where the figure states one.
    pub delta: Option<f64>,
    /// Whether it is a rule's limit rather than a result.
    pub threshold: bool,
    /// Whether a damaged number was repaired.
    pub repaired: bool,
    /// Whether the value cannot be right as it stands.
    pub implausible: bool,
    /// Whether the cross-check of the stated numbers holds; none where there is none to make.
    pub consistent: Option<bool>,
    /// The period the figure covers, where it is known.
    pub period: Option<Period>,
    /// The facet path of the place it speaks of, where it is known.
    pub place: Option<String>,
    /// The names of the fields above that were derived rather than stated.
    pub inferred: Vec<String>,
}

impl Figure {
    /// Whether the value of this key is inferred, not stated.
    pub fn is_inferred(&self, key: &str) -> bool {
        self.inferred.iter().any(|inferred| inferred == key)
    }

    /// A bare figure; the recognisers fill in the rest.
    pub fn new(span: Span, kind: FigureKind, value: f64) -> Figure {
        Figure {
            span,
            kind,
            value,
            high: None,
            unit: None,
            noun: None,
            target: None,
            total: None,
            percent: None,
            percent_span: None,
            approx: None,
            per: None,
            sense: None,
            delta: None,
            threshold: false,
            repaired: false,
            implausible: false,
            consistent: None,
            period: None,
            place: None,
            inferred: Vec::new(),
        }
    }

    /// The figure in a text that begins `by` bytes later, as a passage of a body does.
    pub fn rebased(&self, by: usize) -> Figure {
        self.moved(0, by)
    }

    /// The figure of a text that begins at byte `from` of a body in one that begins at
    /// byte `to` of it.
    pub fn moved(&self, from: usize, to: usize) -> Figure {
        let moved = |span: Span| Span::new(span.start + from - to, span.end + from - to);
        Figure {
            span: moved(self.span),
            percent_span: self.percent_span.map(moved),
            ..self.clone()
        }
    }

    /// One past the last byte that belongs to it, its percent included.
    pub fn end(&self) -> usize {
        self.percent_span.map_or(self.span.end, |span| span.end)
    }
}

/// What sort of quantity a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// A number of people or things: `24 CĐCS`.
    Count,
    /// An amount of money: `hơn 85 triệu đồng`.
    Money,
    /// A percentage that stands for itself: `100% CĐCS`.
    Percent,
    /// Achieved out of a target or a whole: `24/52 CĐCS`.
    Ratio,
    /// From a low to a high end: `8.000 – 11.000 đoàn viên`.
    Range,
    /// A physical measure: `5 kg gạo`.
    Measure,
}

/// How a value is bounded or blurred by the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Approx {
    /// More than: `hơn`, `trên`, `quá`.
    Gt,
    /// Less than: `gần`, `ngót`, `dưới`.
    Lt,
    /// About: `khoảng`, `chừng`, `xấp xỉ`.
    About,
    /// At least: `ít nhất`, `từ … trở lên`.
    Min,
    /// At most: `tối đa`, `không quá`.
    Max,
}

/// What a percent says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sense {
    /// How much of a plan was attained: `đạt 46% kế hoạch`.
    Target,
    /// How large a part of a whole is: `100% CĐCS`, `chiếm 38%`.
    Share,
    /// How much something grew or shrank: `tăng 12%`.
    Change,
}

/// The stretch of time that a figure covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// As written: `6 tháng đầu năm 2022`; empty where the article's year stands in.
    pub text: String,
    /// First month, `YYYY-MM`.
    pub from: String,
    /// Last month, `YYYY-MM`.
    pub to: String,
}
