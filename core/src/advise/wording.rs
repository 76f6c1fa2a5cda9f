//! The words of every cause, from the YAML beside its reasoning.

use crate::weigh::AnyCause;
use crate::weigh::words::Words;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// By cause.
static WORDS: OnceLock<BTreeMap<&'static str, Written>> = OnceLock::new();

/// The words of a cause as they are written, and as they are once they were asked for.
struct Written {
    text: &'static RawValue,
    words: OnceLock<Option<Words>>,
}

/// The words of a cause.
pub(super) fn of(cause: &AnyCause) -> Option<&Words> {
    match cause {
        AnyCause::BuiltIn(cause) => built_in(cause.id),
        AnyCause::Own(cause) => Some(&cause.words),
    }
}

/// The words of a cause of ours.
pub(crate) fn built_in(id: &str) -> Option<&'static Words> {
    let all = WORDS.get_or_init(|| {
        let written: BTreeMap<&str, &RawValue> =
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/words.json"))).unwrap_or_default();
        written.into_iter().map(|(id, text)| (id, Written { text, words: OnceLock::new() })).collect()
    });
    let written = all.get(id)?;
    written.words.get_or_init(|| serde_json::from_str(written.text.get()).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use crate::weigh::causes;

    #[test]
    fn every_cause_has_words() {
        for cause in causes() {
            assert!(super::built_in(cause.id).is_some(), "{}", cause.id);
        }
    }
}
