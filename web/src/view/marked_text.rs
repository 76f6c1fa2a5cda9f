//! The paste with its evidence and its secrets marked. A tag before each marked line leads back to the claim, and so do
//! the marked characters themselves.
//!
//! Where the browser can paint text that stands in no element of its own, it does; else there is a `<mark>` for each
//! stretch.

use std::rc::Rc;

use unloop::Diagnosis;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::{dom, highlight};
use crate::input::InputId;
use crate::marks::{self, EvidenceId, Excerpt, Line, Mark, Passage, Piece, Secrets};
use crate::state::{Action, Answer, Pointed, Side};
use crate::view::verdict::VERDICT;
use crate::words::{evidence as words, share};

#[derive(PartialEq, Properties)]
pub(crate) struct MarkedTextProps {
    pub(crate) answer: Answer,
    /// The input to show.
    pub(crate) input: InputId,
    /// Whether its lines are shown by now.
    #[prop_or(true)]
    pub(crate) whole: bool,
    pub(crate) pointed: Option<Pointed>,
    /// Whether what stands for a secret is shown instead of it.
    pub(crate) hides: bool,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn MarkedText(props: &MarkedTextProps) -> Html {
    let place = use_node_ref();
    {
        // The box that had the focus is gone; keys must not be lost.
        let place = place.clone();
        use_effect_with((), move |()| dom::focus_or(&place, VERDICT));
    }
    use_effect_with((props.answer.clone(), props.whole), |(answer, _)| {
        if let Some(mark) = marks::first(&answer.diagnosis) {
            dom::peek_at_mark(&mark.id.to_string());
        }
    });
    let paints = use_memo((), |()| highlight::is_supported());
    let what = (props.answer.clone(), props.input, props.hides, props.whole);
    let parts = use_memo(
        what.clone(),
        |(answer, input, hides, whole)| {
            if *whole { parts(answer, *input, *hides) } else { Vec::new() }
        },
    );
    {
        let (place, parts, paints) = (place.clone(), parts.clone(), *paints);
        use_effect_with(what.clone(), move |(answer, ..)| {
            let strokes = marks::strokes(&answer.extract, &lines(&parts));
            let painted =
                place.cast::<Element>().filter(|_| paints).map(|pane| highlight::paint(&pane, &strokes));
            move || drop(painted)
        });
    }
    let current = props.pointed.map(|pointed| pointed.id);
    {
        let (place, parts, paints) = (place.clone(), parts.clone(), *paints);
        use_effect_with((what, current), move |((answer, ..), current)| {
            let strokes = current.map(|id| marks::strokes_at(&answer.extract, &lines(&parts), id));
            let pane = place.cast::<Element>().filter(|_| paints);
            let painted = pane.zip(strokes).map(|(pane, strokes)| highlight::paint(&pane, &strokes));
            move || drop(painted)
        });
    }
    let onclick = {
        let (tell, answer, parts, place) =
            (props.tell.clone(), props.answer.clone(), parts.clone(), place.clone());
        Callback::from(move |event: MouseEvent| {
            let pane = place.cast::<Element>();
            if let Some(id) = pane.and_then(|pane| clicked(&event, &pane, &answer, &parts)) {
                tell.emit(Action::Pointed(id, Side::Answer));
            }
        })
    };
    let about = About { answer: &props.answer, current, tell: &props.tell, paints: *paints };
    html! {
        <div ref={place} class={classes!("text", is_long(&parts).then_some("long"))} tabindex="0" role="group" aria-label={words::PASTE} {onclick}>
            for (number, part) in parts.iter().enumerate() {
                <div class="part" key={number}>
                    if !part.name.is_empty() {
                        <h3 class="part-name">{ part.name.clone() }</h3>
                    }
                    for (number, passage) in part.excerpt.passages.iter().enumerate() {
                        { about.passage(number, passage) }
                    }
                    { left_out(part.excerpt.left_out) }
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

fn parts(answer: &Answer, input: InputId, hides: bool) -> Vec<Part> {
    let Some(source) = answer.source(input) else { return Vec::new() };
    let marks = marks::of(&answer.diagnosis);
    let secrets = Secrets { all: &answer.diagnosis.secrets, hidden: hides };
    let part = |at: usize| {
        let about = answer.diagnosis.inputs.get(at)?;
        let lines = answer.extract.lines.get(at).copied().unwrap_or_default();
        let excerpt = marks::excerpt(&answer.extract, about, lines, &marks, secrets);
        let name =
            if source.parts.len() > 1 { AttrValue::from(about.name.clone()) } else { AttrValue::from("") };
        (!excerpt.passages.is_empty()).then_some(Part { name, excerpt })
    };
    source.parts.clone().filter_map(part).collect()
}

/// Whether the numbers of its lines take more room than the few digits of a common one.
fn is_long(parts: &[Part]) -> bool {
    const FEW_DIGITS: usize = 9_999;
    lines(parts).iter().any(|line| line.number > FEW_DIGITS)
}

/// All lines that are shown, in order.
fn lines(parts: &[Part]) -> Vec<&Line> {
    parts.iter().flat_map(|part| &part.excerpt.passages).flat_map(|passage| &passage.lines).collect()
}

/// The evidence whose characters were clicked. Who selects text does not want to go away.
fn clicked(event: &MouseEvent, pane: &Element, answer: &Answer, parts: &[Part]) -> Option<EvidenceId> {
    if dom::has_selection() {
        return None;
    }
    let (number, letter) = highlight::letter_at(pane, event.client_x(), event.client_y())?;
    let line = lines(parts).get(number).copied()?;
    marks::at(&answer.extract, line, letter).first().map(|mark| mark.id)
}

fn left_out(count: usize) -> Html {
    if count == 0 {
        html! {}
    } else {
        html! { <p class="left-out">{ words::left_out(count) }</p> }
    }
}

/// What every line needs to know.
struct About<'a> {
    answer: &'a Answer,
    current: Option<EvidenceId>,
    tell: &'a Callback<Action>,
    /// Whether the browser paints, so that a line is one text.
    paints: bool,
}

impl About<'_> {
    fn passage(&self, number: usize, passage: &Passage) -> Html {
        html! {
            <div class="passage" key={number}>
                { left_out(passage.left_out) }
                for line in &passage.lines {
                    { self.line(line) }
                }
            </div>
        }
    }

    fn line(&self, line: &Line) -> Html {
        html! {
            <div class="line" key={line.number} data-line={line.number.to_string()}>
                { self.tags(line) }
                <span class="chars">
                    if self.paints {
                        { self.whole(line) }
                    } else {
                        for piece in &line.pieces {
                            { self.piece(piece) }
                        }
                    }
                </span>
            </div>
        }
    }

    fn whole(&self, line: &Line) -> String {
        line.pieces.iter().map(|piece| piece.shown(&self.answer.extract)).collect()
    }

    /// A link for each mark that begins on the line, or only touches it when it began on none that is shown.
    fn tags(&self, line: &Line) -> Html {
        let mut begun: Vec<&Mark> = Vec::new();
        for piece in &line.pieces {
            let new = piece.marks.iter().filter(|mark| {
                let here = piece.range.contains(&mark.start);
                here && !begun.iter().any(|known| known.number == mark.number)
            });
            begun.extend(new.collect::<Vec<_>>());
        }
        if begun.is_empty() {
            return html! {};
        }
        html! {
            <span class="tags">
                for mark in begun {
                    { self.tag(mark, line) }
                }
            </span>
        }
    }

    fn tag(&self, mark: &Mark, line: &Line) -> Html {
        let all =
            line.pieces.iter().flat_map(|piece| &piece.marks).filter(|other| other.number == mark.number);
        let mut ids: Vec<EvidenceId> = Vec::new();
        for other in all {
            if !ids.contains(&other.id) {
                ids.push(other.id);
            }
        }
        let here = self.current.filter(|current| ids.contains(current));
        let id = here.unwrap_or(mark.id);
        let onclick = self.tell.reform(move |event: MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            Action::Pointed(id, Side::Answer)
        });
        let why = why(&self.answer.diagnosis, id).unwrap_or_default();
        let name = words::back(mark.number, &why);
        let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let classes = classes!("tag", side(mark), rank(mark), here.map(|_| "current"));
        html! {
            <a key={mark.number} class={classes} href={format!("#evidence-{id}")} title={why} aria-label={name}
                data-evidence={names.join(" ")} {onclick}>
                { mark.number }
            </a>
        }
    }

    /// For browsers that do not paint.
    fn piece(&self, piece: &Piece) -> Html {
        let text = piece.shown(&self.answer.extract).to_owned();
        let secret = piece.secret.and_then(|number| self.answer.diagnosis.secrets.get(number));
        let secret = secret.map(|secret| share::secret(&secret.kind));
        match piece.marks.first() {
            None if secret.is_none() => html! { { text } },
            None => html! { <mark class="secret" title={secret}>{ text }</mark> },
            Some(mark) => {
                let here = self.current.is_some_and(|id| piece.marks.iter().any(|mark| mark.id == id));
                let classes = classes!(
                    side(mark),
                    rank(mark),
                    here.then_some("current"),
                    secret.is_some().then_some("secret")
                );
                html! { <mark class={classes}>{ text }</mark> }
            }
        }
    }
}

fn side(mark: &Mark) -> &'static str {
    if mark.supports { "for" } else { "against" }
}

fn rank(mark: &Mark) -> &'static str {
    if mark.id.cause == 0 { "likeliest" } else { "lesser" }
}

fn why(diagnosis: &Diagnosis, id: EvidenceId) -> Option<Rc<str>> {
    let evidence = diagnosis.causes.get(id.cause)?.evidence.get(id.evidence)?;
    Some(Rc::from(evidence.why.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::rendered::rendered;
    use super::*;
    use crate::sample;
    use crate::sample::answer;
    use unloop::diagnosis::{Input, Secret};

    fn shown(text: &str, hides: bool, mut diagnosis: Diagnosis) -> String {
        diagnosis.inputs = vec![Input { name: String::new(), start: 0, end: text.len(), line: 1 }];
        let (answer, input) = (answer(text, diagnosis), sample::INPUT);
        rendered(
            html! { <MarkedText {answer} {input} pointed={None::<Pointed>} {hides} tell={Callback::noop()} /> },
        )
    }

    #[test]
    fn the_evidence_is_marked_and_its_tag_leads_to_the_claim() {
        let html = shown(sample::TEXT, true, sample::missing_variable());
        for part in [
            r##"href="#evidence-0-0" title="names the missing variable""##,
            r#"aria-label="Evidence 1: names the missing variable. Back to the diagnosis""#,
            r#"<mark class="for likeliest">FATAL größe: variable LEDGER_URL is not set</mark>"#,
            r#"<mark class="against likeliest">Reason:       Error</mark>"#,
            r#"data-evidence="1-0""#,
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }

    #[test]
    fn a_secret_is_marked_in_its_place_and_can_be_hidden() {
        let text = "API_TOKEN=Zq8-owl";
        let secrets =
            vec![Secret { start: 10, end: 17, kind: "token".to_owned(), alias: "token-1".to_owned() }];
        let diagnosis = Diagnosis { causes: Vec::new(), secrets, ..sample::missing_variable() };
        let html = shown(text, true, diagnosis.clone());
        assert!(!html.contains("owl") && html.contains("&lt;token-1&gt;"), "{html}");
        let html = shown(text, false, diagnosis);
        assert!(
            html.contains(
                r#"API_TOKEN=<mark title="token: masked in what you share" class="secret">Zq8-owl</mark>"#
            ),
            "{html}"
        );
    }

    #[test]
    fn a_large_paste_is_shown_around_its_evidence() {
        let large =
            format!("{}{}", sample::TEXT, "2026-06-23T14:02:10Z INFO nothing of note\n".repeat(8_000));
        let html = shown(&large, true, sample::missing_variable());
        assert!(html.contains("LEDGER_URL is not set"), "the evidence is there");
        assert!(html.contains("lines left out") && html.len() < 8_000, "{} bytes", html.len());
    }
}
