//! The path to a field: `.status.containerStatuses[*].lastState`.

/// One step from a value into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    At(usize),
    /// Every item of a list.
    Each,
}

/// No field of a pod lies deeper.
const DEEPEST: usize = 16;

/// Reads a path. None for what asks for more than one place, or for places that depend on what stands there.
pub(super) fn parse(text: &str) -> Option<Vec<Step>> {
    let mut rest = text.strip_prefix(['$', '@']).unwrap_or(text);
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (index, behind) = inner.split_once(']')?;
            let at = || index.parse().ok().filter(|at| *at < crate::limits::CONTAINERS).map(Step::At);
            steps.push(if index == "*" { Step::Each } else { at()? });
            rest = behind;
        } else {
            rest = rest.strip_prefix('.')?;
            let mut key = String::new();
            let mut letters = rest.char_indices();
            let mut end = rest.len();
            while let Some((at, letter)) = letters.next() {
                match letter {
                    '.' | '[' => {
                        end = at;
                        break;
                    }
                    '\\' => key.push(letters.next()?.1),
                    _ if letter.is_ascii_alphanumeric() || "-_/".contains(letter) => key.push(letter),
                    _ => return None,
                }
            }
            if key.is_empty() {
                return None;
            }
            steps.push(Step::Key(key));
            rest = rest.get(end..)?;
        }
    }
    // Of lists in lists it is not known whose an item is.
    let lists = steps.iter().filter(|step| **step == Step::Each).count();
    (!steps.is_empty() && steps.len() <= DEEPEST && lists <= 1).then_some(steps)
}

/// The name of the field; none for an item of a list.
pub(super) fn name(path: &[Step]) -> &str {
    match path.last() {
        Some(Step::Key(key)) => key,
        _ => "",
    }
}

/// Whether it leads to a value of every item of a list.
pub(super) fn is_several(path: &[Step]) -> bool {
    path.contains(&Step::Each)
}

/// The list whose items it goes through.
pub(super) fn list(path: &[Step]) -> &[Step] {
    path.iter().position(|step| *step == Step::Each).and_then(|at| path.get(..at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Step, list, name, parse};

    #[test]
    fn simple_paths_are_read_and_others_left_alone() {
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(parse(".a.b[*].c"), Some(vec![key("a"), key("b"), Step::Each, key("c")]));
        assert_eq!(parse("$.a[2]"), Some(vec![key("a"), Step::At(2)]));
        assert_eq!(parse(r".a.b\.io/c"), Some(vec![key("a"), key("b.io/c")]));
        for path in [
            "",
            "a",
            ".",
            "..a",
            ".a.*",
            ".a[?(@.b==\"c\")]",
            ".a[-1]",
            ".a[0:1]",
            ".a['b']",
            ".a[99999]",
            ".a[",
            ".a b",
            ".a[*].b[*]",
            ".a\\",
        ] {
            assert_eq!(parse(path), None, "{path}");
        }
        assert_eq!(parse(&".a".repeat(17)), None);
    }

    #[test]
    fn a_path_goes_through_a_list_to_a_field() {
        let path = parse(".a[*].b").unwrap();
        assert_eq!((name(&path), list(&path).len()), ("b", 1));
    }
}
