//! What the page says aloud: the outcome for those who listen, and trouble for everybody.

use yew::prelude::*;

use super::{confidence, verdict};
use crate::link::{Opened, Refused};
use crate::state::{Action, Shown, State, Trouble};
use crate::words::{share, status as words};

/// A short sentence for screen readers whenever the answer changes.
pub(crate) fn status(state: &State) -> Html {
    html! { <p class="visually-hidden" role="status">{ sentence(state) }</p> }
}

/// What went wrong with the reader, if anything did.
pub(crate) fn trouble(state: &State, tell: &Callback<Action>) -> Html {
    let message = match &state.trouble {
        None => html! {},
        Some(Trouble::Restarted) => html! {
            <p class="trouble">
                { words::RESTARTED }
            </p>
        },
        Some(Trouble::GaveUp) => html! {
            <p class="trouble">
                { words::GAVE_UP }{ " " }
                <button type="button" onclick={tell.reform(|_: MouseEvent| Action::AskedAgain)}>{ words::TRY_AGAIN }</button>
            </p>
        },
        Some(Trouble::BadLink(opened)) => html! {
            <p class="trouble">
                {
                    match opened {
                        Opened::Refused(Refused::Newer) => share::LINK_NEWER,
                        Opened::TooLarge => share::LINK_LARGE,
                        _ => share::LINK_BROKEN,
                    }
                }
            </p>
        },
        Some(Trouble::CannotStart(why)) => html! {
            <p class="trouble">
                { words::cannot_start(why) }{ " " }<code>{ words::COMMAND }</code>{ words::READS_IT_TOO }
            </p>
        },
    };
    html! { <div role="alert" class="alert-room">{ message }</div> }
}

fn sentence(state: &State) -> String {
    let answer = match &state.shown {
        Shown::Answered(answer) => answer,
        // Small texts are read before the word is spoken.
        Shown::Reading(_) if state.is_large() => return words::READING.to_owned(),
        _ => return String::new(),
    };
    let (_, word) = verdict::word(answer.diagnosis.verdict);
    if let Some(cause) = answer.diagnosis.causes.first() {
        let sure = confidence::in_words(cause.confidence).to_lowercase();
        return words::cause(word, &cause.title, &sure);
    }
    match answer.diagnosis.exit_codes.first() {
        Some(code) => words::code(code.code, &code.name),
        None => words::word(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;
    use unloop::Diagnosis;

    fn answered(diagnosis: Diagnosis) -> State {
        let answer = sample::answer(sample::TEXT, diagnosis);
        State { shown: Shown::Answered(answer), ..State::default() }
    }

    #[test]
    fn the_outcome_is_told_in_one_breath() {
        assert_eq!(
            sentence(&answered(sample::missing_variable())),
            "Failing. LEDGER_URL is not set, almost certain."
        );
        assert_eq!(sentence(&answered(sample::only_an_exit_code())), "Exit code 139: SIGSEGV.");
        assert_eq!(sentence(&State::default()), "");
    }

    #[test]
    fn trouble_says_that_the_text_is_kept() {
        for kind in [Trouble::Restarted, Trouble::GaveUp, Trouble::CannotStart("no wasm".to_owned())] {
            let state = State { trouble: Some(kind), ..State::default() };
            let text = text_of(trouble(&state, &Callback::noop()));
            assert!(text.contains("Your text is kept"), "{text}");
        }
    }
}
