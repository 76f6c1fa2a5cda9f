//! `kubectl unloop`, run as people run it, with a kubectl that notes what it is asked.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder with a kubectl that answers from files, and notes its words.
struct Cluster {
    folder: PathBuf,
}

/// It prints the file that is named after its first words: `get pod web-0` is in `get-pod-web-0`. A file with the ending
/// `.error` is a complaint.
const KUBECTL: &str = r#"#!/bin/sh
folder=${0%/*}
printf '%s\n' "$*" >> "$folder/asked"
name=""
for word; do
  case $word in
    --namespace=* | --tail=* | --context=* | --as=* | --request-timeout=* | --output=json) ;;
    --container=*) name="$name-${word#--container=}" ;;
    --field-selector=*) name="$name-${word##*=}" ;;
    *) name="$name-${word#--}" ;;
  esac
done
file="$folder/${name#-}"
if [ -f "$file" ]; then exec /bin/cat "$file"; fi
if [ -f "$file.error" ]; then /bin/cat "$file.error" >&2; exit 3; fi
echo "Error from server (NotFound): there is no ${name#-}" >&2
exit 1
"#;

const DESCRIBED: &str = "\
Name:             web-0
Namespace:        shop
Containers:
  web:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
    Ready:          False
    Restart Count:  4
  proxy:
    State:          Running
    Ready:          True
    Restart Count:  0
";
const LOG: &str = "INFO starting\nFATAL required environment variable SHOP_DSN is not set\n";

fn pod(name: &str, restarts: u32, state: &Value) -> Value {
    let statuses = json!([
        { "name": "web", "restartCount": restarts, "ready": restarts == 0, "state": state },
        { "name": "proxy", "restartCount": 0, "ready": true, "state": { "running": {} } },
    ]);
    json!({
        "metadata": { "name": name, "namespace": "shop" },
        "status": { "phase": "Running", "containerStatuses": statuses },
    })
}

fn crashing(name: &str) -> Value {
    pod(name, 4, &json!({ "waiting": { "reason": "CrashLoopBackOff" } }))
}

impl Cluster {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("plugin").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let cluster = Self { folder };
        cluster.says("kubectl", KUBECTL);
        fs::set_permissions(cluster.folder.join("kubectl"), fs::Permissions::from_mode(0o755)).unwrap();
        cluster
    }

    /// One with a pod that crashes.
    fn with_web(name: &str) -> Self {
        let cluster = Self::new(name);
        cluster.says("get-pod-web-0", &crashing("web-0").to_string());
        cluster.says("describe-pod-web-0", DESCRIBED);
        cluster.says("logs-web-0-web-previous", LOG);
        cluster.says("get-events-web-0", "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n");
        cluster
    }

    fn says(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).unwrap();
    }

    fn unloop(&self, line: &str) -> Output {
        let mut unloop = Command::new(env!("CARGO_BIN_EXE_kubectl-unloop"));
        unloop.args(line.split_whitespace()).env("PATH", &self.folder).env("NO_COLOR", "1");
        let output = unloop.output().unwrap();
        for asked in self.asked() {
            assert!(only_looks(&asked), "not read-only: kubectl {asked}");
        }
        output
    }

    /// What kubectl was asked, in order.
    fn asked(&self) -> Vec<String> {
        let asked = fs::read_to_string(self.folder.join("asked")).unwrap_or_default();
        asked.lines().map(str::to_owned).collect()
    }
}

fn only_looks(asked: &str) -> bool {
    ["get ", "describe ", "logs ", "config get-contexts "].iter().any(|verb| asked.starts_with(verb))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_pod_is_read_through_kubectl_and_diagnosed() {
    let cluster = Cluster::with_web("one");
    let output = cluster.unloop("web-0 -n shop --context=prod");
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output.stdout).contains("config/missing-env"), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("web-previous.log:2: "), "{}", text(&output.stdout));
    let asked = cluster.asked();
    assert_eq!(
        asked,
        [
            "get pod web-0 --output=json --namespace=shop --context=prod",
            "describe pod web-0 --namespace=shop --context=prod",
            "logs web-0 --container=web --tail=5000 --previous --namespace=shop --context=prod",
            "get events --field-selector=involvedObject.kind=Pod,involvedObject.name=web-0 --namespace=shop --context=prod",
        ]
    );
    let shown: Vec<String> = text(&output.stderr).lines().map(str::to_owned).collect();
    assert_eq!(shown, asked.iter().map(|line| format!("$ kubectl {line}")).collect::<Vec<_>>());
}

#[test]
fn the_forms_of_unloop_are_passed_on() {
    let cluster = Cluster::with_web("forms");
    let output = cluster.unloop("pod/web-0 --json -q");
    assert_eq!(text(&output.stderr), "");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &answer["causes"][0];
    assert_eq!((&first["pod"], &first["container"]), (&json!("shop/web-0"), &json!("web")));
    assert_eq!(answer["inputs"][1]["name"], "pods/logs/shop/web-0/web-previous.log");
    assert!(text(&cluster.unloop("web-0 --markdown -q").stdout).starts_with("## "));
    assert_eq!(cluster.unloop("web-0 --exit-code").status.code(), Some(3));
    cluster.says("logs-web-0-web-previous", "CART_PASSWORD=Quiet-4-Owls\n");
    let redacted = cluster.unloop("web-0 --redact");
    assert!(text(&redacted.stdout).contains("CART_PASSWORD=<password-1>"), "{}", text(&redacted.stdout));
}

#[test]
fn a_complaint_of_kubectl_is_shown_as_it_is() {
    let cluster = Cluster::new("refused");
    cluster.says("get-pod-web-0.error", "Error from server (Forbidden): pods \"web-0\" is forbidden\n");
    let output = cluster.unloop("web-0 -q");
    assert_eq!(output.status.code(), Some(3), "the status is that of kubectl");
    assert_eq!(text(&output.stderr), "Error from server (Forbidden): pods \"web-0\" is forbidden\n");
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let cluster = Cluster::with_web("left-out");
    fs::remove_file(cluster.folder.join("get-events-web-0")).unwrap();
    fs::remove_file(cluster.folder.join("logs-web-0-web-previous")).unwrap();
    cluster.says("logs-web-0-web-previous.error", "unable to retrieve container logs\n");
    cluster.says("logs-web-0-web", LOG);
    let output = cluster.unloop("web-0 -q --tail=20");
    assert!(text(&output.stdout).contains("config/missing-env"), "{output:?}");
    assert!(
        text(&output.stderr).starts_with("unable to retrieve container logs\nError from server (NotFound)")
    );
    assert!(cluster.asked().contains(&"logs web-0 --container=web --tail=20 --namespace=shop".to_owned()));
}

#[test]
fn one_container_may_be_named() {
    let cluster = Cluster::with_web("container");
    cluster.says("logs-web-0-proxy", "listening\n");
    cluster.unloop("web-0 -c proxy");
    let logs: Vec<String> = cluster.asked().into_iter().filter(|asked| asked.starts_with("logs")).collect();
    assert_eq!(logs, ["logs web-0 --container=proxy --tail=5000 --namespace=shop"]);
    let output = cluster.unloop("web-0 -c cart -q");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "unloop: web-0 has no container cart; it has web, proxy\n");
}

#[test]
fn without_a_pod_those_that_fail_are_listed() {
    let cluster = Cluster::with_web("all");
    let healthy = pod("web-1", 0, &json!({ "running": {} }));
    // What a server may not send, and what no command may hold.
    let hostile = crashing("--all");
    cluster.says(
        "get-pods",
        &json!({ "items": [healthy, crashing("web-0"), hostile, crashing("web-2")] }).to_string(),
    );
    let output = cluster.unloop("-n shop -q");
    let table: Vec<&str> = text(&output.stdout).lines().collect();
    let [head, first, second] = table.as_slice() else { panic!("{output:?}") };
    assert!(head.starts_with("POD    CONTAINER  CAUSE"), "{head}");
    assert!(first.starts_with("web-0  web        config/missing-env"), "{first}");
    assert!(second.starts_with("web-2  -"), "{second}");
    assert!(!cluster.asked().iter().any(|asked| asked.contains("--all") || asked.contains("web-1")));
    let answer: Value = serde_json::from_slice(&cluster.unloop("-n shop -q --json").stdout).unwrap();
    assert_eq!(answer["causes"][0]["id"], "config/missing-env");
    assert_eq!(cluster.unloop("-n shop -q --exit-code").status.code(), Some(5));

    cluster.says("get-pods", &json!({ "items": [healthy] }).to_string());
    let output = cluster.unloop("-n shop -q");
    assert_eq!((text(&output.stdout), text(&output.stderr)), ("", "unloop: no pod fails; 1 was looked at\n"));
    assert!(output.status.success());
}

#[test]
fn without_kubectl_it_says_what_is_missing() {
    let cluster = Cluster::new("none");
    fs::remove_file(cluster.folder.join("kubectl")).unwrap();
    let output = cluster.unloop("web-0 -q");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).starts_with("unloop: cannot run kubectl, which must be on PATH"),
        "{output:?}"
    );
}

#[test]
fn words_are_completed_as_kubectl_asks_for_it() {
    let cluster = Cluster::new("completed");
    cluster.says("get-pods-output=name", "pod/web-0\npod/web-1\npod/cart-0\n");
    cluster.says("get-namespaces-output=name", "namespace/shop\nnamespace/bank\n");
    cluster.says("config-get-contexts-output=name", "prod\nstaging\n");
    let complete = |words: &[&str]| {
        let mut unloop = Command::new(env!("CARGO_BIN_EXE_kubectl-unloop"));
        let output = unloop.arg("__complete").args(words).env("PATH", &cluster.folder).output().unwrap();
        assert_eq!(text(&output.stderr), "", "nobody wants to hear it while typing");
        text(&output.stdout).to_owned()
    };
    assert_eq!(complete(&["-n", "shop", "web"]), "web-0\nweb-1\n:4\n");
    assert_eq!(complete(&["web-0", "-n", "s"]), "shop\n:4\n");
    assert_eq!(complete(&["--context", ""]), "prod\nstaging\n:4\n");
    assert_eq!(complete(&["--ma"]), "--markdown\n--man\n:4\n");
    assert_eq!(complete(&["--rules", ""]), ":0\n");
    assert!(cluster.asked().iter().all(|asked| only_looks(asked) && asked.contains("--request-timeout=3s")));
}

#[test]
fn bad_usage_runs_nothing() {
    let cluster = Cluster::new("usage");
    for line in ["--jsn", "deploy/web", "-- --all", "web-0 -n"] {
        let output = cluster.unloop(line);
        assert_eq!(
            (output.status.code(), text(&output.stderr).lines().count()),
            (Some(2), 1),
            "{line}: {output:?}"
        );
    }
    assert!(text(&cluster.unloop("--help").stdout).contains("--container NAME"));
    assert!(text(&cluster.unloop("--man").stdout).starts_with(".TH KUBECTL-UNLOOP 1"));
    assert_eq!(cluster.asked(), [""; 0]);
}
