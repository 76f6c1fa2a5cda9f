//! The streams of one log: which of their lines count for the answer, besides those that nothing replaces.

use super::judge::{Judgement, Worth};
use crate::read::facts::Log;
use crate::read::log::{KEPT, MOST, Notation, TOP, Words};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Range;

/// What the streams of a log have said so far. Lines are known by where they begin in the paste.
#[derive(Clone, Debug, Default)]
pub(super) struct Voices {
    streams: Streams,
    /// The first is what no stream is named for; the others are the streams, in their order.
    all: Vec<Voice>,
    current: usize,
    /// What stands before the messages of the current one.
    speaker: String,
}

/// The names of streams.
#[derive(Clone, Debug, Default)]
pub(super) struct Streams {
    all: Vec<Box<str>>,
    known: HashMap<Box<str>, usize>,
}

impl Streams {
    /// The index of a stream, by what stands before its messages.
    pub(super) fn index(&mut self, prefix: &str) -> usize {
        if let Some(index) = self.known.get(prefix) {
            return *index;
        }
        self.all.push(prefix.into());
        *self.known.entry(prefix.into()).or_insert(self.all.len() - 1)
    }

    /// Takes the lines out of `speakers` that begin within a range of the paste. How many each stream has of them.
    pub(super) fn counted(
        &self,
        speakers: &mut Vec<(usize, usize)>,
        range: Range<usize>,
    ) -> Vec<(Box<str>, usize)> {
        let from = speakers.partition_point(|(at, _)| *at < range.start);
        let to = speakers.partition_point(|(at, _)| *at < range.end).max(from);
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, stream) in speakers.drain(from..to) {
            *counts.entry(stream).or_default() += 1;
        }
        counts
            .into_iter()
            .filter_map(|(stream, lines)| Some((self.all.get(stream)?.clone(), lines)))
            .collect()
    }
}

/// One stream.
#[derive(Clone, Debug, Default)]
struct Voice {
    /// How many lines it has.
    lines: usize,
    /// The words of the line with which it begins and of the next one: it may begin so again.
    first: Option<Words>,
    second: Option<Words>,
    /// The last line, if it is as the first.
    begun: Option<usize>,
    /// Where it begins anew.
    starts: Vec<usize>,
    /// The first and the last lines with each signature.
    said: BTreeMap<usize, VecDeque<usize>>,
    /// Its last lines, if it is one of several.
    last: VecDeque<usize>,
    /// Its first ones.
    top: Vec<usize>,
}

impl Voices {
    /// Takes the next line.
    pub(super) fn hear(
        &mut self,
        at: usize,
        line: &[u8],
        notation: Option<&'static Notation>,
        judged: Judgement,
        set: &[usize],
    ) {
        if let Some(notation) = notation {
            let text = std::str::from_utf8(line).unwrap_or_default();
            if let Some(prefix) = notation.prefix(text) {
                if self.speaker != prefix {
                    self.speaker.clear();
                    self.speaker.push_str(prefix);
                }
                self.current = 1 + self.streams.index(prefix);
            }
        }
        if self.all.len() <= self.current {
            self.all.resize_with(self.current + 1, Voice::default);
        }
        let Some(voice) = self.all.get_mut(self.current) else { return };
        voice.hear(at, judged, set, notation.is_some());
    }

    /// What stands before the messages of the stream that was heard last.
    pub(super) fn speaker(&self) -> &str {
        &self.speaker
    }

    /// Where the lines begin that are wanted so far: those that say something, and those that only are there.
    pub(super) fn wanted(&self) -> (Vec<usize>, Vec<usize>) {
        let telling =
            |voice: &Voice| voice.said.values().flatten().chain(&voice.starts).copied().collect::<Vec<_>>();
        let plain = |voice: &Voice| voice.top.iter().chain(&voice.last).copied().collect::<Vec<_>>();
        (self.all.iter().flat_map(telling).collect(), self.all.iter().flat_map(plain).collect())
    }
}

impl Voice {
    fn hear(&mut self, at: usize, judged: Judgement, set: &[usize], is_one_of_several: bool) {
        self.lines += 1;
        if is_one_of_several {
            if self.top.len() < 2 * TOP {
                self.top.push(at);
            }
            if self.last.len() == 2 * Log::TAIL {
                self.last.pop_front();
            }
            self.last.push_back(at);
        }
        self.begins_anew(at, judged.words);
        if let Worth::Says(_) = judged.worth {
            for signature in set {
                let lines = self.said.entry(*signature).or_default();
                if lines.len() > KEPT {
                    lines.remove(1);
                }
                lines.push_back(at);
            }
        }
    }

    /// Notices where the log begins as it has begun, in the way in which its reader does.
    fn begins_anew(&mut self, at: usize, words: Words) {
        match (self.first, self.second) {
            (None, _) if words.count > 1 && self.lines <= TOP => self.first = Some(words),
            (None, _) => {}
            (Some(_), None) => self.second = Some(words),
            (Some(first), Some(second)) => match self.begun.take() {
                // Of so many, none is a beginning.
                _ if self.starts.len() > MOST + 1 || first == second || second.count == 0 => {}
                Some(begun) if words == second => self.starts.push(begun),
                _ => self.begun = (words == first).then_some(at),
            },
        }
    }
}
