//! Texts that people and programs write, among them such as look like what kubectl prints.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A text on one line, as a value of a variable, a word of a command or an annotation.
pub(super) fn value() -> BoxedStrategy<String> {
    prop_oneof![
        6 => select(VALUES).prop_map(str::to_owned),
        1 => vec(select(LINES), 2..5).prop_map(|lines| lines.join("\n")),
    ]
    .boxed()
}

/// What a program or a runtime says when it ends.
pub(super) fn message() -> BoxedStrategy<String> {
    let several = vec(select(LINES), 1..8).prop_map(|lines| lines.join("\n"));
    prop_oneof![
        3 => select(MESSAGES).prop_map(str::to_owned),
        3 => several.clone(),
        1 => several.prop_map(|text| text + "\n"),
        1 => Just(A_DESCRIBE.to_owned()),
        1 => vec(select(LINES), 0..3).prop_map(|lines| format!("{}\n{A_DESCRIBE}", lines.join("\n"))),
    ]
    .prop_filter("a message is not blank", |text| !text.trim().is_empty())
    .boxed()
}

/// One line of a script or of a message.
pub(super) fn line() -> BoxedStrategy<String> {
    select(LINES).prop_map(str::to_owned).boxed()
}

const VALUES: &[&str] = &[
    "",
    "postgres://db.shop:5432/shop",
    "a b  c",
    "grün → 日本語",
    "true",
    "<none>",
    "key: value",
    "Ready: True",
    "{\"level\": \"info\", \"n\": 1}",
    "'single' \"double\"",
    "-Xmx512m -XX:+ExitOnOutOfMemoryError",
    "a,b;c|d&e>f<g",
    "100%",
    "C:\\data\\x",
    "#not a comment",
    "- item",
    "trailing colon:",
];

const MESSAGES: &[&str] = &[
    "panic: runtime error: invalid memory address or nil pointer dereference",
    "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: \
     unable to start container process: exec: \"/app/serve\": stat /app/serve: no such file or directory: unknown",
    "Error: listen tcp :8080: bind: address already in use",
    "FATAL: password authentication failed for user \"shop\"",
    "java.lang.OutOfMemoryError: Java heap space",
    "The node was low on resource: memory. Threshold quantity: 100Mi, available: 42Mi. ",
    "größer als erlaubt → 日本語",
    "The container could not be located when the pod was terminated",
    "Exit Code: 7",
];

const LINES: &[&str] = &[
    "panic: runtime error: index out of range [3] with length 3",
    "",
    "goroutine 1 [running]:",
    "\t/src/main.go:10 +0x1d",
    "Traceback (most recent call last):",
    "  File \"/app/main.py\", line 3, in <module>",
    "KeyError: 'DATABASE_URL'",
    "Name:         other",
    "Namespace:    prod",
    "Containers:",
    "Init Containers:",
    "  web:",
    "    Image:  fake:1",
    "    State:          Running",
    "    Last State:     Terminated",
    "      Reason:       OOMKilled",
    "      Exit Code:    137",
    "    Ready:          True",
    "Ready: True",
    "Conditions:",
    "Volumes:",
    "Mounts:",
    "QoS Class:       BestEffort",
    "Events:  <none>",
    "  Type     Reason   Age    From     Message",
    "  Warning  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting failed container",
    "$ kubectl get pods",
    "NAME    READY   STATUS    RESTARTS   AGE",
    "other   0/1     Error     3          5m",
    "{\"level\":\"fatal\",\"msg\":\"no route\"}",
    "größer → 日本",
    "--",
    "...",
    "\u{1b}[31mFATAL\u{1b}[0m config",
    "> quoted",
    "status: {}",
    "apiVersion: v1",
    "kind: Pod",
    "exec sleep 1",
    "Exit Code: 3",
    "exit status 3\r",
    "if [ -f /ok ]; then exit 0; fi",
];

/// What a program prints that asks kubectl itself.
const A_DESCRIBE: &str = "\
Name:         other-0
Namespace:    prod
Status:       Running
Containers:
  web:
    Image:          web:1
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Tue, 23 Jun 2026 14:02:08 +0000
      Finished:     Tue, 23 Jun 2026 14:02:10 +0000
    Ready:          False
    Restart Count:  9
Events:  <none>";
