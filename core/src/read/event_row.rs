//! One row of an event table, in every layout that kubectl has had.
//!
//! ```text
//!   Warning  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting ...      describe, 1.8 and later
//!   29m  7s  90  kubelet, node-1  spec.containers{api}  Warning  BackOff  ...  describe, up to 1.7
//! 7s   Warning   BackOff   pod/api-0   Back-off restarting ...                 get events, events
//! ```

use super::duration::seconds;
use super::facts::{Event, Owner, Seen, Text};
use crate::text::{AnyOf, Fact, Groups, Line, Pattern};

/// `Type Reason Age From Message`.
static DESCRIBE: Pattern = Pattern::new(
    r"^\s*(?<kind>(?i:Normal|Warning))\s+(?<reason>[A-Za-z]+)\s+(?<age><unknown>|<invalid>|(?:\d+[smhdy])+)(?:\s+\(x(?<count>\d+)(?: over (?<over><unknown>|<invalid>|[\dsmhdy]+))?\))?\s+(?<source>[A-Za-z][\w./-]*(?:, \S+)?|\{[^}]*\})\s+(?<message>.*)$",
);
/// `FirstSeen LastSeen Count From SubObjectPath Type Reason Message`, and the old wide `get events`.
static OLD: Pattern = Pattern::new(
    r"^\s*(?<first>(?:\d+[smhdy])+)\s+(?<age>(?:\d+[smhdy])+)\s+(?<count>\d+)\s+(?<source>\{[^}]*\}|[\w./-]+(?:, \S+)?)\s+(?:(?<objkind>[A-Z][A-Za-z]+)\s+)?(?:(?<path>\S+\{[^}]*\}|implicitly required container POD)\s+)?(?<kind>Normal|Warning)\s+(?<reason>[A-Z][A-Za-z]+)\s+(?<message>.*)$",
);
/// `[NAMESPACE] LAST-SEEN TYPE REASON OBJECT [SUBOBJECT SOURCE] MESSAGE`.
static TABLE: Pattern = Pattern::new(
    r"^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?<age><unknown>|<invalid>|(?:\d+[smhdy])+)(?:\s+\(x(?<count>\d+)(?: over (?<over><unknown>|<invalid>|[\dsmhdy]+))?\))?\s+(?<kind>Normal|Warning)\s+(?<reason>[A-Z][A-Za-z]+)\s+(?<objkind>[A-Za-z.]+)/(?<object>[A-Za-z0-9][A-Za-z0-9._:-]*)\s+(?:(?<path>spec\.\w+\{[^}]*\})\s+)?(?:(?<source>(?:kubelet|default-scheduler|[a-z-]+-controller)(?:, \S+)?)\s{2,})?(?<message>.*)$",
);
/// What follows the message in the wide table: when it was first seen, how often, and the name of the event.
static WIDE: Pattern = Pattern::new(
    r"^(?<message>.*\S)\s{2,}(?<first><unknown>|<invalid>|(?:\d+[smhdy])+)\s{2,}(?<count>\d+)\s{2,}[a-z0-9][a-z0-9.-]*\.[0-9a-f]{10,}$",
);
/// The column before the message in the wide table, for components of any name.
static SOURCE: Pattern = Pattern::new(r"^(?<source>[A-Za-z][\w./-]*(?:, \S+)?)\s{2,}(?<message>\S.*)$");
/// What is left when somebody cut the columns between: `Warning  Unhealthy  Liveness probe failed: ...`; and the table of
/// kubectl 1.13, which names the kind of the object and no more.
static BARE: Pattern = Pattern::new(
    r"^\s*(?:(?<age>(?:\d+[smhdy])+)\s+)?(?<kind>Normal|Warning)\s+(?<reason>[A-Z][A-Za-z]+)\s+(?:\(x(?<count>\d+)(?: over (?<over>[\dsmhdy]+))?\)\s+)?(?:[A-Z][A-Za-z]+\s{3,})?(?<message>\S.*)$",
);

/// A row of a describe whose first column, and perhaps the beginning of the second, was cut off.
static HEADLESS: Pattern = Pattern::new(
    r"^\s*(?<reason>[A-Za-z]+)\s+(?<age><unknown>|<invalid>|(?:\d+[smhdy])+)(?:\s+\(x(?<count>\d+)(?: over (?<over>[\dsmhdy]+))?\))?\s+(?<source>(?:kubelet|default-scheduler|[a-z-]+-controller)(?:, \S+)?)\s+(?<message>.*)$",
);

/// Whether a line can be a row at all; cheap.
pub(super) fn may_be(line: &str) -> bool {
    static SIGNS: AnyOf =
        AnyOf::new(&["Warning ", " kubelet", " default-scheduler ", "Normal ", "Warning\t", "Normal\t"]);
    SIGNS.is_in(line)
}

/// Reads a row; none if the line is not one.
pub(super) fn read(line: &Line<'_>) -> Option<Event> {
    // People quote rows, and print the one that matters in bold.
    let text = line.text.trim_start_matches(['*', '>', ' ', '\t']).trim_end().trim_end_matches("**");
    if !may_be(text) {
        return None;
    }
    let found = TABLE
        .captures(text)
        .or_else(|| DESCRIBE.captures(text))
        .or_else(|| OLD.captures(text))
        .or_else(|| BARE.captures(text))
        .or_else(|| HEADLESS.captures(text))?;
    let fact = |name: &str| found.get(name).map(|part| Fact::new(part.to_owned(), line.span_of(part)));
    let reason = fact("reason").map(|reason| {
        let whole = match found.get("kind") {
            Some(_) => in_its_letters(&reason.value),
            None => whole_reason(&reason.value, found.get("message").unwrap_or_default()),
        };
        Fact::new(whole.map_or(reason.value, str::to_owned), reason.span)
    });
    let mut event = Event {
        kind: fact("kind").or_else(|| reason.clone().map(kind_of)),
        reason,
        object: object(&found, line),
        namespace: fact("namespace"),
        count: found.get("count").and_then(|count| count.parse().ok()),
        last_seen: found.get("age").and_then(seconds),
        first_seen: found.get("first").or_else(|| found.get("over")).and_then(seconds),
        source: found.get("source").map(component).map(|part| Fact::new(part.to_owned(), line.span_of(part))),
        span: line.trimmed(),
        ..Event::default()
    };
    event.container = found.get("path").and_then(|path| container_in(path, line));
    let mut message = found.get("message").unwrap_or_default().trim();
    if let Some(wide) = WIDE.captures(message).filter(|_| event.object.is_some()) {
        event.first_seen = wide.get("first").and_then(seconds);
        event.count = wide.get("count").and_then(|count| count.parse().ok());
        message = wide.get("message").unwrap_or(message);
        if let Some(found) = SOURCE.captures(message).filter(|_| event.source.is_none()) {
            let source = found.get("source").map(component);
            event.source = source.map(|part| Fact::new(part.to_owned(), line.span_of(part)));
            message = found.get("message").unwrap_or(message);
        }
    }
    set_message(&mut event, message, line);
    Some(event)
}

/// Whether a line goes on with the message of the row or report before it.
///
/// The helpers that mount a volume or run a hook report on several lines.
pub(super) fn goes_on(row: &str, line: &str) -> bool {
    const HELPERS: [&str; 7] = [
        "exit status",
        "stderr:",
        "Mounting arguments",
        "Error response from daemon",
        "prestart hook",
        "lifecycle hook (",
        "probe failed: ",
    ];
    // What a probe asked over the network met has one line; only the output of a command has more.
    let asks = ["HTTP probe failed", "Get \"", "dial tcp"].iter().any(|told| row.contains(told));
    // Somebody broke the line to make it fit.
    let is_torn = row.trim_end().ends_with("Error creating:");
    let is_told_in_lines = is_torn
        || HELPERS.iter().any(|helper| row.contains(helper)) && !(asks && row.contains("probe failed: "));
    let ends = ["event for ", "kubectl ", "```"].iter().any(|other| line.contains(other));
    is_told_in_lines && !line.trim().is_empty() && !ends && !may_be(line)
}

/// Adds a line to the message of an event.
pub(super) fn append(event: &mut Event, line: &Line<'_>) {
    let Some(message) = &mut event.message else { return };
    message.value.push('\n');
    message.value.push_str(line.text.trim());
    message.span = message.span.to(line.trimmed());
    event.span = event.span.to(line.trimmed());
}

/// The component of a source, which older versions print with the node: `{kubelet node-1}`, `kubelet, node-1`.
fn component(source: &str) -> &str {
    source.trim_matches(['{', '}']).split([',', ' ']).next().unwrap_or(source)
}

/// The reasons that rows of every pod have, each with what its messages say.
const USUAL: [(&str, &str); 18] = [
    ("Scheduled", "Successfully assigned "),
    ("FailedScheduling", "nodes are available"),
    ("FailedScheduling", "unbound immediate PersistentVolumeClaims"),
    ("Pulling", "ulling image "),
    ("Pulled", "Successfully pulled image "),
    ("Pulled", "already present on machine"),
    ("Created", "Created container"),
    ("Created", "Container created"),
    ("Started", "Started container"),
    ("Started", "Container started"),
    ("Killing", "Stopping container"),
    ("SandboxChanged", "Pod sandbox changed"),
    ("Killing", " probe, will be restarted"),
    ("Unhealthy", " probe failed: "),
    ("BackOff", "ack-off "),
    ("FailedMount", "Volume"),
    ("FailedMount", "volumes: "),
    ("Failed", "Error: "),
];

/// A reason of which the beginning was cut off, told by its end and the message.
fn whole_reason(part: &str, message: &str) -> Option<&'static str> {
    let fits = |(reason, says): &&(&str, &str)| reason.ends_with(part) && message.contains(says);
    USUAL.iter().find(fits).map(|(reason, _)| *reason)
}

/// The reason of an event of which only the message is told.
pub(super) fn usual_reason(message: &str) -> Option<&'static str> {
    whole_reason("", message)
}

/// A usual reason that lost its capital letters.
fn in_its_letters(reason: &str) -> Option<&'static str> {
    USUAL.iter().map(|(usual, _)| *usual).find(|usual| usual.eq_ignore_ascii_case(reason))
}

/// What a row of a table of other objects tells of one, as an event for this reason would tell it: by the word `shown`.
pub(super) fn of_object(kind: &str, name: &str, reason: &str, shown: &str, line: &Line<'_>) -> Seen {
    let object = Owner { kind: kind.to_owned(), name: name.to_owned() };
    let told = line.text.find(name).and_then(|at| line.text.get(at..)).unwrap_or_default().trim_end();
    Seen::Event(Box::new(Event {
        reason: Some(Fact::new(reason.to_owned(), line.span_of(shown))),
        message: Some(Fact::new(told.to_owned(), line.span_of(told))),
        object: Some(Fact::new(object, line.span_of(name))),
        span: line.trimmed(),
        ..Event::default()
    }))
}

/// The type of an event whose column was cut off, told by its reason.
pub(super) fn kind_of(reason: Text) -> Text {
    const NORMAL: [&str; 7] =
        ["Scheduled", "Pulling", "Pulled", "Created", "Started", "Killing", "SuccessfulAttachVolume"];
    let is_normal = NORMAL.iter().any(|normal| normal.ends_with(reason.as_str()));
    let kind = if is_normal { "Normal" } else { "Warning" };
    Fact::new(kind.to_owned(), reason.span)
}

fn object(found: &Groups<'_>, line: &Line<'_>) -> Option<Fact<Owner>> {
    let name = found.get("object")?;
    let kind = found.get("objkind").unwrap_or_default().to_owned();
    Some(Fact::new(Owner { kind, name: name.to_owned() }, line.span_of(name)))
}

/// What stands before the message of an event that stands for many.
pub(super) const COMBINED: &str = "(combined from similar events): ";

/// Sets the message, without the field path that kubectl 1.35 and later put before it.
pub(super) fn set_message(event: &mut Event, message: &str, line: &Line<'_>) {
    static FIELD_PATH: Pattern = Pattern::new(r"^(?<path>spec\.\w+\{[^}]*\}): ");
    let mut message = message;
    if let Some(found) = FIELD_PATH.captures(message) {
        event.container = found.get("path").and_then(|path| container_in(path, line));
        message = message.get(found.whole().len()..).unwrap_or(message);
    }
    message = message.strip_prefix(COMBINED).unwrap_or(message);
    if event.container.is_none() {
        event.container = container_named(message).map(|name| Fact::new(name.to_owned(), line.span_of(name)));
    }
    event.message = Some(Fact::new(message.to_owned(), line.span_of(message)));
}

fn container_in(path: &str, line: &Line<'_>) -> Option<Text> {
    let name = path.split_once('{')?.1.trim_end_matches('}');
    Some(Fact::new(name.to_owned(), line.span_of(name)))
}

/// The container that the message itself names.
pub(crate) fn container_named(message: &str) -> Option<&str> {
    static NAMED: Pattern = Pattern::new(
        r#"^(?:Back-off restarting failed container (?<a>[a-z0-9][a-z0-9-]*)(?: in pod|$)|(?:Created|Started|Stopping) container:? (?<b>[a-z0-9][a-z0-9-]*)$|(?:Init container|Container) (?<c>[a-z0-9][a-z0-9-]*) (?:failed|definition)|Killing container with id \S+?://(?<d>[a-z0-9][a-z0-9-]*):)|\(pod: "[^"]*", container: (?<e>[a-z0-9][a-z0-9-]*)\)|container=(?<f>[a-z0-9][a-z0-9-]*) pod=|\b(?:for|of|start) [Cc]ontainer \\*"(?<g>[a-z0-9][a-z0-9-]*)\\*"|StartContainer\\*" for \\*"(?<h>[a-z0-9][a-z0-9-]*)\\*"|\bContainer (?<i>[a-z0-9][a-z0-9-]*) failed (?:liveness|startup) probe|\bcontainer \\*"(?<k>[a-z0-9][a-z0-9-]*)\\*" is unhealthy|\b[Bb]ack-off restarting failed container (?<j>[a-z0-9][a-z0-9-]*) in pod "#,
    );
    let found = NAMED.captures(message)?;
    let name =
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].iter().find_map(|group| found.get(group))?;
    // `Created container` alone, and ids in place of names, name nobody.
    (name != "with" && name.len() < 64).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Event, goes_on, read};
    use crate::text::Source;

    #[track_caller]
    fn row(line: &str) -> Event {
        read(&Source::new(line).lines[0]).unwrap_or_else(|| panic!("not a row: {line}"))
    }

    #[track_caller]
    fn check(line: &str, reason: &str, container: Option<&str>, count: Option<u64>, message: &str) {
        let event = row(line);
        assert_eq!(event.reason.unwrap().value, reason);
        assert_eq!(event.container.map(|name| name.value).as_deref(), container);
        assert_eq!(event.count, count);
        let said = event.message.unwrap();
        assert_eq!(said.value, message);
        assert_eq!(said.span.of(line), message);
    }

    #[test]
    fn every_layout_says_the_same() {
        let message = "Back-off restarting failed container web in pod shop-0_prod(1f)";
        for line in [
            "  Warning  BackOff    7s (x90 over 29m)   kubelet            ",
            "  Warning  BackOff    7s (x90 over 29m)   kubelet, node-1    ",
            "  29m\t\t7s\t\t90\tkubelet, node-1\tspec.containers{web}\tWarning\t\tBackOff\t\t",
            "7s (x90 over 29m)   Warning   BackOff   Pod/shop-0   ",
            "Warning BackOff 7s (x90 over 29m) kubelet ",
            "Warning BackOff (x90 over 29m) ",
            "  Warning  BackOff  7s (x90 over 29m)  kubelet  (combined from similar events): ",
        ] {
            check(&format!("{line}{message}"), "BackOff", Some("web"), Some(90), message);
        }
    }

    #[test]
    fn the_field_path_names_the_container() {
        let line = "  Warning  BackOff  7s  kubelet  spec.initContainers{migrate}: Back-off restarting failed container";
        check(line, "BackOff", Some("migrate"), None, "Back-off restarting failed container");
    }

    #[test]
    fn a_table_row_names_its_object() {
        let event = row("prod   3m13s   Warning   Unhealthy   pod/shop-0   Liveness probe failed: EOF");
        assert_eq!(event.namespace.unwrap().value, "prod");
        assert_eq!(event.object.unwrap().value.name, "shop-0");
        assert_eq!(event.last_seen, Some(193));
    }

    #[test]
    fn cut_columns_leave_type_reason_message() {
        check(
            "  Warning  Unhealthy  Liveness probe failed: EOF",
            "Unhealthy",
            None,
            None,
            "Liveness probe failed: EOF",
        );
    }

    #[test]
    fn what_is_not_known_is_left_open() {
        let last_seen = |line: &str| row(line).last_seen;
        for age in ["<unknown>", "<invalid>"] {
            assert_eq!(last_seen(&format!("  Warning  BackOff  {age}  kubelet  Back-off")), None);
            assert_eq!(last_seen(&format!("{age}   Warning   BackOff   pod/shop-0   Back-off")), None);
        }
        let event = row("  Warning  BackOff  2m3s (x4 over <invalid>)  kubelet  Back-off");
        assert_eq!((event.last_seen, event.count, event.first_seen), (Some(123), Some(4), None));
        let event = row("  Warning  BackOff  15m (x90 over 2d5h)  kubelet  Back-off");
        assert_eq!((event.last_seen, event.count, event.first_seen), (Some(900), Some(90), Some(190_800)));
    }

    #[test]
    fn the_wide_table_ends_with_the_first_time_the_count_and_a_name() {
        let event = row(concat!(
            "7m20s   Warning   BackOff   pod/shop-0   spec.containers{web}   kubelet, node-1   ",
            "Back-off restarting failed container   29m          90      shop-0.17a1b2c3d4e5f607",
        ));
        assert_eq!(event.message.unwrap().value, "Back-off restarting failed container");
        assert_eq!((event.last_seen, event.first_seen, event.count), (Some(440), Some(1740), Some(90)));
        assert_eq!(event.source.unwrap().value, "kubelet");
    }

    #[test]
    fn the_first_column_may_be_cut_off() {
        let line = "  BackOff  7s (x90 over 29m)  kubelet  Back-off restarting failed container";
        check(line, "BackOff", None, Some(90), "Back-off restarting failed container");
        assert_eq!(row(line).kind.unwrap().value, "Warning");
    }

    #[test]
    fn a_reason_is_told_by_its_end_and_the_message() {
        let reason = |line: &str| row(line).reason.unwrap().value;
        assert_eq!(
            reason("duled  5m  default-scheduler  Successfully assigned shop/till-0 to node-1"),
            "Scheduled"
        );
        assert_eq!(
            reason("duling  5m  default-scheduler  0/3 nodes are available: 3 Too many pods."),
            "FailedScheduling"
        );
        assert_eq!(reason("ed  5m  kubelet  Successfully pulled image \"till:1\" in 2s"), "Pulled");
        assert_eq!(reason("ed  5m  kubelet  Error: ErrImagePull"), "Failed");
        assert_eq!(reason("ed  5m  kubelet  something new"), "ed");
        assert_eq!(reason("warning  unhealthy  5m  kubelet  liveness probe failed: eof"), "Unhealthy");
    }

    #[test]
    fn what_a_probe_met_on_the_network_has_one_line() {
        let asked =
            "  Warning  Unhealthy  7s  kubelet  Readiness probe failed: Get \"http://10.1.0.9:80/\": EOF";
        let ran = "  Warning  Unhealthy  7s  kubelet  Readiness probe failed: cat: /run/ready:";
        assert!(!goes_on(asked, "10:42 ERROR no such host") && goes_on(ran, "No such file"));
    }

    #[test]
    fn prose_is_no_row() {
        for line in ["Warning: this is normal", "A Normal day", "WARNING Foo bar"] {
            assert!(read(&Source::new(line).lines[0]).is_none(), "{line}");
        }
    }
}
