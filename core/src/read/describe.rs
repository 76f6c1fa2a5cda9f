//! `kubectl describe pod`, whole, cut at both ends, or a few lines that somebody grepped out of it.
//!
//! ```text
//! Name:         api-7c9d8f6b4d-2xqlk            level 0: the pod
//! Namespace:    prod
//! Containers:
//!   api:                                        level 1: a container
//!     Image:          api:1.2                   level 2: its keys
//!     Last State:     Terminated
//!       Reason:       Error                     level 3: their parts
//!       Message:      panic: no DATABASE_URL    may span lines, which are then NOT indented
//!       Exit Code:    2
//! Events:
//!   Type     Reason   Age                From     Message
//! ```
//!
//! Columns differ from block to block, versions differ in their keys (tabs up to 1.7, `Controllers:` up to 1.6),
//! and people strip the blanks, so lines are known by their key first and by their indentation second.

mod body;
mod depth;
mod keys;
mod message;
mod probe;
mod values;

use super::Reader;
use super::facts::Seen;
use crate::split::Form;
use crate::text::Line;
use body::Body;
pub(super) use keys::key_of;
pub(super) use probe::parse as probe;

pub(super) static READER: Reader = Reader { form: Form { kind: "describe", claims }, read };

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    if !begins(lines) {
        return None;
    }
    let mut body = Body::default();
    let mut taken = 0;
    while let Some(rest) = lines.get(taken..).filter(|rest| !rest.is_empty()) {
        if taken > 0 && !body.holds(rest) && keys::is_object_start(rest) || !body.feed(rest) {
            break;
        }
        taken += 1;
    }
    (taken > 0).then_some(taken)
}

/// Whether a describe, or a piece of one, begins here.
fn begins(lines: &[Line<'_>]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let is_followed =
        || rest.iter().filter(|line| !line.is_blank()).take(3).any(|line| keys::is_distinctive(&line.text));
    // Words such as `Reason:` stand in other texts as well: two keys in a row are needed.
    match key_of(&first.text) {
        Some((key, _)) => {
            keys::is_distinctive(&first.text)
                || keys::is_object_start(lines)
                || key != "Name" && is_followed()
                || tells_the_phase(lines)
        }
        None => body::container_name(first, rest).is_some() && is_followed(),
    }
}

/// Whether the lines are those with which describe says how a pod fares as a whole.
fn tells_the_phase(lines: &[Line<'_>]) -> bool {
    let mut keys = lines.iter().map(|line| key_of(&line.text));
    let phase = keys.next().flatten().filter(|(key, _)| *key == "Status").map(|(_, value)| value);
    let next = keys.next().flatten().map(|(key, _)| key);
    let is_phase = phase.is_some_and(|phase| ["Failed", "Pending", "Running", "Succeeded"].contains(&phase));
    is_phase
        && (matches!(next, Some("IP" | "IPs"))
            || next == Some("Reason") && keys.next().flatten().is_some_and(|(key, _)| key == "Message"))
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
    use super::super::facts::{Action, EnvValue, Kind, Phase, Pod};
    use super::{READER, Seen};
    use crate::text::Source;

    /// The pod in a paste that must be claimed up to its last line.
    #[track_caller]
    fn pod(paste: &str) -> Pod {
        let source = Source::new(paste);
        let taken = (READER.form.claims)(&source.lines).expect("not claimed");
        let left: Vec<_> = source.lines[taken..].iter().filter(|line| !line.is_blank()).collect();
        assert!(left.is_empty(), "not claimed: {left:?}");
        let mut seen = Vec::new();
        (READER.read)(&source.lines[..taken], &mut seen);
        match seen.pop() {
            Some(Seen::Pod(pod)) => *pod,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_name_alone_begins_no_describe() {
        let claims = |text: &str| (READER.form.claims)(&Source::new(text).lines).is_some();
        assert!(!claims("Name:  till\n    Restart Count:  3\n"));
        assert!(claims("Image:  till:4\n    Restart Count:  3\n"));
        // A piece whose name was cut off ends where the next pod begins.
        let (_, piece) = WHOLE.split_once("    Container ID:").unwrap();
        let paste = format!("    Container ID:{piece}\n{WHOLE}");
        let taken = (READER.form.claims)(&Source::new(&paste).lines).unwrap();
        assert!(taken < WHOLE.lines().count(), "{taken}");
    }

    #[test]
    fn how_a_pod_ended_is_known_without_its_name() {
        let told = pod("Status:       Failed\nReason:       Terminated\nMessage:      the node goes down\n");
        assert_eq!(told.reason.unwrap().value, "Terminated");
        assert_eq!(told.message.unwrap().value, "the node goes down");
        assert_eq!(
            pod("Status:       Succeeded\nIP:           10.1.2.3\n").status.unwrap().value,
            "Succeeded"
        );
        for other in [
            "Status: active\nIP: 10.1.2.3\n",
            "Status: Failed\nReason: unknown\n",
            "Status: Running\nUptime: 3\n",
        ] {
            assert_eq!((READER.form.claims)(&Source::new(other).lines), None, "{other}");
        }
    }

    #[test]
    fn a_remark_behind_a_value_is_none_of_it() {
        for remark in ["  # why?", " <--- here", "   \u{2190} look"] {
            let told = pod(&format!(
                "    Last State:     Terminated\n      Reason:       Error{remark}\n      Exit Code:    139{remark}\n"
            ));
            let last = told.containers[0].last_state.as_ref().unwrap();
            assert_eq!(
                (last.reason.as_ref().unwrap().as_str(), last.exit_code.as_ref().unwrap().value),
                ("Error", 139)
            );
        }
    }

    #[test]
    fn a_message_of_the_pod_may_begin_on_its_next_line() {
        let told = |message: &str| {
            let paste = format!(
                "Name:         till-0\nNamespace:    shop\nStatus:       Failed\nReason:       Evicted\nMessage:      {message}\nIP:           10.1.2.3\n"
            );
            pod(&paste).message.map(|message| message.value)
        };
        assert_eq!(told("low on memory").as_deref(), Some("low on memory"));
        assert_eq!(told("low on memory\\r").as_deref(), Some("low on memory"));
        assert!(told("low on memory\nand on disk").is_some_and(|told| told.ends_with("and on disk")));
        assert!(told("\nlow on memory").is_some_and(|told| told.ends_with("low on memory")));
        assert_eq!(told("<none>"), None);
        assert_eq!(told(""), None);
    }

    #[test]
    fn a_pod_that_goes_has_a_time_to_do_so() {
        let told = pod(
            "Name:         till-0\nNamespace:    shop\nStatus:       Terminating (lasts 2m)\nTermination Grace Period:  45s\n",
        );
        assert_eq!((told.status.unwrap().value.as_str(), told.grace.unwrap().value), ("Terminating", 45));
    }

    #[test]
    fn who_a_pod_is_to_the_api_and_how_it_ranks() {
        let told = pod(
            "Name:         till-0\nNamespace:    shop\nPriority Class Name:  high\nService Account:  cashier\n",
        );
        assert_eq!(told.priority_class.unwrap().value, "high");
        assert_eq!(told.service_account.unwrap().value, "cashier");
    }

    #[test]
    fn behind_a_blank_line_a_describe_goes_on() {
        let begin =
            "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    Image:         till:4\n\n";
        let taken = |more: &str| (READER.form.claims)(&Source::new(&format!("{begin}{more}")).lines).unwrap();
        let whole = begin.lines().count();
        for more in [
            "  proxy:\n    Image:         proxy:2",
            "    Restart Count:  3",
            "  Warning  BackOff  5m (x3 over 6m)  kubelet  Back-off restarting failed container",
            "    Port:          <none>",
        ] {
            assert_eq!(taken(more), whole + more.lines().count(), "{more}");
        }
        for other in ["  proxy:\n    is up", "Message: hello", "Name: till", "it is slow"] {
            assert!(taken(other) <= whole, "{other}");
        }
    }

    const WHOLE: &str = "\
Name:             shop-6d5f7c8b9d-k2x7p
Namespace:        prod
Service Account:  default
Node:             node-3/10.0.0.3
Labels:           app=shop
                  pod-template-hash=6d5f7c8b9d
Status:           Running
Controlled By:    ReplicaSet/shop-6d5f7c8b9d
Init Containers:
  migrate:
    Image:         shop-db:2
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
Containers:
  web:
    Container ID:  containerd://0123
    Image:         shop:1.4
    Ports:         8080/TCP (http), 9090/TCP
    Command:
      /app/web
      --serve
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Message:      panic: Events: none

Name: not a pod
      Exit Code:    2
      Started:      Tue, 23 Jun 2026 14:02:08 +0000
      Finished:     Tue, 23 Jun 2026 14:02:10 +0000
    Ready:          False
    Restart Count:  7
    Limits:
      cpu:     500m
      memory:  256Mi
    Liveness:   http-get http://:8080/healthz delay=5s timeout=1s period=10s #success=1 #failure=3
    Readiness:  exec [cat /run/ready] delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3
    Environment Variables from:
      shop-env  ConfigMap  Optional: false
    Environment:
      DB_HOST:  db.prod
      DB_PASS:  <set to the key 'pass' in secret 'shop-db'>  Optional: false
      EMPTY:    
    Mounts:
      /etc/shop from config (ro,path=\"app.yaml\")
Conditions:
  Type              Status
  Ready             False 
Volumes:
  config:
    Type:      ConfigMap (a volume populated by a ConfigMap)
    Name:      shop-config
    Optional:  false
QoS Class:       Burstable
Node-Selectors:  <none>
Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                 node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type     Reason     Age                 From     Message
  ----     ------     ----                ----     -------
  Warning  BackOff    7s (x90 over 29m)   kubelet  Back-off restarting failed container web in pod shop_prod(1)
";

    #[test]
    fn what_is_not_set_is_not_read() {
        let image = |image: &str| {
            let pod = pod(&format!(
                "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    Container ID:   \n    Image:          {image}\n    State:          Running\n"
            ));
            pod.containers[0].image.as_ref().map(|image| image.value.clone())
        };
        assert_eq!(image("till:4.1").as_deref(), Some("till:4.1"));
        assert_eq!(image("<none>"), None);
        assert_eq!(image(""), None);
    }

    #[test]
    fn a_piece_may_begin_with_the_name_of_a_container() {
        let piece = "migrate:\n    Container ID:  containerd://0123\n    Image:  shop-db:2\n    Last State:  Terminated\n";
        let pod = pod(piece);
        assert_eq!(pod.containers.len(), 1);
        assert_eq!(pod.containers[0].name.as_ref().unwrap().value, "migrate");
    }

    #[test]
    fn a_whole_describe() {
        let pod = pod(WHOLE);
        assert_eq!(pod.name.unwrap().value, "shop-6d5f7c8b9d-k2x7p");
        assert_eq!(pod.namespace.unwrap().value, "prod");
        assert_eq!(pod.owner.unwrap().value.name, "shop-6d5f7c8b9d");
        assert_eq!(pod.node.unwrap().value, "node-3");
        assert_eq!(pod.labels.len(), 2);
        assert_eq!(pod.events.len(), 1);
        assert_eq!(pod.conditions.len(), 1);
        assert_eq!(pod.volumes[0].source.as_ref().unwrap().value, "shop-config");
        let [migrate, web] = &pod.containers[..] else { panic!("{:?}", pod.containers) };
        assert_eq!(migrate.kind, Kind::Init);
        assert_eq!(web.name.as_ref().unwrap().value, "web");
        assert_eq!(web.command.iter().map(|word| word.as_str()).collect::<Vec<_>>(), ["/app/web", "--serve"]);
        assert_eq!(web.ports.iter().map(|port| port.number).collect::<Vec<_>>(), [8080, 9090]);
        assert_eq!(web.state.as_ref().unwrap().reason.as_ref().unwrap().value, "CrashLoopBackOff");
        assert_eq!(web.restarts.as_ref().unwrap().value, 7);
        assert_eq!(web.limits.iter().find(|limit| limit.0 == "memory").unwrap().1.value, "256Mi");
        assert_eq!(web.env_from[0].object.value, "shop-env");
        assert_eq!(web.mounts[0].sub_path.as_deref(), Some("app.yaml"));
        let last = web.last_state.as_ref().unwrap();
        assert_eq!(last.phase, Phase::Terminated);
        assert_eq!(last.exit_code.as_ref().unwrap().value, 2);
        let took = last.finished.as_ref().unwrap().value.since(last.started.as_ref().unwrap().value);
        assert_eq!(took, 2);
    }

    #[test]
    fn a_message_may_hold_the_beginning_of_another_describe() {
        let last = "    Last State:     Terminated\n      Reason:       Error\n      Message:      no such pod:\n\
                    Name:         cart-0\nNamespace:    shop\n      Exit Code:    3\n      \
                    Started:      Tue, 23 Jun 2026 14:02:08 +0000\n      Finished:     Tue, 23 Jun 2026 14:02:10 +0000\n";
        let paste = format!(
            "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    State:          Running\n{last}"
        );
        let pod = pod(&paste);
        assert_eq!(pod.name.unwrap().value, "till-0");
        let last = pod.containers[0].last_state.as_ref().unwrap();
        assert_eq!(last.exit_code.as_ref().unwrap().value, 3);
        assert!(last.message.as_ref().unwrap().value.contains("cart-0"));
    }

    #[test]
    fn a_message_may_look_like_a_describe() {
        let pod = pod(WHOLE);
        let message = pod.containers[1].last_state.as_ref().unwrap().message.as_ref().unwrap();
        assert_eq!(message.value, "panic: Events: none\n\nName: not a pod");
        assert_eq!(message.span.of(WHOLE), message.value);
    }

    #[test]
    fn probes_of_both_notations() {
        let pod = pod(WHOLE);
        let web = &pod.containers[1];
        let liveness = web.liveness.as_ref().unwrap();
        let Action::Http { port, path, .. } = &liveness.action else { panic!("{liveness:?}") };
        assert_eq!(
            (port.as_str(), path.as_str(), liveness.delay, liveness.failure),
            ("8080", "/healthz", 5, 3)
        );
        assert_eq!(web.readiness.as_ref().unwrap().action, Action::Exec("cat /run/ready".into()));
    }

    #[test]
    fn variables_and_where_they_come_from() {
        let pod = pod(WHOLE);
        let env = &pod.containers[1].env;
        assert_eq!(env[0].value, EnvValue::Literal("db.prod".into()));
        let EnvValue::Key { kind, object, key, .. } = &env[1].value else { panic!("{env:?}") };
        assert_eq!((kind.as_str(), object.as_str(), key.as_str()), ("Secret", "shop-db", "pass"));
        assert_eq!(env[2].value, EnvValue::Literal(String::new()));
    }

    #[test]
    fn blanks_may_be_stripped() {
        let stripped: String = WHOLE.lines().map(|line| format!("{}\n", line.trim())).collect();
        let (pod, whole) = (pod(&stripped), pod(WHOLE));
        assert_eq!(pod.containers.len(), 2);
        assert_eq!(pod.containers[1].env.len(), whole.containers[1].env.len());
        assert_eq!(pod.containers[1].restarts.as_ref().unwrap().value, 7);
        assert_eq!(pod.events.len(), 1);
    }

    #[test]
    fn a_grepped_last_state_is_enough() {
        let pod =
            pod("    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n");
        let last = pod.containers[0].last_state.as_ref().unwrap();
        assert_eq!(last.reason.as_ref().unwrap().value, "OOMKilled");
    }

    #[test]
    fn a_lone_probe_line_is_enough() {
        let pod =
            pod("    Liveness:   tcp-socket :5432 delay=5s timeout=1s period=10s #success=1 #failure=3");
        let probe = pod.containers[0].liveness.as_ref().unwrap();
        assert_eq!(probe.action, Action::Tcp { host: String::new(), port: "5432".into() });
    }

    #[test]
    fn a_message_goes_on_up_to_the_next_row() {
        let table = |between: &str| {
            format!(
                "Events:\n  Type     Reason   Age  From     Message\n  ----     ------   ---  ----     -------\n  \
                 Warning  Failed   2m   kubelet  Error: no ledger\n{between}  \
                 Warning  BackOff  1m   kubelet  Back-off restarting failed container\n"
            )
        };
        let pod = pod(&format!("Name:         till-0\nNamespace:    shop\n{}", table("nor a till\n")));
        let messages: Vec<_> =
            pod.events.iter().map(|event| event.message.as_ref().unwrap().value.as_str()).collect();
        assert_eq!(messages, ["Error: no ledger\nnor a till", "Back-off restarting failed container"]);
        // A line of a log that came in between is no message.
        let log = format!(
            "Name:         till-0\nNamespace:    shop\n{}",
            table("2026-11-19 INFO opening the till\n")
        );
        assert_eq!((READER.form.claims)(&Source::new(&log).lines), Some(6));
    }

    #[test]
    fn rows_of_events_may_follow_a_grepped_line() {
        let pod = pod(concat!(
            "    Liveness:   tcp-socket :5432 delay=5s timeout=1s period=10s #success=1 #failure=3\n",
            "  Warning  Unhealthy  Liveness probe failed: EOF\n",
        ));
        assert_eq!(pod.events.len(), 1);
    }

    #[test]
    fn the_top_may_be_missing() {
        let from = WHOLE.find("      Exit Code:    2").unwrap();
        let pod = pod(&WHOLE[from..]);
        assert_eq!(pod.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 2);
        assert_eq!(pod.events.len(), 1);
    }

    #[test]
    fn two_pods_are_two_artifacts() {
        let paste = format!("{WHOLE}\n\n{WHOLE}");
        let source = Source::new(&paste);
        let taken = (READER.form.claims)(&source.lines).unwrap();
        assert!(taken < WHOLE.lines().count() + 2, "{taken}");
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in ["Reason: it broke\nplease help", "Name: Bob", "2026 ERROR State: bad", "Message: hi"] {
            let source = Source::new(text);
            assert_eq!((READER.form.claims)(&source.lines), None, "{text}");
        }
    }

    #[test]
    fn a_value_of_several_lines_holds_no_variables() {
        let lines =
            "      RULES:  first: 1\n              SECOND:  2\n\n              third: 3\n      NEXT:    x\n";
        let pod = pod(&WHOLE.replace("      DB_HOST:  db.prod\n", lines));
        let web = pod.containers.last().unwrap();
        let env: Vec<_> = web.env.iter().map(|one| one.name.value.as_str()).collect();
        assert_eq!(env, ["RULES", "NEXT", "DB_PASS", "EMPTY"]);
        assert_eq!(web.env[0].value, EnvValue::Literal("first: 1\nSECOND:  2\n\nthird: 3".into()));
    }

    #[test]
    fn an_odd_condition_ends_nothing() {
        let pod = pod(&WHOLE.replace(
            "  Ready             False \n",
            "  Ready             False \n  odd one           <unset>\n",
        ));
        assert_eq!((pod.conditions.len(), pod.volumes.len()), (1, 1));
    }

    #[test]
    fn conditions_end_where_nothing_stands_below_them() {
        let paste = "Name:         till-0\nNamespace:    shop\nConditions:\n  Type              Status\n  Ready             False\nstarting up\n";
        assert_eq!((READER.form.claims)(&Source::new(paste).lines), Some(5));
    }
}
