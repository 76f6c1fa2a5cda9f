//! The kubectl binaries at hand, and how they are asked.

use crate::objects::NAMESPACE;
use crate::stub::Stub;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The variable with the paths of the binaries, as in `PATH`.
pub const VARIABLE: &str = "UNLOOP_KUBECTL";

/// One kubectl.
#[derive(Debug)]
pub struct Kubectl {
    pub file: PathBuf,
    /// The 33 of 1.33.
    pub minor: u32,
    home: PathBuf,
}

impl Kubectl {
    /// Every kubectl that `cargo xtask test` has installed, or that [`VARIABLE`] names.
    pub fn all() -> Vec<Self> {
        let Some(list) = std::env::var_os(VARIABLE) else {
            panic!("no kubectl: run `cargo xtask test kubectl`, or set {VARIABLE} to the paths of binaries");
        };
        std::env::split_paths(&list).map(Self::new).collect()
    }

    fn new(file: PathBuf) -> Self {
        let says = Command::new(&file).args(["version", "--client", "--output=json"]).output();
        let says = says.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let version: serde_json::Value = serde_json::from_slice(&says.stdout).unwrap();
        let minor =
            version["clientVersion"]["minor"].as_str().unwrap().trim_end_matches('+').parse().unwrap();
        let home = std::env::temp_dir().join(format!("unloop-kubectl-{}-{minor}", std::process::id()));
        Self { file, minor, home }
    }

    /// What it prints when it asks this server.
    pub fn print(&self, stub: &Stub, words: &[&str]) -> String {
        let output = self.ask(stub, words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "kubectl 1.{} {}: {said}", self.minor, words.join(" "));
        String::from_utf8(output.stdout).unwrap()
    }

    /// How it ends when it asks this server.
    pub fn ask(&self, stub: &Stub, words: &[&str]) -> Output {
        let mut command = Command::new(&self.file);
        // Before the command: what follows `--` is not kubectl's.
        command
            .arg(format!("--server=http://{}", stub.address))
            .arg(format!("--namespace={NAMESPACE}"))
            .args(words)
            .stdin(Stdio::null());
        command
            .env("HOME", &self.home)
            .env("KUBE_EDITOR", "true")
            .env("KUBECONFIG", self.home.join("none"))
            .env("TZ", self.zone());
        command.output().unwrap()
    }

    /// Each version stands in another part of the world.
    fn zone(&self) -> &'static str {
        const ZONES: [&str; 4] = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"];
        ZONES[self.minor as usize % ZONES.len()]
    }
}

impl Drop for Kubectl {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.home).unwrap_or_default();
    }
}
