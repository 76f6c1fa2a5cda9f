//! What real kubectl prints of generated pods is read as what the API holds, in every form and version.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says so when something is not as it must be, and how much it has seen"
)]

use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Mutex;
use unloop_kubectl_tests::compare::{self, Difference, Flat};
use unloop_kubectl_tests::kubectl::Kubectl;
use unloop_kubectl_tests::objects::{self, NAMESPACE, World, name_of};
use unloop_kubectl_tests::stub::Stub;
use unloop_kubectl_tests::table::{self, Clock};
use unloop_kubectl_tests::{cut, diagnoses, lacks};

/// How many pods are generated, unless `UNLOOP_PODS` says otherwise.
const PODS: usize = 60;
/// Where the generator begins, unless `UNLOOP_SEED` says otherwise.
const SEED: u64 = 1;

#[test]
#[ignore = "needs kubectl: cargo xtask test kubectl"]
fn every_form_of_every_version_says_the_same() {
    let setting = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = setting("UNLOOP_SEED").unwrap_or(SEED);
    let count = setting("UNLOOP_PODS").map_or(PODS, |pods| usize::try_from(pods).unwrap());
    let all = Kubectl::all();
    let found = Mutex::new(Found::default());
    std::thread::scope(|scope| {
        for kubectl in &all {
            let found = &found;
            scope.spawn(move || {
                let check = Check::new(kubectl, seed, count);
                let one = check.run();
                found.lock().unwrap().add(one);
            });
        }
    });
    let found = found.into_inner().unwrap();
    eprintln!(
        "{} versions of kubectl, {} forms, {count} pods with {} events (seed {seed}): {} readings and {} diagnoses compared, {} differences; {} lines as wide as a terminal",
        all.len(),
        found.forms.len(),
        found.events / all.len().max(1),
        found.readings,
        found.diagnoses,
        found.differences.values().map(|seen| seen.count).sum::<usize>(),
        found.broken,
    );
    assert!(found.differences.is_empty(), "\n{}", found.report());
    let unmet: Vec<&str> =
        lacks::asked_of(&all).map(|lack| lack.model).filter(|model| !found.lacks.contains(model)).collect();
    assert!(unmet.is_empty() || count < PODS, "no generated pod has what describe lacks: {unmet:?}");
}

/// What came out.
#[derive(Default)]
struct Found {
    readings: usize,
    diagnoses: usize,
    events: usize,
    forms: BTreeSet<&'static str>,
    lacks: BTreeSet<&'static str>,
    /// How much cannot be told, because a line is as wide as a terminal.
    broken: usize,
    differences: BTreeMap<String, Seen>,
}

/// A kind of difference: how often, and where first.
struct Seen {
    count: usize,
    example: String,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.readings += other.readings;
        self.diagnoses += other.diagnoses;
        self.events += other.events;
        self.forms.extend(other.forms);
        self.lacks.extend(other.lacks);
        self.broken += other.broken;
        for (kind, seen) in other.differences {
            let known = self.differences.entry(kind).or_insert(Seen { count: 0, example: seen.example });
            known.count += seen.count;
        }
    }

    fn differ(&mut self, kind: String, example: String) {
        self.differences.entry(kind).or_insert(Seen { count: 0, example }).count += 1;
    }

    fn report(&self) -> String {
        let mut report = String::new();
        for (kind, seen) in &self.differences {
            let _ = writeln!(report, "{} x {kind}\n    {}", seen.count, seen.example);
        }
        report
    }
}

/// One kubectl, what it is asked about, and what it printed.
struct Check<'k> {
    kubectl: &'k Kubectl,
    world: World,
    clock: Clock,
    describes: Vec<String>,
    yaml: Vec<String>,
    json: Vec<String>,
    events_yaml: Vec<String>,
    events_json: Vec<String>,
    tables: [(&'static str, String); 5],
}

impl<'k> Check<'k> {
    fn new(kubectl: &'k Kubectl, seed: u64, count: usize) -> Self {
        let clock = Clock { now: Timestamp::now(), minor: kubectl.minor };
        let world = objects::world(seed, count, clock.now);
        let stub = Stub::serve(world.clone(), clock);
        let print = |words: &[&str]| kubectl.print(&stub, words);
        let described = print(&["describe", "pods", "--show-events=true"]);
        let describes: Vec<String> =
            cut::describes(&described, &world.pods).into_iter().map(|text| format!("{text}\n")).collect();
        let events: &[&str] = if kubectl.minor < 26 { &["alpha", "events"] } else { &["events"] };
        let tables = [
            ("get pods", print(&["get", "pods"])),
            ("get pods -o wide", print(&["get", "pods", "--output=wide"])),
            ("get events", print(&["get", "events"])),
            ("get events -o wide", print(&["get", "events", "--output=wide"])),
            ("events", print(events)),
        ];
        let check = Self {
            yaml: cut::yaml_items(&print(&["get", "pods", "--output=yaml"])),
            json: cut::json_items(&print(&["get", "pods", "--output=json"])),
            events_yaml: cut::yaml_items(&print(&["get", "events", "--output=yaml"])),
            events_json: cut::json_items(&print(&["get", "events", "--output=json"])),
            kubectl,
            world,
            clock,
            describes,
            tables,
        };
        check.is_cut_as_printed(&stub);
        check
    }

    /// What was cut out of a list is what kubectl prints of one pod.
    fn is_cut_as_printed(&self, stub: &Stub) {
        let (index, pod) = (self.world.pods.len() / 2, &self.world.pods[self.world.pods.len() / 2]);
        let print = |words: &[&str]| self.kubectl.print(stub, words);
        // Some versions print where in their memory the flag of a projected Secret lies, in place of the flag.
        let moves = |line: &&str| line.starts_with("Status:") || line.contains("SecretOptionalName:  0x");
        let without_ages = |text: &str| -> Vec<String> {
            let (before, _) = text.rsplit_once("\nEvents:").unwrap();
            before.lines().filter(|line| !moves(line)).map(str::to_owned).collect()
        };
        let one = print(&["describe", "pod", name_of(pod)]);
        assert_eq!(without_ages(&one), without_ages(&self.describes[index]));
        // Long texts are folded a little later when they stand further left.
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&print(&["get", "pod", name_of(pod), "--output=yaml"])), words(&self.yaml[index]));
        assert_eq!(print(&["get", "pod", name_of(pod), "--output=json"]), self.json[index]);
    }

    fn run(&self) -> Found {
        let mut found = Found { events: self.world.events.len(), ..Found::default() };
        assert_eq!((self.yaml.len(), self.json.len()), (self.world.pods.len(), self.world.pods.len()));
        for index in 0..self.world.pods.len() {
            self.pod(index, &mut found);
        }
        for (form, text) in &self.tables {
            found.forms.insert(form);
            if form.contains("pods") {
                self.pod_table(form, text, &mut found);
            } else {
                self.event_table(form, text, &mut found);
            }
        }
        found.forms.extend(["describe", "get -o yaml", "get -o json"]);
        found
    }

    /// The indices of the events about a pod.
    fn events_of(&self, pod: &Value) -> Vec<usize> {
        let about =
            |index: &usize| self.world.events[*index]["involvedObject"]["name"] == pod["metadata"]["name"];
        (0..self.world.events.len()).filter(about).collect()
    }

    fn pod(&self, index: usize, found: &mut Found) {
        let pod = &self.world.pods[index];
        let events = self.events_of(pod);
        let name = name_of(pod);
        let paste = |command: &str, text: &str| format!("$ kubectl {command}\n{text}");
        let of = |items: &'_ [String]| -> Vec<String> {
            events.iter().map(|index| items[*index].clone()).collect()
        };
        let list = |items: &[String], make: fn(&[&String]) -> String| make(&items.iter().collect::<Vec<_>>());
        let both = |form: &str, object: &str, events: &str| {
            paste(&format!("get pod {name} -n {NAMESPACE} -o {form}"), object)
                + &paste(&format!("get events -n {NAMESPACE} -o {form}"), events)
        };
        let describe = paste(&format!("describe pod {name} -n {NAMESPACE}"), &self.describes[index]);
        let yaml = both("yaml", &self.yaml[index], &list(&of(&self.events_yaml), cut::yaml_list));
        let json = both("json", &self.json[index], &list(&of(&self.events_json), cut::json_list));

        let minor = self.kubectl.minor;
        let read = |text: &str| self.only_pod(text, name);
        let (of_json, of_yaml, of_describe) = (read(&json), read(&yaml), read(&describe));
        let note = |form: &str, wrong: Vec<Difference>, paste: &str, found: &mut Found| {
            found.readings += 1;
            for one in wrong {
                let (said, read) =
                    (one.json.as_deref().unwrap_or_default(), one.form.as_deref().unwrap_or_default());
                if lacks::may_be_broken(paste) && lacks::are_the_same_unbroken(said, read) {
                    found.broken += 1;
                    continue;
                }
                let generic: Vec<&str> =
                    one.path.split('.').map(|step| if step.contains(' ') { "_" } else { step }).collect();
                let example = format!(
                    "1.{minor} {name} {}: JSON {:?}, {form} {:?}{}",
                    one.path,
                    one.json,
                    one.form,
                    kept(paste, form, name, minor)
                );
                found.differ(format!("{form} {}", generic.join(".")), example);
            }
        };
        note("yaml", compare::same(&of_json, &of_yaml), &yaml, found);
        let mut met = BTreeSet::new();
        let timeless = |flat: &Flat| -> Flat {
            let is_time = |path: &str| {
                let last = path.rsplit('.').next().unwrap_or_default();
                path.starts_with("events.")
                    && ["at", "last_seen", "first_seen", "object", "namespace"].contains(&last)
                    || path.starts_with("events.") && path.contains(".object.")
            };
            flat.iter().filter(|(path, _)| !is_time(path)).map(|(a, b)| (a.clone(), b.clone())).collect()
        };
        let wrong = compare::describe(&timeless(&of_json), &timeless(&of_describe), minor, &mut met);
        note("describe", wrong, &describe, found);
        found.lacks.extend(met);

        let as_text = |value: &Value| serde_json::to_string_pretty(value).unwrap();
        let known_events: Vec<Value> =
            events.iter().map(|index| lacks::event_as_described(&self.world.events[*index], minor)).collect();
        let known = both(
            "json",
            &as_text(&lacks::as_described(pod, minor)),
            &as_text(&json!({ "apiVersion": "v1", "kind": "List", "items": known_events })),
        );
        let diagnose = |text: &str| unloop::diagnose(text);
        let (by_json, by_yaml, by_describe, by_known) =
            (diagnose(&json), diagnose(&yaml), diagnose(&describe), diagnose(&known));
        for (form, one, other, paste) in
            [("yaml", &by_json, &by_yaml, &yaml), ("describe", &by_known, &by_describe, &describe)]
        {
            found.diagnoses += 1;
            for (what, a, b) in diagnoses::differences(one, other) {
                if lacks::may_be_broken(paste) && lacks::are_the_same_unbroken(&a, &b) {
                    found.broken += 1;
                    continue;
                }
                kept(&known, "known", name, minor);
                let example = format!(
                    "1.{minor} {name}\n      JSON {a}\n      {form} {b}{}",
                    kept(paste, form, name, minor)
                );
                found.differ(format!("diagnosis by {form}: {what}"), example);
            }
        }
        if let Some((a, b)) = diagnoses::contradiction(&by_json, &by_describe) {
            found.differ(
                "describe contradicts JSON".to_owned(),
                format!(
                    "1.{minor} {name}: JSON {a}, describe {b}{}",
                    kept(&describe, "describe", name, minor)
                ),
            );
        }
    }

    /// The pod that a paste is about, as it was read.
    fn only_pod(&self, paste: &str, name: &str) -> Flat {
        let pods = unloop::testing::pods(paste);
        let all = pods.as_array().unwrap();
        assert!(!all.is_empty(), "1.{}: nothing read of {name}:\n{paste}", self.kubectl.minor);
        let mut flat = compare::flat(&all[0]);
        for other in &all[1..] {
            flat.insert(format!("another pod {}", other["facts"]["name"]), "read".to_owned());
        }
        // One sighting needs no number.
        flat.retain(|path, value| !(path.ends_with(".count") && value == "1"));
        flat
    }

    fn pod_table(&self, form: &'static str, text: &str, found: &mut Found) {
        let pods = unloop::testing::pods(text);
        for pod in &self.world.pods {
            found.readings += 1;
            let row = table::Row::of(pod, self.clock);
            let read =
                pods.as_array().unwrap().iter().find(|read| read["facts"]["name"] == row.name.as_str());
            let facts = read.map_or(Value::Null, |read| read["facts"].clone());
            let wide = form.contains("wide");
            let rounded = |seconds: Option<i64>| seconds.map(table::human);
            let wanted = [
                ("status", json!(row.status), facts["status"].clone()),
                ("ready", json!([row.ready.0, row.ready.1]), facts["ready"].clone()),
                ("restarts", json!(row.restarts), facts["restarts"].clone()),
                (
                    "restarted_ago",
                    json!(rounded(row.restarted)),
                    json!(rounded(facts["restarted_ago"].as_i64())),
                ),
                ("age", json!(table::human(row.age)), json!(rounded(facts["age"].as_i64()))),
                ("node", json!(row.node.filter(|_| wide)), facts["node"].clone()),
            ];
            for (what, wanted, read) in wanted {
                if wanted != read {
                    found.differ(
                        format!("{form} {what}"),
                        format!("1.{} {}: {wanted} printed, {read} read", self.kubectl.minor, row.name),
                    );
                }
            }
        }
    }

    fn event_table(&self, form: &'static str, text: &str, found: &mut Found) {
        let pods = unloop::testing::pods(text);
        for pod in &self.world.pods {
            let read =
                pods.as_array().unwrap().iter().find(|read| read["facts"]["name"] == pod["metadata"]["name"]);
            let events = read.map_or(json!([]), |read| read["events"].clone());
            for index in self.events_of(pod) {
                found.readings += 1;
                let event = &self.world.events[index];
                let first_line = |text: &Value| {
                    text.as_str()
                        .unwrap_or_default()
                        .trim()
                        .lines()
                        .next()
                        .unwrap_or_default()
                        .trim_end_matches("...")
                        .to_owned()
                };
                let said = first_line(&event["message"]);
                let same =
                    |read: &&Value| read["reason"] == event["reason"] && first_line(&read["message"]) == said;
                let read = events.as_array().unwrap().iter().find(same);
                let Some(read) = read else {
                    found.differ(
                        format!("{form} row"),
                        format!(
                            "1.{} {}: {} {said:?} not read: {}",
                            self.kubectl.minor,
                            name_of(pod),
                            event["reason"],
                            events
                        ),
                    );
                    continue;
                };
                if read["kind"] != event["type"] {
                    found.differ(format!("{form} type"), format!("{read}"));
                }
                let last =
                    [&event["series"]["lastObservedTime"], &event["lastTimestamp"], &event["eventTime"]];
                let last = last.iter().find_map(|value| table::time(value)).unwrap();
                let seen = read["last_seen"].as_i64().unwrap_or(-1);
                let actual = self.clock.now.as_second() - last.as_second();
                // kubectl looks at its own clock, some seconds after the server was filled.
                let fits = (actual..actual + 60).any(|seconds| table::human(seconds) == table::human(seen));
                if !fits {
                    found.differ(
                        format!("{form} last seen"),
                        format!("1.{} {}: {actual} s, {read}", self.kubectl.minor, name_of(pod)),
                    );
                }
            }
        }
    }
}

/// Keeps a paste that was read wrongly, and says where.
fn kept(paste: &str, form: &str, name: &str, minor: u32) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("kubectl");
    let file = folder.join(format!("{name}-1.{minor}-{form}.txt"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, paste));
    written.map_or_else(|error| error.to_string(), |()| format!("\n    see {}", file.display()))
}
