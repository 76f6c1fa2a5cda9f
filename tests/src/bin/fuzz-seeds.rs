//! `fuzz-seeds FOLDER`: writes what each target of the fuzzer begins with into a folder of its name.

use std::path::Path;
use std::{env, fs, io};
use unloop_tests::fuzz::TARGETS;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).ok_or_else(|| io::Error::other("usage: fuzz-seeds FOLDER"))?;
    for target in TARGETS {
        let folder = Path::new(&folder).join(target.name);
        fs::create_dir_all(&folder)?;
        for (number, seed) in (target.seeds)().iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed)?;
        }
    }
    Ok(())
}
