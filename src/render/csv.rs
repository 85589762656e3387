//! Hits as a table for spreadsheets.

use crate::error::{Error, Result};
use crate::search::Hit;

const COLUMNS: [&str; 10] = [
    "rank",
    "score",
    "id",
    "path",
    "title",
    "published",
    "year",
    "places",
    "passage",
    "figures",
];

/// The hits as CSV with a header line, in UTF-8. Cells that a spreadsheet would run as
/// formulas are guarded by an apostrophe, as OWASP advises.
pub fn hits(hits: &[Hit]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(Error::render)?;
    for hit in hits {
        let article = &hit.article;
        let places: Vec<String> = article.places.iter().map(|place| place.path()).collect();
        let figures: Vec<&str> = hit
            .figures
            .iter()
            .map(|figure| figure.span.of(&hit.text))
            .collect();
        writer
            .write_record([
                hit.rank.to_string(),
                format!("{:.4}", hit.score),
                guarded(&article.id),
                guarded(&article.path),
                guarded(&article.title),
                article
                    .published
                    .map_or_else(String::new, |date| date.to_string()),
                article
                    .year
                    .map_or_else(String::new, |year| year.to_string()),
                guarded(&places.join("; ")),
                guarded(&hit.text),
                guarded(&figures.join("; ")),
            ])
            .map_err(Error::render)?;
    }
    writer.into_inner().map_err(Error::render)
}

/// A cell that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        assert_eq!(guarded("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(guarded("- Ảnh 1"), "'- Ảnh 1");
        assert_eq!(guarded("/Hà Nội"), "/Hà Nội");
    }
}
