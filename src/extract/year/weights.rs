//! Every weight of the decision on the year, in one table.

/// By position.
pub(super) const TITLE: f32 = 3.0;
/// In the lead, or the first paragraph.
pub(super) const LEAD: f32 = 2.0;
/// In the two paragraphs after it.
pub(super) const EARLY: f32 = 1.2;
/// Further down.
pub(super) const BODY: f32 = 1.0;

/// By the words around the year: a full date.
pub(super) const FULL_DATE: f32 = 1.6;
/// `6 tháng đầu năm 2022`, `quý I/2017`, `tháng 8-2018`.
pub(super) const PERIOD: f32 = 1.6;
/// `tổng kết năm 2022`.
pub(super) const SUMMING_UP: f32 = 1.2;
/// `Năm 2022, …` at the head of a sentence; `trong năm 2022`.
pub(super) const LEADING: f32 = 1.3;
/// `năm 2022` elsewhere.
pub(super) const PLAIN: f32 = 0.8;
/// The number alone, as in the name of a contest.
pub(super) const BARE: f32 = 0.6;
/// A plan for the year.
pub(super) const PLAN: f32 = 0.6;
/// A lunar new year.
pub(super) const NEW_YEAR: f32 = 0.8;

/// A year needs this much.
pub(super) const LEAST: f32 = 1.2;
/// And this share of the best evidenced one's.
pub(super) const SHARE_LEAST: f32 = 0.18;
