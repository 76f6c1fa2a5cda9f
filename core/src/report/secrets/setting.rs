//! Settings whose name says that the value is a secret: variables, keys, flags, fields of a log line.

use super::name::kind_of;
use super::value::{self, Reach, Value};
use memchr::memchr2_iter;
use std::ops::Range;

/// The longest name of a setting, in bytes.
const LONGEST_NAME: usize = 80;
/// Values that are none are searched for settings inside, up to this length.
const LONGEST_PROSE: usize = 256;

/// Reports each secret value of a line, and its kind. `has_margin`: in the paste it stands behind blanks.
pub(super) fn find(line: &str, has_margin: bool, add: &mut dyn FnMut(Range<usize>, &'static str)) {
    let mut from = 0;
    for at in memchr2_iter(b'=', b':', line.as_bytes()) {
        if at < from {
            continue;
        }
        let Some(setting) = Setting::at(line, at) else { continue };
        let Some(kind) = kind_of(setting.name) else { continue };
        let Some(value) = setting.value() else { continue };
        let text = line.get(value.range.clone()).unwrap_or_default();
        if kind == "connection-string" {
            // The password inside is found by itself; the rest helps to understand the paste.
            if !value::stands_for_another(text) && holds_a_hidden_login(text) {
                add(value.range.clone(), kind);
                from = value.range.end;
            } else if text.len() > LONGEST_PROSE {
                from = value.range.end.min(at + LONGEST_PROSE);
            }
            continue;
        }
        if setting.is_secret(kind, &value, text, has_margin) {
            let scheme =
                ["Bearer ", "bearer ", "Basic ", "basic "].iter().find(|scheme| text.starts_with(**scheme));
            add(value.range.start + scheme.map_or(0, |scheme| scheme.len())..value.range.end, kind);
            from = value.range.end;
        } else if text.len() > LONGEST_PROSE {
            from = value.range.end;
        }
    }
}

/// A login that is written neither as a URL nor as fields: `app/pw@host`.
fn holds_a_hidden_login(text: &str) -> bool {
    text.contains('@') && !text.contains("://") && !text.contains("tcp(") && !text.contains('=')
}

/// A name and what parts it from its value.
struct Setting<'a> {
    line: &'a str,
    name: &'a str,
    /// Where the name begins.
    start: usize,
    /// Where the value may begin.
    end: usize,
    colon: bool,
    quoted: bool,
}

impl<'a> Setting<'a> {
    /// The setting that is parted at `at`, where an equals sign or a colon stands.
    fn at(line: &'a str, at: usize) -> Option<Self> {
        let bytes = line.as_bytes();
        let colon = bytes.get(at) == Some(&b':');
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        let mut end = at + 1;
        if colon {
            if bytes.get(end) == Some(&b'=') {
                end += 1;
            }
        } else {
            match bytes.get(end) {
                Some(b'=' | b'~') => return None,
                Some(b'>') => end += 1,
                _ => {}
            }
            if matches!(before, Some(b'!' | b'<' | b'>' | b'=' | b':' | b'~')) {
                return None;
            }
        }
        let lowest = at.saturating_sub(LONGEST_NAME);
        let back = |mut from: usize, takes: fn(u8) -> bool| {
            while from > lowest
                && from.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|byte| takes(*byte))
            {
                from -= 1;
            }
            from
        };
        let blank = back(at, |byte| matches!(byte, b' ' | b'\t'));
        let close = back(blank, |byte| matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b']'));
        let start = back(close, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
        let name = line.get(start..close)?;
        Some(Self { line, name, start, end, colon, quoted: close < blank })
            .filter(|setting| !setting.name.is_empty() && !setting.is_a_checksum())
    }

    /// Whether it is the hash of something, as charts note it: `checksum/secret`.
    fn is_a_checksum(&self) -> bool {
        self.line.get(..self.start).is_some_and(|before| before.ends_with("checksum/"))
    }

    /// Whether nothing but marks of lists and blanks stands before the name.
    fn begins_its_line(&self) -> bool {
        /// What stands further right begins no line; looking further would make the time quadratic.
        const FARTHEST: usize = 120;
        let before = self.line.get(..self.start).unwrap_or_default();
        before.len() <= FARTHEST && before.bytes().all(|byte| b" \t-\"'{,+>|?".contains(&byte))
            || before.trim() == "export"
    }

    /// Whether the name stands behind a quote or a mark that opens a field.
    fn opens_a_field(&self) -> bool {
        let before = self.line.get(..self.start).unwrap_or_default();
        let before = before.strip_suffix(' ').unwrap_or(before);
        before.is_empty() || before.ends_with(['{', ',', '(', '"', '\'', '[', ';', '&', '?'])
    }

    fn value(&self) -> Option<Value> {
        let shouts = self.name.bytes().all(|byte| !byte.is_ascii_lowercase());
        let reach = if self.colon {
            if self.begins_its_line() && !self.line.contains(['{', '}']) { Reach::Line } else { Reach::Field }
        } else if self.name.starts_with("--") || shouts && self.begins_its_line() {
            Reach::Word
        } else {
            Reach::Field
        };
        let mut value = value::read(self.line, self.end, reach)?;
        if self.colon && !value.quoted && reach == Reach::Line {
            let text = self.line.get(value.range.clone())?;
            value.range.end -= text.len() - text.trim_end_matches([',', '"', '\'']).len();
        }
        Some(value).filter(|value| !value.range.is_empty())
    }

    fn is_secret(&self, kind: &str, value: &Value, text: &str, has_margin: bool) -> bool {
        if value::stands_for_another(text) {
            return false;
        }
        // `volume "api-token" : secret "x" not found` quotes a name; JSON quotes the value as well.
        if self.colon && self.quoted && !value.quoted {
            return false;
        }
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && (kind != "password" || self.name.eq_ignore_ascii_case("pass")) {
            return false;
        }
        // `secret=shop/db-login` names an object of Kubernetes; so may the lists of a volume.
        if matches!(kind, "secret" | "credential" | "token")
            && value::could_be_a_name(text)
            && !self.is_variable()
        {
            return false;
        }
        if !self.colon || value.quoted && (self.quoted || self.begins_its_line()) {
            return true;
        }
        let words = text.split_whitespace().count();
        if self.begins_its_line() {
            let indented = self.start >= 2 || has_margin;
            return words == 1 || indented && words <= 4 && !text.contains(": ");
        }
        words == 1
            && (self.opens_a_field() || self.name.contains(['.', '_']) || value::looks_random(text))
            && text.len() >= 3
    }

    /// Whether the name is one that settings have and sentences do not: `DB_SECRET`, `client.secret`.
    fn is_variable(&self) -> bool {
        self.name.contains(['_', '.'])
            || self.name.starts_with("--")
            || self.name.bytes().any(|byte| byte.is_ascii_uppercase()) && self.name.len() > 6
    }
}
