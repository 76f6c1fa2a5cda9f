//! What kubectl begins its lines with: the sign that a text is nearer to what it was.

use super::super::Pattern;

/// Whether a line begins as one that kubectl printed, or that somebody typed to make it.
pub(super) fn is_kubectl(line: &str) -> bool {
    static SHAPE: Pattern = Pattern::new(
        r#"^\s*(?:(?:Name|Namespace|Node|Start Time|Labels|Annotations|Status|IPs?|Controlled By|Containers|Init Containers|Container ID|Image(?: ID)?|Ports?|Host Ports?|Command|Args|State|Last State|Reason|Message|Exit Code|Signal|Started|Finished|Ready|Restart Count|Limits|Requests|Liveness|Readiness|Startup|Environment(?: Variables(?: from)?)?|Mounts|Conditions|Volumes|QoS Class|Node-Selectors|Tolerations|Events):(?:\s|$)|(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS|(?:NAMESPACE\s+)?LAST SEEN\s+TYPE|Type\s+Reason\s+Age|(?:Normal|Warning)\s+[A-Z][A-Za-z]+\s|(?:\d+[smhdy])+\s+(?:Normal|Warning)\s|(?:[$#>%]|❯)\s?(?:kubectl|oc|k|docker|crictl) |kubectl (?:logs?|get|describe|events?) |"?(?:apiVersion|kind|metadata|spec|status|containers|containerStatuses|lastState|terminated|exitCode|restartCount|involvedObject)"?:(?:\s|$)|\S+\s+\d+/\d+\s+[A-Z][A-Za-z:]+\s+\d+)"#,
    );
    line.len() < 4000 && SHAPE.is_match(line)
}

/// Whether several of these lines do; one is enough if there are few.
pub(super) fn are_kubectl<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    /// Whatever stands further behind says nothing new.
    const LOOKED_AT: usize = 400;
    let (mut seen, mut shaped) = (0, 0);
    for line in lines.take(LOOKED_AT) {
        seen += 1;
        shaped += usize::from(is_kubectl(line));
        if shaped >= 3 {
            return true;
        }
    }
    shaped >= 1 && seen <= 12
}
