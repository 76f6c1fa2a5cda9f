//! The verdict: one word and one sentence.

use unloop::Diagnosis;
use unloop::diagnosis::Verdict;
use yew::prelude::*;

use super::code;
use crate::words::verdict as words;

/// The name of the sentence in the document: who cannot stay where they were finds themselves there.
pub(crate) const VERDICT: &str = "verdict";

/// The word and the sentence.
pub(crate) fn verdict(diagnosis: &Diagnosis) -> Html {
    let (class, word) = match diagnosis.verdict {
        // A code alone was asked about, and is answered.
        Verdict::Insufficient if diagnosis.pods.is_empty() && !diagnosis.exit_codes.is_empty() => {
            ("insufficient", words::EXIT_CODE)
        }
        verdict => word(verdict),
    };
    html! {
        <div class={classes!("verdict", class)}>
            <p class="word">{ word }</p>
            <h2 id={VERDICT} tabindex="-1">{ sentence(diagnosis) }</h2>
        </div>
    }
}

/// The sentence; why it fails is louder in it than what does, unless two causes fit alike.
fn sentence(diagnosis: &Diagnosis) -> Html {
    let summary = diagnosis.summary.as_str();
    let mut named = diagnosis.causes.iter().map(|cause| cause.title.as_str());
    let first = named.next().and_then(|title| Some((summary.split_once(title)?, title)));
    match first.filter(|_| named.all(|other| !summary.contains(other))) {
        None => with_commands(summary),
        Some(((before, after), title)) => html! {
            <>
                <span class="around">{ code::words_of(before) }</span>
                { title.to_owned() }
                <span class="around">{ with_commands(after) }</span>
            </>
        },
    }
}

/// A sentence in which commands stand between backquotes.
fn with_commands(sentence: &str) -> Html {
    html! {
        for (number, part) in sentence.split('`').enumerate() {
            <>
                if number % 2 == 0 {
                    { part.to_owned() }
                } else {
                    <code>{ part.to_owned() }</code>
                }
            </>
        }
    }
}

/// The class and the word for a verdict.
pub(crate) fn word(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Failing => ("failing", words::FAILING),
        Verdict::Recovered => ("recovered", words::RECOVERED),
        Verdict::Healthy => ("healthy", words::HEALTHY),
        Verdict::Insufficient => ("insufficient", words::INSUFFICIENT),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    #[test]
    fn the_sentence_is_the_heading() {
        let diagnosis = sample::missing_variable();
        let text = text_of(verdict(&diagnosis));
        assert!(text.starts_with("Failing Container ledger ends at once: LEDGER_URL is not set ."), "{text}");
        let html = rendered(verdict(&diagnosis));
        assert!(html.contains("</span>LEDGER_URL is not set<span class=\"around\">"), "{html}");
    }

    #[test]
    fn of_two_causes_that_fit_none_is_louder() {
        let mut diagnosis = sample::missing_variable();
        let [first, second] = [0, 1].map(|number| diagnosis.causes[number].title.clone());
        diagnosis.summary = format!("Two causes fit: {first}, or {second}.");
        let html = rendered(verdict(&diagnosis));
        assert!(html.contains(&diagnosis.summary) && !html.contains("around"), "{html}");
    }

    #[test]
    fn a_command_in_the_sentence_is_shown_as_one() {
        let html = rendered(with_commands("Paste `kubectl get pods`."));
        assert_eq!(html, "Paste <code>kubectl get pods</code>.");
    }
}
