//! The paste with its evidence marked; each mark leads back to what it is evidence for.

use std::rc::Rc;

use unloop::Diagnosis;
use yew::prelude::*;

use crate::browser::dom;
use crate::input::InputId;
use crate::marks::{self, Excerpt, Line, Mark, Passage, Piece};
use crate::state::{Action, Answer, Pointed, Side};

#[derive(PartialEq, Properties)]
pub(crate) struct MarkedTextProps {
    pub(crate) answer: Answer,
    /// The input to show.
    pub(crate) input: InputId,
    pub(crate) pointed: Option<Pointed>,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn MarkedText(props: &MarkedTextProps) -> Html {
    let place = use_node_ref();
    {
        // The box that had the focus is gone; keys must not be lost.
        let place = place.clone();
        use_effect_with((), move |()| dom::focus(&place));
    }
    use_effect_with(props.answer.clone(), |answer| {
        if let Some(mark) = marks::first(&answer.diagnosis) {
            dom::peek_at_mark(&mark.id.to_string());
        }
    });
    let parts = use_memo((props.answer.clone(), props.input), |(answer, input)| parts(answer, *input));
    html! {
        <div ref={place} class="text" tabindex="0" role="group" aria-label="Your paste, evidence marked">
            for (number, about) in parts.iter().enumerate() {
                <div class="part" key={number}>
                    if !about.name.is_empty() {
                        <h3 class="part-name">{ about.name.clone() }</h3>
                    }
                    for (number, about) in about.excerpt.passages.iter().enumerate() {
                        { passage(number, about, props) }
                    }
                    { left_out(about.excerpt.left_out) }
                </div>
            }
        </div>
    }
}

/// What is shown of one file of the input.
#[derive(PartialEq)]
struct Part {
    /// Its name; empty if it is the only one.
    name: AttrValue,
    excerpt: Excerpt,
}

fn parts(answer: &Answer, input: InputId) -> Vec<Part> {
    let Some(source) = answer.source(input) else { return Vec::new() };
    let marks = marks::of(&answer.diagnosis);
    let part = |at: usize| {
        let about = answer.diagnosis.inputs.get(at)?;
        let lines = answer.extract.lines.get(at).copied().unwrap_or_default();
        let excerpt = marks::excerpt(&answer.extract, about, lines, &marks);
        let name =
            if source.parts.len() > 1 { AttrValue::from(about.name.clone()) } else { AttrValue::from("") };
        (!excerpt.passages.is_empty()).then_some(Part { name, excerpt })
    };
    source.parts.clone().filter_map(part).collect()
}

fn passage(number: usize, about: &Passage, props: &MarkedTextProps) -> Html {
    html! {
        <div class="passage" key={number}>
            { left_out(about.left_out) }
            for about in &about.lines {
                { line(about, props) }
            }
        </div>
    }
}

fn left_out(count: usize) -> Html {
    match count {
        0 => html! {},
        1 => html! { <p class="left-out">{ "1 line left out" }</p> },
        count => html! { <p class="left-out">{ count }{ " lines left out" }</p> },
    }
}

fn line(about: &Line, props: &MarkedTextProps) -> Html {
    html! {
        <div class="line" key={about.number} data-line={about.number.to_string()}>
            for about in &about.pieces {
                { piece(about, props) }
            }
        </div>
    }
}

fn piece(about: &Piece, props: &MarkedTextProps) -> Html {
    let text = props.answer.extract.get(about.range.clone()).unwrap_or_default();
    let Some(first) = about.marks.first() else { return html! { { text.to_owned() } } };
    let here = props.pointed.is_some_and(|pointed| about.marks.iter().any(|mark| mark.id == pointed.id));
    let id = props.pointed.map(|pointed| pointed.id).filter(|_| here).unwrap_or(first.id);
    let onclick = props.tell.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Pointed(id, Side::Answer)
    });
    let side = if first.supports { "for" } else { "against" };
    let rank = if first.id.cause == 0 { "likeliest" } else { "lesser" };
    html! {
        <mark class={classes!(side, rank, here.then_some("current"))} data-evidence={names(&about.marks)}>
            <a href={format!("#evidence-{id}")} title={why(&props.answer.diagnosis, first)} {onclick}>{ text.to_owned() }</a>
        </mark>
    }
}

fn names(marks: &[Mark]) -> String {
    let names: Vec<String> = marks.iter().map(|mark| mark.id.to_string()).collect();
    names.join(" ")
}

fn why(diagnosis: &Diagnosis, mark: &Mark) -> Option<Rc<str>> {
    let evidence = diagnosis.causes.get(mark.id.cause)?.evidence.get(mark.id.evidence)?;
    Some(Rc::from(evidence.why.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::rendered::rendered;
    use super::*;
    use crate::sample;
    use crate::sample::answer;
    use unloop::diagnosis::Input;

    fn shown(text: &str) -> String {
        let mut diagnosis = sample::missing_variable();
        diagnosis.inputs = vec![Input { name: String::new(), start: 0, end: text.len(), line: 1 }];
        let (answer, input) = (answer(text, diagnosis), sample::INPUT);
        rendered(html! { <MarkedText {answer} {input} pointed={None::<Pointed>} tell={Callback::noop()} /> })
    }

    #[test]
    fn the_evidence_is_marked_and_leads_to_its_claim() {
        let html = shown(sample::TEXT);
        for part in [
            r#"data-evidence="0-0" class="for likeliest""#,
            r##"<a href="#evidence-0-0" title="names the missing variable">FATAL größe: variable LEDGER_URL is not set</a>"##,
            r#"data-evidence="0-1" class="against likeliest""#,
            r#"data-evidence="1-0" class="for lesser""#,
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }

    #[test]
    fn a_large_paste_is_shown_around_its_evidence() {
        let large =
            format!("{}{}", sample::TEXT, "2026-06-23T14:02:10Z INFO nothing of note\n".repeat(8_000));
        let html = shown(&large);
        assert!(html.contains("LEDGER_URL is not set"), "the evidence is there");
        assert!(html.contains("lines left out") && html.len() < 5_000, "{} bytes", html.len());
    }
}
