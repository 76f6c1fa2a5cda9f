//! What holds for the crate `unloop` as others get it: its features build alone and together, and what is packed builds.

use crate::run::{self, Surroundings};
use crate::{Outcome, files};
use std::fs;
use std::path::Path;

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
    if let Some(home) = run::cargo_home() {
        forget_unpacked(&home)?;
    }
    let mut cargo = Surroundings::default().command("cargo");
    // Work in progress can be packed too.
    cargo.args(["package", "--quiet", "--locked", "--allow-dirty"]);
    cargo.args(["--package", "unloop-unpack", "--package", "unloop"]);
    run::watched("cargo package", &mut cargo)
}

/// Cargo unpacks what it packed once for each version, and would build the other crate with an older state of it.
fn forget_unpacked(cargo_home: &Path) -> Outcome {
    let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let starts = |entry: &fs::DirEntry, with: &str| entry.file_name().to_string_lossy().starts_with(with);
    // The name of a registry begins with its host; this one has none.
    for registry in inside(&cargo_home.join("registry/src")).filter(|entry| starts(entry, "-")) {
        for old in inside(&registry.path()).filter(|entry| starts(entry, "unloop-unpack-")) {
            fs::remove_dir_all(old.path()).map_err(|error| files::about(&old.path(), &error))?;
        }
    }
    Ok(())
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
    use super::{forget_unpacked, names};
    use crate::setup::cache::Scratch;
    use std::fs;

    #[test]
    fn only_what_was_unpacked_of_our_own_is_forgotten() {
        let scratch = Scratch::new("crates");
        let folders =
            ["-1f2e/unloop-unpack-0.1.0", "-1f2e/memchr-2.8.0", "index.crates.io-1f2e/unloop-unpack-0.1.0"]
                .map(|folder| scratch.join("registry/src").join(folder));
        folders.iter().for_each(|folder| fs::create_dir_all(folder.join("src")).unwrap());
        forget_unpacked(&scratch).unwrap();
        assert_eq!(folders.map(|folder| folder.is_dir()), [false, true, true]);
    }

    #[test]
    fn the_features_are_read_off_the_manifest() {
        let manifest = "[package]\nname = \"x\"\n[features]\ndefault = [\"cli\"]\n# a = comment\ncli = [\"dep:x\"]\n\
                        schema = []\n\n[dependencies]\ny = \"1\"\n";
        assert_eq!(names(manifest), ["cli", "schema"]);
        assert!(names("[dependencies]\ny = \"1\"\n").is_empty());
    }
}
