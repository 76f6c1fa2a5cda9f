//! How far a pod has come: what went wrong before that was overcome.

use super::case::Case;
use crate::model::is_event;
use crate::read::facts::{Event, Phase, State};
use std::collections::BTreeMap;

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

/// The events that complain about what the pod has since come past.
pub(super) fn overcome<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Event> {
    let (waits, passed, done) = (waits_at(case), passed(case), Done::of(case));
    case.events().filter(move |trouble| {
        let Some(stage) = of_trouble(trouble) else { return false };
        match waits {
            Some(waits) => stage < waits,
            None => passed.is_some_and(|passed| stage <= passed) || done.is_past(stage, trouble),
        }
    })
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

/// Whether one event of a pod is newer than another.
fn is_newer(event: &Event, than: &Event) -> bool {
    match (event.last_seen, than.last_seen) {
        (Some(event), Some(than)) if event != than => event < than,
        // Both stand in the list of their pod's events.
        _ => std::ptr::from_ref(event) > std::ptr::from_ref(than),
    }
}

/// What the events of a case report as done.
#[derive(Debug, Default)]
struct Done<'a> {
    steps: Vec<(Stage, &'a Event)>,
    /// Whether they name several containers.
    of_several: bool,
    /// The containers that events of the pod name, and when each was last started, if it was.
    started: BTreeMap<&'a str, Option<&'a Event>>,
}

impl<'a> Done<'a> {
    fn of(case: &Case<'a>) -> Self {
        let mut done = Self::default();
        for event in &case.pod.events {
            if let Some(name) = &event.container {
                let last = done.started.entry(name.value.as_str()).or_default();
                *last = Some(event).filter(|event| is_event(event, "Started", "")).or(*last);
            }
        }
        let mut names = case.events().filter_map(|event| event.container.as_ref()).map(|name| &name.value);
        let first = names.next();
        done.of_several = names.any(|name| Some(name) != first);
        for event in case.events() {
            let stage = match event.reason.as_ref().map(|reason| reason.value.as_str()) {
                Some("Scheduled") => Stage::Scheduling,
                Some("Pulling") => Stage::Sandbox,
                Some("Pulled") => Stage::Pulling,
                Some("Created") => Stage::Creating,
                Some("Started") => Stage::Running,
                _ => continue,
            };
            done.steps.push((stage, event));
        }
        done
    }

    /// Whether a newer event reports that this step, or a later one, succeeded.
    fn is_past(&self, stage: Stage, trouble: &Event) -> bool {
        let is_past = self.steps.iter().any(|&(success, event)| {
            success >= stage && is_newer(event, trouble) && !self.may_be_of_another(event, trouble)
        });
        is_past && !self.may_be_of_none(stage, trouble)
    }

    /// Whether trouble that names no container may be that of one which nothing names: of several, none was started since.
    fn may_be_of_none(&self, stage: Stage, trouble: &Event) -> bool {
        let was_started = |started: &Option<&Event>| started.is_some_and(|event| is_newer(event, trouble));
        stage == Stage::Creating
            && trouble.container.is_none()
            && self.started.len() > 1
            && !self.started.values().any(was_started)
    }

    /// Whether the success may be that of another container, which says nothing of this one: it names another, or its
    /// row was cut before the name; or the trouble names none, and there are several.
    fn may_be_of_another(&self, success: &Event, trouble: &Event) -> bool {
        match (&trouble.container, &success.container) {
            (Some(trouble), success) => success.as_ref().is_none_or(|success| success.value != trouble.value),
            (None, _) if of_trouble(trouble) != Some(Stage::Creating) => false,
            (None, Some(_)) => self.of_several,
            (None, None) => self.started.len() > 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;
    use crate::text::Source;
    use crate::weigh::Case;

    /// Which events of the first container, or of the pod without one, it has come past, by their place.
    fn overcome(paste: &str) -> Vec<bool> {
        let knowledge = Knowledge::with(None);
        let (_, model) = crate::model_of(&Source::new(paste), knowledge, None);
        let pod = model.pods.first().expect("a pod");
        let case = Case::new(knowledge, &model, pod, pod.containers.first());
        case.events().map(|event| case.is_overcome(event)).collect()
    }

    /// Rows of `describe`: reason, age and message.
    fn events(rows: &[(&str, &str, &str)]) -> String {
        let row = |(reason, age, message): &(&str, &str, &str)| {
            format!("  Warning  {reason:<22}  {age:<18}  kubelet  {message}\n")
        };
        "Events:\n  Type     Reason                  Age                 From     Message\n  ----     ------                  ----                ----     -------\n"
            .to_owned()
            + &rows.iter().map(row).collect::<String>()
    }

    /// Trouble at each step, none of which names a container.
    const TROUBLE: [(&str, &str, &str); 5] = [
        ("FailedScheduling", "9m", "0/3 nodes are available: 3 Insufficient cpu."),
        ("FailedMount", "8m", "MountVolume.SetUp failed for volume \"till\" : mount failed"),
        ("FailedCreatePodSandBox", "7m", "Failed to create pod sandbox: no network"),
        ("Failed", "6m", "Failed to pull image \"till:4.1\": not found"),
        ("Failed", "5m", "Error: no such device"),
    ];

    #[test]
    fn the_state_of_the_container_tells_how_far_it_has_come() {
        let state = |state: &str| {
            format!(
                "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    State:          {state}\n"
            )
        };
        let waits = |reason: &str| state(&format!("Waiting\n      Reason:       {reason}"));
        let ended = |reason: &str, code: i64| {
            format!(
                "{}    Last State:     Terminated\n      Reason:       {reason}\n      Exit Code:    {code}\n",
                waits("CrashLoopBackOff")
            )
        };
        for (pod, past) in [
            (state("Running"), [true; 5]),
            (ended("Error", 1), [true; 5]),
            // Nothing has run.
            (ended("StartError", 1), [false; 5]),
            (ended("ContainerCannotRun", 127), [false; 5]),
            (ended("Error", 128), [false; 5]),
            (waits("ImagePullBackOff"), [true, true, true, false, false]),
            (waits("ErrImagePull"), [true, true, true, false, false]),
            (waits("CreateContainerConfigError"), [true, true, true, true, false]),
            (waits("RunContainerError"), [true, true, true, true, false]),
            (waits("ContainerCreating"), [false; 5]),
            // What ended and is to be started again waits for newer events.
            (state("Terminated\n      Reason:       Error\n      Exit Code:    1"), [false; 5]),
        ] {
            assert_eq!(overcome(&(pod.clone() + &events(&TROUBLE))), past, "{pod}");
        }
        let bare = "Name:         till-0\nNamespace:    shop\n";
        assert_eq!(overcome(&(bare.to_owned() + &events(&TROUBLE))), [false; 5]);
        let placed = format!("{bare}Node:         worker-1/10.0.0.1\n");
        assert_eq!(overcome(&(placed + &events(&TROUBLE))), [true, false, false, false, false]);
    }

    #[test]
    fn a_newer_success_tells_that_a_step_is_done() {
        let bare = "Name:         till-0\nNamespace:    shop\n";
        let passed = |success: (&str, &str, &str)| {
            let mut rows = TROUBLE.to_vec();
            rows.push(success);
            overcome(&(bare.to_owned() + &events(&rows))).iter().filter(|is| **is).count()
        };
        for (reason, steps) in
            [("Scheduled", 1), ("Pulling", 3), ("Pulled", 4), ("Created", 5), ("Started", 5), ("Resized", 0)]
        {
            assert_eq!(passed((reason, "2m", "so it is")), steps, "{reason}");
            // What succeeded before may have failed since.
            assert_eq!(passed((reason, "20m", "so it was")), 0, "{reason}");
        }
    }

    #[test]
    fn events_without_an_age_stand_in_the_order_of_time() {
        let quoted = |rows: &[&str]| {
            let rows: String = rows.iter().map(|row| format!("  {row}\n")).collect();
            overcome(&format!("Name:         till-0\nNamespace:    shop\nEvents:\n{rows}"))
        };
        let (trouble, success) = (
            "Warning  FailedMount  kubelet  MountVolume.SetUp failed for volume \"till\" : mount failed",
            "Normal   Started      kubelet  Started container till",
        );
        assert_eq!(quoted(&[trouble, success]), [true, false]);
        assert_eq!(quoted(&[success, trouble]), [false, false]);
    }

    #[test]
    fn the_success_of_another_container_says_nothing_of_this_one() {
        let past = |success: &str| {
            let rows = [
                ("Failed", "5m", "spec.containers{till}: Failed to pull image \"till:4.1\": not found"),
                ("Started", "2m", success),
            ];
            overcome(&("Name:         till-0\nNamespace:    shop\n".to_owned() + &events(&rows)))[0]
        };
        assert!(past("spec.containers{till}: Started container till"));
        assert!(!past("spec.containers{mesh}: Started container mesh"));
        assert!(!past(""));
    }
}
