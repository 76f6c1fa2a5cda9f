//! Measures the engine, beside programs and loops that mark what this machine can do, and writes `docs/performance.md`.
//!
//! `cargo xtask bench` builds the page, measures it in a browser, and runs this with what came out.

#![expect(clippy::print_stdout, reason = "a process of its own says what it took")]

mod given;
mod measure;
mod plot;
mod table;

use measure::{alone, median, median_alone, peak};
use plot::Series;
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use table::{Goal, Row, milliseconds, speed, time, within};
use unloop::{Diagnoser, Rules, diagnose, diagnose_with};

type Failure = Box<dyn std::error::Error>;

/// A log of this length stands for big ones where a median is wanted.
const BIG: usize = 10_000_000;
const LOGS: [usize; 7] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
/// Of this one the speed is taken.
const LARGE: usize = 100_000_000;
/// Larger ones are not held in memory to see what else this machine does with them.
const HELD: usize = LARGE;
/// A log that no page could hold.
const STREAMED: usize = 1_000_000_000;
/// Pods of a list that is held, and of one that no cluster exceeds.
const PODS: usize = 10_000;
const MANY_PODS: usize = 100_000;
/// Pods that fail at once.
const PODS_AT_ONCE: [usize; 3] = [500, 2_000, 8_000];
const RULES: [usize; 3] = [100, 1_000, 10_000];
/// A file of more than some 4,000 rules is larger than one may be.
const RULES_OF_A_FILE: usize = 1_000;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["write", paste, log] => {
            fs::write(paste, given::typical())?;
            Ok(fs::write(log, given::log(LARGE))?)
        }
        ["all", browser, folder] => all(Path::new(browser), Path::new(folder)),
        [what, size] => part(what, size.parse()?),
        _ => Err("usage: bench all BROWSER.TSV FOLDER".into()),
    }
}

/// One measurement in a process of its own.
fn part(what: &str, size: usize) -> Result<(), Failure> {
    let began;
    match what {
        "first" => {
            let paste = given::typical();
            began = Instant::now();
            black_box(diagnose(&paste));
        }
        "start" => {
            began = Instant::now();
            black_box(diagnose("OOMKilled"));
        }
        "rules" => {
            let paste = given::typical();
            black_box(diagnose(&paste));
            let mut rules = Rules::default();
            for first in (0..size).step_by(RULES_OF_A_FILE) {
                let yaml = given::rules(first..size.min(first + RULES_OF_A_FILE));
                rules.add(&yaml, "rules.yaml").map_err(|error| error.to_string())?;
            }
            began = Instant::now();
            black_box(diagnose_with(&paste, &rules));
        }
        _ => {
            let in_pieces = given::in_pieces(what)
                .ok_or_else(|| format!("there is nothing called `{what}` to measure"))?;
            black_box(diagnose("OOMKilled"));
            let mut diagnoser = Diagnoser::letting_go(Rules::default());
            let mut making = Duration::ZERO;
            began = Instant::now();
            let mut last = began;
            in_pieces(size, &mut |piece| {
                making += last.elapsed();
                diagnoser.push(piece.as_bytes());
                last = Instant::now();
            });
            black_box(diagnoser.finish());
            println!("{} {}", began.elapsed().saturating_sub(making).as_nanos(), peak());
            return Ok(());
        }
    }
    println!("{} {}", began.elapsed().as_nanos(), peak());
    Ok(())
}

fn all(browser: &Path, folder: &Path) -> Result<(), Failure> {
    let browser = Browser::read(browser)?;
    let scratch = folder.join("target/bench");
    fs::create_dir_all(&scratch)?;
    let mut rows = pastes(&browser);
    rows.extend(big_log(&browser, &scratch)?);
    rows.extend(many_pods());
    let (scaling, series) = scaling();
    let text = fs::read_to_string(folder.join("docs/performance.md"))?;
    let text = replaced(&text, "table", &table::markdown(&rows))?;
    let text = replaced(&text, "scaling", &scaling)?;
    fs::write(folder.join("docs/performance.md"), replaced(&text, "machine", &machine())?)?;
    let size = |power: i32| {
        ["1 KB", "10 KB", "100 KB", "1 MB", "10 MB", "100 MB", "1 GB"]
            .get(usize::try_from(power - 3).unwrap_or(usize::MAX))
            .map_or(String::new(), |text| (*text).to_owned())
    };
    let time = |power: i32| {
        ["1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s", "100 s"]
            .get(usize::try_from(power + 6).unwrap_or(usize::MAX))
            .map_or(String::new(), |text| (*text).to_owned())
    };
    let plot =
        plot::svg("Time against the size of a log", ("size of the log", size), ("time", time), &series);
    fs::write(folder.join("docs/performance.svg"), plot)?;
    print!("{}\n{scaling}", table::markdown(&rows));
    Ok(())
}

/// What was measured in the browser, by name.
struct Browser(BTreeMap<String, f64>);

impl Browser {
    fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file)?;
        let pair =
            |line: &str| Some((line.split_once('\t')?.0.to_owned(), line.split_once('\t')?.1.parse().ok()?));
        Ok(Self(text.lines().filter_map(pair).collect()))
    }

    fn time(&self, name: &str) -> Duration {
        Duration::from_secs_f64(self.0.get(name).copied().unwrap_or(f64::NAN).max(0.0) / 1e3)
    }

    /// A number of bytes; none where it could not be measured.
    fn bytes(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }
}

fn pastes(browser: &Browser) -> Vec<Row> {
    let paste = given::typical();
    let native = median(|| {
        black_box(diagnose(black_box(&paste)));
    });
    let valid = median(|| {
        black_box(std::str::from_utf8(black_box(paste.as_bytes())).is_ok());
    });
    let first = median_alone(&["first", "0"]).unwrap_or_default();
    let start = median_alone(&["start", "0"]).unwrap_or_default();
    let wasm = browser.time("typical");
    let times = |a: Duration, b: Duration| format!("{:.1}", a.as_secs_f64() / b.as_secs_f64().max(1e-9));
    let row = |what: &str, took: Duration, beside: String, most: f64| Row {
        what: what.to_owned(),
        is: time(took),
        beside,
        goal: within(took, most),
    };
    vec![
        row(
            &format!("a typical paste of {} KB, native", paste.len() / 1000),
            native,
            format!("checking it for UTF-8: {:.1} µs", valid.as_secs_f64() * 1e6),
            1.0,
        ),
        Row {
            what: "the same, the first in its process, native".to_owned(),
            is: time(first),
            beside: format!(
                "{} times the later ones; the knowledge alone: {}",
                times(first, native),
                time(start)
            ),
            goal: None,
        },
        row(
            "a typical paste, wasm in the page's worker, from the twentieth on",
            wasm,
            format!("{} times native", times(wasm, native)),
            4.0,
        ),
        row(
            "the same, the first in a page that was open for five seconds",
            browser.time("soon"),
            format!(
                "{} times the later ones; in a page just opened: {}",
                times(browser.time("soon"), wasm),
                time(browser.time("first"))
            ),
            4.0,
        ),
        row(
            "the first of all, wasm: the knowledge and a few bytes",
            browser.time("start"),
            format!("{} times native", times(browser.time("start"), start)),
            40.0,
        ),
        row(
            "from the first paste to its verdict on the page, open for five seconds",
            browser.time("verdict"),
            format!("one frame: 16.7 ms; of it in the worker: {}", time(browser.time("soon"))),
            16.7,
        ),
        row(
            "the same, from the twentieth on",
            browser.time("verdicts"),
            format!("one frame: 16.7 ms; of it in the worker: {}", time(wasm)),
            16.7,
        ),
        row(
            "from navigation to a page that takes a paste",
            browser.time("ready"),
            "an empty page: ".to_owned() + &time(browser.time("empty")),
            300.0,
        ),
        row(
            "from navigation to the first diagnosis",
            browser.time("ready") + browser.time("first"),
            format!("of it the first paste: {}", time(browser.time("first"))),
            300.0,
        ),
    ]
}

fn big_log(browser: &Browser, scratch: &Path) -> Result<Vec<Row>, Failure> {
    let text = given::log(BIG);
    let file = scratch.join("log.txt");
    fs::write(&file, &text)?;
    let large = given::log(LARGE);
    let ours = median(|| {
        black_box(diagnose(black_box(&large)));
    })
    .mul_f64(BIG as f64 / LARGE as f64);
    drop(large);
    let lines = median(|| {
        black_box(memchr::memchr_iter(b'\n', black_box(text.as_bytes())).count());
    });
    let valid = median(|| {
        black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
    });
    let patterns = patterns();
    let some: Vec<&str> = patterns.iter().step_by(10).map(String::as_str).collect();
    fs::write(scratch.join("patterns"), patterns.join("\n"))?;
    fs::write(scratch.join("tenth"), some.join("\n"))?;
    let whole = measure::ripgrep(&scratch.join("patterns"), &file);
    let tenth = measure::ripgrep(&scratch.join("tenth"), &file);
    let streamed = alone(&["log", &STREAMED.to_string()]).map_or(u64::MAX, |(_, peak)| peak);
    let handed = browser.time("log given");
    let part = BIG as f64 / LARGE as f64;
    let [wasm, with_file] = [browser.time("log").saturating_sub(handed), browser.time("log")];
    let [wasm, with_file] = [wasm, with_file].map(|took| took.mul_f64(part));
    let heap = browser.bytes("memory");
    let ratio = |other: Duration| other.as_secs_f64() / ours.as_secs_f64();
    let said = |took: Option<Duration>| took.map_or("it refuses them".to_owned(), |took| speed(BIG, took));
    Ok(vec![
        Row {
            what: format!("a log of {} MB, native, with {} patterns", LARGE / 1_000_000, patterns.len()),
            is: speed(BIG, ours),
            beside: format!("`rg -c -f` with the same patterns: {}", said(whole)),
            goal: Some(Goal {
                says: "at least as fast".to_owned(),
                holds: whole.is_none_or(|rg| ratio(rg) >= 1.0),
            }),
        },
        Row {
            what: "the same".to_owned(),
            is: speed(BIG, ours),
            beside: format!("`rg -c -f` with every tenth pattern: {}", said(tenth)),
            goal: Some(Goal {
                says: "at least as fast".to_owned(),
                holds: tenth.is_some_and(|rg| ratio(rg) >= 1.0),
            }),
        },
        Row {
            what: "the limits of this machine on it".to_owned(),
            is: format!("finding its line ends: {}", speed(BIG, lines)),
            beside: format!("checking it for UTF-8: {}", speed(BIG, valid)),
            goal: None,
        },
        Row {
            what: "the memory for a log of 1 GB that comes in pieces, native".to_owned(),
            is: format!("{} MB", streamed / 1_000_000),
            beside: format!("{:.2} of the log", streamed as f64 / STREAMED as f64),
            goal: Some(Goal { says: "less than 64 MB".to_owned(), holds: streamed < 64_000_000 }),
        },
        Row {
            what: format!("a log of {} MB, wasm in the page's worker", LARGE / 1_000_000),
            is: speed(BIG, wasm),
            beside: format!(
                "{:.2} of native; with the time in which the browser hands the file over: {}",
                1.0 / ratio(wasm),
                speed(BIG, with_file)
            ),
            goal: Some(Goal { says: "at least 0.5 of native".to_owned(), holds: ratio(wasm) <= 2.0 }),
        },
        Row {
            what: "the memory that the page's process takes more for a log of 1 GB".to_owned(),
            is: heap.map_or("unknown".to_owned(), |bytes| format!("{:.0} MB", bytes / 1e6)),
            beside: heap.map_or(String::new(), |bytes| format!("{:.2} of the log", bytes / STREAMED as f64)),
            goal: Some(Goal {
                says: "at most 64 MB".to_owned(),
                holds: heap.is_some_and(|bytes| bytes <= 64e6),
            }),
        },
    ])
}

/// The patterns of all signatures in a form that ripgrep reads.
fn patterns() -> Vec<String> {
    let catalogue = unloop::catalogue();
    let all = catalogue.technologies.into_iter().flat_map(|technology| technology.signatures);
    let all = all.flat_map(|signature| signature.patterns);
    let plain =
        all.filter(|pattern| pattern.is_ascii() && !pattern.contains(r"\n") && !pattern.contains(r"\x"));
    plain.map(|pattern| pattern.replace("(?<", "(?P<")).map(|pattern| without_names(&pattern)).collect()
}

/// Two patterns may not have groups of the same name.
fn without_names(pattern: &str) -> String {
    let mut parts = pattern.split("(?P<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once('>') {
        // `(?<=` and `(?<!` are no names; patterns have neither.
        Some((_, rest)) => text + "(?:" + rest,
        None => text + "(?:" + part,
    })
}

fn many_pods() -> Vec<Row> {
    let list = given::pod_list(PODS);
    let json = median(|| {
        black_box(serde_json::from_str::<serde_json::Value>(black_box(&list)).is_ok());
    });
    let ours = median(|| {
        black_box(diagnose(black_box(&list)));
    });
    let mut rows = vec![Row {
        what: format!("{PODS} pods as JSON, {} MB", list.len() / 1_000_000),
        is: format!("{}, {}", time(ours), speed(list.len(), ours)),
        beside: format!("`serde_json::Value`: {}", speed(list.len(), json)),
        goal: Some(Goal { says: "at least as fast".to_owned(), holds: ours <= json }),
    }];
    for (what, said) in [("pods", "as JSON"), ("described", "described")] {
        let [few, many] = [PODS, MANY_PODS].map(|pods| alone(&[what, &pods.to_string()]));
        let (Some((_, few)), Some((took, peak))) = (few, many) else { continue };
        let Some(in_pieces) = given::in_pieces(what) else { continue };
        let mut bytes = 0;
        in_pieces(MANY_PODS, &mut |piece| bytes += piece.len());
        let took = Duration::from_nanos(took);
        rows.push(Row {
            what: format!("{MANY_PODS} pods {said} that come in pieces, {} MB", bytes / 1_000_000),
            is: format!("{}, {}", time(took), speed(bytes, took)),
            beside: String::new(),
            goal: None,
        });
        rows.push(Row {
            what: "the memory for them".to_owned(),
            is: format!("{} MB", peak / 1_000_000),
            beside: format!("for {PODS} of them: {} MB", few / 1_000_000),
            goal: Some(Goal { says: "does not grow with the list".to_owned(), holds: peak * 4 < few * 5 }),
        });
    }
    rows
}

/// Time and memory against the size of a log, against the number of rules, and of pods that fail.
fn scaling() -> (String, Vec<Series>) {
    let mut text = "| log | time | a byte | memory |\n|---|---|---|---|\n".to_owned();
    let [mut ours, mut lines, mut valid] = [Vec::new(), Vec::new(), Vec::new()];
    for size in LOGS {
        let Some((nanoseconds, peak)) = alone(&["log", &size.to_string()]) else { continue };
        let log = if size <= HELD { given::log(size) } else { String::new() };
        let took = Duration::from_nanos(nanoseconds);
        let point = |series: &mut Vec<(f64, f64)>, took: Duration| {
            series.push((size as f64, took.as_secs_f64().max(1e-7)));
        };
        point(&mut ours, took);
        if !log.is_empty() {
            point(
                &mut lines,
                median(|| {
                    black_box(memchr::memchr_iter(b'\n', black_box(log.as_bytes())).count());
                }),
            );
            point(
                &mut valid,
                median(|| {
                    black_box(std::str::from_utf8(black_box(log.as_bytes())).is_ok());
                }),
            );
        }
        text += &format!(
            "| {} KB | {} | {:.0} ns | {} MB |\n",
            size / 1000,
            time(took),
            nanoseconds as f64 / size as f64,
            peak / 1_000_000
        );
    }
    text += "\n| rules of one's own | a typical paste |\n|---|---|\n";
    for rules in RULES {
        if let Some(took) = median_alone(&["rules", &rules.to_string()]) {
            text += &format!("| {rules} | {:.2} ms |\n", milliseconds(took));
        }
    }
    text += "\n| what fails |";
    PODS_AT_ONCE.iter().for_each(|pods| text += &format!(" {pods} pods |"));
    text += "\n|---|---|---|---|\n";
    for (what, of) in given::FLEETS {
        text += &format!("| {what} |");
        for pods in PODS_AT_ONCE {
            let paste = of(pods);
            let took = median(|| {
                black_box(diagnose(black_box(&paste)));
            });
            text += &format!(" {}, {:.0} µs a pod |", time(took), milliseconds(took) * 1e3 / pods as f64);
        }
        text += "\n";
    }
    let series = |name, colour, points| Series { name, colour, points };
    let all = vec![
        series("unloop, native", "#0b5cad", ours),
        series("check for UTF-8", "#a15c00", valid),
        series("find the line ends", "#2f7d32", lines),
    ];
    (text, all)
}

fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "{cores} cores of {}, {}; others had {} programs running on it meanwhile.\n",
        model.trim_start_matches(['\t', ' ', ':']),
        std::env::consts::OS,
        load.split(' ').next().unwrap_or("an unknown number of")
    )
}

/// The text with something else between `<!-- name -->` and the next `<!-- end -->`.
fn replaced(text: &str, name: &str, by: &str) -> Result<String, Failure> {
    let missing = || format!("docs/performance.md has no place for the {name}");
    let (before, rest) = text.split_once(&format!("<!-- {name} -->\n")).ok_or_else(missing)?;
    let (_, after) = rest.split_once("<!-- end -->").ok_or_else(missing)?;
    Ok(format!("{before}<!-- {name} -->\n{by}<!-- end -->{after}"))
}
