//! `cargo xtask api`: holds the public API of the crate `unloop` to what `core/api.txt` lists.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, files, say};
use std::path::{Path, PathBuf};

/// The list, as people and reviews read it.
const LIST: &str = "core/api.txt";

/// The form of rustdoc's JSON that the pinned cargo-public-api reads. Rust 1.95 to 1.97 write it.
const FORM: u32 = 57;

/// Compares, or writes the list anew.
pub(crate) fn api(update: bool) -> Outcome {
    let described = described()?;
    if described.form != FORM {
        return Err(described.refusal());
    }
    compare(&described.json, update)
}

/// Compares, where the Rust at hand can be asked.
pub(crate) fn held() -> Outcome {
    let described = described()?;
    if described.form != FORM {
        say::line(&format!("    skipped: {}", described.refusal()));
        return Ok(());
    }
    compare(&described.json, false)
}

/// The crate as rustdoc describes it to programs.
struct Described {
    json: PathBuf,
    form: u32,
}

impl Described {
    fn refusal(&self) -> String {
        format!(
            "this Rust describes an API in form {}, and the pinned cargo-public-api reads form {FORM}: name another by \
             RUSTUP_TOOLCHAIN, such as 1.95.0",
            self.form
        )
    }
}

fn described() -> Outcome<Described> {
    // Its own folder: nobody else compiles with these words.
    let target = run::target().join("api");
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args(["rustdoc", "--quiet", "--locked", "--package", "unloop", "--lib"]);
    cargo.args(["--no-default-features", "--features", "schema", "--target-dir"]).arg(&target);
    // Its warnings are for those who write docs.
    cargo.args(["--", "-Z", "unstable-options", "--output-format", "json", "--cap-lints", "allow"]);
    // Only a Rust that may change tells it; here every Rust may, for this crate.
    run::watched("cargo rustdoc", cargo.env("RUSTC_BOOTSTRAP", "unloop"))?;
    let json = target.join("doc").join("unloop.json");
    let form = form(&files::text(&json)?).ok_or_else(|| format!("{} names no form", json.display()))?;
    Ok(Described { json, form })
}

/// The form that a description says it has.
fn form(json: &str) -> Option<u32> {
    let (_, number) = json.rsplit_once("\"format_version\":")?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

fn compare(json: &Path, update: bool) -> Outcome {
    let around = Setup::new()?.for_the_api()?;
    let mut tool = around.command("cargo");
    // Without what the compiler derives, which changes with the compiler.
    tool.args(["public-api", "-sss", "--rustdoc-json"]).arg(json);
    let output = tool.output().map_err(|error| format!("cargo public-api could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo public-api failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let is = String::from_utf8_lossy(&output.stdout);
    let list = run::root().join(LIST);
    if update {
        return files::write(&list, is.as_bytes());
    }
    let listed = files::text(&list)?;
    if listed == is {
        return Ok(());
    }
    for line in missing(&listed, &is) {
        say::line(&format!("- {line}"));
    }
    for line in missing(&is, &listed) {
        say::line(&format!("+ {line}"));
    }
    Err(format!("the public API is not that of {LIST}; if it should change, run `cargo xtask api --update`"))
}

/// The lines of one text that the other has not.
fn missing<'text>(of: &'text str, there: &str) -> Vec<&'text str> {
    of.lines().filter(|line| !there.lines().any(|other| other == *line)).collect()
}

#[cfg(test)]
mod tests {
    use super::{form, missing};

    #[test]
    fn what_went_away_and_what_came_is_told_apart() {
        let (before, after) = ("pub fn a()\npub fn b()\n", "pub fn b()\npub fn c()\n");
        assert_eq!(missing(before, after), ["pub fn a()"]);
        assert_eq!(missing(after, before), ["pub fn c()"]);
    }

    #[test]
    fn the_form_is_read_off_the_description() {
        assert_eq!(form(r#"{"index":{"docs":"\"format_version\":1"},"format_version":57}"#), Some(57));
        assert_eq!(form("{}"), None);
    }
}
