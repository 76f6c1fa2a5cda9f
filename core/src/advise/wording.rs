//! The words of every cause, from the YAML beside its reasoning.

use crate::weigh::AnyCause;
use crate::weigh::words::Words;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// By cause, each read when it is first asked for.
static WORDS: OnceLock<BTreeMap<&'static str, &'static RawValue>> = OnceLock::new();

/// The words of a cause.
pub(super) fn of(cause: &AnyCause) -> Option<Cow<'_, Words>> {
    match cause {
        AnyCause::BuiltIn(cause) => built_in(cause.id).map(Cow::Owned),
        AnyCause::Own(cause) => Some(Cow::Borrowed(&cause.words)),
    }
}

/// The words of a cause of ours.
pub(crate) fn built_in(id: &str) -> Option<Words> {
    let all = WORDS.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/words.json"))).unwrap_or_default()
    });
    serde_json::from_str(all.get(id)?.get()).ok()
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
