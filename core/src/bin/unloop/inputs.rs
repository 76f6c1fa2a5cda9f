//! Opens what was named: files, archives, whole folders, standard input.

use std::fs::{self, File};
use std::io::{self, Cursor, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use unloop::Diagnoser;
use unloop_unpack::{Budget, LIMITS, unpack};

/// Reads all of them in order, and says on standard error what was left out.
pub(crate) fn read(named: &[String]) -> Result<Diagnoser, (u8, String)> {
    let mut diagnoser = Diagnoser::new();
    let mut budget = Budget::new(LIMITS);
    let mut take = |name: &str, text: &[u8]| {
        diagnoser.begin(name);
        diagnoser.push(text);
    };
    if named.is_empty() {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr(), "Paste what kubectl printed, then press Ctrl-D.");
        }
        standard_input(&mut budget, &mut take)?;
    }
    for name in named {
        let unread = |error: io::Error| (1, format!("cannot read {name}: {error}"));
        let path = Path::new(name);
        if name == "-" {
            standard_input(&mut budget, &mut take)?;
        } else if path.is_dir() {
            for file in files_in(path).map_err(unread)? {
                match File::open(&file) {
                    Ok(opened) => unpack(&file.to_string_lossy(), opened, &mut budget, &mut take),
                    Err(error) => budget.unreadable(&file.to_string_lossy(), &error),
                }
            }
        } else {
            open(name, path, &mut budget, &mut take).map_err(unread)?;
        }
    }
    for sentence in budget.left_out() {
        let _ = writeln!(io::stderr(), "unloop: {sentence}");
    }
    Ok(diagnoser)
}

fn open(name: &str, path: &Path, budget: &mut Budget, take: &mut unloop_unpack::Take<'_>) -> io::Result<()> {
    let mut file = File::open(path)?;
    if file.metadata()?.is_file() {
        unpack(name, file, budget, take);
    } else {
        // What another program prints, as in `unloop <(kubectl ...)`, has no end to look at first.
        unpack("", Cursor::new(bounded(&mut file)?), budget, take);
    }
    Ok(())
}

fn standard_input(budget: &mut Budget, take: &mut unloop_unpack::Take<'_>) -> Result<(), (u8, String)> {
    let bytes = bounded(&mut io::stdin().lock())
        .map_err(|error| (1, format!("cannot read standard input: {error}")))?;
    unpack("", Cursor::new(bytes), budget, take);
    Ok(())
}

/// All that comes, unless it never ends.
fn bounded(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMITS.unpacked).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files in a folder and all within it, sorted. Links are not followed: they may lead anywhere, and in circles.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
            if found.len() + folders.len() > LIMITS.entries as usize {
                return Err(io::Error::other(format!("there are more than {} files in it", LIMITS.entries)));
            }
        }
    }
    found.sort();
    Ok(found)
}
