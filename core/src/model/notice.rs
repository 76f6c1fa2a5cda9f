//! What kubectl says beside its answers: which container and which pod it chose, and that one has not started.

use crate::read::facts::{self, State, Text};
use crate::text::{Fact, Pattern};

/// The container in `Defaulted container "api" out of: api, proxy`.
pub(super) fn chosen_container(notice: &str) -> Option<String> {
    static CHOSEN: Pattern =
        Pattern::new(r#"^(?:Defaulted container "(?<a>[^"]+)"|Defaulting container name to (?<b>[\w-]+))"#);
    let found = CHOSEN.captures(notice)?;
    found.get("a").or_else(|| found.get("b")).map(str::to_owned)
}

/// The waiting container in `container "api" in pod "api-0" is waiting to start: CreateContainerConfigError`.
pub(super) fn never_started(notice: &Text) -> Option<facts::Pod> {
    static WAITS: Pattern = Pattern::new(
        r#"container "(?<container>[^"]+)" in pod "(?<pod>[^"]+)" is waiting to start: (?:(?<reason>[A-Z]\w+)|(?<pull>.*pull.*))"#,
    );
    let found = WAITS.captures(&notice.value)?;
    let fact = |text: &str| Fact::new(text.to_owned(), notice.span);
    let reason = found.get("reason").or_else(|| found.get("pull").map(|_| "ImagePullBackOff"))?;
    if reason == "PodInitializing" {
        // It waits for an init container: whatever is printed is not its own.
        return Some(facts::Pod { name: found.get("pod").map(fact), ..facts::Pod::default() });
    }
    let state = State { reason: Some(fact(reason)), span: notice.span, ..State::default() };
    let container = facts::Container {
        name: found.get("container").map(fact),
        state: Some(state),
        span: notice.span,
        ..facts::Container::default()
    };
    Some(facts::Pod {
        name: found.get("pod").map(fact),
        containers: vec![container],
        ..facts::Pod::default()
    })
}

/// The pod in `Found 3 pods, using pod/api-7c9d8f6b4d-2xqlk`.
pub(super) fn chosen_pod(notice: &Text) -> Option<Text> {
    let (_, name) = notice.value.strip_prefix("Found ")?.split_once("using pod/")?;
    let name = name.split_whitespace().next()?;
    Some(Fact::new(name.to_owned(), notice.span))
}
