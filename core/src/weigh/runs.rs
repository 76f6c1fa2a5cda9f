//! The runs of a container that one log holds: what was said in one of them is not about another.

use crate::read::facts::{Log, Run};

/// The runs of a log, and the newest of them.
#[derive(Debug)]
pub(super) struct Runs<'l> {
    all: &'l [Run],
    /// The newest; none if there is but one.
    newest: Option<Run>,
}

impl<'l> Runs<'l> {
    pub(super) fn of(log: &'l Log) -> Self {
        let all = log.runs.as_slice();
        let timed = all.iter().all(|run| run.last.is_some());
        // Somebody may have pasted the older log below the newer one.
        let newest = if timed { all.iter().max_by_key(|run| run.last) } else { all.last() };
        Self { all, newest: newest.copied().filter(|_| all.len() > 1) }
    }

    /// Whether both lines, given by their numbers, are of one run.
    pub(super) fn are_of_one(&self, a: usize, b: usize) -> bool {
        self.place(a) == self.place(b)
    }

    /// Whether this line is of a run before the newest one.
    pub(super) fn is_older(&self, number: usize) -> bool {
        self.newest.is_some_and(|newest| !is_in(&newest, number))
    }

    /// Whether the newest run has more lines than the one with this line: it has come past what that one died of.
    pub(super) fn outlived(&self, number: usize) -> bool {
        let Some((newest, run)) = self.newest.zip(self.all.get(self.place(number))) else { return false };
        self.is_older(number) && newest.end - newest.start > run.end - run.start
    }

    /// How many lines stand between this one and the end of the newest run, if the log goes on behind that.
    pub(super) fn to_end(&self, number: usize) -> Option<usize> {
        let newest = self.newest.filter(|newest| is_in(newest, number))?;
        let is_last = self.all.last().is_some_and(|last| *last == newest);
        (!is_last).then(|| newest.end - 1 - number)
    }

    fn place(&self, number: usize) -> usize {
        self.all.partition_point(|run| run.start <= number).saturating_sub(1)
    }
}

fn is_in(run: &Run, number: usize) -> bool {
    (run.start..run.end).contains(&number)
}
