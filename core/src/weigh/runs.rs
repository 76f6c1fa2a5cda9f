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

#[cfg(test)]
mod tests {
    use super::{Log, Run, Runs};
    use crate::text::Time;

    /// A log of runs that begin at these lines and end at these minutes, if that is known.
    fn log(runs: &[(usize, usize, Option<u32>)]) -> Log {
        let last = |minute: u32| Time::parse(&format!("2026-11-19T10:{minute:02}:00Z"));
        let run = |&(start, end, minute): &(usize, usize, Option<u32>)| Run {
            start,
            end,
            last: minute.and_then(last),
        };
        Log { runs: runs.iter().map(run).collect(), ..Log::default() }
    }

    #[test]
    fn lines_belong_to_the_run_that_they_stand_in() {
        let log = log(&[(0, 3, None), (3, 8, None), (8, 9, None)]);
        let runs = Runs::of(&log);
        for (a, b, together) in [(0, 2, true), (2, 3, false), (3, 7, true), (7, 8, false), (0, 8, false)] {
            assert_eq!(runs.are_of_one(a, b), together, "{a} {b}");
        }
        assert_eq!([0, 2, 3, 7, 8].map(|line| runs.is_older(line)), [true, true, true, true, false]);
    }

    #[test]
    fn the_newest_is_the_last_unless_times_tell_otherwise() {
        let older =
            |runs: &[(usize, usize, Option<u32>)]| [1, 4].map(|line| Runs::of(&log(runs)).is_older(line));
        assert_eq!(older(&[(0, 3, Some(1)), (3, 6, Some(5))]), [true, false]);
        assert_eq!(older(&[(0, 3, Some(5)), (3, 6, Some(1))]), [false, true]);
        // One of them is not dated.
        assert_eq!(older(&[(0, 3, Some(5)), (3, 6, None)]), [true, false]);
        assert_eq!(older(&[(0, 6, Some(5))]), [false, false]);
    }

    #[test]
    fn a_longer_newest_run_has_come_past_what_ended_the_older_one() {
        for (end, outlived) in [(5, false), (6, false), (7, true)] {
            let log = log(&[(0, 3, None), (3, end, None)]);
            let runs = Runs::of(&log);
            assert_eq!(runs.outlived(1), outlived, "{end}");
            assert!(!runs.outlived(4), "{end}");
        }
        assert!(!Runs::of(&log(&[(0, 3, None)])).outlived(1));
    }

    #[test]
    fn the_end_of_the_newest_run_is_not_that_of_the_log_below_it() {
        let above = log(&[(0, 4, Some(5)), (4, 9, Some(1))]);
        let runs = Runs::of(&above);
        assert_eq!([0, 1, 3].map(|line| runs.to_end(line)), [Some(3), Some(2), Some(0)]);
        assert_eq!(runs.to_end(4), None);
        // Where it is the last one, the log ends with it.
        let below = log(&[(0, 4, Some(1)), (4, 9, Some(5))]);
        assert_eq!([1, 4].map(|line| Runs::of(&below).to_end(line)), [None, None]);
    }
}
