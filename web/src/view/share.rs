//! Sharing without leaking: what in the paste is secret, what stands for it, and the diagnosis in every form.

use unloop::Diagnosis;
use unloop::report::share::{Addresses, Alias, Shareable, masked, shareable};
use unloop::report::{markdown, sarif, text};
use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::browser::{dom, link};
use crate::link::{LONG, LONGEST, MOST};
use crate::state::{Action, Answer, Shared};
use crate::words::share as words;

#[derive(PartialEq, Properties)]
pub(crate) struct ShareProps {
    pub(crate) answer: Answer,
    /// What the reader says can be shared, of a paste that only it holds.
    #[prop_or_default]
    pub(crate) shared: Option<(Addresses, Option<Shared<Shareable>>)>,
    pub(crate) tell: Callback<Action>,
}

/// The panel, folded.
#[component]
pub(crate) fn Share(props: &ShareProps) -> Html {
    let open = use_state_eq(|| false);
    let also = use_state_eq(Addresses::default);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| open.set(dom::is_open(&event)))
    };
    html! {
        <details class="share" {ontoggle}>
            <summary>
                { words::TITLE }
                if let Some(found) = found(&props.answer.diagnosis) {
                    <span class="secrets-found">{ found }</span>
                }
            </summary>
            if *open {
                <Panel
                    answer={props.answer.clone()}
                    shared={props.shared.clone()}
                    also={*also}
                    change={Callback::from(move |new| also.set(new))}
                    tell={props.tell.clone()}
                />
            }
        </details>
    }
}

#[derive(PartialEq, Properties)]
struct PanelProps {
    answer: Answer,
    #[prop_or_default]
    shared: Option<(Addresses, Option<Shared<Shareable>>)>,
    also: Addresses,
    change: Callback<Addresses>,
    #[prop_or_default]
    tell: Callback<Action>,
}

/// What may leave the page.
struct Ready {
    diagnosis: Diagnosis,
    paste: Result<AttrValue, Missing>,
    aliases: Vec<Alias>,
}

/// Why there is no paste to share.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Missing {
    /// The reader is at work on it.
    Waiting,
    /// The reader was started anew, and does not hold it any more.
    Gone,
    TooLarge,
}

fn ready(answer: &Answer, also: Addresses, shared: &Option<(Addresses, Option<Shared<Shareable>>)>) -> Ready {
    let made = |made: &Shareable| Ready {
        diagnosis: made.diagnosis.clone(),
        paste: Ok(AttrValue::from(made.paste.clone())),
        aliases: made.aliases.clone(),
    };
    let without = |why| Ready { diagnosis: masked(&answer.diagnosis), paste: Err(why), aliases: Vec::new() };
    match (answer.extract.whole(), shared) {
        (Some(paste), _) => made(&shareable(&paste, &answer.diagnosis, also)),
        (None, _) if answer.extract.bytes > MOST => without(Missing::TooLarge),
        (None, Some((of, Some(by_the_reader)))) if *of == also => made(by_the_reader),
        (None, Some((of, None))) if *of == also => without(Missing::Gone),
        (None, _) => without(Missing::Waiting),
    }
}

#[component]
fn Panel(props: &PanelProps) -> Html {
    let PanelProps { answer, shared, also, tell, .. } = props;
    let ready = use_memo((answer.clone(), *also, shared.clone()), |(answer, also, shared)| {
        ready(answer, *also, shared)
    });
    {
        let (tell, by_the_reader) = (tell.clone(), ready.paste == Err(Missing::Waiting));
        use_effect_with((answer.clone(), *also), move |(_, also)| {
            if by_the_reader {
                tell.emit(Action::WantsToShare(*also));
            }
        });
    }
    html! {
        <div class="share-panel">
            { secrets(&answer.diagnosis) }
            if ready.paste != Err(Missing::TooLarge) {
                { choices(*also, &props.change) }
            }
            { forms(&ready) }
            {
                match &ready.paste {
                    Ok(paste) => html! { <Link {paste} /> },
                    Err(Missing::Waiting) => html! {},
                    Err(Missing::Gone) => html! { <p class="hint">{ words::GONE }</p> },
                    Err(Missing::TooLarge) => html! {
                        <p class="hint">{ words::TOO_LARGE }<code>{ words::REDACT }</code>{ words::WITHOUT_SECRETS }</p>
                    },
                }
            }
            { who_is_who(&ready.aliases) }
        </div>
    }
}

fn secrets(diagnosis: &Diagnosis) -> Html {
    let Some(found) = found(diagnosis) else { return html! { <p>{ words::NO_SECRETS }</p> } };
    html! {
        <p><strong>{ words::SECRETS_TITLE }{ ": " }{ found }{ ". " }</strong>{ words::MASKED }{ " " }{ words::LOOK }</p>
    }
}

/// How many secrets of each kind there are, each value once.
fn found(diagnosis: &Diagnosis) -> Option<String> {
    let mut kinds: Vec<(String, Vec<&str>)> = Vec::new();
    for secret in &diagnosis.secrets {
        match kinds.iter_mut().find(|(kind, _)| *kind == secret.kind) {
            Some((_, aliases)) if aliases.contains(&secret.alias.as_str()) => {}
            Some((_, aliases)) => aliases.push(&secret.alias),
            None => kinds.push((secret.kind.clone(), vec![&secret.alias])),
        }
    }
    let kinds: Vec<(String, usize)> =
        kinds.into_iter().map(|(kind, aliases)| (kind, aliases.len())).collect();
    (!kinds.is_empty()).then(|| words::kinds(&kinds))
}

fn choices(also: Addresses, change: &Callback<Addresses>) -> Html {
    let choice = |name: &'static str, checked: bool, turned: Addresses| {
        let onchange = change.reform(move |_: Event| turned);
        html! { <label class="choice"><input type="checkbox" {checked} {onchange} />{ name }</label> }
    };
    html! {
        <div class="choices">
            { choice(words::EMAILS, also.emails, Addresses { emails: !also.emails, ..also }) }
            { choice(words::IPS, also.ips, Addresses { ips: !also.ips, ..also }) }
        </div>
    }
}

fn forms(ready: &Ready) -> Html {
    let diagnosis = &ready.diagnosis;
    // As the reader writes it: another layout would cost the page another writer.
    let json = serde_json::to_string(diagnosis).unwrap_or_default();
    let mut forms = vec![
        (words::MARKDOWN, AttrValue::from(markdown::render(diagnosis))),
        (words::TEXT, AttrValue::from(text::render(diagnosis, text::Colour::Never))),
        (words::JSON, AttrValue::from(json)),
        (words::SARIF, AttrValue::from(sarif::render(diagnosis))),
    ];
    forms.extend(ready.paste.clone().ok().map(|paste| (words::PASTE, paste)));
    html! {
        <div class="forms" role="group" aria-label={words::FORMS}>
            <span class="label">{ words::FORMS }</span>
            for (name, text) in forms {
                <CopyButton key={name} {text} word={name} />
            }
            <button type="button" onclick={Callback::from(|_: MouseEvent| dom::print())}>{ words::PRINT }</button>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LinkProps {
    paste: AttrValue,
}

/// What has become of the link.
#[derive(Clone, Debug, PartialEq)]
enum Made {
    Packing,
    Failed,
    TooLong,
    Link(AttrValue),
}

#[component]
fn Link(props: &LinkProps) -> Html {
    let made = use_state_eq(|| Made::Packing);
    {
        let made = made.clone();
        use_effect_with(props.paste.clone(), move |paste| {
            let done = Callback::from(move |link: Option<String>| {
                made.set(match link {
                    None => Made::Failed,
                    Some(link) if link.len() > LONGEST => Made::TooLong,
                    Some(link) => Made::Link(AttrValue::from(link)),
                });
            });
            link::make(paste.to_string(), done);
        });
    }
    html! { <div class="link">{ told(&made) }</div> }
}

fn told(made: &Made) -> Html {
    let link = match made {
        Made::Packing => return html! {},
        Made::Failed => return html! { <p class="hint">{ words::LINK_FAILED }</p> },
        Made::TooLong => return html! { <p class="hint">{ words::LINK_TOO_LONG }</p> },
        Made::Link(link) => link,
    };
    html! {
        <>
            <CopyButton text={link.clone()} word={words::LINK} />
            <p class="hint">
                { words::LINK_HINT }
                if link.len() > LONG {
                    { " " }{ words::link_is_long(link.len()) }
                }
            </p>
        </>
    }
}

fn who_is_who(aliases: &[Alias]) -> Html {
    if aliases.is_empty() {
        return html! {};
    }
    html! {
        <details class="aliases">
            <summary>{ words::WHO }</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ words::ALIAS }</th>
                        <th scope="col">{ words::VALUE }</th>
                        <th scope="col">{ words::TIMES }</th>
                    </tr>
                </thead>
                <tbody>
                    for about in aliases {
                        <tr key={about.alias.clone()}>
                            <td><code>{ format!("<{}>", about.alias) }</code></td>
                            <td><code>{ about.value.clone() }</code></td>
                            <td class="number">{ about.count }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;
    use crate::sample;

    const PASTE: &str = "\
$ kubectl logs mail-0 -n post --previous
SMTP_TOKEN=Zq8-owl-77-Kestrel told ops@example.org, again Zq8-owl-77-Kestrel
FATAL config: required environment variable MAIL_URL is not set
";

    fn panel(also: Addresses) -> String {
        let answer = sample::answer(PASTE, unloop::diagnose(PASTE));
        text_of(html! { <Panel {answer} {also} change={Callback::noop()} /> })
    }

    #[test]
    fn each_secret_is_counted_once_and_what_stands_for_it_is_told() {
        let text = panel(Addresses::default());
        assert!(text.contains("Secrets in your paste: 1 token"), "{text}");
        assert!(text.contains("&lt;token-1&gt; Zq8-owl-77-Kestrel 2"), "{text}");
        assert!(!text.contains("&lt;email-1&gt;"), "{text}");
    }

    #[test]
    fn what_only_the_reader_holds_is_shared_as_soon_as_it_is_there() {
        let diagnosis = unloop::diagnose(PASTE);
        let mut answer = sample::answer(PASTE, diagnosis.clone());
        answer.extract = Shared::new(crate::extract::Extract { bytes: MOST, ..Default::default() });
        let also = Addresses::default();
        let made = Some(Shared::new(shareable(PASTE, &diagnosis, also)));
        let paste =
            |answer: &Answer, shared| ready(answer, also, &shared).paste.map(|paste| paste.to_string());
        assert_eq!(paste(&answer, None), Err(Missing::Waiting));
        assert_eq!(
            paste(&answer, Some((Addresses { ips: true, ..also }, made.clone()))),
            Err(Missing::Waiting)
        );
        assert_eq!(paste(&answer, Some((also, None))), Err(Missing::Gone));
        assert!(paste(&answer, Some((also, made.clone()))).unwrap().contains("SMTP_TOKEN=<token-1>"));
        answer.extract = Shared::new(crate::extract::Extract { bytes: MOST + 1, ..Default::default() });
        assert_eq!(paste(&answer, Some((also, made))), Err(Missing::TooLarge));
    }

    #[test]
    fn addresses_are_masked_when_they_are_chosen() {
        let text = panel(Addresses { emails: true, ips: true });
        assert!(text.contains("&lt;email-1&gt; ops@example.org 1"), "{text}");
    }
}
