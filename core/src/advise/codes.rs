//! The exit codes of a paste, each explained by what stands around it.

use crate::diagnosis::ExitCode;
use crate::model::Model;

/// Every exit code of the paste, once a container.
pub(crate) fn exit_codes(model: &Model) -> Vec<ExitCode> {
    let mut codes: Vec<ExitCode> = Vec::new();
    let mut add = |container: Option<&str>, code: i64| {
        let container = container.map(str::to_owned);
        if !codes.iter().any(|known| known.code == code && known.container == container) {
            let (name, meaning, sender) = (String::new(), String::new(), String::new());
            codes.push(ExitCode { container, code, name, meaning, sender });
        }
    };
    for container in model.pods.iter().flat_map(|pod| &pod.containers) {
        let states = [container.facts.state.as_ref(), container.facts.last_state.as_ref()];
        for code in states.into_iter().flatten().filter_map(|state| state.exit_code.as_ref()) {
            add(container.name(), code.value);
        }
    }
    for code in &model.codes {
        add(None, code.value);
    }
    codes
}
