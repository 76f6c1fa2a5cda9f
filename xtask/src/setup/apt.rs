//! Debian's packages, for what neither Rust nor Node can install.

use crate::Outcome;
use crate::run::{self, Surroundings};
use crate::say;
use std::process::{Command, Stdio};

/// Installs packages with apt-get, as root or through a sudo that asks nothing.
pub(crate) fn install(packages: &[&str]) -> Outcome {
    with_lists(packages, false)
}

/// Installs the newest version that the archive has, also of packages that are there in an older one.
pub(crate) fn install_newest(packages: &[&str]) -> Outcome {
    with_lists(packages, true)
}

fn with_lists(packages: &[&str], fresh: bool) -> Outcome {
    let around = Surroundings::default();
    let list = packages.join(" ");
    let advice = format!("install {list} and try again");
    if around.find("apt-get".as_ref()).is_none() {
        return Err(advice);
    }
    let Some(rights) = Rights::find(&around) else {
        return Err(format!("run `sudo apt-get install {list}` and try again"));
    };

    say::step(&format!("apt-get install {list}"));
    let install =
        || apt(&around, rights, &[&["install", "--yes", "--no-install-recommends"], packages].concat());
    // The package lists may be missing or older than the archive, so a failure is tried again with fresh ones.
    let with_fresh_lists = || apt(&around, rights, &["update"]).and_then(|()| install());
    let installed = if fresh { with_fresh_lists() } else { install().or_else(|_| with_fresh_lists()) };
    installed.map_err(|problem| {
        let last = problem.lines().rfind(|line| line.starts_with("E:")).unwrap_or("apt-get failed");
        format!("{last}; {advice}")
    })
}

/// How this process may install packages.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn find(around: &Surroundings) -> Option<Self> {
        if run::answer(around.command("id").arg("-u")).as_deref() == Some("0") {
            return Some(Self::Root);
        }
        run::answer(around.command("sudo").args(["-n", "true"])).map(|_| Self::Sudo)
    }
}

/// Runs apt-get; what it said on standard error comes back when it fails.
fn apt(around: &Surroundings, rights: Rights, arguments: &[&str]) -> Outcome {
    let mut command = match rights {
        Rights::Root => around.command("apt-get"),
        Rights::Sudo => sudo(around),
    };
    command.args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]).args(arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn sudo(around: &Surroundings) -> Command {
    let mut command = around.command("sudo");
    command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}
