//! Everything unloop knows, to read and to search: made when it is first looked at, from what the reader knows anyway.

use std::collections::BTreeSet;
use std::rc::Rc;

use unloop::Catalogue as Knowledge;
use unloop::catalogue::{Cause, Signature};
use unloop::diagnosis::{Effect, Fix};
use unloop::knowledge::exit_codes::Row;
use unloop::knowledge::signature::Role;
use yew::prelude::*;

use crate::browser::{dom, route};
use crate::finder::{Finder, Found};
use crate::words::{catalogue as words, commands};

/// The catalogue, shared and equal only to itself.
struct Shelf {
    knowledge: Knowledge,
    finder: Finder,
}

#[component]
pub(crate) fn Catalogue() -> Html {
    let shelf = use_memo((), |()| {
        let knowledge = unloop::catalogue();
        let finder = Finder::new(&knowledge);
        Shelf { knowledge, finder }
    });
    let query = use_state_eq(String::new);
    let open = use_state_eq(|| Rc::new(BTreeSet::<String>::new()));
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            dom::to_the_top();
            dom::focus(&field);
        });
    }
    let found = use_memo((*query).clone(), |query| shelf.finder.find(query));
    let oninput = {
        let (query, field) = (query.clone(), field.clone());
        Callback::from(move |_: InputEvent| query.set(dom::value_of(&field).unwrap_or_default()))
    };
    let look_up = {
        let (query, field) = (query.clone(), field.clone());
        Callback::from(move |id: String| {
            query.set(id);
            dom::focus(&field);
        })
    };
    let fold = Fold { open };
    let is_narrow = !query.trim().is_empty();
    html! {
        <main class="page catalogue">
            <p><a href={route::HOME}>{ words::BACK }</a></p>
            <h2>{ words::TITLE }</h2>
            <label class="catalogue-search">
                { words::SEARCH }
                <input ref={field} type="search" value={(*query).clone()} {oninput} autocomplete="off" spellcheck="false" />
            </label>
            <p class="hint" role="status">
                { words::found(found.causes.len(), found.codes.len(), found.line_count()) }
            </p>
            { causes(&shelf.knowledge, &found, &fold, &look_up) }
            { codes(&shelf.knowledge, &found, &fold, is_narrow) }
            { lines(&shelf.knowledge, &found, &fold, is_narrow, &look_up) }
            { placeholders(&shelf.knowledge, &fold) }
        </main>
    }
}

/// Which of the folded parts are open: only they are made.
#[derive(Clone)]
struct Fold {
    open: UseStateHandle<Rc<BTreeSet<String>>>,
}

impl Fold {
    /// A part that is folded until somebody opens it.
    fn part(&self, name: &str, summary: Html, starts_open: bool, inside: impl FnOnce() -> Html) -> Html {
        // The set holds what was turned from how it starts.
        let key = format!("{name} {starts_open}");
        let is_open = self.open.contains(&key) != starts_open;
        let ontoggle = {
            let (open, key) = (self.open.clone(), key.clone());
            Callback::from(move |event: Event| {
                let mut now = (**open).clone();
                let turned = dom::is_open(&event) != starts_open;
                if if turned { now.insert(key.clone()) } else { now.remove(&key) } {
                    open.set(Rc::new(now));
                }
            })
        };
        html! {
            <details key={key} open={is_open} {ontoggle}>
                <summary>{ summary }</summary>
                if is_open {
                    { inside() }
                }
            </details>
        }
    }
}

fn causes(knowledge: &Knowledge, found: &Found, fold: &Fold, look_up: &Callback<String>) -> Html {
    let shown = found.causes.iter().filter_map(|at| knowledge.causes.get(*at));
    html! {
        <section class="catalogue-causes" aria-labelledby="catalogue-causes">
            <h3 id="catalogue-causes">{ words::CAUSES }</h3>
            for about in shown {
                {
                    fold.part(
                        about.id,
                        html! { <>{ about.title.clone() }{ " " }<code>{ about.id }</code></> },
                        false,
                        || cause(about, look_up),
                    )
                }
            }
        </section>
    }
}

fn cause(about: &Cause, look_up: &Callback<String>) -> Html {
    let line = |name: &'static str, text: &str| {
        html! { <div key={name}><dt>{ name }</dt><dd>{ text.to_owned() }</dd></div> }
    };
    html! {
        <div class="catalogue-cause">
            <p>{ about.meaning.clone() }</p>
            <dl>
                { line(words::SHOWS, &about.shows) }
                { line(words::AGAINST, &about.against) }
            </dl>
            <h4>{ words::TITLES }</h4>
            { list(about.titles.iter().chain(&about.explanations).cloned()) }
            <h4>{ words::FIXES }</h4>
            <ul>
                for (number, about) in about.fixes.iter().enumerate() {
                    <li key={number}>{ fix(about) }</li>
                }
            </ul>
            <h4>{ words::NEXT }</h4>
            <ul>
                for (number, step) in about.next.iter().enumerate() {
                    <li key={number}>
                        <code>{ step.run.clone() }</code>{ " " }{ words::outcomes(&step.why, &step.if_so, &step.if_not) }
                    </li>
                }
            </ul>
            <h4>{ words::PREVENTION }</h4>
            { list(about.prevention.iter().cloned()) }
            <h4>{ words::CONFUSED_WITH }</h4>
            <ul>
                for other in &about.confused_with {
                    <li key={other.id.clone()}>
                        { named(&other.id, look_up) }{ " " }{ other.tell_apart.clone() }
                    </li>
                }
            </ul>
            <p><button type="button" onclick={look_up.reform({ let id = about.id; move |_: MouseEvent| id.to_owned() })}>{ words::LINES_FOR }</button></p>
        </div>
    }
}

/// The name of a cause, which leads to it.
fn named(id: &str, look_up: &Callback<String>) -> Html {
    let wanted = id.to_owned();
    let onclick = look_up.reform(move |_: MouseEvent| wanted.clone());
    html! { <button type="button" class="quiet catalogue-name" {onclick}><code>{ id.to_owned() }</code></button> }
}

fn fix(about: &Fix) -> Html {
    html! {
        <>
            { about.title.clone() }
            <ul>
                for (number, command) in about.commands.iter().enumerate() {
                    <li key={number}>
                        <code>{ command.run.clone() }</code>{ " " }
                        <span class="hint">{ effect(command.effect) }</span>
                    </li>
                }
            </ul>
        </>
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::ReadOnly => commands::READS,
        Effect::ChangesCluster => commands::CHANGES,
    }
}

fn list(texts: impl Iterator<Item = String>) -> Html {
    html! {
        <ul>
            for (number, text) in texts.enumerate() {
                <li key={number}>{ text }</li>
            }
        </ul>
    }
}

fn codes(knowledge: &Knowledge, found: &Found, fold: &Fold, is_narrow: bool) -> Html {
    if found.codes.is_empty() {
        return html! {};
    }
    let shown = || {
        let rows = found.codes.iter().filter_map(|at| knowledge.exit_codes.get(*at));
        html! {
            <ul class="catalogue-codes">
                for row in rows {
                    <li key={row.code}>{ code(row) }</li>
                }
            </ul>
        }
    };
    html! {
        <section aria-labelledby="catalogue-codes">
            <h3 id="catalogue-codes">{ words::CODES }</h3>
            { fold.part("codes", words::codes(found.codes.len()).into(), is_narrow, shown) }
        </section>
    }
}

fn code(row: &Row) -> Html {
    let number = row.to.map_or_else(|| row.code.to_string(), |to| words::range(row.code, to));
    html! {
        <>
            <strong>{ number }{ " " }{ row.name.clone() }</strong>
            <p>{ row.meaning.clone() }</p>
            if let Some(dotnet) = &row.dotnet {
                <p>{ words::dotnet(dotnet) }</p>
            }
            <p class="hint">{ words::sender_and_source(&row.sender, &row.source) }</p>
        </>
    }
}

fn lines(
    knowledge: &Knowledge,
    found: &Found,
    fold: &Fold,
    is_narrow: bool,
    look_up: &Callback<String>,
) -> Html {
    // So that a search for one letter does not make thousands of lines.
    const FEW: usize = 60;
    let starts_open = is_narrow && found.line_count() <= FEW;
    if found.lines.is_empty() {
        return html! {};
    }
    html! {
        <section aria-labelledby="catalogue-lines">
            <h3 id="catalogue-lines">{ words::LINES }</h3>
            for (technology, lines) in &found.lines {
                if let Some(about) = knowledge.technologies.get(*technology) {
                    {
                        fold.part(
                            &about.name,
                            words::technology(&about.name, lines.len()).into(),
                            starts_open,
                            || html! {
                                <ul class="catalogue-lines">
                                    for one in lines.iter().filter_map(|at| about.signatures.get(*at)) {
                                        <li key={one.id.clone()}>{ line(one, look_up) }</li>
                                    }
                                </ul>
                            },
                        )
                    }
                }
            }
        </section>
    }
}

fn line(about: &Signature, look_up: &Callback<String>) -> Html {
    html! {
        <>
            <p>
                if let Some(cause) = &about.cause {
                    { named(cause, look_up) }{ " " }{ about.why.clone() }
                } else {
                    { role(about.role) }
                }
            </p>
            for (number, pattern) in about.patterns.iter().enumerate() {
                <code class="catalogue-pattern" key={number}>{ pattern.clone() }</code>
            }
        </>
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Cause => "",
        Role::Noise => words::NOISE,
        Role::Ready => words::READY,
        Role::Wrapper => words::WRAPPER,
        Role::Stopping => words::STOPPING,
    }
}

fn placeholders(knowledge: &Knowledge, fold: &Fold) -> Html {
    let shown = || {
        html! {
            <dl>
                for about in &knowledge.placeholders {
                    <div key={about.name}><dt><code>{ format!("{{{}}}", about.name) }</code></dt><dd>{ about.meaning }</dd></div>
                }
            </dl>
        }
    };
    html! {
        <section aria-labelledby="catalogue-placeholders">
            <h3 id="catalogue-placeholders">{ words::PLACEHOLDERS }</h3>
            { fold.part("placeholders", words::FOR_RULES.into(), false, shown) }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;

    #[test]
    fn every_cause_and_technology_has_its_line() {
        let text = text_of(html! { <Catalogue /> });
        for cause in unloop::catalogue().causes {
            assert!(text.contains(cause.id), "{}", cause.id);
        }
        assert!(text.contains("PostgreSQL"), "{text}");
    }

    #[test]
    fn a_cause_is_shown_with_all_its_words() {
        let catalogue = unloop::catalogue();
        let about = catalogue.causes.iter().find(|cause| cause.id == "memory/oom-limit").unwrap();
        let text = text_of(cause(about, &Callback::noop()));
        for words in
            [&about.meaning, &about.shows, &about.against, &about.fixes[0].title, &about.prevention[0]]
        {
            let start: String = words.chars().take_while(|c| c.is_alphanumeric() || *c == ' ').collect();
            assert!(text.contains(start.trim()), "{start:?} is missing in {text}");
        }
        assert!(text.contains(about.confused_with[0].id.as_str()));
    }

    #[test]
    fn an_exit_code_says_who_and_where_that_is_written() {
        let catalogue = unloop::catalogue();
        let row = catalogue.exit_codes.iter().find(|row| row.code == 137).unwrap();
        let text = text_of(code(row));
        assert!(text.starts_with("137 SIGKILL") && text.contains(&row.source), "{text}");
    }
}
