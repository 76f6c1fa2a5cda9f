//! What was typed after `cargo xtask`, as a command or as one line that says what is wrong with it.

use crate::Outcome;
use crate::mutants::Wanted;
use crate::test::Suite;
use std::path::PathBuf;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
usage: cargo xtask COMMAND

  serve [--port N] [--release]  build the page, serve it on this machine and print its address
  test [--again] [SUITE ...]    run every test, or only these suites: rust, kubectl, wasm, npm, sites, page; and only
                                when it is named trunk, which tries the page as `serve` shows it. A suite that passed
                                on just these files, by these tools, is left out, but for --again
  dist [--check]                build the page into dist/, as it is published: the one file and the site,
                                write the catalogue and the JSON Schemas beside them, make the npm package, and list
                                what is in all this and its hashes; --check builds once more in another folder and
                                compares every byte
  npm                           make only the npm package: dist/npm, packed as dist/unloop-VERSION.tgz
  screenshots [DIR]             build the page, take a picture of each of its states, into target/screenshots or DIR,
                                and print what it costs and how long it takes
  fuzz [TARGET] [SECONDS]       try one target of tests/fuzz, or each, with inputs that libFuzzer makes, for a minute
                                or so many seconds each
  mutants [PLACE] [--sample N] [--seed N]
                                break the engine in many small ways, in the folder or file PLACE or in all that judges,
                                try each or N of them, and name those that no test notices
  bench                         measure the engine and the page, and write docs/performance.md; takes some ten minutes
  size                          show what takes the room in the page's program, by crate
  audit                         licences, sources, duplicates, build scripts and advisories of what others made
  lint                          formatting, clippy, the crate's features, package and public API, and the oldest Rust we
                                promise
  api [--update]                hold the public API of the crate to core/api.txt, or write it anew
  score DIR [-- OPTION ...]     measure the command line against the labelled pastes in DIR

Each command first installs what it needs and keeps it in the user's cache directory.";

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    /// `port` is `None` when any free one near the usual one will do.
    Serve {
        port: Option<u16>,
        release: bool,
    },
    /// No suites named means all of them; `again` also those that passed on these very files.
    Test {
        suites: Vec<Suite>,
        again: bool,
    },
    /// `check` builds a second time and compares.
    Dist {
        check: bool,
    },
    Npm,
    Screenshots {
        dir: Option<PathBuf>,
    },
    Fuzz {
        target: Option<String>,
        seconds: u32,
    },
    Mutants(Wanted),
    Bench,
    Size,
    Audit,
    Lint,
    Api {
        update: bool,
    },
    /// `extra` goes to the scorer as it stands.
    Score {
        dir: PathBuf,
        extra: Vec<String>,
    },
}

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: &[String]) -> Outcome<Command> {
    let Some((name, rest)) = words.split_first() else {
        return Err("no command given; try `cargo xtask help`".to_owned());
    };
    match name.as_str() {
        "serve" => serve(rest),
        "test" => test(rest),
        "dist" => match rest {
            [] => Ok(Command::Dist { check: false }),
            [option] if option == "--check" => Ok(Command::Dist { check: true }),
            _ => Err("usage: cargo xtask dist [--check]".to_owned()),
        },
        "npm" => nothing_more("npm", rest).map(|()| Command::Npm),
        "screenshots" => match rest {
            [] => Ok(Command::Screenshots { dir: None }),
            [dir] if !dir.starts_with('-') => Ok(Command::Screenshots { dir: Some(dir.into()) }),
            _ => Err("usage: cargo xtask screenshots [DIR]".to_owned()),
        },
        "fuzz" => fuzz(rest),
        "mutants" => mutants(rest),
        "bench" => nothing_more("bench", rest).map(|()| Command::Bench),
        "size" => nothing_more("size", rest).map(|()| Command::Size),
        "audit" => nothing_more("audit", rest).map(|()| Command::Audit),
        "lint" => nothing_more("lint", rest).map(|()| Command::Lint),
        "api" => match rest {
            [] => Ok(Command::Api { update: false }),
            [flag] if flag == "--update" => Ok(Command::Api { update: true }),
            _ => Err("usage: cargo xtask api [--update]".to_owned()),
        },
        "score" => score(rest),
        "help" | "--help" | "-h" => Ok(Command::Help),
        other => Err(format!(
            "unknown command `{other}`; there are serve, test, dist, npm, screenshots, fuzz, mutants, bench, size, audit, lint, api, score and help"
        )),
    }
}

fn serve(words: &[String]) -> Outcome<Command> {
    let (mut port, mut release) = (None, false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--release" => release = true,
            "--port" => {
                let number = words.next().ok_or("`--port` needs a number after it")?;
                let parsed = number.parse::<u16>().ok().filter(|&number| number != 0);
                port = Some(
                    parsed.ok_or_else(|| format!("`{number}` is no port; give a number from 1 to 65535"))?,
                );
            }
            other => return Err(format!("serve knows --port N and --release, not `{other}`")),
        }
    }
    Ok(Command::Serve { port, release })
}

fn test(words: &[String]) -> Outcome<Command> {
    let (options, names): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.starts_with('-'));
    if let Some(other) = options.iter().find(|option| **option != "--again") {
        return Err(format!("test knows --again, not `{other}`"));
    }
    let suites = names.into_iter().map(|name| suite(name)).collect::<Outcome<_>>()?;
    Ok(Command::Test { suites, again: !options.is_empty() })
}

fn suite(word: &str) -> Outcome<Suite> {
    Suite::KNOWN.into_iter().find(|suite| suite.name() == word).ok_or_else(|| {
        let names = Suite::KNOWN.map(Suite::name).join(", ");
        format!("there is no suite `{word}`; there are {names}")
    })
}

fn fuzz(words: &[String]) -> Outcome<Command> {
    let usage = "usage: cargo xtask fuzz [TARGET] [SECONDS]";
    let (target, seconds) = match words {
        [] => (None, None),
        [one] if one.parse::<u32>().is_ok() => (None, Some(one)),
        [target] => (Some(target), None),
        [target, seconds] => (Some(target), Some(seconds)),
        _ => return Err(usage.to_owned()),
    };
    let seconds = seconds.map_or(Ok(60), |seconds| seconds.parse()).ok().filter(|seconds| *seconds > 0);
    match (target, seconds) {
        (Some(target), _) if target.starts_with('-') => Err(usage.to_owned()),
        (target, Some(seconds)) => Ok(Command::Fuzz { target: target.cloned(), seconds }),
        _ => Err(usage.to_owned()),
    }
}

fn mutants(words: &[String]) -> Outcome<Command> {
    let usage = "usage: cargo xtask mutants [PLACE] [--sample N] [--seed N]";
    let mut wanted = Wanted { seed: 1, ..Wanted::default() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|number| number.parse().ok()).ok_or(usage);
        match word.as_str() {
            "--sample" => wanted.sample = Some(usize::try_from(number()?).map_err(|_| usage)?),
            "--seed" => wanted.seed = number()?,
            place if !place.starts_with('-') && wanted.place.is_none() => {
                wanted.place = Some(place.to_owned());
            }
            _ => return Err(usage.to_owned()),
        }
    }
    Ok(Command::Mutants(wanted))
}

fn score(words: &[String]) -> Outcome<Command> {
    let usage = "usage: cargo xtask score DIR [-- OPTION ...]";
    let (dir, rest) = words.split_first().ok_or(usage)?;
    if dir.starts_with('-') {
        return Err(usage.to_owned());
    }
    let extra = match rest.split_first() {
        None => Vec::new(),
        Some((dashes, extra)) if dashes == "--" => extra.to_vec(),
        Some((other, _)) => return Err(format!("put `--` before `{other}`; {usage}")),
    };
    Ok(Command::Score { dir: PathBuf::from(dir), extra })
}

fn nothing_more(command: &str, rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(format!("{command} takes no options, but got `{word}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Command> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn serve_reads_its_options_in_any_order() {
        let wanted = Command::Serve { port: Some(9000), release: true };
        assert_eq!(read("serve --release --port 9000").as_ref(), Ok(&wanted));
        assert_eq!(read("serve --port 9000 --release").as_ref(), Ok(&wanted));
        assert_eq!(read("serve"), Ok(Command::Serve { port: None, release: false }));
    }

    #[test]
    fn score_hands_on_what_stands_behind_the_dashes() {
        let wanted = Command::Score { dir: "pastes".into(), extra: vec!["--misses".into()] };
        assert_eq!(read("score pastes -- --misses"), Ok(wanted));
    }

    #[test]
    fn test_runs_the_named_suites() {
        let some = vec![Suite::Wasm, Suite::Page];
        assert_eq!(read("test wasm page"), Ok(Command::Test { suites: some.clone(), again: false }));
        assert_eq!(read("test wasm --again page"), Ok(Command::Test { suites: some, again: true }));
        assert_eq!(read("test"), Ok(Command::Test { suites: Vec::new(), again: false }));
    }

    #[test]
    fn fuzz_takes_a_target_a_time_both_or_neither() {
        let of = |target: Option<&str>, seconds| Command::Fuzz { target: target.map(str::to_owned), seconds };
        assert_eq!(read("fuzz"), Ok(of(None, 60)));
        assert_eq!(read("fuzz 5"), Ok(of(None, 5)));
        assert_eq!(read("fuzz paste"), Ok(of(Some("paste"), 60)));
        assert_eq!(read("fuzz paste 1800"), Ok(of(Some("paste"), 1800)));
    }

    #[test]
    fn mutants_takes_a_place_a_sample_and_a_seed() {
        let all = Wanted { place: None, sample: None, seed: 1 };
        assert_eq!(read("mutants"), Ok(Command::Mutants(all)));
        let some = Wanted { place: Some("core/src/weigh".into()), sample: Some(80), seed: 7 };
        assert_eq!(read("mutants core/src/weigh --seed 7 --sample 80"), Ok(Command::Mutants(some)));
    }

    #[test]
    fn bad_usage_is_one_line() {
        for line in [
            "",
            "brew",
            "serve --port",
            "serve --port 70000",
            "serve --port 0",
            "serve quickly",
            "test units",
            "test --twice",
            "lint hard",
            "audit me",
            "dist --again",
            "size matters",
            "api --all",
            "screenshots --all",
            "screenshots a b",
            "fuzz --all",
            "fuzz paste soon",
            "fuzz paste 0",
            "fuzz paste 5 6",
            "mutants a b",
            "mutants --sample",
            "mutants --seed x",
            "mutants --all",
            "score",
            "score --misses",
            "score pastes --misses",
        ] {
            let problem = read(line).expect_err(line);
            assert!(!problem.is_empty() && !problem.contains('\n'), "{line}: {problem:?}");
        }
    }
}
