//! What the user gave: one text, or several with the names of their files.

use crate::diagnoser::into_text;
use crate::knowledge::Knowledge;
use crate::sieve::{Mesh, Sieve};
use crate::text::{self, Gaps, Source};
use crate::{Diagnosis, Progress, Rules, Watch, answer};
use std::ops::ControlFlow;

/// One text of a paste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input<'a> {
    /// The name of the file it came from, with its folders; empty for what was pasted. Paths such as those of
    /// `kubectl cluster-info dump` and of support bundles tell which pod and container a log belongs to.
    pub name: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// A complete paste: its texts one behind the other, each ended by a line break.
///
/// Offsets in its diagnosis are byte offsets into all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    pub(crate) text: String,
    /// The name of each text and where it begins, in order; empty if there is just one without a name.
    pub(crate) inputs: Vec<(String, usize)>,
    /// What is missing in `text`; none if it is as it came.
    pub(crate) gaps: Option<Gaps>,
}

/// Whole lines that stand together in a paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// Where it begins in the paste, in bytes.
    pub start: usize,
    /// The number of its first line in the paste, from 1.
    pub line: usize,
    /// Its text.
    pub text: &'a str,
}

impl Paste {
    /// All of it; if its [`Diagnoser`](crate::Diagnoser) let go of something, what that kept.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says why the pod in it fails; `watch` is told how far the reading is.
    pub fn diagnose(&self, rules: Option<&Rules>, watch: &mut dyn FnMut(Progress<'_>)) -> Diagnosis {
        self.diagnose_while(rules, &mut |progress| {
            watch(progress);
            ControlFlow::Continue(())
        })
    }

    /// As [`Paste::diagnose`], as long as `watch` continues: when it breaks, the answer is that of what was read so far,
    /// and its `limits` say so.
    ///
    /// The engine knows no clock; whoever has one can so bound the time that an answer takes.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use std::time::{Duration, Instant};
    ///
    /// let mut diagnoser = unloop::Diagnoser::new();
    /// diagnoser.push(b"Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n");
    /// let end = Instant::now() + Duration::from_secs(10);
    /// let diagnosis = diagnoser.into_paste().diagnose_while(None, &mut |_| {
    ///     if Instant::now() < end { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    /// });
    /// assert!(diagnosis.limits.is_empty());
    /// ```
    pub fn diagnose_while(
        &self,
        rules: Option<&Rules>,
        watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Diagnosis {
        match &self.gaps {
            Some(gaps) => answer(&source(&self.text, &self.inputs, gaps), rules, Some(watch)),
            None => of_whole(&self.text, &self.inputs, rules, Some(watch), Mesh::default()),
        }
    }

    /// What was kept of it, in its order: all of it, unless its [`Diagnoser`](crate::Diagnoser) let go of something.
    pub fn stretches(&self) -> Vec<Stretch<'_>> {
        let gaps = self.gaps.iter().flat_map(Gaps::iter).map(|(place, missing, _)| (place, missing));
        let mut stretches = Vec::new();
        let mut from = 0;
        let (mut start, mut line) = (0, 1);
        for (place, missing) in gaps.chain([(self.text.len(), text::Amount::default())]) {
            let text = self.text.get(from..place).unwrap_or_default();
            if !text.is_empty() {
                stretches.push(Stretch { start, line, text });
            }
            start += text.len() + missing.bytes;
            line += memchr::memchr_iter(b'\n', text.as_bytes()).count() + missing.lines;
            from = place;
        }
        stretches
    }

    /// How many bytes it has, and what was let go of is counted.
    pub fn len(&self) -> usize {
        self.text.len() + self.gaps.as_ref().map_or(0, |gaps| gaps.total().bytes)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A diagnosis of it with its offsets in UTF-16 code units instead of bytes.
    #[must_use]
    pub fn in_utf16(&self, diagnosis: Diagnosis) -> Diagnosis {
        match &self.gaps {
            Some(gaps) => diagnosis.in_utf16_of(&self.text, gaps),
            None => diagnosis.in_utf16(&self.text),
        }
    }
}

/// Reads a text that is all of its paste.
pub(crate) fn diagnose_text(text: &str, rules: Option<&Rules>, watch: Option<&mut Watch<'_>>) -> Diagnosis {
    of_whole(text, &[], rules, watch, Mesh::default())
}

/// Reads a paste of which everything is there; of a large one, what a sieve of this mesh keeps.
pub(crate) fn of_whole(
    text: &str,
    inputs: &[(String, usize)],
    rules: Option<&Rules>,
    watch: Option<&mut Watch<'_>>,
    mesh: Mesh,
) -> Diagnosis {
    if text.len() <= mesh.least {
        return answer(&source(text, inputs, &Gaps::new()), rules, watch);
    }
    let knowledge = Knowledge::with(rules.map(|rules| &rules.own));
    let mut sieve = Sieve::new(mesh);
    let mut from = 0;
    for (_, start) in inputs {
        sieve.push(text.as_bytes().get(from..*start).unwrap_or_default(), knowledge);
        sieve.begin(knowledge);
        from = *start;
    }
    sieve.push(text.as_bytes().get(from..).unwrap_or_default(), knowledge);
    let (kept, gaps) = sieve.finish(knowledge);
    let kept = into_text(kept);
    let inputs: Vec<_> = inputs.iter().map(|(name, start)| (name.clone(), gaps.place(*start))).collect();
    answer(&source(&kept, &inputs, &gaps), rules, watch)
}

fn source<'a>(text: &'a str, inputs: &'a [(String, usize)], gaps: &'a Gaps) -> Source<'a> {
    let named = inputs.iter().map(|(name, start)| text::Input { name, start: *start });
    let alone = text::Input { name: "", start: 0 };
    let inputs = if inputs.is_empty() { vec![alone] } else { named.collect() };
    Source::kept(text, inputs, gaps)
}

#[cfg(test)]
mod tests {
    use super::Input;
    use crate::{diagnose, diagnose_all};

    const PASTE: &str = "\
$ kubectl describe pod shop-0 -n prod
Name:         shop-0
Namespace:    prod
Containers:
  shop:
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
$ kubectl logs shop-0 -n prod --previous
INFO started
FATAL required environment variable SHOP_DSN is not set
";

    #[test]
    fn files_that_say_nothing_by_their_names_are_one_paste_in_order() {
        let whole = diagnose(PASTE);
        let ends: Vec<usize> = PASTE.match_indices('\n').map(|(at, _)| at + 1).collect();
        for cut in ends {
            let (first, second) = PASTE.split_at(cut);
            let inputs = [Input { name: "a.txt", text: first.trim_end() }, Input { name: "b", text: second }];
            let mut split = diagnose_all(&inputs);
            assert_eq!(split.inputs.len(), 2, "cut at {cut}");
            let seen = |index: usize| &split.inputs[index];
            assert_eq!((seen(0).start, seen(0).end, seen(1).start), (0, cut, cut));
            assert_eq!(seen(1).line, first.lines().count() + 1);
            for cause in &split.causes {
                for evidence in &cause.evidence {
                    assert_eq!(evidence.input, usize::from(evidence.start >= cut), "cut at {cut}");
                }
            }
            split.inputs = whole.inputs.clone();
            // Each counts its lines from its own first.
            let before = [0, first.lines().count()];
            for artifact in &mut split.artifacts {
                artifact.line += before[artifact.input];
                artifact.input = 0;
            }
            for evidence in split.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
                evidence.line += before[evidence.input];
                evidence.input = 0;
            }
            assert_eq!(split, whole, "cut at {cut}");
        }
    }

    #[test]
    fn one_text_is_one_input_without_a_name() {
        let input = diagnose(PASTE).inputs.remove(0);
        assert_eq!((input.name.as_str(), input.start, input.end, input.line), ("", 0, PASTE.len(), 1));
    }
}
