//! The pieces of the paste that speak for and against a cause, each a link to its characters.

use unloop::diagnosis::Evidence;
use yew::prelude::*;

use crate::marks::EvidenceId;
use crate::state::{Action, Pointed, Side};

/// All evidence of the cause with this number.
pub(crate) fn evidence(
    cause: usize,
    pieces: &[Evidence],
    pointed: Option<Pointed>,
    tell: &Callback<Action>,
) -> Html {
    html! {
        <ul class="evidence">
            for (number, about) in pieces.iter().enumerate() {
                { piece(EvidenceId { cause, evidence: number }, about, pointed, tell) }
            }
        </ul>
    }
}

fn piece(id: EvidenceId, about: &Evidence, pointed: Option<Pointed>, tell: &Callback<Action>) -> Html {
    let (side, sign, says) = if about.supports {
        ("for", "+", "Speaks for it: ")
    } else {
        ("against", "−", "Speaks against it: ")
    };
    let current = pointed.is_some_and(|pointed| pointed.id == id);
    let onclick = tell.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Pointed(id, Side::Paste)
    });
    html! {
        <li key={id.to_string()} id={format!("evidence-{id}")} class={classes!(side, current.then_some("current"))}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span class="visually-hidden">{ says }</span>
            <span class="why">{ about.why.clone() }</span>
            <a href="#paste" {onclick}>
                <q class="quote">{ about.quote.trim().to_owned() }</q>
                <span class="at">{ "line " }{ about.line }</span>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    #[test]
    fn each_piece_says_what_it_tells_where_it_stands_and_for_what_it_speaks() {
        let pieces = &sample::missing_variable().causes[0].evidence;
        let text = text_of(evidence(0, pieces, None, &Callback::noop()));
        assert!(text.contains("Speaks for it: names the missing variable"), "{text}");
        assert!(text.contains("FATAL größe: variable LEDGER_URL is not set line 4"), "{text}");
        assert!(text.contains("Speaks against it:"), "{text}");
    }

    #[test]
    fn markup_in_a_log_stays_text() {
        let mut pieces = sample::missing_variable().causes[0].evidence.clone();
        pieces[0].quote = "<script>alert(1)</script>".to_owned();
        let html = rendered(evidence(0, &pieces, None, &Callback::noop()));
        assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
