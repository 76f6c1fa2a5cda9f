//! How far the reader is, and a button that ends it at once.

use yew::prelude::*;

use super::inputs::amount;
use crate::state::{Action, Progress, Stage, State};
use crate::words::progress as words;

/// Shown while the reader is at work for long enough to notice.
pub(crate) fn progress(state: &State, tell: &Callback<Action>) -> Html {
    let about = &state.progress;
    if !state.is_reading() || (about.total == 0 && !state.is_large()) {
        return html! {};
    }
    let known = about.total > 0;
    html! {
        <div class="progress">
            if known {
                <progress aria-label={words::READING} max={about.total.to_string()} value={about.done.to_string()}></progress>
            } else {
                <progress aria-label={words::READING}></progress>
            }
            <span class="progress-words">{ words(about) }</span>
            <button type="button" onclick={tell.reform(|_: MouseEvent| Action::Cancelled)}>{ words::CANCEL }</button>
        </div>
    }
}

/// `Reading 12 of 80 MB, 35 MB/s`.
fn words(about: &Progress) -> String {
    let verb = match about.stage {
        Stage::Opening => words::OPENING,
        Stage::Looking => words::LOOKING,
        Stage::Reading => words::READING,
    };
    if about.total == 0 {
        return words::begins(verb);
    }
    let amounts = words::done(verb, &amount(about.done), &amount(about.total));
    match (about.done * 1000).checked_div(u64::from(about.milliseconds)) {
        Some(rate) if rate > 0 => words::rate(&amounts, &amount(rate)),
        _ => amounts,
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::state::Shown;

    fn at(stage: Stage, done: u64, total: u64, milliseconds: u32) -> Progress {
        Progress { stage, done, total, milliseconds, recognised: Vec::new() }
    }

    #[test]
    fn amount_and_rate_are_told() {
        assert_eq!(
            words(&at(Stage::Reading, 12_000_000, 80_000_000, 500)),
            "Reading 12 MB of 80 MB, 24 MB/s"
        );
        assert_eq!(words(&at(Stage::Opening, 0, 80_000_000, 0)), "Opening 0 B of 80 MB");
        assert_eq!(words(&Progress::default()), "Opening …");
    }

    #[test]
    fn it_is_there_only_while_something_is_read() {
        let progress_of = |shown| State { progress: at(Stage::Reading, 1, 2, 3), shown, ..State::default() };
        let shown = |state: &State| text_of(progress(state, &Callback::noop()));
        assert!(shown(&progress_of(Shown::Reading(None))).ends_with("Cancel"));
        assert_eq!(shown(&progress_of(Shown::Empty)), "");
    }
}
