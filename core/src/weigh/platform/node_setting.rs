//! A setting of the node is too small or missing.

use crate::knowledge::signature::Strength;
use crate::weigh::hypothesis::both;
use crate::weigh::{Case, Cause, Hypothesis};

pub(super) static CAUSE: Cause = Cause { id: "platform/node-setting", weigh };

fn weigh(case: &Case<'_>) -> Option<Hypothesis> {
    both(case.clues_for(&CAUSE), sandbox_never_stays(case))
}

/// A sandbox that is replaced again and again, while the kubelet stops a container that no probe complains about: so
/// it is where kubelet and container runtime disagree on the cgroup driver.
fn sandbox_never_stays(case: &Case<'_>) -> Option<Hypothesis> {
    /// A node that restarts replaces it once or twice.
    const OFTEN: u64 = 3;
    let changed = case.event("SandboxChanged", "")?;
    let stopped = case.event("Killing", "Stopping container")?;
    let count = changed.count.filter(|count| *count >= OFTEN)?;
    if case.suspects_a_probe() {
        return None;
    }
    let why =
        "the sandbox is replaced again and again, as when kubelet and runtime differ in their cgroup driver";
    let mut found = Hypothesis::because(&CAUSE, case.says(changed, Strength::Decisive, why))
        .naming("replaced", count.to_string());
    found.title = Some(
        "The node replaces the pod's sandbox again and again; mostly its cgroup drivers differ".to_owned(),
    );
    let told = case.says(stopped, Strength::Hint, "the kubelet stopped it, without any complaint of its own");
    Some(found.and(Some(told)))
}
