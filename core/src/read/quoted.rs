//! What Kubernetes reported, as people and programs repeat it: without the columns of an event table.
//!
//! ```text
//! It is stuck with `0/4 nodes are available: 3 Insufficient nvidia.com/gpu.`
//! event for web-0: {kubelet node-1} FailedMount: MountVolume.SetUp failed for volume "data" : ...
//! E0828 16:24:06.78 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"web\" ...
//! ```

use super::facts::{Event, Seen};
use super::{event_row, log};
use crate::limits::{Bound, LINE, REPORTS};
use crate::text::{Fact, Finder, Line, Pattern};
use std::borrow::Cow;
use std::sync::OnceLock;

/// The sentences of the kubelet, the scheduler and the controllers, by the reason of the event that holds them.
static SENTENCES: &[(&str, &str)] = &[
    ("iveness probe failed", "Unhealthy"),
    ("eadiness probe failed", "Unhealthy"),
    ("tartup probe failed", "Unhealthy"),
    ("failed liveness probe", "Killing"),
    ("failed startup probe", "Killing"),
    ("Back-off restarting failed container", "BackOff"),
    ("back-off", "BackOff"),
    ("Back-off pulling image", "BackOff"),
    ("Failed to pull image", "Failed"),
    ("ErrImagePull: ", "Failed"),
    ("CreateContainerConfigError: ", "Failed"),
    ("CreateContainerError: ", "Failed"),
    ("RunContainerError: ", "Failed"),
    ("MountVolume.", "FailedMount"),
    ("Unable to attach or mount volumes", "FailedMount"),
    ("Unable to mount volumes for pod", "FailedMount"),
    ("AttachVolume.", "FailedAttachVolume"),
    ("Multi-Attach error", "FailedAttachVolume"),
    ("nodes are available: ", "FailedScheduling"),
    ("Successfully assigned ", "Scheduled"),
    ("ailed to create pod sandbox", "FailedCreatePodSandBox"),
    ("ailed create pod sandbox", "FailedCreatePodSandBox"),
    ("The node was low on resource", "Evicted"),
    ("The node had condition: [", "Evicted"),
    ("ephemeral local storage usage exceeds", "Evicted"),
    ("ifecycle hook (", "FailedPostStartHook"),
    ("FailedPostStartHook", "FailedPostStartHook"),
    ("FailedPreStopHook", "FailedPreStopHook"),
    ("StartContainer", "Failed"),
    ("ailed to start container", "Failed"),
    ("ailed to create docker container", "Failed"),
    ("ailed to create sandbox for pod", "FailedCreatePodSandBox"),
    ("failed to setup network for sandbox", "FailedCreatePodSandBox"),
    ("failed to reserve container name", "Failed"),
    ("failed to reserve sandbox name", "FailedCreatePodSandBox"),
    ("from image service failed", "Failed"),
    ("failed to do request: Head", "Failed"),
    ("failed to pull and unpack image", "Failed"),
    ("Taint manager: deleting", "TaintManagerEviction"),
    ("reempted in order to admit critical pod", "Preempting"),
    ("failure in a Windows system call", "Failed"),
    ("Cannot start container ", "Failed"),
    ("hcs::CreateComputeSystem", "Failed"),
    ("OCI runtime create failed", "Failed"),
    ("oci runtime error", "Failed"),
    ("starting container process caused", "Failed"),
    ("failed to create containerd task", "Failed"),
    ("container create failed", "Failed"),
    ("container has runAsNonRoot", "Failed"),
    ("couldn't find key", "Failed"),
    ("Error creating: pods ", "FailedCreate"),
    ("security context constraint", "FailedCreate"),
    ("violates PodSecurity", "FailedCreate"),
];

/// The reports that stand in lines which no reader claimed.
pub(super) fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let mut found: Vec<Event> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(mut event) = report(&beginning(line)) else { continue };
        // A journal repeats itself.
        if found.len() >= REPORTS {
            seen.push(Seen::Limit(Bound::Reports, 1));
            break;
        }
        for more in lines.iter().skip(index + 1).take_while(|more| event_row::goes_on(&line.text, &more.text))
        {
            event_row::append(&mut event, more);
        }
        found.push(event);
    }
    seen.extend(found.into_iter().map(|event| Seen::Quoted(Box::new(event))));
}

/// As much of a line as is searched.
fn beginning<'l, 'a>(line: &'l Line<'a>) -> Cow<'l, Line<'a>> {
    match log::within(&line.text, LINE).len() {
        length if length < line.text.len() => Cow::Owned(line.part(0..length)),
        _ => Cow::Borrowed(line),
    }
}

/// What a probe got for an answer, wherever it stands in a line.
static PROBE: Pattern =
    Pattern::new(r"\b(?<message>(?:[Ll]iveness|[Rr]eadiness|[Ss]tartup) probe failed.*)$");

/// The reason of the event that holds such a sentence.
pub(super) fn reason_in(text: &str) -> Option<&'static str> {
    let (_, reason) = sentences_in(text).find(|(sentence, _)| text.contains(sentence))?;
    // A command that somebody gives to `kubectl exec` is not the container's.
    let is_exec = *reason == "Failed"
        && ["runtime exec failed", "runtime error: exec failed"].iter().any(|sign| text.contains(sign));
    (is_sure(text, reason) && !is_exec).then_some(*reason)
}

fn report(line: &Line<'_>) -> Option<Event> {
    let text: &str = &line.text;
    let reason = reason_in(text)?;
    let message = match PROBE.captures(text).and_then(|found| found.get("message")) {
        Some(message) => message.trim_end_matches(['`', '*', ' ']),
        None => within_marks(text),
    };
    let mut event = Event { reason: Some(Fact::new(reason.to_owned(), line.trimmed())), ..Event::default() };
    event.span = line.trimmed();
    event.quoted = true;
    event_row::set_message(&mut event, message, line);
    if event.container.is_none() {
        static PATH: Pattern = Pattern::new(r"spec\.\w+\{(?<name>[a-z0-9-]+)\}");
        let name = PATH.captures(text).and_then(|found| found.get("name"));
        event.container = name.map(|name| Fact::new(name.to_owned(), line.span_of(name)));
    }
    Some(event)
}

/// The sentences that stand in a text in some mix of cases, in their order.
fn sentences_in(text: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    static SEARCH: OnceLock<Finder> = OnceLock::new();
    let search = SEARCH.get_or_init(|| {
        let mut search = Finder::default();
        (0..).zip(SENTENCES).for_each(|(index, (sentence, _))| search.add(sentence, index));
        search
    });
    search.owners(text).into_iter().filter_map(|index| SENTENCES.get(index as usize))
}

/// Some sentences are only known by what else stands in the line.
fn is_sure(text: &str, reason: &str) -> bool {
    static BACK_OFF: Pattern =
        Pattern::new(r"(?i)back-off (?:\d+\w+ )?(?:restarting failed container|pulling image)");
    static VOLUME: Pattern = Pattern::new(
        r"(?:Mount|Attach)Volume\.\w+ failed|nable to (?:attach or )?mount volumes|Multi-Attach",
    );
    static NODES: Pattern = Pattern::new(r"\b\d+/\d+ nodes are available: ");
    static START: Pattern = Pattern::new(
        r#"failed to \\*"StartContainer\\*"|ailed to start container \\*"|Error response from daemon"#,
    );
    match reason {
        "BackOff" => BACK_OFF.is_match(text),
        "FailedMount" | "FailedAttachVolume" => VOLUME.is_match(text),
        "FailedScheduling" => NODES.is_match(text),
        "Failed" if text.contains("tart") && !text.contains("reate failed") => {
            START.is_match(text)
                || ["runtime error", "task", "process caused"].iter().any(|sign| text.contains(sign))
        }
        _ => true,
    }
}

/// The message within the marks that people put around it, and behind what a program put before it.
fn within_marks(text: &str) -> &str {
    static LEAD: Pattern = Pattern::new(
        r#"^(?:[\s*>_#|"'`-]|\d+[.)] |(?:Warning|Normal)\s|(?:Failed|Back|Un|Kill)[A-Za-z]*\s{2,}|[Mm]essage:\s)*"#,
    );
    let text = text.trim_end_matches(['`', '*', ' ', '\t', '\r']);
    let lead = LEAD.captures(text).map_or(0, |found| found.whole().len());
    text.get(lead..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Event, Seen};
    use crate::text::Source;

    fn quoted(paste: &str) -> Vec<Event> {
        let mut seen = Vec::new();
        super::read(&Source::new(paste).lines, &mut seen);
        let quoted = |seen| match seen {
            Seen::Quoted(event) => *event,
            other => panic!("{other:?}"),
        };
        seen.into_iter().map(quoted).collect()
    }

    #[track_caller]
    fn check(line: &str, reason: &str, container: Option<&str>) {
        let events = quoted(line);
        let [event] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(event.reason.as_ref().unwrap().value, reason);
        assert_eq!(event.container.as_ref().map(|name| name.value.as_str()), container);
    }

    #[test]
    fn what_else_fails_to_start_is_no_container() {
        let of = |what: &str| quoted(&format!("Failed to start container{what}")).len();
        assert_eq!((of(" \"web\""), of(" manager: no cgroups"), of(" manager: runtime error")), (1, 0, 1));
    }

    #[test]
    fn a_sentence_of_kubernetes_is_known_in_any_dress() {
        check("> `0/4 nodes are available: 3 Insufficient cpu.`", "FailedScheduling", None);
        check(
            "Sep 19 21:23:15: event for web-0: {kubelet n1} FailedMount: MountVolume.SetUp failed for volume \"a\" : mount failed: exit status 32",
            "FailedMount",
            None,
        );
        check(
            r#"E0828 16:24:06.7 pod_workers.go:1298] "Error syncing pod" err="failed to \"StartContainer\" for \"web\" with RunContainerError"#,
            "Failed",
            Some("web"),
        );
        check(
            "2026-01-02T03:04:05Z   Killing     Container web failed liveness probe, will be restarted",
            "Killing",
            Some("web"),
        );
        check(
            r#"Error: failed to start container "web": Error response from daemon: OCI runtime create failed"#,
            "Failed",
            Some("web"),
        );
    }

    #[test]
    fn what_somebody_ran_in_a_container_did_not_start_it() {
        let failed = "OCI runtime exec failed: exec failed: unable to start container process: OCI runtime create failed";
        assert_eq!(super::reason_in(failed), None);
        assert_eq!(
            super::reason_in("OCI runtime create failed: unable to start container process"),
            Some("Failed")
        );
        let begin =
            "container_linux.go:262: starting container process caused \"exec: \\\"/till\\\": no such file\"";
        assert_eq!(super::reason_in(begin), Some("Failed"));
        assert_eq!(super::reason_in(&format!("oci runtime error: exec failed: {begin}")), None);
        let probe = "Liveness probe failed: OCI runtime exec failed: exec failed: no such file";
        assert_eq!(super::reason_in(probe), Some("Unhealthy"));
    }

    #[test]
    fn other_lines_are_no_reports() {
        for line in [
            "retrying with back-off of 3s",
            "MountVolume.SetUp succeeded for volume \"a\"",
            "no nodes are available: trying again",
            "starting container manager",
        ] {
            assert!(quoted(line).is_empty(), "{line}");
        }
    }
}
