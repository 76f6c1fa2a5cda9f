//! Paths as names: nothing in them leads anywhere.

/// The longest name, in characters.
const LONGEST: usize = 300;

/// A path without what could mislead: no root, no steps upwards, nothing that steers or hides.
pub(crate) fn clean(path: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    // First: without them, other parts may be steps upwards.
    let plain: String = path.chars().filter(|letter| !steers(*letter)).collect();
    let parts = plain.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let mut clean: Vec<char> = parts.collect::<Vec<_>>().join("/").chars().collect();
    if clean.len() > LONGEST {
        // The end tells more than the beginning; half a part may be no name.
        clean.drain(..clean.len() - LONGEST);
        let whole = clean.iter().position(|letter| *letter == '/').map_or(0, |slash| slash + 1);
        clean.drain(..whole);
    }
    clean.into_iter().collect()
}

/// The name of a file within an archive.
pub(crate) fn within(archive: &str, path: &str) -> String {
    clean(&format!("{archive}/{path}"))
}

/// The name of what is in a `.gz`.
pub(crate) fn without_gz(path: &str) -> &str {
    let ending = path.len().checked_sub(3).and_then(|at| path.split_at_checked(at));
    match ending {
        Some((name, ending)) if ending.eq_ignore_ascii_case(".gz") && !name.is_empty() => name,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere() {
        for (path, name) in [
            ("../../etc/passwd", "etc/passwd"),
            ("/var/log/./pods//a.log", "var/log/pods/a.log"),
            ("C:\\logs\\..\\a.log", "C:/logs/a.log"),
            ("a\u{1b}[2J\u{202e}gol.txt\n", "a[2Jgol.txt"),
            ("..", ""),
            ("a/.\0./b/\0", "a/b"),
            ("pass\u{feff}wd\u{200b}", "passwd"),
        ] {
            assert_eq!(clean(path), name);
        }
        assert_eq!(within("b.tar", "../x/./y"), "b.tar/x/y");
        assert_eq!(clean(&format!("{}../{}", "a".repeat(9), "b".repeat(297))), "b".repeat(297));
        assert_eq!(clean(&"é".repeat(1000)).chars().count(), LONGEST);
    }

    #[test]
    fn what_is_in_a_gz_has_its_name() {
        assert_eq!(
            (without_gz("a.log.gz"), without_gz("a.TAR.GZ"), without_gz(".gz")),
            ("a.log", "a.TAR", ".gz")
        );
        assert_eq!(without_gz("größe"), "größe");
    }
}
