//! The numbers of the lines of a log, those counted in that were let go of.

use crate::text::Line;

/// Where lines are missing in a log.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The place of the line behind each gap, and how many lines are missing before it.
    gaps: Vec<(usize, usize)>,
}

impl Numbers {
    pub(super) fn of(lines: &[&Line<'_>]) -> Self {
        let mut missing = 0;
        let behind = lines.iter().enumerate().filter(|(place, line)| *place > 0 && line.after > 0);
        let gaps = behind.map(|(place, line)| {
            missing += line.after as usize;
            (place, missing)
        });
        Self { gaps: gaps.collect() }
    }

    /// The number of the line at this place, from 0.
    pub(super) fn at(&self, place: usize) -> usize {
        let before = self.gaps.partition_point(|(behind, _)| *behind <= place).checked_sub(1);
        place + before.and_then(|index| self.gaps.get(index)).map_or(0, |(_, missing)| *missing)
    }
}
