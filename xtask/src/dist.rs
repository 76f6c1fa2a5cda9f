//! `cargo xtask dist`: the page and the npm package as they are published, what unloop knows and what its shapes are.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::supply::{again, sbom, sums};
use crate::{Outcome, extras, npm, page, say};
use std::{fs, io};

/// Fills `dist/`, from empty; on request it then makes sure that another folder gives the same.
pub(crate) fn dist(check: bool) -> Outcome {
    let dist = run::root().join("dist");
    let mut setup = Setup::new()?;
    match fs::remove_dir_all(&dist) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", dist.display()));
        }
        _ => page::build(&mut setup)?,
    };
    documents()?;
    npm::build(&mut setup)?;
    let bill = dist.join("unloop.cdx.json");
    fs::write(&bill, sbom::document()?).map_err(|error| format!("{}: {error}", bill.display()))?;
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
    let failed = |error: io::Error| format!("{}: {error}", schemas.display());
    fs::create_dir_all(&schemas).map_err(failed)?;
    for name in ["diagnosis.json", "rules.json"] {
        fs::copy(run::root().join("core/schema").join(name), schemas.join(name)).map_err(failed)?;
    }
    extras::write(&dist)
}
