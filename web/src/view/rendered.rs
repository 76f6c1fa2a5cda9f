//! Renders a view to HTML without a browser, for tests.

use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct WrapProps {
    html: Html,
}

#[component]
fn Wrap(props: &WrapProps) -> Html {
    props.html.clone()
}

/// The HTML that a view makes.
pub(crate) fn rendered(html: Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        yew::LocalServerRenderer::<Wrap>::with_props(WrapProps { html }).hydratable(false).render().await
    })
}

/// The text that a view shows, without its markup.
pub(crate) fn text_of(html: Html) -> String {
    let mut text = String::new();
    for piece in rendered(html).split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
    {
        if !text.is_empty() && !text.ends_with(' ') && !piece.is_empty() && !piece.starts_with(' ') {
            text.push(' ');
        }
        text += piece;
    }
    text
}
