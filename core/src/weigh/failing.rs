//! Whether a container fails at all: only what fails needs a cause.

use super::case::Case;
use super::strength;
use crate::knowledge::signature::Strength;
use crate::model::{Container, Run};
use crate::read::facts::{Kind, Phase, State};

/// How a container fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// It runs and is ready, or has done its work.
    Healthy,
    /// It failed before and runs again.
    Recovered,
    /// The paste shows no state of it.
    Unknown,
    /// It fails.
    Failing,
}

/// Trouble reported within this many seconds is not history.
const RECENT: u64 = 900;
/// As many restarts are no accident if they lie a few hours apart.
const MANY: u64 = 10;
/// A few hours, in seconds.
const HOURS: u64 = 6 * 3600;
/// A complaint of this weight is about an end, not about a passing fault.
const DYING: f64 = 3.9;
/// A strong complaint of this weight was a fatal one, and the last.
const LAST_WORDS: f64 = 3.1;

/// Reasons of pods that were ended as a whole.
const ENDED: [&str; 8] = [
    "Evicted",
    "Terminated",
    "NodeShutdown",
    "Shutdown",
    "NodeLost",
    "DeadlineExceeded",
    "Preempting",
    "NodeAffinity",
];

/// How the container, or the pod without one, fares.
pub fn health(case: &Case<'_>) -> Health {
    // A debugging aid that ends, or never starts, is nothing that fails.
    let is_aid = case.container.is_some_and(|container| container.facts.kind == Kind::Ephemeral);
    let is_killed = case.reason().is_some_and(|(reason, _)| reason == "OOMKilled");
    if is_aid || is_over(case) && !is_killed {
        return Health::Healthy;
    }
    let health = of_facts(case);
    // It runs, but its last words say that parts of it die: a supervisor hides that from Kubernetes.
    // One that was restarted before will have said so when it ended.
    let dying = if has_crashed(case) { LAST_WORDS } else { DYING };
    let complains = || case.clues.iter().any(|clue| clue.from_log && clue.weight >= dying);
    // Nothing is known of its containers but what the row tells.
    let is_told = |container: &Container| container.facts.state.is_some() || container.is_init();
    let is_running_row = || {
        case.status().is_some_and(|(status, _)| status == "Running") && !case.container.is_some_and(is_told)
    };
    let runs = || {
        case.container.is_some_and(Container::is_running)
            || is_running_row()
            || keeps_restarting(case)
            || case.model.is_known_well(case.pod)
    };
    if matches!(health, Health::Healthy | Health::Recovered) && runs() && complains() {
        return Health::Failing;
    }
    health
}

fn of_facts(case: &Case<'_>) -> Health {
    // The pod itself was ended: what its containers last looked like no longer counts.
    if case.pod.facts.reason.as_ref().is_some_and(|reason| ENDED.contains(&reason.value.as_str())) {
        return Health::Failing;
    }
    match case.container {
        Some(container) if container.facts.state.is_some() => of_state(case),
        Some(container) if container.has_failed() => {
            // A `Last State` that somebody cut out: the current state was left behind.
            of_row(case)
                .filter(|health| *health == Health::Healthy)
                .map_or(Health::Failing, |_| Health::Recovered)
        }
        _ => of_row(case).unwrap_or(Health::Unknown),
    }
}

/// Whether the pod ended well, as the pods of Jobs do.
fn is_over(case: &Case<'_>) -> bool {
    let completed = case.status().is_some_and(|(status, _)| status == "Completed");
    let ended = case.status().is_some_and(|(status, _)| status == "Succeeded")
        || completed && rests(case) && case.pod.events.is_empty();
    let is_gone = case.pod.name().is_some_and(|name| case.model.is_deleted(name));
    if ended || is_gone {
        return true;
    }
    let is_job =
        case.pod.workload().is_some_and(|workload| ["job", "cronjob"].contains(&workload.kind.as_str()));
    is_job && completed
}

/// Whether it is not started again, as the pods of Jobs are not once they ended well: a Deployment's would have been
/// since.
fn rests(case: &Case<'_>) -> bool {
    /// No pause before a restart is longer, its run included.
    const PAUSE: u64 = 600;
    let facts = &case.pod.facts;
    let is_past = |restarts| {
        facts.restarted_ago.is_none_or(|ago| ago > PAUSE)
            && facts.age.is_some_and(|age| age > PAUSE * (restarts + 1))
    };
    // Where other rows tell when they were restarted, and this one does not, kubectl saw no end but the last.
    let others_tell = || case.model.pods.iter().any(|pod| pod.facts.restarted_ago.is_some());
    let tells_no_restart = || facts.restarted_ago.is_none() && others_tell();
    facts.restarts.as_ref().is_some_and(|count| {
        count.value == 0 || count.value <= 2 && (is_past(count.value) || tells_no_restart())
    })
}

fn of_state(case: &Case<'_>) -> Health {
    let Some(container) = case.container else { return Health::Unknown };
    let Some(state) = &container.facts.state else { return Health::Unknown };
    match state.phase {
        Phase::Waiting => match state.reason.as_ref().map(|reason| reason.value.as_str()) {
            None | Some("PodInitializing" | "ContainerCreating") if !has_trouble(case, u64::MAX) => {
                Health::Unknown
            }
            None | Some("PodInitializing") => {
                // It waits for others: the trouble is theirs, unless its own log or events say otherwise.
                if case.pod.containers.iter().any(is_broken_init) { Health::Healthy } else { Health::Failing }
            }
            Some(_) => Health::Failing,
        },
        Phase::Terminated => match (state.exit_code.as_ref().map(|code| code.value), container.facts.kind) {
            (Some(0), Kind::Init) => Health::Healthy,
            (Some(0), _)
                if case.pod.facts.restart_policy.as_ref().is_some_and(|policy| policy.value != "Always") =>
            {
                Health::Healthy
            }
            _ => Health::Failing,
        },
        Phase::Running => of_running(case),
    }
}

fn is_broken_init(container: &Container) -> bool {
    container.is_init()
        && container.facts.state.as_ref().is_some_and(|state| {
            container.waiting().is_some_and(|reason| reason.value != "PodInitializing")
                || state.exit_code.as_ref().is_some_and(|code| code.value != 0)
        })
}

fn of_running(case: &Case<'_>) -> Health {
    let Some(container) = case.container else { return Health::Unknown };
    let is_ready = is_ready(case, container);
    let ended = container.facts.last_state.as_ref().filter(|state| state.phase == Phase::Terminated);
    let is_bad = |state: &State| state.exit_code.as_ref().is_none_or(|code| code.value != 0);
    // A server that a probe has stopped may end without an error; so does one that only ever finishes.
    let again = case.event("BackOff", "restarting").is_some()
        || case.killed_by_probe().is_some()
        || complains_again(case);
    let crashed = ended.is_some_and(|state| is_bad(state) || again);
    let restarts = container.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    let long_ago = case.pod.facts.restarted_ago.is_some_and(|ago| ago > RECENT);
    if has_trouble(case, RECENT) && !long_ago && (crashed || is_ready == Some(false)) {
        return Health::Failing;
    }
    // Its work is not done as long as it runs: it is being tried again.
    if container.is_init() && crashed {
        return Health::Failing;
    }
    // What it did for a day before it ended, it will do for another.
    const LONG: i64 = 86_400;
    let lasts = container.last_run().and_then(Run::seconds).is_some_and(|seconds| seconds > LONG);
    // It ended without an error, after a short time, and was restarted again and again: that is not well.
    const SHORT: i64 = 600;
    let keeps_ending = || container.last_run().and_then(Run::seconds).is_some_and(|seconds| seconds < SHORT);
    match is_ready {
        // That it runs again after it was stopped tells nothing: it will be stopped again.
        None if !crashed && case.killed_by_probe().is_some() && has_trouble(case, RECENT) => Health::Failing,
        Some(true) | None if !crashed && restarts >= 5 && !long_ago && keeps_ending() => Health::Unknown,
        Some(true) | None if !crashed && ends_often(case, container) => Health::Unknown,
        Some(true) | None if !crashed => Health::Healthy,
        Some(false) if crashed || has_trouble(case, u64::MAX) => Health::Failing,
        Some(false) => Health::Unknown,
        // Somebody cut out its states, because of the last one.
        None if container.facts.restarts.is_none() => Health::Failing,
        // A few restarts after short runs are no accident, nor are many: it will be back.
        _ if restarts >= 3 && !long_ago && keeps_ending() => Health::Failing,
        _ if restarts >= 5 && !long_ago && !lasts || keeps_restarting(case) => Health::Failing,
        _ => Health::Recovered,
    }
}

/// Whether a probe that kills complained often, and does so to this minute.
fn complains_again(case: &Case<'_>) -> bool {
    const OFTEN: u64 = 3;
    case.probes.iter().filter(|failure| failure.may_kill()).any(|failure| {
        let is_recent = failure.event.last_seen.is_some_and(|seen| seen <= RECENT);
        is_recent && failure.event.count.is_some_and(|count| count >= OFTEN)
    })
}

/// Whether it ended every few hours since the pod was started, time and again.
fn ends_often(case: &Case<'_>, container: &Container) -> bool {
    let restarts = container.facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    let began = case.pod.facts.start_time.as_ref().map(|time| time.value);
    let started =
        container.facts.state.as_ref().and_then(|state| state.started.as_ref()).map(|time| time.value);
    let lived = began.zip(started).and_then(|(began, started)| u64::try_from(started.since(began)).ok());
    restarts >= MANY && lie_close(restarts, lived)
}

/// Whether it serves; where no container says so, the pod does.
fn is_ready(case: &Case<'_>, container: &Container) -> Option<bool> {
    let ready = |container: &Container| container.facts.ready.as_ref().map(|ready| ready.value);
    let is_not = case.condition("ContainersReady", "False").or_else(|| case.condition("Ready", "False"));
    let counts = || !container.is_init() && case.pod.containers.iter().all(|one| ready(one).is_none());
    ready(container).or_else(|| is_not.filter(|_| counts()).map(|_| false))
}

/// Whether the last restart is no longer ago than the pauses between restarts are: the next one is to come.
fn keeps_restarting(case: &Case<'_>) -> bool {
    let facts = &case.pod.facts;
    let (Some(restarts), Some(ago), Some(age)) = (&facts.restarts, facts.restarted_ago, facts.age) else {
        return false;
    };
    restarts.value >= 2 && is_often(case) && ago.saturating_mul(restarts.value + 1) < age
}

/// Whether rows before this one show it end more than once, as a watched table does.
fn was_seen_to_end(case: &Case<'_>) -> bool {
    let facts = &case.pod.facts;
    let restarts = facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    // The same row may have been printed twice.
    facts.ends.len() >= 2 && u64::try_from(facts.ends.len()).is_ok_and(|ends| ends <= restarts)
}

/// Whether it was restarted every few hours, and nothing says that it no longer is.
fn restarts_often(case: &Case<'_>) -> bool {
    let facts = &case.pod.facts;
    let are_many = facts.restarts.as_ref().is_some_and(|restarts| restarts.value >= MANY);
    are_many && facts.restarted_ago.is_none() && is_often(case)
}

/// Whether its row tells of restarts that lie close.
fn is_often(case: &Case<'_>) -> bool {
    let facts = &case.pod.facts;
    let restarts = facts.restarts.as_ref().map_or(0, |restarts| restarts.value);
    lie_close(restarts, facts.age)
}

/// Whether so many restarts within so many seconds lie no more than a few hours apart on average.
fn lie_close(restarts: u64, within: Option<u64>) -> bool {
    within.is_some_and(|within| within < restarts.saturating_mul(HOURS))
}

/// Whether events report trouble that was seen within so many seconds.
fn has_trouble(case: &Case<'_>, within: u64) -> bool {
    case.events().any(|event| {
        event.kind.as_ref().is_some_and(|kind| kind.value == "Warning")
            && !case.is_overcome(event)
            // In whole minutes, as kubectl prints them: a time is as good as an age.
            && event.last_seen.is_none_or(|seen| seen / 60 <= within / 60)
    })
}

/// What the row of `kubectl get pods`, or the phase, says.
fn of_row(case: &Case<'_>) -> Option<Health> {
    let Some((status, _)) = case.status() else {
        if case.model.is_known_well(case.pod) {
            return Some(Health::Healthy);
        }
        // A container that runs well is started once.
        const OFTEN: u64 = 3;
        let started = case.event("Started", "")?;
        let again = started.count.is_some_and(|count| count >= OFTEN);
        let killed = case.killed_by_probe().is_some() || is_told_to_fail(case);
        let is_well = !again && !killed && !has_trouble(case, u64::MAX) && !case.log_names_a_cause();
        return is_well.then_some(Health::Healthy);
    };
    let ready = case.pod.facts.ready.as_ref().map(|ready| ready.value.0 == ready.value.1);
    Some(match status {
        "Running" if ready == Some(true) && (keeps_restarting(case) || was_seen_to_end(case)) => {
            Health::Failing
        }
        "Running" if ready == Some(true) && restarts_often(case) => Health::Unknown,
        "Running" if ready == Some(true) => Health::Healthy,
        "Running" | "Pending" | "NotReady" if ready.is_none() => return None,
        "ContainerCreating" | "PodInitializing" | "Pending" if !has_trouble(case, u64::MAX) => {
            Health::Unknown
        }
        // It makes way for another that does its work.
        "Terminating"
            if case.model.has_well_replica(case.pod)
                && !has_crashed(case)
                && case.event("NodeNotReady", "").is_none() =>
        {
            Health::Healthy
        }
        "Terminating" => Health::Unknown,
        status if status.starts_with("Init:") && status.contains('/') && !has_trouble(case, u64::MAX) => {
            Health::Unknown
        }
        _ => Health::Failing,
    })
}

/// Whether an event of any kind names a cause beyond doubt: a preemption is a `Normal` one.
fn is_told_to_fail(case: &Case<'_>) -> bool {
    case.clues.iter().any(|clue| !clue.from_log && clue.weight >= strength::worth(Strength::Decisive))
}

fn has_crashed(case: &Case<'_>) -> bool {
    case.pod.has_restarted() || case.event("BackOff", "restarting").is_some()
}

#[cfg(test)]
mod tests {
    use super::Health::{self, Failing, Healthy, Recovered, Unknown};
    use crate::knowledge::Knowledge;
    use crate::text::Source;

    #[track_caller]
    fn check(paste: &str, expected: Health) {
        let knowledge = Knowledge::with(None);
        let (_, model) = crate::model_of(&Source::new(paste), knowledge, None);
        assert_eq!(crate::weigh::rank(&model, knowledge).worst(), Some(expected), "{paste}");
    }

    const POD: &str = "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n";

    /// A container that runs, after a last run that ended with this code and took so many minutes.
    fn runs(ready: Option<bool>, restarts: u64, last: Option<(i64, u32)>) -> String {
        let mut text = format!(
            "{POD}    State:          Running\n      Started:      Thu, 19 Nov 2026 12:00:00 +0000\n"
        );
        if let Some((code, minutes)) = last {
            let reason = if code == 0 { "Completed" } else { "Error" };
            let (day, hour, minute) = (17 + minutes / 1440, minutes / 60 % 24, minutes % 60);
            text += &format!(
                "    Last State:     Terminated\n      Reason:       {reason}\n      Exit Code:    {code}\n      \
                 Started:      Tue, 17 Nov 2026 00:00:00 +0000\n      Finished:     {day} Nov 2026 {hour:02}:{minute:02}:01 +0000\n"
            );
        }
        if let Some(ready) = ready {
            text += if ready { "    Ready:          True\n" } else { "    Ready:          False\n" };
        }
        text + &format!("    Restart Count:  {restarts}\n")
    }

    /// Rows of `describe`: type, reason, age and message.
    fn events(rows: &[(&str, &str, &str, &str)]) -> String {
        let row = |(kind, reason, age, message): &(&str, &str, &str, &str)| {
            format!("  {kind:<8} {reason:<11}  {age:<18}  kubelet  {message}\n")
        };
        "Events:\n  Type     Reason       Age                 From     Message\n  ----     ------       ----                ----     -------\n"
            .to_owned()
            + &rows.iter().map(row).collect::<String>()
    }

    fn listed(ready: &str, status: &str, restarts: &str, age: &str) -> String {
        format!(
            "$ kubectl get pods -n shop\nNAME     READY   STATUS                       RESTARTS       AGE\n\
             till-0   {ready:<5}   {status:<26}   {restarts:<12}   {age}\n"
        )
    }

    #[test]
    fn a_container_that_runs_after_an_error() {
        let (yes, no) = (Some(true), Some(false));
        for (ready, restarts, minutes, expected) in [
            (yes, 2, 1, Recovered),
            (None, 2, 1, Recovered),
            // A few restarts after short runs.
            (yes, 3, 1, Failing),
            (yes, 3, 10, Recovered),
            (yes, 4, 60, Recovered),
            // Many.
            (yes, 5, 60, Failing),
            (yes, 5, 1440, Recovered),
            (no, 1, 60, Failing),
        ] {
            check(&runs(ready, restarts, Some((1, minutes))), expected);
        }
        // The table tells when it was restarted.
        for (restarts, minutes) in [(3, 1), (5, 60)] {
            let of = |ago: &str| {
                listed("1/1", "Running", &format!("{restarts} ({ago} ago)"), "3h")
                    + "\n"
                    + &runs(Some(true), restarts, Some((1, minutes)))
            };
            check(&of("14m"), Failing);
            check(&of("90m"), Recovered);
        }
    }

    #[test]
    fn a_container_that_runs_after_an_end_without_error() {
        for (ready, restarts, minutes, expected) in [
            (Some(true), 4, 1, Healthy),
            (None, 4, 1, Healthy),
            // Again and again, after short runs: it may be a task.
            (Some(true), 5, 1, Unknown),
            (None, 5, 1, Unknown),
            (Some(true), 5, 10, Healthy),
            (Some(false), 0, 60, Unknown),
        ] {
            check(&runs(ready, restarts, Some((0, minutes))), expected);
        }
        let long_ago = listed("1/1", "Running", "5 (2h ago)", "3h");
        check(&format!("{long_ago}\n{}", runs(Some(true), 5, Some((0, 1)))), Healthy);
    }

    #[test]
    fn trouble_counts_as_long_as_it_is_new() {
        let complains = |ago| events(&[("Warning", "Unhealthy", ago, "Readiness probe failed: no answer")]);
        let (unready, unknown) = (runs(Some(false), 0, None), runs(None, 0, None));
        check(&unready, Unknown);
        check(&(unready.clone() + &complains("14m")), Failing);
        check(&(unready + &complains("3h")), Failing);
        check(&(unknown.clone() + &complains("14m")), Healthy);
        // It was stopped, and will be again.
        let killed = |ago| {
            events(&[
                ("Warning", "Unhealthy", ago, "Liveness probe failed: no answer"),
                ("Normal", "Killing", ago, "Container till failed liveness probe, will be restarted"),
            ])
        };
        check(&(unknown.clone() + &killed("14m")), Failing);
        check(&(unknown + &killed("17m")), Healthy);
        // An error, and a complaint: soon it is no accident, and long ago it was overcome.
        let crashed = runs(Some(true), 1, Some((1, 60)));
        check(&(crashed.clone() + &complains("14m")), Failing);
        check(&(crashed.clone() + &complains("17m")), Recovered);
        check(
            &(listed("1/1", "Running", "1 (2h ago)", "3h") + "\n" + &crashed + &complains("14m")),
            Recovered,
        );
    }

    #[test]
    fn the_pod_says_what_its_containers_do_not() {
        let unready =
            "Conditions:\n  Type              Status\n  Ready             False\n  ContainersReady   False\n";
        let unknown = runs(None, 0, None);
        check(&(unknown.clone() + unready), Unknown);
        // Another is not ready, and says so; or this one is not meant.
        let mesh =
            |ready: &str| format!("  mesh:\n    State:          Running\n    Ready:          {ready}\n");
        check(&(unknown.clone() + &mesh("True") + unready), Healthy);
        check(&(unknown.replace("Containers:", "Init Containers:") + unready), Healthy);
    }

    #[test]
    fn a_container_that_has_ended() {
        let ended = |policy: &str, code: i64| {
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: till-0, namespace: shop}}\nspec:\n{policy}  containers: [{{name: till, image: till}}]\n\
                 status:\n  containerStatuses:\n  - name: till\n    restartCount: 0\n    state: {{terminated: {{exitCode: {code}}}}}\n"
            )
        };
        check(&ended("", 0), Failing);
        check(&ended("  restartPolicy: Always\n", 0), Failing);
        check(&ended("  restartPolicy: OnFailure\n", 0), Healthy);
        check(&ended("  restartPolicy: Never\n", 0), Healthy);
        check(&ended("  restartPolicy: Never\n", 1), Failing);
        let init = "Name:         till-0\nNamespace:    shop\nInit Containers:\n  schema:\n    State:          Terminated\n      Exit Code:    ";
        check(&format!("{init}0\n"), Healthy);
        check(&format!("{init}1\n"), Failing);
    }

    #[test]
    fn a_container_that_waits() {
        let waits =
            |reason: &str| format!("{POD}    State:          Waiting\n      Reason:       {reason}\n");
        let trouble = events(&[(
            "Warning",
            "FailedMount",
            "2m",
            "MountVolume.SetUp failed for volume \"till\" : mount failed",
        )]);
        for reason in ["PodInitializing", "ContainerCreating"] {
            check(&waits(reason), Unknown);
            check(&(waits(reason) + &trouble), Failing);
        }
        check(&waits("CrashLoopBackOff"), Failing);
        check(&waits("ErrImagePull"), Failing);
    }

    #[test]
    fn a_last_end_without_a_state() {
        let ended = |code: i64| {
            format!(
                "{POD}    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    {code}\n"
            )
        };
        check(&ended(1), Failing);
        check(&(listed("1/1", "Running", "1 (5h ago)", "6h") + "\n" + &ended(1)), Recovered);
        check(&(listed("0/1", "Running", "1 (5h ago)", "6h") + "\n" + &ended(1)), Failing);
    }

    #[test]
    fn a_row_of_the_table() {
        for (ready, status, restarts, age, expected) in [
            ("1/1", "Running", "0", "6d", Healthy),
            ("0/1", "Running", "0", "6d", Failing),
            ("0/1", "Pending", "0", "6d", Unknown),
            ("0/1", "ContainerCreating", "0", "6d", Unknown),
            ("0/1", "PodInitializing", "0", "6d", Unknown),
            ("0/1", "Init:0/1", "0", "6d", Unknown),
            ("0/1", "Init:Error", "0", "6d", Failing),
            ("0/1", "Init:CrashLoopBackOff", "4 (20s ago)", "6d", Failing),
            ("0/1", "Terminating", "0", "6d", Unknown),
            ("0/1", "CrashLoopBackOff", "4 (20s ago)", "6d", Failing),
            ("0/1", "Completed", "0", "6d", Healthy),
            ("0/1", "Completed", "3 (20s ago)", "6d", Failing),
            // A Job's pod that failed at first.
            ("0/1", "Completed", "1", "26m", Healthy),
            ("0/1", "Completed", "1 (25m ago)", "26m", Healthy),
            ("0/1", "Completed", "1", "2m", Failing),
            ("0/1", "Completed", "2 (20s ago)", "6d", Failing),
            ("0/1", "Succeeded", "3 (20s ago)", "6d", Healthy),
            // The pauses between restarts are longer than the time since the last one.
            ("1/1", "Running", "2 (5m ago)", "16m", Failing),
            ("1/1", "Running", "2 (5m ago)", "15m", Healthy),
            ("1/1", "Running", "1 (5m ago)", "16m", Healthy),
            // A few restarts in many days are accidents, as of the node.
            ("1/1", "Running", "4 (95m ago)", "13d", Healthy),
            ("1/1", "Running", "60 (95m ago)", "13d", Failing),
        ] {
            check(&listed(ready, status, restarts, age), expected);
        }
    }

    #[test]
    fn a_row_beside_trouble() {
        let trouble = "\n$ kubectl describe pod till-0 -n shop | tail -4\n".to_owned()
            + &events(&[(
                "Warning",
                "FailedMount",
                "2m",
                "MountVolume.SetUp failed for volume \"till\" : mount failed",
            )]);
        for status in ["Pending", "ContainerCreating", "PodInitializing", "Init:0/1"] {
            check(&(listed("0/1", status, "0", "6d") + &trouble), Failing);
        }
    }

    #[test]
    fn a_phase_alone_tells_little() {
        for phase in ["Running", "Pending"] {
            check(&format!("Name:         till-0\nNamespace:    shop\nStatus:       {phase}\n"), Unknown);
        }
        check("Name:         till-0\nNamespace:    shop\nStatus:       Failed\n", Failing);
        for reason in ["Evicted", "NodeLost", "DeadlineExceeded"] {
            check(
                &format!(
                    "Name:         till-0\nNamespace:    shop\nStatus:       Failed\nReason:       {reason}\n"
                ),
                Failing,
            );
        }
    }

    #[test]
    fn a_debugging_aid_is_nothing_that_fails() {
        let aid = "Ephemeral Containers:\n  aid:\n    State:          Terminated\n      Exit Code:    137\n";
        check(&(runs(Some(true), 0, None) + aid), Healthy);
    }
}
