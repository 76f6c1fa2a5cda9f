//! Buttons that open files and folders, and the sign that they can be dropped anywhere.

use yew::prelude::*;

use crate::browser::dom;
use crate::browser::given::{self, Drag};
use crate::state::Action;
use crate::words::inputs as words;

#[derive(PartialEq, Properties)]
pub(crate) struct OpenFilesProps {
    pub(crate) tell: Callback<Action>,
}

#[component]
pub(crate) fn OpenFiles(props: &OpenFilesProps) -> Html {
    let (file, folder) = (use_node_ref(), use_node_ref());
    let onchange = props.tell.reform(|event: Event| Action::Added(given::chosen(&event)));
    let click = |dialog: &NodeRef| {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| dom::click(&dialog))
    };
    html! {
        <div class="open-files">
            <button type="button" onclick={click(&file)}>{ words::OPEN_FILES }</button>
            <button type="button" onclick={click(&folder)}>{ words::OPEN_FOLDER }</button>
            <input ref={file} type="file" multiple=true hidden=true aria-label={words::FILES} onchange={onchange.clone()} />
            <input ref={folder} type="file" webkitdirectory=true hidden=true aria-label={words::FOLDER} {onchange} />
            <span class="hint">{ words::DROP_HINT }</span>
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct DropZoneProps {
    pub(crate) tell: Callback<Action>,
}

/// Takes files that are dropped on the page, wherever that is.
#[component]
pub(crate) fn DropZone(props: &DropZoneProps) -> Html {
    let over = use_state_eq(|| false);
    {
        let over = over.setter();
        use_effect_with(props.tell.clone(), move |tell| {
            let tell = tell.clone();
            let listeners = given::on_drag(Callback::from(move |drag| match drag {
                Drag::Over(is_over) => over.set(is_over),
                Drag::Dropped(given) => tell.emit(Action::Added(given)),
            }));
            move || drop(listeners)
        });
    }
    html! {
        if *over {
            <div class="drop-zone" aria-hidden="true">
                <p>{ words::DROP }</p>
            </div>
        }
    }
}
