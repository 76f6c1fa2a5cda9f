//! What the words for strength are worth, in log-odds. Calibration changes this table and nothing else.

use crate::knowledge::signature::Strength;
use crate::read::facts::Level;

/// The log-odds of a piece of evidence.
pub(super) fn worth(strength: Strength) -> f64 {
    match strength {
        Strength::Hint => 1.0,
        Strength::Strong => 2.3,
        Strength::Decisive => 3.7,
    }
}

/// How much of its worth further evidence for the same cause adds: it seldom is independent.
pub(super) const FURTHER: f64 = 0.2;
/// The log-odds of "something that nobody thought of".
pub(super) const UNKNOWN: f64 = 1.0;
/// Below this confidence a careful engineer does not commit.
pub(super) const COMMIT: f64 = 0.52;

/// What a line is worth that is shown and proves nothing more.
pub(super) const ECHO: f64 = 0.01;

/// What the level of a log line adds.
pub(super) fn of_level(level: Level) -> f64 {
    match level {
        Level::Fatal => 0.5,
        Level::Error => 0.1,
        Level::Unknown => 0.0,
        Level::Warning => -0.7,
        Level::Info | Level::Debug => -1.2,
    }
}

/// What a reading loses to another that explains more of the same line.
pub(super) const LESS_SPECIFIC: f64 = 0.7;
/// A complaint before the program was ready: it went on in spite of it.
pub(super) const OVERCOME: f64 = -1.6;
/// A complaint in an older run of a log, where a newer one says what is wrong now, or came past it.
pub(super) const OUTLIVED: f64 = -2.4;
/// A complaint in a sentence of the user, who may tell what else was tried.
pub(super) const PROSE: f64 = -1.4;
/// What a program would mean by a line in which somebody repeats what Kubernetes said.
pub(super) const QUOTED: f64 = -3.0;
/// A complaint far from the end of the log.
pub(super) const EARLY: f64 = -0.6;
/// A complaint in the last lines.
pub(super) const LAST_WORDS: f64 = 0.4;
