//! Many pods at a glance: a table grouped by cause, sortable, each row with the way to its diagnosis.

use std::collections::BTreeMap;

use unloop::Diagnosis;
use unloop::diagnosis::Pod;
use yew::prelude::*;

use crate::browser::dom;
use crate::words::pods as words;

/// Fewer pods need no table.
const MANY: usize = 3;
/// So many pods of a group are shown at first: the way to the cause below them stays short.
const FAILING: usize = 10;
/// So many of those that nothing is wrong with.
const WELL: usize = 3;
/// So many more each time that somebody asks: thousands at once would keep the page from answering.
const MORE: usize = 50;
/// The name of the table in the document.
const TABLE: &str = "pods-table";

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Pod,
    Namespace,
    Status,
    Restarts,
    Node,
}

const COLUMNS: [(Column, &str); 5] = [
    (Column::Pod, words::POD),
    (Column::Namespace, words::NAMESPACE),
    (Column::Status, words::STATUS),
    (Column::Restarts, words::RESTARTS),
    (Column::Node, words::NODE),
];

/// The pods that fail for one cause, or that have none.
#[derive(Debug, PartialEq)]
struct Group<'a> {
    title: String,
    cause: Option<usize>,
    rows: Vec<&'a Pod>,
}

impl Group<'_> {
    /// How many of its pods are shown at first.
    fn most(&self) -> usize {
        if self.title == words::WELL { WELL } else { FAILING }
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct PodsTableProps {
    pub(crate) answer: crate::state::Answer,
}

/// The table; nothing when there are few pods.
#[component]
pub(crate) fn PodsTable(props: &PodsTableProps) -> Html {
    let sorted = use_state_eq(|| (Column::Restarts, false));
    // How many more rows of a group somebody asked for.
    let asked = use_state_eq(BTreeMap::<usize, usize>::new);
    let mut groups = groups(&props.answer.diagnosis);
    if groups.iter().map(|group| group.rows.len()).sum::<usize>() < MANY {
        return html! {};
    }
    let (column, upward) = *sorted;
    for group in &mut groups {
        sort(&mut group.rows, column, upward);
    }
    let sort_by = |to: Column| {
        let sorted = sorted.clone();
        Callback::from(move |_: MouseEvent| {
            let (column, upward) = *sorted;
            sorted.set((to, if column == to { !upward } else { to != Column::Restarts }));
        })
    };
    html! {
        <section class="pods" aria-labelledby="pods">
            <h3 id="pods">{ words::TITLE }</h3>
            <p class="hint">{ words::HINT }</p>
            <div class="table-frame" id={TABLE} tabindex="0" role="group" aria-labelledby="pods">
                <table>
                    <thead>
                        <tr>
                            for (of, name) in COLUMNS {
                                { header(name, (of == column).then_some(upward), sort_by(of)) }
                            }
                        </tr>
                    </thead>
                    for (number, group) in groups.iter().enumerate() {
                        { rows(number, group, &asked) }
                    }
                </table>
            </div>
        </section>
    }
}

fn header(name: &'static str, sorted: Option<bool>, onclick: Callback<MouseEvent>) -> Html {
    let (sort, sign) = match sorted {
        Some(true) => (Some("ascending"), "▲"),
        Some(false) => (Some("descending"), "▼"),
        None => (None, "↕"),
    };
    html! {
        <th key={name} scope="col" aria-sort={sort}>
            <button type="button" class="quiet" {onclick} aria-label={words::sort_by(name)}>
                { name }<span class="sorts" aria-hidden="true">{ sign }</span>
            </button>
        </th>
    }
}

fn rows(number: usize, group: &Group<'_>, asked: &UseStateHandle<BTreeMap<usize, usize>>) -> Html {
    let open =
        group.cause.map(|cause| Callback::from(move |_: MouseEvent| dom::open(&format!("finding-{cause}"))));
    let most = group.most() + asked.get(&number).copied().unwrap_or_default();
    let left = group.rows.len().saturating_sub(most);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| {
            if left <= MORE {
                // The button goes.
                dom::focus_on(TABLE);
            }
            let mut more = (*asked).clone();
            *more.entry(number).or_default() += MORE;
            asked.set(more);
        })
    };
    html! {
        <tbody key={number}>
            <tr class="group">
                <th scope="rowgroup" colspan={COLUMNS.len().to_string()}>{ words::group(&group.title, group.rows.len()) }</th>
            </tr>
            for about in group.rows.iter().take(most) {
                { row(about, open.as_ref()) }
            }
            if left > 0 {
                <tr class="more">
                    <td colspan={COLUMNS.len().to_string()}>
                        <button type="button" class="quiet" onclick={ask}>{ words::more(left.min(MORE), left) }</button>
                    </td>
                </tr>
            }
        </tbody>
    }
}

fn row(about: &Pod, open: Option<&Callback<MouseEvent>>) -> Html {
    let cell = |text: Option<&str>| html! { <td>{ text.unwrap_or_default().to_owned() }</td> };
    html! {
        <tr key={name(about)}>
            <th scope="row">
                if let Some(onclick) = open {
                    <button type="button" class="quiet" {onclick} title={words::OPEN}>{ about.name.clone() }</button>
                } else {
                    { about.name.clone() }
                }
            </th>
            { cell(about.namespace.as_deref()) }
            { cell(status(about).as_deref()) }
            <td class="number">{ about.restarts.map(|restarts| restarts.to_string()).unwrap_or_default() }</td>
            { cell(about.node.as_deref()) }
        </tr>
    }
}

fn name(pod: &Pod) -> String {
    match &pod.namespace {
        Some(namespace) => format!("{namespace}/{}", pod.name),
        None => pod.name.clone(),
    }
}

/// As `kubectl get pods` has it: a phase says less than why a container waits.
fn status(pod: &Pod) -> Option<String> {
    let waits =
        pod.containers.iter().find_map(|container| container.state.as_ref()?.strip_prefix("Waiting: "));
    waits.map(str::to_owned).or_else(|| pod.status.clone())
}

fn sort(rows: &mut [&Pod], column: Column, upward: bool) {
    let key = |pod: &Pod| match column {
        Column::Pod => (0, pod.name.clone()),
        Column::Namespace => (0, pod.namespace.clone().unwrap_or_default()),
        Column::Status => (0, status(pod).unwrap_or_default()),
        Column::Restarts => (pod.restarts.unwrap_or(0), String::new()),
        Column::Node => (0, pod.node.clone().unwrap_or_default()),
    };
    rows.sort_by_cached_key(|pod| key(pod));
    if !upward {
        rows.reverse();
    }
}

/// The pods by the likeliest cause that names them, in the order of the causes; then those without one.
fn groups(diagnosis: &Diagnosis) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, cause) in diagnosis.causes.iter().enumerate() {
        for pod in cause.pod.iter().chain(&cause.also) {
            causes.entry(pod).or_insert(number);
        }
    }
    let named = diagnosis.pods.iter().filter(|pod| !pod.name.is_empty());
    for pod in named {
        let cause = causes.get(name(pod).as_str()).copied();
        let title = match cause.and_then(|cause| diagnosis.causes.get(cause)) {
            Some(cause) => cause.title.clone(),
            None if is_ill(pod) => words::NO_CAUSE.to_owned(),
            None => words::WELL.to_owned(),
        };
        match groups.iter_mut().find(|group| group.title == title && group.cause == cause) {
            Some(group) => group.rows.push(pod),
            None => groups.push(Group { title, cause, rows: vec![pod] }),
        }
    }
    groups.sort_by_key(|group| (group.cause.is_none(), group.cause, group.title == words::WELL));
    groups
}

fn is_ill(pod: &Pod) -> bool {
    let is_well = |status: &str| ["Running", "Completed", "Succeeded"].contains(&status);
    status(pod).is_some_and(|status| !is_well(&status))
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;
    use crate::sample;

    const PASTE: &str = "\
$ kubectl get pods -n billing
NAME                       READY   STATUS             RESTARTS       AGE
ledger-6c9f7d8b54-4kx2p    0/1     CrashLoopBackOff   9 (2m ago)     25m
ledger-6c9f7d8b54-9mzqw    0/1     CrashLoopBackOff   4 (90s ago)    25m
reports-7f5b9c6d84-tt8vn   1/1     Running            0              4d
$ kubectl describe pod ledger-6c9f7d8b54-4kx2p -n billing
Name:           ledger-6c9f7d8b54-4kx2p
Namespace:      billing
Controlled By:  ReplicaSet/ledger-6c9f7d8b54
Containers:
  ledger:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Restart Count:  9
";

    fn table(paste: &str) -> Html {
        let answer = sample::answer(paste, unloop::diagnose(paste));
        html! { <PodsTable {answer} /> }
    }

    #[test]
    fn pods_are_grouped_by_cause_and_those_that_are_well_come_last() {
        let diagnosis = unloop::diagnose(PASTE);
        let groups = groups(&diagnosis);
        let told: Vec<_> = groups.iter().map(|group| (group.cause, group.rows.len())).collect();
        assert_eq!(told, [(Some(0), 2), (None, 1)]);
        assert_eq!(groups[1].title, words::WELL);
        let text = text_of(table(PASTE));
        assert!(text.contains("(2 pods) ledger-6c9f7d8b54-4kx2p"), "most restarts first: {text}");
        assert!(rendered(table(PASTE)).contains("aria-sort=\"descending\""));
    }

    #[test]
    fn rows_are_sorted_by_what_they_show() {
        let pod = |name: &str, node: &str| Pod {
            name: name.to_owned(),
            node: Some(node.to_owned()),
            ..Pod::default()
        };
        let (first, second) = (pod("b", "n1"), pod("a", "n2"));
        let mut rows = vec![&first, &second];
        sort(&mut rows, Column::Pod, true);
        assert_eq!(rows, [&second, &first]);
        sort(&mut rows, Column::Node, true);
        assert_eq!(rows, [&first, &second]);
        sort(&mut rows, Column::Node, false);
        assert_eq!(rows, [&second, &first]);
    }

    #[test]
    fn of_many_pods_the_first_are_shown_and_the_others_counted() {
        let row = |number, status: &str| format!("mint-0-{number:05}   0/1   {status}   {number}   4d\n");
        let failing = (0..70).map(|number| row(number, "CrashLoopBackOff"));
        let well = (100..140).map(|number| row(number, "Running"));
        let rows: String = failing.chain(well).collect();
        let html = rendered(table(&format!("NAME   READY   STATUS   RESTARTS   AGE\n{rows}")));
        assert_eq!(html.matches("scope=\"row\"").count(), FAILING + WELL);
        assert!(html.contains("Show 50 more of 60") && html.contains("Show 37 more<"), "{html}");
    }

    #[test]
    fn one_pod_needs_no_table() {
        let (_, alone) = PASTE.split_once("$ kubectl describe").unwrap();
        assert_eq!(rendered(table(alone)), "");
    }
}
