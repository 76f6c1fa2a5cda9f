//! In pieces or whole: a paste has one answer; and in files a sound one, which empty files do not change.

use super::{Target, parts, text};
use crate::sound;
use unloop::{Diagnoser, Diagnosis, Input, diagnose, diagnose_all};

pub(super) const TARGET: Target = Target { name: "split", try_with, seeds };

/// Golden pastes, cut in the middle of a line, at the end of one, or twice at the same place.
fn seeds() -> Vec<Vec<u8>> {
    let cut = |(turn, mut paste): (usize, Vec<u8>)| {
        let middle = paste.len() / 2;
        let line = paste.iter().skip(middle).position(|byte| *byte == b'\n').map_or(middle, |at| middle + at);
        let place = if turn % 2 == 0 { middle } else { line };
        paste.insert(place, super::CUT);
        if turn % 3 == 0 {
            paste.insert(place, super::CUT);
        }
        paste
    };
    super::pastes().into_iter().enumerate().map(cut).collect()
}

fn try_with(bytes: &[u8]) {
    let parts = parts(bytes);
    let mut diagnoser = Diagnoser::new();
    for part in &parts {
        diagnoser.push(part);
    }
    assert_eq!(diagnoser.finish(), diagnose(&text(&parts.concat())), "in pieces");

    // What was done to a text is undone file by file: files of any kind need not mean what one text of them would.
    let files: Vec<String> = parts.iter().map(|part| text(part) + "\n").collect();
    let inputs: Vec<_> = files.iter().map(|text| Input { name: "part", text }).collect();
    let answer = as_one(diagnose_all(&inputs));
    sound::check(&files.concat(), &answer);
    let nothing = Input { name: "nothing", text: "" };
    let spaced: Vec<_> = inputs.iter().flat_map(|input| [nothing, *input, nothing]).collect();
    assert_eq!(as_one(diagnose_all(&spaced)), answer, "among empty files");
}

/// An answer about several files, as if they were one: lines are counted from the first file on.
pub fn as_one(mut answer: Diagnosis) -> Diagnosis {
    let before: Vec<usize> = answer.inputs.iter().map(|input| input.line - 1).collect();
    for artifact in &mut answer.artifacts {
        artifact.line += before[artifact.input];
        artifact.input = 0;
    }
    for one in answer.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        one.line += before[one.input];
        one.input = 0;
    }
    answer.inputs.clear();
    answer
}
