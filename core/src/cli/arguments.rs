//! What may be typed behind `unloop`: one table, from which arguments are read and the help is written.

use super::completions::SHELLS;
use super::program::{Flag, Program};

/// An option, and what it does.
#[derive(Clone, Copy, Debug)]
struct Named {
    flag: Flag,
    does: Does,
}

/// Every option, in the order of the help.
const OPTIONS: &[Named] = &[
    option("--json", "print the diagnosis as JSON", Does::Print(Form::Json)),
    option("--markdown", "print it as Markdown, for a ticket", Does::Print(Form::Markdown)),
    option("--sarif", "print it as SARIF 2.1.0, for tools that collect findings", Does::Print(Form::Sarif)),
    option(
        "--explain-reading",
        "print as what each part of the paste was read, and what was not recognised",
        Does::Print(Form::Reading),
    ),
    option(
        "--redact",
        "print the paste itself, its secrets masked, and nothing else",
        Does::Print(Form::Redacted),
    ),
    Named {
        flag: Flag {
            value: Some("FILE"),
            ..flag("--rules", "know the signatures and causes in this YAML file as well; may be given again")
        },
        does: Does::Rules,
    },
    option("--exit-code", "let the status tell the verdict; see below", Does::ExitCode),
    option("--schema", "print the JSON Schema of what --json prints", Does::Tell(|| SCHEMA.to_owned())),
    option("--rules-schema", "print the JSON Schema of rule files", Does::Tell(|| RULES_SCHEMA.to_owned())),
    option("--man", "print the page of the manual", Does::Tell(manual)),
    Named { flag: Flag { short: Some("-h"), ..flag("--help", "print this") }, does: Does::Tell(usage) },
    option("--version", "print the version", Does::Tell(|| VERSION.to_owned())),
];

const SCHEMA: &str = include_str!("../../schema/diagnosis.json");
const RULES_SCHEMA: &str = include_str!("../../schema/rules.json");
const VERSION: &str = concat!("unloop ", env!("CARGO_PKG_VERSION"), "\n");

const ABOUT: &str = "\
Reads the files, or standard input if there are none; `-` is standard input. A file may be an archive (.gz, .tar,
.tar.gz, .zip) or a folder, such as that of `kubectl cluster-info dump`.

`unloop completions SHELL` prints what teaches bash, zsh or fish to complete its options, and with `kubectl` for SHELL
those of `kubectl unloop`.";

const STATUS: &str = "\
0 when a text was read, 1 when a file could not be read, 2 on bad usage or a bad rule file.
With --exit-code also 3 when a pod fails, 4 when it failed and runs again, 5 when the text does not tell why.";

const EXAMPLES: &[&str] = &[
    "kubectl describe pod api-0 | unloop",
    "unloop bundle.tar.gz",
    "kubectl logs api-0 --previous | unloop --markdown",
];

/// What this program is, for its help, its completions and its manual.
pub fn program() -> Program {
    Program {
        name: "unloop",
        summary: "Says why a Kubernetes pod crash-loops, from what kubectl printed about it.",
        usage: "unloop [OPTIONS] [FILE]...",
        about: ABOUT,
        options: OPTIONS.iter().map(|named| named.flag).collect(),
        status: STATUS,
        examples: EXAMPLES,
    }
}

/// How to print the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Json,
    Markdown,
    Sarif,
    Reading,
    Redacted,
}

#[derive(Clone, Copy, Debug)]
enum Does {
    Print(Form),
    Rules,
    ExitCode,
    /// Print a text, and nothing else.
    Tell(fn() -> String),
}

const fn option(name: &'static str, help: &'static str, does: Does) -> Named {
    Named { flag: flag(name, help), does }
}

const fn flag(name: &'static str, help: &'static str) -> Flag {
    Flag { name, short: None, value: None, help }
}

/// What the arguments ask for.
#[derive(Debug)]
pub(super) enum Wanted {
    Text(String),
    Diagnosis(Asked),
}

#[derive(Debug)]
pub(super) struct Asked {
    pub(super) form: Form,
    pub(super) files: Vec<String>,
    pub(super) rules: Vec<String>,
    pub(super) exit_code: bool,
}

/// Reads the arguments, or says what is wrong with them. Of several forms the last one holds.
pub(super) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Wanted, String> {
    let mut asked = Asked { form: Form::Text, files: Vec::new(), rules: Vec::new(), exit_code: false };
    let mut arguments = arguments.into_iter().peekable();
    // A file of this name is `./completions`.
    if arguments.next_if(|first| first == "completions").is_some() {
        return completions(arguments);
    }
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            asked.files.extend(arguments.by_ref());
            break;
        }
        if argument == "-" || !argument.starts_with('-') {
            asked.files.push(argument);
            continue;
        }
        let is_it = |option: &&Named| option.flag.name == argument || option.flag.short == Some(&argument);
        let option = OPTIONS
            .iter()
            .find(is_it)
            .ok_or_else(|| format!("unknown option `{argument}`; see unloop --help"))?;
        match option.does {
            Does::Print(form) => asked.form = form,
            Does::Rules => {
                let file = arguments.next().ok_or("--rules needs a file; see unloop --help")?;
                asked.rules.push(file);
            }
            Does::ExitCode => asked.exit_code = true,
            Does::Tell(text) => return Ok(Wanted::Text(text())),
        }
    }
    Ok(Wanted::Diagnosis(asked))
}

/// What `--help` prints.
pub fn usage() -> String {
    program().help()
}

fn manual() -> String {
    program().manual()
}

/// What `unloop completions SHELL` prints.
fn completions(mut shells: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let known = || format!("unloop completions needs one of {}", SHELLS.join(", "));
    let shell = shells.next().ok_or_else(known)?;
    program().completions(&shell).map(Wanted::Text).ok_or_else(known)
}

#[cfg(test)]
mod tests {
    use super::{OPTIONS, Wanted, parse, usage};

    fn read(line: &str) -> Result<Wanted, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_help_names_every_option_and_fits_a_terminal() {
        for flag in OPTIONS.iter().map(|option| option.flag) {
            assert!(usage().contains(flag.name) && usage().contains(flag.help), "{}", flag.name);
        }
        let widest = usage().lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(120), "{widest:?}");
    }

    #[test]
    fn every_option_is_understood_by_each_of_its_names() {
        for flag in OPTIONS.iter().map(|option| option.flag) {
            for name in [Some(flag.name), flag.short].into_iter().flatten() {
                let value = flag.value.map(|_| " some-file").unwrap_or_default();
                assert!(read(&format!("{name}{value}")).is_ok(), "{name}");
                assert_eq!(read(name).is_err(), flag.value.is_some(), "{name} alone");
            }
        }
    }
}
