//! The back-off clock: what it reads off a paste, what it reckons, and what it leaves open.

#![expect(clippy::panic, reason = "a test says so when something is not as it must be")]

use unloop::diagnose;
use unloop::diagnosis::{Basis, Moment};

/// A container that ended at 10:08:02 after 2 s, with so many restarts.
fn described(start: &str, restarts: u32, events: &str) -> String {
    format!(
        "Name:         mail-0\nNamespace:    post\nStart Time:   Mon, 16 Nov 2026 {start} +0000\nContainers:\n  mail:\n    \
         State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
         Reason:       Error\n      Exit Code:    1\n      Started:      Mon, 16 Nov 2026 10:08:00 +0000\n      \
         Finished:     Mon, 16 Nov 2026 10:08:02 +0000\n    Ready:          False\n    Restart Count:  {restarts}\n\
         Events:\n  Type     Reason   Age   From     Message\n  ----     ------   ----  ----     -------\n{events}"
    )
}

fn timeline(paste: &str) -> Vec<Moment> {
    diagnose(paste).timeline
}

/// `kind offset+seconds`, one a moment.
fn drawn(moments: &[Moment]) -> String {
    let one = |moment: &Moment| {
        let at = moment.offset.map_or("?".to_owned(), |offset| offset.to_string());
        let long = moment.seconds.map_or(String::new(), |seconds| format!("+{seconds}"));
        format!("{} {at}{long}", moment.kind)
    };
    moments.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn only<'a>(moments: &'a [Moment], kind: &str) -> &'a Moment {
    let mut found = moments.iter().filter(|moment| moment.kind == kind);
    let one = found.next().unwrap_or_else(|| panic!("no {kind} in {}", drawn(moments)));
    assert!(found.next().is_none(), "more than one {kind} in {}", drawn(moments));
    one
}

#[test]
fn the_wait_follows_from_the_restarts_and_the_next_start_from_the_wait() {
    let moments = timeline(&described("09:00:00", 4, ""));
    assert_eq!(drawn(&moments), "run -2+2, wait 0+80, next-start 80, reset 680");
    assert_eq!(only(&moments, "run").known, Basis::Read);
    assert_eq!(only(&moments, "wait").known, Basis::Reckoned);
    assert_eq!(only(&moments, "next-start").at.as_deref(), Some("2026-11-16T10:09:22Z"));
}

#[test]
fn earlier_runs_are_reckoned_only_where_the_pods_age_agrees() {
    // Three restarts and runs of 2 s: 0, 10 and 20 s of waiting, 38 s in all.
    let moments = timeline(&described("10:07:21", 3, ""));
    assert_eq!(
        drawn(&moments),
        "run -38+2, run -36+2, wait -34+10, run -24+2, wait -22+20, run -2+2, wait 0+40, next-start 40, reset 640"
    );
    let hours_before = timeline(&described("03:00:00", 3, ""));
    assert_eq!(drawn(&hours_before), "run -2+2, wait 0+40, next-start 40, reset 640");
}

#[test]
fn a_kubelet_with_another_curve_is_believed() {
    let yaml = |wait: &str, restarts: u32| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: mail-0\n  namespace: post\nspec:\n  containers:\n  - name: mail\n    \
             image: mail:1\nstatus:\n  phase: Running\n  containerStatuses:\n  - name: mail\n    restartCount: {restarts}\n    \
             ready: false\n    state:\n      waiting:\n        reason: CrashLoopBackOff\n        message: back-off {wait} \
             restarting failed container=mail pod=mail-0_post(0d0f4c1e)\n    lastState:\n      terminated:\n        \
             exitCode: 1\n        reason: Error\n        startedAt: \"2026-11-16T10:08:00Z\"\n        \
             finishedAt: \"2026-11-16T10:08:02Z\"\n"
        )
    };
    for (wait, restarts, seconds) in [("2m40s", 9, 160), ("8s", 4, 8), ("1m0s", 12, 60), ("30s", 7, 30)] {
        let moments = timeline(&yaml(wait, restarts));
        let found = only(&moments, "wait");
        assert_eq!((found.seconds, found.known), (Some(seconds), Basis::Read), "{wait}");
    }
    let reset = timeline(&yaml("8s", 4));
    assert!(only(&reset, "reset").what.contains("next wait is 1 s"), "{}", only(&reset, "reset").what);
}

#[test]
fn probe_failures_and_kills_stand_on_the_same_axis() {
    let events = "\
  Normal   Started    92s (x4 over 5m)   kubelet  Started container mail
  Warning  Unhealthy  97s (x3 over 117s) kubelet  Liveness probe failed: connect: connection refused
  Normal   Killing    97s                kubelet  Container mail failed liveness probe, will be restarted
";
    // The newest start was at -2, 92 s before the text was printed.
    let moments = timeline(&described("09:00:00", 4, events));
    assert_eq!(only(&moments, "printed").offset, Some(90));
    let failures = only(&moments, "probe-failure");
    assert_eq!((failures.offset, failures.seconds, failures.count), (Some(-27), Some(20), Some(3)));
    let kill = only(&moments, "kill");
    assert_eq!((kill.offset, kill.at.as_deref()), (Some(-7), Some("2026-11-16T10:07:55Z")));
}

#[test]
fn texts_of_different_hours_do_not_place_each_other() {
    let events = "\
  Normal   Started    50m (x4 over 2h)   kubelet  Started container mail
  Warning  Unhealthy  50m (x3 over 2h)   kubelet  Liveness probe failed: connect: connection refused
";
    // It waits for 80 s after a run that, by the events, had ended 50 minutes ago.
    let moments = timeline(&described("03:00:00", 4, events));
    assert_eq!(drawn(&moments), "run -2+2, wait 0+80, next-start 80, reset 680, probe-failure ?");
}

#[test]
fn an_event_that_nothing_places_is_told_without_a_place() {
    let events = "  Warning  Unhealthy  4h  kubelet  Liveness probe failed: EOF\n";
    let moments = timeline(&described("03:00:00", 4, events));
    let failure = only(&moments, "probe-failure");
    assert_eq!((failure.offset, failure.at.as_deref()), (None, None));
}

#[test]
fn a_row_of_a_table_has_a_clock_too() {
    let row = "\
NAME     READY   STATUS             RESTARTS      AGE
mail-0   0/1     CrashLoopBackOff   5 (40s ago)   6m
";
    let moments = timeline(row);
    assert_eq!(drawn(&moments), "run 0, wait 0+160, printed 40, next-start 160, reset 760");
    let two = row.replace("0/1", "0/2");
    assert!(timeline(&two).is_empty(), "whose restarts they are, a row of two containers does not tell");
}

#[test]
fn a_container_that_runs_again_says_when_its_counter_is_set_back() {
    let runs = described("09:00:00", 4, "").replace(
        "State:          Waiting\n      Reason:       CrashLoopBackOff",
        "State:          Running\n      Started:      Mon, 16 Nov 2026 10:09:22 +0000",
    );
    assert_eq!(drawn(&timeline(&runs)), "run -2+2, running 80, reset 680");
}
