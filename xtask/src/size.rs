//! `cargo xtask size`: what takes the room in the page's program, by crate.

mod budget;
mod wasm;

pub(crate) use budget::check;

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, files, page, say};

/// Builds the page's program with the names of its functions, and prints what each crate takes in it.
pub(crate) fn report() -> Outcome {
    let around = Setup::new()?.for_wasm_bindgen()?;
    say::step("compiling the page with the names of its functions");
    compile(&around)?;
    let folder = run::target().join("size");
    let mut bindgen = around.command("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--keep-debug", "--out-dir"]).arg(&folder);
    run::watched("wasm-bindgen", bindgen.arg(run::target().join(run::PROGRAM)))?;
    let module = files::bytes(&folder.join("unloop-web_bg.wasm"))?;

    let sizes = wasm::sizes(&module)?;
    let mut rows: Vec<(&str, usize)> =
        sizes.crates.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    rows.extend([("(constants)", sizes.data), ("(the module itself)", sizes.rest)]);
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let all: usize = rows.iter().map(|(_, size)| size).sum();
    for (name, size) in rows.iter().filter(|(_, size)| *size >= 1024) {
        say::line(&format!(
            "{:>6} KiB {:>3} %  {name}",
            size / 1024,
            (100 * size).checked_div(all).unwrap_or(0)
        ));
    }
    say::line(&format!("{:>6} KiB in all, without names", all / 1024));
    Ok(())
}

/// Only the program itself is linked anew: the crates are those of the page as it is published.
fn compile(around: &Surroundings) -> Outcome {
    let mut cargo = around.command("cargo");
    cargo.arg("rustc").args(page::PROGRAM).args(["--", "-C", "strip=debuginfo"]);
    run::watched("cargo rustc", &mut cargo)
}
