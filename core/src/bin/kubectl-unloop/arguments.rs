//! What may be typed behind `kubectl unloop`: one table, beside that of `unloop` itself.

use unloop::cli::{self, Flag, Program};

/// The options of this program alone. Those about the cluster are kubectl's own.
const OWN: &[Flag] = &[
    flag("--namespace", Some("-n"), Some("NAMESPACE"), "look in this namespace"),
    flag("--container", Some("-c"), Some("NAME"), "read the log of this container only"),
    flag("--tail", None, Some("LINES"), "read so many last lines of each log; 5000, if not said; -1 for all"),
    flag("--quiet", Some("-q"), None, "do not show the commands that are run"),
    flag("--context", None, Some("NAME"), "the context of the kubeconfig"),
    flag("--cluster", None, Some("NAME"), "the cluster of the kubeconfig"),
    flag("--user", None, Some("NAME"), "the user of the kubeconfig"),
    flag("--kubeconfig", None, Some("FILE"), "the kubeconfig"),
    flag("--as", None, Some("USER"), "ask as this user"),
    flag("--as-group", None, Some("GROUP"), "ask as one of this group; may be given again"),
    flag("--request-timeout", None, Some("TIME"), "how long to wait for the server, such as 10s"),
];

const LAST: &[Flag] = &[
    flag("--man", None, None, "print the page of the manual"),
    flag("--help", Some("-h"), None, "print this"),
    flag("--version", None, None, "print the version"),
];

/// The options of `unloop` that say how to print the answer.
const OF_UNLOOP: &[&str] =
    &["--json", "--markdown", "--sarif", "--explain-reading", "--redact", "--rules", "--exit-code"];

const VERSION: &str = concat!("kubectl-unloop ", env!("CARGO_PKG_VERSION"), "\n");

const ABOUT: &str = "\
Runs `kubectl get`, `describe`, `logs` and `get events` for the pod, through your own kubectl and as you, and reads
what they print. None of these changes anything, and nothing is sent elsewhere. Each command is shown on standard error
before it runs; what kubectl complains of is shown as it is.

Without a pod, every pod of the namespace that fails is looked at, and a table says why each one does.";

const STATUS: &str = "\
0 when a pod was read, 1 when there is no kubectl or it failed, 2 on bad usage or a bad rule file.
With --exit-code also 3 when a pod fails, 4 when it failed and runs again, 5 when what was printed does not tell why.";

const EXAMPLES: &[&str] = &[
    "kubectl unloop api-7c9d8f6b4d-2xqlk -n prod",
    "kubectl unloop -n prod",
    "kubectl unloop web-0 -c web --markdown",
];

/// What the arguments ask for.
#[derive(Debug)]
pub(crate) enum Wanted {
    Text(String),
    /// What could stand for the last of these words.
    Completions(Vec<String>),
    Diagnosis(Asked),
}

/// What to look at, and how to show it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) pod: Option<String>,
    pub(crate) container: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) tail: Option<String>,
    pub(crate) quiet: bool,
    /// The options for kubectl that say which cluster, as whom.
    pub(crate) connection: Vec<String>,
    /// The options for `unloop` that say how to print the answer.
    pub(crate) output: Vec<String>,
}

const fn flag(
    name: &'static str,
    short: Option<&'static str>,
    value: Option<&'static str>,
    help: &'static str,
) -> Flag {
    Flag { name, short, value, help }
}

/// What this program is, for its help, its completions and its manual.
pub(crate) fn program() -> Program {
    let of_unloop = cli::program().options.into_iter().filter(|flag| OF_UNLOOP.contains(&flag.name));
    Program {
        name: "kubectl-unloop",
        summary: "Says why a pod of a cluster crash-loops, from what your kubectl prints about it.",
        usage: "kubectl unloop [POD] [OPTIONS]",
        about: ABOUT,
        options: OWN.iter().copied().chain(of_unloop).chain(LAST.iter().copied()).collect(),
        status: STATUS,
        examples: EXAMPLES,
    }
}

/// Reads the arguments, or says what is wrong with them.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Wanted, String> {
    let mut arguments = arguments.into_iter().peekable();
    if arguments.peek().is_some_and(|first| first == "__complete") {
        return Ok(Wanted::Completions(arguments.skip(1).collect()));
    }
    let options = program().options;
    let mut asked = Asked::default();
    let mut only_names = false;
    while let Some(argument) = arguments.next() {
        if only_names || !argument.starts_with('-') {
            name(&mut asked, &argument)?;
            continue;
        }
        if argument == "--" {
            only_names = true;
            continue;
        }
        let (flag, value) = option(&options, &argument)
            .ok_or_else(|| format!("unknown option `{argument}`; see kubectl unloop --help"))?;
        let value = match (flag.value, value) {
            (None, None) => String::new(),
            (None, Some(_)) => {
                return Err(format!("{} takes no value; see kubectl unloop --help", flag.name));
            }
            (Some(_), Some(value)) => value.to_owned(),
            (Some(what), None) => arguments
                .next()
                .ok_or_else(|| format!("{} needs a {what}; see kubectl unloop --help", flag.name))?,
        };
        match flag.name {
            "--help" => return Ok(Wanted::Text(program().help())),
            "--man" => return Ok(Wanted::Text(program().manual())),
            "--version" => return Ok(Wanted::Text(VERSION.to_owned())),
            "--namespace" => asked.namespace = Some(value),
            "--container" => asked.container = Some(value),
            "--tail" if value.parse::<i64>().is_ok_and(|lines| lines >= -1) => asked.tail = Some(value),
            "--tail" => return Err(format!("--tail needs a number of lines, not `{value}`")),
            "--quiet" => asked.quiet = true,
            "--rules" => asked.output.extend([flag.name.to_owned(), value]),
            of_unloop if OF_UNLOOP.contains(&of_unloop) => asked.output.push(of_unloop.to_owned()),
            of_kubectl => asked.connection.push(format!("{of_kubectl}={value}")),
        }
    }
    Ok(Wanted::Diagnosis(asked))
}

/// The option that an argument names, with the value that stands in the same word.
fn option<'a>(options: &[Flag], argument: &'a str) -> Option<(Flag, Option<&'a str>)> {
    if argument.starts_with("--") {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (argument, None),
        };
        return options.iter().find(|flag| flag.name == name).map(|flag| (*flag, value));
    }
    let (short, value) = argument.split_at_checked(2)?;
    let flag = options.iter().find(|flag| flag.short == Some(short))?;
    let value = value.strip_prefix('=').unwrap_or(value);
    Some((*flag, (!value.is_empty()).then_some(value)))
}

/// Takes the name of the pod: `web-0` or `pod/web-0`.
fn name(asked: &mut Asked, argument: &str) -> Result<(), String> {
    let name = match argument.split_once('/') {
        None => argument,
        Some(("pod" | "pods" | "po", name)) => name,
        Some((kind, _)) => {
            return Err(format!("name a pod, not a {kind}: `kubectl unloop` alone finds those that fail"));
        }
    };
    if !is_name(name) {
        return Err(format!("`{argument}` is not the name of a pod"));
    }
    match asked.pod.replace(name.to_owned()) {
        None => Ok(()),
        Some(first) => Err(format!("name one pod, or none: not `{first}` and `{name}`")),
    }
}

/// Whether it can be the name of an object of Kubernetes; it then is no option.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{Asked, OF_UNLOOP, Wanted, parse, program};

    fn read(line: &str) -> Result<Asked, String> {
        match parse(line.split_whitespace().map(str::to_owned))? {
            Wanted::Diagnosis(asked) => Ok(asked),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn values_may_stand_in_the_same_word_or_in_the_next() {
        for line in [
            "web-0 -n shop",
            "-nshop web-0",
            "-n=shop pod/web-0",
            "--namespace=shop po/web-0",
            "--namespace shop -- web-0",
        ] {
            let asked = read(line).unwrap();
            assert_eq!(
                (asked.pod.as_deref(), asked.namespace.as_deref()),
                (Some("web-0"), Some("shop")),
                "{line}"
            );
        }
        let asked = read("--context prod --as=me --json --rules=r.yaml --tail -1 -q").unwrap();
        assert_eq!(asked.connection, ["--context=prod", "--as=me"]);
        assert_eq!(asked.output, ["--json", "--rules", "r.yaml"]);
        assert_eq!((asked.tail.as_deref(), asked.quiet), (Some("-1"), true));
    }

    #[test]
    fn bad_usage_is_one_line() {
        for line in [
            "--jsn",
            "-x",
            "-n",
            "--context",
            "--json=yes",
            "--tail many",
            "--tail -2",
            "a b",
            "deploy/web",
            "-- --all",
            "pod/",
            "--all-namespaces",
            "a;b",
        ] {
            let problem = read(line).unwrap_err();
            assert!(!problem.is_empty() && !problem.contains('\n'), "{line}: {problem}");
        }
    }

    #[test]
    fn every_option_is_understood() {
        let program = program();
        for flag in &program.options {
            for name in [Some(flag.name), flag.short].into_iter().flatten() {
                let value = flag.value.map(|_| " 7").unwrap_or_default();
                assert!(parse(format!("{name}{value}").split(' ').map(str::to_owned)).is_ok(), "{name}");
            }
        }
        for name in OF_UNLOOP {
            assert!(program.options.iter().any(|flag| flag.name == *name), "{name} is no option of unloop");
        }
    }
}
