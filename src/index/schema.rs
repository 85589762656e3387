//! Every field of the index, once.
//!
//! An article is a batch of documents that stay together and in order: one header
//! (its metadata and what is needed to see whether the file changed), then its passages.
//! A file of many articles, or one that was left out, has one more document: the record of its state.

use std::sync::OnceLock;

use tantivy::schema::{
    FAST, Facet, FacetOptions, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING,
    Schema, TextFieldIndexing, TextOptions,
};

/// The layout of the index; another number means that it must be rebuilt.
pub const FORMAT: u32 = 9;
/// The name of the field `amount`.
pub const AMOUNT: &str = "amount";

/// Values of the field `kind`.
pub mod kind {
    /// The header of an article.
    pub const HEADER: &str = "header";
    /// A passage of an article.
    pub const PASSAGE: &str = "passage";
    /// The state of a file that holds many articles, or of which something was left out.
    pub const FILE: &str = "file";
}

/// Values of the field `missing`, for the filter `none`.
pub mod missing {
    /// The article has no place at all.
    pub const PROVINCE: &str = "province";
    /// The article has no district.
    pub const DISTRICT: &str = "district";
    /// The article has no year.
    pub const YEAR: &str = "year";
}

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// What the document is: see [`kind`].
    pub kind: Field,
    /// The article's id, on all of its documents; on a file's record, its path.
    pub id: Field,
    /// The stored record, in postcard form.
    pub record: Field,
    /// Passages: their terms with diacritics, and those of their context.
    pub exact: Field,
    /// Passages: the same without diacritics, and without positions: a folded term stands
    /// where its [spellings](super::spellings) do.
    pub folded: Field,
    /// Passages: the number within the article.
    pub ordinal: Field,
    /// Passages: the position in `exact` at which their own text begins, behind that of the
    /// context.
    pub body: Field,
    /// Passages: the article's places as facets.
    pub place: Field,
    /// Passages: the article's year.
    pub year: Field,
    /// Passages: the day of publication, in days since 1970.
    pub day: Field,
    /// Passages: facets the article does not have, see [`missing`].
    pub missing: Field,
    /// Passages: the words by which their figures are asked for, see [`super::figure_key`].
    pub figure: Field,
    /// Passages: the values of these figures, one for each window of words.
    pub amount: Field,
    /// Headers and file records: the path of the file.
    pub path: Field,
    /// Headers and file records: the size of the file in bytes.
    pub size: Field,
    /// Headers and file records: the time of its last change, in nanoseconds since 1970.
    pub mtime: Field,
    /// Headers and file records: the hash of the content.
    pub hash: Field,
    /// Headers: the number of figures of the article.
    pub figures: Field,
    /// Headers: the line within a jsonl file.
    pub line: Field,
    /// Headers: numbers that articles of like wording share, see [`crate::duplicates`]. A
    /// column, since nearly each of them is another and would be a term of its own.
    pub band: Field,
    /// Headers: the label of the article's family.
    pub family: Field,
    /// Headers and passages: the label of the article's group of copies.
    pub group: Field,
}

/// The schema and its fields.
pub fn schema() -> &'static (Schema, Fields) {
    static SCHEMA: OnceLock<(Schema, Fields)> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut builder = Schema::builder();
        // Their words are put in by `super::inversion`.
        let words = |option, lengths| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(lengths)
                    .set_index_option(option),
            )
        };
        let placed = IndexRecordOption::WithFreqsAndPositions;
        let fields = Fields {
            kind: builder.add_text_field("kind", STRING),
            id: builder.add_text_field("id", STRING | FAST),
            record: builder.add_bytes_field("record", STORED),
            exact: builder.add_text_field("exact", words(placed, true)),
            folded: builder.add_text_field("folded", words(IndexRecordOption::WithFreqs, true)),
            body: builder.add_u64_field("body", FAST),
            ordinal: builder.add_u64_field("ordinal", NumericOptions::from(FAST | INDEXED)),
            place: builder.add_facet_field("place", FacetOptions::default()),
            year: builder.add_i64_field("year", NumericOptions::from(FAST | INDEXED)),
            day: builder.add_i64_field("day", FAST),
            missing: builder.add_text_field("missing", STRING),
            figure: builder.add_text_field("figure", words(placed, false)),
            amount: builder.add_f64_field(AMOUNT, FAST),
            path: builder.add_text_field("path", STRING | FAST),
            size: builder.add_u64_field("size", FAST),
            mtime: builder.add_i64_field("mtime", FAST),
            hash: builder.add_u64_field("hash", FAST),
            figures: builder.add_u64_field("figures", FAST),
            line: builder.add_u64_field("line", FAST),
            band: builder.add_u64_field("band", FAST),
            family: builder.add_u64_field("family", NumericOptions::from(FAST | INDEXED)),
            group: builder.add_u64_field("group", FAST),
        };
        (builder.build(), fields)
    })
}

/// The fields of the schema.
pub fn fields() -> Fields {
    schema().1
}

/// The facet of a place path such as `/Hà Nội/Ba Đình`.
pub fn facet(path: &str) -> Facet {
    Facet::from_path(path.split('/').filter(|part| !part.is_empty()))
}
