//! Sentences that people write around what they paste.

/// Words of people who tell what they did or think; programs do without them.
const TELLING: [&str; 14] = [
    "i",
    "i'm",
    "i've",
    "my",
    "me",
    "we",
    "our",
    "however",
    "because",
    "installed",
    "tried",
    "noticed",
    "seems",
    "please",
];
/// Words that bind a sentence together.
const BINDING: [&str; 16] = [
    "the", "is", "are", "to", "of", "and", "that", "with", "in", "for", "it", "when", "on", "was", "so",
    "does",
];
/// Shorter lines may be anything.
const FEWEST: usize = 10;

/// Whether a line is a sentence about a program rather than one that the program wrote.
pub(super) fn is_prose(line: &str) -> bool {
    let words: Vec<String> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()).to_ascii_lowercase())
        .collect();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let (telling, binding) = (count(&TELLING), count(&BINDING));
    words.len() >= FEWEST && telling >= 1 && telling + binding >= 4 || is_list_item(line)
}

/// `2. Running `ping` fails`: what somebody tried, one after the other.
fn is_list_item(line: &str) -> bool {
    let Some((number, rest)) = line.trim_start().split_once(['.', ')']) else { return false };
    let counted = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    counted && rest.starts_with(' ') && rest.contains('`')
}

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn a_sentence_has_ten_words_four_of_which_bind() {
        let ten = "However the tool of the node fails in two places";
        assert!(is_prose(ten));
        assert!(!is_prose(ten.trim_end_matches(" places")));
        assert!(!is_prose("However the tool with one node fails without two places"));
    }

    #[test]
    fn people_are_told_from_programs() {
        for line in [
            "However, the tool needs the folder /lib/tables of the node, which does not exist in the container.",
            "I tried to delete the pod and it was created again with the same error in the log",
            "2. Running `app --check`: `open /etc/app.conf: no such file or directory`",
        ] {
            assert!(is_prose(line), "{line}");
        }
        for line in [
            "Error: Database is uninitialized and superuser password is not specified.",
            "The data directory was initialized by PostgreSQL version 14, which is not compatible with it.",
            "panic: open /etc/app.conf: no such file or directory",
            "2. open /etc/app.conf: no such file or directory",
        ] {
            assert!(!is_prose(line), "{line}");
        }
    }
}
