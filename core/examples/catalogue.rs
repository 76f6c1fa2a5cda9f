//! Writes what unloop knows as Markdown, each known log line with an example: `catalogue FILE`.

use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// As much of a file of signatures as is wanted here.
#[derive(Deserialize)]
struct File {
    signatures: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    hits: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("usage: catalogue FILE")?;
    let mut hits = HashMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/logs"))? {
        let file: File = serde_yaml::from_str(&fs::read_to_string(entry?.path())?)?;
        hits.extend(file.signatures.into_iter().map(|entry| (entry.id, entry.hits)));
    }
    let page = unloop::catalogue().to_markdown(|id| hits.get(id).cloned().unwrap_or_default());
    fs::write(file, page)?;
    Ok(())
}
