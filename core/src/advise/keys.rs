//! The placeholders that the words of causes may use, and what each stands for.

/// A placeholder: its name, what it stands for, and what it must look like to go into a command.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name between the braces.
    pub name: &'static str,
    /// What it looks like; anything else stays out of commands.
    pub form: Form,
    /// What it stands for.
    #[allow(dead_code, reason = "the tests of the words, which include this file, do not ask")]
    pub meaning: &'static str,
}

/// What a value must look like to go into a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The name of a Kubernetes object.
    Name,
    /// `kind/name`, as kubectl takes it.
    Reference,
    /// Digits.
    Number,
    /// Digits with an optional unit: `512Mi`, `0.5`, `250m`.
    Quantity,
    /// Anything printable.
    Text,
}

/// The placeholder with this name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Every placeholder, by subject. Besides these there are `{-n}` and `{-c}`, the flags for namespace and
/// container, and `{-containers}`, the list of the pod spec that holds the container.
pub static KEYS: &[Key] = &[
    // Where
    key("pod", Form::Name, "name of the pod"),
    key("namespace", Form::Name, "namespace of the pod"),
    key("container", Form::Name, "name of the container"),
    key("init", Form::Text, "set to anything when it is an init container"),
    key("owner", Form::Reference, "what owns the pod in the end: `deployment/api`"),
    key("owner_kind", Form::Text, "kind of the owner, lower-case: `deployment`"),
    key("owner_name", Form::Name, "name of the owner"),
    key("image", Form::Text, "image of the container"),
    key("node", Form::Name, "node that the pod ran on"),
    key("service_account", Form::Name, "service account of the pod"),
    // How it ended
    key("exit_code", Form::Text, "exit code of the last run; may be negative"),
    key("reason", Form::Text, "reason that Kubernetes gives for the last end"),
    key("restarts", Form::Number, "restarts so far"),
    key("run_seconds", Form::Number, "how long the last run took"),
    key("line", Form::Text, "decisive line of the log"),
    key("message", Form::Text, "decisive message of the kubelet or the runtime"),
    // Resources
    key("memory_limit", Form::Quantity, "memory limit of the container"),
    key("new_memory_limit", Form::Quantity, "memory limit to try next"),
    key("memory_request", Form::Quantity, "memory request of the container"),
    key("cpu_limit", Form::Quantity, "CPU limit of the container"),
    key("heap_option", Form::Text, "option that lets the heap grow beyond the container's limit: `-Xmx2g`"),
    key("heap", Form::Text, "limit of the runtime's own heap"),
    key("resource", Form::Text, "resource that ran out or is asked for: `memory`, `pods`"),
    key("shortage", Form::Text, "everything that no node has enough of: `cpu and memory`"),
    key("limit", Form::Text, "limit that was reached, or a setting's value now"),
    key("size", Form::Text, "size that was asked for, or a setting's value needed"),
    // The program
    key("command", Form::Text, "entrypoint as configured, its first item"),
    key("technology", Form::Text, "what wrote the decisive line: `Java`, `Node.js`, `PostgreSQL` ..."),
    key("signature", Form::Text, "the known text that speaks first: `runtime/interpreter-missing`"),
    key("module", Form::Text, "module, package or library that is missing"),
    key("class", Form::Text, "class or exception type"),
    key("arch", Form::Text, "CPU architecture of the node"),
    // Settings
    key("name", Form::Text, "environment variable or setting"),
    key("variable", Form::Text, "`name`, if it is a variable of the environment"),
    key("value", Form::Text, "value that was rejected"),
    key("flag", Form::Text, "command line flag that was rejected, with its dashes"),
    key("file", Form::Text, "file that the message names"),
    key("object", Form::Name, "ConfigMap, Secret or other object that the pod refers to"),
    key("object_kind", Form::Name, "kind of `object`, lower-case: `configmap`, `secret`"),
    key("key", Form::Text, "key within `object`"),
    // Files
    key("volume", Form::Name, "name of the volume in the pod spec"),
    key("path", Form::Text, "path that the message names"),
    key("folder", Form::Text, "folder that holds `path`"),
    key("mode", Form::Text, "mode of the path"),
    key("uid", Form::Number, "user id that the process runs as"),
    key("gid", Form::Number, "group id that should own the path"),
    // Network
    key("host", Form::Text, "host that the program asks"),
    key("port", Form::Number, "port that the program asks or wants to listen on"),
    key("address", Form::Text, "host and port in one"),
    key("service", Form::Name, "Service that the host names: `db` of `db.prod.svc`"),
    key("service_namespace", Form::Name, "namespace of that Service"),
    key("user", Form::Text, "user that logs in"),
    key("database", Form::Text, "database that is asked for"),
    key("table", Form::Text, "table, topic or collection that is asked for"),
    key("url", Form::Text, "address with its scheme"),
    // Probes
    key("probe", Form::Text, "`liveness`, `startup` or `readiness`"),
    key("probe_field", Form::Text, "`livenessProbe`, `startupProbe` or `readinessProbe`"),
    key("probe_handler", Form::Text, "`httpGet`, `tcpSocket`, `grpc` or `exec`"),
    key("probe_text", Form::Text, "the probe as describe prints it"),
    key("probe_message", Form::Text, "what the probe got for an answer"),
    key("probe_result", Form::Text, "`refused`, `timeout`, `status`, `scheme`, `command-missing` or `other`"),
    key("probe_status", Form::Number, "HTTP status that the probe got"),
    key("probe_port", Form::Number, "port that the probe asks; a named one stays out of commands"),
    key("probe_path", Form::Text, "path that the probe asks"),
    key("probe_scheme", Form::Text, "`HTTP` or `HTTPS`"),
    key("probe_delay", Form::Number, "initialDelaySeconds"),
    key("probe_period", Form::Number, "periodSeconds"),
    key("probe_timeout", Form::Number, "timeoutSeconds"),
    key("probe_failures", Form::Number, "failureThreshold"),
    key("kill_after_seconds", Form::Number, "earliest kill after the start, from the probe's settings"),
    key("listen_port", Form::Number, "port that the log says it listens on, if it is not the probe's"),
    key("replaced", Form::Number, "how often the sandbox of the pod was replaced"),
    key("answered_before", Form::Text, "`yes` if the last run outlived the first round of the probe"),
    key("suggested_delay", Form::Number, "initialDelaySeconds that would have been enough"),
    // Rights
    key("target_namespace", Form::Name, "namespace that a message names; of what the pod asks for"),
    key("verb", Form::Text, "what the service account wants to do: `list`"),
    key("group", Form::Text, "API group of `resource`"),
    key("sa", Form::Name, "service account that was refused"),
    key("sa_namespace", Form::Name, "its namespace"),
    key("scope", Form::Text, "`cluster` when the request was for the whole cluster"),
];

const fn key(name: &'static str, form: Form, meaning: &'static str) -> Key {
    Key { name, form, meaning }
}
