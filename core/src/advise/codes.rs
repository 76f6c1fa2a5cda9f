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
            let reading = explain(code, seen);
            let (name, meaning, sender) = (reading.name, reading.meaning, reading.sender);
            codes.push(ExitCode { container, code, name, meaning, sender });
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
    codes
}

/// The code with which the last lines of a log say that the program ended.
fn code_in(log: &Log) -> Option<i64> {
    static ENDED: Pattern = Pattern::new(
        r"(?i)(?:^\+* ?exit |\bexit(?:ed|ing)?(?:\.|,)?(?: with)?(?: status| code|code| error code|:)?[ :=(]*(?:code[ =:]*)?)(?<code>\d{1,3})\)?\.?$",
    );
    let last = log.tail.iter().rev().take(5);
    last.filter_map(|line| ENDED.captures(&line.message)?.get("code")?.parse().ok()).next()
}
