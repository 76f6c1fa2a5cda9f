//! Cuts a paste into artifacts: asks every form "does one of yours begin here?".

use crate::text::Line;
use std::ops::Range;

/// How one form of text begins, and how far it reaches.
#[derive(Debug)]
pub struct Form {
    /// The name users see.
    pub kind: &'static str,
    /// The number of lines an artifact takes, if one starts at the first of these. Refusing must be cheap.
    pub claims: fn(&[Line<'_>]) -> Option<usize>,
}

/// A stretch of lines of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// The place of its form among those asked; none for what nobody claimed.
    pub form: Option<usize>,
    /// Its lines.
    pub lines: Range<usize>,
}

/// Cuts `lines` into artifacts that cover all of them in order.
///
/// The first form that claims a line gets it. What nobody claims stays together up to the next claim. `cuts` are the
/// indexes of lines, in order, before which an artifact ends whatever it is.
pub fn artifacts(lines: &[Line<'_>], forms: &[&Form], cuts: &[usize]) -> Vec<Artifact> {
    let mut found: Vec<Artifact> = Vec::new();
    let ends = cuts.iter().copied().chain([lines.len()]);
    let mut at = 0;
    for end in ends {
        within(lines, at..end.min(lines.len()), forms, &mut found);
        at = end;
    }
    found
}

/// Cuts a range of the lines into artifacts, none of which belongs to one before.
fn within(lines: &[Line<'_>], range: Range<usize>, forms: &[&Form], found: &mut Vec<Artifact>) {
    let mut at = range.start;
    while at < range.end {
        let rest = lines.get(at..range.end).unwrap_or_default();
        let claim = forms.iter().enumerate().find_map(|(index, form)| {
            let taken = (form.claims)(rest)?;
            (taken > 0).then_some((index, taken.min(rest.len())))
        });
        match (claim, found.last_mut()) {
            (Some((index, taken)), _) => {
                found.push(Artifact { form: Some(index), lines: at..at + taken });
                at += taken;
            }
            (None, Some(last)) if last.form.is_none() && at > range.start => {
                last.lines.end = at + 1;
                at += 1;
            }
            (None, _) => {
                found.push(Artifact { form: None, lines: at..at + 1 });
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifact, Form, artifacts};
    use crate::text::Source;

    static TWO_FROM_A: Form =
        Form { kind: "a", claims: |lines| lines.first()?.text.starts_with('a').then_some(2) };

    #[test]
    fn every_line_belongs_to_one_artifact() {
        let source = Source::new("x\ny\na1\na2\nz\na3");
        assert_eq!(
            artifacts(&source.lines, &[&TWO_FROM_A], &[]),
            [
                Artifact { form: None, lines: 0..2 },
                Artifact { form: Some(0), lines: 2..4 },
                Artifact { form: None, lines: 4..5 },
                Artifact { form: Some(0), lines: 5..6 },
            ]
        );
    }

    #[test]
    fn nothing_reaches_over_a_cut() {
        let source = Source::new("x\ny\na1\na2\nz");
        assert_eq!(
            artifacts(&source.lines, &[&TWO_FROM_A], &[1, 3]),
            [
                Artifact { form: None, lines: 0..1 },
                Artifact { form: None, lines: 1..2 },
                Artifact { form: Some(0), lines: 2..3 },
                Artifact { form: Some(0), lines: 3..5 },
            ]
        );
    }
}
