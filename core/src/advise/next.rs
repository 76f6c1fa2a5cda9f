//! What to paste next when the text does not tell the cause: the missing piece that tells most.

use crate::diagnosis::NextStep;
use crate::model::{Container, Model, Pod};

/// The one or two texts that would tell most, the best first.
pub(crate) fn what_to_paste(model: &Model) -> Vec<NextStep> {
    let pod = model.pods.iter().find(|pod| !is_ready(pod));
    // `max_by_key` takes the last of equals: the first one listed is as good a start.
    let restarts = |pod: &&Pod| pod.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    let pod = pod.or_else(|| model.pods.iter().rev().max_by_key(restarts));
    let mut steps = Vec::new();
    let has_log = pod.is_some_and(|pod| pod.containers.iter().any(|container| !container.logs.is_empty()));
    let has_state =
        pod.is_some_and(|pod| pod.containers.iter().any(|container| container.facts.state.is_some()));
    let never_ran = pod.is_some_and(|pod| {
        pod.containers.iter().any(|container| {
            container.waiting().is_some_and(|reason| {
                !["CrashLoopBackOff", "PodInitializing"].contains(&reason.value.as_str())
            })
        })
    });
    let name = pod.and_then(Pod::name).filter(|name| is_safe(name)).unwrap_or("<pod>");
    let flag = |flag: &str, value: Option<&str>| {
        value.filter(|value| is_safe(value)).map(|value| format!(" {flag} {value}")).unwrap_or_default()
    };
    let typed = model.typed.iter().find_map(|typed| typed.namespace.as_ref()).map(|name| name.value.as_str());
    let namespace = flag("-n", pod.and_then(Pod::namespace).or(typed));
    let container = flag("-c", pod.and_then(failing_container).and_then(Container::name));
    let previous = NextStep {
        run: format!("kubectl logs {name}{namespace}{container} --previous --tail=100"),
        why: "the last lines of the run that died".to_owned(),
        if_so: "They name the error: paste them here.".to_owned(),
        if_not:
            "The log is empty or ends without a complaint: something outside ended it; paste the describe."
                .to_owned(),
    };
    let describe = NextStep {
        run: format!("kubectl describe pod {name}{namespace}"),
        why: "the exit code, the reason, the probes and the events".to_owned(),
        if_so: "It shows Last State and events: paste all of it.".to_owned(),
        if_not: "Events are gone after an hour: wait for the next restart and run it again.".to_owned(),
    };
    if !has_log && !never_ran {
        steps.push(previous);
    }
    if !has_state {
        steps.push(describe);
    }
    if steps.is_empty() {
        steps.push(NextStep {
            run: format!("kubectl get pod {name}{namespace} -o yaml"),
            why: "what describe leaves out: messages of waiting containers, restart policy, hooks, security settings"
                .to_owned(),
            if_so: "Paste all of it; look for passwords first.".to_owned(),
            if_not: "The pod is gone: catch the next one.".to_owned(),
        });
    }
    if model.pods.is_empty() {
        steps.reverse();
    }
    steps
}

/// Whether its row, or each of its containers, is said to be ready.
fn is_ready(pod: &Pod) -> bool {
    let by_row = pod.facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1);
    let is_ready = |container: &Container| container.facts.ready.as_ref().is_some_and(|ready| ready.value);
    by_row || !pod.containers.is_empty() && pod.containers.iter().all(is_ready)
}

fn failing_container(pod: &Pod) -> Option<&Container> {
    let crashed = |container: &&Container| container.last_run().is_some_and(|run| run.code() != Some(0));
    pod.containers.iter().find(crashed).or_else(|| pod.containers.first())
}

/// Whether it can stand in a command as it is.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_what_needs_no_quotes_stands_in_a_command() {
        for name in ["api-0", "api.v2", "7"] {
            assert!(is_safe(name), "{name}");
        }
        for name in ["", "-n", "a b", "$(id)", "a;b", "<pod>"] {
            assert!(!is_safe(name), "{name}");
        }
    }
}
