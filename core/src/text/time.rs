//! Points in time as kubectl and container runtimes print them.

use jiff::Timestamp;
use jiff::fmt::{rfc2822, temporal};
use serde::{Serialize, Serializer};

/// Seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(i64);

/// `Mon, 02 Jan 2006 15:04:05 -0700`; people edit pastes, so the weekday may be wrong.
static DESCRIBE: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
static RFC3339: temporal::DateTimeParser = temporal::DateTimeParser::new();

impl Time {
    /// Reads a time as `describe` prints it or as YAML and logs do. None if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let stamp = RFC3339.parse_timestamp(text).or_else(|_| DESCRIBE.parse_timestamp(text)).ok()?;
        Some(Self(stamp.as_second()))
    }

    /// Whether it is a placeholder for "never": the zero of Unix or of Go.
    pub fn is_never(self) -> bool {
        self.0 <= 0
    }

    /// Whole seconds from `earlier` to this.
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The moment `seconds` later.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// RFC 3339 in UTC.
    pub fn to_rfc3339(self) -> String {
        Timestamp::from_second(self.0).map(|stamp| stamp.to_string()).unwrap_or_default()
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn both_notations_name_the_same_moment() {
        let describe = Time::parse("Tue, 23 Jun 2026 16:02:08 +0200").unwrap();
        assert_eq!(describe, Time::parse("2026-06-23T14:02:08Z").unwrap());
        assert_eq!(describe.to_rfc3339(), "2026-06-23T14:02:08Z");
    }

    #[test]
    fn a_wrong_weekday_is_forgiven() {
        assert!(Time::parse("Mon, 23 Jun 2026 14:02:08 +0000").is_some());
    }

    #[test]
    fn every_zone_names_the_same_moment() {
        let utc = Time::parse("2026-06-23T14:02:08Z").unwrap();
        for zone in [
            "Tue, 23 Jun 2026 14:02:08 +0000",
            "Tue, 23 Jun 2026 10:02:08 -0400",
            "Tue, 23 Jun 2026 19:32:08 +0530",
            "Wed, 24 Jun 2026 02:47:08 +1245",
            "Tue, 23 Jun 2026 04:32:08 -0930",
            "2026-06-23T16:02:08+02:00",
            "2026-06-23T14:02:08.734561Z",
        ] {
            assert_eq!(Time::parse(zone), Some(utc), "{zone}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_left_open() {
        for text in ["2026-06-23 14:02:08", "Tue, 23 Jun 2026 14:02:08", "14:02:08", "<invalid>", "3m12s"] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_zero_of_a_clock_is_never_in_every_zone() {
        for zero in
            ["Wed, 31 Dec 1969 19:00:00 -0500", "Thu, 01 Jan 1970 12:45:00 +1245", "0001-01-01T00:00:00Z"]
        {
            assert!(Time::parse(zero).unwrap().is_never(), "{zero}");
        }
    }

    #[test]
    fn never_is_told_from_a_time() {
        assert!(Time::parse("Thu, 01 Jan 1970 00:00:00 +0000").unwrap().is_never());
        assert!(Time::parse("Mon, 01 Jan 0001 00:00:00 +0000").unwrap().is_never());
        assert!(Time::parse("<unknown>").is_none());
    }
}
