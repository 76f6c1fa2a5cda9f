//! The rule files that the user gave: which are in use, and what is wrong with the others.

use std::rc::Rc;

use unloop::{RuleError, Rules};

/// Every rule file of the user, in the order in which they were given. The page keeps it for as long as it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RuleBook {
    pub(crate) files: Vec<RuleFile>,
    /// What was refused of the files that were given last.
    pub(crate) refused: Vec<RuleError>,
}

/// A file in use.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RuleFile {
    pub(crate) name: Rc<str>,
    pub(crate) text: Rc<str>,
    pub(crate) signatures: usize,
    pub(crate) causes: usize,
}

impl RuleBook {
    /// This and more files, each with its name. One of the same name takes the place of the older one.
    pub(crate) fn with(&self, given: Vec<(Rc<str>, Rc<str>)>) -> Self {
        let older = self.files.iter().map(|file| (file.name.clone(), file.text.clone()));
        let older = older.filter(|(name, _)| !given.iter().any(|(new, _)| new == name));
        Self::of(older.chain(given.iter().cloned()))
    }

    /// This without a file. Files that needed its causes are refused then.
    pub(crate) fn without(&self, gone: &str) -> Self {
        let left = self.files.iter().filter(|file| &*file.name != gone);
        Self::of(left.map(|file| (file.name.clone(), file.text.clone())))
    }

    /// A name that no file has yet.
    pub(crate) fn free_name(&self, wanted: &str) -> Rc<str> {
        let is_free = |name: &String| !self.files.iter().any(|file| *file.name == **name);
        let numbered = (2..).map(|number| format!("{wanted} {number}"));
        std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default().into()
    }

    fn of(files: impl Iterator<Item = (Rc<str>, Rc<str>)>) -> Self {
        let mut book = Self::default();
        let mut rules = Rules::default();
        for (name, text) in files {
            let before = (rules.signatures(), rules.causes());
            match rules.add(&text, &name) {
                Ok(()) => book.files.push(RuleFile {
                    name,
                    text,
                    signatures: rules.signatures() - before.0,
                    causes: rules.causes() - before.1,
                }),
                Err(error) => book.refused.push(error),
            }
        }
        book
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const CAUSES: &str = "\
technology: Mint
causes:
- {id: mint/press-open, title: The press is open, meaning: Nobody closed the press.}
";
    pub(crate) const LINES: &str = "\
technology: Mint
signatures:
- id: mint/press-open
  cause: mint/press-open
  match: press .* stands open
  strength: decisive
  why: names the press
  hits: [press 4 stands open]
  misses: [press 4 is shut]
";

    fn book(files: &[(&str, &str)]) -> RuleBook {
        RuleBook::default()
            .with(files.iter().map(|(name, text)| (Rc::from(*name), Rc::from(*text))).collect())
    }

    #[test]
    fn files_in_use_are_counted_and_others_say_what_is_wrong() {
        let book = book(&[("causes", CAUSES), ("lines", LINES), ("bad", "technology: 7\n")]);
        let counts: Vec<_> =
            book.files.iter().map(|file| (&*file.name, file.causes, file.signatures)).collect();
        assert_eq!(counts, [("causes", 1, 0), ("lines", 0, 1)]);
        assert_eq!((book.refused[0].file.as_str(), book.refused[0].line), ("bad", Some(1)));
    }

    #[test]
    fn a_file_of_the_same_name_is_newer() {
        let book =
            book(&[("causes", CAUSES)]).with(vec![("causes".into(), CAUSES.replace("press", "mill").into())]);
        assert_eq!(book.files.len(), 1);
        assert!(book.files[0].text.contains("mint/mill-open"));
    }

    #[test]
    fn a_file_whose_causes_are_gone_is_refused() {
        let book = book(&[("causes", CAUSES), ("lines", LINES)]).without("causes");
        assert!(book.files.is_empty());
        assert!(
            book.refused[0].to_string().starts_with("lines:4: signatures[0].cause"),
            "{:?}",
            book.refused
        );
    }

    #[test]
    fn what_is_pasted_gets_a_name_of_its_own() {
        let book = book(&[("pasted", CAUSES)]);
        assert_eq!(&*book.free_name("pasted"), "pasted 2");
        assert_eq!(&*book.free_name("other"), "other");
    }
}
