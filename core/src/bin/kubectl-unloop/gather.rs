//! Lets kubectl print what there is to read about a pod.

use crate::arguments::Asked;
use crate::kubectl::{Kubectl, Verb};
use crate::pod::{Container, Log, Pod};

/// A text and what it is called in the answer.
pub(crate) type Named = (String, Vec<u8>);

/// How many last lines of a log are read, if nobody says.
const TAIL: &str = "5000";

/// All texts about a pod. Their names say what they are, so that a log is tied to its container.
pub(crate) fn about(pod: &Pod, asked: &Asked, kubectl: &Kubectl) -> Result<Vec<Named>, String> {
    let mut texts = Vec::new();
    let place = place(pod, asked);
    let described =
        kubectl.run(Verb::Describe, &[vec!["pod".to_owned(), pod.name.clone()], place.clone()].concat())?;
    texts.push((format!("{}.describe.txt", pod.name), described.text));
    for container in &pod.containers {
        let is_meant = asked.container.as_ref().is_none_or(|name| *name == container.name);
        let is_named = asked.container.is_some();
        match container.log {
            _ if !is_meant => {}
            Log::None => {}
            Log::Unneeded if !is_named => {}
            Log::Previous => {
                if !log(&mut texts, pod, container, true, asked, kubectl)? {
                    log(&mut texts, pod, container, false, asked, kubectl)?;
                }
            }
            Log::Current | Log::Unneeded => {
                log(&mut texts, pod, container, false, asked, kubectl)?;
            }
        }
    }
    let of_the_pod = format!("--field-selector=involvedObject.kind=Pod,involvedObject.name={}", pod.name);
    let events = kubectl.run(Verb::Get, &[vec!["events".to_owned(), of_the_pod], place].concat())?;
    texts.push((format!("{}.events.txt", pod.name), events.text));
    texts.retain(|(_, text)| !text.trim_ascii().is_empty());
    Ok(texts)
}

/// Reads one log; whether there is any.
fn log(
    texts: &mut Vec<Named>,
    pod: &Pod,
    container: &Container,
    previous: bool,
    asked: &Asked,
    kubectl: &Kubectl,
) -> Result<bool, String> {
    let tail = asked.tail.as_deref().unwrap_or(TAIL);
    let mut words =
        vec![pod.name.clone(), format!("--container={}", container.name), format!("--tail={tail}")];
    words.extend(previous.then(|| "--previous".to_owned()));
    words.extend(place(pod, asked));
    let printed = kubectl.run(Verb::Logs, &words)?;
    let is_there = printed.failed.is_none() && !printed.text.trim_ascii().is_empty();
    // Why there is no log tells something as well.
    let text = if printed.failed.is_some() { printed.complaint } else { printed.text };
    let namespace = if pod.namespace.is_empty() { "default" } else { &pod.namespace };
    let which = if previous { "-previous" } else { "" };
    // So named, the log is that of this container.
    texts.push((format!("pods/logs/{namespace}/{}/{}{which}.log", pod.name, container.name), text));
    Ok(is_there)
}

/// The option that says in which namespace.
fn place(pod: &Pod, asked: &Asked) -> Vec<String> {
    let namespace = asked.namespace.as_ref().or(Some(&pod.namespace)).filter(|name| !name.is_empty());
    namespace.map(|name| format!("--namespace={name}")).into_iter().collect()
}
