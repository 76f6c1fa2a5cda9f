//! A page of the manual, in the language of `man`.

use super::program::Program;

/// The whole page.
pub(super) fn page(program: &Program) -> String {
    let name = program.name;
    let mut text = format!(
        ".TH {} 1 \"\" \"unloop {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n{}\n.SH DESCRIPTION\n",
        name.to_uppercase(),
        env!("CARGO_PKG_VERSION"),
        plain(name),
        plain(&in_a_line(program.summary)),
        plain(program.usage),
    );
    for (number, paragraph) in program.about.split("\n\n").enumerate() {
        text += if number == 0 { "" } else { ".PP\n" };
        text += &format!("{}\n", lines(paragraph));
    }
    text += ".SH OPTIONS\n";
    for flag in &program.options {
        text += &format!(".TP\n\\fB{}\\fR\n{}\n", plain(&flag.names()), lines(flag.help));
    }
    text += &format!(".SH EXIT STATUS\n{}\n.SH EXAMPLES\n", lines(program.status));
    for example in program.examples {
        text += &format!(".PP\n.EX\n{}\n.EE\n", lines(example));
    }
    text
}

/// The summary as the NAME section has it: in a line, and no sentence.
fn in_a_line(summary: &str) -> String {
    let mut letters = summary.trim_end_matches('.').chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Lines of text; none of them begins as a request does.
fn lines(text: &str) -> String {
    let line = |line: &str| {
        let mark = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        format!("{mark}{}", plain(line))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Text as it stands: a dash can be copied, a backslash is one.
fn plain(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn no_line_is_taken_for_a_request() {
        assert_eq!(lines(".gz and\n'x' a-b \\ c"), "\\&.gz and\n\\&'x' a\\-b \\e c");
    }
}
