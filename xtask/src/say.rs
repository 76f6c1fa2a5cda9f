//! What a command tells the person who started it: what it does now, what came out, what went wrong.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to a person is this module's work")]

use std::time::Duration;

/// A plain line of text.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// What is being done from here on.
pub(crate) fn step(text: &str) {
    println!("==> {text}");
}

/// Why the command failed, in one line.
pub(crate) fn problem(text: &str) {
    eprintln!("error: {text}");
}

/// A span of time as people say it: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn time(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 9.95 {
        return format!("{seconds:.1} s");
    }
    let seconds = took.as_millis().saturating_add(500) / 1000;
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_naturally_at_every_size() {
        let said = |millis| time(Duration::from_millis(millis));
        assert_eq!(said(420), "0.4 s");
        assert_eq!(said(9_960), "10 s");
        assert_eq!(said(59_400), "59 s");
        assert_eq!(said(59_600), "1 min 00 s");
        assert_eq!(said(605_000), "10 min 05 s");
    }
}
