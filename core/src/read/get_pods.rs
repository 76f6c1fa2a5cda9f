//! `kubectl get pods`, with or without `-A`, `-o wide` or its header, and the list of pods in k9s.
//!
//! ```text
//! NAMESPACE  NAME   READY  STATUS            RESTARTS     AGE  IP         NODE
//! prod       api-0  0/1    CrashLoopBackOff  6 (42s ago)  4m   10.1.2.3   node-1
//!
//! NAME↑  PF  READY  STATUS            RESTARTS  CPU  MEM  %CPU/R  IP        NODE    AGE      k9s
//! api-0  ●   0/1    CrashLoopBackOff         6    0    0       0  10.1.2.3  node-1  4m
//! ```

use super::Reader;
use super::duration::seconds;
use super::facts::{Pod, Seen};
use crate::split::Form;
use crate::text::{Fact, Line, Pattern};

pub(super) static READER: Reader = Reader { form: Form { kind: "get-pods", claims }, read };

/// The STATUS cell holds no blank; the RESTARTS cell may. A name whose beginning was cut off may begin with a dash.
static ROW: Pattern = Pattern::new(
    r"^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?:pods?/)?(?<name>-?[a-z0-9][a-z0-9.-]*)\s+(?<ready>\d+)/(?<all>\d+)\s+(?<status>[A-Z][A-Za-z:0-9/-]+)\s+(?<restarts>\d+)(?:\s+\((?<ago><unknown>|<invalid>|[\dsmhdy]+) ago\))?\s+(?<age>(?:\d+[smhdy])+|<invalid>|<unknown>)(?:\s+(?<ip><none>|[0-9a-f.:]+)\s+(?<node>\S+))?",
);

/// A row of k9s: the mark of a port that is forwarded, perhaps when it last restarted, columns of numbers, and the age
/// at the end.
static K9S: Pattern = Pattern::new(
    r"^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?<name>[a-z0-9][a-z0-9.-]*)\s+(?:●|Ⓕ)\s+(?<ready>\d+)/(?<all>\d+)\s+(?<status>[A-Z][A-Za-z:0-9/-]+)\s+(?<restarts>\d+)(?:\s+(?<ago>(?:\d+[smhdy])+))?(?:\s+(?:\d+|n/a)){2,9}\s+(?<ip>n/a|<none>|[0-9a-f.:]+)\s+(?<node>\S+)(?:\s+\S+)*?\s+(?<age>(?:\d+[smhdy])+)\s*$",
);

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let is_row =
        |line: &Line<'_>| line.text.contains('/') && (ROW.is_match(&line.text) || K9S.is_match(&line.text));
    let first = lines.first()?;
    if !is_header(&first.text) && !is_row(first) {
        return None;
    }
    Some(1 + lines.iter().skip(1).take_while(|line| is_row(line) || is_header(&line.text)).count())
}

fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    (line.starts_with("NAME") && line.contains("READY") && line.contains("STATUS")) && line.len() < 300
}

fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    for line in lines {
        let Some(found) = ROW.captures(&line.text).or_else(|| K9S.captures(&line.text)) else { continue };
        let fact = |name: &str| found.get(name).map(|part| Fact::new(part.to_owned(), line.span_of(part)));
        let number = |name: &str| found.get(name).and_then(|part| part.parse().ok());
        let ready = found.get("ready").zip(number("ready")).zip(number("all"));
        seen.push(Seen::Pod(Box::new(Pod {
            name: fact("name"),
            namespace: fact("namespace"),
            status: fact("status"),
            ready: ready.map(|((part, ready), all)| Fact::new((ready, all), line.span_of(part))),
            restarts: found
                .get("restarts")
                .and_then(|part| Some(Fact::new(part.parse().ok()?, line.span_of(part)))),
            restarted_ago: found.get("ago").and_then(seconds),
            age: found.get("age").and_then(seconds),
            node: fact("node").filter(|node| !["<none>", "n/a"].contains(&node.value.as_str())),
            span: line.trimmed(),
            ..Pod::default()
        })));
    }
}

#[cfg(test)]
mod tests {
    use super::{Pod, READER, Seen};
    use crate::text::Source;

    fn pods(paste: &str) -> Vec<Pod> {
        let source = Source::new(paste);
        let taken = (READER.form.claims)(&source.lines).unwrap();
        let mut seen = Vec::new();
        (READER.read)(&source.lines[..taken], &mut seen);
        seen.into_iter()
            .map(|seen| match seen {
                Seen::Pod(pod) => *pod,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_header_names_the_columns_of_pods() {
        for (line, is) in [
            ("NAME   READY   STATUS   RESTARTS   AGE", true),
            ("  NAMESPACE   NAME   READY   STATUS", true),
            ("NAME   READY", false),
            ("NAME   STATUS   AGE", false),
            ("READY   STATUS", false),
        ] {
            assert_eq!(super::is_header(line), is, "{line}");
        }
        let wide = |width: usize| super::is_header(&format!("NAME READY STATUS{}", "-".repeat(width - 17)));
        assert!(wide(299) && !wide(300));
    }

    #[test]
    fn the_wide_table_of_all_namespaces() {
        let pods = pods(concat!(
            "NAMESPACE   NAME     READY   STATUS             RESTARTS        AGE     IP          NODE     NOMINATED NODE\n",
            "shop        web-0    1/2     CrashLoopBackOff   12 (3m4s ago)   41m     10.1.2.3    node-7   <none>\n",
            "shop        job-x    0/1     Init:0/2           0               <invalid>  <none>   <none>   <none>\n",
        ));
        assert_eq!(pods.len(), 2);
        let web = &pods[0];
        assert_eq!(web.namespace.as_ref().unwrap().value, "shop");
        assert_eq!(web.ready.as_ref().unwrap().value, (1, 2));
        assert_eq!(web.restarts.as_ref().unwrap().value, 12);
        assert_eq!(web.restarted_ago, Some(184));
        assert_eq!(web.age, Some(41 * 60));
        assert_eq!(web.node.as_ref().unwrap().value, "node-7");
        assert_eq!(pods[1].status.as_ref().unwrap().value, "Init:0/2");
        assert_eq!(pods[1].node, None);
    }

    #[test]
    fn a_row_needs_no_header_and_blanks_may_collapse() {
        let pods = pods("web-5d4c-x2x 0/1 Error 3 (10s ago) 55s");
        assert_eq!(pods[0].name.as_ref().unwrap().value, "web-5d4c-x2x");
        assert_eq!(pods[0].namespace, None);
    }

    #[test]
    fn the_list_of_k9s() {
        let pods = pods(concat!(
            "│ NAME↑    PF READY STATUS            RESTARTS LAST RESTART CPU MEM %CPU/R %CPU/L IP        NODE   AGE  │\n",
            "│ till-0   ●  0/1   CrashLoopBackOff         9 3m2s           0   0      0    n/a 10.1.0.7  node-1 22m  │\n",
            "│ till-1   Ⓕ  1/1   Running                  0 n/a            1  12      1      2 10.1.0.8  node-2 2d5h │\n",
        ));
        let told = |pod: &Pod| {
            let text = |fact: &Option<crate::read::facts::Text>| fact.as_ref().unwrap().value.clone();
            let restarts = pod.restarts.as_ref().unwrap().value;
            (text(&pod.name), text(&pod.status), restarts, pod.restarted_ago, text(&pod.node), pod.age)
        };
        let row = |name: &str, status: &str, restarts, ago, node: &str, age| {
            (name.to_owned(), status.to_owned(), restarts, ago, node.to_owned(), age)
        };
        assert_eq!(told(&pods[0]), row("till-0", "CrashLoopBackOff", 9, Some(182), "node-1", Some(1320)));
        assert_eq!(told(&pods[1]), row("till-1", "Running", 0, None, "node-2", Some(190_800)));
    }

    #[test]
    fn a_restart_in_the_future_is_left_open() {
        let pods = pods("web-0   0/1     Error   3 (<invalid> ago)   <invalid>");
        assert_eq!(pods[0].restarts.as_ref().unwrap().value, 3);
        assert_eq!((pods[0].restarted_ago, pods[0].age), (None, None));
    }

    #[test]
    fn tables_of_other_kinds_are_left_alone() {
        let source = Source::new("web   0/1     1            0           5m");
        assert_eq!((READER.form.claims)(&source.lines), None);
    }
}
