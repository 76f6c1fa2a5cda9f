//! Opens what was named: files, archives, whole folders, standard input.

use super::Problem;
use super::host::{Host, Kind, Opened, plainly};
use crate::Diagnoser;
use crate::report::text::safe;
use std::io::{self, Read};
use unloop_unpack::{Budget, LIMITS, Part, Take, unpack, unpack_stream};

/// Reads all of them in order, and says on standard error what was left out.
pub(super) fn read(
    named: &[String],
    mut diagnoser: Diagnoser,
    host: &mut dyn Host,
) -> Result<Diagnoser, Problem> {
    let mut budget = Budget::new(LIMITS);
    let mut take = |part: Part<'_>| match part {
        Part::Begin(name) => diagnoser.begin(name),
        Part::Piece(text) => diagnoser.push(text),
    };
    if named.is_empty() {
        if host.input_is_terminal() {
            host.complain("Paste what kubectl printed, then press Ctrl-D.\n");
        }
        standard_input(host, &mut budget, &mut take)?;
    }
    for name in named {
        if name == "-" {
            standard_input(host, &mut budget, &mut take)?;
        } else {
            open(name, host, &mut budget, &mut take)
                .map_err(|error| (1, format!("cannot read {name}: {}", plainly(&error))))?;
        }
    }
    for sentence in budget.left_out() {
        host.complain(&format!("unloop: {}\n", safe(&sentence)));
    }
    Ok(diagnoser)
}

/// All of one text file.
pub(super) fn text(name: &str, host: &mut dyn Host) -> Result<String, Problem> {
    let bytes = host.open(name).and_then(|opened| match opened {
        Opened::Folder => Err(io::Error::other("it is a folder")),
        Opened::File(mut file) => bounded(&mut file),
        Opened::Stream(mut stream) => bounded(&mut stream),
    });
    bytes
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::Error::other("it is no UTF-8 text")))
        .map_err(|error| (1, format!("cannot read {name}: {}", plainly(&error))))
}

fn open(name: &str, host: &mut dyn Host, budget: &mut Budget, take: &mut Take<'_>) -> io::Result<()> {
    match host.open(name)? {
        Opened::File(file) => unpack(name, file, budget, take),
        Opened::Stream(mut stream) => unpack_stream("", &mut stream, budget, take),
        Opened::Folder => {
            for path in files_in(name, host)? {
                match host.open(&path) {
                    Ok(Opened::File(file)) => unpack(&path, file, budget, take),
                    // It was a file a moment ago.
                    Ok(_) => {}
                    Err(error) => budget.unreadable(&path, &io::Error::other(plainly(&error))),
                }
            }
        }
    }
    Ok(())
}

fn standard_input(host: &mut dyn Host, budget: &mut Budget, take: &mut Take<'_>) -> Result<(), Problem> {
    let mut input = Watched { inner: host.input(), problem: None };
    unpack_stream("", &mut input, budget, take);
    match input.problem {
        Some(error) => Err((1, format!("cannot read standard input: {}", plainly(&error)))),
        None => Ok(()),
    }
}

/// Standard input; that it cannot be read is no matter of what stands in it.
struct Watched {
    inner: Box<dyn Read>,
    problem: Option<io::Error>,
}

impl Read for Watched {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into).or_else(|error| match error.kind() {
            io::ErrorKind::Interrupted => Err(error),
            _ => {
                self.problem = Some(error);
                Ok(0)
            }
        })
    }
}

/// All that comes, unless it never ends.
fn bounded(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMITS.unpacked).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files in a folder and all within it, sorted. Links are not followed: they may lead anywhere, and in circles.
fn files_in(folder: &str, host: &mut dyn Host) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.trim_end_matches('/').to_owned()];
    while let Some(folder) = folders.pop() {
        let listed = if folder.is_empty() { "/" } else { &folder };
        for entry in host.list(listed)? {
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                Kind::Folder => folders.push(path),
                Kind::File => found.push(path),
                Kind::Other => {}
            }
            if found.len() + folders.len() > LIMITS.entries as usize {
                return Err(io::Error::other(format!("there are more than {} files in it", LIMITS.entries)));
            }
        }
    }
    // Folder by folder: as `a/b` before `a.txt`.
    found.sort_by(|one, other| one.split('/').cmp(other.split('/')));
    Ok(found)
}
