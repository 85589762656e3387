//! Every weight of the aboutness decision, in one table.

/// What a mention is worth by where it stands.
pub(super) const TITLE: f32 = 4.0;
/// In the lead, or the first paragraph of the body.
pub(super) const LEAD: f32 = 2.5;
/// In the second and third paragraph.
pub(super) const EARLY: f32 = 1.2;
/// Further down.
pub(super) const BODY: f32 = 0.8;

/// Factors by the role that the place plays in its clause.
pub(super) const UNION: f32 = 1.0;
/// Government, party and other bodies of the place.
pub(super) const OFFICE: f32 = 0.75;
/// The place opens the headline: `Ba Đình: …`.
pub(super) const HEAD: f32 = 1.0;
/// The place opens the report: `Thanh Hóa - …`.
pub(super) const DATELINE: f32 = 1.0;
/// Something happens there: `tại huyện …`.
pub(super) const VENUE: f32 = 0.8;
/// Where the acting enterprise or school sits.
pub(super) const SEAT: f32 = 0.6;
/// Named with its type word, no more.
pub(super) const TYPED: f32 = 0.5;
/// Part of an organisation's own name: `May Hưng Yên`.
pub(super) const IN_NAME: f32 = 0.25;
/// Named without its type word.
pub(super) const BARE: f32 = 0.35;
/// Where a guest comes from: `Tới dự có …`.
pub(super) const GUEST: f32 = 0.3;
/// Where a person's employer sits.
pub(super) const EMPLOYER: f32 = 0.2;
/// What the place is compared with.
pub(super) const COMPARED: f32 = 0.1;
/// Where a person was born or lives.
pub(super) const HOME: f32 = 0.05;
/// A weak name of a province: `Thủ đô`.
pub(super) const WEAK: f32 = 0.2;

/// Of a place in a list of so many or more, each has its share only.
pub(super) const LONG_LIST: usize = 4;
/// The most that paragraphs below the lead give to one place.
pub(super) const BODY_MOST: f32 = 4.0;
/// Each `LĐLĐ quận` without a name adds this to the leading district of that kind.
pub(super) const NAMELESS: f32 = 0.15;
/// At most so many of them count.
pub(super) const NAMELESS_MOST: usize = 6;
/// What a newspaper of the province is worth for `LĐLĐ Thành phố`, each time.
pub(super) const OWN_PAPER: f32 = 0.6;

/// A district needs this much to be a facet.
pub(super) const DISTRICT_LEAST: f32 = 1.2;
/// A province alone needs this much.
pub(super) const PROVINCE_LEAST: f32 = 1.0;
/// A further place needs this share of the leading one's evidence.
pub(super) const SHARE_LEAST: f32 = 0.35;
/// A further province needs this share.
pub(super) const PROVINCE_SHARE_LEAST: f32 = 0.35;
/// A name that several provinces know is settled by context where the leading
/// province has this many times the evidence of the next.
pub(super) const CONTEXT_LEAD: f32 = 1.5;
/// Of a province named right after its district only this share counts.
pub(super) const FOLLOWING: f32 = 0.3;
/// Where nothing else is told, the employer of the person portrayed needs this much.
pub(super) const PORTRAIT_LEAST: f32 = 0.45;
