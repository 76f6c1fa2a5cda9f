//! What a person fills into commands: typed once, and then in every command of the page.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::fill_in::Values;
use crate::state::Action;
use crate::words;

/// What was filled in so far, and how the page is told of more. Every command finds it by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Blanks {
    pub(crate) values: Rc<Values>,
    pub(crate) tell: Callback<Action>,
}

/// The values at hand; none outside the page.
#[hook]
pub(crate) fn use_values() -> Rc<Values> {
    use_context::<Blanks>().map(|blanks| blanks.values).unwrap_or_default()
}

#[derive(PartialEq, Properties)]
pub(crate) struct FieldsProps {
    /// The blanks, each with its label.
    pub(crate) names: Vec<(AttrValue, AttrValue)>,
    pub(crate) legend: AttrValue,
}

/// A field for each blank; nothing when there are none.
#[component]
pub(crate) fn Fields(props: &FieldsProps) -> Html {
    let blanks = use_context::<Blanks>();
    if props.names.is_empty() {
        return html! {};
    }
    html! {
        <fieldset class="blanks">
            <legend>{ props.legend.clone() }</legend>
            for (name, label) in &props.names {
                { field(name, label, blanks.as_ref()) }
            }
        </fieldset>
    }
}

fn field(name: &AttrValue, label: &AttrValue, blanks: Option<&Blanks>) -> Html {
    let value = blanks.and_then(|blanks| blanks.values.get(name.as_str())).cloned().unwrap_or_default();
    let oninput = blanks.map(|blanks| {
        let name: Rc<str> = Rc::from(name.as_str());
        blanks.tell.reform(move |event: InputEvent| {
            let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            Action::FilledIn(name.clone(), typed.unwrap_or_default())
        })
    });
    html! {
        <label key={name.to_string()}>
            <span>{ label.clone() }</span>
            <input type="text" {value} {oninput} spellcheck="false" autocomplete="off" autocapitalize="off" />
        </label>
    }
}

/// The fields for what is open in some commands, labelled as the commands name it.
pub(crate) fn fields_for(names: Vec<String>) -> Html {
    let label =
        |name: &str| words::guide::BLANKS.iter().find(|(known, _)| *known == name).map(|(_, label)| *label);
    let with_label = |name: String| {
        (AttrValue::from(name.clone()), AttrValue::from(label(&name).map_or(name, str::to_owned)))
    };
    let names: Vec<(AttrValue, AttrValue)> = names.into_iter().map(with_label).collect();
    html! { <Fields {names} legend={words::commands::FILL_IN} /> }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::rendered;
    use super::*;

    #[test]
    fn each_blank_has_a_field_with_its_name() {
        let html = rendered(fields_for(vec!["value of LEDGER_URL".to_owned()]));
        assert!(html.contains("<label><span>value of LEDGER_URL</span><input"), "{html}");
        assert_eq!(rendered(fields_for(Vec::new())), "");
    }
}
