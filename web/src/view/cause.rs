//! A likely cause: how sure, why, its evidence, how it ended, and what to type.

use unloop::diagnosis::{Cause, ExitCode};
use yew::prelude::*;

use super::finding::Finding;
use super::{commands, confidence, evidence, exit_codes, next_steps};
use crate::words::answer as words;

/// The card of the cause with this number, with the exit codes of its container.
pub(crate) fn cause(number: usize, about: &Cause, codes: &[&ExitCode], finding: &Finding<'_>) -> Html {
    html! {
        <article class="card cause" key={number} id={format!("finding-{number}")} aria-labelledby={format!("cause-{number}")}>
            <h3 id={format!("cause-{number}")} tabindex="-1">{ about.title.clone() }</h3>
            { head(about) }
            { body(number, about, codes, finding) }
        </article>
    }
}

/// As a card that is folded up to its title.
pub(crate) fn folded(number: usize, about: &Cause, codes: &[&ExitCode], finding: &Finding<'_>) -> Html {
    html! {
        <details class="card cause other" key={number} id={format!("finding-{number}")}>
            <summary>
                <span class="title" id={format!("cause-{number}")}>{ about.title.clone() }</span>
                { confidence::confidence(about.confidence) }
                { place(about) }
            </summary>
            { body(number, about, codes, finding) }
        </details>
    }
}

fn head(about: &Cause) -> Html {
    html! {
        <div class="cause-head">
            { confidence::confidence(about.confidence) }
            { place(about) }
        </div>
    }
}

fn body(number: usize, about: &Cause, codes: &[&ExitCode], finding: &Finding<'_>) -> Html {
    html! {
        <>
            if !about.explanation.is_empty() {
                <p class="explanation">{ about.explanation.clone() }</p>
            }
            { also(&about.also) }
            { proof(number, about, finding) }
            { exit_codes::exit_codes("h4", codes) }
            { commands::fixes(&about.fixes) }
            { next_steps::next_steps(html! { <h4>{ words::TO_BE_SURE }</h4> }, &about.next) }
            { prevention(about) }
        </>
    }
}

/// The evidence under its heading.
pub(crate) fn proof(number: usize, about: &Cause, finding: &Finding<'_>) -> Html {
    html! {
        <section class="proof">
            <h4>{ words::EVIDENCE }</h4>
            { evidence::evidence(number, &about.evidence, finding) }
        </section>
    }
}

/// Which container of which pod.
pub(crate) fn place(about: &Cause) -> Html {
    html! {
        if about.container.is_some() || about.pod.is_some() {
            <p class="where">
                if let Some(container) = &about.container {
                    <span>{ words::CONTAINER }<code>{ container.clone() }</code></span>
                }
                if let Some(pod) = &about.pod {
                    <span>{ words::POD }<code>{ pod.clone() }</code></span>
                }
            </p>
        }
    }
}

/// The other pods that fail alike, as many as one can read.
fn also(pods: &[String]) -> Html {
    const NAMED: usize = 3;
    if pods.is_empty() {
        return html! {};
    }
    let named: Vec<&str> = pods.iter().take(NAMED).map(String::as_str).collect();
    let more = if pods.len() > NAMED { ", …" } else { "." };
    html! { <p class="also">{ words::also(pods.len()) }<code>{ named.join(", ") }</code>{ more }</p> }
}

fn prevention(about: &Cause) -> Html {
    html! {
        <>
            if !about.prevention.is_empty() {
                <section class="prevention">
                    <h4>{ words::PREVENTION }</h4>
                    <ul>
                        for (number, sentence) in about.prevention.iter().enumerate() {
                            <li key={number}>{ sentence.clone() }</li>
                        }
                    </ul>
                </section>
            }
            if let Some(runbook) = &about.runbook {
                <p class="runbook">{ words::RUNBOOK }{ ": " }<code>{ runbook.clone() }</code></p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    fn shown(number: usize, change: impl Fn(&mut Cause)) -> Html {
        let mut diagnosis = sample::missing_variable();
        change(&mut diagnosis.causes[number]);
        let tell = Callback::noop();
        cause(number, &diagnosis.causes[number], &[], &Finding::new(&diagnosis, true, None, &tell))
    }

    #[test]
    fn the_card_tells_how_sure_where_why_what_to_type_and_how_to_prevent_it() {
        let text = text_of(shown(0, |_| {}));
        for part in [
            "Almost certain, 94 %",
            "container ledger",
            "pod bank/ledger-6f7c9d-x2k4p",
            "LEDGER_URL is not set",
            "Evidence in your paste",
            "What to type",
            "What would have prevented it Check the keys",
        ] {
            assert!(text.contains(part), "{part:?} is missing in {text}");
        }
    }

    #[test]
    fn other_pods_with_the_same_cause_are_named_and_counted() {
        let text = text_of(shown(0, |cause| {
            cause.also = ["a/b-0", "a/b-1", "a/b-2", "a/b-3"].map(str::to_owned).to_vec();
        }));
        assert!(text.contains("4 other pods fail for the same reason: a/b-0, a/b-1, a/b-2 , …"), "{text}");
    }

    #[test]
    fn the_card_is_named_after_the_cause() {
        let html = rendered(shown(1, |_| {}));
        assert!(html.contains(r#"aria-labelledby="cause-1""#) && html.contains(r#"id="cause-1""#), "{html}");
    }
}
