//! A plot with two logarithmic axes, as SVG.

use std::fmt::Write as _;

/// One line of the plot: its name, its colour, and its points.
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) colour: &'static str,
    pub(crate) points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 50.0;

/// `x` and `y` name the axes; `marks` gives the text at a power of ten.
pub(crate) fn svg(
    title: &str,
    x: (&str, fn(i32) -> String),
    y: (&str, fn(i32) -> String),
    series: &[Series],
) -> String {
    let points = || series.iter().flat_map(|one| &one.points);
    let Some((left, right)) = decades(points().map(|point| point.0)) else { return String::new() };
    let Some((bottom, top)) = decades(points().map(|point| point.1)) else { return String::new() };
    let across = |value: f64| {
        LEFT + (value.log10() - f64::from(left)) / f64::from(right - left) * (WIDTH - LEFT - RIGHT)
    };
    let up = |value: f64| {
        HEIGHT
            - BOTTOM
            - (value.log10() - f64::from(bottom)) / f64::from(top - bottom) * (HEIGHT - TOP - BOTTOM)
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n<text x=\"{LEFT}\" y=\"22\" font-size=\"15\">{title}</text>\n"
    );
    for power in left..=right {
        let at = across(10_f64.powi(power));
        let _ = writeln!(
            out,
            "<path d=\"M{at:.1} {TOP}V{:.1}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM,
            HEIGHT - BOTTOM + 16.0,
            x.1(power)
        );
    }
    for power in bottom..=top {
        let at = up(10_f64.powi(power));
        let _ = writeln!(
            out,
            "<path d=\"M{LEFT} {at:.1}H{:.1}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 6.0,
            at + 4.0,
            y.1(power)
        );
    }
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text><text x=\"{LEFT}\" y=\"{:.1}\">{}</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 12.0,
        x.0,
        TOP - 5.0,
        y.0
    );
    for (number, one) in series.iter().filter(|one| !one.points.is_empty()).enumerate() {
        let line: Vec<String> =
            one.points.iter().map(|(x, y)| format!("{:.1},{:.1}", across(*x), up(*y))).collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/><text x=\"{:.1}\" y=\"{:.1}\" fill=\"{}\">{}</text>",
            line.join(" "),
            one.colour,
            WIDTH - RIGHT + 12.0,
            TOP + 18.0 * (number as f64 + 1.0),
            one.colour,
            one.name
        );
    }
    out + "</svg>\n"
}

/// The powers of ten around all values; none without values above zero.
fn decades(values: impl Iterator<Item = f64>) -> Option<(i32, i32)> {
    let logs: Vec<f64> = values.filter(|value| *value > 0.0).map(f64::log10).collect();
    let least = logs.iter().copied().reduce(f64::min)?.floor() as i32;
    let most = logs.iter().copied().reduce(f64::max)?.ceil() as i32;
    Some((least, most.max(least + 1)))
}
