//! The pieces of the paste that speak for and against a cause, each a link to its characters.

use unloop::diagnosis::Evidence;
use yew::prelude::*;

use super::finding::Finding;
use crate::marks::EvidenceId;
use crate::state::{Action, Side};
use crate::words::evidence as words;

/// All evidence of the cause with this number.
pub(crate) fn evidence(cause: usize, pieces: &[Evidence], finding: &Finding<'_>) -> Html {
    html! {
        <ul class="evidence">
            for (number, about) in pieces.iter().enumerate() {
                { piece(EvidenceId { cause, evidence: number }, about, finding) }
            }
        </ul>
    }
}

fn piece(id: EvidenceId, about: &Evidence, finding: &Finding<'_>) -> Html {
    let (side, says) = if about.supports { ("for", words::FOR) } else { ("against", words::AGAINST) };
    let current = finding.pointed.is_some_and(|pointed| pointed.id == id);
    let onclick = finding.tell.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Pointed(id, Side::Paste)
    });
    html! {
        <li key={id.to_string()} id={format!("evidence-{id}")} class={classes!(side, current.then_some("current"))}>
            if let Some(number) = finding.number(id) {
                <span class="tag" aria-hidden="true">{ number }</span>
            }
            <span class="why"><span class="says">{ says }</span>{ about.why.clone() }</span>
            <a href="#paste" {onclick}>
                <q class="quote">{ finding.quote(about).trim().to_owned() }</q>
                <span class="at">{ finding.place(about) }</span>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;
    use crate::state::Shared;
    use unloop::diagnosis::Input;

    #[test]
    fn each_piece_says_what_it_tells_where_it_stands_and_for_what_it_speaks() {
        let diagnosis = Shared::new(sample::missing_variable());
        let tell = Callback::noop();
        let finding = Finding::new(&diagnosis, true, None, &tell);
        let text = text_of(evidence(0, &diagnosis.causes[0].evidence, &finding));
        assert!(text.contains("1 Speaks for it: names the missing variable"), "{text}");
        assert!(text.contains("FATAL größe: variable LEDGER_URL is not set line 4"), "{text}");
        assert!(text.contains("2 Speaks against it:"), "{text}");
    }

    #[test]
    fn among_files_each_is_named() {
        let mut diagnosis = sample::missing_variable();
        let file = |name: &str, line| Input { name: name.to_owned(), start: 0, end: 9, line };
        diagnosis.inputs = vec![file("describe.txt", 1), file("logs/api.log", 3)];
        diagnosis.causes[0].evidence[0].input = 1;
        let tell = Callback::noop();
        let text =
            text_of(evidence(0, &diagnosis.causes[0].evidence, &Finding::new(&diagnosis, true, None, &tell)));
        assert!(text.contains("logs/api.log, line 4") && text.contains("describe.txt, line 2"), "{text}");
    }

    #[test]
    fn markup_in_a_log_stays_text() {
        let mut diagnosis = sample::missing_variable();
        diagnosis.causes[0].evidence[0].quote = "<script>alert(1)</script>".to_owned();
        let tell = Callback::noop();
        let html = rendered(evidence(
            0,
            &diagnosis.causes[0].evidence,
            &Finding::new(&diagnosis, true, None, &tell),
        ));
        assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
