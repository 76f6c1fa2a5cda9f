//! The time that loggers, continuous integration and `ts` put before every line, and who sent it.

use super::super::Pattern;

/// The length of the time, or of the stream and its name, at the start of a line, with one blank behind it.
pub(super) fn length(line: &str) -> Option<usize> {
    static STAMP: Pattern = Pattern::new(
        r"^(?:\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|\s?[+-]\d\d:?\d\d| UTC)?\]?(?:\s(?:stdout|stderr) [FP])?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: \S+ [\w./-]+(?:\[\d+\])?:)?|\[pod/[^\]/\s]+/[^\]\s]+\]|\[\d{1,2}:\d\d(?: [AP]M)?(?:, [\d/.]+)?\] [A-Za-z][\w .-]{0,30}:|<[A-Za-z][\w-]{1,20}>)(?: |$)",
    );
    let begins = line.bytes().next().is_some_and(|byte| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'[' | b'<')
    });
    if !begins {
        return None;
    }
    STAMP.length(line)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn times_and_senders_in_their_notations() {
        for mark in [
            "2026-11-19T10:11:41.123456789Z ",
            "2026-11-19T10:11:41Z stdout F ",
            "2026-11-19 10:11:41,123 ",
            "[2026-11-19T10:11:41.123Z] ",
            "10:11:41 ",
            "[10:11:41] ",
            "Nov 19 10:11:41 ",
            "Nov  9 10:11:41 box app[12]: ",
            "[pod/api-0/web] ",
            "[10:11 AM] Alice Smith: ",
            "<alice> ",
        ] {
            assert_eq!(length(&format!("{mark}  Reason: x")), Some(mark.len()), "{mark}");
        }
        for other in ["10m  Warning", "2026 was", "[INFO] x", "Name: x", "<none> x: y", "1:2:3"] {
            let expected = (other == "<none> x: y").then_some(7);
            assert_eq!(length(other), expected, "{other}");
        }
    }
}
