//! What a package of the command line installs beside it: completions and pages of the manual, as the programs print them.

use crate::run::{self, Surroundings};
use crate::{Outcome, files, say};
use std::path::Path;

/// Which program prints what into which file.
const PRINTED: &[(&str, &[&str], &str)] = &[
    ("unloop", &["completions", "bash"], "completions/unloop.bash"),
    ("unloop", &["completions", "zsh"], "completions/_unloop"),
    ("unloop", &["completions", "fish"], "completions/unloop.fish"),
    ("unloop", &["completions", "kubectl"], "completions/kubectl_complete-unloop"),
    ("unloop", &["--man"], "man/unloop.1"),
    ("kubectl-unloop", &["--man"], "man/kubectl-unloop.1"),
];

/// Fills `completions` and `man` in this folder.
pub(crate) fn write(dist: &Path) -> Outcome {
    say::step("writing completions and manual pages");
    let mut cargo = Surroundings::default().command("cargo");
    run::watched(
        "cargo build",
        cargo.args(["build", "--quiet", "--locked", "--package", "unloop", "--bins"]),
    )?;
    for (program, arguments, name) in PRINTED {
        let built =
            run::command_line("debug").with_file_name(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        let text = run::answer(Surroundings::default().command(built).args(*arguments))
            .ok_or_else(|| format!("{program} {} failed", arguments.join(" ")))?;
        let file = dist.join(name);
        file.parent().map_or(Ok(()), files::folder)?;
        files::write(&file, text + "\n")?;
    }
    Ok(())
}
