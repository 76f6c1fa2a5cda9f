//! The verdict: one word and one sentence.

use unloop::Diagnosis;
use unloop::diagnosis::Verdict;
use yew::prelude::*;

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
            <h2 id={VERDICT} tabindex="-1">{ with_commands(&diagnosis.summary) }</h2>
        </div>
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
    use super::super::rendered::rendered;
    use super::*;
    use crate::sample;

    #[test]
    fn the_sentence_is_the_heading() {
        let html = rendered(verdict(&sample::missing_variable()));
        assert!(html.contains("<h2 id=\"verdict\" tabindex=\"-1\">Container ledger ends at once: LEDGER_URL is not set.</h2>"), "{html}");
        assert!(html.contains("Failing"), "{html}");
    }

    #[test]
    fn a_command_in_the_sentence_is_shown_as_one() {
        let html = rendered(with_commands("Paste `kubectl get pods`."));
        assert_eq!(html, "Paste <code>kubectl get pods</code>.");
    }
}
