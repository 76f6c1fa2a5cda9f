//! `cargo xtask dist`: the page and the npm package as they are published, what unloop knows and what its shapes are.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::supply::{again, sbom, sums};
use crate::{Outcome, extras, files, npm, page, say};
use std::{fs, io};

/// Fills `dist/`, from empty; on request it then makes sure that another folder gives the same.
pub(crate) fn dist(check: bool) -> Outcome {
    let dist = run::root().join("dist");
    let mut setup = Setup::new()?;
    match fs::remove_dir_all(&dist) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(files::about(&dist, &error));
        }
        _ => page::build(&mut setup)?,
    };
    documents()?;
    npm::build(&mut setup)?;
    files::write(&dist.join("unloop.cdx.json"), sbom::document()?)?;
    // Last, because they are about all the others.
    sums::write(&dist)?;
    if check { again::check() } else { Ok(()) }
}

/// `dist/catalogue.md`, with an example for each log line, and the JSON Schemas in `dist/schema`.
fn documents() -> Outcome {
    say::step("writing the catalogue and the schemas");
    let dist = run::root().join("dist");
    let mut cargo = Surroundings::default().command("cargo");
    cargo.args(["run", "--quiet", "--locked", "--package", "unloop", "--example", "catalogue", "--"]);
    run::watched("the catalogue", cargo.arg(dist.join("catalogue.md")))?;

    let schemas = dist.join("schema");
    files::folder(&schemas)?;
    for name in ["diagnosis.json", "rules.json"] {
        files::copy(&run::root().join("core/schema").join(name), &schemas.join(name))?;
    }
    extras::write(&dist)
}
