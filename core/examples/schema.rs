//! Writes the JSON Schemas to `core/schema`, and the types of the npm package: `cargo run -p unloop --features schema --example schema`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, schema) in [("rules", unloop::schema::rules()), ("diagnosis", unloop::schema::diagnosis())] {
        fs::write(folder.join(format!("{name}.json")), format!("{schema:#}\n"))?;
    }
    fs::write(folder.with_file_name("npm").join("js/types.d.ts"), unloop::schema::declarations())
}
