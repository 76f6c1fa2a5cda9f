//! How far a pod has come: what went wrong before that was overcome.

use super::case::Case;
use crate::read::facts::{Event, Phase, State};

/// The steps from the scheduler to a running process, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Scheduling,
    Mounting,
    Sandbox,
    Pulling,
    Creating,
    Running,
}

/// The step that an event reports trouble with.
fn of_trouble(event: &Event) -> Option<Stage> {
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

/// Whether the pod has since come past what this event complains about.
pub(super) fn is_overcome(case: &Case<'_>, trouble: &Event) -> bool {
    let Some(stage) = of_trouble(trouble) else { return false };
    if let Some(waits) = waits_at(case) {
        return stage < waits;
    }
    passed(case).is_some_and(|passed| stage <= passed) || passed_later(case, stage, trouble)
}

/// The step that the container waits at now: it is not behind it, whatever it did before.
fn waits_at(case: &Case<'_>) -> Option<Stage> {
    match case.container?.waiting()?.value.as_str() {
        "ErrImagePull" | "ImagePullBackOff" | "InvalidImageName" | "ErrImageNeverPull" => {
            Some(Stage::Pulling)
        }
        "CreateContainerConfigError" | "CreateContainerError" | "RunContainerError" => Some(Stage::Creating),
        _ => None,
    }
}

/// The last step that the state of the container shows to be behind it.
fn passed(case: &Case<'_>) -> Option<Stage> {
    let scheduled = case.pod.facts.node.as_ref().map(|_| Stage::Scheduling);
    let Some(container) = case.container else { return scheduled };
    // Ended and not yet started again: what keeps it from that stands in newer events.
    let creating = container.has_ended()
        || container.waiting().is_some_and(|reason| reason.value == "ContainerCreating");
    let states = [container.facts.state.as_ref(), container.facts.last_state.as_ref()];
    if !creating && states.into_iter().flatten().any(has_run) {
        return Some(Stage::Running);
    }
    scheduled
}

fn has_run(state: &State) -> bool {
    let reason = state.reason.as_ref().map(|reason| reason.value.as_str());
    match state.phase {
        Phase::Running => true,
        // 128 is what the runtime reports where nothing has run; the reason may be cut off.
        Phase::Terminated => {
            let code = state.exit_code.as_ref().map(|code| code.value);
            !matches!(reason, Some("StartError" | "ContainerCannotRun")) && code != Some(128)
        }
        Phase::Waiting => false,
    }
}

/// Whether a newer event reports that this step, or a later one, succeeded.
fn passed_later(case: &Case<'_>, stage: Stage, trouble: &Event) -> bool {
    let events: Vec<&Event> = case.events().collect();
    let place = events.iter().position(|event| std::ptr::eq(*event, trouble)).unwrap_or(usize::MAX);
    events.iter().enumerate().any(|(index, event)| {
        let success = match event.reason.as_ref().map(|reason| reason.value.as_str()) {
            Some("Scheduled") => Stage::Scheduling,
            Some("Pulling") => Stage::Sandbox,
            Some("Pulled") => Stage::Pulling,
            Some("Created") => Stage::Creating,
            Some("Started") => Stage::Running,
            _ => return false,
        };
        let newer = match (event.last_seen, trouble.last_seen) {
            (Some(success), Some(trouble)) if success != trouble => success < trouble,
            _ => index > place,
        };
        success >= stage && newer && !may_be_of_another(event, trouble)
    })
}

/// Whether the success may be that of another container, which says nothing of this one: it names another, or its row
/// was cut before the name.
fn may_be_of_another(success: &Event, trouble: &Event) -> bool {
    trouble.container.as_ref().is_some_and(|trouble| {
        success.container.as_ref().is_none_or(|success| success.value != trouble.value)
    })
}
