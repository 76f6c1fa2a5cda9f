//! The details of a pod in Lens and Freelens, copied out of their panel: the name of every field stands on a line of
//! its own, and what it holds on the next ones.
//!
//! ```text
//! Name                                            the pod
//! till-5f6d7c8b9-x7k2p
//! Containers                                      a title
//! till                                            a container
//! Status
//! waiting
//! Last Status
//! terminated
//! Reason: Error - exit code: 1
//! Started: 5m ago (2026-11-19T10:11:40+00:00)     or `Started at: 2026-11-19T10:11:40+00:00`
//! Events
//! Back-off restarting failed container            an event, then its fields
//! Source
//! kubelet node-1
//! ```
//!
//! What it shows as small boxes loses the blanks between: `cpu=1memory=128Mi`. Labels, of which no name is known, are
//! not read, and neither are volumes. Why a container waits is not said.

mod body;
mod field;

use super::Reader;
use super::facts::Seen;
use crate::split::Form;
use crate::text::Line;
use body::Body;
pub(super) use body::may_begin;

pub(super) static READER: Reader = Reader { form: Form { kind: "panel", claims }, read };

/// Within so many lines it must be clear what it is: words such as `Name` and `Status` stand in other texts as well.
const SOON: usize = 100;

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    if !may_begin(lines) {
        return None;
    }
    let mut body = Body::default();
    let mut taken = 0;
    while let Some(rest) = lines.get(taken..).filter(|rest| !rest.is_empty()) {
        if taken >= SOON && !body.is_sure() || !body.feed(rest) {
            break;
        }
        taken += 1;
    }
    body.is_sure().then_some(taken)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let mut body = Body::default();
    for at in 0..lines.len() {
        body.feed(lines.get(at..).unwrap_or_default());
    }
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        seen.push(Seen::Pod(Box::new(body.finish(first.span.to(last.span)))));
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Action, Kind, Phase, Pod};
    use super::{READER, Seen};
    use crate::text::Source;

    /// The pod in a copy that must be claimed up to the line before `behind`.
    #[track_caller]
    fn pod(copy: &str, behind: &str) -> Pod {
        let paste = format!("{copy}{behind}");
        let source = Source::new(&paste);
        let taken = (READER.form.claims)(&source.lines).expect("not claimed");
        let left: Vec<_> = source.lines[taken..]
            .iter()
            .map(|line| line.text.as_ref())
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(left, behind.lines().collect::<Vec<_>>());
        let mut seen = Vec::new();
        (READER.read)(&source.lines[..taken], &mut seen);
        match seen.pop() {
            Some(Seen::Pod(pod)) => *pod,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_copy_may_begin_within_a_container() {
        let end = "Last Status\nterminated\nReason:Reason: Error - exit code: 3\nImage\nregistry.example.com/till:4.1\n";
        for copy in [end.to_owned(), format!("Status\nrunning, ready\n{end}")] {
            let pod = pod(&copy, "");
            assert_eq!(pod.containers.len(), 1, "{copy}");
            let last = pod.containers[0].last_state.as_ref().unwrap();
            assert_eq!(last.exit_code.as_ref().unwrap().value, 3, "{copy}");
            assert!(pod.status.is_none(), "{copy}");
        }
    }

    const LENS: &str = "\
Created
12m ago 2026-11-19T10:00:00+00:00
Name
till-5f6d7c8b9-x7k2p
Namespace
sales
Labels
app=tilltier=web
Controlled By
ReplicaSet till-5f6d7c8b9

Status
Running
Node
node-1
QoS Class
Burstable
Conditions
InitializedReady
Containers
till
Status
waiting
Last Status
terminated
Reason:Reason: Error - exit code: 1
Started at: 2026-11-19T10:11:40+00:00
Finished at: 2026-11-19T10:11:42+00:00
Image
registry.example.com/sales/till:4.1
Ports
http: 8080/TCPForward...
Environment
TILL_MODE : fast
TILL_TOKEN : secret(till)[token]
Mounts
/etc/till
from config (ro)
Liveness
http-gethttp://:8080/healthzdelay=5stimeout=1speriod=10s#success=1#failure=3
Command
/app/till serve
proxy
Status
running, ready
Image
proxy:2
Events
Back-off restarting failed container till in pod till-5f6d7c8b9-x7k2p_sales(1f2e)
Source
kubelet node-1
Count
12
Sub-object
spec.containers{till}
Last seen
2026-11-19T10:12:00+00:00
";

    #[test]
    fn every_part_of_a_panel() {
        let pod = pod(LENS, "INFO starting\n");
        let text = |fact: &Option<super::super::facts::Text>| fact.as_ref().unwrap().value.clone();
        assert_eq!((text(&pod.name), text(&pod.namespace)), ("till-5f6d7c8b9-x7k2p".into(), "sales".into()));
        assert_eq!((text(&pod.node), text(&pod.status)), ("node-1".into(), "Running".into()));
        assert_eq!(pod.owner.unwrap().value.name, "till-5f6d7c8b9");
        let [till, proxy] = &pod.containers[..] else { panic!("{:?}", pod.containers) };
        assert_eq!((text(&till.name), till.kind), ("till".into(), Kind::App));
        assert_eq!(till.state.as_ref().unwrap().phase, Phase::Waiting);
        let last = till.last_state.as_ref().unwrap();
        assert_eq!((last.phase, text(&last.reason)), (Phase::Terminated, "Error".into()));
        assert_eq!(last.exit_code.as_ref().unwrap().value, 1);
        let took = last.finished.as_ref().unwrap().value.since(last.started.as_ref().unwrap().value);
        assert_eq!(took, 2);
        assert_eq!(last.reason.as_ref().unwrap().span.of(LENS), "Error");
        assert_eq!(text(&till.image), "registry.example.com/sales/till:4.1");
        assert_eq!((till.ports[0].number, till.ports[0].name.as_deref()), (8080, Some("http")));
        assert_eq!(till.env.len(), 2);
        let mount = &till.mounts[0];
        assert_eq!(
            (mount.path.value.as_str(), mount.volume.as_str(), mount.read_only),
            ("/etc/till", "config", true)
        );
        assert_eq!(till.command.iter().map(|word| word.as_str()).collect::<Vec<_>>(), ["/app/till serve"]);
        let liveness = till.liveness.as_ref().unwrap();
        assert_eq!((liveness.delay, liveness.failure), (5, 3));
        let Action::Http { port, path, .. } = &liveness.action else { panic!("{liveness:?}") };
        assert_eq!((port.as_str(), path.as_str()), ("8080", "/healthz"));
        assert_eq!((text(&proxy.name), proxy.ready.as_ref().unwrap().value), ("proxy".into(), true));
        let [event] = &pod.events[..] else { panic!("{:?}", pod.events) };
        assert_eq!((text(&event.reason), text(&event.container)), ("BackOff".into(), "till".into()));
        assert_eq!((text(&event.source), event.count), ("kubelet".into(), Some(12)));
        assert!(event.at.is_some());
    }

    #[test]
    fn events_alone_are_known_by_their_number_and_time() {
        let claimed = |fields: &str| {
            let copy =
                format!("Events\nBack-off restarting failed container\nSource\nkubelet node-1\n{fields}");
            (READER.form.claims)(&Source::new(&copy).lines).is_some()
        };
        let (count, time) = ("Count\n12\n", "Last seen\n2026-11-19T10:12:00+00:00\n");
        assert!(claimed(&format!("{count}{time}")));
        assert!(!claimed(time));
        assert!(!claimed(&format!("{count}Last seen\na while ago\n")));
    }

    #[test]
    fn the_words_of_freelens() {
        let pod = pod(
            concat!(
                "Init Containers\nmigrate\nStatus\nterminated, init - Completed (exit code: 0)\nImage\ntill:4\n",
                "Containers\ntill\nStatus\nterminated, restarted - OOMKilled (exit code: 137)\nLast Status\nterminated\n",
                "Reason: OOMKilled - exit code: 137\nStarted: 5m ago (2026-11-19T10:11:40+00:00)\n",
                "Finished: 4m ago (2026-11-19T10:12:40+00:00)\nImage\ntill:4\nLiveness\nexec [cat /run/ok]delay=0stimeout=1speriod=10s#success=1#failure=3\nRequests\nmemory=64Mi\nLimits\ncpu=500mmemory=128Mi\n",
            ),
            "FATAL no\n",
        );
        let [migrate, till] = &pod.containers[..] else { panic!("{:?}", pod.containers) };
        assert_eq!(migrate.kind, Kind::Init);
        assert_eq!(migrate.state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 0);
        assert_eq!(till.state.as_ref().unwrap().reason.as_ref().unwrap().value, "OOMKilled");
        assert_eq!(
            till.last_state.as_ref().unwrap().finished.as_ref().unwrap().value.to_rfc3339(),
            "2026-11-19T10:12:40Z"
        );
        let limits: Vec<_> =
            till.limits.iter().map(|(name, of)| (name.as_str(), of.value.as_str())).collect();
        assert_eq!(limits, [("cpu", "500m"), ("memory", "128Mi")]);
        assert_eq!((till.requests[0].0.as_str(), till.requests[0].1.as_str()), ("memory", "64Mi"));
        assert_eq!(till.liveness.as_ref().unwrap().action, Action::Exec("cat /run/ok".into()));
    }

    #[test]
    fn one_container_or_its_end_is_enough() {
        let of_one =
            pod("till\nStatus\nwaiting\nLast Status\nterminated\nReason: Error - exit code: 3\n", "");
        assert_eq!(of_one.containers[0].name.as_ref().unwrap().value, "till");
        let end = pod("Last Status\nterminated\nReason: Error - exit code: 3\n", "");
        assert_eq!(end.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 3);
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "Name\nStatus\nwaiting\n",
            "Status\nRunning\nNode\nnode-1\n",
            "Containers\nare small\n",
            "Source\nhttps://example.com\nCount\n",
            "Status: waiting\nLast Status: terminated\n",
        ] {
            assert_eq!((READER.form.claims)(&Source::new(text).lines), None, "{text}");
        }
    }

    #[test]
    fn a_long_panel_is_read_to_its_end() {
        let many: String = (0..150).map(|number| format!("KEY_{number} : x\n")).collect();
        let pod = pod(&LENS.replace("TILL_MODE : fast\n", &many), "INFO starting\n");
        assert_eq!((pod.containers.len(), pod.containers[0].env.len(), pod.events.len()), (2, 151, 1));
        let unsure = format!("Name\ntill\nLabels\n{many}Status\nRunning\n");
        assert_eq!((READER.form.claims)(&Source::new(&unsure).lines), None);
    }

    #[test]
    fn what_else_a_panel_says_of_a_pod() {
        let more = "QoS Class\nBurstable\nService Account\ntill-runner\nPriority Class\nhigh\n";
        let pod = pod(&LENS.replace("QoS Class\nBurstable\n", more), "");
        let text = |fact: &Option<super::super::facts::Text>| fact.as_ref().unwrap().value.clone();
        assert_eq!(text(&pod.service_account), "till-runner");
        assert_eq!((text(&pod.priority_class), text(&pod.qos)), ("high".into(), "Burstable".into()));
    }
}
