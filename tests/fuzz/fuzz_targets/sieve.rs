//! `unloop_tests::fuzz` says what is tried.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| unloop_tests::fuzz::try_with("sieve", bytes));
