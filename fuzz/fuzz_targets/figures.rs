//! The figures of any paragraph lie within it, in order, and do not overlap.
#![no_main]

use congdoan::extract::figures::figures;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for figure in figures(text) {
        assert!(figure.span.start >= end, "{figure:?} overlaps the one before");
        assert!(!figure.span.of(text).is_empty());
        end = figure.span.end;
    }
});
