//! A secret on a line of its own shows in nothing that is shared, whatever stands around it; and what is masked stays
//! as it is when it is masked again.

use super::Target;
use crate::secrets::{self, Planted};
use std::sync::OnceLock;
use unloop::report::{markdown, reading, sarif, text};
use unloop::{diagnose, redact};

pub(super) const TARGET: Target = Target { name: "secrets", try_with, seeds };

/// Two bytes say which secret stands behind which line; the rest is the paste.
fn try_with(bytes: &[u8]) {
    let [which, place, paste @ ..] = bytes else { return };
    let around = super::text(paste);
    let known = planted();
    let one = &known[usize::from(*which) % known.len()];
    let mut lines: Vec<&str> = around.lines().collect();
    lines.insert(usize::from(*place) % (lines.len() + 1), &one.line);
    let paste = lines.join("\n");

    let answer = diagnose(&paste);
    let masked = redact(&paste, &answer);
    let mut forms = vec![
        text::render(&answer, text::Colour::Never),
        markdown::render(&answer),
        reading::render(&answer),
        sarif::render(&answer),
        masked.clone(),
    ];
    for alias in answer.secrets.iter().map(|secret| secret.alias.as_str()).filter(|alias| !alias.is_empty()) {
        for form in &mut forms {
            *form = form.replace(alias, "");
        }
    }
    for form in &forms {
        if let Some(piece) = secrets::piece_in(form, &one.secret).filter(|piece| !around.contains(piece)) {
            panic!("{piece} is shown in {form}");
        }
    }
    // A key without its end goes on as far as it seems to, and that may change with the lines around it.
    if masked.matches("-----BEGIN").count() == masked.matches("-----END").count() {
        assert_eq!(redact(&masked, &diagnose(&masked)), masked, "masked again");
    }
}

/// The secrets that are found amid other lines of a log.
fn planted() -> &'static [Planted] {
    static PLANTED: OnceLock<Vec<Planted>> = OnceLock::new();
    PLANTED.get_or_init(|| {
        let mut all = secrets::lines().0;
        all.retain(|one| {
            let log = format!("starting\n{}\nexit status 1\n", one.line);
            secrets::piece_in(&redact(&log, &diagnose(&log)), &one.secret).is_none()
        });
        all
    })
}

fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = super::pastes();
    for (turn, seed) in seeds.iter_mut().enumerate() {
        seed.splice(0..0, [(turn * 7) as u8, (turn * 3) as u8]);
    }
    seeds
}
