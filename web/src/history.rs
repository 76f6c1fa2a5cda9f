//! The pastes of before, if the user wants them kept: masked, few, and gone at a press.

use unloop::report::share::{Addresses, Shareable, shareable};

use crate::state::Answer;

/// So many are kept.
const MOST: usize = 10;
/// Longer pastes are not kept: a browser has little room.
const LONGEST: usize = 200_000;

/// A paste of before: what was said about it, and the masked text.
pub(crate) type Entry = (String, String);

/// Where a paste is that could be kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// Here, as it can be kept.
    Here(Entry),
    /// Only the reader holds it.
    AtTheReader,
    /// It is too long to be kept.
    TooLong,
    /// It is about no pod, and is of no interest later.
    Nowhere,
}

/// Where the paste of an answer is.
pub(crate) fn place(answer: &Answer) -> Place {
    if answer.diagnosis.pods.is_empty() {
        return Place::Nowhere;
    }
    match answer.extract.whole() {
        _ if answer.extract.bytes > LONGEST => Place::TooLong,
        Some(paste) => Place::Here(entry(&shareable(&paste, &answer.diagnosis, Addresses::default()))),
        None => Place::AtTheReader,
    }
}

/// A masked paste as it is kept.
pub(crate) fn entry(made: &Shareable) -> Entry {
    (made.diagnosis.summary.clone(), made.paste.clone())
}

/// The history with a new paste, the newest first. One of the same matter gives way: the user is still typing.
pub(crate) fn with(history: &[Entry], new: Entry) -> Vec<Entry> {
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

    fn log(pod: &str) -> String {
        format!(
            "$ kubectl logs {pod} -n post --previous\nSMTP_TOKEN=Zq8-owl-77-Kestrel\nFATAL config: MAIL_URL is not set\n"
        )
    }

    fn crashed(pod: &str) -> Entry {
        match place(&answer(&log(pod))) {
            Place::Here(entry) => entry,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pastes_are_kept_masked_and_the_newest_come_first() {
        let history = with(&with(&[], crashed("mail-0")), crashed("mail-1"));
        assert!(history[0].0.contains("mail-1") && history[1].0.contains("mail-0"), "{history:?}");
        assert!(!written(&history).contains("Kestrel"), "{history:?}");
        assert_eq!(read(&written(&history)), history);
    }

    #[test]
    fn the_same_matter_is_kept_once_and_nothing_without_a_pod() {
        let history = with(&with(&[], crashed("mail-0")), crashed("mail-0"));
        assert_eq!(history.len(), 1);
        assert_eq!(place(&answer("It was late when the train came in.")), Place::Nowhere);
    }

    #[test]
    fn a_long_paste_is_kept_by_the_reader_and_a_very_long_one_not_at_all() {
        let of = |bytes| place(&answer(&format!("{}{}", log("mail-0"), "all is well\n".repeat(bytes / 12))));
        assert_eq!((of(LONGEST / 2), of(LONGEST)), (Place::AtTheReader, Place::TooLong));
    }

    #[test]
    fn few_are_kept_and_what_cannot_be_read_is_no_history() {
        let all =
            (0..15).fold(Vec::new(), |history, number| with(&history, crashed(&format!("mail-{number}"))));
        assert_eq!(all.len(), MOST);
        assert!(read("{]").is_empty() && read("[1]").is_empty());
    }
}
