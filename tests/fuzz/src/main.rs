//! Any bytes, as far as they are text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| cattax_properties::hold(&String::from_utf8_lossy(bytes)));
