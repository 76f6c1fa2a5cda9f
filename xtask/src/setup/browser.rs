//! The browsers that run tests: a Chromium and the chromedriver that belongs to it, and a Firefox where there can be one.

use super::apt;
use crate::run::Surroundings;
use crate::{Outcome, say};
use std::path::PathBuf;

/// The two programs, each as a file.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds the browser, or installs it where Debian's package manager can.
pub(crate) fn ensure(around: &Surroundings) -> Outcome<Browser> {
    if let Some(browser) = find(around) {
        return Ok(browser);
    }
    say::step("no Chromium with its chromedriver here: installing both");
    let by_hand = "or set CHROMIUM and CHROMEDRIVER to the two programs";
    apt::install(&["chromium", "chromium-driver", "fonts-liberation"])
        .map_err(|problem| format!("no Chromium with its chromedriver: {problem}, {by_hand}"))?;
    find(around).ok_or_else(|| format!("Chromium is installed but not found on PATH: mend PATH, {by_hand}"))
}

/// Finds the Chromium that only ever runs without a window, or installs it where Debian's package manager can: its pages
/// take two thirds of the processor time. Without it the tests take the Chromium there is, and so they do where the
/// person names one.
pub(crate) fn light(around: &Surroundings, browser: Browser) -> Browser {
    if named("CHROMIUM").is_some() {
        return browser;
    }
    let known = || first(around, HEADLESS);
    let found = known().or_else(|| apt::install(HEADLESS).ok().and_then(|()| known()));
    Browser { chromium: found.unwrap_or(browser.chromium), ..browser }
}

/// Finds Firefox, or installs it where Debian's package manager can. Without it the page is tested in Chromium alone.
pub(crate) fn firefox(around: &Surroundings) -> Option<PathBuf> {
    let known = || named("FIREFOX").or_else(|| first(around, FIREFOX));
    known().or_else(|| match apt::install(&["firefox-esr"]) {
        Ok(()) => known(),
        Err(problem) => {
            say::line(&format!("no Firefox, so that the page is not tried in it: {problem}, or set FIREFOX"));
            None
        }
    })
}

fn find(around: &Surroundings) -> Option<Browser> {
    let chromium = named("CHROMIUM").or_else(|| first(around, CHROMIUM)).or_else(|| {
        let app = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        app.is_file().then_some(app)
    })?;
    let driver = named("CHROMEDRIVER").or_else(|| first(around, DRIVER))?;
    Some(Browser { chromium, driver })
}

const CHROMIUM: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const HEADLESS: &[&str] = &["chromium-headless-shell"];
const DRIVER: &[&str] = &["chromedriver", "chromium.chromedriver"];

const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

/// The names of every browser that tests may run in.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    [CHROMIUM, HEADLESS, FIREFOX].into_iter().flatten().copied()
}

/// A program that the person names in a variable.
fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}

fn first(around: &Surroundings, names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| around.find(name.as_ref()))
}
