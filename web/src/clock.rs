//! The back-off clock as a picture: where on a time axis each moment is drawn. Knows no markup.

use unloop::diagnosis::{Basis, Moment};

/// The size of the picture in units of its own.
pub(crate) const WIDTH: f64 = 720.0;
/// Where the axis begins and ends.
const LEFT: f64 = 10.0;
const RIGHT: f64 = WIDTH - 10.0;
/// What the ten minutes until the counter is set back are cut down to.
const BREAK: f64 = 96.0;
/// A run of a second must be seen.
const THINNEST: f64 = 4.0;
/// How far apart the names on the axis stand at least.
const BETWEEN_TICKS: f64 = 84.0;

/// Everything that is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Picture {
    pub(crate) bars: Vec<Bar>,
    pub(crate) points: Vec<Point>,
    pub(crate) ticks: Vec<Tick>,
    /// Where the axis leaves time out.
    pub(crate) cut: Option<f64>,
}

/// Something that lasts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) kind: BarKind,
    pub(crate) x: f64,
    pub(crate) width: f64,
    pub(crate) seconds: Option<u64>,
    pub(crate) reckoned: bool,
    pub(crate) what: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarKind {
    Run,
    Running,
    Wait,
    /// Probes failed during this time.
    Failures,
}

/// Something that happens at once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) kind: PointKind,
    pub(crate) x: f64,
    pub(crate) what: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PointKind {
    End,
    Failure,
    Kill,
    Printed,
    NextStart,
    Reset,
}

/// A name on the axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    /// Seconds from the end of the last run.
    pub(crate) offset: i64,
}

/// The picture of a time line; none when it places nothing that lasts.
pub(crate) fn picture(moments: &[Moment]) -> Option<Picture> {
    let scale = Scale::over(moments)?;
    let mut picture = Picture { cut: scale.cut, ticks: scale.ticks(), ..Picture::default() };
    for moment in moments {
        let Some(offset) = moment.offset else { continue };
        let bar = |kind| bar(kind, moment, offset, scale);
        let point = |kind| Point { kind, x: scale.x(offset), what: moment.what.clone() };
        match moment.kind.as_str() {
            "run" => {
                picture.bars.push(bar(BarKind::Run));
                let end = offset.saturating_add(lasts(moment));
                picture.points.push(Point { x: scale.x(end), ..point(PointKind::End) });
            }
            "running" => {
                picture.bars.push(Bar { width: scale.end - scale.x(offset), ..bar(BarKind::Running) });
            }
            "wait" => picture.bars.push(bar(BarKind::Wait)),
            "probe-failure" => {
                if lasts(moment) > 0 {
                    picture.bars.push(bar(BarKind::Failures));
                    picture
                        .points
                        .push(Point { x: scale.x(offset + lasts(moment)), ..point(PointKind::Failure) });
                }
                picture.points.push(point(PointKind::Failure));
            }
            // Of a series, the first and the last.
            "kill" => {
                if lasts(moment) > 0 {
                    picture
                        .points
                        .push(Point { x: scale.x(offset + lasts(moment)), ..point(PointKind::Kill) });
                }
                picture.points.push(point(PointKind::Kill));
            }
            "printed" => picture.points.push(point(PointKind::Printed)),
            "next-start" => picture.points.push(point(PointKind::NextStart)),
            "reset" => picture.points.push(Point { x: RIGHT, ..point(PointKind::Reset) }),
            _ => {}
        }
    }
    Some(picture)
}

fn bar(kind: BarKind, moment: &Moment, offset: i64, scale: Scale) -> Bar {
    let x = scale.x(offset);
    let width = scale.x(offset.saturating_add(lasts(moment))) - x;
    // A short run keeps its end, which the wait begins at.
    let thin = (THINNEST - width).max(0.0);
    let x = if kind == BarKind::Run { (x - thin).max(0.0) } else { x };
    Bar {
        kind,
        x,
        width: width + if kind == BarKind::Wait { 0.0 } else { thin },
        seconds: moment.seconds,
        reckoned: moment.known == Basis::Reckoned,
        what: moment.what.clone(),
    }
}

fn lasts(moment: &Moment) -> i64 {
    moment.seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0)
}

/// Where seconds stand in the picture.
#[derive(Clone, Copy, Debug)]
struct Scale {
    first: i64,
    last: i64,
    /// Where the part that is true to scale ends.
    end: f64,
    cut: Option<f64>,
}

impl Scale {
    fn over(moments: &[Moment]) -> Option<Self> {
        let is_drawn = |moment: &&Moment| moment.kind != "reset";
        let drawn =
            || moments.iter().filter(is_drawn).filter_map(|moment| Some((moment.offset?, lasts(moment))));
        let first = drawn().map(|(from, _)| from).min()?;
        let last = drawn().map(|(from, lasts)| from.saturating_add(lasts)).max()?;
        let resets = moments.iter().any(|moment| moment.kind == "reset" && moment.offset.is_some());
        if last - first < 1 {
            return None;
        }
        let end = if resets { RIGHT - BREAK } else { RIGHT };
        Some(Self { first, last, end, cut: resets.then_some(RIGHT - BREAK / 2.0) })
    }

    fn x(self, offset: i64) -> f64 {
        let share = (offset - self.first) as f64 / (self.last - self.first) as f64;
        LEFT + share.clamp(0.0, 1.0) * (self.end - LEFT)
    }

    /// Round numbers, far enough apart to be read; always with the end of the run.
    fn ticks(self) -> Vec<Tick> {
        const STEPS: [i64; 14] =
            [5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 86_400];
        let room = (self.end - LEFT) / BETWEEN_TICKS;
        let fits = |step: &&i64| ((self.last - self.first) / **step) as f64 <= room;
        let Some(step) = STEPS.iter().find(fits).copied() else { return Vec::new() };
        let from = self.first.div_euclid(step);
        let to = self.last.div_euclid(step);
        let all = (from..=to)
            .map(|number| number * step)
            .filter(|offset| (self.first..=self.last).contains(offset));
        all.map(|offset| Tick { x: self.x(offset), offset }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(kind: &str, offset: i64, seconds: Option<u64>) -> Moment {
        Moment {
            kind: kind.to_owned(),
            container: None,
            at: None,
            offset: Some(offset),
            seconds,
            count: None,
            known: Basis::Reckoned,
            what: kind.to_owned(),
        }
    }

    fn waiting() -> Vec<Moment> {
        vec![
            moment("run", -100, Some(1)),
            moment("wait", -99, Some(80)),
            moment("run", -19, Some(19)),
            moment("wait", 0, Some(160)),
            moment("next-start", 160, None),
            moment("reset", 760, None),
        ]
    }

    #[test]
    fn waits_are_as_wide_as_they_are_long_and_a_short_run_can_be_seen() {
        let picture = picture(&waiting()).unwrap();
        let [first, wait, _, longer] = &picture.bars[..] else { panic!("{:?}", picture.bars) };
        assert!((longer.width / wait.width - 2.0).abs() < 0.01, "{wait:?} {longer:?}");
        assert!(first.width >= THINNEST && first.x >= 0.0, "{first:?}");
        assert!((first.x + first.width - wait.x).abs() < THINNEST, "{first:?} {wait:?}");
    }

    #[test]
    fn ten_minutes_are_cut_down_and_nothing_leaves_the_picture() {
        let picture = picture(&waiting()).unwrap();
        let cut = picture.cut.unwrap();
        let next = picture.points.iter().find(|point| point.kind == PointKind::NextStart).unwrap();
        let reset = picture.points.iter().find(|point| point.kind == PointKind::Reset).unwrap();
        assert!(next.x < cut && cut < reset.x && reset.x <= WIDTH, "{next:?} {cut} {reset:?}");
        assert!(picture.bars.iter().all(|bar| bar.x + bar.width <= WIDTH), "{:?}", picture.bars);
    }

    #[test]
    fn the_axis_has_few_round_numbers_and_the_end_among_them() {
        let ticks = picture(&waiting()).unwrap().ticks;
        assert!(ticks.iter().any(|tick| tick.offset == 0) && ticks.len() < 14, "{ticks:?}");
        assert!(ticks.iter().all(|tick| tick.offset % 10 == 0), "{ticks:?}");
        let far = [moment("run", -500_000, Some(499_999)), moment("wait", 0, Some(10))];
        assert!(picture(&far).unwrap().ticks.len() < 14);
    }

    #[test]
    fn what_no_axis_can_show_has_no_picture() {
        assert_eq!(picture(&[]), None);
        assert_eq!(picture(&[moment("run", 0, None)]), None);
        let unplaced = Moment { offset: None, ..moment("kill", 0, None) };
        assert_eq!(picture(&[unplaced]), None);
    }
}
