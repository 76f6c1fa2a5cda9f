//! A paste that arrives in pieces.

use crate::knowledge::Knowledge;
use crate::sieve::{Mesh, Sieve};
use crate::{Diagnosis, Paste, Rules};
use std::sync::Arc;

/// Takes a paste piece by piece, and answers when it is complete.
///
/// The pieces may be cut anywhere, within a character as well: the answer is that of the whole.
///
/// ```
/// let mut diagnoser = unloop::Diagnoser::new();
/// diagnoser.push(b"Last State: Terminated\n  Exit Co");
/// diagnoser.push(b"de: 139\n");
/// assert_eq!(diagnoser.finish().exit_codes[0].code, 139);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Diagnoser {
    bytes: Vec<u8>,
    inputs: Vec<(String, usize)>,
    /// What takes the bytes in their place, if they are not all to be kept.
    sieve: Option<(Box<Sieve>, Arc<Rules>)>,
}

impl Diagnoser {
    /// One that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that does not keep what it takes: of large logs it lets go of the lines that tell nothing while they come in,
    /// so that its memory does not grow with them. It can only answer with these rules.
    ///
    /// ```
    /// let mut diagnoser = unloop::Diagnoser::letting_go(unloop::Rules::default());
    /// for _ in 0..50_000 {
    ///     diagnoser.push(b"2026-06-23T14:01:11Z INFO all is well, as it was before\n");
    /// }
    /// diagnoser.push(b"FATAL required environment variable SHOP_DSN is not set\n");
    /// let diagnosis = diagnoser.finish();
    /// assert_eq!(diagnosis.causes[0].evidence[0].line, 50_001);
    /// assert_eq!(diagnosis.limits[0].kind, "sieved");
    /// ```
    pub fn letting_go(rules: impl Into<Arc<Rules>>) -> Self {
        Self::through(Mesh::default(), rules.into())
    }

    /// As [`Diagnoser::letting_go`], with a sieve of this mesh.
    pub(crate) fn through(mesh: Mesh, rules: Arc<Rules>) -> Self {
        Self { sieve: Some((Box::new(Sieve::new(mesh)), rules)), ..Self::default() }
    }

    /// Begins the next text of the paste; `name` is that of its file, with its folders, and may be empty.
    ///
    /// The text before ends with a line break, whether it has one or not. What is pushed before the first name
    /// is a text without one.
    pub fn begin(&mut self, name: &str) {
        if self.inputs.is_empty() && !self.is_empty() {
            self.inputs.push((String::new(), 0));
        }
        let last = match &self.sieve {
            Some((sieve, _)) => sieve.last(),
            None => self.bytes.last().copied(),
        };
        if last.is_some_and(|last| last != b'\n') {
            self.push(b"\n");
        }
        self.inputs.push((name.to_owned(), self.len()));
        if let Some((sieve, rules)) = &mut self.sieve {
            sieve.begin(Knowledge::with(Some(&rules.own)));
        }
    }

    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        match &mut self.sieve {
            Some((sieve, rules)) => sieve.push(piece, Knowledge::with(Some(&rules.own))),
            None => self.bytes.extend_from_slice(piece),
        }
    }

    /// How many bytes it has taken.
    pub fn len(&self) -> usize {
        self.sieve.as_ref().map_or(self.bytes.len(), |(sieve, _)| sieve.len())
    }

    /// Whether it has taken nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The paste as text; a byte that is not part of a character is read as `?`, so that offsets stay true.
    pub fn into_paste(self) -> Paste {
        let Some((sieve, rules)) = self.sieve else {
            return Paste { text: into_text(self.bytes), inputs: self.inputs, gaps: None };
        };
        let (kept, gaps) = sieve.finish(Knowledge::with(Some(&rules.own)));
        let inputs = self.inputs.into_iter().map(|(name, start)| (name, gaps.place(start))).collect();
        Paste { text: into_text(kept), inputs, gaps: Some(gaps) }
    }

    /// The paste as text, without the names.
    pub fn into_text(self) -> String {
        self.into_paste().text
    }

    /// Says why the pod in the paste fails.
    pub fn finish(self) -> Diagnosis {
        let rules = self.sieve.as_ref().map(|(_, rules)| Arc::clone(rules));
        self.into_paste().diagnose(rules.as_deref(), &mut |_| ())
    }

    /// As [`Diagnoser::finish`], with signatures of your own.
    pub fn finish_with(self, rules: &Rules) -> Diagnosis {
        self.into_paste().diagnose(Some(rules), &mut |_| ())
    }
}

/// The text in `bytes`; every byte that is not part of a character becomes one `?`.
pub(crate) fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Diagnoser, into_text};
    use crate::diagnose;

    #[test]
    fn any_cut_gives_the_same_answer() {
        let paste = "Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n# größer →";
        for cut in 0..=paste.len() {
            let mut diagnoser = Diagnoser::new();
            let (first, second) = paste.as_bytes().split_at(cut);
            diagnoser.push(first);
            diagnoser.push(second);
            assert_eq!(diagnoser.finish(), diagnose(paste), "cut at {cut}");
        }
    }

    #[test]
    fn broken_bytes_keep_offsets() {
        assert_eq!(into_text(b"a\xff\xe2\x82z".to_vec()), "a???z");
    }

    #[test]
    fn each_text_ends_a_line() {
        let mut diagnoser = Diagnoser::new();
        for (name, text) in [("a", "one"), ("b", ""), ("c", "two\n"), ("d", "three")] {
            diagnoser.begin(name);
            diagnoser.push(text.as_bytes());
        }
        let paste = diagnoser.into_paste();
        assert_eq!(paste.text(), "one\ntwo\nthree");
        let starts: Vec<usize> = paste.inputs.iter().map(|(_, start)| *start).collect();
        assert_eq!(starts, [0, 4, 4, 8]);
    }
}
