//! A text whose lines were joined into one, as chats and search engines do.

use super::super::{Line, Pattern};

/// A shorter line holds no whole description.
const SHORTEST: usize = 200;
/// Fewer keys than this may stand in a sentence.
const FEWEST: usize = 4;

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    if !lines.iter().any(|line| line.text.len() >= SHORTEST && is_joined(&line.text)) {
        return;
    }
    let mut split = Vec::with_capacity(lines.len());
    for line in std::mem::take(lines) {
        let cuts =
            if line.text.len() >= SHORTEST && is_joined(&line.text) { cuts(&line.text) } else { Vec::new() };
        if cuts.len() < FEWEST {
            split.push(line);
            continue;
        }
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0;
        for cut in cuts.into_iter().chain([line.text.len()]) {
            if cut > from {
                parts.push(from..cut);
                from = cut;
            }
        }
        split.extend(line.split(&parts));
    }
    *lines = split;
}

/// Whether a line may hold several; cheap.
fn is_joined(line: &str) -> bool {
    let holds = |key: &str| memchr::memmem::find(line.as_bytes(), key.as_bytes()).is_some();
    [" Namespace:", " Last State:", " Exit Code:", " Restart Count:", " STATUS "].into_iter().any(holds)
}

/// Where lines began.
fn cuts(text: &str) -> Vec<usize> {
    static BEGIN: Pattern = Pattern::new(
        r"\s(?:(?:Name|Namespace|Priority|Priority Class Name|Service Account|Node|Start Time|Labels|Annotations|Status|IPs?|Controlled By|Containers|Init Containers|Container ID|Image|Image ID|Ports?|Host Ports?|Command|Args|State|Last State|Reason|Message|Exit Code|Started|Finished|Ready|Restart Count|Limits|Requests|Liveness|Readiness|Startup|Environment|Mounts|Conditions|Volumes|QoS Class|Node-Selectors|Tolerations|Events):|(?:Normal|Warning)\s+[A-Z][A-Za-z]+\s+(?:\d+[smhd])+[\s(]|Type\s+(?:Status|Reason\s+Age)\s|\$ (?:kubectl|oc|docker) )",
    );
    let mut cuts = Vec::new();
    for found in BEGIN.find_all(text) {
        let part = text.get(found.clone()).unwrap_or_default();
        // Within a string, lines begin behind its mark and behind escapes.
        let before = text.get(..found.start).unwrap_or_default().trim_end();
        if before.ends_with("\\n") || before.ends_with('"') {
            continue;
        }
        let followed =
            text.get(found.end..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        if part.ends_with(':') && !followed {
            continue;
        }
        let at = found.start + 1;
        // The name of a container stands before its first key.
        if part.trim() == "Container ID:" {
            let before = text.get(..found.start).unwrap_or_default().trim_end();
            let word = before.rsplit([' ', '\t']).next().unwrap_or_default();
            if word.len() > 1
                && word.ends_with(':')
                && word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            {
                cuts.push(before.len() - word.len());
            }
        }
        cuts.push(at);
    }
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::cuts;
    use crate::text::Source;

    #[test]
    fn a_description_on_one_line_is_cut_at_its_keys() {
        let paste = "Name: shop-0 Namespace: prod Priority: 0 Node: node-3/10.0.0.3 Start Time: Thu, 19 Nov 2026 10:00:02 +0000 Containers: web: Container ID: containerd://1 State: Waiting Reason: CrashLoopBackOff Last State: Terminated Reason: Error Exit Code: 2 Events: Type Reason Age From Message Warning BackOff 7s (x90 over 29m) kubelet Back-off restarting";
        let source = Source::new(paste);
        let texts: Vec<_> = source.lines.iter().map(|line| line.text.trim()).collect();
        assert_eq!(texts[..2], ["Name: shop-0", "Namespace: prod"]);
        assert_eq!(texts[5..8], ["Containers:", "web:", "Container ID: containerd://1"]);
        assert!(texts.contains(&"Last State: Terminated"), "{texts:?}");
        assert_eq!(texts.last().unwrap(), &"Warning BackOff 7s (x90 over 29m) kubelet Back-off restarting");
        assert!(source.lines.iter().all(|line| line.trimmed().of(paste) == line.text.trim()));
    }

    #[test]
    fn escapes_in_a_log_behind_it_do_not_hide_a_description() {
        let described = "Name: shop-0 Namespace: prod Priority: 0 Node: node-3/10.0.0.3 Containers: web: Container ID: containerd://1 State: Waiting Reason: CrashLoopBackOff Last State: Terminated Exit Code: 2 ";
        let paste = format!(
            "{described}$ kubectl logs shop-0 {{\"msg\":\"no\",\"stack\":\"main.a\\n\\tb.go:1\\nmain.c\\n\"}}"
        );
        assert_eq!(Source::new(&paste).lines[1].text.trim(), "Namespace: prod");
        let escaped = "{\"m\":\"Name: a\\n    Namespace: b\\n    Node: c\\n    Last State: d\\n    Exit Code: 1\\n    Ready: e\"}";
        assert!(cuts(escaped).is_empty());
    }
}
