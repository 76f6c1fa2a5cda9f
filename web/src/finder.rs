//! Finds things in the catalogue: whatever holds all the words that were typed.

use unloop::Catalogue;

/// The catalogue, ready to be searched.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    causes: Vec<String>,
    codes: Vec<Code>,
    /// By technology.
    lines: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Code {
    first: i64,
    last: i64,
    text: String,
}

/// What was found, as places in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) causes: Vec<usize>,
    pub(crate) codes: Vec<usize>,
    /// The technologies with a line that fits, and these lines.
    pub(crate) lines: Vec<(usize, Vec<usize>)>,
}

impl Finder {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let cause = |cause: &unloop::catalogue::Cause| {
            let mut text = [cause.id, &cause.meaning, &cause.shows, &cause.against].join("\n");
            let lists = [&cause.titles, &cause.explanations, &cause.prevention];
            for part in lists.into_iter().flatten().chain(cause.fixes.iter().map(|fix| &fix.title)) {
                text.push('\n');
                text += part;
            }
            text.to_lowercase()
        };
        let code = |row: &unloop::knowledge::exit_codes::Row| Code {
            first: row.code,
            last: row.last(),
            text: [&*row.name, &row.meaning, &row.sender, row.dotnet.as_deref().unwrap_or_default()]
                .join("\n")
                .to_lowercase(),
        };
        let lines = |technology: &unloop::catalogue::Technology| {
            let line = |signature: &unloop::catalogue::Signature| {
                let cause = signature.cause.as_deref().unwrap_or_default();
                let patterns = signature.patterns.join("\n");
                [&*technology.name, &signature.id, cause, &signature.why, &patterns].join("\n").to_lowercase()
            };
            technology.signatures.iter().map(line).collect()
        };
        Self {
            causes: catalogue.causes.iter().map(cause).collect(),
            codes: catalogue.exit_codes.iter().map(code).collect(),
            lines: catalogue.technologies.iter().map(lines).collect(),
        }
    }

    /// Everything that holds all words of the query; with none, everything.
    pub(crate) fn find(&self, query: &str) -> Found {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let holds = |text: &String| words.iter().all(|word| text.contains(word));
        let is_code = |code: &Code| {
            words.iter().all(|word| match word.parse::<i64>() {
                Ok(number) => {
                    (code.first..=code.last).contains(&unloop::knowledge::exit_codes::signed(number))
                }
                Err(_) => code.text.contains(word),
            })
        };
        let at = |texts: &[String]| -> Vec<usize> {
            texts.iter().enumerate().filter(|(_, text)| holds(text)).map(|(at, _)| at).collect()
        };
        let codes = self.codes.iter().enumerate().filter(|(_, code)| is_code(code));
        let lines = self.lines.iter().enumerate().map(|(technology, lines)| (technology, at(lines)));
        Found {
            causes: at(&self.causes),
            codes: codes.map(|(at, _)| at).collect(),
            lines: lines.filter(|(_, lines)| !lines.is_empty()).collect(),
        }
    }
}

impl Found {
    /// How many lines, of all technologies.
    pub(crate) fn line_count(&self) -> usize {
        self.lines.iter().map(|(_, lines)| lines.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(query: &str) -> Vec<i64> {
        let catalogue = unloop::catalogue();
        let found = Finder::new(&catalogue).find(query);
        found.codes.iter().map(|at| catalogue.exit_codes[*at].code).collect()
    }

    #[test]
    fn without_a_word_everything_is_there() {
        let catalogue = unloop::catalogue();
        let found = Finder::new(&catalogue).find("  ");
        assert_eq!(found.causes.len(), catalogue.causes.len());
        assert_eq!(found.codes.len(), catalogue.exit_codes.len());
        assert_eq!(found.lines.len(), catalogue.technologies.len());
    }

    #[test]
    fn an_exit_code_is_found_by_its_number_its_range_and_its_name() {
        assert_eq!(codes("137"), [137]);
        assert_eq!(codes("sigKILL"), codes("SIGKILL"));
        assert!(codes("sigkill").contains(&137));
        assert_eq!(codes("3221225477"), [-1073741819]);
        let catalogue = unloop::catalogue();
        let range = catalogue.exit_codes.iter().find(|row| row.to.is_some()).unwrap();
        assert_eq!(codes(&(range.code + 1).to_string()), [range.code]);
    }

    #[test]
    fn all_words_must_be_there_in_any_order() {
        let catalogue = unloop::catalogue();
        let finder = Finder::new(&catalogue);
        let found = finder.find("postgresql password");
        assert_eq!(found, finder.find("PASSWORD PostgreSQL"));
        assert!(
            found.lines.iter().any(|(at, _)| catalogue.technologies[*at].name == "PostgreSQL"),
            "{found:?}"
        );
        assert!(found.line_count() < finder.find("postgresql").line_count());
        assert_eq!(finder.find("there-is-no-such-word"), Found::default());
    }

    #[test]
    fn a_cause_is_found_by_its_id() {
        let catalogue = unloop::catalogue();
        let found = Finder::new(&catalogue).find("memory/oom-limit");
        assert!(found.causes.iter().any(|at| catalogue.causes[*at].id == "memory/oom-limit"));
    }
}
