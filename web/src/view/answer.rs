//! The answer: verdict, causes, exit codes, the clock, and what else there is to know.

use unloop::diagnosis::{Cause, ExitCode, Verdict};
use unloop::report::share::{Addresses, Shareable};
use yew::prelude::*;

use super::cause::{cause, folded};
use super::clock::clock;
use super::exit_codes::exit_codes;
use super::finding::Finding;
use super::next_steps::paste_next;
use super::other_causes::other_causes;
use super::pods_table::PodsTable;
use super::share::Share;
use super::verdict::verdict;
use super::what_was_read::what_was_read;
use crate::state::{self, Action, Pointed, Shared};
use crate::words::answer as words;

/// So many findings stand open; more are folded below the first.
const OPEN: usize = 2;

#[derive(PartialEq, Properties)]
pub(crate) struct AnswerProps {
    pub(crate) answer: state::Answer,
    /// Whether all of it is shown, or only what comes first.
    #[prop_or(true)]
    pub(crate) whole: bool,
    /// What the reader says can be shared of it.
    #[prop_or_default]
    pub(crate) shared: Option<(Addresses, Option<Shared<Shareable>>)>,
    /// Whether a newer text is being read.
    pub(crate) reading: bool,
    pub(crate) pointed: Option<Pointed>,
    /// Whether secrets are hidden.
    pub(crate) hides: bool,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn Answer(props: &AnswerProps) -> Html {
    let AnswerProps { answer, whole, shared, reading, pointed, hides, tell } = props;
    let diagnosis = &*answer.diagnosis;
    let finding = Finding::new(diagnosis, *hides, *pointed, tell);
    let (matters, codes_left) = matters(&diagnosis.causes, &diagnosis.exit_codes);
    // A guess is nothing to act on.
    let is_guess = diagnosis.verdict == Verdict::Insufficient;
    let opened = match matters.len() {
        _ if is_guess => 0,
        many if many > OPEN => 1,
        few => few,
    };
    let busy = *reading || !whole;
    html! {
        <section class={classes!("answer", reading.then_some("stale"), busy.then_some("busy"))} aria-label={words::NAME} aria-busy={busy.to_string()}>
            { verdict(diagnosis) }
            <Share answer={answer.clone()} shared={shared.clone()} tell={tell.clone()} />
            if matters.is_empty() {
                { exit_codes("h3", &codes_left) }
            }
            { paste_next(&diagnosis.next) }
            // In a place of its own: a component that shows nothing must not be what comes before the causes.
            <div class="pods-room"><PodsTable answer={answer.clone()} /></div>
            if is_guess && !matters.is_empty() {
                <h3>{ words::GUESSES }</h3>
            }
            for (number, matter) in matters.iter().enumerate().take(if *whole { matters.len() } else { opened.max(1) }) {
                if let Some(about) = diagnosis.causes.get(matter.likeliest) {
                    if number < opened {
                        { cause(matter.likeliest, about, &matter.codes, &finding) }
                    } else {
                        { folded(matter.likeliest, about, &matter.codes, &finding) }
                    }
                }
                if *whole {
                    { other_causes(&matter.others, &finding) }
                }
            }
            if *whole {
                if !matters.is_empty() {
                    { exit_codes("h3", &codes_left) }
                }
                { clock(&diagnosis.timeline) }
                { what_was_read(diagnosis) }
            }
        </section>
    }
}

/// The hypotheses about one container, and how it ended: the likeliest is shown whole, the others are folded below it.
#[derive(Debug, PartialEq)]
struct Matter<'a> {
    likeliest: usize,
    others: Vec<usize>,
    codes: Vec<&'a ExitCode>,
}

/// The matters, and the exit codes that belong to none.
fn matters<'a>(causes: &[Cause], codes: &'a [ExitCode]) -> (Vec<Matter<'a>>, Vec<&'a ExitCode>) {
    let mut matters: Vec<Matter<'_>> = Vec::new();
    for (number, about) in causes.iter().enumerate() {
        let same = |matter: &&mut Matter<'_>| {
            causes
                .get(matter.likeliest)
                .is_some_and(|first| first.pod == about.pod && first.container == about.container)
        };
        match matters.iter_mut().find(same) {
            Some(matter) => matter.others.push(number),
            None => matters.push(Matter { likeliest: number, others: Vec::new(), codes: Vec::new() }),
        }
    }
    let mut left = Vec::new();
    let alone = matters.len() == 1;
    for code in codes {
        let fits = |matter: &&mut Matter<'_>| {
            let container = causes.get(matter.likeliest).and_then(|first| first.container.as_ref());
            container == code.container.as_ref() || (alone && code.container.is_none())
        };
        match matters.iter_mut().find(fits) {
            Some(matter) => matter.codes.push(code),
            None => left.push(code),
        }
    }
    (matters, left)
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;
    use unloop::Diagnosis;

    fn shown(diagnosis: Diagnosis) -> String {
        let answer = sample::answer(sample::TEXT, diagnosis);
        text_of(
            html! { <Answer {answer} reading={false} pointed={None::<Pointed>} hides=true tell={Callback::noop()} /> },
        )
    }

    #[test]
    fn the_sentence_comes_first_then_the_cause_then_the_rest() {
        let text = shown(sample::missing_variable());
        let places: Vec<Option<usize>> =
            ["LEDGER_URL is not set", "Almost certain", "Exit code", "What to type", "Also considered"]
                .map(|part| text.find(part))
                .to_vec();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {text}");
    }

    #[test]
    fn a_bare_exit_code_needs_no_cause() {
        let text = shown(sample::only_an_exit_code());
        assert!(text.contains("Exit code 139") && text.contains("What to paste next"), "{text}");
    }

    #[test]
    fn every_container_has_its_own_likeliest_cause() {
        let mut causes = sample::missing_variable().causes;
        let mut sidecar = causes[1].clone();
        sidecar.container = Some("proxy".to_owned());
        causes.insert(1, sidecar);
        let codes = sample::missing_variable().exit_codes;
        let elsewhere = ExitCode { container: Some("init".to_owned()), ..codes[0].clone() };
        let codes = [elsewhere, codes[0].clone()];
        let own = Matter { likeliest: 0, others: vec![2], codes: vec![&codes[1]] };
        let proxy = Matter { likeliest: 1, others: vec![], codes: vec![] };
        assert_eq!(matters(&causes, &codes), (vec![own, proxy], vec![&codes[0]]));
    }
}
