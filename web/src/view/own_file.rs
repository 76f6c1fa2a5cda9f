//! The page as a file to keep: where it is served, a link to it, and what tells that it arrived whole.

use yew::prelude::*;

use crate::browser::own_file;
use crate::words::frame as words;

/// The link and the hash; nothing where the page is not that file, or lies on a disk already.
#[component]
pub(crate) fn OwnFile() -> Html {
    let hash = use_state_eq(|| None::<AttrValue>);
    let served = use_memo((), |()| own_file::is_served());
    {
        let hash = hash.clone();
        use_effect_with((), move |()| {
            own_file::hash(Callback::from(move |known: String| hash.set(Some(AttrValue::from(known)))));
        });
    }
    if !*served {
        return html! {};
    }
    html! {
        <p class="own-file">
            <a href={own_file::FILE} download={own_file::FILE}>{ words::DOWNLOAD }</a>{ ". " }
            { words::DOWNLOAD_HINT }
            if let Some(hash) = &*hash {
                { words::HASH }<code>{ hash.clone() }</code>
            } else {
                <a href={own_file::HASH_FILE}>{ words::HASH_FILE }</a>{ "." }
            }
        </p>
    }
}
