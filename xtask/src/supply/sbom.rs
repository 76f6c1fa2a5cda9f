//! The bill of materials of what is published, as CycloneDX: every crate that the page or the command line holds.

use super::metadata::{self, Package, list, packages, text};
use crate::{Outcome, files, run};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The machines whose crates are listed: the page's, and those for which the command line is usually built.
const TARGETS: &[&str] =
    &["wasm32-unknown-unknown", "x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"];
/// The members of the workspace that are tests or the project's own commands are not published.
const PUBLISHED: &[&str] = &["unloop", "unloop-web", "unloop-npm"];

/// The document. The same lock file gives the same bytes: there is no time in it, and no number made up.
pub(crate) fn document() -> Outcome<String> {
    let metadata = metadata::of_the_project(TARGETS)?;
    let lock = files::text(&run::root().join("Cargo.lock"))?;
    let document = serde_json::to_string_pretty(&bill(&metadata, &lock));
    document.map(|text| text + "\n").map_err(|error| error.to_string())
}

fn bill(metadata: &Value, lock: &str) -> Value {
    let by_id: BTreeMap<&str, Package<'_>> =
        packages(metadata).map(|package| (package.id(), package)).collect();
    let needs = needs(metadata);
    let published: Vec<&str> = by_id
        .values()
        .filter(|package| package.source().is_none() && PUBLISHED.contains(&package.name()))
        .map(|package| package.id())
        .collect();
    let mut reached: BTreeSet<&str> = published.iter().copied().collect();
    let mut open = published.clone();
    while let Some(id) = open.pop() {
        for &next in needs.get(id).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }

    let hashes = hashes(lock);
    let held: Vec<Package<'_>> = reached.iter().filter_map(|id| by_id.get(id).copied()).collect();
    let version =
        held.iter().find(|package| package.name() == "unloop").map_or("", |package| package.version());
    let root = format!("pkg:github/unloop@{version}");
    let mut dependencies = vec![
        json!({ "ref": root, "dependsOn": published.iter().filter_map(|id| by_id.get(id)).map(|&p| purl(p)).collect::<Vec<_>>() }),
    ];
    dependencies.extend(held.iter().map(|package| {
        let on: BTreeSet<String> = needs
            .get(package.id())
            .into_iter()
            .flatten()
            .filter_map(|id| by_id.get(id))
            .map(|&p| purl(p))
            .collect();
        json!({ "ref": purl(*package), "dependsOn": on })
    }));
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "unloop", "version": version, "bom-ref": root } },
        "components": held.iter().map(|package| component(*package, &hashes)).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn component(package: Package<'_>, hashes: &BTreeMap<(&str, &str), &str>) -> Value {
    // The names of licences in old manifests are parted by a slash, which means the same.
    let license = package.license().replace(" / ", " OR ").replace('/', " OR ");
    let licenses = (!license.is_empty()).then(|| json!([{ "expression": license }]));
    let hash = hashes.get(&(package.name(), package.version()));
    let hashes = hash.map(|hash| json!([{ "alg": "SHA-256", "content": hash }]));
    let fields = [
        ("type", Some(json!("library"))),
        ("name", Some(json!(package.name()))),
        ("version", Some(json!(package.version()))),
        ("bom-ref", Some(json!(purl(package)))),
        ("purl", Some(json!(purl(package)))),
        ("licenses", licenses),
        ("hashes", hashes),
    ];
    let said = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(said.collect())
}

fn purl(package: Package<'_>) -> String {
    format!("pkg:cargo/{}@{}", package.name(), package.version())
}

/// What each crate links: not what only its tests or its build script use.
fn needs(metadata: &Value) -> BTreeMap<&str, Vec<&str>> {
    let nodes = metadata.get("resolve").map_or(&[] as &[Value], |resolve| list(resolve, "nodes"));
    let links =
        |dependency: &&Value| list(dependency, "dep_kinds").iter().any(|kind| text(kind, "kind").is_empty());
    nodes
        .iter()
        .map(|node| {
            (text(node, "id"), list(node, "deps").iter().filter(links).map(|dep| text(dep, "pkg")).collect())
        })
        .collect()
}

/// The hashes of the lock file by name and version.
fn hashes(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let field = |block: &'_ str, name: &str| -> Option<(usize, usize)> {
        let start = block.find(&format!("\n{name} = \""))? + name.len() + 5;
        let length = block.get(start..)?.find('"')?;
        Some((start, start + length))
    };
    lock.split("[[package]]")
        .filter_map(|block| {
            let value = |name| field(block, name).and_then(|(from, to)| block.get(from..to));
            Some(((value("name")?, value("version")?), value("checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_listed_with_its_hash_and_what_only_tests_use_is_not() {
        let metadata = json!({
            "packages": [
                { "id": "u", "name": "unloop", "version": "1.0.0", "license": "MIT OR Apache-2.0" },
                { "id": "t", "name": "unloop-tests", "version": "1.0.0" },
                { "id": "r", "name": "reader", "version": "2.0.0", "license": "MIT/Apache-2.0", "source": "registry" },
                { "id": "c", "name": "checker", "version": "3.0.0", "license": "MIT", "source": "registry" },
            ],
            "resolve": { "nodes": [
                { "id": "u", "deps": [
                    { "pkg": "r", "dep_kinds": [{ "kind": null }, { "kind": "build" }] },
                    { "pkg": "c", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "t", "deps": [{ "pkg": "c", "dep_kinds": [{ "kind": null }] }] },
            ] },
        });
        let lock = "[[package]]\nname = \"reader\"\nversion = \"2.0.0\"\nchecksum = \"ab12\"\n";
        let bill = bill(&metadata, lock);
        let names: Vec<&str> =
            list(&bill, "components").iter().map(|component| text(component, "name")).collect();
        assert_eq!(names, ["reader", "unloop"]);
        let reader = &bill["components"][0];
        assert_eq!(reader["hashes"][0]["content"], "ab12");
        assert_eq!(reader["licenses"][0]["expression"], "MIT OR Apache-2.0");
        let unloop = list(&bill, "dependencies")
            .iter()
            .find(|entry| entry["ref"] == "pkg:cargo/unloop@1.0.0")
            .unwrap();
        assert_eq!(unloop["dependsOn"], json!(["pkg:cargo/reader@2.0.0"]));
    }

    #[test]
    fn the_bill_of_this_project_names_every_crate_once_and_vouches_for_it() {
        let bill: Value = serde_json::from_str(&document().unwrap()).unwrap();
        let mut seen = BTreeSet::new();
        for component in list(&bill, "components") {
            let purl = text(component, "purl");
            assert!(seen.insert(purl.to_owned()), "{purl} stands there twice");
            assert!(component.get("licenses").is_some(), "{purl} has no licence");
            let ours = text(component, "name").starts_with("unloop");
            assert_eq!(component.get("hashes").is_none(), ours, "{purl}");
        }
        for expected in ["regex-automata", "yew", "yaml_serde"] {
            assert!(
                seen.iter().any(|purl| purl.starts_with(&format!("pkg:cargo/{expected}@"))),
                "{expected}"
            );
        }
        for unwanted in ["proptest", "jsonschema", "sha2"] {
            assert!(
                !seen.iter().any(|purl| purl.starts_with(&format!("pkg:cargo/{unwanted}@"))),
                "{unwanted}"
            );
        }
        for entry in list(&bill, "dependencies") {
            for on in list(entry, "dependsOn") {
                assert!(seen.contains(on.as_str().unwrap()), "{on} is needed but not listed");
            }
        }
    }
}
