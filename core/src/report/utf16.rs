//! Offsets as JavaScript counts them.

use super::{places, redact};
use crate::Diagnosis;
use crate::diagnosis::{Evidence, Secret};
use crate::text::Gaps;

impl Diagnosis {
    /// This with its offsets in UTF-16 code units instead of bytes. `paste` is the text that it is about.
    #[must_use]
    pub fn in_utf16(self, paste: &str) -> Self {
        self.in_utf16_of(paste, &Gaps::new())
    }

    /// As [`Diagnosis::in_utf16`], where only this was kept of the paste.
    pub(crate) fn in_utf16_of(mut self, kept: &str, gaps: &Gaps) -> Self {
        let mut wanted = Vec::new();
        places::each(&mut self, &mut |offset| wanted.push(*offset));
        wanted.sort_unstable();
        wanted.dedup();
        let mut units = Vec::with_capacity(wanted.len());
        let (mut byte, mut unit) = (0, 0);
        for &offset in &wanted {
            let (place, missing) = gaps.find(offset);
            unit += kept.get(byte..place).map_or(0, |between| between.encode_utf16().count());
            byte = place;
            units.push(unit + missing.units);
        }
        places::each(&mut self, &mut |offset| {
            if let Some(unit) = wanted.binary_search(offset).ok().and_then(|index| units.get(index)) {
                *offset = *unit;
            }
        });
        self
    }
}

/// The diagnosis with masked quotes, whichever way its offsets are counted. For forms that need no offsets.
pub fn masked(diagnosis: &Diagnosis) -> Diagnosis {
    let mut masked = diagnosis.clone();
    for evidence in masked.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        evidence.quote = quote(evidence, &diagnosis.secrets);
    }
    masked.secrets.clear();
    masked
}

fn quote(evidence: &Evidence, secrets: &[Secret]) -> String {
    let length = evidence.end.saturating_sub(evidence.start);
    let units: Vec<u16> = evidence.quote.encode_utf16().collect();
    // A quote without other letters than ASCII is as long in either way, and so is every piece of it.
    if evidence.quote.len() == length || units.len() != length {
        return redact::quote(evidence, secrets);
    }
    let mut masked = String::new();
    let mut at = 0;
    for secret in secrets {
        let start = secret.start.saturating_sub(evidence.start).max(at);
        let end = secret.end.saturating_sub(evidence.start).min(length);
        if end > start {
            masked += &text(&units, at, start);
            masked += &redact::alias(secret);
            at = end;
        }
    }
    masked + &text(&units, at, length)
}

fn text(units: &[u16], start: usize, end: usize) -> String {
    String::from_utf16_lossy(units.get(start..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{masked, places};
    use crate::report::markdown;

    const PASTE: &str = "\u{1f680} größer password=hunter2-Xy\n\
        2026-11-19T10:11:41Z FATAL größe hunter2-Xy \u{1f680} required environment variable CART_DSN is not set\n";

    #[test]
    fn a_slice_of_code_units_is_the_quote() {
        let units: Vec<u16> = PASTE.encode_utf16().collect();
        let answer = crate::diagnose(PASTE).in_utf16(PASTE);
        let evidence = &answer.causes[0].evidence[0];
        assert!(!evidence.quote.is_ascii());
        assert_eq!(String::from_utf16(&units[evidence.start..evidence.end]).unwrap(), evidence.quote);
        let length = PASTE.trim_end().encode_utf16().count();
        assert_eq!(answer.artifacts.last().unwrap().end, length);
    }

    /// A new field with an offset must not be forgotten.
    #[test]
    fn every_offset_is_counted_anew() {
        let mut answer = crate::diagnose(PASTE);
        let mut counted = 0;
        places::each(&mut answer, &mut |_| counted += 1);
        let json = serde_json::to_string(&answer).unwrap();
        let told = json.matches("\"start\":").count() + json.matches("\"end\":").count();
        assert!(told > 2);
        assert_eq!(counted, told);
    }

    #[test]
    fn secrets_are_masked_whichever_way_is_counted() {
        let answer = crate::diagnose(PASTE);
        let wanted = markdown::render(&answer);
        assert!(wanted.contains("password-1") && !wanted.contains("hunter2"), "{wanted}");
        assert_eq!(markdown::render(&masked(&answer)), wanted);
        assert_eq!(markdown::render(&masked(&answer.in_utf16(PASTE))), wanted);
    }
}
