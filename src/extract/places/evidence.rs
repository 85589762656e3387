//! Gathers the evidence for each unit: every mention of title, lead and body, with the
//! weight of its position and its role.

use jiff::civil::Date;

use super::cue::Cues;
use super::role::{Role, chained, level, role};
use super::settle::Context;
use super::words::STORIES;
use super::{Unit, paper, weights};
use crate::article::{Article, ParagraphKind};
use crate::extract::names::Names;
use crate::gazetteer::{Kind, Mention, Named, ProvinceId, REFORM, gazetteer, mentions};

/// The evidence for one unit.
#[derive(Debug)]
pub(super) struct Tally {
    /// The unit.
    pub unit: Unit,
    /// The sum of the weights.
    pub score: f32,
    /// What paragraphs below the lead gave so far.
    body: f32,
    /// Whether any mention leaves no doubt that a place is meant.
    pub supported: bool,
    /// Whether the name can hardly be anything else.
    plain: bool,
    /// The words of the weightiest mention.
    pub words: String,
    /// Its weight.
    most: f32,
    /// Whether it opens a sentence below the headline, acting or as the venue.
    pub opens: bool,
    /// Whether the headline names it.
    titled: bool,
}

/// All evidence of an article.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// One entry a unit, in the order of first mention.
    pub tallies: Vec<Tally>,
}

impl Evidence {
    /// In a round-up each district that opens a sentence has its story; where two have one,
    /// they are what the article is about, however short the stories are. Not where the
    /// headline names one.
    pub fn count_stories(&mut self) {
        let is_story = |tally: &&mut Tally| matches!(tally.unit, Unit::District(_)) && tally.opens;
        let of_one = |tally: &Tally| tally.titled && matches!(tally.unit, Unit::District(_));
        if self.tallies.iter().any(of_one) || self.tallies.iter_mut().filter(is_story).count() < 2 {
            return;
        }
        let best = self
            .tallies
            .iter()
            .filter(|tally| !matches!(tally.unit, Unit::Province(_)));
        let best = best.map(|tally| tally.score).fold(0.0, f32::max);
        let enough = weights::DISTRICT_LEAST.max(best * weights::SHARE_LEAST);
        for tally in self.tallies.iter_mut().filter(is_story) {
            tally.score = tally.score.max(enough);
        }
    }
}

/// What one mention brings.
#[derive(Clone, Copy)]
struct Gain<'a> {
    weight: f32,
    /// Whether it stands below the lead.
    in_body: bool,
    /// Whether it leaves no doubt that a place is meant.
    sure: bool,
    /// Whether the name can hardly be anything else.
    plain: bool,
    /// Whether it opens a sentence.
    opens: bool,
    /// Whether it stands in the headline.
    titled: bool,
    words: &'a str,
}

impl Evidence {
    fn add(&mut self, unit: Unit, gain: Gain) {
        let at = self.tallies.iter().position(|tally| tally.unit == unit);
        let at = at.unwrap_or_else(|| {
            self.tallies.push(Tally {
                unit,
                score: 0.0,
                body: 0.0,
                supported: false,
                plain: false,
                words: String::new(),
                most: 0.0,
                opens: false,
                titled: false,
            });
            self.tallies.len() - 1
        });
        let tally = &mut self.tallies[at];
        let mut weight = gain.weight;
        if gain.in_body {
            weight = weight.min(weights::BODY_MOST - tally.body).max(0.0);
            tally.body += weight;
        }
        tally.score += weight;
        tally.supported |= gain.sure;
        tally.plain |= gain.plain;
        tally.opens |= gain.opens;
        tally.titled |= gain.titled;
        if gain.weight > tally.most {
            tally.most = gain.weight;
            tally.words = gain.words.to_string();
        }
    }
}

/// A part of the article with its mentions.
struct Section<'a> {
    text: &'a str,
    position: f32,
    title: bool,
    found: &'a [Mention],
    /// The role of each mention; mentions of one chain share it.
    roles: Vec<Role>,
    /// The index of the mention that heads the chain of each mention.
    heads: Vec<usize>,
    /// The share of each mention in its list.
    shares: Vec<f32>,
}

/// Reads `article` as of `day`; `dated` tells whether that day is known.
pub(super) fn gather(article: &Article, names: &Names, day: Date, dated: bool) -> Evidence {
    let of_title = mentions(&article.title);
    let sections = sections(article, names, &of_title);
    let mut context = Context {
        day: Some(day),
        dated,
        paper: paper::own_province(article),
        ..Context::default()
    };
    for section in &sections {
        for (i, mention) in section.found.iter().enumerate() {
            if let Some(province) = sure_province(&context, section, i, mention) {
                // where somebody comes from settles nothing
                let weight = section.roles[i].weight();
                if weight >= weights::IN_NAME {
                    context.add(province, weight * section.position);
                }
            }
        }
    }
    let mut evidence = Evidence::default();
    let mut nameless: Vec<Kind> = Vec::new();
    for section in &sections {
        for i in 0..section.found.len() {
            if let Named::Nothing = section.found[i].named {
                nameless.extend(section.found[i].kind);
                continue;
            }
            weigh(&context, section, i, day, &mut evidence);
        }
    }
    add_nameless(&context, &nameless, &mut evidence);
    for tally in &mut evidence.tallies {
        // a name without a type word is believed in its own province
        if let Unit::District(id) = tally.unit
            && tally.plain
        {
            tally.supported |= context.knows(gazetteer().province_on(id, day));
        }
    }
    evidence
}

fn sections<'a>(
    article: &'a Article,
    names: &'a Names,
    of_title: &'a [Mention],
) -> Vec<Section<'a>> {
    let mut sections = Vec::new();
    if !article.title.is_empty() {
        sections.push(section(
            (&article.title, of_title),
            weights::TITLE,
            true,
            true,
        ));
    }
    let all = article.paragraphs.iter().enumerate();
    let paragraphs: Vec<_> = all
        .filter(|(_, p)| p.kind != ParagraphKind::Caption)
        .collect();
    let has_lead = paragraphs
        .iter()
        .any(|(_, p)| p.kind == ParagraphKind::Lead);
    let mut below = 0;
    // a lead that names no place leaves that to the paragraph after it
    let mut named = !of_title.is_empty();
    let count = paragraphs.len();
    for (i, (number, paragraph)) in paragraphs.into_iter().enumerate() {
        let leads = if has_lead {
            paragraph.kind == ParagraphKind::Lead
        } else {
            i == 0
        };
        if i + 1 == count && i > 0 && is_byline(&paragraph.text) {
            continue;
        }
        named |= leads && !names.of(number).is_empty();
        below += usize::from(!leads);
        let position = if leads || below == 1 && !named {
            weights::LEAD
        } else if below <= 2 || opens_story(&paragraph.text) {
            weights::EARLY
        } else {
            weights::BODY
        };
        sections.push(section(
            (&paragraph.text, names.of(number)),
            position,
            false,
            leads || below == 1,
        ));
    }
    sections
}

/// Whether a paragraph begins another story of a round-up.
fn opens_story(text: &str) -> bool {
    STORIES.iter().any(|words| text.starts_with(words))
}

/// Whether the last paragraph is an author's name.
fn is_byline(text: &str) -> bool {
    text.chars().count() <= 40 && !text.trim_end().ends_with(['.', '!', '?', '…', ':'])
}

fn section<'a>(
    (text, found): (&'a str, &'a [Mention]),
    position: f32,
    title: bool,
    opens: bool,
) -> Section<'a> {
    let cues = if found.is_empty() {
        Cues::of("")
    } else {
        Cues::of(text)
    };
    let mut roles: Vec<Role> = Vec::with_capacity(found.len());
    let mut heads: Vec<usize> = Vec::with_capacity(found.len());
    for (i, mention) in found.iter().enumerate() {
        let follows = i > 0 && (mention.in_list || chained(text, &found[i - 1], mention));
        if follows {
            heads.push(heads[i - 1]);
            let shared = roles[i - 1];
            // a name that is none pulls nothing along
            let own = if shared == Role::Nothing || shared == Role::Bare {
                role(text, &cues, mention, title, opens)
            } else {
                shared
            };
            roles.push(own);
        } else {
            heads.push(i);
            roles.push(role(text, &cues, mention, title, opens));
        }
    }
    let shares = shares(text, found);
    Section {
        text,
        position,
        title,
        found,
        roles,
        heads,
        shares,
    }
}

/// In a long list of districts or provinces each has its share only.
fn shares(text: &str, found: &[Mention]) -> Vec<f32> {
    let mut shares = vec![1.0; found.len()];
    let mut start = 0;
    for i in 0..=found.len() {
        let goes_on = i > start && i < found.len() && {
            let gap = &text[found[i - 1].span.end..found[i].span.start];
            level(&found[i]) == level(&found[i - 1])
                && gap.len() <= 24
                && !gap.contains(['.', '(', ')', ':'])
                && (gap.contains([',', ';', '-', '–']) || gap.contains(" và "))
        };
        if !goes_on {
            let length = i - start;
            if length >= weights::LONG_LIST {
                for share in &mut shares[start..i] {
                    *share = 1.0 / length as f32;
                }
            }
            start = i;
        }
    }
    shares
}

/// The province named right after mention `i`, within its chain.
fn beside(context: &Context, section: &Section, i: usize) -> Option<ProvinceId> {
    let head = section.heads[i];
    let mut j = i + 1;
    while j < section.found.len() && section.heads[j] == head {
        if let Some(province) = context.province(&section.found[j]) {
            return Some(province);
        }
        j += 1;
    }
    None
}

/// The province of mention `i` where its name leaves no doubt.
fn sure_province(
    context: &Context,
    section: &Section,
    i: usize,
    mention: &Mention,
) -> Option<ProvinceId> {
    if section.roles[i] == Role::Nothing || !is_meant(section, i, mention) {
        return None;
    }
    if let Some(province) = context.province(mention) {
        return Some(province);
    }
    let candidates = context.candidates(mention, beside(context, section, i));
    let typed = mention.kind.is_some() || section.roles[i].is_sign();
    let day = context.day?;
    match candidates.as_slice() {
        [] => None,
        [one] if typed => Some(gazetteer().province_on(*one, day)),
        [first, rest @ ..] if typed => {
            let province = gazetteer().province_on(*first, day);
            let same = rest
                .iter()
                .all(|id| gazetteer().province_on(*id, day) == province);
            same.then_some(province)
        }
        _ => None,
    }
}

/// Whether a name that is also a word, a person or a weak name is meant as a place here.
fn is_meant(section: &Section, i: usize, mention: &Mention) -> bool {
    let Named::Known(entry) = &mention.named else {
        return true;
    };
    if !entry.needs_sign || mention.kind.is_some() {
        return true;
    }
    if mention.name.of(section.text).ends_with("Chí Minh") {
        return section.heads[i] != i;
    }
    let thu_do = mention.name.of(section.text) == "Thủ đô";
    thu_do || section.roles[i].is_sign() || section.heads[i] != i || {
        let next = section.heads.get(i + 1);
        next == Some(&i)
    }
}

fn weigh(context: &Context, section: &Section, i: usize, day: Date, evidence: &mut Evidence) {
    let mention = &section.found[i];
    let role = section.roles[i];
    if role == Role::Nothing || !is_meant(section, i, mention) {
        return;
    }
    let in_body = !section.title && section.position < weights::LEAD;
    let mut weight = section.position * role.weight() * section.shares[i];
    let start = mention
        .prefix
        .map_or(mention.span.start, |(_, start)| start);
    let words = &section.text[start..mention.span.end];
    let sure = mention.kind.is_some()
        || mention.prefix.is_some()
        || role == Role::Venue
        || beside(context, section, i).is_some();
    let seated = matches!(role, Role::Seat | Role::Employer);
    let plain =
        matches!(&mention.named, Named::Known(e) if !e.needs_sign && (!e.is_surname || seated));
    let opens = !section.title
        && section.shares[i] == 1.0
        && section.heads[i] == i
        && matches!(role, Role::Union | Role::Venue | Role::Office)
        && opens_sentence(section.text, start);
    let gain = |weight: f32| Gain {
        weight,
        in_body,
        sure: true,
        plain,
        opens,
        titled: section.title,
        words,
    };
    if let Named::Ward = mention.named {
        if day >= REFORM {
            let lower = district_beside(context, section, i);
            let name = mention.name.of(section.text);
            let beside = beside(context, section, i);
            if let Some(id) = context.ward(name, mention.kind, beside, lower) {
                evidence.add(Unit::Ward(id), gain(weight));
                let province = gazetteer().ward(id).province;
                evidence.add(Unit::Province(province), gain(weight));
            }
        }
        return;
    }
    if let Some(id) = context.province(mention) {
        if let Named::Known(entry) = &mention.named
            && entry.needs_sign
            && mention.kind.is_none()
            && mention.prefix.is_none()
        {
            weight *= weights::WEAK / weights::BARE;
        }
        // the province that follows its district was counted with it
        let follows =
            section.heads[i] != i && !matches!(section.found[section.heads[i]].named, Named::Ward);
        let factor = if follows { weights::FOLLOWING } else { 1.0 };
        evidence.add(Unit::Province(id), gain(weight * factor));
        return;
    }
    if let Some(id) = context.district(mention, beside(context, section, i)) {
        let head = role == Role::Head || role == Role::Dateline;
        let gain = Gain {
            sure: sure || (head && plain),
            ..gain(weight)
        };
        evidence.add(Unit::District(id), gain);
        let province = gazetteer().province_on(id, day);
        evidence.add(Unit::Province(province), Gain { sure: true, ..gain });
    }
}

/// Whether little stands between the start of a sentence and the place at byte `at`:
/// `Tại quận …`, `Còn ở huyện …`, `- LĐLĐ thị xã …`.
fn opens_sentence(text: &str, at: usize) -> bool {
    let clause = super::role::clause_before(text, at);
    let head = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    head.len() <= 24 && !head.contains(',') && head.split(' ').count() <= 4
}

/// The district named right after ward `i`, within its chain.
fn district_beside(
    context: &Context,
    section: &Section,
    i: usize,
) -> Option<crate::gazetteer::DistrictId> {
    let next = section.found.get(i + 1)?;
    if section.heads[i + 1] != section.heads[i] || level(next) != 2 {
        return None;
    }
    context.district(next, beside(context, section, i + 1))
}

/// `LĐLĐ quận` without a name speaks for the leading district of that kind, `LĐLĐ Thành phố`
/// for the province of the paper.
fn add_nameless(context: &Context, nameless: &[Kind], evidence: &mut Evidence) {
    let tables = gazetteer();
    for kind in [Kind::Quan, Kind::Huyen, Kind::ThiXa, Kind::ThanhPho] {
        let count = nameless.iter().filter(|&&k| k == kind).count();
        if count == 0 {
            continue;
        }
        let of_kind = |tally: &&mut Tally| match tally.unit {
            Unit::District(id) => tables.district(id).states.iter().any(|s| s.kind == kind),
            _ => false,
        };
        let tallies = evidence.tallies.iter_mut().filter(of_kind);
        let leading = tallies.max_by(|a, b| a.score.total_cmp(&b.score));
        if let Some(tally) = leading {
            tally.score += weights::NAMELESS * count.min(weights::NAMELESS_MOST) as f32;
            tally.supported = true;
        } else if kind == Kind::ThanhPho
            && let Some(paper) = context.paper.filter(|id| tables.province(*id).city)
        {
            let gain = Gain {
                weight: weights::OWN_PAPER * count.min(weights::NAMELESS_MOST) as f32,
                in_body: false,
                sure: true,
                plain: true,
                opens: false,
                titled: false,
                words: "LĐLĐ Thành phố",
            };
            evidence.add(Unit::Province(paper), gain);
        }
    }
}
