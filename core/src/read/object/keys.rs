//! The keys by which text is recognised as a piece of a Kubernetes object.

/// Whether a key may stand at the outermost indentation of a manifest or of a piece of one.
pub(in crate::read) fn is_key(key: &str) -> bool {
    TELLING.binary_search_by(|(name, _)| (*name).cmp(key)).is_ok() || COMMON.binary_search(&key).is_ok()
}

/// Whether a key with this value is found in objects of Kubernetes and hardly elsewhere.
///
/// `value` is the text after the colon; a block that follows is told by its bracket.
pub(in crate::read) fn is_telling(key: &str, value: &str) -> bool {
    let Ok(index) = TELLING.binary_search_by(|(name, _)| (*name).cmp(key)) else { return false };
    match TELLING.get(index).map_or(Value::Map, |(_, expected)| *expected) {
        Value::Any => true,
        Value::Map => value.starts_with('{'),
        Value::List => value.starts_with('['),
        Value::Block => value.starts_with(['{', '[']),
        Value::Phase => ["Pending", "Running", "Succeeded", "Failed", "Unknown"]
            .iter()
            .any(|phase| value.trim_start_matches('"').starts_with(phase)),
        Value::Number => value.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit()),
    }
}

#[derive(Clone, Copy)]
enum Value {
    Any,
    Map,
    List,
    Block,
    Number,
    /// One of the phases of a pod.
    Phase,
}

/// Keys that tell, with the value that makes them do so. Sorted.
const TELLING: &[(&str, Value)] = &[
    ("apiVersion", Value::Any),
    ("args", Value::List),
    ("command", Value::List),
    ("conditions", Value::List),
    ("configMapKeyRef", Value::Any),
    ("configMapRef", Value::Any),
    ("containerID", Value::Any),
    ("containerPort", Value::Number),
    ("containerStatuses", Value::Any),
    ("containers", Value::List),
    ("dnsPolicy", Value::Any),
    ("emptyDir", Value::Any),
    ("env", Value::List),
    ("envFrom", Value::List),
    ("ephemeralContainerStatuses", Value::Any),
    ("ephemeralContainers", Value::List),
    ("exitCode", Value::Number),
    ("failureThreshold", Value::Number),
    ("fieldRef", Value::Any),
    ("hostIP", Value::Any),
    ("httpGet", Value::Map),
    ("imageID", Value::Any),
    ("imagePullPolicy", Value::Any),
    ("initContainerStatuses", Value::Any),
    ("initContainers", Value::List),
    ("initialDelaySeconds", Value::Number),
    ("involvedObject", Value::Any),
    ("lastState", Value::Any),
    ("lastTransitionTime", Value::Any),
    ("livenessProbe", Value::Any),
    ("metadata", Value::Map),
    ("mountPath", Value::Any),
    ("nodeName", Value::Any),
    ("ownerReferences", Value::Any),
    ("periodSeconds", Value::Number),
    ("persistentVolumeClaim", Value::Any),
    ("phase", Value::Phase),
    ("podIP", Value::Any),
    ("podIPs", Value::Any),
    ("qosClass", Value::Any),
    ("readinessProbe", Value::Any),
    ("resources", Value::Map),
    ("restartCount", Value::Number),
    ("restartPolicy", Value::Any),
    ("running", Value::Map),
    ("secretKeyRef", Value::Any),
    ("secretRef", Value::Any),
    ("securityContext", Value::Any),
    ("serviceAccountName", Value::Any),
    ("spec", Value::Map),
    ("startupProbe", Value::Any),
    ("state", Value::Map),
    ("status", Value::Map),
    ("successThreshold", Value::Number),
    ("tcpSocket", Value::Map),
    ("template", Value::Map),
    ("terminated", Value::Map),
    ("terminationGracePeriodSeconds", Value::Number),
    ("terminationMessagePath", Value::Any),
    ("terminationMessagePolicy", Value::Any),
    ("timeoutSeconds", Value::Number),
    ("tolerations", Value::List),
    ("valueFrom", Value::Any),
    ("volumeMounts", Value::Block),
    ("volumes", Value::List),
    ("waiting", Value::Map),
];

/// Further keys of pods, their parts, their owners and events, which other texts have as well. Sorted.
const COMMON: &[&str] = &[
    "action",
    "activeDeadlineSeconds",
    "affinity",
    "allocatedResources",
    "annotations",
    "automountServiceAccountToken",
    "capabilities",
    "configMap",
    "controller",
    "count",
    "cpu",
    "creationTimestamp",
    "data",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "enableServiceLinks",
    "eventTime",
    "exec",
    "fieldPath",
    "finalizers",
    "finishedAt",
    "firstTimestamp",
    "generateName",
    "generation",
    "grpc",
    "hostIPs",
    "hostNetwork",
    "hostPath",
    "image",
    "imagePullSecrets",
    "items",
    "key",
    "kind",
    "labels",
    "lastProbeTime",
    "lastTimestamp",
    "lifecycle",
    "limits",
    "managedFields",
    "memory",
    "message",
    "name",
    "namespace",
    "nodeSelector",
    "note",
    "observedGeneration",
    "optional",
    "path",
    "port",
    "ports",
    "preemptionPolicy",
    "priority",
    "priorityClassName",
    "protocol",
    "readOnly",
    "ready",
    "reason",
    "regarding",
    "replicas",
    "reportingComponent",
    "reportingController",
    "reportingInstance",
    "requests",
    "resourceVersion",
    "scheduler",
    "schedulerName",
    "scheme",
    "secret",
    "selector",
    "selfLink",
    "series",
    "serviceAccount",
    "signal",
    "source",
    "startTime",
    "started",
    "startedAt",
    "strategy",
    "subPath",
    "topologySpreadConstraints",
    "type",
    "uid",
    "user",
    "value",
    "workingDir",
];

#[cfg(test)]
mod tests {
    use super::{COMMON, TELLING};

    #[test]
    fn both_tables_are_sorted() {
        assert!(TELLING.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(COMMON.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
