//! What to do about a cause, in commands and patches that hold the real names of the paste.

mod codes;
mod exit_code;
mod facts;
pub mod fill;
pub mod keys;
mod next;
mod owner;
mod timeline;
pub(crate) mod wording;

pub(crate) use codes::exit_codes;
pub(crate) use next::what_to_paste;
pub(crate) use timeline::of as timeline;

use crate::diagnosis::{Command, Effect, Fix, NextStep};
use crate::model::Model;
use crate::weigh::Ranked;
use crate::weigh::words::{self, Neighbour, Words};
use fill::{Facts, fill_command, fill_patch, fill_prose, first_prose};

/// What people read about one hypothesis, with the names of the paste.
#[derive(Debug, Default)]
pub(crate) struct Advice {
    pub(crate) title: String,
    pub(crate) explanation: String,
    pub(crate) fixes: Vec<Fix>,
    pub(crate) next: Vec<NextStep>,
    pub(crate) prevention: Vec<String>,
    /// Causes that look alike, each with how to tell them apart.
    pub(crate) confused_with: Vec<Neighbour>,
}

/// What a cause of ours is, for the catalogue.
pub(crate) fn meaning(id: &str) -> Option<&'static str> {
    wording::built_in(id).map(|words| words.meaning.as_str())
}

/// How many fixes and next steps are shown: the first is meant, the rest are choices.
const SHOWN: usize = 4;

/// The advice on one hypothesis about a paste.
pub(crate) fn on(paste: &str, model: &Model, ranked: &Ranked<'_>) -> Advice {
    let facts = facts::of(paste, model, ranked);
    let Some(words) = wording::of(&ranked.hypothesis.cause) else { return Advice::default() };
    let own_title = ranked.hypothesis.title.as_ref().and_then(|title| fill_prose(title, &facts));
    Advice {
        title: own_title.or_else(|| first_prose(&words.title, &facts)).unwrap_or_default(),
        explanation: first_prose(&words.explanation, &facts).unwrap_or_default(),
        fixes: fixes(words, &facts),
        next: steps(words, &facts),
        prevention: words.prevention.iter().filter_map(|line| fill_prose(line, &facts)).collect(),
        confused_with: words.confused_with.clone(),
    }
}

fn fixes(words: &Words, facts: &Facts) -> Vec<Fix> {
    let fitting = words.fixes.iter().filter(|fix| facts.fit(&fix.needs, &fix.unless));
    let filled = fitting.filter_map(|fix| {
        let patch = fix.patch.as_ref().and_then(|patch| fill_patch(&owner::patch(patch, facts), facts));
        if fix.commands.iter().any(|command| owner::is_fixed(&command.run, facts)) {
            return for_job(fix, facts, patch);
        }
        Some(Fix {
            title: fill_prose(&fix.title, facts)?,
            commands: commands(fix, facts, patch.is_some())?,
            patch,
        })
    });
    filled.take(SHOWN).collect()
}

/// A Job takes no change; one creates it again.
fn for_job(fix: &words::Fix, facts: &Facts, patch: Option<String>) -> Option<Fix> {
    let look = |run| Some(Command { run, effect: Effect::ReadOnly, undo: None });
    let reads = fix.commands.iter().filter(|command| command.reads).map(|command| command.run.as_str());
    let commands = reads.chain(["kubectl get {owner}{-n} -o yaml"]);
    Some(Fix {
        title: format!(
            "{} (a Job cannot be changed: correct its manifest and create it anew)",
            fill_prose(&fix.title, facts)?
        ),
        commands: commands
            .filter_map(|run| look(fill_command(&owner::command(run, facts)?, facts)?))
            .collect(),
        patch,
    })
}

/// The commands of a fix, without those that this kind of owner does not take. If that leaves none that does
/// what the fix is for, only a patch makes it worth showing.
fn commands(fix: &words::Fix, facts: &Facts, has_patch: bool) -> Option<Vec<Command>> {
    let mut commands = Vec::new();
    for command in &fix.commands {
        let Some(run) = owner::command(&command.run, facts) else { continue };
        match fill_command(&run, facts) {
            Some(run) => commands.push(Command {
                run,
                effect: if command.reads { Effect::ReadOnly } else { Effect::ChangesCluster },
                undo: undo(command, facts),
            }),
            // The other steps are of no use without this one.
            None if !has_patch => return None,
            None => {
                commands.retain(|command: &Command| command.effect == Effect::ReadOnly);
                break;
            }
        }
    }
    let acts = |effect| commands.iter().any(|command: &Command| command.effect == effect);
    let only_reads = fix.commands.iter().all(|command| command.reads);
    (has_patch || acts(Effect::ChangesCluster) || only_reads && acts(Effect::ReadOnly)).then_some(commands)
}

fn undo(command: &words::Command, facts: &Facts) -> Option<String> {
    fill_command(&owner::command(command.undo.as_ref()?, facts)?, facts)
}

fn steps(words: &Words, facts: &Facts) -> Vec<NextStep> {
    let fitting = words.next.iter().filter(|step| facts.fit(&step.needs, &step.unless));
    let filled = fitting.filter_map(|step| {
        Some(NextStep {
            run: fill_command(&owner::command(&step.run, facts)?, facts)?,
            why: fill_prose(&step.why, facts)?,
            if_so: fill_prose(&step.if_so, facts)?,
            if_not: fill_prose(&step.if_not, facts)?,
        })
    });
    filled.take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixes_for(cause: &str, facts: &[(&str, &str)]) -> Vec<Fix> {
        fixes(wording::built_in(cause).unwrap(), &facts.iter().copied().collect())
    }

    fn runs(fix: &Fix) -> Vec<&str> {
        fix.commands.iter().map(|command| command.run.as_str()).collect()
    }

    #[test]
    fn a_job_is_created_anew_and_never_patched() {
        let facts = [("owner", "job/import"), ("owner_kind", "job"), ("variable", "DB"), ("pod", "import-x")];
        let fixes = fixes_for("config/missing-env", &facts);
        assert!(fixes[0].title.contains("a Job cannot be changed"), "{}", fixes[0].title);
        assert_eq!(runs(&fixes[0]).last(), Some(&"kubectl get job/import -o yaml"));
        for fix in &fixes {
            assert!(
                fix.commands.iter().all(|command| command.effect == Effect::ReadOnly),
                "{:?}",
                fix.commands
            );
        }
    }

    #[test]
    fn a_config_map_is_mended_even_if_its_pod_cannot_be_restarted_by_a_rollout() {
        let facts = [
            ("owner", "cronjob/import"),
            ("owner_kind", "cronjob"),
            ("object_kind", "configmap"),
            ("object", "settings"),
            ("name", "DB"),
        ];
        let fixes = fixes_for("config/missing-env", &facts);
        assert_eq!(runs(&fixes[0]).len(), 2, "{:?}", runs(&fixes[0]));
        assert!(runs(&fixes[0])[1].starts_with("kubectl patch configmap settings"));
    }

    #[test]
    fn half_a_fix_is_no_fix() {
        // The name of the ConfigMap cannot be typed; a restart alone would change nothing.
        let facts = [
            ("owner", "deployment/api"),
            ("owner_kind", "deployment"),
            ("object_kind", "configmap"),
            ("object", "$(id)"),
            ("name", "DB"),
        ];
        for fix in fixes_for("config/missing-env", &facts) {
            assert!(!runs(&fix).iter().any(|run| run.contains("rollout restart")), "{:?}", runs(&fix));
        }
    }
}
