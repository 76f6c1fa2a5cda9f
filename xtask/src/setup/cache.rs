//! The place in the user's cache directory where built tools are kept, so that a second clone starts fast.

use crate::{Outcome, say};
use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// `~/.cache/unloop` or what stands for it on this system.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of whoever runs this command.
    pub(crate) fn of_the_user() -> Outcome<Self> {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        folder(variable("XDG_CACHE_HOME"), variable("HOME"), variable("LOCALAPPDATA"))
            .map(|folder| Self { folder })
            .ok_or_else(|| "no place to keep built tools: set HOME or XDG_CACHE_HOME to a folder".to_owned())
    }

    /// Where a tool of this name and version is kept, whether or not it is there yet.
    pub(crate) fn place_of(&self, name: &str, version: &str) -> PathBuf {
        self.folder.join("tools").join(format!("{name}-{version}"))
    }

    /// Where tools are compiled. They share the folder, so what two of them need is compiled once.
    pub(crate) fn workshop(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Gives the folder of a tool; when there is none yet, `make` fills a new one. Only one process makes tools at a
    /// time, and a tool that is not finished is never seen.
    pub(crate) fn keep(
        &self,
        name: &str,
        version: &str,
        make: impl FnOnce(&Path) -> Outcome,
    ) -> Outcome<PathBuf> {
        let place = self.place_of(name, version);
        if place.is_dir() {
            return Ok(place);
        }
        let _lock = self.lock()?;
        if place.is_dir() {
            return Ok(place);
        }
        let unfinished = place.with_file_name(format!(".unfinished-{name}-{version}"));
        let trouble = |error| format!("{}: {error}", unfinished.display());
        match fs::remove_dir_all(&unfinished) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(trouble(error)),
            _ => fs::create_dir_all(&unfinished).map_err(trouble)?,
        }
        make(&unfinished)?;
        fs::rename(&unfinished, &place).map_err(trouble)?;
        Ok(place)
    }

    /// Throws away what compiling left behind, unless another process is compiling.
    pub(crate) fn tidy(&self) {
        if self.workshop().is_dir() && self.lock_file().is_some() {
            // What can't be removed now is removed the next time; nothing depends on it.
            fs::remove_dir_all(self.workshop()).unwrap_or_default();
            fs::remove_file(self.folder.join(LOCK)).unwrap_or_default();
        }
    }

    /// Waits until no other process works in the cache.
    fn lock(&self) -> Outcome<Lock> {
        fs::create_dir_all(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let mut told = false;
        loop {
            if let Some(lock) = self.lock_file() {
                return Ok(lock);
            }
            if !told {
                say::step("another unloop set-up is at work; waiting for it");
                told = true;
            }
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    /// Takes the lock file if it is free, or left behind by a process that is gone.
    fn lock_file(&self) -> Option<Lock> {
        let file = self.folder.join(LOCK);
        if let Ok(owner) = fs::read_to_string(&file)
            && !owner.is_empty()
            && !is_alive(owner.trim())
        {
            fs::remove_file(&file).ok()?;
        }
        let mut open = fs::OpenOptions::new().write(true).create_new(true).open(&file).ok()?;
        write!(open, "{}", std::process::id()).ok()?;
        Some(Lock { file })
    }
}

const LOCK: &str = "lock";

/// Held while tools are made; given back when dropped.
#[derive(Debug)]
struct Lock {
    file: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.file).unwrap_or_default();
    }
}

fn folder(xdg: Option<OsString>, home: Option<OsString>, local: Option<OsString>) -> Option<PathBuf> {
    // The base directory specification says to ignore a path that isn't absolute.
    let xdg = xdg.map(PathBuf::from).filter(|path| path.is_absolute());
    let base = xdg
        .or_else(|| if cfg!(windows) { local.map(PathBuf::from) } else { None })
        .or_else(|| home.map(|home| PathBuf::from(home).join(".cache")))?;
    Some(base.join("unloop"))
}

/// Whether a process of this number runs. Where that can't be told, it counts as running.
fn is_alive(process: &str) -> bool {
    if !cfg!(unix) {
        return true;
    }
    let mut ask = Command::new("kill");
    ask.args(["-0", process]).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().map_or(true, |status| status.success())
}

/// A folder for one test, gone with it.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

#[cfg(test)]
impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("unloop-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

#[cfg(test)]
impl std::ops::Deref for Scratch {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(scratch: &Scratch) -> Cache {
        Cache { folder: scratch.join("unloop") }
    }

    #[test]
    fn the_cache_folder_follows_the_base_directory_specification() {
        let place =
            |xdg: Option<&str>, home: Option<&str>| folder(xdg.map(Into::into), home.map(Into::into), None);
        assert_eq!(place(Some("/var/cache/me"), Some("/home/me")), Some("/var/cache/me/unloop".into()));
        assert_eq!(place(None, Some("/home/me")), Some("/home/me/.cache/unloop".into()));
        assert_eq!(place(Some("not/absolute"), Some("/home/me")), Some("/home/me/.cache/unloop".into()));
        assert_eq!(place(None, None), None);
    }

    #[test]
    fn a_tool_is_made_once_and_then_kept_by_version() {
        let scratch = Scratch::new("cache-once");
        let cache = cache(&scratch);
        let place = cache
            .keep("hammer", "1.2", |dir| fs::write(dir.join("head"), "steel").map_err(|e| e.to_string()));
        assert_eq!(place, Ok(scratch.join("unloop").join("tools").join("hammer-1.2")));
        assert_eq!(fs::read_to_string(place.unwrap().join("head")).unwrap(), "steel");
        cache.keep("hammer", "1.2", |_| panic!("made a second time")).unwrap();
        let other = cache.keep("hammer", "1.3", |_| Ok(())).unwrap();
        assert!(fs::read_dir(other).unwrap().next().is_none(), "another version must be made anew");
    }

    #[test]
    fn a_tool_that_could_not_be_made_is_not_kept() {
        let scratch = Scratch::new("cache-failed");
        let cache = cache(&scratch);
        let failed = cache.keep("saw", "1", |dir| {
            fs::write(dir.join("half"), "").unwrap();
            Err("no steel".to_owned())
        });
        assert_eq!(failed, Err("no steel".to_owned()));
        assert!(!cache.place_of("saw", "1").exists());
        let place = cache.keep("saw", "1", |_| Ok(())).unwrap();
        assert!(!place.join("half").exists(), "the second try must begin with an empty folder");
    }

    #[test]
    fn tidying_throws_away_the_workshop_and_keeps_the_tools() {
        let scratch = Scratch::new("cache-tidy");
        let cache = cache(&scratch);
        let place =
            cache.keep("axe", "1", |_| fs::create_dir_all(cache.workshop()).map_err(|e| e.to_string()));
        cache.tidy();
        assert!(place.unwrap().is_dir() && !cache.workshop().exists());
        assert!(cache.lock_file().is_some(), "the lock must be free afterwards");
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_holds_until_its_process_is_gone() {
        let scratch = Scratch::new("cache-lock");
        let cache = cache(&scratch);
        let held = cache.lock().unwrap();
        assert!(cache.lock_file().is_none(), "our own process is alive");
        drop(held);

        let mut child = Command::new("true").spawn().unwrap();
        let gone = child.id();
        child.wait().unwrap();
        fs::write(cache.folder.join(LOCK), gone.to_string()).unwrap();
        assert!(cache.lock_file().is_some());
    }
}
