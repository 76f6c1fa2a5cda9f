//! The user's own rules: opened, dropped or pasted here, in use until they are removed or the page is closed.

use std::rc::Rc;

use unloop::RuleError;
use yew::prelude::*;

use crate::browser::{dom, rule_files};
use crate::rules::{RuleBook, RuleFile};
use crate::state::Action;
use crate::words::rules as words;

#[derive(PartialEq, Properties)]
pub(crate) struct OwnRulesProps {
    pub(crate) book: Rc<RuleBook>,
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn OwnRules(props: &OwnRulesProps) -> Html {
    let (dialog, pasted) = (use_node_ref(), use_node_ref());
    let given = props.tell.reform(Action::RulesGiven);
    let onclick = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| dom::click(&dialog))
    };
    let onchange = {
        let given = given.clone();
        Callback::from(move |event: Event| rule_files::chosen(&event, given.clone()))
    };
    let ondrop = {
        let given = given.clone();
        Callback::from(move |event: DragEvent| rule_files::dropped(&event, given.clone()))
    };
    let use_pasted = {
        let (pasted, book) = (pasted.clone(), props.book.clone());
        Callback::from(move |_: MouseEvent| {
            let text = dom::text_in(&pasted).unwrap_or_default();
            if !text.trim().is_empty() {
                given.emit(vec![(book.free_name(words::PASTED), Rc::from(text))]);
                dom::fill(&pasted, "");
            }
        })
    };
    html! {
        <section class="own-rules" data-takes-files="" aria-labelledby="own-rules" {ondrop}>
            <h2 id="own-rules">{ words::TITLE }</h2>
            <p class="hint">{ words::HINT }</p>
            { in_use(&props.book.files, &props.tell) }
            <div role="alert">{ refused(&props.book.refused) }</div>
            <div class="own-rules-ways">
                <button type="button" {onclick}>{ words::OPEN }</button>
                <input ref={dialog} type="file" accept=".yaml,.yml" multiple=true hidden=true aria-label={words::FILES} {onchange} />
                <span class="hint">{ words::DROP }</span>
            </div>
            <details>
                <summary>{ words::PASTE }</summary>
                <textarea ref={pasted} rows="8" spellcheck="false" aria-label={words::BOX} />
                <button type="button" onclick={use_pasted}>{ words::USE }</button>
            </details>
        </section>
    }
}

fn in_use(files: &[RuleFile], tell: &Callback<Action>) -> Html {
    if files.is_empty() {
        return html! {};
    }
    html! {
        <ul class="own-rules-used" aria-label={words::USED}>
            for file in files {
                { one(file, tell) }
            }
        </ul>
    }
}

fn one(file: &RuleFile, tell: &Callback<Action>) -> Html {
    let name = file.name.clone();
    let onclick = tell.reform(move |_: MouseEvent| Action::RulesRemoved(name.clone()));
    html! {
        <li key={&*file.name}>
            <span class="own-rules-name">{ file.name.to_string() }</span>
            <span class="hint">{ words::counted(file.signatures, file.causes) }</span>
            <button type="button" class="quiet" aria-label={words::remove(&file.name)} {onclick}>{ words::REMOVE }</button>
        </li>
    }
}

fn refused(errors: &[RuleError]) -> Html {
    html! {
        for (number, error) in errors.iter().enumerate() {
            <p class="own-rules-wrong" key={number}>
                <strong>{ words::refused(&error.file) }</strong>{ " " }
                if let Some(line) = error.line {
                    { words::line(line) }{ " " }
                }
                if !error.field.is_empty() {
                    <code>{ error.field.clone() }</code>{ ": " }
                }
                { error.problem.clone() }
            </p>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::rules::tests::{CAUSES, LINES};

    fn shown(files: &[(&str, &str)]) -> String {
        let files = files.iter().map(|(name, text)| (Rc::from(*name), Rc::from(*text))).collect();
        let book = Rc::new(RuleBook::default().with(files));
        text_of(html! { <OwnRules {book} tell={Callback::noop()} /> })
    }

    #[test]
    fn rules_in_use_are_named_and_can_be_removed() {
        let text = shown(&[("causes.yaml", CAUSES), ("lines.yaml", LINES)]);
        assert!(text.contains("causes.yaml 1 cause Remove"), "{text}");
        assert!(text.contains("lines.yaml 1 log line Remove"), "{text}");
    }

    #[test]
    fn a_refused_file_says_where_and_what() {
        let text = shown(&[("lines.yaml", LINES)]);
        let wanted =
            "lines.yaml is not used: line 4, signatures[0].cause : there is no cause `mint/press-open`";
        assert!(text.contains(wanted), "{text}");
    }

    #[test]
    fn what_a_file_says_is_no_markup() {
        let file = "technology: x\ncauses:\n- {id: <b>bold</b>, title: x, meaning: x}\n";
        let book = Rc::new(RuleBook::default().with(vec![("<i>".into(), file.into())]));
        let html = rendered(html! { <OwnRules {book} tell={Callback::noop()} /> });
        assert!(!html.contains("<b>") && !html.contains("<i>"), "{html}");
    }
}
