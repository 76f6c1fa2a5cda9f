//! The verdict: one word and one sentence.

use unloop::Diagnosis;
use unloop::diagnosis::Verdict;
use yew::prelude::*;

/// The word and the sentence.
pub(crate) fn verdict(diagnosis: &Diagnosis) -> Html {
    let (class, word) = match diagnosis.verdict {
        // A code alone was asked about, and is answered.
        Verdict::Insufficient if diagnosis.pods.is_empty() && !diagnosis.exit_codes.is_empty() => {
            ("insufficient", "Exit code")
        }
        verdict => word(verdict),
    };
    html! {
        <div class={classes!("verdict", class)}>
            <p class="word">{ word }</p>
            <h2>{ diagnosis.summary.clone() }</h2>
        </div>
    }
}

/// The class and the word for a verdict.
pub(crate) fn word(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Failing => ("failing", "Failing"),
        Verdict::Recovered => ("recovered", "Recovered"),
        Verdict::Healthy => ("healthy", "Healthy"),
        Verdict::Insufficient => ("insufficient", "Not enough to say"),
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
        assert!(html.contains("<h2>Container ledger ends at once: LEDGER_URL is not set.</h2>"), "{html}");
        assert!(html.contains("Failing"), "{html}");
    }
}
