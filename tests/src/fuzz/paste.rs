//! Any bytes get a sound answer, which every form can show.

use super::Target;
use crate::sound;
use unloop::report::{json, markdown, reading, sarif, text};
use unloop::{Diagnosis, diagnose};

pub(super) const TARGET: Target = Target { name: "paste", try_with, seeds: super::pastes };

fn try_with(bytes: &[u8]) {
    let paste = super::text(bytes);
    let answer = diagnose(&paste);
    sound::check(&paste, &answer);
    for shown in [
        text::render(&answer, text::Colour::Never),
        markdown::render(&answer),
        reading::render(&answer),
        sarif::render(&answer),
    ] {
        let steering = shown.find(sound::steers);
        assert!(steering.is_none(), "a form lets through what steers a terminal: {shown:?}");
    }
    let written = json::render(&answer);
    let again: Diagnosis = serde_json::from_str(&written).unwrap();
    assert_eq!(json::render(&again), written);
    in_characters(&paste, answer);
}

/// The offsets for JavaScript point at the same characters.
fn in_characters(paste: &str, answer: Diagnosis) {
    let units: Vec<u16> = paste.encode_utf16().collect();
    for cause in answer.in_utf16(paste).causes {
        for one in cause.evidence {
            let quote: Vec<u16> = one.quote.encode_utf16().collect();
            assert_eq!(units.get(one.start..one.end), Some(quote.as_slice()), "{one:?}");
        }
    }
}
