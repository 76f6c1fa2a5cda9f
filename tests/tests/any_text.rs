//! Any mix of any pieces of the golden pastes gets a sound answer, and the same one however it arrives.

use proptest::prelude::*;
use std::sync::OnceLock;
use unloop::{Diagnoser, diagnose};
use unloop_tests::{cases, sound};

fn pastes() -> &'static [String] {
    static PASTES: OnceLock<Vec<String>> = OnceLock::new();
    PASTES.get_or_init(|| cases::all().into_iter().map(|case| case.paste).collect())
}

/// A stretch of a golden paste, cut anywhere.
fn piece() -> impl Strategy<Value = String> {
    (0..pastes().len(), 0.0..1.0_f64, 0.0..1.0_f64).prop_map(|(index, from, length)| {
        let paste: Vec<char> = pastes().get(index).map_or("", String::as_str).chars().collect();
        let from = (paste.len() as f64 * from) as usize;
        let length = ((paste.len() - from) as f64 * length) as usize;
        paste.iter().skip(from).take(length).collect()
    })
}

/// What gets between the pieces.
fn glue() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just(String::new()),
        Just("\r\n".to_owned()),
        Just("\n```\n".to_owned()),
        Just("\n> ".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("\u{202f}\u{200b}".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\u{1b}[0m\u{1b}]0;x\u{7}".to_owned()),
        Just("│ ".to_owned()),
        Just("größe → 5 µs 💥\n".to_owned()),
        Just("\n\t".to_owned()),
        any::<char>().prop_map(String::from),
        "\\PC{0,12}",
    ]
}

fn mixed() -> impl Strategy<Value = String> {
    proptest::collection::vec((piece(), glue()), 1..6)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, glue)| piece + &glue).collect())
}

/// A paste with things put in between its characters.
fn disturbed() -> impl Strategy<Value = String> {
    (0..pastes().len(), proptest::collection::vec((any::<prop::sample::Index>(), glue()), 1..40)).prop_map(
        |(index, disturbances)| {
            let mut text: Vec<char> = pastes().get(index).map_or("", String::as_str).chars().collect();
            for (place, glue) in disturbances {
                let place = place.index(text.len() + 1);
                text.splice(place..place, glue.chars());
            }
            text.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mix_gets_a_sound_answer(paste in mixed()) {
        sound::check(&paste, &diagnose(&paste));
    }

    #[test]
    fn a_disturbed_paste_gets_a_sound_answer(paste in disturbed()) {
        sound::check(&paste, &diagnose(&paste));
    }

    #[test]
    fn arbitrary_text_gets_a_sound_answer(paste in "(?s).{0,400}") {
        sound::check(&paste, &diagnose(&paste));
    }

    #[test]
    fn pieces_give_the_answer_of_the_whole(paste in mixed(), cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..8)) {
        let bytes = paste.as_bytes();
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        places.extend([0, bytes.len()]);
        places.sort_unstable();
        let mut diagnoser = Diagnoser::new();
        for pair in places.windows(2) {
            if let [from, to] = pair {
                diagnoser.push(bytes.get(*from..*to).unwrap_or_default());
            }
        }
        prop_assert_eq!(diagnoser.finish(), diagnose(&paste));
    }

    #[test]
    fn the_same_text_gives_the_same_answer(paste in mixed()) {
        prop_assert_eq!(diagnose(&paste), diagnose(&paste));
    }
}

#[test]
fn golden_pastes_get_sound_answers() {
    for paste in pastes() {
        sound::check(paste, &diagnose(paste));
        for damage in unloop_tests::damage::all() {
            let damaged = (damage.to)(paste);
            sound::check(&damaged, &diagnose(&damaged));
        }
    }
}
