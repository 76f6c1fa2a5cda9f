//! How far a pod has come: what went wrong before that was overcome.

use super::case::Case;
use crate::read::facts::{Event, Phase};

/// The steps from the scheduler to a running process, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Scheduling,
    Mounting,
    Sandbox,
    Pulling,
    Creating,
    Running,
}

/// The step that an event reports trouble with.
pub(super) fn of_trouble(event: &Event) -> Option<Stage> {
    let reason = event.reason.as_ref()?.value.as_str();
    let message = event.message.as_ref().map_or("", |message| message.value.as_str());
    Some(match reason {
        "FailedScheduling" | "NotTriggerScaleUp" => Stage::Scheduling,
        "FailedMount" | "FailedAttachVolume" | "FailedMapVolume" => Stage::Mounting,
        "FailedCreatePodSandBox" | "NetworkNotReady" | "FailedPodSandBoxStatus" => Stage::Sandbox,
        "ErrImageNeverPull" | "InspectFailed" => Stage::Pulling,
        "Failed" | "BackOff" if message.contains("pull") || message.contains("Image") => Stage::Pulling,
        "Failed" => Stage::Creating,
        _ => return None,
    })
}

/// The last step that is behind the container.
pub(super) fn passed(case: &Case<'_>) -> Option<Stage> {
    let mut passed = None;
    let mut pass = |stage: Stage| passed = passed.max(Some(stage));
    if case.pod.facts.node.is_some() {
        pass(Stage::Scheduling);
    }
    for event in case.events() {
        match event.reason.as_ref().map(|reason| reason.value.as_str()) {
            Some("Scheduled") => pass(Stage::Scheduling),
            Some("Pulling") => pass(Stage::Sandbox),
            Some("Pulled") => pass(Stage::Pulling),
            Some("Created") => pass(Stage::Creating),
            Some("Started" | "Unhealthy" | "Killing") => pass(Stage::Running),
            _ => {}
        }
    }
    let Some(container) = case.container else { return passed };
    let started = |state: &crate::read::facts::State| {
        state.phase == Phase::Running
            || state.phase == Phase::Terminated
                && !matches!(
                    state.reason.as_ref().map(|reason| reason.value.as_str()),
                    Some("StartError" | "ContainerCannotRun")
                )
    };
    let states = [container.facts.state.as_ref(), container.facts.last_state.as_ref()];
    if states.into_iter().flatten().any(started) {
        pass(Stage::Running);
    }
    // What it waits for now is not behind it, whatever it did before.
    match container.waiting().map(|reason| reason.value.as_str()) {
        Some("ErrImagePull" | "ImagePullBackOff" | "InvalidImageName" | "ErrImageNeverPull") => {
            Some(Stage::Sandbox)
        }
        Some("CreateContainerConfigError" | "CreateContainerError" | "RunContainerError") => {
            Some(Stage::Pulling)
        }
        Some("ContainerCreating") => passed.min(Some(Stage::Scheduling)),
        _ => passed,
    }
}
