//! Above the paste: how many secrets it holds, and a switch that shows them. On a shared screen they stay hidden.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::state::{Action, Pane, State};
use crate::words::secrets as words;

/// The sentence and the switch; nothing when there are no secrets.
pub(crate) fn secrets(state: &State, tell: &Callback<Action>) -> Html {
    let Some(answer) = state.answer().filter(|answer| !answer.diagnosis.secrets.is_empty()) else {
        return html! {};
    };
    let count = answer.diagnosis.secrets.iter().map(|secret| &secret.alias).collect::<BTreeSet<_>>().len();
    if state.pane == Pane::Edit && !state.is_large() {
        return html! { <p class="secrets-told">{ words::in_the_box(count) }</p> };
    }
    let hides = state.hides_secrets;
    let onclick = tell.reform(move |_: MouseEvent| Action::SecretsHidden(!hides));
    html! {
        <p class="secrets-told">
            { if hides { words::hidden(count) } else { words::shown(count) } }
            <button type="button" class="quiet" {onclick}>{ if hides { words::SHOW } else { words::HIDE } }</button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;
    use crate::state::Shown;

    const PASTE: &str = "MAIL_TOKEN=Zq8-owl-77-Kestrel\nDB_PASSWORD=Wren-41-salt\nagain Wren-41-salt\n";

    fn told(change: impl Fn(&mut State)) -> String {
        let answer = sample::answer(PASTE, unloop::diagnose(PASTE));
        let mut state = State { shown: Shown::Answered(answer), pane: Pane::Read, ..State::default() };
        change(&mut state);
        text_of(secrets(&state, &Callback::noop()))
    }

    #[test]
    fn each_secret_is_counted_once_and_can_be_shown_and_hidden() {
        assert_eq!(told(|_| {}), "2 secrets are hidden. Show them");
        assert_eq!(told(|state| state.hides_secrets = false), "2 secrets are in view. Hide them");
    }

    #[test]
    fn the_box_for_typing_hides_nothing_and_says_so() {
        assert_eq!(told(|state| state.pane = Pane::Edit), "This box shows the 2 secrets in your text.");
    }
}
