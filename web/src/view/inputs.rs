//! What the user gave, piece by piece: what each is, and a way to look at it and to take it away.

use std::rc::Rc;

use yew::prelude::*;

use super::what_was_read::parts;
use crate::input::{Body, Input, InputId};
use crate::state::{Action, State};
use crate::words::inputs as words;

/// The inputs; a single text needs no name.
pub(crate) fn inputs(state: &State, tell: &Callback<Action>) -> Html {
    let named = state.inputs.len() > 1 || state.inputs.iter().any(|input| input.text().is_none());
    if !named {
        return match state.inputs.first() {
            Some(only) => recognised(state, only.id),
            None => html! {},
        };
    }
    html! {
        <ul class="inputs" aria-label={words::GIVEN}>
            for (input, name) in state.inputs.iter().zip(names(&state.inputs)) {
                { one(state, input, &name, tell) }
            }
        </ul>
    }
}

fn one(state: &State, input: &Input, name: &str, tell: &Callback<Action>) -> Html {
    let id = input.id;
    let open = tell.reform(move |_: MouseEvent| Action::Opened(id));
    let remove = tell.reform(move |_: MouseEvent| Action::Removed(id));
    let left_out = state.answer().and_then(|answer| answer.source(id)).map(|source| source.left_out.clone());
    html! {
        <li key={id.0} class={classes!("input", (state.open == id).then_some("open"))}>
            <div class="input-head">
                <button type="button" class="quiet input-name" aria-pressed={(state.open == id).to_string()} onclick={open}>
                    { name.to_owned() }
                </button>
                <span class="input-size">{ size(input) }</span>
                <button type="button" class="quiet remove" aria-label={words::remove(name)} onclick={remove}>{ "✕" }</button>
            </div>
            { recognised(state, id) }
            for sentence in left_out.unwrap_or_default() {
                <p class="input-note" key={sentence.clone()}>{ sentence.clone() }</p>
            }
        </li>
    }
}

/// What was recognised in an input: by the answer, or by the reader so far.
fn recognised(state: &State, id: InputId) -> Html {
    let source = state.answer().and_then(|answer| Some((answer, answer.source(id)?)));
    if let Some((answer, source)) = source {
        let inside = answer.diagnosis.artifacts.iter().filter(|about| source.parts.contains(&about.input));
        let told = inside.filter(|about| about.kind != "command").map(|about| about.label.as_str());
        return parts(told);
    }
    let so_far = state.progress.recognised.iter().filter(|(input, _)| *input == id);
    parts(so_far.map(|(_, label)| &**label))
}

/// The name of each input: that of its file, or which of the pastes it is.
pub(crate) fn names(inputs: &[Input]) -> Vec<Rc<str>> {
    let pastes = inputs.iter().filter(|input| input.text().is_some()).count();
    let mut number = 0;
    let name = |input: &Input| match &input.body {
        Body::Files(files) => files.name.clone(),
        Body::Text(_) if pastes == 1 => Rc::from(words::PASTE),
        Body::Text(_) => {
            number += 1;
            Rc::from(words::paste(number))
        }
    };
    inputs.iter().map(name).collect()
}

fn size(input: &Input) -> String {
    match &input.body {
        Body::Text(text) => words::lines(text.lines().count()),
        Body::Files(files) if files.count == 1 => amount(files.bytes),
        Body::Files(files) => words::files(files.count, &amount(files.bytes)),
    }
}

/// `812 B`, `3.4 kB`, `120 MB`.
pub(crate) fn amount(bytes: u64) -> String {
    let short = |value: f64, unit| {
        if value < 9.95 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
    };
    // Far below what is not exact any more.
    let value = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_500 => short(value / 1e3, "kB"),
        999_500..999_500_000 => short(value / 1e6, "MB"),
        _ => short(value / 1e9, "GB"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::extract::Extract;
    use crate::input::Files;
    use crate::sample;
    use crate::state::{Answer, Shared, Shown, Source};

    fn text(id: u32) -> Input {
        Input { id: InputId(id), body: Body::Text(Rc::from("a\nb")) }
    }

    fn file(id: u32) -> Input {
        let files = Files { key: 0, name: "api.log".into(), count: 1, bytes: 12_345 };
        Input { id: InputId(id), body: Body::Files(files) }
    }

    #[test]
    fn pastes_are_numbered_when_there_are_several() {
        assert_eq!(names(&[text(1), file(2)]), ["Paste".into(), Rc::from("api.log")]);
        assert_eq!(names(&[text(1), file(2), text(3)]), ["Paste 1", "api.log", "Paste 2"].map(Rc::from));
    }

    #[test]
    fn each_input_is_named_with_what_it_is_and_can_be_removed() {
        let sources = vec![
            Source { input: text(1), parts: 0..1, left_out: Vec::new() },
            Source { input: file(2), parts: 1..1, left_out: vec!["Not read: api.log (no text).".into()] },
        ];
        let diagnosis = sample::missing_variable();
        let extract = Shared::new(Extract::of(sample::TEXT, &diagnosis));
        let answer = Answer { extract, diagnosis: Shared::new(diagnosis), sources: Shared::new(sources) };
        let state = State {
            inputs: vec![text(1), file(2)],
            open: InputId(1),
            shown: Shown::Answered(answer),
            ..State::default()
        };
        let shown = inputs(&state, &Callback::noop());
        let words = text_of(shown.clone());
        assert_eq!(
            words,
            "Paste 2 lines ✕ describe of bank/ledger-6f7c9d-x2k4p api.log 12 kB ✕ Not read: api.log (no text)."
        );
        let html = rendered(shown);
        assert!(html.contains(r#"aria-label="Remove api.log""#), "{html}");
        assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1, "{html}");
    }

    #[test]
    fn while_it_reads_what_was_recognised_so_far_is_named() {
        let mut state = State { inputs: vec![file(2)], ..State::default() };
        state.progress.recognised.push((InputId(2), "log, 3 lines".into()));
        assert!(text_of(inputs(&state, &Callback::noop())).contains("log, 3 lines"));
    }

    #[test]
    fn a_single_paste_needs_no_name() {
        let state = State { inputs: vec![text(1)], ..State::default() };
        assert_eq!(text_of(inputs(&state, &Callback::noop())), "");
    }

    #[test]
    fn amounts_are_short() {
        let amounts =
            [0, 999, 1_000, 9_940, 12_345, 999_499, 999_500, 2_500_000, 999_600_000, 12_000_000_000];
        assert_eq!(
            amounts.map(amount),
            ["0 B", "999 B", "1.0 kB", "9.9 kB", "12 kB", "999 kB", "1.0 MB", "2.5 MB", "1.0 GB", "12 GB"]
        );
    }
}
