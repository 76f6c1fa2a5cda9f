//! A few short texts, any of which may stand in a line: one search for all of them.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::OnceLock;

/// Some texts; what searches for them is made on first use.
#[derive(Debug)]
pub struct AnyOf {
    texts: &'static [&'static str],
    ignores_case: bool,
    search: OnceLock<Option<AhoCorasick>>,
}

impl AnyOf {
    /// These texts to the letter.
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self { texts, ignores_case: false, search: OnceLock::new() }
    }

    /// These texts, in any mix of ASCII cases.
    pub const fn in_any_case(texts: &'static [&'static str]) -> Self {
        Self { texts, ignores_case: true, search: OnceLock::new() }
    }

    /// Whether one of them stands in `line`.
    pub fn is_in(&self, line: &str) -> bool {
        self.search.get_or_init(|| self.make()).as_ref().is_some_and(|search| search.is_match(line))
    }

    fn make(&self) -> Option<AhoCorasick> {
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(self.ignores_case)
            .build(self.texts)
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::AnyOf;

    #[test]
    fn one_of_the_texts_is_enough() {
        static TOOLS: AnyOf = AnyOf::new(&["kubectl", "oc "]);
        assert!(TOOLS.is_in("$ oc get pods") && TOOLS.is_in("kubectl"));
        assert!(!TOOLS.is_in("KUBECTL") && !TOOLS.is_in("ocean"));
        static SIGNS: AnyOf = AnyOf::in_any_case(&["pass"]);
        assert!(SIGNS.is_in("DB_PASSWORD"));
    }
}
