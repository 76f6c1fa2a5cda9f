//! Who stopped the process, as events, the pod and the node tell; and what is left to say where they do not.

use super::{Circumstances, ITSELF, RUNTIME, Reading, Runtime, reading};

/// Readings that events, the pod or the node decide.
pub(super) fn by_what_happened(code: i64, name: &str, seen: &Circumstances<'_>) -> Option<Reading> {
    let grace = seen.grace.map_or_else(|| "the grace period".into(), |grace| format!("{grace} seconds"));
    if let Some(probe) = seen.probe_killed {
        let sender = format!("the kubelet, because the {probe} probe failed");
        let meaning = match code {
            137 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and killed it when it still ran \
                 after {grace}. This is not a lack of memory. A program that runs as process 1 and does not handle \
                 SIGTERM ends like this."
            ),
            143 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and it did. The probe, or what it \
                 asks, is to be looked at, not the code."
            ),
            0 => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop, and it ended cleanly. The 0 does \
                 not mean that it was done."
            ),
            _ => format!(
                "The {probe} probe failed, so the kubelet asked the process to stop; on its way out it ended with \
                 {code}."
            ),
        };
        return reading(name, meaning, sender);
    }
    let stopped = matches!(code, 0 | 130 | 137 | 143);
    if !stopped && seen.node_went_away {
        return reading(
            name,
            format!(
                "The node was shut down, restarted or lost, and the container ended with it; {code} is what was left \
                 of it, not the cause."
            ),
            "the node",
        );
    }
    if !stopped && code != 255 {
        return None;
    }
    if seen.hook_failed && stopped {
        return reading(
            name,
            "The postStart hook failed, and the kubelet ends a container whose hook fails.",
            "the kubelet, because the postStart hook failed",
        );
    }
    if seen.evicted && stopped {
        return reading(
            name,
            "The kubelet stopped the container when it evicted the pod to free the node. The program did nothing \
             wrong by itself, unless it is what used up the node.",
            "the kubelet, evicting the pod",
        );
    }
    if seen.node_went_away {
        return reading(
            name,
            "The container ended with its node, which was shut down, restarted or lost; the program did not crash.",
            "the node",
        );
    }
    if seen.being_deleted && code == 137 {
        return reading(
            name,
            format!(
                "The pod was being deleted, and the process still ran {grace} after it was asked to stop, so the \
                 kubelet killed it. It needs to handle SIGTERM, or more time."
            ),
            "the kubelet, deleting the pod",
        );
    }
    if seen.being_deleted && code == 143 {
        return reading(
            name,
            "The pod was being deleted, as in a rollout or a drain, and the process stopped when asked to. That is \
             how it should be.",
            "the kubelet, deleting the pod",
        );
    }
    if seen.node_out_of_memory && code == 137 {
        return reading(
            name,
            "The node itself ran out of memory, and the kernel chose this process to free some. The container's own \
             limit need not have been reached.",
            "the kernel, on the memory of the node",
        );
    }
    unattributed(code, name, seen)
}

/// Readings where the reason is known, but no sender.
fn unattributed(code: i64, name: &str, seen: &Circumstances<'_>) -> Option<Reading> {
    let known = seen.reason.is_some();
    if let (Some(probe), Some(seconds), true, 0 | 137 | 143) =
        (seen.watched_by, seen.ran_seconds, seen.fits_probe, code)
    {
        let end = match code {
            0 => "it ended cleanly when asked to",
            143 => "it ended when asked to",
            _ => "it did not end when asked to and was killed",
        };
        return reading(
            name,
            format!(
                "It ran for {}, just as long as the {probe} probe takes to give up. So most likely that probe failed, \
                 the kubelet stopped the process, and {end}. An event `Killing` would prove it.",
                duration(seconds)
            ),
            format!("most likely the kubelet, because of the {probe} probe"),
        );
    }
    match code {
        137 if known => {
            let memory = match seen.memory_limit {
                Some(limit) => format!("its memory limit is {limit}, and the runtime reports no OOM kill"),
                None => "the runtime reports no OOM kill".into(),
            };
            let probe = match seen.watched_by {
                Some(probe) => format!("a {probe} probe that failed, or a stop that took too long"),
                None => "a failed probe, or a stop that took too long".into(),
            };
            reading(
                name,
                format!(
                    "Somebody killed the process, and nothing here says who: {memory}. Possible are {probe} (an event \
                     would say so), the node running out of memory, or a supervisor inside the container."
                ),
                "unknown",
            )
        }
        143 if known => {
            let mostly = match seen.watched_by {
                Some(probe) => {
                    format!("In a crash loop it is mostly a failing probe, here the {probe} probe;")
                }
                None => {
                    "In a crash loop it is mostly a failing liveness or startup probe, though none is shown here;".into()
                }
            };
            reading(
                name,
                format!(
                    "Somebody asked the process to stop, and nothing here says who. {mostly} a rollout, a drained \
                     node or a script inside the container do it too. The events tell."
                ),
                "unknown; mostly the kubelet",
            )
        }
        0 if seen.is_init => {
            reading("success", "The init container did its work and ended, as it should.", ITSELF)
        }
        0 if known => finished(seen),
        255 if seen.runtime == Some(Runtime::Containerd) && seen.ran_seconds == Some(0) => reading(
            name,
            "The program ended at once with -1 or a number that does not fit, or runc 1.2 or later could not execute \
             it. In the second case the only line of its log begins with `exec`.",
            format!("{ITSELF}, or {RUNTIME}"),
        ),
        _ => None,
    }
}

/// A main process that ended without an error.
fn finished(seen: &Circumstances<'_>) -> Option<Reading> {
    let after = seen.ran_seconds.map_or_else(String::new, |seconds| format!(" after {}", duration(seconds)));
    match seen.watched_by {
        Some(probe) => reading(
            "success",
            format!(
                "The main process ended without an error{after}: either it was done, or the {probe} probe failed and \
                 it stopped cleanly when the kubelet asked it to. An event `Killing` tells which."
            ),
            format!("{ITSELF}, perhaps asked to by the kubelet"),
        ),
        None => reading(
            "success",
            format!(
                "The main process ended by itself without an error{after}. Kubernetes starts it again all the same: a \
                 container that should stay needs a process that stays in the foreground."
            ),
            ITSELF,
        ),
    }
}

fn duration(seconds: i64) -> String {
    match seconds {
        ..1 => "less than a second".into(),
        1 => "1 second".into(),
        2..120 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_sender_the_circumstances_speak() {
        let bare = || Circumstances { reason: Some("Error"), ..Circumstances::default() };
        let watched = || Circumstances {
            watched_by: Some("startup"),
            ran_seconds: Some(60),
            fits_probe: true,
            ..bare()
        };
        for (code, seen, part) in [
            (0, watched(), "it ended cleanly"),
            (143, watched(), "it ended when asked"),
            (137, watched(), "it did not end when asked"),
            (137, Circumstances { fits_probe: false, ..watched() }, "a startup probe that failed, or"),
            (143, Circumstances { fits_probe: false, ..watched() }, "here the startup probe"),
            (0, Circumstances { fits_probe: false, ..watched() }, "or the startup probe failed"),
            (137, bare(), "reports no OOM kill. Possible are a failed probe"),
            (137, Circumstances { memory_limit: Some("64Mi"), ..bare() }, "its memory limit is 64Mi"),
            (143, bare(), "though none is shown here"),
            (0, bare(), "ended by itself without an error. "),
            (0, Circumstances { ran_seconds: Some(3), ..bare() }, "without an error after 3 seconds"),
            (0, Circumstances { is_init: true, ..bare() }, "did its work"),
        ] {
            let meaning = unattributed(code, "name", &seen).expect(part).meaning;
            assert!(meaning.contains(part), "{code}: {meaning}");
        }
        for code in [0, 137, 143] {
            assert!(unattributed(code, "name", &Circumstances::default()).is_none(), "{code}");
        }
        let lost = |runtime, ran_seconds| Circumstances {
            runtime: Some(runtime),
            ran_seconds: Some(ran_seconds),
            ..bare()
        };
        assert!(unattributed(255, "name", &lost(Runtime::Containerd, 0)).is_some());
        assert!(unattributed(255, "name", &lost(Runtime::Containerd, 1)).is_none());
        assert!(unattributed(255, "name", &lost(Runtime::Docker, 0)).is_none());
        assert!(unattributed(1, "name", &watched()).is_none());
    }

    #[test]
    fn how_long_it_ran_is_said_in_words() {
        for (seconds, words) in [
            (0, "less than a second"),
            (1, "1 second"),
            (2, "2 seconds"),
            (119, "119 seconds"),
            (120, "2 minutes"),
        ] {
            assert_eq!(duration(seconds), words);
        }
    }
}
