//! What is checked about a cause of a rule file.

use super::file::CauseEntry;
use super::place::Place;
use super::{Wrong, check_runbook, is_id};
use crate::advise::{fill, keys};
use crate::weigh;
use std::collections::BTreeSet;

/// Its id is an id, and in a family of the user's own: what comes with unloop, now or later, is never redefined.
pub(super) fn check_id(place: &Place, id: &str) -> Result<(), Wrong> {
    let wrong = |problem| Err((place.field("id"), problem));
    if !is_id(id) {
        return wrong(format!("`{id}` is no `family/name` in small letters"));
    }
    let family = id.split('/').next().unwrap_or_default();
    if weigh::causes().any(|known| known.id == id) {
        return wrong(format!("`{id}` comes with unloop and keeps its meaning"));
    }
    if weigh::causes().any(|known| known.family() == family) {
        return wrong(format!("the family `{family}` comes with unloop: choose one of your own"));
    }
    Ok(())
}

/// Its texts are there, and what they leave open can be known. `captures` are the groups of its signatures.
pub(super) fn check(
    place: &Place,
    entry: &CauseEntry,
    captures: &BTreeSet<String>,
    exists: impl Fn(&str) -> bool,
) -> Result<(), Wrong> {
    let texts = Texts { captures };
    if entry.meaning.trim().is_empty() {
        return Err((place.field("meaning"), "say in a sentence what it is".to_owned()));
    }
    texts.choices(&place.field("title"), entry.title.as_slice())?;
    if let Some(explanation) = &entry.explanation {
        texts.choices(&place.field("explanation"), explanation.as_slice())?;
    }
    for (index, fix) in entry.fixes.iter().enumerate() {
        let place = place.field("fixes").at(index);
        texts.prose(&place.field("title"), &fix.title)?;
        for (index, command) in fix.commands.iter().enumerate() {
            let place = place.field("commands").at(index);
            texts.command(&place.field("run"), &command.run)?;
            if let Some(undo) = &command.undo {
                texts.command(&place.field("undo"), undo)?;
            }
        }
        if let Some(patch) = &fix.patch {
            texts.command(&place.field("patch"), patch)?;
        }
        if fix.commands.is_empty() && fix.patch.is_none() {
            return Err((place.field("commands"), "give a command or a patch".to_owned()));
        }
    }
    for (index, step) in entry.next.iter().enumerate() {
        let place = place.field("next").at(index);
        texts.command(&place.field("run"), &step.run)?;
        for (name, text) in [("why", &step.why), ("if_so", &step.if_so), ("if_not", &step.if_not)] {
            texts.prose(&place.field(name), text)?;
        }
    }
    for (index, line) in entry.prevention.iter().enumerate() {
        texts.prose(&place.field("prevention").at(index), line)?;
    }
    for (index, neighbour) in entry.confused_with.iter().enumerate() {
        if !exists(&neighbour.id) {
            let place = place.field("confused_with").at(index).field("id");
            return Err((place, format!("there is no cause `{}`", neighbour.id)));
        }
    }
    check_runbook(place, entry.runbook.as_ref())
}

/// The placeholders that may stand in the texts of one cause.
struct Texts<'t> {
    captures: &'t BTreeSet<String>,
}

impl Texts<'_> {
    /// One or several texts of which the first that can be filled is shown: the last always can.
    fn choices(&self, place: &Place, texts: &[String]) -> Result<(), Wrong> {
        let at = |index| if texts.len() > 1 { place.at(index) } else { place.clone() };
        for (index, text) in texts.iter().enumerate() {
            self.prose(&at(index), text)?;
        }
        let Some(last) = texts.last() else {
            return Err((place.clone(), "give at least one text".to_owned()));
        };
        match fill::slots(last).into_iter().find(|(_, hint)| hint.is_none()) {
            Some((key, _)) => Err((
                at(texts.len() - 1),
                format!("add a text without placeholders: `{{{key}}}` is not always known"),
            )),
            None => Ok(()),
        }
    }

    fn prose(&self, place: &Place, text: &str) -> Result<(), Wrong> {
        if text.trim().is_empty() {
            return Err((place.clone(), "is empty".to_owned()));
        }
        let open = fill::slots(text)
            .into_iter()
            .find(|(key, hint)| hint.is_none() && keys::find(key).is_none() && !self.captures.contains(*key));
        match open {
            Some((key, _)) => Err((
                place.clone(),
                format!("nothing stands for `{{{key}}}`: no signature of this cause captures it"),
            )),
            None => Ok(()),
        }
    }

    /// What is typed takes known values only, for which it is clear what they must look like.
    fn command(&self, place: &Place, text: &str) -> Result<(), Wrong> {
        if text.trim().is_empty() {
            return Err((place.clone(), "is empty".to_owned()));
        }
        let is_flag = |key: &str| ["-n", "-c", "-containers"].contains(&key);
        let open = fill::slots(text).into_iter().find(|(key, _)| keys::find(key).is_none() && !is_flag(key));
        match open {
            Some((key, _)) => Err((
                place.clone(),
                format!("`{{{key}}}` cannot stand in a command: name the group `name`, `value` or the like"),
            )),
            None => Ok(()),
        }
    }
}
