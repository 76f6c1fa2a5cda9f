//! The back-off clock: runs, waits, probe failures and what comes next, drawn on one axis and told in words.

use unloop::diagnosis::{Basis, Moment};
use yew::prelude::*;

use crate::clock::{Bar, BarKind, Picture, Point, PointKind, Tick, WIDTH, picture};
use crate::words::clock as words;

/// Where the lanes of the picture are.
const RUNS: f64 = 34.0;
const THICK: f64 = 26.0;
const EVENTS: f64 = 82.0;
const AXIS: f64 = 104.0;
const HEIGHT: f64 = 132.0;
/// A bar narrower than this has no room for its length.
const ROOM: f64 = 42.0;

/// The clock; nothing when the paste tells no times.
pub(crate) fn clock(moments: &[Moment]) -> Html {
    if moments.is_empty() {
        return html! {};
    }
    html! {
        <section class="clock" aria-labelledby="clock">
            <h3 id="clock">{ words::TITLE }</h3>
            <p class="clock-says">{ sentence(moments) }</p>
            if let Some(picture) = picture(moments) {
                { drawn(&picture) }
                { legend(&picture) }
            }
            <details class="moments">
                <summary>{ words::LIST }</summary>
                <ol>
                    for (number, about) in moments.iter().enumerate() {
                        { moment(number, about) }
                    }
                </ol>
            </details>
        </section>
    }
}

fn sentence(moments: &[Moment]) -> String {
    let last = |kind: &str| moments.iter().rev().find(|moment| moment.kind == kind);
    match (last("next-start"), last("wait").and_then(|wait| wait.seconds)) {
        (Some(next), Some(wait)) => {
            words::waits(&words::lasted(wait), next.at.as_deref().and_then(time_of_day))
        }
        _ if last("running").is_some() => words::RUNS.to_owned(),
        _ => words::ENDED.to_owned(),
    }
}

/// The time within an RFC 3339 time in UTC.
fn time_of_day(at: &str) -> Option<&str> {
    at.get(11..20)
}

fn drawn(picture: &Picture) -> Html {
    let size = format!("0 0 {WIDTH} {HEIGHT}");
    html! {
        <div class="clock-frame" tabindex="0" role="group" aria-label={words::TITLE}>
            <svg class="clock-face" viewBox={size} role="img" aria-label={words::PICTURE}>
                <defs>
                    <pattern id="clock-wait" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <rect class="clock-ground" width="6" height="6" />
                        <rect class="clock-hatch" width="2" height="6" />
                    </pattern>
                </defs>
                { axis(picture) }
                for (number, about) in picture.bars.iter().enumerate() {
                    { bar(number, about) }
                }
                for (number, about) in picture.points.iter().enumerate() {
                    { point(number, about) }
                }
            </svg>
        </div>
    }
}

fn axis(picture: &Picture) -> Html {
    html! {
        <g class="axis">
            <line x1="0" y1={n(AXIS)} x2={n(picture.cut.map_or(WIDTH, |cut| cut - 6.0))} y2={n(AXIS)} />
            if let Some(cut) = picture.cut {
                <path d={format!("M{} {} l4 -6 l4 12 l4 -6", n(cut - 6.0), n(AXIS))} />
                <line x1={n(cut + 6.0)} y1={n(AXIS)} x2={n(WIDTH)} y2={n(AXIS)} />
            }
            for about in &picture.ticks {
                { tick(about) }
            }
        </g>
    }
}

fn tick(about: &Tick) -> Html {
    let length = words::lasted(about.offset.unsigned_abs());
    let name = match about.offset {
        0 => words::END.to_owned(),
        offset if offset < 0 => format!("−{length}"),
        _ => format!("+{length}"),
    };
    html! {
        <g key={about.offset}>
            <line x1={n(about.x)} y1={n(AXIS)} x2={n(about.x)} y2={n(AXIS + 5.0)} />
            { text(about.x, AXIS + 19.0, &name) }
        </g>
    }
}

fn bar(number: usize, about: &Bar) -> Html {
    let (class, y, height) = match about.kind {
        BarKind::Run => ("run", RUNS, THICK),
        BarKind::Running => ("running", RUNS, THICK),
        BarKind::Wait => ("wait", RUNS + 5.0, THICK - 10.0),
        BarKind::Failures => ("failures", EVENTS - 3.0, 6.0),
    };
    let length = about.seconds.filter(|_| about.width > ROOM && about.kind != BarKind::Failures);
    html! {
        <g key={format!("bar-{number}")} class={classes!(class, about.reckoned.then_some("reckoned"))}>
            <title>{ about.what.clone() }</title>
            <rect x={n(about.x)} y={n(y)} width={n(about.width)} height={n(height)} rx="2" />
            if let Some(length) = length {
                { text(about.x + about.width / 2.0, RUNS - 6.0, &words::lasted(length)) }
            }
        </g>
    }
}

fn point(number: usize, about: &Point) -> Html {
    let x = about.x;
    let (class, shape, name) = match about.kind {
        PointKind::End => ("end", format!("M{} {} v{}", n(x), n(RUNS - 3.0), n(THICK + 6.0)), None),
        PointKind::Failure => ("failure", format!("M{} {} l-5 -9 h10 z", n(x), n(EVENTS + 5.0)), None),
        PointKind::Kill => {
            ("kill", format!("M{} {} l10 10 m0 -10 l-10 10", n(x - 5.0), n(EVENTS - 5.0)), None)
        }
        PointKind::Printed => ("printed", format!("M{} 14 V{}", n(x), n(AXIS)), Some(words::PRINTED)),
        PointKind::NextStart => (
            "next-start",
            format!("M{} {} l12 {} l-12 {} z", n(x), n(RUNS), n(THICK / 2.0), n(THICK / 2.0)),
            Some(words::NEXT),
        ),
        PointKind::Reset => {
            ("reset", format!("M{} {} v{}", n(x), n(RUNS - 4.0), n(AXIS - RUNS + 4.0)), Some(words::RESET))
        }
    };
    let low = about.kind == PointKind::NextStart;
    html! {
        <g key={format!("point-{number}")} class={class}>
            <title>{ about.what.clone() }</title>
            <path d={shape} />
            if let Some(name) = name {
                { text(x, if low { RUNS + THICK + 16.0 } else { 10.0 }, name) }
            }
        </g>
    }
}

/// A name at a place; at the edges of the picture it stands within.
fn text(x: f64, y: f64, name: &str) -> Html {
    const EDGE: f64 = 44.0;
    let (x, anchor) = match x {
        x if x < EDGE => ((x - 8.0).max(1.0), "start"),
        x if x > WIDTH - EDGE => ((x + 8.0).min(WIDTH - 1.0), "end"),
        x => (x, "middle"),
    };
    html! { <text x={n(x)} y={n(y)} text-anchor={anchor}>{ name.to_owned() }</text> }
}

fn legend(picture: &Picture) -> Html {
    let has = |kind| picture.points.iter().any(|point| point.kind == kind);
    let mut entries = vec![("run", words::RUN)];
    if picture.bars.iter().any(|bar| bar.kind == BarKind::Wait) {
        entries.push(("wait", words::WAIT));
    }
    if has(PointKind::Failure) {
        entries.push(("failure", words::PROBE));
    }
    if has(PointKind::Kill) {
        entries.push(("kill", words::KILL));
    }
    if picture.bars.iter().any(|bar| bar.kind == BarKind::Run && bar.reckoned) {
        entries.push(("reckoned", words::RECKONED));
    }
    html! {
        <ul class="legend" aria-hidden="true">
            for (class, name) in entries {
                <li key={class} class={class}><span class="swatch"></span>{ name }</li>
            }
        </ul>
    }
}

fn moment(number: usize, about: &Moment) -> Html {
    let is_about = about.known == Basis::Reckoned;
    html! {
        <li key={number} class={about.kind.clone()}>
            <span class="when">
                if is_about && about.offset.is_some() {
                    { words::ABOUT }
                }
                { when(about) }
            </span>
            <span class="what">{ about.what.clone() }</span>
            <span class="lasted">
                if let Some(seconds) = about.seconds {
                    { words::lasted(seconds) }
                }
                if let Some(count) = about.count {
                    { ", " }{ words::times(count) }
                }
            </span>
        </li>
    }
}

fn when(about: &Moment) -> Html {
    match (&about.at, about.offset) {
        (Some(at), _) => {
            html! { <time datetime={at.clone()}>{ at.replace('T', " ").replace('Z', " UTC") }</time> }
        }
        (None, Some(0)) => html! { { words::AT_THE_END } },
        (None, Some(offset)) if offset < 0 => html! { { words::before_the_end(offset.unsigned_abs()) } },
        (None, Some(offset)) => html! { { words::after_the_end(offset.unsigned_abs()) } },
        (None, None) => html! { { words::UNPLACED } },
    }
}

/// A number as SVG takes it, short.
fn n(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::super::rendered::{rendered, text_of};
    use super::*;

    const PASTE: &str = "\
Name:         mail-0
Namespace:    post
Containers:
  mail:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 16 Nov 2026 10:08:00 +0000
      Finished:     Mon, 16 Nov 2026 10:08:02 +0000
    Restart Count:  4
";

    #[test]
    fn the_picture_has_a_sentence_before_it_and_the_same_in_words_behind_it() {
        let moments = unloop::diagnose(PASTE).timeline;
        let text = text_of(clock(&moments));
        assert!(text.contains("It waits 1 min 20 s, then starts again at about 10:09:22Z."), "{text}");
        assert!(text.contains("2026-11-16 10:08:00 UTC"), "{text}");
        let html = rendered(clock(&moments));
        let list = html.split_once("<ol>").unwrap().1;
        for moment in &moments {
            assert!(list.contains(&moment.what), "{:?} is missing in {list}", moment.what);
        }
        assert!(html.contains("role=\"img\" aria-label=") || html.contains("aria-label=\"Runs"), "{html}");
        assert!(!html.contains("style="), "the page's policy refuses it");
    }

    #[test]
    fn a_kubelet_with_a_shorter_curve_is_drawn_as_the_paste_tells() {
        let waiting = |wait: &str| {
            format!(
                "\
kind: Pod
metadata: {{ name: mail-0, namespace: post }}
spec: {{ containers: [ {{ name: mail }} ] }}
status:
  containerStatuses:
  - name: mail
    restartCount: 9
    state: {{ waiting: {{ reason: CrashLoopBackOff, message: 'back-off {wait} restarting failed container=mail pod=mail-0_post(1)' }} }}
    lastState: {{ terminated: {{ exitCode: 1, reason: Error, startedAt: '2026-11-16T10:08:00Z', finishedAt: '2026-11-16T10:08:02Z' }} }}
"
            )
        };
        let told = |wait| text_of(clock(&unloop::diagnose(&waiting(wait)).timeline));
        // With ReduceDefaultCrashLoopBackOffDecay, and with maxContainerRestartPeriod: 20s.
        for (wait, says, next, first) in [
            ("1m0s", "It waits 1 min, ", "10:09:02Z", "the next wait is 1 s again"),
            ("20s", "It waits 20 s, ", "10:08:22Z", "the next wait is 10 s again"),
            ("5m0s", "It waits 5 min, ", "10:13:02Z", "the next wait is 10 s again"),
        ] {
            let text = told(wait);
            assert!(text.contains(says) && text.contains(next) && text.contains(first), "{wait}: {text}");
        }
    }

    #[test]
    fn without_moments_there_is_no_clock() {
        assert_eq!(rendered(clock(&[])), "");
    }
}
