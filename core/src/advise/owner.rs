//! What kubectl can do to each kind of owner, and where the pod template stands in it.

use super::fill::Facts;
use std::borrow::Cow;

/// The command as it must read for the owner of the pod; nothing, if kubectl or the API server would refuse it.
/// A command that is not about the owner, or an owner that is not known, changes nothing.
pub(super) fn command<'a>(template: &'a str, facts: &Facts) -> Option<Cow<'a, str>> {
    let kind = match facts.get("owner_kind") {
        Some(kind) if template.contains("{owner") => kind,
        _ => return Some(Cow::Borrowed(template)),
    };
    let mut words = template.split_whitespace().skip(1);
    let has_revisions = matches!(kind, "deployment" | "daemonset" | "statefulset");
    let has_replicas = matches!(kind, "replicaset" | "replicationcontroller");
    let is_allowed = match words.next()? {
        "rollout" => has_revisions,
        "scale" => matches!(kind, "deployment" | "statefulset") || has_replicas,
        "patch" | "set" => has_revisions || has_replicas || kind == "cronjob",
        // The owner of a static pod is its node; the pod template of a Job cannot be changed.
        "edit" => !matches!(kind, "node" | "job"),
        _ => true,
    };
    is_allowed.then(|| if kind == "cronjob" { for_cron_job(template) } else { Cow::Borrowed(template) })
}

/// Whether the command would change the pod template of a Job, which cannot be changed.
pub(super) fn is_fixed(template: &str, facts: &Facts) -> bool {
    let changes =
        ["patch", "set", "edit"].iter().any(|verb| template.split_whitespace().nth(1) == Some(verb));
    facts.get("owner_kind") == Some("job") && template.contains("{owner") && changes
}

/// A CronJob holds the template of a Job, which holds that of the pod.
fn for_cron_job(template: &str) -> Cow<'_, str> {
    const POD: &str = r#"{"spec":{"template":"#;
    match template.split_once(POD).and_then(|(before, after)| Some((before, after.strip_suffix('\'')?))) {
        Some((before, after)) => {
            Cow::Owned(format!(r#"{before}{{"spec":{{"jobTemplate":{{"spec":{{"template":{after}}}}}'"#))
        }
        None => Cow::Borrowed(template),
    }
}

/// The patch as it fits into the owner's manifest. It begins with `spec:` and `template:`, each on its line.
pub(super) fn patch<'a>(patch: &'a str, facts: &Facts) -> Cow<'a, str> {
    let Some(inner) = patch.strip_prefix("spec:\n  template:\n") else { return Cow::Borrowed(patch) };
    match facts.get("owner_kind") {
        Some("cronjob") => {
            let indented: String = inner.lines().map(|line| format!("    {line}\n")).collect();
            Cow::Owned(format!("spec:\n  jobTemplate:\n    spec:\n      template:\n{indented}"))
        }
        // A static pod is its own manifest, on the disk of its node.
        Some("node" | "pod") => Cow::Owned(
            inner.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect(),
        ),
        _ => Cow::Borrowed(patch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = r#"kubectl patch {owner|kind/name}{-n} -p '{"spec":{"template":{"spec":{"a":1}}}}'"#;

    fn of(kind: &str) -> Facts {
        [("owner_kind", kind)].into_iter().collect()
    }

    #[test]
    fn what_kubectl_would_refuse_is_left_out() {
        let undo = "kubectl rollout undo {owner|kind/name}{-n}";
        assert_eq!(command(undo, &of("deployment")).as_deref(), Some(undo));
        assert_eq!(command(undo, &Facts::new()).as_deref(), Some(undo));
        assert_eq!(command(undo, &of("job")), None);
        assert_eq!(command(PATCH, &of("prometheus")), None);
        assert_eq!(command("kubectl edit {owner|kind/name}", &of("node")), None);
        assert!(command("kubectl edit {owner|kind/name}", &of("prometheus")).is_some());
        assert!(command("kubectl set env {owner|kind/name} A=b", &of("cronjob")).is_some());
        assert!(command("kubectl edit configmap {object}", &of("job")).is_some());
    }

    #[test]
    fn what_each_kind_of_owner_takes() {
        let takes = |kind: &str| {
            ["rollout", "scale", "patch", "set", "edit", "get"]
                .into_iter()
                .filter(|verb| command(&format!("kubectl {verb} {{owner|kind/name}}"), &of(kind)).is_some())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (kind, verbs) in [
            ("deployment", "rollout scale patch set edit get"),
            ("statefulset", "rollout scale patch set edit get"),
            ("daemonset", "rollout patch set edit get"),
            ("replicaset", "scale patch set edit get"),
            ("replicationcontroller", "scale patch set edit get"),
            ("cronjob", "patch set edit get"),
            ("job", "get"),
            ("node", "get"),
            ("prometheus", "edit get"),
        ] {
            assert_eq!(takes(kind), verbs, "{kind}");
        }
    }

    #[test]
    fn the_pod_template_of_a_job_is_fixed() {
        for (template, kind, fixed) in [
            ("kubectl patch {owner|kind/name}", "job", true),
            ("kubectl set image {owner|kind/name}", "job", true),
            ("kubectl edit {owner|kind/name}", "job", true),
            ("kubectl get {owner|kind/name}", "job", false),
            ("kubectl patch configmap {object}", "job", false),
            ("kubectl patch {owner|kind/name}", "cronjob", false),
        ] {
            assert_eq!(is_fixed(template, &of(kind)), fixed, "{template} {kind}");
        }
    }

    #[test]
    fn the_pod_template_of_a_cron_job_lies_deeper() {
        assert_eq!(
            command(PATCH, &of("cronjob")).as_deref(),
            Some(
                r#"kubectl patch {owner|kind/name}{-n} -p '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"a":1}}}}}}'"#
            )
        );
        assert_eq!(
            patch("spec:\n  template:\n    spec:\n      a: 1\n", &of("cronjob")),
            "spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          a: 1\n"
        );
    }

    #[test]
    fn a_static_pod_is_its_own_manifest() {
        assert_eq!(patch("spec:\n  template:\n    spec:\n      a: 1\n", &of("node")), "spec:\n  a: 1\n");
    }
}
