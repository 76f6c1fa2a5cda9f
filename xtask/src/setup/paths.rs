//! The folders of this machine, which must not stand in what is published.

use crate::run;
use std::ffi::OsString;

/// Flags for the compiler that keep the folders of this machine out of what is published, so that the same source gives
/// the same bytes anywhere.
pub(super) fn left_out() -> OsString {
    // Where one lies within another, the later counts.
    let folders = [
        (Some(run::root()), "/unloop"),
        (Some(run::target()), "/unloop/target"),
        (run::cargo_home(), "/cargo"),
    ];
    let mut flags = OsString::new();
    for (folder, name) in folders {
        let Some(folder) = folder else { continue };
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_and_the_crates_of_others_are_named_alike_everywhere() {
        let flags = left_out().into_string().unwrap();
        let flags: Vec<&str> = flags.split('\u{1f}').collect();
        assert!(
            flags.contains(&format!("--remap-path-prefix={}=/unloop", run::root().display()).as_str()),
            "{flags:?}"
        );
        assert!(flags.last().unwrap().ends_with("=/cargo"), "{flags:?}");
    }
}
