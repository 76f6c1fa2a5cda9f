//! The exit codes of a paste, each explained by what stands around it.

use super::exit_code::{Circumstances, circumstances, explain};
use crate::diagnosis::ExitCode;
use crate::model::Model;
use crate::read::facts::Log;
use crate::text::Pattern;

/// Every exit code of the paste, once a container.
pub(crate) fn exit_codes(model: &Model) -> Vec<ExitCode> {
    let mut codes: Vec<ExitCode> = Vec::new();
    let mut add = |container: Option<&str>, code: i64, seen: &Circumstances<'_>| {
        let container = container.map(str::to_owned);
        if !codes.iter().any(|known| known.code == code && known.container == container) {
            codes.push(explained(container, code, seen));
        }
    };
    for pod in &model.pods {
        for container in &pod.containers {
            let states = [container.facts.state.as_ref(), container.facts.last_state.as_ref()];
            for state in states.into_iter().flatten() {
                let Some(code) = &state.exit_code else { continue };
                add(container.name(), code.value, &circumstances(pod, container, state));
            }
        }
    }
    for container in model.pods.iter().flat_map(|pod| &pod.containers) {
        if container.last_run().is_none()
            && let Some(code) = container.logs.iter().find_map(|output| code_in(&output.log))
        {
            add(container.name(), code, &Circumstances::default());
        }
    }
    for code in &model.codes {
        add(None, code.value, &Circumstances::default());
    }
    if codes.is_empty()
        && let Some(code) = told(model)
    {
        codes.push(explained(None, code, &Circumstances::default()));
    }
    codes
}

fn explained(container: Option<String>, code: i64, seen: &Circumstances<'_>) -> ExitCode {
    let reading = explain(code, seen);
    ExitCode { container, code, name: reading.name, meaning: reading.meaning, sender: reading.sender }
}

/// The only code that an event, or a sentence beside the log, tells.
fn told(model: &Model) -> Option<i64> {
    static TOLD: Pattern = Pattern::new(
        r"(?i)(?:\bexit(?:s|ed|ing)?(?: status)?(?: with)?(?: (?:a |the )?(?:exit )?(?:status|code))?(?: of| was| is)?[ :=*`]{1,4}|\bexitCode[\x22:= ]{1,4})(?<code>\d{1,3})\b",
    );
    let events = model.pods.iter().flat_map(|pod| &pod.events).filter_map(|event| event.message.as_ref());
    let events = events.map(|message| message.value.as_str());
    let logs = model.pods.iter().flat_map(|pod| &pod.containers).flat_map(|container| &container.logs);
    let lines = logs.flat_map(|output| &output.log.tail).map(|line| line.message.as_str());
    let beside = model.prose.iter().map(String::as_str);
    // The helpers that mount volumes and run hooks have codes of their own.
    let is_helper = |text: &&str| ["mount failed", "hook", "probe"].iter().any(|other| text.contains(other));
    let mut codes = events
        .chain(lines)
        .chain(beside)
        .filter(|text| !is_helper(text))
        .filter_map(|text| TOLD.captures(text)?.get("code")?.parse::<i64>().ok())
        .filter(|code| (1..=255).contains(code));
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

/// The code with which the last lines of a log say that the program ended.
fn code_in(log: &Log) -> Option<i64> {
    static ENDED: Pattern = Pattern::new(
        r"(?i)(?:^\+* ?exit |\bexit(?:ed|ing)?(?:\.|,)?(?: with)?(?: status| code|code| error code|:)?[ :=(]*(?:code[ =:]*)?)(?<code>\d{1,3})\)?\.?$",
    );
    let last = log.tail.iter().rev().take(5);
    last.filter_map(|line| ENDED.captures(&line.message)?.get("code")?.parse().ok()).next()
}

#[cfg(test)]
mod tests {
    fn codes(paste: &str) -> Vec<i64> {
        crate::diagnose(paste).exit_codes.iter().map(|code| code.code).collect()
    }

    #[test]
    fn a_code_is_told_by_the_end_of_a_log() {
        for (line, expected) in [
            ("till exited with code 3", vec![3]),
            ("+ exit 4", vec![4]),
            ("process exited (code=5)", vec![5]),
            ("the till has 7 drawers", vec![]),
        ] {
            let log = format!("$ kubectl logs till-0 -n shop\nopening the till\nINFO counting\n{line}\n");
            assert_eq!(codes(&log), expected, "{line}");
        }
        let lines = |behind: usize| {
            format!("$ kubectl logs till-0\nopening\ntill exited with code 3\n{}", "so\n".repeat(behind))
        };
        assert_eq!(codes(&lines(4)), [3]);
    }

    #[test]
    fn a_container_tells_each_code_once() {
        let state = "Terminated\n      Reason:       Error\n      Exit Code:    ";
        let pod = |now: i64, last: i64| {
            format!(
                "Name:         till-0\nContainers:\n  till:\n    State:          {state}{now}\n    Last State:     {state}{last}\n"
            )
        };
        assert_eq!(codes(&pod(1, 1)), [1]);
        assert_eq!(codes(&pod(1, 2)), [1, 2]);
    }
}
