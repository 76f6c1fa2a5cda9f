//! Lets go of what tells nothing in large logs, before it costs the time and the memory of being read.
//!
//! Most lines of a large log hold nothing known, and those that do say the same over and over. What is kept of a log is
//! its beginning and its end, and each line that can make a difference to the answer, with those around it. Of what is
//! missing, the place and the amount are known, so that the answer tells of places in the whole paste.
//!
//! It takes the paste in blocks of whole lines, whose ends depend on the paste alone: the answer is the same however the
//! pieces came.

mod crowd;
mod digits;
mod judge;
mod listing;
mod mesh;
mod template;
mod voices;

pub(crate) use mesh::Mesh;

use crate::knowledge::Knowledge;
use crate::limits::PASTE;
use crate::read::log::{LOOKED_AT, Notation, notation};
use crate::text::{Amount, Gaps, Source};
use crowd::Crowd;
use judge::{Judge, Worth};
use listing::{Listed, Listing};
use std::collections::VecDeque;
use std::ops::Range;
use voices::{Streams, Voices};

/// Takes a paste, and keeps what may matter of it.
#[derive(Clone, Debug)]
pub(crate) struct Sieve {
    mesh: Mesh,
    /// What was kept so far, and what came since.
    kept: Vec<u8>,
    gaps: Gaps,
    /// Up to here `kept` was looked at.
    seen: usize,
    /// Up to here it was searched for the end of the block.
    searched: usize,
    /// When so much of `kept` was looked at, what tells nothing is let go.
    full: usize,
    judge: Option<Judge>,
    /// Where the texts begin in the paste that were not looked at yet.
    bounds: VecDeque<usize>,
    /// Where the lines begin in the paste that nothing replaces.
    fixed: Vec<usize>,
    /// Where lines begin in the paste whose stream is known, each with the index of its name.
    speakers: Vec<(usize, usize)>,
    /// The streams, by what stands before their messages.
    streams: Streams,
    /// Parts of the paste, in its order, of which everything stays.
    solid: Vec<Range<usize>>,
    /// The list that is open, and the pods in lists.
    listing: Listing,
    crowd: Crowd,
    part: Part,
}

/// What the lines since the last one that is no log line tell of those that follow.
#[derive(Clone, Debug, Default)]
struct Part {
    /// How many lines it has, as long as its notation is not known.
    lines: usize,
    notation: Option<Option<&'static Notation>>,
    voices: Voices,
    /// Whether the line before was no line of a log: what is indented below belongs to it.
    is_inside: bool,
    /// Whether this text is to be kept as it is; none as long as nobody looked.
    is_solid: Option<bool>,
}

impl Sieve {
    pub(crate) fn new(mesh: Mesh) -> Self {
        Self {
            mesh,
            kept: Vec::new(),
            gaps: Gaps::new(),
            seen: 0,
            searched: 0,
            full: mesh.slack,
            judge: None,
            bounds: VecDeque::new(),
            fixed: vec![0],
            speakers: Vec::new(),
            streams: Streams::default(),
            solid: Vec::new(),
            listing: Listing::default(),
            crowd: Crowd::default(),
            part: Part::default(),
        }
    }

    /// How many bytes it has taken.
    pub(crate) fn len(&self) -> usize {
        self.kept.len() + self.gaps.total().bytes
    }

    /// The last byte it has taken.
    pub(crate) fn last(&self) -> Option<u8> {
        self.kept.last().copied()
    }

    /// Begins another text.
    pub(crate) fn begin(&mut self, knowledge: Knowledge<'_>) {
        self.bounds.push_back(self.len());
        self.look_through(knowledge);
    }

    /// Takes the next piece.
    pub(crate) fn push(&mut self, mut piece: &[u8], knowledge: Knowledge<'_>) {
        // A large piece is let through bit by bit.
        while !piece.is_empty() {
            let (now, later) = piece.split_at(piece.len().min(self.mesh.block));
            self.kept.extend_from_slice(now);
            piece = later;
            self.look_through(knowledge);
        }
    }

    /// What was kept, and what is missing in it.
    pub(crate) fn finish(mut self, knowledge: Knowledge<'_>) -> (Vec<u8>, Gaps) {
        self.look_through(knowledge);
        if self.len() > self.mesh.least {
            self.look(self.kept.len(), knowledge);
            self.crowd.settle();
            self.thin();
        }
        self.gaps.counted = self.crowd.into_counted();
        (self.kept, self.gaps)
    }

    /// Looks at every block that is complete.
    fn look_through(&mut self, knowledge: Knowledge<'_>) {
        while self.len() > self.mesh.least {
            let bound = self.bounds.front().map(|bound| self.gaps.place(*bound));
            let end = self.end_of_block();
            match (bound, end) {
                (Some(bound), end) if end.is_none_or(|end| bound <= end) => {
                    self.look(bound, knowledge);
                    let at = self.bounds.pop_front();
                    self.leave();
                    self.listing.leave();
                    self.part.is_solid = None;
                    self.fixed.extend(at);
                    self.seen = at.map_or(self.seen, |at| self.gaps.place(at));
                }
                (_, Some(end)) => self.look(end, knowledge),
                (_, None) => break,
            }
        }
    }

    /// Where the next block ends, if all of it is there: with the first line that ends behind so many bytes.
    fn end_of_block(&mut self) -> Option<usize> {
        let from = self.searched.max(self.seen + self.mesh.block);
        let end = memchr::memchr(b'\n', self.kept.get(from..)?).map(|at| from + at + 1);
        self.searched = end.map_or(self.kept.len(), |end| end - 1);
        end
    }

    /// Looks at the lines up to here.
    fn look(&mut self, end: usize, knowledge: Knowledge<'_>) {
        let begin = self.seen;
        let block = self.kept.get(begin..end).unwrap_or_default();
        if self.part.is_solid.is_none() {
            self.part.is_solid = Some(!is_cleaned_by_line(block));
        }
        if self.part.is_solid == Some(true) {
            let start = self.gaps.origin(begin);
            self.solid.push(start..start + end - begin);
            self.seen = end;
        } else {
            let judge = self.judge.take().unwrap_or_else(|| Judge::new(knowledge));
            self.lines(judge, begin..end, knowledge);
        }
        if self.seen > self.full {
            self.thin();
            self.full = 2 * self.seen + self.mesh.slack;
        }
    }

    fn lines(&mut self, mut judge: Judge, block: Range<usize>, knowledge: Knowledge<'_>) {
        let text = std::mem::take(&mut self.kept);
        let bytes = text.get(block.clone()).unwrap_or_default();
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', bytes).map(|at| block.start + at).collect();
        let missing = self.gaps.total().bytes;
        // What stands behind the last end is a line only if nothing follows.
        let last = (ends.last().map_or(block.start, |last| last + 1) < block.end).then_some(block.end);
        let ends: Vec<usize> = ends.into_iter().chain(last).collect();
        let start_of = |index: usize| {
            index.checked_sub(1).and_then(|before| ends.get(before)).map_or(block.start, |end| end + 1)
        };
        let mut index = 0;
        // The first line whose notation is not known.
        let mut open = 0;
        loop {
            let Some(end) = ends.get(index).copied() else {
                // A block of a few wide lines has to tell its notation, or it would be looked at for ever.
                let undecided = block.end.saturating_sub(start_of(open));
                if self.part.lines == 0 || undecided < self.mesh.block {
                    break;
                }
                self.part.settle(text.get(start_of(open)..block.end).unwrap_or_default());
                index = open;
                continue;
            };
            let start = start_of(index);
            let line = text.get(start..end).unwrap_or_default();
            let at = start + missing;
            let listed = self.listing.line(line, at, end + missing + 1);
            if listed != Listed::No {
                if let Listed::Complete(object) = listed {
                    let place = self.gaps.place(object.start)..self.gaps.end_place(object.end);
                    self.crowd.take(text.get(place).unwrap_or_default(), object, knowledge);
                }
                self.keep(at..end + missing + 1);
                index += 1;
                open = index;
                continue;
            }
            if self.solid.last().is_some_and(|list| list.end == at) {
                self.fixed.push(at);
            }
            let notation = self.part.notation.flatten();
            let judged = judge.of(line, notation, knowledge);
            index += 1;
            let goes_on = self.part.is_inside && line.first().is_none_or(|first| b" \t#-\r".contains(first));
            if judged.worth == Worth::Structure || goes_on {
                self.fixed.push(at);
                self.leave();
                self.part.is_inside = true;
                open = index;
                continue;
            }
            self.part.is_inside = false;
            if self.part.notation.is_none() {
                self.part.lines += usize::from(!line.trim_ascii().is_empty());
                if self.part.lines >= LOOKED_AT {
                    self.part.settle(text.get(start_of(open)..end).unwrap_or_default());
                    // Once more, now that it is known.
                    index = open;
                }
                continue;
            }
            let set = match judged.worth {
                Worth::Says(set) => judge.set(set),
                Worth::Sign => {
                    self.fixed.push(at);
                    &[]
                }
                Worth::Dull | Worth::Structure => &[],
            };
            if notation.is_some() || !line.trim_ascii().is_empty() {
                self.part.voices.hear(at, line, notation, judged, set);
            }
            if notation.is_some() {
                self.speakers.push((at, self.streams.index(self.part.voices.speaker())));
            }
        }
        // What is not decided yet is looked at again with what follows; blank lines have nothing to decide.
        let is_open = self.part.notation.is_none() && self.part.lines > 0;
        self.seen = if is_open { start_of(open).min(block.end) } else { block.end };
        self.part.lines = 0;
        self.kept = text;
        self.judge = Some(judge);
    }

    /// This part of the paste belongs to a list: nothing of it is a log.
    fn keep(&mut self, lines: Range<usize>) {
        match self.solid.last_mut().filter(|last| last.end == lines.start) {
            Some(last) => last.end = lines.end,
            None => {
                self.leave();
                self.fixed.push(lines.start);
                self.solid.push(lines);
            }
        }
        self.part.is_inside = true;
    }

    /// What the log said that ends here cannot be replaced any more.
    fn leave(&mut self) {
        let is_solid = self.part.is_solid;
        let (telling, plain) = std::mem::take(&mut self.part).voices.wanted();
        self.fixed.extend(telling);
        self.solid.extend(plain.into_iter().map(|at| at..at + 1));
        self.part.is_solid = is_solid;
    }

    /// Lets go of what tells nothing.
    fn thin(&mut self) {
        let seen = self.kept.get(..self.seen).unwrap_or_default();
        let mut starts: Vec<usize> = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', seen).map(|at| at + 1).filter(|start| *start < self.seen));
        let line_at = |place: usize| starts.partition_point(|start| *start <= place).saturating_sub(1);
        let (telling, plain) = self.part.voices.wanted();
        let margin = self.mesh.margin;
        let mut stay: Vec<Range<usize>> = Vec::new();
        for at in self.fixed.iter().copied().chain(telling) {
            let line = line_at(self.gaps.place(at));
            stay.push(line.saturating_sub(margin)..line + margin + 1);
        }
        let solid = self.solid.iter().cloned().chain(plain.into_iter().map(|at| at..at + 1));
        for range in solid {
            let last = self.gaps.place(range.end.max(1) - 1);
            stay.push(line_at(self.gaps.place(range.start))..line_at(last) + 1);
        }
        stay.push(starts.len().saturating_sub(self.mesh.tail)..starts.len());
        stay.sort_unstable_by_key(|range| range.start);
        let place_of = |line: usize| starts.get(line).copied().unwrap_or(self.seen);
        let mut drop: Vec<Range<usize>> = Vec::new();
        let mut from = 0;
        for range in stay {
            if range.start > from && range.start - from >= self.mesh.gap {
                drop.push(place_of(from)..place_of(range.start));
            }
            from = from.max(range.end);
        }
        let gaps = &self.gaps;
        drop.extend(self.crowd.leaving().map(|range| gaps.place(range.start)..gaps.end_place(range.end)));
        drop.sort_unstable_by_key(|range| range.start);
        self.let_go(drop.into_iter());
        self.keep_within(PASTE);
    }

    /// Of what is too much, the end is kept: it holds the last words.
    fn keep_within(&mut self, most: usize) {
        let Some(from) = self.kept.len().checked_sub(most).filter(|over| *over > 0) else { return };
        let rest = self.kept.get(from..self.seen).unwrap_or_default();
        let Some(end) = memchr::memchr(b'\n', rest).map(|at| from + at + 1) else { return };
        let mut lost = self.gaps.lost;
        lost = lost.and(Amount::of(self.kept.get(..end).unwrap_or_default()));
        self.let_go(std::iter::once(0..end));
        self.gaps.lost = lost;
    }

    /// Takes these stretches out of what was kept.
    fn let_go(&mut self, stretches: impl Iterator<Item = Range<usize>>) {
        let mut gaps = Gaps::new();
        let before = std::mem::take(&mut self.gaps);
        gaps.lost = before.lost;
        let mut old = before.iter().peekable();
        let mut to = 0;
        let mut from = 0;
        let end = self.kept.len();
        for stretch in stretches.chain(std::iter::once(end..end)) {
            // Gaps before the stretch move with what stays.
            while let Some((place, amount, missing)) = old.next_if(|(place, ..)| *place < stretch.start) {
                gaps.push(to + place - from, amount, &missing.by_stream);
            }
            self.kept.copy_within(from..stretch.start, to);
            to += stretch.start - from;
            let own = Amount::of(self.kept.get(stretch.clone()).unwrap_or_default());
            while let Some((_, amount, missing)) = old.next_if(|(place, ..)| *place <= stretch.end) {
                gaps.push(to, amount, &missing.by_stream);
            }
            if own != Amount::default() {
                let origin = before.origin(stretch.start)..before.end(stretch.end);
                gaps.push(to, own, &self.streams.counted(&mut self.speakers, origin));
            }
            from = stretch.end;
        }
        let gone = self.kept.len() - to;
        self.kept.truncate(to);
        self.gaps = gaps;
        self.seen -= gone;
        self.searched = self.searched.saturating_sub(gone);
        self.fixed.sort_unstable();
        self.fixed.dedup();
    }
}

impl Part {
    /// Takes the notation from these lines, its first ones.
    fn settle(&mut self, lines: &[u8]) {
        let lines = crate::diagnoser::into_text(lines.to_vec());
        self.notation = Some(notation(&Source::new(&lines).lines));
        self.lines = 0;
    }
}

/// Whether cleaning does the same to these lines as to each of them alone. What was wrapped, quoted or put into a table
/// can only be undone as a whole.
fn is_cleaned_by_line(block: &[u8]) -> bool {
    const ENOUGH: usize = 1 << 16;
    let end = block.len().min(ENOUGH);
    let end = block.get(..end).and_then(|text| memchr::memrchr(b'\n', text)).map_or(end, |at| at + 1);
    let text = crate::diagnoser::into_text(block.get(..end).unwrap_or_default().to_vec());
    let whole = Source::new(&text);
    let mut same = 0;
    let mut all = 0;
    let mut cleaned = whole.lines.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        all += 1;
        let end = start + line.len();
        let mut together = Vec::new();
        while let Some(line) = cleaned.next_if(|cleaned| cleaned.span.start() < end) {
            together.push(line);
        }
        let alone = Source::new(line.trim_end_matches('\n'));
        let is_same = together.len() == alone.lines.len()
            && together.iter().zip(&alone.lines).all(|(one, other)| one.text.trim() == other.text.trim());
        same += usize::from(is_same);
        start = end;
    }
    same * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::Mesh;
    use crate::diagnosis::Diagnosis;
    use crate::paste::of_whole;
    use crate::{Diagnoser, Rules};
    use std::sync::Arc;

    const SMALL: Mesh = Mesh { least: 4_000, block: 3_000, slack: 5_000, margin: 70, tail: 160, gap: 8 };

    /// What is quick to generate and always the same.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % sides
        }

        fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
            all[self.roll(all.len())]
        }
    }

    /// What a program says when nothing is wrong.
    const DULL: &[&str] = &[
        "INFO  shop::http handled method=GET path=/api/items/# status=200 took=#ms",
        "DEBUG shop::cache looked up item # in 3 shards",
        "INFO  größer als je: # Stück",
        "{\"level\":\"info\",\"ts\":#,\"msg\":\"batch # committed\"}",
        "INFO  request 3fa8#-57b7 served",
        "    at shop.Cart.render(Cart.java:#)",
        "\u{1b}[32mINFO\u{1b}[0m painted #",
        "",
    ];
    /// What it says when something is.
    const TELLING: &[&str] = &[
        "ERROR db: dial tcp 10.0.0.#:5432: connect: connection refused",
        "FATAL required environment variable SHOP_DSN_# is not set",
        "panic: runtime error: invalid memory address or nil pointer dereference",
        "listening on :8080",
        "level=error msg=\"open \\\"/etc/shop/#.yaml\\\": no such file or directory\"",
        "{\"level\":\"fatal\",\"msg\":\"cannot start\",\"error\":\"pq: role \\\"shop\\\" does not exist\"}",
        "received SIGTERM, shutting down",
        "command terminated with exit code 137",
        "Error: Cannot find module 'express'",
        "connecting with password=hunter#xYz to the database",
        "Back-off restarting failed container web in pod shop-#_prod",
    ];
    /// What stands between logs.
    const HEADS: &[&str] = &[
        "$ kubectl logs shop-# -n prod --previous",
        "$ kubectl logs cart-# -c web",
        "Name:         shop-#\nNamespace:    prod\nContainers:\n  shop:\n    Last State:     Terminated\n      Reason:       Error\n      Exit Code:    1",
        "==> shop-#_web.log <==",
        "shop-#   0/1   CrashLoopBackOff   6   4m",
    ];

    fn line(text: &str, dice: &mut Dice) -> String {
        let text: String =
            text.chars().map(|c| if c == '#' { char::from(b"123456789"[dice.roll(9)]) } else { c }).collect();
        format!("2026-06-23T14:0{}:{:02}.001Z {text}\n", dice.roll(9), dice.roll(60))
    }

    fn log(seed: u64, lines: usize) -> String {
        let mut dice = Dice(seed);
        let mut text = String::new();
        let banner = dice.roll(3) == 0;
        // Some things are said over and over, others once.
        let often = dice.one(TELLING);
        let every = 1 + dice.roll(400);
        let prefixed = dice.roll(4) == 0;
        let streams: &[&str] =
            if prefixed { &["[pod/web-0/web] ", "[pod/web-0/proxy] ", "[pod/web-1/web] "] } else { &[""] };
        for number in 0..lines {
            if dice.roll(1500) == 0 {
                let head = dice.one(HEADS);
                text += &head.replace('#', &dice.roll(9).to_string());
                text += "\n";
            }
            if banner && (number == 0 || dice.roll(700) == 0) {
                let stream = dice.one(streams);
                text += &format!("{stream}Shop 1.4 starts here\n{stream}reading its files from everywhere\n");
            }
            text += dice.one(streams);
            let says = match dice.roll(600) {
                0 => dice.one(TELLING),
                _ if number % every == 0 => often,
                _ => dice.one(DULL),
            };
            text += &line(says, &mut dice);
        }
        text
    }

    /// The same without what may differ: that something was only looked through, and what was found only there.
    fn plain(mut diagnosis: Diagnosis) -> Diagnosis {
        diagnosis.limits.retain(|limit| limit.kind != "sieved");
        diagnosis
    }

    /// Fails with what differs first.
    #[track_caller]
    fn same(one: &Diagnosis, other: &Diagnosis, what: &str) {
        let [one, other] = [one, other].map(|answer| serde_json::to_string_pretty(answer).unwrap());
        let differs = one.lines().zip(other.lines()).position(|(one, other)| one != other);
        let around = |text: &str, at: usize| {
            text.lines().skip(at.saturating_sub(8)).take(14).collect::<Vec<_>>().join("\n")
        };
        if let Some(at) = differs.or((one.len() != other.len()).then_some(0)) {
            panic!("{what}:\n{}\n--- whole ---\n{}", around(&one, at), around(&other, at));
        }
    }

    fn unsieved(text: &str, rules: &Rules) -> Diagnosis {
        of_whole(text, &[], Some(rules), None, Mesh { least: usize::MAX, ..SMALL })
    }

    #[test]
    fn what_was_let_go_changes_no_answer() {
        let rules = Rules::default();
        let mut gone = 0;
        for seed in 0..40 {
            let text = log(seed, 4_000);
            let sieved = of_whole(&text, &[], Some(&rules), None, SMALL);
            gone += usize::from(sieved.limits.iter().any(|limit| limit.kind == "sieved"));
            same(&plain(sieved), &plain(unsieved(&text, &rules)), &format!("seed {seed}"));
        }
        assert!(gone > 20, "{gone}");
    }

    #[test]
    fn however_the_pieces_come_the_answer_is_the_same() {
        let rules = Arc::new(Rules::default());
        for seed in 100..106 {
            let text = log(seed, 3_000);
            let whole = of_whole(&text, &[], Some(&rules), None, SMALL);
            for size in [1 + seed as usize % 7, 997, 3_000, 50_000] {
                let mut diagnoser = Diagnoser::through(SMALL, Arc::clone(&rules));
                text.as_bytes().chunks(size).for_each(|piece| diagnoser.push(piece));
                assert_eq!(diagnoser.len(), text.len());
                assert_eq!(diagnoser.finish(), whole, "seed {seed}, {size}");
            }
        }
    }

    #[test]
    fn wide_and_blank_lines_are_let_go_as_well() {
        let rules = Rules::default();
        let wide = format!("INFO took {}\n", "a row of the table, ".repeat(40)).repeat(400);
        let blank = "\n".repeat(9_000);
        let end = "FATAL required environment variable SHOP_DSN is not set\n";
        for text in [wide.clone() + end, blank.clone() + end, format!("INFO on\n{blank}{wide}{blank}{end}")] {
            let sieved = of_whole(&text, &[], Some(&rules), None, SMALL);
            assert!(sieved.limits.iter().any(|limit| limit.kind == "sieved"), "{:?}", sieved.limits);
            same(&plain(sieved), &plain(unsieved(&text, &rules)), "wide or blank");
        }
    }

    #[test]
    fn each_file_keeps_its_place() {
        let rules = Arc::new(Rules::default());
        let texts: Vec<String> = (0..5).map(|seed| log(200 + seed, 300 + 500 * seed as usize)).collect();
        let mut whole = Diagnoser::new();
        let mut pieces = Diagnoser::through(SMALL, Arc::clone(&rules));
        for (number, text) in texts.iter().enumerate() {
            for diagnoser in [&mut whole, &mut pieces] {
                diagnoser.begin(&format!("pods/logs/prod/shop-{number}/web.log"));
                text.as_bytes().chunks(1_000).for_each(|piece| diagnoser.push(piece));
            }
        }
        let paste = whole.into_paste();
        let mesh = Mesh { least: usize::MAX, ..SMALL };
        let expected = of_whole(&paste.text, &paste.inputs, Some(&rules), None, mesh);
        let sieved = pieces.into_paste();
        let answer = sieved.diagnose(Some(&rules), &mut |_| ());
        assert!(answer.limits.iter().any(|limit| limit.kind == "sieved"));
        same(&plain(answer.clone()), &plain(expected), "files");
        assert_eq!(sieved.in_utf16(answer.clone()), answer.in_utf16(&paste.text));
        for stretch in sieved.stretches() {
            let rest = &paste.text[stretch.start..];
            assert!(rest.starts_with(stretch.text));
            let before = paste.text[..stretch.start].matches('\n').count();
            assert_eq!(stretch.line, before + 1);
        }
    }
}
