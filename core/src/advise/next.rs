//! What to paste next when the text does not tell the cause: the missing piece that tells most.

use crate::diagnosis::NextStep;
use crate::model::{Container, Model, Output, Pod};
use crate::read::log::is_output;

/// The one or two texts that would tell most, the best first.
pub(crate) fn what_to_paste(model: &Model) -> Vec<NextStep> {
    let pod = model.pods.iter().find(|pod| !is_ready(pod));
    // `max_by_key` takes the last of equals: the first one listed is as good a start.
    let restarts = |pod: &&Pod| pod.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    let pod = pod.or_else(|| model.pods.iter().rev().max_by_key(restarts));
    let asked = Asked::about(model, pod);
    let Some(pod) = pod else { return vec![asked.describe(), asked.last_run()] };
    let has_events = pod.events.iter().any(|event| !event.quoted);
    if never_started(pod) {
        return vec![if has_events { asked.yaml() } else { asked.describe() }];
    }

    let logs = || pod.containers.iter().flat_map(|container| &container.logs).filter(|output| is_log(output));
    let log = match (begins(pod), logs().any(|output| output.previous)) {
        (_, true) => None,
        (true, _) => logs().next().is_none().then(|| asked.this_run()),
        (false, _) => Some(asked.last_run()),
    };
    let ended = pod.containers.iter().any(|container| container.last_run().is_some());
    let describe = (!ended || !has_events && log.is_none()).then(|| asked.describe());
    // A log that is there already, of whichever run, is not the piece that tells most.
    let mut steps: Vec<NextStep> = if logs().next().is_some() {
        describe.into_iter().chain(log).collect()
    } else {
        log.into_iter().chain(describe).collect()
    };
    if steps.is_empty() {
        steps.push(asked.yaml());
    }
    steps
}

/// What a command about the pod is made of.
struct Asked {
    /// The pod's name and the flag for its namespace.
    pod: String,
    /// The flag for the container whose log matters, or those for all of them.
    container: String,
}

impl Asked {
    fn about(model: &Model, pod: Option<&Pod>) -> Self {
        let flag = |flag: &str, value: Option<&str>| {
            value.filter(|value| is_safe(value)).map(|value| format!(" {flag} {value}")).unwrap_or_default()
        };
        let typed =
            model.typed.iter().find_map(|typed| typed.namespace.as_ref()).map(|name| name.value.as_str());
        let name = pod.and_then(Pod::name).filter(|name| is_safe(name)).unwrap_or("<pod>");
        let namespace = flag("-n", pod.and_then(Pod::namespace).or(typed));
        let container = match pod.map(|pod| (pod, failing_container(pod))) {
            Some((_, Some(container))) => flag("-c", container.name()),
            Some((pod, None)) if has_many(pod) => " --all-containers --ignore-errors --prefix".to_owned(),
            _ => String::new(),
        };
        Self { pod: format!("{name}{namespace}"), container }
    }

    fn last_run(&self) -> NextStep {
        NextStep {
            run: format!("kubectl logs {}{} --previous --tail=100", self.pod, self.container),
            why: "the last lines of the run that died".to_owned(),
            if_so: "They name the error: paste them here.".to_owned(),
            if_not:
                "The log is empty or ends without a complaint: something outside ended it; paste the describe."
                    .to_owned(),
        }
    }

    fn this_run(&self) -> NextStep {
        NextStep {
            run: format!("kubectl logs {}{} --tail=100", self.pod, self.container),
            why: "what it is doing or waiting for".to_owned(),
            if_so: "It names what it waits for: paste it here.".to_owned(),
            if_not: "The log is empty: it hangs before its first line; paste the describe.".to_owned(),
        }
    }

    fn describe(&self) -> NextStep {
        NextStep {
            run: format!("kubectl describe pod {}", self.pod),
            why: "the exit code, the reason, the probes and the events".to_owned(),
            if_so: "It shows Last State and events: paste all of it.".to_owned(),
            if_not: "Events are gone after an hour: wait for the next restart and run it again.".to_owned(),
        }
    }

    fn yaml(&self) -> NextStep {
        NextStep {
            run: format!("kubectl get pod {} -o yaml", self.pod),
            why: "what describe leaves out: messages of waiting containers, restart policy, hooks, security settings"
                .to_owned(),
            if_so: "Paste all of it; look for passwords first.".to_owned(),
            if_not: "The pod is gone: catch the next one.".to_owned(),
        }
    }
}

/// Whether it is what a program printed, and no words about it.
fn is_log(output: &Output) -> bool {
    !output.is_answer && is_output(&output.log)
}

/// Whether its row, or each of its containers, is said to be ready.
fn is_ready(pod: &Pod) -> bool {
    let by_row = pod.facts.ready.as_ref().is_some_and(|ready| ready.value.0 == ready.value.1);
    let is_ready = |container: &Container| container.facts.ready.as_ref().is_some_and(|ready| ready.value);
    by_row || !pod.containers.is_empty() && pod.containers.iter().all(is_ready)
}

/// Whether a container of it waits for something that stands in no log.
fn never_started(pod: &Pod) -> bool {
    let waits = |container: &Container| {
        container
            .waiting()
            .is_some_and(|reason| !["CrashLoopBackOff", "PodInitializing"].contains(&reason.value.as_str()))
    };
    let status = pod.status();
    let reason = status.strip_prefix("Init:").unwrap_or(status);
    let by_row = reason == "Pending" || reason.contains("Container") || reason.contains("Image");
    let has_states = pod.containers.iter().any(|container| container.facts.state.is_some());
    pod.containers.iter().any(waits) || !has_states && by_row
}

/// Whether a container of it runs or is about to, and none is known to have ended badly.
fn begins(pod: &Pod) -> bool {
    let crashed =
        |container: &Container| container.has_failed() || container.backs_off() || container.has_restarted();
    let has_begun = pod.containers.iter().any(Container::is_running)
        || pod.status() == "PodInitializing"
        || is_init_progress(pod.status());
    has_begun && !pod.has_restarted() && !pod.containers.iter().any(crashed)
}

/// `Init:0/2`: an init container runs.
fn is_init_progress(status: &str) -> bool {
    let count = status.strip_prefix("Init:").and_then(|count| count.split_once('/'));
    count.is_some_and(|(done, all)| [done, all].iter().all(|number| number.parse::<u32>().is_ok()))
}

/// Whether it has several containers, as its row or the rest of the paste says. A row counts no init containers.
fn has_many(pod: &Pod) -> bool {
    let by_row = pod.facts.ready.as_ref().is_some_and(|ready| ready.value.1 > 1);
    pod.containers.len() > 1 || by_row || pod.status().starts_with("Init:")
}

/// The container whose log matters, if the paste tells which.
fn failing_container(pod: &Pod) -> Option<&Container> {
    let mut containers = pod.containers.iter();
    let hinders = |container: &&Container| container.is_init() && container.is_running();
    let unready = |container: &&Container| container.facts.ready.as_ref().is_some_and(|ready| !ready.value);
    containers
        .clone()
        .find(|container| container.has_failed())
        .or_else(|| containers.clone().find(|container| container.backs_off()))
        .or_else(|| containers.clone().find(hinders))
        .or_else(|| containers.clone().find(unready))
        .or_else(|| containers.next().filter(|_| !has_many(pod)))
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

    /// The commands whose output is asked for.
    fn asked_for(paste: &str) -> Vec<String> {
        let answer = crate::diagnose(paste);
        assert!(answer.causes.is_empty() || answer.causes[0].confidence <= 0.5, "{paste}");
        answer
            .next
            .into_iter()
            .map(|step| step.run.strip_prefix("kubectl ").unwrap_or_default().to_owned())
            .collect()
    }

    /// A row of `kubectl get pods`.
    fn row(ready: &str, status: &str, restarts: u32) -> String {
        format!("NAME    READY  STATUS  RESTARTS  AGE\ntill-0  {ready}  {status}  {restarts}  5m\n")
    }

    const CRASHED: &str = "\
Name:         till-0
Namespace:    shop
Status:       Running
Containers:
  till:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
    Ready:          False
    Restart Count:  5
";
    const EVENTS: &str = "\
Events:
  Type     Reason   Age               From     Message
  ----     ------   ----              ----     -------
  Normal   Started  5m (x5 over 9m)   kubelet  Started container till
  Warning  BackOff  1m (x9 over 9m)   kubelet  Back-off restarting failed container till in pod till-0_shop(1f2e)
";
    const LOG: &str =
        "2026-06-23T14:01:11Z INFO opening the till\n2026-06-23T14:01:12Z INFO counting coins\n";

    #[test]
    fn the_log_of_the_container_that_is_not_ready_is_asked_for() {
        let runs = |name: &str, ready: &str| {
            format!("  {name}:\n    State:          Running\n    Ready:          {ready}\n")
        };
        let pod = |init: &str, containers: &str| {
            format!(
                "Name:         till-0\nNamespace:    shop\nStatus:       Running\n{init}Containers:\n{containers}"
            )
        };
        let asks = |paste: &str, container: &str| {
            let asked = asked_for(paste);
            assert!(
                asked.iter().any(|run| run.contains(&format!(" -c {container} "))),
                "{container}: {asked:?}"
            );
        };
        asks(&pod("", &(runs("mesh", "True") + &runs("till", "False"))), "till");
        let waits = "  till:\n    State:          Waiting\n      Reason:       PodInitializing\n    Ready:          False\n";
        asks(&pod(&format!("Init Containers:\n{}", runs("schema", "False")), waits), "schema");
    }

    #[test]
    fn of_a_crash_the_log_of_the_last_run_is_asked_for_and_what_else_is_not_there() {
        let previous = "logs till-0 -n shop -c till --previous --tail=100";
        assert_eq!(asked_for(&format!("{CRASHED}{EVENTS}")), [previous]);
        assert_eq!(asked_for(EVENTS), [previous, "describe pod till-0 -n shop"]);
        let row = row("0/1", "CrashLoopBackOff", 5);
        assert_eq!(asked_for(&row), ["logs till-0 --previous --tail=100", "describe pod till-0"]);
    }

    #[test]
    fn with_a_log_at_hand_the_describe_tells_more_than_another_log() {
        let log = |command: &str| format!("$ kubectl logs till-0 -n shop{command}\n{LOG}");
        let describe = "describe pod till-0 -n shop";
        assert_eq!(asked_for(&log(" --previous")), [describe]);
        assert_eq!(asked_for(&log(""))[0], describe);
        let all = format!("{}\n$ kubectl describe pod till-0 -n shop\n{CRASHED}{EVENTS}", log(" --previous"));
        assert_eq!(asked_for(&all), ["get pod till-0 -n shop -o yaml"]);
    }

    /// The cut head of a describe below its command is no log.
    #[test]
    fn words_below_a_command_that_prints_no_log_are_none() {
        let paste = format!(
            "$ kubectl describe pod till-0\nName:  till-0\n...\n{}...\n{EVENTS}",
            CRASHED.split_once("till:\n").unwrap().1
        );
        assert_eq!(asked_for(&paste), ["logs till-0 -c till --previous --tail=100"]);
    }

    #[test]
    fn what_never_started_has_no_log_but_events() {
        for status in ["Pending", "ContainerCreating", "Init:CreateContainerConfigError"] {
            assert_eq!(asked_for(&row("0/2", status, 0)), ["describe pod till-0"], "{status}");
        }
    }

    /// Without a container kubectl takes the first one, or with an init container one that has not begun.
    #[test]
    fn where_the_container_is_not_known_the_logs_of_all_are_asked_for() {
        let all = "--all-containers --ignore-errors --prefix";
        let crashed = format!("logs till-0 {all} --previous --tail=100");
        for (ready, status) in [("1/2", "CrashLoopBackOff"), ("0/1", "Init:CrashLoopBackOff")] {
            assert_eq!(asked_for(&row(ready, status, 4))[0], crashed, "{status}");
        }
        for status in ["Init:0/2", "PodInitializing"] {
            assert_eq!(
                asked_for(&row("0/2", status, 0))[0],
                format!("logs till-0 {all} --tail=100"),
                "{status}"
            );
        }
    }

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
