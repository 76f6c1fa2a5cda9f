//! Finds every file of knowledge, checks it and embeds it in one compact form.

#[path = "src/knowledge/exit_code.rs"]
mod exit_code;
#[path = "src/knowledge/literals.rs"]
mod literals;
#[path = "src/knowledge/signature.rs"]
mod signature;
#[path = "src/weigh/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    if let Err(error) = embed_signatures().and_then(|()| embed_words()).and_then(|()| embed_exit_codes()) {
        println!("cargo::error={error}");
        process::exit(1);
    }
}

/// Writes `signatures.jsonl`, a line for each signature: its technology and itself, without its examples; and
/// `needs.txt`, a line for each: the texts that its patterns need.
fn embed_signatures() -> Result<(), String> {
    println!("cargo::rerun-if-changed=knowledge/logs");
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut all = Vec::new();
    for path in yaml_files(Path::new("knowledge/logs"))? {
        let file: signature::File = parse(&path)?;
        for entry in file.signatures {
            let place = format!("{}: {}", path.display(), entry.id);
            signature::check(&entry).map_err(|(field, problem)| format!("{place}: {field}: {problem}"))?;
            if let Some(first) = seen.insert(entry.id.clone(), path.clone()) {
                return Err(format!("{place}: the same id stands in {}", first.display()));
            }
            all.push((place, file.technology.clone(), entry));
        }
    }
    let lines = all.iter().flat_map(|(_, _, entry)| entry.hits.iter().chain(&entry.misses));
    let sample = literals::Sample::of(lines.map(String::as_str));
    let (mut written, mut needs) = (Vec::new(), Vec::new());
    for (place, technology, mut entry) in all {
        let needed = |pattern: &String| match sample.required(pattern) {
            Ok(any) if any.iter().any(|text| text.contains(['\n', '\x1e', '\x1f'])) => {
                Err(format!("{place}: no pattern may need control characters"))
            }
            Ok(any) => Ok(any.join("\x1f")),
            Err(error) => Err(format!("{place}: {error}")),
        };
        let needed: Result<Vec<String>, String> = entry.patterns.as_slice().iter().map(needed).collect();
        needs.push(needed?.join("\x1e"));
        entry.hits.clear();
        entry.misses.clear();
        written.push(json(&(technology, entry))?);
    }
    write("signatures.jsonl", &written.join("\n"))?;
    write("needs.txt", &needs.join("\n"))
}

/// Writes `words.json`: the words of every cause, by its id.
fn embed_words() -> Result<(), String> {
    println!("cargo::rerun-if-changed=src/weigh");
    let mut all: BTreeMap<String, words::Words> = BTreeMap::new();
    for family in entries(Path::new("src/weigh"))?.into_iter().filter(|path| path.is_dir()) {
        for path in yaml_files(&family)? {
            let id = format!("{}/{}", name(&family), name(&path).replace('_', "-"));
            all.insert(id, parse(&path)?);
        }
    }
    write("words.json", &json(&all)?)
}

/// Writes `exit_codes.json`: the table of exit codes, which must be sorted and sourced.
fn embed_exit_codes() -> Result<(), String> {
    println!("cargo::rerun-if-changed=knowledge/exit_codes.yaml");
    let rows: Vec<exit_code::Row> = parse(Path::new("knowledge/exit_codes.yaml"))?;
    if let Some((before, after)) = rows.iter().zip(rows.iter().skip(1)).find(|(a, b)| a.last() >= b.code) {
        return Err(format!("exit_codes.yaml: {} stands after {}", after.code, before.code));
    }
    if let Some(row) = rows.iter().find(|row| row.source.trim().is_empty()) {
        return Err(format!("exit_codes.yaml: {}: say in `source` where this comes from", row.code));
    }
    write("exit_codes.json", &json(&rows)?)
}

fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
    Ok(entries(folder)?.into_iter().filter(is_yaml).collect())
}

/// What stands in a folder, in the order of the names, so that every build is the same.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let read = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let say = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| say(&error))?;
    serde_yaml::from_str(&text).map_err(|error| say(&error))
}

fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

fn write(file: &str, text: &str) -> Result<(), String> {
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&folder).join(file), text).map_err(|error| error.to_string())
}
