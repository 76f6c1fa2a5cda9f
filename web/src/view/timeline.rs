//! What happened when: runs, waits and what comes next.

use unloop::diagnosis::Moment;
use yew::prelude::*;

/// The moments, oldest first; nothing when there are none.
pub(crate) fn timeline(moments: &[Moment]) -> Html {
    if moments.is_empty() {
        return html! {};
    }
    html! {
        <details class="timeline">
            <summary>{ "What happened when" }</summary>
            <ol>
                for (number, about) in moments.iter().enumerate() {
                    { moment(number, about) }
                }
            </ol>
        </details>
    }
}

fn moment(number: usize, about: &Moment) -> Html {
    html! {
        <li key={number} class={about.kind.clone()}>
            if let Some(at) = &about.at {
                <time datetime={at.clone()}>{ at.clone() }</time>
            }
            <span>{ about.what.clone() }</span>
            if let Some(seconds) = about.seconds {
                <span class="lasted">{ lasted(seconds) }</span>
            }
        </li>
    }
}

fn lasted(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;

    #[test]
    fn a_moment_tells_when_what_and_how_long() {
        let moment = Moment {
            kind: "wait".to_owned(),
            container: None,
            at: Some("2026-06-23T14:02:09Z".to_owned()),
            seconds: Some(300),
            what: "waits before the next start".to_owned(),
        };
        let text = text_of(timeline(&[moment]));
        assert!(text.contains("2026-06-23T14:02:09Z waits before the next start 5 min"), "{text}");
        assert_eq!((lasted(40), lasted(160)), ("40 s".to_owned(), "2 min 40 s".to_owned()));
    }
}
