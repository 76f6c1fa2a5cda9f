//! Which part of what was printed is the value of which path.
//!
//! kubectl puts a blank between the values of one path, and nothing where there is no value. So a line can often be read
//! in one way only; where it cannot, nothing is read.

use super::super::scalar::quoted_length;
use super::Answer;
use super::meaning::{self, Fit};
use super::path::{self, Step};
use super::place::Object;
use super::template::{Piece, Template};
use crate::limits::{CONTAINERS, LINE};
use crate::text::Line;
use std::ops::Range;

/// Reads the lines below a command.
pub(super) fn below<'a>(template: &Template, lines: &[Line<'a>], prompt: &str) -> Option<Answer<'a>> {
    let mut answer = Answer { objects: Vec::new(), lines: 0, next: None };
    let each = template.each.as_deref().unwrap_or_default();
    for (index, line) in lines.iter().enumerate() {
        let Some(row) = template.rows.get(if each.is_empty() { index } else { 0 }) else { break };
        let Some((values, next)) = of_line(row, line, prompt) else { break };
        for (place, path) in paths_of(row).enumerate() {
            // Of fewer values than there are items it is not known whose they are.
            let own = values.get(place).filter(|_| is_whole(row, &values, place));
            for (item, place) in own.into_iter().flatten().enumerate() {
                let word = line.text.get(place.clone()).unwrap_or_default();
                if meaning::fit(path::name(path), word) == Some(Fit::Surely) {
                    answer.lines = index + 1;
                }
                put(&mut answer.objects, [each, path], [index, item], line, place.clone());
            }
        }
        if next.is_some() && answer.lines > index {
            answer.next = next;
            break;
        }
    }
    (answer.lines > 0).then_some(answer)
}

/// Puts a value where two paths, one behind the other, lead, each to its item.
fn put(
    objects: &mut Vec<Object>,
    paths: [&[Step]; 2],
    [row, item]: [usize; 2],
    line: &Line<'_>,
    place: Range<usize>,
) {
    let [each, own] = paths;
    let whole = [each, own].concat();
    let of_list = |step: &Step| {
        if let Step::At(index) = step {
            *index
        } else if each.is_empty() {
            item
        } else {
            row
        }
    };
    let (object, path) = match whole.as_slice() {
        [Step::Key(items), at, rest @ ..] if items == "items" => (of_list(at), rest),
        path => (0, path),
    };
    // Of lists in lists it is not known whose an item is.
    if path.iter().filter(|step| **step == Step::Each).count() > 1 {
        return;
    }
    while objects.len() <= object {
        objects.push(Object::default());
    }
    let item = if path::is_several(own) { item } else { row };
    if let Some(object) = objects.get_mut(object) {
        object.put(path, item, line, place);
    }
}

fn paths_of(row: &[Piece]) -> impl Iterator<Item = &[Step]> {
    row.iter().filter_map(|piece| match piece {
        Piece::Value(path) => Some(path.as_slice()),
        Piece::Text(_) => None,
    })
}

/// The places of the values of each path.
type Values = Vec<Vec<Range<usize>>>;

/// The values on a line, and the next command, if it follows there.
fn of_line<'a>(row: &[Piece], line: &Line<'a>, prompt: &str) -> Option<(Values, Option<Line<'a>>)> {
    let text = line.text.as_ref();
    let is_error =
        text.starts_with("error: ") || text.starts_with("Error from ") || text.starts_with("Unable to ");
    if line.is_blank() || is_error || text.len() > LINE {
        return None;
    }
    let cut = without_prompt(text, prompt);
    if cut.len() < text.len()
        && let Some(values) = of_text(row, cut)
    {
        let rest = text.get(cut.len()..).unwrap_or_default();
        let next = rest.find("kubectl ").map(|at| line.part(cut.len() + at..text.len()));
        return Some((values, next));
    }
    Some((of_text(row, text)?, None))
}

/// A line up to the prompt behind it.
fn without_prompt<'t>(text: &'t str, prompt: &str) -> &'t str {
    // What zsh shows where a line has no end.
    let text = text.strip_suffix('%').unwrap_or(text);
    let before = text.split(" kubectl ").next().unwrap_or(text);
    if prompt.len() > 2
        && let Some((cut, _)) = before.split_once(prompt)
    {
        return cut;
    }
    before.trim_end().strip_suffix(prompt).filter(|_| !prompt.is_empty()).unwrap_or(before)
}

/// The values of which this is the text; none where it may be read in several ways.
fn of_text(row: &[Piece], text: &str) -> Option<Values> {
    let ways = |is_trimmed| {
        let mut search = Search { row, text, is_trimmed, now: Vec::new(), found: Vec::new(), steps: 0 };
        search.go(0, 0);
        (search.steps < STEPS).then_some(search.found)
    };
    let mut found = ways(false)?;
    if found.is_empty() {
        found = ways(true)?;
    }
    // Containers mostly have the same fields.
    if found.len() > 1 {
        found.retain(|values| (0..values.len()).all(|place| is_whole(row, values, place)));
    }
    found.pop().filter(|_| found.is_empty())
}

/// Whether no other path into the same list has more values, if this has any.
fn is_whole(row: &[Piece], values: &Values, place: usize) -> bool {
    let own = values.get(place).map_or(0, Vec::len);
    let list = paths_of(row).nth(place).map(path::list).unwrap_or_default();
    own == 0
        || list.is_empty()
        || paths_of(row).zip(values).all(|(path, other)| path::list(path) != list || other.len() <= own)
}

/// Looks for every way to read a line.
struct Search<'t> {
    row: &'t [Piece],
    text: &'t str,
    /// Whether the blanks at its end were lost.
    is_trimmed: bool,
    now: Values,
    found: Vec<Values>,
    steps: usize,
}

/// What takes more is not understood.
const STEPS: usize = 2_000;

impl Search<'_> {
    fn go(&mut self, piece: usize, at: usize) {
        self.steps += 1;
        if self.steps >= STEPS {
            return;
        }
        let rest = self.text.get(at..).unwrap_or_default();
        match self.row.get(piece) {
            None if rest.trim().is_empty() || self.is_prompt(at) => self.found.push(self.now.clone()),
            None => {}
            Some(Piece::Text(text)) if self.is_trimmed && text.trim().is_empty() && rest.is_empty() => {
                self.go(piece + 1, self.text.len());
            }
            Some(Piece::Text(text)) => {
                if let Some(length) = literal(rest, text) {
                    self.go(piece + 1, at + length);
                }
            }
            Some(Piece::Value(path)) => self.value(piece, at, path),
        }
    }

    fn value(&mut self, piece: usize, mut at: usize, path: &[Step]) {
        let name = path::name(path);
        let mut values = Vec::new();
        loop {
            self.now.push(values.clone());
            self.go(piece + 1, at);
            self.now.pop();
            let is_next = !values.is_empty();
            if is_next && !path::is_several(path) || values.len() >= CONTAINERS {
                return;
            }
            let start = at + usize::from(is_next);
            let Some(rest) =
                self.text.get(start..).filter(|_| !is_next || self.text.as_bytes().get(at) == Some(&b' '))
            else {
                return;
            };
            let is_last = !self.row.iter().skip(piece + 1).any(|piece| matches!(piece, Piece::Value(_)));
            let length = length(rest, name, is_last);
            if length == 0 || meaning::fit(name, rest.get(..length).unwrap_or_default()).is_none() {
                return;
            }
            at = start + length;
            values.push(start..at);
        }
    }

    /// Whether what follows a value that ends by itself is a prompt.
    fn is_prompt(&self, at: usize) -> bool {
        let (before, rest) =
            (self.text.get(..at).unwrap_or_default(), self.text.get(at..).unwrap_or_default());
        rest.len() < 100
            && rest.trim_end().bytes().last().is_some_and(|sign| b"$#%>".contains(&sign))
            && before.bytes().last().is_some_and(|last| b"}]".contains(&last) || last.is_ascii_digit())
    }
}

/// How much of a text this text of the template takes: a tab may have become blanks.
fn literal(text: &str, wanted: &str) -> Option<usize> {
    let mut rest = text;
    for letter in wanted.chars() {
        rest = match rest.strip_prefix(letter) {
            Some(rest) => rest,
            None if letter == '\t' && rest.starts_with(' ') => rest.trim_start_matches(' '),
            None => return None,
        };
    }
    Some(text.len() - rest.len())
}

/// The length of the value with which a text begins.
fn length(text: &str, name: &str, is_last: bool) -> usize {
    if text.starts_with(['{', '[']) {
        return block_length(text).unwrap_or_default();
    }
    if meaning::is_number(name) {
        return text.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(text.len());
    }
    if meaning::is_sentence(name) && is_last {
        return text.trim_end().len();
    }
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// The length of a map or list in JSON. None if it does not end here.
fn block_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return Some(at + 1),
            b'}' | b']' => depth -= 1,
            b'"' => at += quoted_length(text.get(at..)?)? - 1,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::template::Template;
    use super::{of_text, without_prompt};

    /// The values of each path on a line, as text.
    fn values<'t>(template: &str, line: &'t str) -> Option<Vec<Vec<&'t str>>> {
        let template = Template::parse(template).unwrap();
        let of = |places: Vec<std::ops::Range<usize>>| places.into_iter().map(|place| &line[place]).collect();
        Some(of_text(&template.rows[0], line)?.into_iter().map(of).collect())
    }

    #[track_caller]
    fn check(template: &str, line: &str, expected: &[&[&str]]) {
        let found = values(template, line).unwrap_or_else(|| panic!("not read: {line}"));
        assert_eq!(found, expected, "{line}");
    }

    const TWO: &str = "{.spec.containers[*].command} {.spec.containers[*].args}";

    #[test]
    fn blanks_tell_which_values_are_missing() {
        check(TWO, r#"["sh"] ["-c"]"#, &[&[r#"["sh"]"#], &[r#"["-c"]"#]]);
        for line in [r#"["sh"] "#, r#"["sh"]"#] {
            check(TWO, line, &[&[r#"["sh"]"#], &[]]);
        }
        check(TWO, r#" ["-c"]"#, &[&[], &[r#"["-c"]"#]]);
        check(
            "{.spec.hostNetwork} {.spec.containers[*].name} {.spec.containers[*].ports} {.spec.containers[*].args}",
            r#" till mill [{"containerPort":80}] [{"containerPort":81}] ["a"] ["b"]"#,
            &[
                &[],
                &["till", "mill"],
                &[r#"[{"containerPort":80}]"#, r#"[{"containerPort":81}]"#],
                &[r#"["a"]"#, r#"["b"]"#],
            ],
        );
        check(
            "{.status.reason} {.status.message}",
            "Evicted The node was low. ",
            &[&["Evicted"], &["The node was low."]],
        );
    }

    #[test]
    fn what_may_be_of_either_is_dropped() {
        // Three values: of which container is not known.
        assert_eq!(values(TWO, r#"["a"] ["b"] ["c"]"#), None);
        check(TWO, r#"["a"] ["b"] ["c"] ["d"]"#, &[&[r#"["a"]"#, r#"["b"]"#], &[r#"["c"]"#, r#"["d"]"#]]);
    }

    #[test]
    fn other_texts_are_no_answers() {
        for line in ["opening the till", "{\"a\":1", "[1] [2", "error: no such field"] {
            assert_eq!(values(TWO, line), None, "{line}");
        }
        // Too many ways to read it.
        let one = "{.spec.containers[*].name} ";
        assert_eq!(values(&one.repeat(12), &"a ".repeat(60)), None);
    }

    #[test]
    fn a_prompt_behind_it_is_no_part_of_the_answer() {
        let prompt = "me@box:~$";
        assert_eq!(without_prompt("137me@box:~$ kubectl get pods", prompt), "137");
        assert_eq!(without_prompt("137me@box:~$", prompt), "137");
        assert_eq!(without_prompt("137$ kubectl get pods", "$"), "137");
        assert_eq!(without_prompt("137me@box:~$ kubectl get pods", ""), "137me@box:~$");
        assert_eq!(without_prompt("137", "$"), "137");
        let code = "{.status.containerStatuses[0].lastState.terminated.exitCode}";
        check(code, "137me@box:~$", &[&["137"]]);
        check(TWO, r#"["a"] ["b"][root@a ~]# "#, &[&[r#"["a"]"#], &[r#"["b"]"#]]);
    }
}
