//! The user's own kubectl, as far as it only looks.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use unloop::report::text::safe;

/// What kubectl is asked to do. There is nothing here that changes a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// `kubectl get`
    Get,
    /// `kubectl describe`
    Describe,
    /// `kubectl logs`
    Logs,
    /// `kubectl config get-contexts`
    Contexts,
}

/// How kubectl is run.
#[derive(Debug)]
pub(crate) struct Kubectl {
    /// The options that say which cluster, as whom: `--context=prod`.
    pub(crate) connection: Vec<String>,
    /// Whether the commands are shown before they run.
    pub(crate) shows: bool,
    /// Whether what kubectl complains of is shown.
    pub(crate) complains: bool,
}

/// What kubectl said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) text: Vec<u8>,
    pub(crate) complaint: Vec<u8>,
    /// Its status, unless it succeeded.
    pub(crate) failed: Option<u8>,
}

impl Verb {
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Get => &["get"],
            Self::Describe => &["describe"],
            Self::Logs => &["logs"],
            Self::Contexts => &["config", "get-contexts"],
        }
    }
}

impl Kubectl {
    /// Runs kubectl and waits for it. What it complains of is shown as it is.
    ///
    /// # Errors
    /// When there is no kubectl that can be run.
    pub(crate) fn run(&self, verb: Verb, words: &[String]) -> Result<Answer, String> {
        let verb = verb.words().iter().map(|word| (*word).to_owned());
        let words: Vec<String> =
            verb.chain(words.iter().cloned()).chain(self.connection.iter().cloned()).collect();
        if self.shows {
            let line: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(io::stderr(), "$ kubectl {}", line.join(" "));
        }
        let output = Command::new("kubectl")
            .args(&words)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("cannot run kubectl, which must be on PATH: {error}"))?;
        if self.complains {
            let _ = io::stderr().write_all(&output.stderr);
        }
        let status = output.status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
        let failed = (!output.status.success()).then_some(status);
        Ok(Answer { text: output.stdout, complaint: output.stderr, failed })
    }
}

/// A word as a shell and a terminal can show it.
fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=./:,@%+".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", safe(word).replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_shown_so_that_they_can_be_typed() {
        assert_eq!(quoted("--context=prod"), "--context=prod");
        assert_eq!(quoted("my prod"), "'my prod'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
        assert!(!quoted("a\u{1b}[2Jb").contains('\u{1b}'));
    }
}
