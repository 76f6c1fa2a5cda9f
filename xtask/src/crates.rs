//! What holds for the crate `unloop` as others get it: its features build alone and together, and what is packed builds.

use crate::run::{self, Surroundings};
use crate::{Outcome, files};

/// Checks the crate without features, with each one alone, and with all.
pub(crate) fn features() -> Outcome {
    let text = files::text(&run::root().join("core/Cargo.toml"))?;
    let names = names(&text);
    if names.is_empty() {
        return Err("core/Cargo.toml has no features".to_owned());
    }
    let alone = names.iter().map(|name| ["--features", name]);
    let chosen = std::iter::once(Vec::new()).chain(alone.map(Vec::from)).chain([vec!["--all-features"]]);
    for chosen in chosen {
        let mut cargo = Surroundings::default().command("cargo");
        cargo.args(["check", "--quiet", "--locked", "--package", "unloop", "--lib", "--bins"]);
        cargo.arg("--no-default-features").args(&chosen);
        let what = if chosen.is_empty() { "no features".to_owned() } else { chosen.join(" ") };
        run::watched(&format!("cargo check with {what}"), &mut cargo)?;
    }
    Ok(())
}

/// Packs the crate and the one it needs, as for crates.io, and builds them from what was packed.
pub(crate) fn package() -> Outcome {
    let mut cargo = Surroundings::default().command("cargo");
    // Work in progress can be packed too.
    cargo.args(["package", "--quiet", "--locked", "--allow-dirty"]);
    cargo.args(["--package", "unloop-unpack", "--package", "unloop"]);
    run::watched("cargo package", &mut cargo)
}

/// The features of a manifest, but for `default`.
fn names(manifest: &str) -> Vec<&str> {
    let table = manifest.lines().map(str::trim).skip_while(|line| *line != "[features]").skip(1);
    table
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.starts_with('#') && *name != "default")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn the_features_are_read_off_the_manifest() {
        let manifest = "[package]\nname = \"x\"\n[features]\ndefault = [\"cli\"]\n# a = comment\ncli = [\"dep:x\"]\n\
                        schema = []\n\n[dependencies]\ny = \"1\"\n";
        assert_eq!(names(manifest), ["cli", "schema"]);
        assert!(names("[dependencies]\ny = \"1\"\n").is_empty());
    }
}
