//! The numbers of the lines of a log, those counted in that were let go of.

use crate::text::Line;

/// Where lines are missing in a log.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The place of the line behind each gap, and how many lines are missing before it.
    gaps: Vec<(usize, usize)>,
}

impl Numbers {
    /// Those of a log whose lines these are.
    pub(super) fn of(lines: &[&Line<'_>]) -> Self {
        let mut numbers = Self::default();
        for (place, line) in lines.iter().enumerate() {
            numbers.skip(place, line.after.map_or(0, |missing| missing.lines));
        }
        numbers
    }

    /// Before the line at this place, which stands behind all others so far, so many are missing.
    pub(super) fn skip(&mut self, place: usize, lines: usize) {
        // What stood before the log is none of its lines.
        if place > 0 && lines > 0 {
            let before = self.gaps.last().map_or(0, |(_, missing)| *missing);
            self.gaps.push((place, before + lines));
        }
    }

    /// The number of the line at this place, from 0.
    pub(super) fn at(&self, place: usize) -> usize {
        place + self.missing(place)
    }

    /// How many lines are missing before the one at this place.
    pub(super) fn missing(&self, place: usize) -> usize {
        let before = self.gaps.partition_point(|(behind, _)| *behind <= place).checked_sub(1);
        before.and_then(|index| self.gaps.get(index)).map_or(0, |(_, missing)| *missing)
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn lines_behind_a_gap_count_what_is_missing() {
        let mut numbers = Numbers::default();
        for (place, lines) in [(0, 9), (1, 0), (2, 10), (4, 5)] {
            numbers.skip(place, lines);
        }
        assert_eq!([0, 1, 2, 3, 4, 5].map(|place| numbers.at(place)), [0, 1, 12, 13, 19, 20]);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|place| numbers.missing(place)), [0, 0, 10, 10, 15, 15]);
    }
}
