//! Pods in large lists: which of them must be read, and which only count.
//!
//! Of pods that look alike the first is read; as it fares, so do the others. Those that are well make no difference to
//! the answer, and of those that fail alike a few show what all of them do.

use super::template;
use crate::knowledge::Knowledge;
use crate::model_of;
use crate::read::facts::Text;
use crate::text::{Counted, Source};
use crate::weigh::{self, Health};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

/// So many pods of a workload that look alike stay, if they are not well ...
const ALIKE: usize = 20;
/// ... as long as no more than this stay in all; then one of each kind does ...
const SICK: usize = 200;
/// ... up to so many.
const KINDS: usize = 1_000;
/// So many pods that are well stay in all ...
const WELL: usize = 20;
/// ... and so many beside those of their workload that are not.
const WELL_BESIDE_SICK: usize = 2;

/// The pods that were seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// By what they look like.
    looks: BTreeMap<u64, Look>,
    /// Those that are not well, by what they look like and their workload.
    kinds: BTreeMap<u64, Kind>,
    /// Workloads of which a pod is not well, each with how many stay that are.
    sick: BTreeMap<u64, usize>,
    /// How many stay that are not well.
    sick_stay: usize,
    /// How many stay that are well.
    well_stay: usize,
    /// Those that are well and wait for the next of their workload.
    waiting: VecDeque<Member>,
    /// Parts of the paste that can be let go.
    leave: Vec<Range<usize>>,
    /// Those that were let go.
    counted: Counted,
    scratch: Vec<u8>,
}

/// What is the same in objects that look alike.
#[derive(Clone, Debug, Default)]
struct Look {
    /// None if these are no pods.
    health: Option<Health>,
    /// The part in which the name stands, and that of the namespace.
    name: usize,
    namespace: Option<usize>,
}

/// Pods of one workload that look alike and are not well.
#[derive(Clone, Debug)]
struct Kind {
    /// Where the name of the first stands.
    first: usize,
    /// How many stay, and how many are only counted.
    stay: usize,
    counted: usize,
}

/// A pod that is well.
#[derive(Clone, Debug)]
struct Member {
    range: Range<usize>,
    workload: u64,
    /// As [`Counted`] knows it.
    name: u64,
    lines: usize,
}

impl Crowd {
    /// Takes the next object of a list, which is here in the paste.
    pub(super) fn take(&mut self, object: &[u8], range: Range<usize>, knowledge: Knowledge<'_>) {
        let (hash, owner) = look_of(object, &mut self.scratch);
        let look = self.looks.entry(hash).or_insert_with(|| examined(object, knowledge));
        let Some(health) = look.health else { return };
        let Some(name) = value_in(object, look.name) else { return };
        let namespace =
            look.namespace.and_then(|part| object.get(value_in(object, part)?)).unwrap_or_default();
        let workload = template::hash(namespace, owner);
        let lines = memchr::memchr_iter(b'\n', object).count();
        if self.waiting.back().is_some_and(|last| last.workload != workload) {
            self.settle();
        }
        if health == Health::Healthy {
            let name = Counted::name(namespace, object.get(name).unwrap_or_default());
            self.waiting.push_back(Member { range, workload, name, lines });
            return;
        }
        let first = range.start + name.start;
        let kind = self.kinds.entry(hash ^ workload).or_insert(Kind { first, stay: 0, counted: 0 });
        let most = if self.sick_stay < SICK { ALIKE } else { usize::from(self.sick_stay < KINDS) };
        if kind.stay < most {
            kind.stay += 1;
            self.sick_stay += 1;
            self.sick.entry(workload).or_default();
        } else {
            kind.counted += 1;
            self.counted.lines += lines;
            self.leave.push(range);
        }
    }

    /// The parts of the paste that can be let go now.
    pub(super) fn leaving(&mut self) -> impl Iterator<Item = Range<usize>> {
        std::mem::take(&mut self.leave).into_iter()
    }

    /// How many were let go of.
    pub(super) fn into_counted(mut self) -> Counted {
        self.counted.well.sort_unstable();
        let kinds = self.kinds.into_values().filter(|kind| kind.counted > 0);
        self.counted.alike = kinds.map(|kind| (kind.first, kind.counted)).collect();
        self.counted
    }

    /// Decides on those that are well of a workload that is complete: replicas stand together in a list.
    pub(super) fn settle(&mut self) {
        while let Some(member) = self.waiting.pop_front() {
            let beside = self.sick.get_mut(&member.workload).filter(|stay| **stay < WELL_BESIDE_SICK);
            if let Some(stay) = beside {
                *stay += 1;
            } else if self.well_stay < WELL {
                self.well_stay += 1;
            } else {
                self.counted.add_well(member.name, member.lines);
                self.leave.push(member.range);
            }
        }
    }
}

/// Reads an object for all that look like it.
fn examined(object: &[u8], knowledge: Knowledge<'_>) -> Look {
    let text = crate::diagnoser::into_text(object.to_vec());
    let source = Source::new(text.trim_end().trim_end_matches(','));
    let (_, model) = model_of(&source, knowledge, None);
    let [pod] = model.pods.as_slice() else { return Look::default() };
    let Some(name) = &pod.facts.name else { return Look::default() };
    let part = |fact: &Text| parts(object.get(..fact.span.start()).unwrap_or_default()).count() - 1;
    Look {
        health: weigh::rank(&model, knowledge).worst(),
        name: part(name),
        namespace: pod.facts.namespace.as_ref().map(part),
    }
}

/// What stands between these is one key and its value, or less.
fn parts(object: &[u8]) -> impl Iterator<Item = &[u8]> {
    object.split(|byte| matches!(byte, b'\n' | b'{' | b'}' | b','))
}

/// Where the value behind the key in a part of an object stands.
fn value_in(object: &[u8], part: usize) -> Option<Range<usize>> {
    let before: usize = parts(object).take(part).map(|part| part.len() + 1).sum();
    let part = parts(object).nth(part)?;
    let colon = memchr::memchr(b':', part)? + 1;
    let value = part.get(colon..)?;
    let is_inner = |byte: &u8| !byte.is_ascii_whitespace() && !b"\"'".contains(byte);
    let start = value.iter().position(is_inner)?;
    let end = value.iter().rposition(is_inner)? + 1;
    Some(before + colon + start..before + colon + end)
}

/// Keys whose values differ between pods that look alike.
const OWN: &[&[u8]] = &[
    b"uid",
    b"resourceVersion",
    b"creationTimestamp",
    b"containerID",
    b"Container ID",
    b"imageID",
    b"Image ID",
    b"nodeName",
    b"Node",
    b"hostIP",
    b"podIP",
    b"ip",
    b"IP",
    b"startTime",
    b"Start Time",
    b"startedAt",
    b"Started",
    b"finishedAt",
    b"Finished",
    b"lastProbeTime",
    b"lastTransitionTime",
];
/// Keys whose values tell pods apart to the letter.
const TELLING: &[&[u8]] = &[b"exitCode", b"Exit Code", b"signal", b"Signal"];
/// Keys of numbers of restarts.
const RESTARTS: &[&[u8]] = &[b"restartCount", b"Restart Count"];

/// What an object looks like: what is left of it without what is its own, and without numbers and ids. And what the
/// workload is called that owns it. Both are hashed.
fn look_of(object: &[u8], scratch: &mut Vec<u8>) -> (u64, u64) {
    let (mut hash, mut owner) = (0, 0);
    // Whether the next name is that of the owner.
    let mut is_owned = false;
    for part in parts(object) {
        let part = part.trim_ascii();
        let part = part.strip_prefix(b"- ").unwrap_or(part);
        let key = part.strip_prefix(b"\"").unwrap_or(part);
        let key = memchr::memchr2(b':', b'"', key).and_then(|end| key.get(..end)).unwrap_or_default();
        let is_name = key == b"name";
        if is_owned && is_name || key == b"Controlled By" {
            owner = template::hash(without_end(part), 0);
        }
        is_owned = is_owned && !is_name || key == b"ownerReferences";
        scratch.clear();
        if OWN.contains(&key) {
            scratch.extend_from_slice(key);
        } else if TELLING.contains(&key) {
            scratch.extend_from_slice(part);
        } else if RESTARTS.contains(&key) {
            scratch.extend_from_slice(key);
            scratch.push(often(part));
        } else {
            without_own(part, scratch);
        }
        hash = template::hash(scratch, hash);
    }
    (hash, owner)
}

/// A name without the word at its end that Kubernetes made: the hash of a ReplicaSet, the time of a Job.
fn without_end(name: &[u8]) -> &[u8] {
    let Some(at) = memchr::memrchr(b'-', name) else { return name };
    let end = name.get(at..).unwrap_or_default();
    if end.iter().any(u8::is_ascii_digit) { name.get(..at).unwrap_or(name) } else { name }
}

/// How often a container was restarted, as coarsely as it matters.
fn often(part: &[u8]) -> u8 {
    let digits = part.iter().filter(|byte| byte.is_ascii_digit());
    let number =
        digits.fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
    match number {
        0..=2 => b'0' + number as u8,
        3..=4 => b'3',
        _ => b'5',
    }
}

/// Writes a text with `0` for each word that is a number or looks as Kubernetes makes names: without vowels.
fn without_own(text: &[u8], into: &mut Vec<u8>) {
    /// What Kubernetes adds to the name of a pod has so many letters.
    const MADE: usize = 5;
    let mut rest = text;
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let Some((word, behind)) = rest.split_at_checked(end) else { return };
        if word.is_empty() {
            into.push(*first);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let is_number = word.iter().any(u8::is_ascii_digit);
        let is_made = || word.len() >= MADE && !word.iter().any(|byte| b"aeiouyAEIOUY".contains(byte));
        if is_number || is_made() {
            into.push(b'0');
        } else {
            into.extend_from_slice(word);
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnosis::Diagnosis;
    use crate::paste::of_whole;
    use crate::sieve::Mesh;
    use crate::{Diagnoser, Rules};
    use std::sync::Arc;

    const MESH: Mesh = Mesh { least: 4_000, block: 3_000, slack: 5_000, margin: 70, tail: 160, gap: 8 };
    const FORMS: [fn(&[Pod]) -> String; 4] = [json, yaml, described, compact];

    /// A pod of a list.
    #[derive(Clone)]
    struct Pod {
        name: String,
        app: String,
        is_well: bool,
    }

    fn pods(number: usize, is_well: impl Fn(usize) -> bool) -> Vec<Pod> {
        let pod = |number: usize| Pod {
            name: format!("shop{}-7c9d8f6b4d-{:02}kqz", number / 50, number % 50),
            app: format!("shop{}", number / 50),
            is_well: is_well(number),
        };
        (0..number).map(pod).collect()
    }

    fn object(pod: &Pod) -> serde_json::Value {
        let running = serde_json::json!({ "running": { "startedAt": "2026-06-23T14:00:00Z" } });
        let waiting = serde_json::json!({ "waiting": { "reason": "CrashLoopBackOff", "message":
            format!("back-off 5m0s restarting failed container=web pod={}", pod.name) } });
        let ended = serde_json::json!({ "terminated": { "exitCode": 137, "reason": "OOMKilled",
            "startedAt": "2026-06-23T14:00:00Z", "finishedAt": "2026-06-23T14:05:00Z" } });
        serde_json::json!({
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {
                "name": pod.name, "namespace": "prod",
                "ownerReferences": [{ "kind": "ReplicaSet", "name": format!("{}-7c9d8f6b4d", pod.app) }]
            },
            "spec": { "restartPolicy": "Always", "containers": [{ "name": "web", "image": "shop:1.8",
                "resources": { "limits": { "memory": "256Mi" } } }] },
            "status": { "phase": "Running", "containerStatuses": [{
                "name": "web", "ready": pod.is_well, "restartCount": if pod.is_well { 0 } else { 6 },
                "state": if pod.is_well { running } else { waiting },
                "lastState": if pod.is_well { serde_json::json!({}) } else { ended },
            }] }
        })
    }

    fn list(pods: &[Pod]) -> serde_json::Value {
        let items: Vec<_> = pods.iter().map(object).collect();
        serde_json::json!({ "apiVersion": "v1", "items": items, "kind": "List" })
    }

    fn json(pods: &[Pod]) -> String {
        serde_json::to_string_pretty(&list(pods)).unwrap() + "\n"
    }

    fn yaml(pods: &[Pod]) -> String {
        serde_yaml::to_string(&list(pods)).unwrap()
    }

    fn compact(pods: &[Pod]) -> String {
        pods.iter().map(|pod| object(pod).to_string() + "\n").collect()
    }

    fn described(pods: &[Pod]) -> String {
        let one = |pod: &Pod| {
            let state = if pod.is_well {
                "Running\n    Ready:          True\n    Restart Count:  0"
            } else {
                "Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      \
                 Reason:       OOMKilled\n      Exit Code:    137\n    Ready:          False\n    Restart Count:  6"
            };
            format!(
                "Name:         {}\nNamespace:    prod\nStatus:       Running\nControlled By:  ReplicaSet/{}-7c9d8f6b4d\n\
                 Containers:\n  web:\n    State:          {state}\n    Limits:\n      memory:  256Mi\n\
                 Events:         <none>\n",
                pod.name, pod.app
            )
        };
        pods.iter().map(one).collect::<Vec<_>>().join("\n\n")
    }

    fn read(text: &str, mesh: Mesh) -> Diagnosis {
        of_whole(text, &[], Some(&Rules::default()), None, mesh)
    }

    fn whole(text: &str) -> Diagnosis {
        read(text, Mesh { least: usize::MAX, ..MESH })
    }

    /// Whether the answer says that of so many pods something was only counted.
    fn counted(answer: &Diagnosis, kind: &str) -> usize {
        let limit = answer.limits.iter().find(|limit| limit.kind == kind);
        limit.map_or(0, |limit| limit.what.split(' ').next().unwrap().parse().unwrap())
    }

    #[test]
    fn pods_that_only_count_change_nothing_but_the_list_of_pods() {
        for form in FORMS {
            // A few of many fail; all of one workload do; every second does.
            let cases: [fn(usize) -> bool; 3] =
                [|number| number % 97 != 5, |number| number / 50 != 3, |number| number % 2 == 0];
            for is_well in cases {
                let pods = pods(400, is_well);
                let text = form(&pods);
                let (answer, whole) = (read(&text, MESH), whole(&text));
                let [well, alike] = ["well", "alike"].map(|kind| counted(&answer, kind));
                assert!(well > 150, "{well}");
                assert_eq!(answer.pods.len() + well + alike, pods.len());
                assert_eq!(answer.verdict, whole.verdict);
                assert_eq!(answer.summary, whole.summary);
                let (cause, expected) = (&answer.causes[0], &whole.causes[0]);
                assert_eq!(
                    (&cause.id, &cause.title, &cause.pod),
                    (&expected.id, &expected.title, &expected.pod)
                );
                assert_eq!(cause.confidence, expected.confidence);
                let quotes: Vec<_> =
                    expected.evidence.iter().map(|one| (&one.quote, one.start, one.line)).collect();
                let ours: Vec<_> =
                    cause.evidence.iter().map(|one| (&one.quote, one.start, one.line)).collect();
                assert_eq!(ours, quotes);
            }
        }
    }

    #[test]
    fn pieces_change_nothing() {
        let rules = Arc::new(Rules::default());
        for form in FORMS {
            let text = form(&pods(300, |number| number % 7 != 0));
            let whole = read(&text, MESH);
            for size in [1, 997, 50_000] {
                let mut diagnoser = Diagnoser::through(MESH, Arc::clone(&rules));
                text.as_bytes().chunks(size).for_each(|piece| diagnoser.push(piece));
                assert_eq!(diagnoser.finish(), whole, "{size}");
            }
        }
    }

    #[test]
    fn a_cluster_that_is_well_is_healthy_and_what_is_told_of_its_pods_later_does_not_change_that() {
        for form in FORMS {
            let pods = pods(500, |_| true);
            let events = format!(
                "LAST SEEN   TYPE      REASON      OBJECT                         MESSAGE\n\
                 10s         Warning   Unhealthy   pod/{}   Readiness probe failed: HTTP probe failed with statuscode: 500\n",
                pods[300].name
            );
            let text = form(&pods) + "\n\n$ kubectl get events -n prod\n" + &events;
            let answer = read(&text, MESH);
            assert!(counted(&answer, "well") > 400);
            assert_eq!(answer.verdict, whole(&text).verdict);
            assert!(answer.causes.is_empty(), "{}", answer.summary);
        }
    }

    #[test]
    fn pods_with_other_exit_codes_do_not_look_alike() {
        let text = described(&pods(400, |number| number >= 200));
        let text = text.replacen("Exit Code:    137", "Exit Code:    139", 150);
        let answer = read(&text, MESH);
        let mut codes: Vec<i64> = answer.exit_codes.iter().map(|code| code.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, [137, 139]);
    }
}
