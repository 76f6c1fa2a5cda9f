//! What a real shell makes of a command, without any program to run.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a shell understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The words of every kubectl that it was told to run.
    pub kubectl: Vec<Vec<String>>,
    /// What it complained about, other than that there are no programs.
    pub complaints: String,
    /// Whether it ran something that stood in a value.
    pub injected: bool,
}

/// What a value contains that wants to be run: it leaves a file behind.
pub const TRAP: &str = "echo trapped>trap";

/// Gives these lines to `sh`, one after another, in an empty folder, where kubectl only prints its words.
pub fn ask(name: &str, lines: &[String]) -> Understood {
    let folder = std::env::temp_dir().join(format!("unloop-shell-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    // Not to the output, which a command may send elsewhere.
    let words = r#"kubectl() { for word; do printf '%s\000' "$word"; done >>"$WORDS"; printf 'end of words\000' >>"$WORDS"; }"#;
    let script = format!("{words}\n{}\n", lines.join("\n"));
    fs::write(folder.join("script"), script).unwrap();
    let mut shell = Command::new(shell());
    shell.arg("script").current_dir(&folder).env_clear().env("PATH", "/nowhere").stdin(Stdio::null());
    let words = folder.join("words of kubectl");
    let output = shell.env("WORDS", &words).output().unwrap();
    let printed =
        fs::read(&words).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let injected = folder.join("trap").exists();
    fs::remove_dir_all(&folder).unwrap();
    let mut kubectl = vec![Vec::new()];
    for word in printed.split('\0') {
        match word {
            "end of words" => kubectl.push(Vec::new()),
            word => kubectl.last_mut().unwrap().push(word.to_owned()),
        }
    }
    kubectl.pop();
    let said = String::from_utf8_lossy(&output.stderr);
    let is_complaint = |line: &&str| !line.ends_with("not found") && !line.contains("nonexistent");
    Understood {
        kubectl,
        complaints: said.lines().filter(is_complaint).collect::<Vec<_>>().join("\n"),
        injected,
    }
}

fn shell() -> PathBuf {
    PathBuf::from("/bin/sh")
}
