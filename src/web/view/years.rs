//! The histogram of years: every bar is a link that filters; a script lets one drag.

use maud::{Markup, html};

use crate::search::Answer;
use crate::web::link::Link;
use crate::web::page::Ask;
use crate::web::tables::YEAR;
use crate::web::view::layout::kept;

/// The height of the tallest bar.
const HEIGHT: u64 = 60;
/// The width of a bar with its gap.
const STEP: i64 = 12;
/// More years than these are no histogram: the latest stay.
const MOST: i64 = 60;

/// The histogram, and a field for those who would rather type.
pub fn years(ask: &Ask, answer: &Answer) -> Markup {
    let words = ask.words;
    let counts = &answer.counts.years;
    let Some((&last, _)) = counts.last_key_value() else {
        return html! {};
    };
    let first = counts
        .keys()
        .copied()
        .find(|year| *year > last - MOST)
        .unwrap_or(last);
    let tallest = counts
        .range(first..=last)
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let width = (last - first + 1) * STEP;
    let is_chosen = |year: i64| {
        let year = i16::try_from(year).ok();
        answer
            .filter
            .years
            .iter()
            .any(|wanted| wanted.contains(year))
    };
    let typed: Vec<&str> = ask.params.all(&YEAR).collect();
    html! {
        section .years {
            h2 { (words.years) }
            svg #years role="group" aria-label=(words.years) viewBox={ "0 0 " (width.max(8 * STEP)) " " (HEIGHT + 4) }
                preserveAspectRatio="none" data-href=(ask.link.without(&YEAR).href()) {
                @for year in first..=last {
                    @let count = counts.get(&year).copied().unwrap_or(0);
                    @let height = (count * HEIGHT).div_ceil(tallest).max(u64::from(count > 0) * 3);
                    @let x = (year - first) * STEP;
                    @if count > 0 {
                        a href=(toggled(ask, year).href()) aria-label={ (year) ": " (words.articles(count)) }
                            aria-current=[is_chosen(year).then_some("true")] data-year=(year) {
                            title { (year) ": " (words.articles(count)) }
                            rect .room x=(x) y="0" width=(STEP) height=(HEIGHT + 4) {}
                            rect .bar x=(x + 1) y=(HEIGHT - height) width=(STEP - 2) height=(height + 4) {}
                        }
                    }
                }
            }
            p .ends aria-hidden="true" { span { (first) } @if last > first { span { (last) } } }
            form .range action="/" method="get" {
                (kept(&ask.link, &[YEAR.name, "offset"]))
                label for="year" { (words.years_from_to) }
                input #year name=(YEAR.name) value=(typed.join(" ")) placeholder={ (first) ".." (last) }
                    pattern="[0-9]{4}((\\.\\.|-)[0-9]{4})?|none" maxlength="12" autocomplete="off";
                button type="submit" { (words.years_apply) }
            }
            p .hint { (words.years_hint) }
        }
    }
}

/// This year alone, or no longer this one.
fn toggled(ask: &Ask, year: i64) -> Link {
    let year = year.to_string();
    match ask.params.all(&YEAR).any(|typed| typed == year) {
        true => ask.link.minus(&YEAR, &year),
        false => ask.link.set(&YEAR, &year),
    }
}
