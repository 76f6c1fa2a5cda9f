//! The part of `xtask/deny.toml` that can be judged with the crates at hand: cargo-deny, which judges all of it, takes
//! minutes to build and asks GitHub for advisories.

use super::metadata::{Package, packages};
use crate::{Outcome, files, run};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Debug, Deserialize)]
pub(super) struct Policy {
    licenses: Licenses,
    sources: Sources,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<String>,
    skip: Vec<Skip>,
    build: Build,
}

#[derive(Debug, Deserialize)]
struct Skip {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Build {
    allow_build_scripts: BTreeSet<String>,
}

/// What no build script may speak of: ways to a network, and programs that know one.
const WAYS_OUT: &[&str] = &[
    "TcpStream",
    "UdpSocket",
    "std::net",
    "\"curl\"",
    "\"wget\"",
    "\"clone\"",
    "ureq",
    "reqwest",
    "download",
];

impl Policy {
    pub(super) fn of_the_project() -> Outcome<Self> {
        let file = run::root().join("xtask").join("deny.toml");
        toml::from_str(&files::text(&file)?).map_err(|error| files::about(&file, &error))
    }

    /// What of the metadata is against the policy, a line each.
    pub(super) fn broken_by(&self, metadata: &Value) -> Outcome<Vec<String>> {
        let mut wrong = Vec::new();
        let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut with_scripts = BTreeSet::new();
        for package in packages(metadata) {
            let Some(source) = package.source() else { continue };
            let name = format!("{} {}", package.name(), package.version());
            if !self.sources.allow_registry.iter().any(|registry| source == format!("registry+{registry}")) {
                wrong.push(format!("{name} comes from {source}"));
            }
            if !self.allows(package.license()) {
                wrong.push(format!("{name} has the licence {:?}", package.license()));
            }
            if self.bans.deny.iter().any(|banned| banned == package.name()) {
                wrong.push(format!("{name} is banned"));
            }
            let here = format!("{}@{}", package.name(), package.version());
            if !self.bans.skip.iter().any(|skip| skip.name == here) {
                versions.entry(package.name()).or_default().push(package.version());
            }
            if let Some(script) = package.build_script() {
                with_scripts.insert(package.name().to_owned());
                wrong.extend(way_out(package, &script)?);
            }
        }
        for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
            wrong.push(format!("{name} is here in {}", versions.join(" and ")));
        }
        let reviewed = &self.bans.build.allow_build_scripts;
        wrong.extend(with_scripts.difference(reviewed).map(|name| {
            format!("the build script of {name} was not read yet: read it, then add it to xtask/deny.toml")
        }));
        wrong.extend(reviewed.difference(&with_scripts).map(|name| {
            format!("{name} is gone or has no build script any more: take it out of xtask/deny.toml")
        }));
        Ok(wrong)
    }

    /// Whether the terms can be met with licences that are allowed.
    fn allows(&self, license: &str) -> bool {
        let Ok(expression) = spdx::Expression::parse_mode(license, spdx::ParseMode::LAX) else {
            return false;
        };
        expression.evaluate(|wanted| {
            let wanted = wanted.license.to_string();
            self.licenses.allow.contains(&wanted)
        })
    }
}

/// What a build script does that it must not.
fn way_out(package: Package<'_>, script: &Path) -> Outcome<Vec<String>> {
    let text = files::text(script)?;
    let code = || text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let found = WAYS_OUT.iter().filter(|way| code().any(|line| line.contains(*way)));
    Ok(found.map(|way| format!("the build script of {} speaks of {way}", package.name())).collect())
}

#[cfg(test)]
mod tests {
    use super::super::metadata;
    use super::*;
    use crate::setup::cache::Scratch;
    use serde_json::json;

    fn policy() -> Policy {
        toml::from_str(
            r#"
            [licenses]
            allow = ["MIT", "Zlib"]
            [sources]
            allow-registry = ["https://crates"]
            [bans]
            deny = ["curl-sys"]
            skip = [{ crate = "twice@1.0.0", reason = "old" }]
            [bans.build]
            allow-build-scripts = ["built"]
            "#,
        )
        .unwrap()
    }

    fn package(name: &str, version: &str, license: &str) -> Value {
        json!({ "name": name, "version": version, "license": license, "source": "registry+https://crates" })
    }

    fn said(packages: &[Value]) -> Vec<String> {
        let mut wrong = policy().broken_by(&json!({ "packages": packages })).unwrap();
        wrong.retain(|line| !line.starts_with("built is gone"));
        wrong
    }

    #[test]
    fn one_of_the_offered_licences_must_do_and_every_joined_one() {
        for fine in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR Zlib",
            "Zlib WITH LLVM-exception",
            "(MIT OR GPL-2.0-only) AND Zlib",
        ] {
            assert_eq!(said(&[package("a", "1.0.0", fine)]), [""; 0], "{fine}");
        }
        for wrong in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "my own"] {
            assert_eq!(said(&[package("a", "1.0.0", wrong)]).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn what_is_banned_foreign_or_twice_is_told() {
        let mut foreign = package("foreign", "1.0.0", "MIT");
        foreign["source"] = json!("git+https://example.com/foreign");
        assert_eq!(said(&[foreign]), ["foreign 1.0.0 comes from git+https://example.com/foreign"]);
        assert_eq!(said(&[package("curl-sys", "1.0.0", "MIT")]), ["curl-sys 1.0.0 is banned"]);
        let twice = ["1.0.0", "2.0.0", "3.0.0"].map(|version| package("twice", version, "MIT"));
        assert_eq!(said(&twice[..2]), [""; 0]);
        assert_eq!(said(&twice), ["twice is here in 2.0.0 and 3.0.0"]);
    }

    #[test]
    fn a_build_script_must_have_been_read_and_may_not_know_a_way_out() {
        let scratch = Scratch::new("supply-script");
        let script = scratch.join("build.rs");
        let mut built = package("built", "1.0.0", "MIT");
        built["targets"] = json!([{ "kind": ["custom-build"], "src_path": script }]);
        std::fs::write(&script, "// std::net is for others\nfn main() {}\n").unwrap();
        assert_eq!(said(&[built.clone()]), [""; 0]);
        std::fs::write(&script, "fn main() { Command::new(\"curl\"); }\n").unwrap();
        assert_eq!(said(&[built.clone()]), ["the build script of built speaks of \"curl\""]);
        std::fs::write(&script, "fn main() {}\n").unwrap();
        built["name"] = json!("new");
        assert!(said(&[built])[0].starts_with("the build script of new was not read yet"));
        assert_eq!(policy().broken_by(&json!({})).unwrap().len(), 1, "a crate that is gone");
    }

    #[test]
    fn the_project_keeps_to_its_own_policy() {
        super::super::check().unwrap();
    }

    /// The line before an entry of a manifest, or a remark above a group of them, says what it is for.
    #[test]
    fn every_crate_that_we_ask_for_is_justified() {
        let metadata = metadata::of_the_project(&[]).unwrap();
        let root = std::fs::read_to_string(run::root().join("Cargo.toml")).unwrap();
        let mut wrong = Vec::new();
        for member in packages(&metadata).filter(|package| package.source().is_none()) {
            let manifest =
                std::fs::read_to_string(metadata::text(member.manifest(), "manifest_path")).unwrap();
            for wanted in metadata::list(member.manifest(), "dependencies") {
                let name = wanted["rename"].as_str().unwrap_or(metadata::text(wanted, "name"));
                let own =
                    packages(&metadata).any(|package| package.source().is_none() && package.name() == name);
                if !own && !is_justified(&root, name) && !is_justified(&manifest, name) {
                    wrong.push(format!("{} does not say why it needs {name}", member.name()));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    /// Whether a remark stands right above an entry, or at its end.
    fn is_justified(manifest: &str, name: &str) -> bool {
        let lines: Vec<&str> = manifest.lines().collect();
        let is_entry = |line: &&&str| {
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '.']))
                && !line.contains("workspace = true")
                && !line.contains("workspace=true")
        };
        lines.iter().enumerate().any(|(at, line)| {
            is_entry(&line) && (line.contains("# ") || at > 0 && lines[at - 1].starts_with("# "))
        })
    }

    #[test]
    fn a_remark_justifies_the_line_below_it_or_its_own() {
        let manifest = "# Counts.\nabacus = \"1\"\nbeads = \"2\"\nrods = \"3\" # Hold the beads.\n";
        assert!(is_justified(manifest, "abacus") && is_justified(manifest, "rods"));
        assert!(!is_justified(manifest, "beads") && !is_justified(manifest, "aba"));
    }
}
