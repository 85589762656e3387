//! Any bytes are text, or refused with a reason; text comes out in NFC after cleaning.
#![no_main]

use congdoan::corpus::decode;
use congdoan::text::clean;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match decode(bytes) {
        Ok(decoded) => {
            let text = clean(&decoded.text);
            assert_eq!(text, clean(&text), "cleaning twice changes nothing");
        }
        Err(reason) => assert!(!reason.is_empty()),
    }
});
