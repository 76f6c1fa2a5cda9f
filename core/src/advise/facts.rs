//! The facts of a hypothesis, by the names that the words of causes use.

use super::fill::Facts;
use crate::model::{Container, Model, Pod};
use crate::read::facts::{Action, EnvValue, Probe};
use crate::text::Pattern;
use crate::weigh::Ranked;
use std::collections::BTreeMap;

/// Everything that can be put into a sentence or a command about this hypothesis.
pub(super) fn of(paste: &str, model: &Model, ranked: &Ranked<'_>) -> Facts {
    let mut facts = Facts::new();
    of_pod(&mut facts, model, ranked.pod);
    if let Some(container) = ranked.container {
        of_container(&mut facts, container);
    }
    let hypothesis = &ranked.hypothesis;
    for (key, value) in &hypothesis.facts {
        if key == "value" && is_sentence(value) {
            continue;
        }
        // Where the pod lives is known better from the pod than from what it asks for.
        let key = if key == "namespace" { "target_namespace" } else { key };
        facts.set(key, value.clone());
    }
    of_host(&mut facts);
    for evidence in &hypothesis.evidence {
        of_service_beside(&mut facts, evidence.span.of(paste));
    }
    of_path(&mut facts);
    of_name(&mut facts);
    of_resource(&mut facts);
    if hypothesis.cause.id() == "scheduling/unschedulable" {
        let messages = hypothesis.evidence.iter().filter(|evidence| evidence.weight > 0.0);
        of_shortage(&mut facts, messages.map(|evidence| evidence.span.of(paste)));
    }
    if let Some(first) = hypothesis.evidence.first() {
        let quote = first.part.as_deref().unwrap_or_else(|| first.span.of(paste)).trim();
        let line = quote.split('\n').next().unwrap_or(quote).trim_end_matches(['│', '┃', '║']).trim_end();
        let key = if hypothesis.from_log { "line" } else { "message" };
        // A bare word, a field of describe or a piece of JSON is evidence, but nothing that one says.
        if let Some(said) = said_in_json(line) {
            facts.set(key, said);
        } else if line.contains(' ')
            && (hypothesis.from_log || !line.contains(":  "))
            && !line.starts_with(['{', '"'])
            && !is_field(line)
            && !is_row(line)
        {
            facts.set(key, line);
        }
    }
    of_account(&mut facts);
    if let (Some(container), Some(name)) = (ranked.container, hypothesis.facts.get("name")) {
        of_variable(&mut facts, container, name, model);
    }
    let is_probe = hypothesis.cause.family() == "probe";
    if let (true, Some(container)) = (is_probe, ranked.container) {
        let name = hypothesis.cause.id().split('/').next_back().unwrap_or_default();
        facts.set("probe", name);
        facts.set("probe_field", format!("{name}Probe"));
        if let Some(probe) = container.probe(name) {
            of_probe(&mut facts, container, probe);
        }
    }
    facts
}

/// Whether a line is a field of a manifest with one word for its value: `exitCode: 127`.
fn is_field(line: &str) -> bool {
    let is_key = |key: &str| key.starts_with(|first: char| first.is_ascii_lowercase());
    line.split_once(": ").is_some_and(|(key, value)| {
        is_key(key) && key.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !value.contains(' ')
    })
}

/// Whether a line is a row of two words in columns: `PodScheduled   False`.
fn is_row(line: &str) -> bool {
    line.contains("  ") && line.split_whitespace().count() == 2
}

/// What a log line in JSON says, without what stands around it.
fn said_in_json(line: &str) -> Option<String> {
    let (_, fields) = line.split_at_checked(line.find('{')?)?;
    let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(fields).ok()?;
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| fields.get(*name)?.as_str());
        found.map(str::trim).filter(|text| !text.is_empty())
    };
    let message = text(&["msg", "message", "@message", "log", "Message", "@m"]);
    let error = text(&["error", "err", "exception", "error.message", "Error"]);
    match (message, error) {
        (Some(message), Some(error)) if !message.contains(error) => Some(format!("{message}: {error}")),
        (Some(said), _) | (None, Some(said)) => Some(said.to_owned()),
        (None, None) => None,
    }
}

fn of_pod(facts: &mut Facts, model: &Model, pod: &Pod) {
    let mut set = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            facts.set(key, value);
        }
    };
    set("pod", pod.name());
    let typed = model.typed.iter().find_map(|typed| typed.namespace.as_ref());
    set("namespace", pod.namespace().or(typed.map(|namespace| namespace.value.as_str())));
    set("node", pod.facts.node.as_ref().map(|node| node.value.as_str()));
    set("service_account", pod.facts.service_account.as_ref().map(|account| account.value.as_str()));
    if let Some(workload) = pod.workload() {
        facts.set("owner", workload.full_name());
        facts.set("owner_kind", workload.kind);
        facts.set("owner_name", workload.name);
    }
}

fn of_container(facts: &mut Facts, container: &Container) {
    let mut set = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.set(key, value);
        }
    };
    set("container", container.name().map(str::to_owned));
    set("init", container.is_init().then(|| "yes".to_owned()));
    set("image", container.facts.image.as_ref().map(|image| image.value.clone()));
    // The first line of a script: describe does not tell where a word ends that has several.
    let command = container.facts.command.first().and_then(|word| word.value.lines().next());
    set("command", command.map(str::to_owned));
    set("restarts", container.facts.restarts.as_ref().map(|restarts| restarts.value.to_string()));
    let quantity = |list: &[(String, crate::read::facts::Text)], resource: &str| {
        list.iter().find(|entry| entry.0 == resource).map(|entry| entry.1.value.clone())
    };
    let limit = quantity(&container.facts.limits, "memory");
    set("new_memory_limit", limit.as_deref().and_then(doubled));
    set("memory_limit", limit);
    set("memory_request", quantity(&container.facts.requests, "memory"));
    set("cpu_limit", quantity(&container.facts.limits, "cpu"));
    let run_as = container.facts.security.iter().find(|entry| entry.0 == "runAsUser");
    set("uid", run_as.map(|entry| entry.1.value.clone()));
    if let Some(run) = container.last_run() {
        set("exit_code", run.code().map(|code| code.to_string()));
        set("reason", run.reason().map(str::to_owned));
        set("run_seconds", run.seconds().map(|seconds| seconds.to_string()));
    }
}

/// Twice a quantity such as `256Mi`.
fn doubled(quantity: &str) -> Option<String> {
    let digits = quantity.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = quantity.split_at_checked(digits)?;
    Some(format!("{}{unit}", number.parse::<u64>().ok()?.checked_mul(2)?))
}

/// What a host name tells: `db.prod.svc.cluster.local` is the Service `db` in `prod`.
fn of_host(facts: &mut Facts) {
    static SERVICE: Pattern = Pattern::new(
        r"^(?<service>[a-z][a-z0-9-]*)(?:\.(?<namespace>[a-z0-9][a-z0-9-]*)(?:\.svc(?:\.[a-z0-9.-]+)?)?)?\.?$",
    );
    let address = facts.get("address").map(str::to_owned);
    if let (None, Some(address)) = (facts.get("host"), address)
        && let Some((host, port)) = address.rsplit_once(':')
    {
        facts.set("host", host);
        facts.set("port", port);
    }
    let (host, port) = (facts.get("host").map(str::to_owned), facts.get("port").map(str::to_owned));
    let Some(host) = host else { return };
    if let Some(port) = port {
        facts.set("address", format!("{host}:{port}"));
    }
    const PUBLIC: [&str; 10] = ["com", "net", "org", "io", "dev", "app", "cloud", "de", "eu", "local"];
    let is_public = |host: &str| {
        host.trim_end_matches('.').rsplit_once('.').is_some_and(|(_, end)| PUBLIC.contains(&end))
            && !host.contains(".svc.")
    };
    if let Some(found) = SERVICE.captures(&host).filter(|_| host != "localhost" && !is_public(&host)) {
        let own = facts.get("namespace").unwrap_or_default().to_owned();
        facts.set("service", found.get("service").unwrap_or_default());
        facts.set("service_namespace", found.get("namespace").map_or(own, str::to_owned));
    }
}

/// The Service that a line names beside the bare address that refused: `host=db.prod.svc dial tcp 10.96.0.9:5432`.
fn of_service_beside(facts: &mut Facts, quote: &str) {
    static SERVICE: Pattern =
        Pattern::new(r"\b(?<service>[a-z][a-z0-9-]*)\.(?<namespace>[a-z0-9][a-z0-9-]*)\.svc\b");
    if facts.get("host").is_none() || facts.get("service").is_some() {
        return;
    }
    if let Some(found) = SERVICE.captures(quote) {
        facts.set("service", found.get("service").unwrap_or_default());
        facts.set("service_namespace", found.get("namespace").unwrap_or_default());
    }
}

/// What a name is: a flag, or a variable of the environment. Pydantic reads a field `a_b` from `A_B`, Spring and
/// Quarkus a property `a.b-c` from `A_BC` or `A_B_C`. Any other name in small letters may be anything.
fn of_name(facts: &mut Facts) {
    static VARIABLE: Pattern = Pattern::new(r"^[A-Z_][A-Z0-9_]*$");
    static PROPERTY: Pattern = Pattern::new(r"^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+$");
    let Some(name) = facts.get("name").map(str::to_owned) else { return };
    let signature = facts.get("signature").unwrap_or_default();
    if name.starts_with('-') || ["flag", "option", "argument"].iter().any(|word| signature.contains(word)) {
        facts.set("flag", name);
        return;
    }
    let is_field = signature.starts_with("python/pydantic");
    let upper = if is_field { name.to_ascii_uppercase() } else { name.clone() };
    if VARIABLE.captures(&upper).is_some() {
        facts.set("variable", upper);
        return;
    }
    let dash = match facts.get("technology") {
        Some("Spring") => "",
        Some("Quarkus and Micronaut") => "_",
        _ => return,
    };
    if PROPERTY.captures(&name).is_some() {
        facts.set("variable", name.replace('-', dash).replace('.', "_").to_ascii_uppercase());
    }
}

/// What a resource is: a kind that the pod refers to, or something that ran out; and the group it belongs to.
fn of_resource(facts: &mut Facts) {
    if let Some(resource) = facts.get("resource").map(|resource| resource.trim_end_matches('.').to_owned()) {
        let kind = resource.to_ascii_lowercase();
        if facts.get("object").is_some() && matches!(kind.as_str(), "configmap" | "secret") {
            facts.set("object_kind", kind);
        }
        facts.set("resource", resource);
    }
    // `apps/v1` is a group and a version; a version alone is the core group, which has no name.
    if let Some((group, _)) = facts.get("group").and_then(|group| group.split_once('/')) {
        facts.set("group", group.to_owned());
    }
}

/// The API names a service account with its namespace: `prod:reader`.
fn of_account(facts: &mut Facts) {
    let Some((namespace, account)) = facts.get("sa").and_then(|account| account.split_once(':')) else {
        return;
    };
    let (namespace, account) = (namespace.to_owned(), account.to_owned());
    if facts.get("namespace").is_none() {
        facts.set("namespace", namespace.clone());
    }
    facts.set("sa_namespace", namespace);
    facts.set("sa", account);
    if facts.get("line").or(facts.get("message")).is_some_and(|text| text.contains("at the cluster scope")) {
        facts.set("scope", "cluster");
    }
}

/// The folder to make writable for a path.
fn of_path(facts: &mut Facts) {
    // Where the runtime keeps the container's root on the node means nothing inside the container.
    static ROOT: Pattern = Pattern::new(r"^/\S*/(?:merged|rootfs)(?<path>/\S+)$");
    let inside = facts.get("path").and_then(|path| Some(ROOT.captures(path)?.get("path")?.to_owned()));
    if let Some(path) = inside {
        facts.set("path", path);
    }
    let Some(path) = facts.get("path").map(|path| path.trim_end_matches('/')) else { return };
    let folder = match path.rsplit_once('/') {
        // Nobody mounts over the root; what lies right below it is a folder more often than not.
        Some(("", _)) => path,
        Some((folder, _)) if folder.starts_with('/') => folder,
        _ => return,
    };
    facts.set("folder", folder.to_owned());
}

/// A value that runs on like a sentence is a message about the value: a title cannot hold it.
fn is_sentence(value: &str) -> bool {
    value.len() > 80
}

/// Everything that the scheduler says no node has enough of.
fn of_shortage<'a>(facts: &mut Facts, messages: impl Iterator<Item = &'a str>) {
    static SHORT: Pattern = Pattern::new(r"Insufficient [\w./-]*\w");
    let mut resources: Vec<&str> = Vec::new();
    for message in messages {
        let found = SHORT.find_all(message).into_iter().filter_map(|range| message.get(range));
        for resource in found.filter_map(|short| short.strip_prefix("Insufficient ")) {
            if !resources.contains(&resource) {
                resources.push(resource);
            }
        }
    }
    if resources.is_empty() {
        resources.extend(facts.get("resource"));
    }
    let shortage = resources.join(" and ");
    facts.set("shortage", shortage);
}

/// Where the manifest takes a variable from.
fn of_variable(facts: &mut Facts, container: &Container, name: &str, model: &Model) {
    let variable = container.facts.env.iter().find(|variable| variable.name.value == name);
    if let Some(EnvValue::Key { kind, object, key, .. }) = variable.map(|variable| &variable.value) {
        facts.set("object_kind", kind.to_ascii_lowercase());
        facts.set("object", object.clone());
        facts.set("key", key.clone());
        return;
    }
    if variable.is_some() || facts.get("object").is_some() {
        return;
    }
    // One ConfigMap or Secret of variables, or one that the user looked at, is where it should come from.
    if let [from] = container.facts.env_from.as_slice() {
        facts.set("object_kind", from.kind.to_ascii_lowercase());
        facts.set("object", from.object.value.clone());
        return;
    }
    let looked_at = model.typed.iter().find(|typed| {
        typed.verb == "get"
            && typed.resource.as_deref().is_some_and(|kind| ["cm", "configmap", "configmaps"].contains(&kind))
    });
    if let Some(name) = looked_at.and_then(|typed| typed.name.as_ref()) {
        facts.set("object_kind", "configmap");
        facts.set("object", name.value.clone());
    }
}

/// Seconds that a stop may take: the grace period, and what the kubelet needs.
const LONGEST_STOP: u64 = 45;

fn of_probe(facts: &mut Facts, container: &Container, probe: &Probe) {
    let (handler, port) = match &probe.action {
        Action::Http { scheme, port, path, .. } => {
            facts.set("probe_path", path.clone());
            facts.set("probe_scheme", scheme.to_ascii_uppercase());
            ("httpGet", port.clone())
        }
        Action::Tcp { port, .. } => ("tcpSocket", port.clone()),
        Action::Grpc { port, .. } => ("grpc", port.clone()),
        Action::Exec(_) => ("exec", String::new()),
        Action::Unknown => return,
    };
    facts.set("probe_handler", handler);
    facts.set("probe_port", port);
    facts.set("probe_delay", probe.delay.to_string());
    facts.set("probe_period", probe.period.to_string());
    facts.set("probe_timeout", probe.timeout.to_string());
    facts.set("probe_failures", probe.failure.to_string());
    let earliest = probe.earliest_kill();
    facts.set("kill_after_seconds", earliest.to_string());
    let lived =
        container.last_run().and_then(|run| run.seconds()).and_then(|seconds| u64::try_from(seconds).ok());
    // A run that outlived the first round of the probe had answered it: its start was not too slow.
    let most = earliest.saturating_add(probe.period).saturating_add(LONGEST_STOP);
    if lived.is_some_and(|lived| lived > most) {
        facts.set("answered_before", "yes");
        return;
    }
    // Twice the longest life so far is a start; nobody knows how long the program would have needed.
    facts.set("suggested_delay", lived.unwrap_or(earliest).saturating_mul(2).max(30).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derived(pairs: &[(&str, &str)]) -> Facts {
        let mut facts: Facts = pairs.iter().copied().collect();
        of_host(&mut facts);
        of_path(&mut facts);
        of_name(&mut facts);
        of_resource(&mut facts);
        of_account(&mut facts);
        facts
    }

    #[track_caller]
    fn check(pairs: &[(&str, &str)], key: &str, value: Option<&str>) {
        assert_eq!(derived(pairs).get(key), value);
    }

    #[test]
    fn a_host_in_the_cluster_names_its_service() {
        check(&[("host", "db.prod.svc.cluster.local")], "service", Some("db"));
        check(&[("host", "db.prod.svc.cluster.local")], "service_namespace", Some("prod"));
        check(&[("host", "db"), ("namespace", "shop")], "service_namespace", Some("shop"));
        check(&[("address", "cache:6379")], "port", Some("6379"));
        for elsewhere in ["example.com", "10.0.0.7", "localhost", "db.eu-west-1.rds.example.com"] {
            check(&[("host", elsewhere)], "service", None);
        }
    }

    #[test]
    fn a_service_beside_a_bare_address_is_the_one_to_look_at() {
        let mut facts = derived(&[("host", "10.96.0.9")]);
        of_service_beside(&mut facts, "cannot reach host=db.prod.svc.cluster.local:5432");
        assert_eq!((facts.get("service"), facts.get("service_namespace")), (Some("db"), Some("prod")));
    }

    #[test]
    fn a_line_of_json_is_read_for_what_it_says() {
        let said = |line| said_in_json(line);
        assert_eq!(said(r#"{"level":"fatal","msg":"no config"}"#).as_deref(), Some("no config"));
        assert_eq!(
            said(r#"2026-01-01T00:00:00Z {"message":"start failed","error":"open /a: denied"}"#).as_deref(),
            Some("start failed: open /a: denied")
        );
        assert_eq!(said("panic: map[a:{1}]"), None);
        assert_eq!(said("plain"), None);
    }

    #[test]
    fn a_path_names_the_folder_to_make_writable() {
        check(&[("path", "/var/run/app/app.pid")], "folder", Some("/var/run/app"));
        check(&[("path", "/data/")], "folder", Some("/data"));
        check(&[("path", "app.pid")], "folder", None);
        check(&[("path", "tmp/app.pid")], "folder", None);
    }

    #[test]
    fn a_path_is_the_one_that_the_container_sees() {
        let on_the_node = "/var/lib/docker/overlay2/4f1c/merged/etc/my.cnf";
        check(&[("path", on_the_node)], "path", Some("/etc/my.cnf"));
        check(&[("path", on_the_node)], "folder", Some("/etc"));
        check(&[("path", "/srv/merged")], "path", Some("/srv/merged"));
    }

    #[test]
    fn a_sentence_is_no_value() {
        assert!(!is_sentence("2GBB"));
        assert!(is_sentence(
            "cannot read the file /etc/relay/relay.yaml that --config names: line 12: mapping values are not allowed"
        ));
    }

    #[test]
    fn every_resource_that_runs_short_is_named() {
        let short = |message| {
            let mut facts = Facts::new();
            of_shortage(&mut facts, [message].into_iter());
            facts.get("shortage").map(str::to_owned)
        };
        let both = "0/2 nodes are available: 2 Insufficient cpu, 1 Insufficient memory, 1 Insufficient cpu.";
        assert_eq!(short(both).as_deref(), Some("cpu and memory"));
        assert_eq!(short("0/2 nodes are available: 2 Insufficient cpu.").as_deref(), Some("cpu"));
    }

    #[test]
    fn a_name_is_a_variable_or_a_flag_or_neither() {
        check(&[("name", "DATABASE_URL")], "variable", Some("DATABASE_URL"));
        check(&[("name", "worker_processes")], "variable", None);
        check(&[("name", "db_url"), ("signature", "python/pydantic-field")], "variable", Some("DB_URL"));
        check(&[("name", "--port")], "flag", Some("--port"));
        check(&[("name", "port"), ("signature", "go-settings/flag-missing")], "variable", None);
        check(&[("name", "app.db-url"), ("technology", "Spring")], "variable", Some("APP_DBURL"));
        check(
            &[("name", "app.db-url"), ("technology", "Quarkus and Micronaut")],
            "variable",
            Some("APP_DB_URL"),
        );
        check(&[("name", "app.db-url"), ("technology", "Go")], "variable", None);
    }

    #[test]
    fn a_resource_may_be_the_kind_of_the_missing_object() {
        check(&[("resource", "Secret"), ("object", "db")], "object_kind", Some("secret"));
        check(&[("resource", "pods")], "object_kind", None);
        check(&[("group", "apps/v1")], "group", Some("apps"));
    }

    #[test]
    fn an_account_comes_with_its_namespace() {
        let line = ("line", "cannot list resource \"pods\" in API group \"\" at the cluster scope");
        check(&[("sa", "prod:reader")], "sa", Some("reader"));
        check(&[("sa", "prod:reader")], "sa_namespace", Some("prod"));
        check(&[("sa", "prod:reader"), line], "scope", Some("cluster"));
        check(&[("sa", "prod:reader")], "scope", None);
    }

    /// A run that outlived the first round of its probe had answered it.
    #[test]
    fn a_slow_start_is_given_more_time() {
        use crate::read::facts::{Phase, State};
        use crate::text::{Span, Time};
        let action = Action::Tcp { host: String::new(), port: "8080".to_owned() };
        let probe = Probe { action, delay: 10, period: 10, failure: 3, ..Probe::default() };
        let after = |lived: Option<i64>| {
            let mut container = Container::default();
            let started = Time::parse("2026-11-19T10:00:00Z").unwrap();
            let at = |time| Some(crate::text::Fact::new(time, Span::default()));
            container.facts.last_state = lived.map(|lived| State {
                phase: Phase::Terminated,
                started: at(started),
                finished: at(started.plus(lived)),
                ..State::default()
            });
            let mut facts = Facts::new();
            of_probe(&mut facts, &container, &probe);
            assert_eq!(facts.get("kill_after_seconds"), Some("30"));
            (facts.get("answered_before").is_some(), facts.get("suggested_delay").map(str::to_owned))
        };
        let delay = |seconds: &str| (false, Some(seconds.to_owned()));
        assert_eq!(after(None), delay("60"));
        assert_eq!(after(Some(3)), delay("30"));
        // The probe gives up once more, and then the stop takes its time.
        assert_eq!(after(Some(85)), delay("170"));
        assert_eq!(after(Some(86)), (true, None));
    }

    #[test]
    fn what_a_container_is_given_goes_into_commands() {
        let text = |text: &str| crate::text::Fact::new(text.to_owned(), crate::text::Span::default());
        let pair = |(key, value): (&str, &str)| (key.to_owned(), text(value));
        let mut container = Container::default();
        container.facts.limits = [("cpu", "500m"), ("memory", "64Mi")].map(pair).to_vec();
        container.facts.requests = [("cpu", "250m"), ("memory", "32Mi")].map(pair).to_vec();
        container.facts.security = [("runAsGroup", "7"), ("runAsUser", "1000")].map(pair).to_vec();
        container.facts.command = vec![text("/app/till\n--open"), text("--serve")];
        let mut facts = Facts::new();
        of_container(&mut facts, &container);
        for (key, value) in [
            ("memory_limit", Some("64Mi")),
            ("new_memory_limit", Some("128Mi")),
            ("memory_request", Some("32Mi")),
            ("cpu_limit", Some("500m")),
            ("uid", Some("1000")),
            ("command", Some("/app/till")),
            ("init", None),
            ("exit_code", None),
        ] {
            assert_eq!(facts.get(key), value, "{key}");
        }
    }
}
