//! Masks secrets: in a paste, in quotes of it, and in what unloop itself says.

use super::{addresses, secrets};
use crate::diagnosis::{Cause, Diagnosis, Evidence, NextStep, Secret};
use crate::limits::Bound;
use crate::text::Source;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The paste with each of its secrets replaced by what stands for it: `<password-1>`.
///
/// The same value always becomes the same alias, so the text still shows which values are equal. Give the
/// paste from which the diagnosis was made.
///
/// ```
/// let paste = "DB_PASSWORD=hunter2-Xy\nFATAL cannot log in with hunter2-Xy";
/// let masked = unloop::redact(paste, &unloop::diagnose(paste));
/// assert_eq!(masked, "DB_PASSWORD=<password-1>\nFATAL cannot log in with <password-1>");
/// ```
pub fn redact(paste: &str, diagnosis: &Diagnosis) -> String {
    without(paste, &secrets_of(paste, diagnosis))
}

/// The secrets of a paste. In what was only looked through, one that the diagnosis names may stand once more.
pub(super) fn secrets_of<'a>(paste: &str, diagnosis: &'a Diagnosis) -> Cow<'a, [Secret]> {
    if diagnosis.limits.iter().any(|limit| limit.kind == Bound::Sieved.name()) {
        return Cow::Owned(secrets::find(&Source::new(paste)));
    }
    Cow::Borrowed(&diagnosis.secrets)
}

/// A paste without these secrets.
pub(super) fn without(paste: &str, secrets: &[Secret]) -> String {
    cut(paste, 0, secrets)
}

/// The quote of a piece of evidence without secrets.
pub(super) fn quote(evidence: &Evidence, secrets: &[Secret]) -> String {
    let first = secrets.partition_point(|secret| secret.end <= evidence.start);
    cut(&evidence.quote, evidence.start, secrets.get(first..).unwrap_or_default())
}

/// A text that stands in the paste at `offset`, without the secrets that reach into it.
fn cut(text: &str, offset: usize, secrets: &[Secret]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets {
        if secret.start >= offset + text.len() {
            break;
        }
        let start = secret.start.saturating_sub(offset).max(at);
        let end = secret.end.saturating_sub(offset).min(text.len());
        if end <= start {
            continue;
        }
        masked.push_str(text.get(at..start).unwrap_or_default());
        masked.push_str(&alias(secret));
        at = end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

pub(super) fn alias(secret: &Secret) -> String {
    format!("<{}>", if secret.alias.is_empty() { &secret.kind } else { &secret.alias })
}

/// Masks the secrets of the paste in everything of the diagnosis but its quotes, which stay true to the paste.
pub(super) fn mask_words(paste: &str, diagnosis: &mut Diagnosis) {
    if diagnosis.secrets.is_empty() {
        return;
    }
    let Some(mask) = Mask::new(paste, &diagnosis.secrets) else { return };
    mask.text(&mut diagnosis.summary);
    diagnosis.causes.iter_mut().for_each(|cause| mask.cause(cause));
    diagnosis.next.iter_mut().for_each(|step| mask.step(step));
    for code in &mut diagnosis.exit_codes {
        mask.text(&mut code.meaning);
    }
    for moment in &mut diagnosis.timeline {
        mask.text(&mut moment.what);
    }
    for artifact in &mut diagnosis.artifacts {
        mask.text(&mut artifact.label);
    }
    for pod in &mut diagnosis.pods {
        [&mut pod.node, &mut pod.status].into_iter().flatten().for_each(|text| mask.text(text));
    }
    for container in diagnosis.pods.iter_mut().flat_map(|pod| &mut pod.containers) {
        let texts = [&mut container.image, &mut container.state, &mut container.last_state];
        texts.into_iter().flatten().for_each(|text| mask.text(text));
        container.probes.iter_mut().for_each(|probe| mask.text(probe));
    }
}

/// How long a piece of a secret is that may not be shown.
const WINDOW: usize = 6;

/// A search for the secrets of a paste, and for pieces of them.
struct Mask {
    whole: AhoCorasick,
    aliases: Vec<String>,
    /// Pieces of secrets, each with the index of its alias.
    pieces: HashMap<[u8; WINDOW], usize>,
}

impl Mask {
    fn new(paste: &str, secrets: &[Secret]) -> Option<Self> {
        /// Shorter values stand in every sentence.
        const SHORTEST: usize = 4;
        /// Pieces are kept of so many bytes of secrets.
        const MOST: usize = 1 << 20;
        let mut values: BTreeMap<&str, &Secret> = BTreeMap::new();
        for secret in secrets {
            if let Some(value) = paste.get(secret.start..secret.end).filter(|value| value.len() >= SHORTEST) {
                values.entry(value).or_insert(secret);
            }
        }
        // The other kinds of automaton take quadratic time to build from long periodic values.
        let whole = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(values.keys())
            .ok()?;
        let mut pieces = HashMap::new();
        let mut bytes = 0;
        for (index, (value, secret)) in values.iter().enumerate() {
            // A piece of an address is in many others.
            if addresses::is_kind(&secret.kind) {
                continue;
            }
            bytes += value.len();
            if bytes > MOST {
                break;
            }
            for window in value.as_bytes().windows(WINDOW) {
                let Ok(window) = <[u8; WINDOW]>::try_from(window) else { continue };
                if !is_plain(&window) {
                    pieces.entry(window).or_insert(index);
                }
            }
        }
        Some(Self { whole, aliases: values.values().map(|secret| alias(secret)).collect(), pieces })
    }

    /// Replaces secrets, and pieces of them, in a text.
    fn text(&self, text: &mut String) {
        let mut found: Vec<(usize, usize, usize)> = self
            .whole
            .find_iter(text.as_str())
            .filter(|found| stands_alone(text, found.start(), found.end()))
            .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
            .collect();
        for (start, window) in text.as_bytes().windows(WINDOW).enumerate() {
            if let Some(index) =
                <[u8; WINDOW]>::try_from(window).ok().and_then(|window| self.pieces.get(&window))
            {
                found.push((start, start + WINDOW, *index));
            }
        }
        if found.is_empty() {
            return;
        }
        found.sort_unstable();
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        let mut open: Option<(usize, usize, usize)> = None;
        for (start, end, index) in found {
            match &mut open {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => {
                    at = self.close(open.take(), text, at, &mut masked);
                    open = Some((start, end, index));
                }
            }
        }
        at = self.close(open, text, at, &mut masked);
        masked.push_str(text.get(at..).unwrap_or_default());
        *text = masked;
    }

    /// Writes the text up to a find, and its alias; returns where to go on.
    fn close(&self, find: Option<(usize, usize, usize)>, text: &str, at: usize, out: &mut String) -> usize {
        let Some((mut start, mut end, index)) = find else { return at };
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(self.aliases.get(index).map_or("<secret>", String::as_str));
        end
    }

    fn cause(&self, cause: &mut Cause) {
        self.text(&mut cause.title);
        self.text(&mut cause.explanation);
        cause.evidence.iter_mut().for_each(|evidence| self.text(&mut evidence.why));
        cause.next.iter_mut().for_each(|step| self.step(step));
        cause.prevention.iter_mut().for_each(|advice| self.text(advice));
        for fix in &mut cause.fixes {
            self.text(&mut fix.title);
            fix.patch.iter_mut().for_each(|patch| self.text(patch));
            for command in &mut fix.commands {
                self.text(&mut command.run);
                command.undo.iter_mut().for_each(|undo| self.text(undo));
            }
        }
    }

    fn step(&self, step: &mut NextStep) {
        [&mut step.run, &mut step.why, &mut step.if_so, &mut step.if_not]
            .into_iter()
            .for_each(|text| self.text(text));
    }
}

/// Whether a piece reads like ordinary words, which secrets may hold and sentences do.
fn is_plain(piece: &[u8]) -> bool {
    piece.iter().all(|byte| byte.is_ascii_lowercase() || b" -_./:".contains(byte))
}

/// Whether the characters around a find do not make it a part of a longer word. A password that is a plain word is
/// no secret within a name: the pod `pg-demo` keeps its name when the password is `demo`.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let is_word = bytes.get(start..end).is_some_and(is_plain);
    let joins = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || is_word && matches!(byte, b'-' | b'_'))
    };
    end - start >= 12 && !is_word || !joins(start.checked_sub(1)) && !joins(Some(end))
}
