//! What people and programs write where they left lines out.

use super::Pattern;

/// Whether a line says nothing but that lines were left out: `...`, `<snip>`, `[12 lines truncated]`.
pub(crate) fn is_elision(line: &str) -> bool {
    static WORDS: Pattern = Pattern::new(
        r"^(?:[\[(<{*.\-_=~#/ ]|…)*(?i:(?:\d+ (?:more )?(?:lines?|rows?|items?|entries|events) )?(?:(?:output|lines?|log|logs|rest|content|text|events?|stuff|part) (?:was |were |is |are )?)?(?:snip(?:ped)?|truncated|omitted|elided|redacted|skipped|removed|cut(?: off| out| here)?|shortened|trimmed)(?: (?:for brevity|lines?|here|output|\d+ lines?))?|(?:and )?\d+ more lines?)(?:[\])>}*.\-_=~#/ ]|…)*$",
    );
    const MARKS: &[char] = &['.', '…', '-', '_', '~', '*', ':', ' ', '[', ']', '(', ')', '<', '>', '|', '⋮'];
    const LONGEST: usize = 60;
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    // Grep prints `--` between its finds; a rule is longer. The others are what pagers leave behind.
    if ["--", ":", "--More--", "-- More --", "(END)"].contains(&line) {
        return true;
    }
    let dots = line.matches('.').count();
    if line.trim_matches(MARKS).is_empty() {
        return dots >= 3 || line.contains(['…', '⋮']) || line == "- - -";
    }
    // A word alone is said in brackets, dots or dashes; `END` and `removed` may be anybody's.
    let marked = line.starts_with(['[', '(', '<', '{', '.', '…', '-', '*', '=', '~', '#', '/', '_']);
    (marked || line.bytes().any(|byte| byte.is_ascii_digit())) && WORDS.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::is_elision;

    #[test]
    fn the_ways_to_leave_lines_out() {
        for line in [
            "...",
            "…",
            "--",
            "[...]",
            "<snip>",
            "[snip]",
            "<...>",
            "....",
            "(...)",
            "[…]",
            "- - -",
            "  ...",
            "[truncated]",
            "... [truncated] ...",
            "(output omitted)",
            "<12 lines omitted>",
            "--More--",
            "(END)",
            "*** snipped ***",
            "[cut]",
            "... 40 more lines ...",
            "40 lines omitted",
            "-- snip --",
            "<truncated>",
            "[output truncated for brevity]",
            ":",
        ] {
            assert!(is_elision(line), "{line}");
        }
    }

    #[test]
    fn what_only_looks_alike() {
        for line in [
            "",
            "-",
            "removed",
            "end",
            "-------",
            "----     ------",
            "<none>",
            "more",
            "- --more",
            "...ready",
            "truncated",
            "[1]",
            "{",
            "(",
            "*",
            "Events:",
            "[INFO] truncated table users",
        ] {
            assert!(!is_elision(line), "{line}");
        }
    }
}
