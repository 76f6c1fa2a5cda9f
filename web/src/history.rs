//! The pastes of before, if the user wants them kept: masked, few, and gone at a press.

use unloop::report::share::{Addresses, shareable};

use crate::state::Answer;

/// So many are kept.
const MOST: usize = 10;
/// Longer pastes are not kept: a browser has little room.
const LONGEST: usize = 200_000;

/// A paste of before: what was said about it, and the masked text.
pub(crate) type Entry = (String, String);

/// The history after an answer, the newest first. An answer like the newest takes its place: the user is still typing.
pub(crate) fn with(history: &[Entry], answer: &Answer) -> Vec<Entry> {
    let paste = answer.extract.whole().filter(|paste| paste.len() <= LONGEST);
    let Some(paste) = paste.filter(|_| !answer.diagnosis.pods.is_empty()) else { return history.to_vec() };
    let shared = shareable(&paste, &answer.diagnosis, Addresses::default());
    let new = (shared.diagnosis.summary, shared.paste);
    let others = history.iter().filter(|(summary, paste)| *summary != new.0 && *paste != new.1).cloned();
    std::iter::once(new.clone()).chain(others).take(MOST).collect()
}

/// As it is stored.
pub(crate) fn written(history: &[Entry]) -> String {
    serde_json::to_string(history).unwrap_or_default()
}

/// From what was stored; what is no history is none.
pub(crate) fn read(stored: &str) -> Vec<Entry> {
    serde_json::from_str(stored).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn answer(paste: &str) -> Answer {
        sample::answer(paste, unloop::diagnose(paste))
    }

    fn crashed(pod: &str) -> Answer {
        answer(&format!(
            "$ kubectl logs {pod} -n post --previous\nSMTP_TOKEN=Zq8-owl-77-Kestrel\nFATAL config: MAIL_URL is not set\n"
        ))
    }

    #[test]
    fn pastes_are_kept_masked_and_the_newest_come_first() {
        let history = with(&with(&[], &crashed("mail-0")), &crashed("mail-1"));
        assert!(history[0].0.contains("mail-1") && history[1].0.contains("mail-0"), "{history:?}");
        assert!(!written(&history).contains("Kestrel"), "{history:?}");
        assert_eq!(read(&written(&history)), history);
    }

    #[test]
    fn the_same_matter_is_kept_once_and_nothing_without_a_pod() {
        let history = with(&with(&[], &crashed("mail-0")), &crashed("mail-0"));
        assert_eq!(history.len(), 1);
        assert_eq!(with(&history, &answer("It was late when the train came in.")), history);
    }

    #[test]
    fn few_are_kept_and_what_cannot_be_read_is_no_history() {
        let all =
            (0..15).fold(Vec::new(), |history, number| with(&history, &crashed(&format!("mail-{number}"))));
        assert_eq!(all.len(), MOST);
        assert!(read("{]").is_empty() && read("[1]").is_empty());
    }
}
