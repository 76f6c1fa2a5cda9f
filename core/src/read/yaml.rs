//! What `kubectl get -o yaml` prints, manifests people write, and pieces of both.
//!
//! ```text
//! apiVersion: v1                    an object, a list, or several behind `---`
//! kind: Pod
//!
//!     lastState:                    a piece, indented as it was
//!       terminated:
//!         exitCode: 137
//!
//!         exitCode: 137             what `grep` left over
//!         reason: OOMKilled
//! ```

mod anchors;

use super::facts::Seen;
use super::{Reader, block, object};
use crate::limits::Bound;
use crate::split::Form;
use crate::text::Line;
use anchors::Followed;

/// Reads objects in YAML.
pub(super) static READER: Reader = Reader { form: Form { kind: "yaml", claims }, read };

/// How many lines are looked at for a key that only Kubernetes has.
const AHEAD: usize = 14;

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?;
    let text = first.text.trim();
    let begins = if text == "---" {
        let next = lines.iter().skip(1).take(8).position(|line| {
            let text = line.text.trim();
            !text.is_empty() && !text.starts_with('#')
        })?;
        let next = lines.get(next + 1..)?;
        tells(next) && block::key_of(next.first()?.text.trim()).is_some_and(|(key, _)| object::is_key(key))
    } else {
        let inner = without_dashes(text);
        let (key, _) = block::key_of(inner)?;
        object::is_key(key) && tells(lines)
    };
    if !begins {
        return None;
    }
    let taken = block::parse(lines, object::is_key).lines;
    (taken > 0).then_some(taken)
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let block = block::parse(lines, object::is_key);
    if block.is_too_deep {
        seen.push(Seen::Limit(Bound::Nesting, 1));
    }
    let followed = block.anchors.then(|| anchors::followed(lines));
    let roots = match followed {
        Some(Followed::Nodes(roots)) => roots,
        Some(Followed::TooMuch) => {
            seen.push(Seen::Limit(Bound::Aliases, 1));
            block.roots
        }
        Some(Followed::Broken) | None => block.roots,
    };
    for root in roots {
        object::read(root, seen);
    }
}

/// Whether one of the next lines, all YAML, holds a key that only Kubernetes has.
fn tells(lines: &[Line<'_>]) -> bool {
    for (number, line) in lines.iter().enumerate().take(AHEAD) {
        let text = line.text.trim();
        let inner = without_dashes(text);
        let Some((key, value)) = block::key_of(inner) else {
            if block::item_of(text).is_some() && number > 0 {
                continue;
            }
            return false;
        };
        if key.starts_with(|first: char| first.is_ascii_uppercase()) {
            return false;
        }
        let value = value.trim();
        if !value.is_empty() && object::is_telling(key, value) && !is_debug_output(value) {
            return true;
        }
        if value.is_empty() {
            // What follows says whether it is a block, and which.
            let next = lines.get(number + 1).filter(|next| !next.is_blank());
            let opener = next.map_or("", |next| {
                let text = next.text.trim();
                if block::item_of(text).is_some() && next.indent() >= line.indent() {
                    "["
                } else if next.indent() > line.indent() && block::key_of(text).is_some() {
                    "{"
                } else {
                    ""
                }
            });
            if object::is_telling(key, opener) {
                return true;
            }
        }
    }
    false
}

/// `[till --port 80]` and `["till" "--port"]`, as Go programs log their arguments: a list in YAML has commas.
fn is_debug_output(value: &str) -> bool {
    value.starts_with('[') && value.contains(' ') && !value.contains(',')
}

pub(super) fn without_dashes(mut text: &str) -> &str {
    while let Some(rest) = block::item_of(text) {
        text = rest.trim_start();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{READER, tells};
    use crate::read::facts::{Action, EnvValue, Kind, Phase, Pod, Seen};
    use crate::split;
    use crate::text::{Source, Time};

    /// What all YAML of a paste says.
    fn seen(paste: &str) -> Vec<Seen> {
        let source = Source::new(paste);
        let mut seen = Vec::new();
        for artifact in split::artifacts(&source.lines, &[&READER.form], &[]) {
            if artifact.form.is_some() {
                (READER.read)(&source.lines[artifact.lines], &mut seen);
            }
        }
        seen
    }

    #[track_caller]
    fn pods(paste: &str) -> Vec<Pod> {
        let pod = |seen| match seen {
            Seen::Pod(pod) => Some(*pod),
            _ => None,
        };
        seen(paste).into_iter().filter_map(pod).collect()
    }

    #[track_caller]
    fn pod(paste: &str) -> Pod {
        let mut pods = pods(paste);
        assert_eq!(pods.len(), 1, "{pods:#?}");
        pods.remove(0)
    }

    /// How many lines the first artifact takes, if one begins at the first line.
    fn taken(paste: &str) -> Option<usize> {
        (READER.form.claims)(&Source::new(paste).lines)
    }

    const WHOLE: &str = r#"apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"not-this-one"}}
    note: |-
      Name: nothing

      Events: nothing
  labels:
    app: till
  name: till-6d5f8c9b7-k2v4x
  namespace: sales
  ownerReferences:
  - apiVersion: example.com/v1
    kind: Watcher
    name: eye
  - apiVersion: apps/v1
    blockOwnerDeletion: true
    controller: true
    kind: ReplicaSet
    name: till-6d5f8c9b7
spec:
  containers:
  - args:
    - --greeting
    - 'it''s: open'
    command:
    - /bin/till
    env:
    - name: SHOP
      value: "7"
    - name: LEDGER
      valueFrom:
        secretKeyRef:
          key: dsn
          name: till-ledger
    - name: NODE
      valueFrom:
        fieldRef:
          fieldPath: spec.nodeName
    envFrom:
    - configMapRef:
        name: till-settings
        optional: true
    image: registry.example/till:4
    livenessProbe:
      httpGet:
        path: /alive
        port: web
        scheme: HTTPS
      initialDelaySeconds: 7
    name: till
    ports:
    - containerPort: 8443
      name: web
    readinessProbe:
      exec:
        command: ["test", "-f", "/tmp/open"]
      failureThreshold: 2
    resources:
      limits:
        memory: 96Mi
      requests:
        cpu: 50m
    securityContext:
      capabilities:
        drop: [ALL]
      runAsUser: 1000
    volumeMounts:
    - mountPath: /etc/till
      name: settings
      readOnly: true
      subPath: till.toml
  initContainers:
  - image: registry.example/mesh:2
    name: mesh
    restartPolicy: Always
  nodeName: node-b
  restartPolicy: Always
  terminationGracePeriodSeconds: 45
  volumes:
  - configMap:
      name: till-settings
    name: settings
  - emptyDir: {}
    name: scratch
status:
  conditions:
  - lastTransitionTime: "2026-03-01T10:00:00Z"
    message: 'containers with unready status: [till]'
    reason: ContainersNotReady
    status: "False"
    type: Ready
  containerStatuses:
  - containerID: containerd://51ab
    image: registry.example/till:4
    lastState:
      terminated:
        containerID: containerd://51ab
        exitCode: 2
        finishedAt: "2026-03-01T10:20:09Z"
        message: "panic: the ledger is gone\n\ngoroutine 1 [running]:\n\t/src/till.go:31
          +0x1d\n"
        reason: Error
        startedAt: "2026-03-01T10:20:07Z"
    name: till
    ready: false
    restartCount: 9
    state:
      waiting:
        message: back-off 5m0s restarting failed container=till
          pod=till-6d5f8c9b7-k2v4x_sales(77)
        reason: CrashLoopBackOff
  phase: Running
  qosClass: Burstable
"#;

    #[test]
    fn a_whole_pod() {
        let paste =
            format!("$ kubectl get pod till-6d5f8c9b7-k2v4x -o yaml\n{WHOLE}$ kubectl logs till\npanic: x\n");
        let pod = pod(&paste);
        assert_eq!(pod.span.of(&paste).lines().last().unwrap().trim(), "qosClass: Burstable");
        assert_eq!(pod.name.as_ref().unwrap().span.of(&paste), "till-6d5f8c9b7-k2v4x");
        assert_eq!(pod.namespace.as_ref().unwrap().value, "sales");
        let owner = pod.owner.as_ref().unwrap();
        assert_eq!((owner.value.kind.as_str(), owner.value.name.as_str()), ("ReplicaSet", "till-6d5f8c9b7"));
        assert_eq!(pod.grace.as_ref().unwrap().span.of(&paste), "terminationGracePeriodSeconds: 45");
        assert_eq!(
            pod.conditions[0].message.as_ref().unwrap().value,
            "containers with unready status: [till]"
        );
        assert_eq!(pod.volumes[0].source.as_ref().unwrap().value, "till-settings");
        assert_eq!(pod.volumes[1].kind, "EmptyDir");
        assert_eq!(pod.containers[0].kind, Kind::Sidecar);
    }

    #[test]
    fn doubled_blanks_change_nothing() {
        let doubled: String = WHOLE
            .lines()
            .map(|line| " ".repeat(line.len() - line.trim_start().len()) + line + "\n")
            .collect();
        let (pod, whole) = (pod(&doubled), pod(WHOLE));
        let told = |pod: &Pod| {
            let containers = pod.containers.iter().map(|container| {
                let ports: Vec<_> =
                    container.ports.iter().map(|port| (port.number, port.name.clone())).collect();
                let env: Vec<_> = container.env.iter().map(|one| (&one.name.value, &one.value)).collect();
                let name = container.name.as_ref().map(|name| &name.value);
                let code =
                    container.last_state.as_ref().and_then(|state| Some(state.exit_code.as_ref()?.value));
                format!("{name:?} {ports:?} {env:?} {code:?}")
            });
            containers.collect::<Vec<_>>()
        };
        assert_eq!(told(&pod), told(&whole));
    }

    #[test]
    fn a_block_keeps_its_last_lines_if_it_says_so() {
        let value = |mark: &str| {
            let paste = format!(
                "spec:\n  containers:\n  - name: a\n    env:\n    - name: A\n      value: |{mark}\n        x\n\n    image: b\n"
            );
            match &pod(&paste).containers[0].env[0].value {
                EnvValue::Literal(text) => text.clone(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((value("").as_str(), value("-").as_str(), value("+").as_str()), ("x\n", "x", "x\n\n"));
        // The number says how much deeper than its key the block stands: what is deeper still belongs to the text.
        assert_eq!((value("1-").as_str(), value("2").as_str()), (" x", "x\n"));
    }

    #[test]
    fn a_container_joins_spec_and_status() {
        let pod = pod(WHOLE);
        assert_eq!(pod.containers.len(), 2);
        let till = &pod.containers[1];
        assert_eq!(till.args[1].value, "it's: open");
        assert_eq!(till.restarts.as_ref().unwrap().span.of(WHOLE), "restartCount: 9");
        let state = till.state.as_ref().unwrap();
        assert_eq!(state.reason.as_ref().unwrap().value, "CrashLoopBackOff");
        assert_eq!(
            state.message.as_ref().unwrap().value,
            "back-off 5m0s restarting failed container=till pod=till-6d5f8c9b7-k2v4x_sales(77)"
        );
        let last = till.last_state.as_ref().unwrap();
        assert_eq!(last.exit_code.as_ref().unwrap().value, 2);
        assert_eq!(last.exit_code.as_ref().unwrap().span.of(WHOLE), "exitCode: 2");
        assert_eq!(
            last.message.as_ref().unwrap().value,
            "panic: the ledger is gone\n\ngoroutine 1 [running]:\n\t/src/till.go:31 +0x1d"
        );
        assert_eq!(last.finished.as_ref().unwrap().value.since(last.started.as_ref().unwrap().value), 2);
        assert_eq!(till.limits[0].0, "memory");
        assert_eq!(till.limits[0].1.span.of(WHOLE), "96Mi");
        let settings: Vec<_> =
            till.security.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        assert_eq!(settings, [("capabilities.drop", "ALL"), ("runAsUser", "1000")]);
        assert_eq!(till.mounts[0].sub_path.as_deref(), Some("till.toml"));
    }

    #[test]
    fn what_a_probe_leaves_out_has_the_default() {
        let pod = pod(WHOLE);
        let liveness = pod.containers[1].liveness.as_ref().unwrap();
        assert_eq!(
            liveness.action,
            Action::Http {
                scheme: "https".into(),
                host: "".into(),
                port: "web".into(),
                path: "/alive".into()
            }
        );
        assert_eq!(
            (liveness.delay, liveness.timeout, liveness.period, liveness.success, liveness.failure),
            (7, 1, 10, 1, 3)
        );
        assert!(liveness.span.of(WHOLE).starts_with("livenessProbe:"));
        assert!(liveness.span.of(WHOLE).ends_with("initialDelaySeconds: 7"));
        let readiness = pod.containers[1].readiness.as_ref().unwrap();
        assert_eq!(readiness.action, Action::Exec("test -f /tmp/open".into()));
    }

    /// A pod with one container, of which this is the status.
    fn with_status(status: &str) -> Pod {
        pod(&format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: till-0\nspec:\n  containers:\n  - name: till\n  initContainers:\n  - name: till\n    \
             restartPolicy: Always\n  - name: schema\nstatus:\n{status}"
        ))
    }

    #[test]
    fn a_status_belongs_to_the_container_of_its_name_and_kind() {
        let pod = with_status(
            "  containerStatuses:\n  - name: till\n    restartCount: 3\n    ready: false\n  - name: mesh\n    restartCount: 4\n  \
             initContainerStatuses:\n  - name: till\n    restartCount: 5\n  - name: schema\n    restartCount: 6\n",
        );
        let restarts: Vec<_> = pod
            .containers
            .iter()
            .map(|one| {
                (one.name.as_ref().unwrap().value.as_str(), one.kind, one.restarts.as_ref().unwrap().value)
            })
            .collect();
        assert_eq!(
            restarts,
            [
                ("till", Kind::Sidecar, 5),
                ("schema", Kind::Init, 6),
                ("till", Kind::App, 3),
                ("mesh", Kind::App, 4)
            ]
        );
    }

    #[test]
    fn a_state_is_one_of_three() {
        let states = |state: &str| {
            let status = format!("  containerStatuses:\n  - name: till\n    {state}\n");
            let till = with_status(&status).containers.into_iter().find(|one| one.kind == Kind::App).unwrap();
            (till.state, till.last_state)
        };
        for (written, phase) in [
            ("state: {waiting: {reason: CrashLoopBackOff}}", Phase::Waiting),
            ("state: {running: {startedAt: 2026-11-19T10:11:40Z}}", Phase::Running),
            ("state: {terminated: {exitCode: 1}}", Phase::Terminated),
            ("state: {termination: {exitCode: 1}}", Phase::Terminated),
            ("state: {}", Phase::Waiting),
        ] {
            assert_eq!(states(written).0.map(|state| state.phase), Some(phase), "{written}");
        }
        let last = |written: &str| states(&format!("lastState: {{terminated: {{{written}}}}}")).1.unwrap();
        assert_eq!(last("reason: OOM Killed").reason.unwrap().value, "OOMKilled");
        assert_eq!(last("signal: 9").signal.map(|signal| signal.value), Some(9));
        assert!(last("signal: 0").signal.is_none());
        assert_eq!(last("message: \"no\\r\\nledger \\n\"").message.unwrap().value, "no\nledger");
        assert!(states("lastState: {waiting: {reason: x}}").1.is_none());
    }

    #[test]
    fn a_pod_that_is_deleted_is_called_so_unless_it_has_ended() {
        let phase = |phase: &str| {
            let paste = format!(
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: till-0\n  deletionTimestamp: 2026-11-19T10:11:40Z\nstatus:\n  phase: {phase}\n"
            );
            pod(&paste).status.unwrap().value
        };
        assert_eq!(
            ["Running", "Pending", "Failed", "Succeeded"].map(phase),
            ["Terminating", "Terminating", "Failed", "Succeeded"]
        );
    }

    #[test]
    fn the_controller_owns_the_pod() {
        let owner = |owners: &str| {
            let paste = format!(
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: till-0\n  ownerReferences:\n{owners}spec:\n  nodeName: a\n"
            );
            pod(&paste).owner.map(|owner| owner.value.name)
        };
        let (a, b) = (
            "  - kind: ReplicaSet\n    name: a\n",
            "  - kind: ReplicaSet\n    name: b\n    controller: true\n",
        );
        assert_eq!(owner(&format!("{a}{b}")).as_deref(), Some("b"));
        assert_eq!(owner(a).as_deref(), Some("a"));
        assert_eq!(owner("  - name: a\n"), None);
    }

    #[test]
    fn a_text_of_several_lines_is_one_value() {
        let value = |written: &str| {
            let paste = format!(
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: till-0\nspec:\n  containers:\n  - name: till\n    env:\n    - name: A\n      \
                 value: {written}\n    - name: B\n      value: b\n"
            );
            let env = pod(&paste).containers.remove(0).env;
            assert_eq!(env.len(), 2, "{written}");
            match &env[0].value {
                EnvValue::Literal(text) => text.clone(),
                other => panic!("{other:?}"),
            }
        };
        for (written, read) in [
            ("\"one\n        two\"", "one two"),
            ("\"one\n\n        two\"", "one\ntwo"),
            ("\"one\n\n\n        two\"", "one\n\ntwo"),
            ("\"one\\\n        two\"", "onetwo"),
            ("\"one\\\\\n        two\"", "one\\ two"),
            ("'one\n        two'", "one two"),
            ("'one\\\n        two'", "one\\ two"),
            ("one\n        two", "one two"),
            ("one # a remark", "one"),
            ("|\n        one\n          two\n", "one\n  two\n"),
            ("|-\n        one\n        two\n", "one\ntwo"),
            (">\n        one\n        two\n", "one two\n"),
        ] {
            assert_eq!(value(written), read, "{written}");
        }
    }

    #[test]
    fn variables_and_where_they_come_from() {
        let pod = pod(WHOLE);
        let till = &pod.containers[1];
        assert_eq!(till.env[0].value, EnvValue::Literal("7".into()));
        let EnvValue::Key { kind, object, key, optional } = &till.env[1].value else {
            panic!("{:?}", till.env)
        };
        assert_eq!(
            (kind.as_str(), object.as_str(), key.as_str(), *optional),
            ("Secret", "till-ledger", "dsn", false)
        );
        assert_eq!(till.env[2].value, EnvValue::Field("spec.nodeName".into()));
        assert!(till.env_from[0].optional);
    }

    #[test]
    fn a_list_gives_every_pod() {
        let item = WHOLE.trim_end().lines().map(|line| format!("  {line}\n")).collect::<String>();
        let item = item.replacen("  apiVersion", "- apiVersion", 1);
        let paste =
            format!("apiVersion: v1\nitems:\n{item}{item}kind: List\nmetadata:\n  resourceVersion: \"\"\n");
        let pods = pods(&paste);
        assert_eq!(pods.len(), 2);
        assert!(pods[1].containers[1].last_state.is_some());
        assert_eq!(taken(&paste), Some(paste.lines().count()));
    }

    #[test]
    fn workloads_speak_for_their_pods() {
        let paste = "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: till\n---\napiVersion: apps/v1\nkind: Deployment\n\
            metadata:\n  name: till\n  namespace: sales\nspec:\n  template:\n    metadata:\n      labels: {app: till}\n    spec:\n\
            \x20     containers:\n        - name: till\n          image: till:4\n          command: [\"till\"]\n---\n\
            apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  jobTemplate:\n    spec:\n      template:\n\
            \x20       spec:\n          restartPolicy: Never\n          containers:\n          - name: count\n";
        let pods = pods(paste);
        assert_eq!(taken(paste), Some(paste.lines().count()));
        let owners: Vec<_> = pods.iter().map(|pod| pod.owner.as_ref().unwrap().value.clone()).collect();
        assert_eq!((owners[0].kind.as_str(), owners[0].name.as_str()), ("Deployment", "till"));
        assert_eq!((owners[1].kind.as_str(), owners[1].name.as_str()), ("CronJob", "nightly"));
        assert!(pods[0].name.is_none());
        assert_eq!(pods[0].labels, [("app".to_owned(), "till".to_owned())]);
        assert_eq!(pods[0].containers[0].command[0].value, "till");
        assert_eq!(pods[1].restart_policy.as_ref().unwrap().value, "Never");
    }

    #[test]
    fn events_of_both_apis() {
        let paste = "apiVersion: v1\nitems:\n- apiVersion: v1\n  count: 4\n  involvedObject:\n    fieldPath: spec.containers{till}\n\
            \x20   kind: Pod\n    name: till-0\n    namespace: sales\n  kind: Event\n  lastTimestamp: \"2026-03-01T10:20:09Z\"\n\
            \x20 message: Back-off restarting failed container\n  reason: BackOff\n  source:\n    component: kubelet\n  type: Warning\n\
            - deprecatedCount: 2\n  kind: Event\n  note: Liveness probe failed\n  reason: Unhealthy\n  regarding:\n    kind: Pod\n\
            \x20   name: till-0\n  series:\n    count: 5\n    lastObservedTime: \"2026-03-01T10:21:00.000000Z\"\nkind: List\n";
        let events: Vec<_> = seen(paste)
            .into_iter()
            .map(|seen| match seen {
                Seen::Event(event) => event,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(events[0].container.as_ref().unwrap().value, "till");
        assert_eq!(events[0].object.as_ref().unwrap().value.name, "till-0");
        assert_eq!((events[0].count, events[1].count), (Some(4), Some(5)));
        assert_eq!(events[0].source.as_ref().unwrap().value, "kubelet");
        assert_eq!(events[1].at, Time::parse("2026-03-01T10:21:00Z"));
        assert_eq!(events[1].message.as_ref().unwrap().span.of(paste), "Liveness probe failed");
    }

    /// Lines that were picked out of several objects repeat their keys; within an object somebody wrote one twice.
    #[test]
    fn an_outermost_key_that_is_repeated_begins_another_object() {
        let picked = "exitCode: 137\nreason: OOMKilled\nexitCode: 3\nreason: Error\n";
        let codes: Vec<_> = pods(picked)
            .iter()
            .map(|pod| pod.containers[0].last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value)
            .collect();
        assert_eq!(codes, [137, 3]);
        let twice = "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app: a\n    app: b\n  name: till-0\nspec:\n  nodeName: worker-1\n";
        let pod = pod(twice);
        assert_eq!(
            (pod.name.unwrap().value.as_str(), pod.node.unwrap().value.as_str()),
            ("till-0", "worker-1")
        );
    }

    #[test]
    fn pieces_are_enough() {
        let last =
            pod("    lastState:\n      terminated:\n        exitCode: 137\n        reason: OOMKilled\n");
        let last = last.containers[0].last_state.as_ref().unwrap();
        assert_eq!((last.exit_code.as_ref().unwrap().value, last.phase), (137, Phase::Terminated));

        let grepped = pod("      reason: CrashLoopBackOff\n        exitCode: 3\n        reason: Error\n");
        assert!(grepped.containers.iter().any(|container| container.last_state.is_some()));

        let probe = pod("livenessProbe:\n  tcpSocket:\n    port: 5432\n  periodSeconds: 4\n");
        let probe = probe.containers[0].liveness.as_ref().unwrap();
        assert_eq!((&probe.action, probe.period), (&Action::Tcp { host: "".into(), port: "5432".into() }, 4));

        let command = pod("command: [\"sh\", \"-c\", \"exec till --port=80\"]\n");
        assert_eq!(command.containers[0].command[2].value, "exec till --port=80");

        let flow = pod(
            "state: {waiting: {reason: CreateContainerConfigError, message: 'secret \"a\" not found'}}\n",
        );
        assert_eq!(
            flow.containers[0].state.as_ref().unwrap().message.as_ref().unwrap().value,
            "secret \"a\" not found"
        );
    }

    #[test]
    fn a_key_that_somebody_made_up_costs_no_other() {
        let told = |odd: &str| {
            let paste = format!(
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: till-0\nstatus:\n  containerStatuses:\n  - lastState:\n\
                 \x20     terminated:\n{odd}        exitCode: 3\n        reason: Error\n    name: till\n    restartCount: 4\n"
            );
            let pod = pod(&paste);
            let till = &pod.containers[0];
            let last = till.last_state.as_ref().unwrap();
            (
                till.restarts.as_ref().unwrap().value,
                last.exit_code.as_ref().unwrap().value,
                taken(&paste).unwrap(),
            )
        };
        for odd in [
            "        exit!!binary Code: 1\n",
            "        an odd one: 1\n        and another: x\n",
            "        an odd one:\n          with more: below\n          exitCode: 7\n",
        ] {
            assert_eq!(told(odd), (4, 3, 12 + odd.lines().count()), "{odd}");
        }
        let last = "spec:\n  a: 1\n  b:\n    c: 1\n    an odd one: 2\n  nodeName: x\n";
        assert_eq!(taken(last), Some(6));
        let sentence = "spec:\n  nodeName: x\n  the words of a program: here\nand more: of them\n";
        assert_eq!(taken(sentence), Some(2));
    }

    #[test]
    fn an_outermost_key_that_no_object_has_ends_the_object() {
        let head = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: till\n";
        assert_eq!(taken(&format!("{head}spek:\n  template: {{}}\n")), Some(4));
        assert_eq!(taken(&format!("{head}spec:\n  template: {{}}\n")), Some(6));
    }

    #[test]
    fn the_server_s_own_bookkeeping_is_passed_over() {
        let paste = "apiVersion: v1\nkind: Pod\nmetadata:\n  managedFields:\n  - fieldsV1:\n      f:spec:\n        f:containers:\n\
            \x20         k:{\"name\":\"not this one\"}:\n            .: {}\n            f:image: {}\n    manager: kubectl\n  name: till-0\n\
            spec:\n  containers:\n  - command:\n    - sh\n    - -c\n    - |\n      name: x\n\n      exec till\n    name: till\n";
        let pod = pod(paste);
        assert_eq!(pod.name.as_ref().unwrap().value, "till-0");
        assert_eq!(pod.containers.len(), 1);
        assert_eq!(pod.containers[0].command[2].value, "name: x\n\nexec till\n");
        assert_eq!(pod.containers[0].name.as_ref().unwrap().value, "till");
    }

    #[test]
    fn a_missing_head_is_guessed_from_what_follows() {
        let at = WHOLE.find("        exitCode: 2").unwrap();
        let pod = pod(&WHOLE[at..]);
        let till = &pod.containers[0];
        assert_eq!(till.name.as_ref().unwrap().value, "till");
        assert_eq!(till.last_state.as_ref().unwrap().exit_code.as_ref().unwrap().value, 2);
        assert_eq!(till.state.as_ref().unwrap().reason.as_ref().unwrap().value, "CrashLoopBackOff");
        assert_eq!(pod.status.as_ref().unwrap().value, "Running");
    }

    #[test]
    fn any_cut_is_survived() {
        for at in 0..WHOLE.len() {
            if WHOLE.is_char_boundary(at) {
                seen(&WHOLE[..at]);
                seen(&WHOLE[at..]);
            }
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "Name:         till-0\nNamespace:    sales\n",
            "error: something broke\n  at line: 3\n",
            "level: info\nmessage: started\nname: till\n",
            "2026-03-01T10:20:09Z INFO port: 80\n",
            "Traceback (most recent call last):\n  File \"x\"\n",
            "- first\n- second\n",
            "args: [till --port 80]\nlistening\n",
        ] {
            assert_eq!(taken(text), None, "{text}");
        }
        let paste = format!("{WHOLE}panic: the ledger is gone\n\ngoroutine 1 [running]:\n");
        assert_eq!(taken(&paste), Some(WHOLE.lines().count()));
        let paste = format!("{WHOLE}\nName:  till-0\nNamespace: sales\n");
        assert_eq!(taken(&paste), Some(WHOLE.lines().count()));
    }

    #[test]
    fn names_for_values_are_followed() {
        let paste = "apiVersion: v1\nkind: Pod\nmetadata: {name: twin}\nspec:\n  containers:\n  - name: a\n    livenessProbe: &probe\n\
            \x20     tcpSocket: {port: 80}\n  - name: b\n    livenessProbe: *probe\n";
        let pod = pod(paste);
        assert!(matches!(pod.containers[1].liveness.as_ref().unwrap().action, Action::Tcp { .. }));
        let wild = "apiVersion: v1\nkind: Pod\na: &a [x,x,x,x,x,x,x,x]\nspec:\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n  c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n\
            \x20 d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n  e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\n  f: [*e,*e,*e,*e,*e,*e,*e,*e]\n";
        seen(wild);
    }

    #[test]
    fn hostile_texts_end_in_time() {
        let head = "apiVersion: v1\nkind: Pod\nspec:\n";
        let mut texts = vec![
            format!("{head}  a: {}", "[".repeat(1 << 18)),
            format!("{head}{}x", "- ".repeat(1 << 17)),
            format!("{head}  a: \"{}", "\\\"".repeat(1 << 17)),
            format!("{head}  a: '{}\n", "x\n    y".repeat(1 << 15)),
            format!("{head}  a: |\n{}", "    b\n".repeat(1 << 15)),
            format!("{head}  a: &b {}", "[".repeat(1 << 16)),
            "exitCode: 1\n".repeat(1 << 14),
            format!("{head}{}", "  x: y\n".repeat(1 << 15)),
        ];
        texts.push((0..1500).map(|depth| format!("{}exitCode: 1\n", " ".repeat(1500 - depth))).collect());
        texts.push(format!(
            "{head}{}",
            (1..1200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()
        ));
        for text in &texts {
            seen(text);
        }
    }

    #[test]
    fn a_remark_is_passed_over_and_a_prompt_of_root_ends_all() {
        let paste = "apiVersion: v1\nkind: Pod\n# who it is\nmetadata:\n  name: till-0\n  # indented: kubectl logs\nspec:\n  nodeName: x\n";
        assert_eq!(taken(paste), Some(8));
        assert_eq!(pod(paste).node.unwrap().value, "x");
        assert_eq!(taken(&format!("{paste}# kubectl logs till-0\nkind: x\n")), Some(8));
    }

    #[test]
    fn every_kind_of_volume_is_called_as_describe_calls_it() {
        for (source, kind, from) in [
            ("configMap: {name: a}", "ConfigMap", Some("a")),
            ("secret: {secretName: a}", "Secret", Some("a")),
            ("persistentVolumeClaim: {claimName: a}", "PersistentVolumeClaim", Some("a")),
            ("hostPath: {path: /a}", "HostPath", Some("/a")),
            ("nfs: {server: a}", "NFS", Some("a")),
            ("csi: {driver: a}", "CSI", Some("a")),
            ("iscsi: {lun: 0}", "ISCSI", None),
            ("rbd: {image: a}", "RBD", None),
            ("ephemeral: {}", "EphemeralVolume", None),
            ("downwardAPI: {}", "DownwardAPI", None),
            ("image: {reference: a}", "Image", Some("a")),
            ("projected: {sources: [{secret: {name: a}}]}", "Projected", Some("a")),
        ] {
            let pod =
                pod(&format!("apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: x\n    {source}\n"));
            let volume = &pod.volumes[0];
            let said = volume.source.as_ref().map(|source| source.value.as_str());
            assert_eq!((volume.kind.as_str(), said), (kind, from), "{source}");
        }
    }

    #[test]
    fn brackets_over_several_lines_end_where_they_are_closed_or_left() {
        let told = |pod: &Pod| (pod.containers.len(), pod.node.as_ref().map(|node| node.value.clone()));
        let paste = "spec:\n  containers: [\n    {name: a,\n      image: b}, {name: c}\n  ]\n  nodeName: x\n";
        assert_eq!(told(&pod(paste)), (2, Some("x".into())));
        let open = "spec:\n  containers: [{name: a,\n      image: b}\n  nodeName: x\n";
        assert_eq!(told(&pod(open)), (1, Some("x".into())));
    }

    #[test]
    fn a_word_of_a_list_tells_nothing_without_its_key() {
        let tells = |paste: &str| tells(&Source::new(paste).lines);
        assert!(tells("command:\n- sh\nimagePullPolicy: Always\n"));
        assert!(!tells("- sh\nimagePullPolicy: Always\n"));
    }
}
