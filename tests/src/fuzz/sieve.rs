//! Whatever lines are let go of: the answer points at characters of the whole paste, and is the same in pieces.

use super::{Target, parts, text};
use crate::sound;
use serde_json::json;
use unloop::testing::letting_go_early;
use unloop::{Diagnosis, Paste};

pub(super) const TARGET: Target = Target { name: "sieve", try_with, seeds };

/// The golden pastes, each twice and cut in the middle, so that it is long enough; and lists.
fn seeds() -> Vec<Vec<u8>> {
    let twice = |paste: Vec<u8>| {
        let middle = paste.len() / 2;
        let (before, behind) = paste.split_at(middle);
        [before, &[super::CUT], behind, &paste].concat()
    };
    super::pastes().into_iter().map(twice).chain(lists()).collect()
}

/// Lists of pods as kubectl prints them, of which most are well.
fn lists() -> impl Iterator<Item = Vec<u8>> {
    let pod = |number: usize| {
        let is_well = !number.is_multiple_of(4);
        let state = match is_well {
            true => json!({"running": {"startedAt": "2026-06-23T14:01:11Z"}}),
            false => json!({"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 5m0s"}}),
        };
        let status = json!({"name": "cart", "ready": is_well, "restartCount": number, "state": state});
        json!({
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": format!("cart-{number}"), "namespace": "shop"},
            "status": {"phase": "Running", "containerStatuses": [status]},
        })
    };
    let items: Vec<_> = (0..9).map(pod).collect();
    let list = json!({"apiVersion": "v1", "kind": "List", "items": items});
    [serde_json::to_string_pretty(&list).unwrap(), serde_yaml::to_string(&list).unwrap()]
        .into_iter()
        .map(String::into_bytes)
}

fn try_with(bytes: &[u8]) {
    let parts = parts(bytes);
    let whole = parts.concat();
    let (kept, answer) = through(&[&whole]);
    let paste = text(&whole);
    sound::check_sieved(&paste, &answer);
    for stretch in kept.stretches() {
        assert_eq!(paste.get(stretch.start..stretch.start + stretch.text.len()), Some(stretch.text));
    }
    assert_eq!(through(&parts).1, answer, "in pieces");
}

fn through(parts: &[&[u8]]) -> (Paste, Diagnosis) {
    let mut diagnoser = letting_go_early();
    parts.iter().for_each(|part| diagnoser.push(part));
    let paste = diagnoser.into_paste();
    let answer = paste.diagnose(None, &mut |_| ());
    (paste, answer)
}
