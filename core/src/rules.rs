//! A company's own rules: the same schema as ours, loaded at run time.

mod cause;
mod file;
mod place;
mod signature;

pub use file::{CauseEntry, RuleFile};

use crate::knowledge::own::Own;
use crate::knowledge::signatures;
use crate::weigh;
use place::Place;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// Rules of your own: the log lines of your own programs, and the causes that they speak for.
///
/// A rule file is a file of signatures as they come with unloop, with causes of your own beside them if you like. It
/// cannot change what comes with unloop: its ids must be new, and its causes stand in families of your own.
///
/// ```
/// let yaml = r#"
/// technology: Billing
/// causes:
/// - id: billing/ledger-closed
///   title: ['The ledger {name} is closed', 'A ledger is closed']
///   meaning: Billing books into a ledger that nobody has opened for this quarter.
///   runbook: https://wiki.example.com/billing/ledger
/// signatures:
/// - id: billing/ledger-closed
///   cause: billing/ledger-closed
///   match: 'ledger (?<name>\w+) is closed'
///   strength: decisive
///   why: names the ledger that must be opened first
///   hits: ['FATAL ledger q3 is closed']
///   misses: ['INFO ledger q3 was closed']
/// "#;
/// let rules = unloop::Rules::parse(yaml, "rules.yaml")?;
/// let diagnosis = unloop::diagnose_with("FATAL ledger q3 is closed", &rules);
/// assert_eq!(diagnosis.causes[0].id, "billing/ledger-closed");
/// assert_eq!(diagnosis.causes[0].title, "The ledger q3 is closed");
/// # Ok::<(), unloop::RuleError>(())
/// ```
///
/// # Limits
///
/// What a file asks for is bounded before it is done: [`Rules::LARGEST`], [`Rules::MOST_SIGNATURES`],
/// [`Rules::MOST_CAUSES`], [`Rules::LONGEST_PATTERN`], [`Rules::LARGEST_PATTERN`]. A pattern runs in time linear in the
/// text, whatever it is: the `regex` crate knows no backtracking.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) own: Own,
}

/// What is wrong with a rule file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, from 1; none when the file as a whole is wrong.
    pub line: Option<usize>,
    /// The field: `signatures[2].match`; empty when the YAML is broken or the file as a whole is wrong.
    pub field: String,
    /// What is wrong, as the rest of a sentence.
    pub problem: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        if !self.field.is_empty() {
            write!(out, ": {}", self.field)?;
        }
        write!(out, ": {}", self.problem)
    }
}

impl std::error::Error for RuleError {}

/// A field that is wrong, and how.
type Wrong = (Place, String);

impl Rules {
    /// The largest file, in bytes.
    pub const LARGEST: usize = 1024 * 1024;
    /// The most signatures, of all files together.
    pub const MOST_SIGNATURES: usize = 10_000;
    /// The most causes, of all files together.
    pub const MOST_CAUSES: usize = 500;
    /// The longest pattern, in characters.
    pub const LONGEST_PATTERN: usize = 2_000;
    /// The largest pattern when compiled, in bytes: `\w{1000}` is short and large.
    pub const LARGEST_PATTERN: usize = 256 * 1024;

    /// Reads a rule file; `file` is its name for error messages.
    ///
    /// # Errors
    /// Names the line and the field when the YAML is broken, a field is unknown, missing or empty, an id is taken, a
    /// cause does not exist, a pattern does not compile or has no fixed text, a placeholder stands for nothing, an
    /// example does not hold, or a limit is passed.
    pub fn parse(yaml: &str, file: &str) -> Result<Self, RuleError> {
        let mut rules = Self::default();
        rules.add(yaml, file)?;
        Ok(rules)
    }

    /// Adds the rules of another file. Its signatures may name the causes of the files before it.
    ///
    /// # Errors
    /// As [`Rules::parse`]; then nothing is added.
    pub fn add(&mut self, yaml: &str, file: &str) -> Result<(), RuleError> {
        let error = |line, field, problem| RuleError { file: file.to_owned(), line, field, problem };
        if yaml.len() > Self::LARGEST {
            return Err(error(None, String::new(), format!("is larger than {} KiB", Self::LARGEST >> 10)));
        }
        if let Some(line) = place::too_deep(yaml) {
            return Err(error(Some(line), String::new(), "is nested too deeply".to_owned()));
        }
        let parsed = place::check_size(yaml).and_then(|()| serde_yaml::from_str(yaml));
        let parsed: RuleFile = parsed.map_err(|problem| {
            let (line, field, problem) = place::complaint(yaml, &problem);
            error(line, field, problem)
        })?;
        self.check(&parsed).map_err(|(place, problem)| {
            let line = place.line(yaml);
            error(line, place.to_string(), problem)
        })?;
        let mut rows = Vec::with_capacity(parsed.signatures.len());
        for (index, entry) in parsed.signatures.into_iter().enumerate() {
            let place = Place::item("signatures", index);
            let needs = signature::needed(&place, &entry).map_err(|(place, problem)| {
                let line = place.line(yaml);
                error(line, place.to_string(), problem)
            })?;
            rows.push((needs, entry));
        }
        for (needs, entry) in rows {
            self.own.signatures.add(parsed.technology.clone(), &needs, entry);
        }
        self.own.causes.extend(parsed.causes.into_iter().map(|cause| Arc::new(cause.into())));
        Ok(())
    }

    /// How many signatures there are.
    pub fn signatures(&self) -> usize {
        self.own.signatures.len()
    }

    /// How many causes there are.
    pub fn causes(&self) -> usize {
        self.own.causes.len()
    }

    fn check(&self, file: &RuleFile) -> Result<(), Wrong> {
        let top = |name| Place::default().field(name);
        if file.technology.trim().is_empty() {
            return Err((top("technology"), "name the program that prints these lines".to_owned()));
        }
        if file.signatures.is_empty() && file.causes.is_empty() {
            return Err((top("signatures"), "give at least one signature or cause".to_owned()));
        }
        for (list, before, here, most) in [
            ("signatures", self.signatures(), file.signatures.len(), Self::MOST_SIGNATURES),
            ("causes", self.causes(), file.causes.len(), Self::MOST_CAUSES),
        ] {
            if before + here > most {
                return Err((top(list), format!("makes more than {most} {list}")));
            }
        }
        let mut causes: HashSet<&str> = self.own.causes.iter().map(|cause| cause.id.as_str()).collect();
        for (index, entry) in file.causes.iter().enumerate() {
            let place = Place::item("causes", index);
            cause::check_id(&place, &entry.id)?;
            if !causes.insert(&entry.id) {
                return Err((place.field("id"), format!("there is a cause `{}` already", entry.id)));
            }
        }
        let exists = |id: &str| causes.contains(id) || weigh::causes().any(|known| known.id == id);
        let built_in = signatures::built_in().iter();
        let mut ids: HashSet<&str> =
            built_in.chain(self.own.signatures.iter()).map(|known| known.entry.id.as_str()).collect();
        for (index, entry) in file.signatures.iter().enumerate() {
            let place = Place::item("signatures", index);
            signature::check(&place, entry, exists)?;
            if !ids.insert(&entry.id) {
                return Err((place.field("id"), format!("there is a signature `{}` already", entry.id)));
            }
        }
        for (index, entry) in file.causes.iter().enumerate() {
            let speaking = file.signatures.iter().filter(|one| one.cause.as_deref() == Some(&entry.id));
            cause::check(&Place::item("causes", index), entry, &signature::captures(speaking), exists)?;
        }
        Ok(())
    }
}

/// Whether it is two words of small letters, digits and dashes with a slash between.
fn is_id(id: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    id.len() <= 100 && id.split_once('/').is_some_and(|(family, name)| is_word(family) && is_word(name))
}

/// A runbook is a link that people click: nothing but a web page.
fn check_runbook(place: &Place, runbook: Option<&String>) -> Result<(), Wrong> {
    let is_page = |url: &String| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty()) && url.chars().all(|c| c.is_ascii_graphic())
    };
    match runbook {
        Some(url) if !is_page(url) => Err((
            place.field("runbook"),
            "is no address of a page: it begins with https:// or http:// and has no blanks".to_owned(),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;

    const GOOD: &str = "\
technology: Billing
causes:
- id: billing/ledger-closed
  title:
  - 'The ledger {ledger} is closed'
  - A ledger is closed
  meaning: Billing books into a ledger that nobody has opened.
  shows: The last line names the ledger.
  against: The ledger was opened since.
  explanation: Somebody has to open the ledger before billing starts.
  fixes:
  - title: 'Open the ledger {ledger}'
    commands:
    - run: kubectl exec deploy/bank{-n} -- ledger open {name|ledger}
      undo: kubectl exec deploy/bank{-n} -- ledger close {name|ledger}
  next:
  - run: kubectl get configmap ledgers{-n} -o yaml
    why: lists the open ledgers
    if_so: It is not in the list. Open it.
    if_not: It is open. Restart billing.
  prevention: [Open the ledger of the next quarter early.]
  confused_with:
  - id: dependency/not-ready
    tell_apart: There the bank itself does not answer.
  runbook: https://wiki.example.com/ledger
signatures:
- id: billing/closed
  cause: billing/ledger-closed
  match:
  - 'ledger (?<ledger>\\w+) is closed'
  - 'no open ledger'
  strength: decisive
  why: names the ledger that must be opened first
  hits:
  - FATAL ledger q3 is closed
  misses:
  - INFO ledger q3 was closed
";

    #[track_caller]
    fn refused(yaml: &str, expected: &str) {
        assert_eq!(
            Rules::parse(yaml, "rules.yaml").unwrap_err().to_string(),
            format!("rules.yaml:{expected}")
        );
    }

    /// The good file with one thing changed.
    #[track_caller]
    fn with(old: &str, new: &str, expected: &str) {
        assert_eq!(GOOD.matches(old).count(), 1, "{old:?}");
        refused(&GOOD.replace(old, new), expected);
    }

    #[test]
    fn a_cause_of_ones_own_speaks_its_own_words() {
        let rules = Rules::parse(GOOD, "rules.yaml").unwrap();
        assert_eq!((rules.signatures(), rules.causes()), (2 - 1, 1));
        let paste = "$ kubectl logs billing-0 -n bank --previous\nFATAL ledger q3 is closed\n";
        let diagnosis = crate::diagnose_with(paste, &rules);
        let first = &diagnosis.causes[0];
        assert_eq!((first.id.as_str(), first.family.as_str()), ("billing/ledger-closed", "billing"));
        assert_eq!(first.title, "The ledger q3 is closed");
        assert_eq!(first.explanation, "Somebody has to open the ledger before billing starts.");
        assert_eq!(first.fixes[0].title, "Open the ledger q3");
        assert_eq!(
            first.fixes[0].commands[0].run,
            "kubectl exec deploy/bank -n bank -- ledger open <ledger>"
        );
        assert_eq!(first.next[0].run, "kubectl get configmap ledgers -n bank -o yaml");
        assert_eq!(first.prevention, ["Open the ledger of the next quarter early."]);
        assert_eq!(first.runbook.as_deref(), Some("https://wiki.example.com/ledger"));
        assert_eq!(first.evidence[0].quote, "FATAL ledger q3 is closed");
    }

    #[test]
    fn a_line_of_ones_own_may_speak_for_a_cause_of_ours() {
        let yaml = "\
technology: Billing
signatures:
- id: billing/closed
  cause: dependency/not-ready
  match: 'ledger (?<name>\\w+) is closed'
  strength: decisive
  why: the ledger must be opened first
  runbook: https://wiki.example.com/closed
  hits: ['FATAL ledger q3 is closed']
  misses: ['INFO ledger q3 was closed']
";
        let rules = Rules::parse(yaml, "rules.yaml").unwrap();
        let diagnosis = crate::diagnose_with("FATAL ledger q3 is closed", &rules);
        assert_eq!(diagnosis.causes[0].id, "dependency/not-ready");
        assert_eq!(diagnosis.causes[0].runbook.as_deref(), Some("https://wiki.example.com/closed"));
    }

    #[test]
    fn a_cause_needs_little() {
        let yaml = "\
technology: Billing
causes:
- {id: billing/stopped, title: Billing gave up, meaning: It could not go on.}
signatures:
- {id: billing/stopped, cause: billing/stopped, match: giving up for good, strength: decisive, why: says so,
   hits: [giving up for good], misses: [not giving up]}
";
        let rules = Rules::parse(yaml, "rules.yaml").unwrap();
        let first = &crate::diagnose_with("giving up for good", &rules).causes[0];
        assert_eq!(
            (first.title.as_str(), first.explanation.as_str()),
            ("Billing gave up", "It could not go on.")
        );
    }

    #[test]
    fn a_later_file_uses_the_causes_of_an_earlier_one() {
        let (causes, signatures) = GOOD.split_once("signatures:").unwrap();
        let causes = causes.replace("{ledger}", "{name}");
        let mut rules = Rules::parse(&causes, "causes.yaml").unwrap();
        rules.add(&format!("technology: Billing\nsignatures:{signatures}"), "lines.yaml").unwrap();
        let diagnosis = crate::diagnose_with("no open ledger", &rules);
        assert_eq!(diagnosis.causes[0].title, "A ledger is closed");
        let again = rules.add(&causes, "again.yaml").unwrap_err().to_string();
        assert_eq!(again, "again.yaml:3: causes[0].id: there is a cause `billing/ledger-closed` already");
    }

    #[test]
    fn a_refused_file_leaves_nothing_behind() {
        let mut rules = Rules::parse(GOOD, "rules.yaml").unwrap();
        let second = GOOD.replace("billing/", "other/").replace("FATAL ledger q3 is closed", "FATAL");
        rules.add(&second, "second.yaml").unwrap_err();
        assert_eq!((rules.signatures(), rules.causes()), (1, 1));
        assert_eq!(
            crate::diagnose_with("FATAL ledger q3 is closed", &rules).causes[0].id,
            "billing/ledger-closed"
        );
    }

    #[test]
    fn what_comes_with_unloop_cannot_be_redefined() {
        with(
            "id: billing/ledger-closed\n  title",
            "id: config/missing-env\n  title",
            "3: causes[0].id: `config/missing-env` comes with unloop and keeps its meaning",
        );
        with(
            "id: billing/ledger-closed\n  title",
            "id: config/ledger\n  title",
            "3: causes[0].id: the family `config` comes with unloop: choose one of your own",
        );
        with(
            "id: billing/closed",
            "id: postgres/config-parameter",
            "27: signatures[0].id: there is a signature `postgres/config-parameter` already",
        );
    }

    #[test]
    fn ids_are_unique_and_well_formed() {
        let (head, cause) = GOOD.split_once("- id: billing/ledger").unwrap();
        let (cause, tail) = cause.split_once("signatures:").unwrap();
        let twice = format!("{head}- id: billing/ledger{cause}- id: billing/ledger{cause}signatures:{tail}");
        refused(&twice, "26: causes[1].id: there is a cause `billing/ledger-closed` already");
        let (head, signature) = GOOD.split_once("- id: billing/closed").unwrap();
        let twice = format!("{head}- id: billing/closed{signature}- id: billing/closed{signature}");
        refused(&twice, "38: signatures[1].id: there is a signature `billing/closed` already");
        for id in ["Billing/x", "billing", "billing/", "/x", "a/b/c", "billing/x y", "''"] {
            let error =
                Rules::parse(&GOOD.replace("id: billing/closed", &format!("id: {id}")), "f").unwrap_err();
            assert_eq!((error.line, error.field.as_str()), (Some(27), "signatures[0].id"), "{error}");
        }
    }

    #[test]
    fn broken_yaml_is_refused_with_its_line() {
        for (old, new, line) in [
            ("  strength: decisive", "  strength: 'decisive", 32),
            ("  strength: decisive", "\tstrength: decisive", 32),
            ("  strength: decisive", "  strength: *there-is-none", 32),
            ("technology: Billing", "technology: Billing\n---", 2),
        ] {
            let error = Rules::parse(&GOOD.replace(old, new), "f").unwrap_err();
            assert!(error.line.is_some_and(|at| at.abs_diff(line) <= 1), "{error}");
            assert!(!error.problem.is_empty() && !error.problem.contains("at line"), "{error}");
        }
    }

    #[test]
    fn fields_are_known_and_complete() {
        with(
            "  why: names",
            "  wy: names",
            "33: signatures[0].wy: there is no such field; there are `id`, `role`, `cause`, `match`, `near`, \
             `strength`, `in`, `when`, `why`, `title`, `runbook`, `hits`, `misses`",
        );
        with("technology: Billing\n", "", "1: technology: is missing");
        with("  meaning: Billing books", "  shows: Billing books", "8: causes[0].shows: stands twice");
        with(
            "  meaning: Billing books into a ledger that nobody has opened.\n",
            "",
            "3: causes[0].meaning: is missing",
        );
        with("    why: lists the open ledgers\n", "", "17: causes[0].next[0].why: is missing");
        with(
            "strength: decisive",
            "strength: certain",
            "32: signatures[0].strength: unknown variant `certain`, expected one of `hint`, `strong`, `decisive`",
        );
        with(
            "title:\n  - 'The ledger {ledger} is closed'\n  - A ledger is closed",
            "title: {a: b}",
            "4: causes[0].title: invalid type: map, expected a text or a list of texts",
        );
        with(
            "  why: names the ledger that must be opened first\n",
            "",
            "27: signatures[0].why: say why it speaks for the cause",
        );
        with(
            "meaning: Billing books into a ledger that nobody has opened.",
            "meaning: ''",
            "7: causes[0].meaning: say in a sentence what it is",
        );
        with(
            "  - A ledger is closed\n",
            "",
            "5: causes[0].title: add a text without placeholders: `{ledger}` is not always known",
        );
        with(
            "run: kubectl get configmap ledgers{-n} -o yaml",
            "run: ' '",
            "17: causes[0].next[0].run: is empty",
        );
        with(
            "misses:\n  - INFO ledger q3 was closed",
            "misses: []",
            "36: signatures[0].misses: give at least one line that looks alike and must be missed",
        );
    }

    #[test]
    fn names_must_lead_somewhere() {
        with(
            "cause: billing/ledger-closed",
            "cause: billing/moon",
            "28: signatures[0].cause: there is no cause `billing/moon`",
        );
        with(
            "id: dependency/not-ready",
            "id: dependency/moon",
            "23: causes[0].confused_with[0].id: there is no cause `dependency/moon`",
        );
        with(
            "The ledger {ledger} is closed",
            "The ledger {book} is closed",
            "5: causes[0].title[0]: nothing stands for `{book}`: no signature of this cause captures it",
        );
        with(
            "ledger open {name|ledger}",
            "ledger open {ledger}",
            "14: causes[0].fixes[0].commands[0].run: `{ledger}` cannot stand in a command: name the group `name`, \
             `value` or the like",
        );
        with(
            "runbook: https://wiki.example.com/ledger",
            "runbook: javascript:alert(1)",
            "25: causes[0].runbook: is no address of a page: it begins with https:// or http:// and has no blanks",
        );
        with(
            "  strength: decisive",
            "  title: 'The {book}'",
            "32: signatures[0].title: nothing stands for `{book}`: no group of the pattern has that name",
        );
    }

    #[test]
    fn patterns_compile_and_are_bounded() {
        with(
            "'no open ledger'",
            "'no open (ledger'",
            "31: signatures[0].match[1]: is no pattern: unclosed group",
        );
        with(
            "'no open ledger'",
            "'\\w+'",
            "31: signatures[0].match[1]: no fixed text of three characters that every match contains",
        );
        with(
            "'no open ledger'",
            "'ledger(\\w{1000}){1000}'",
            "31: signatures[0].match[1]: is larger than 256 KiB when compiled: repeat less",
        );
        let long = format!("'{}'", "a".repeat(Rules::LONGEST_PATTERN + 1));
        with("'no open ledger'", &long, "31: signatures[0].match[1]: is longer than 2000 characters");
        with(
            "  strength: decisive",
            "  near: '['",
            "32: signatures[0].near: is no pattern: unclosed character class",
        );
        with(
            "match:\n  - 'ledger (?<ledger>\\w+) is closed'\n  - 'no open ledger'",
            "match: []",
            "29: signatures[0].match: give at least one pattern",
        );
    }

    #[test]
    fn examples_hold() {
        with(
            "- FATAL ledger q3 is closed",
            "- FATAL ledger q3 is closed\n  - FATAL",
            "36: signatures[0].hits[1]: the pattern does not match `FATAL`",
        );
        with(
            "INFO ledger q3 was closed",
            "INFO ledger q3 is closed",
            "37: signatures[0].misses[0]: the pattern matches `INFO ledger q3 is closed`",
        );
    }

    /// Nine lists, each of nine aliases of the one before: a few hundred bytes that stand for a billion words.
    #[test]
    fn a_bomb_of_aliases_is_refused_before_it_goes_off() {
        let mut yaml = String::from("technology: x\na0: &a0 [boom, boom, boom]\n");
        for level in 1..10 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            yaml += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        let error = Rules::parse(&yaml, "f").unwrap_err();
        assert_eq!(error.problem, "its aliases (`*name`) stand for too much text");
        assert!(error.line.is_some(), "{error}");

        let fair = GOOD
            .replace("title:\n", "title: &title\n")
            .replace("  explanation: Some", "  explanation: *title #");
        assert_eq!(Rules::parse(&fair, "f").map(|rules| rules.causes()), Ok(1), "an alias as such is fine");
    }

    #[test]
    fn deep_nesting_is_refused() {
        for open in ["[", "[\n ", "{a: ", "[[], ", "- ", "? "] {
            for times in [200, Rules::LARGEST / open.len() - 50] {
                let yaml = format!("technology: x\ncauses:\n {}", open.repeat(times));
                let error = Rules::parse(&yaml, "f").unwrap_err();
                assert!(error.line.is_some(), "{open:?} {times}: {error}");
            }
        }
    }

    #[test]
    fn a_file_has_a_largest_size_and_a_highest_number_of_rules() {
        let large = "# nothing but a comment\n".repeat(Rules::LARGEST / 24 + 1);
        assert_eq!(Rules::parse(&large, "f").unwrap_err().to_string(), "f: is larger than 1024 KiB");

        let cause = |n: usize| format!("- {{id: a/c{n}, title: x, meaning: x}}\n");
        let causes: String = (0..=Rules::MOST_CAUSES).map(cause).collect();
        let many = format!("technology: x\ncauses:\n{causes}");
        assert_eq!(
            Rules::parse(&many, "f").unwrap_err().to_string(),
            "f:3: causes: makes more than 500 causes"
        );

        let mut signatures = String::from("technology: x\nsignatures:\n");
        for n in 0..=Rules::MOST_SIGNATURES {
            signatures += &format!("- {{id: a/s{n}, role: noise, match: some text, hits: [some text]}}\n");
        }
        let told = Rules::parse(&signatures, "f").unwrap_err().to_string();
        assert_eq!(told, "f:3: signatures: makes more than 10000 signatures");
    }

    #[test]
    fn anything_is_refused_with_a_reason_and_a_line() {
        for text in [
            "",
            "[",
            "a: b",
            "\u{0}",
            "technology: x\nsignatures: 3",
            "!x y",
            "7",
            "technology: x",
            "? [a]\n: b",
        ] {
            let error = Rules::parse(text, "f").unwrap_err();
            assert!(!error.problem.is_empty() && error.line.is_some(), "{text:?}: {error}");
        }
    }
}
