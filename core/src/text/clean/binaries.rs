//! Texts that Erlang prints as the numbers of their bytes: `message=><<110,111,32,112,97,116,104>>`.

use super::super::edit::Rewrite;
use super::super::{Line, Pattern};

pub(super) fn clean(paste: &str, lines: &mut [Line<'_>]) {
    if memchr::memmem::find(paste.as_bytes(), b"<<").is_none() {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.text.contains("<<")) {
        rewrite(line);
    }
}

fn rewrite(line: &mut Line<'_>) {
    // Fewer may be numbers indeed.
    static BYTES: Pattern = Pattern::new(r"<<(?:\d{1,3},){7,}\d{1,3}>>");
    let mut rewrite = Rewrite::default();
    let mut kept = 0;
    for found in BYTES.find_all(&line.text) {
        let Some(text) = line.text.get(found.start + 2..found.end - 2).and_then(text_of) else { continue };
        rewrite.keep(line, kept..found.start);
        rewrite.put(&text, line.at(found.clone()));
        kept = found.end;
    }
    if kept > 0 {
        rewrite.keep(line, kept..line.text.len());
        *line = rewrite.finish(line, line.span);
    }
}

/// The text with these bytes, on one line; none if it is not plain text.
fn text_of(numbers: &str) -> Option<String> {
    let bytes: Vec<u8> = numbers.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let text = String::from_utf8(bytes).ok()?.replace(['\r', '\n', '\t'], " ");
    text.chars().all(|letter| !letter.is_control()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::check;

    fn spelled(text: &str) -> String {
        let numbers: Vec<String> = text.bytes().map(|byte| byte.to_string()).collect();
        format!("<<{}>>", numbers.join(","))
    }

    #[test]
    fn bytes_are_read_as_the_text_that_they_are() {
        let bytes = spelled("no path\nis set");
        let paste = format!("{{message=>{bytes},line=>3}}");
        let source = check(&paste, &["{message=>no path is set,line=>3}"]);
        let line = &source.lines[0];
        let origin = |text: &str| {
            let at = line.text.find(text).unwrap();
            line.at(at..at + text.len()).of(&paste)
        };
        assert_eq!(origin("no path is set"), bytes);
        assert_eq!(origin("line=>3"), "line=>3");
    }

    #[test]
    fn numbers_are_left_alone() {
        let sound = format!("{{sound,<<{}255>>}}", "0,".repeat(9));
        for paste in ["cat <<EOF", "{size,<<110,111>>}", sound.as_str()] {
            check(paste, &[paste]);
        }
    }
}
