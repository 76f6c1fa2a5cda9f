//! How what is published is compiled: for which processors, and without the folders of this machine in it.

use crate::run;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `.cargo/config.toml` asks of the compiler for wasm, which cargo does not look at where flags come by a variable.
const FOR_WASM: [&str; 2] = ["-C", "target-feature=+simd128"];

/// Flags for the compiler, with those that keep the folders of this machine out of what is published, so that the same
/// source gives the same bytes anywhere. They reach nothing but what is compiled for wasm.
pub(super) fn flags() -> OsString {
    // Where one lies within another, the later counts.
    let folders = [
        (Some(run::root()), "/unloop"),
        (Some(run::target()), "/unloop/target"),
        (run::cargo_home(), "/cargo"),
    ];
    encoded(&FOR_WASM, folders)
}

/// Flags for std, so that it can be optimised with what uses it. The crates that it is made of lie in the user's folder.
pub(super) fn flags_for_std() -> OsString {
    encoded(&["-C", "embed-bitcode=yes"], [(run::cargo_home(), "/cargo")])
}

/// Flags as the variable holds them, with those that give folders other names.
fn encoded<const N: usize>(flags: &[&str], folders: [(Option<PathBuf>, &str); N]) -> OsString {
    let mut encoded = OsString::from(flags.join("\u{1f}"));
    for (folder, name) in folders {
        let Some(folder) = folder else { continue };
        encoded.push("\u{1f}--remap-path-prefix=");
        encoded.push(folder);
        encoded.push("=");
        encoded.push(name);
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_and_the_crates_of_others_are_named_alike_everywhere() {
        let flags = flags().into_string().unwrap();
        let flags: Vec<&str> = flags.split('\u{1f}').collect();
        assert!(
            flags.contains(&format!("--remap-path-prefix={}=/unloop", run::root().display()).as_str()),
            "{flags:?}"
        );
        assert!(flags.last().unwrap().ends_with("=/cargo"), "{flags:?}");
    }

    #[test]
    fn a_build_by_hand_has_the_same_features() {
        let by_hand = include_str!("../../../.cargo/config.toml");
        assert!(by_hand.contains(&format!("rustflags = {FOR_WASM:?}")), "{by_hand}");
    }
}
