//! Tables whose columns somebody made up: `-o custom-columns=NAME:.metadata.name,EXIT:...`.

use super::Answer;
use super::meaning::{self, Fit};
use super::path::{self, Step};
use super::place::Object;
use crate::text::Line;
use std::ops::Range;

/// The columns, each with its heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns(Vec<(String, Vec<Step>)>);

/// The columns in a command line: where they stand, and what they say.
pub(super) fn written_in(line: &str) -> Option<(Range<usize>, &str)> {
    const FLAG: &str = "custom-columns=";
    let start = line.find(FLAG)? + FLAG.len();
    let rest = line.get(start..)?;
    let text = rest.trim_start_matches(['\'', '"']);
    let from = line.len() - text.len();
    let end = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '"'));
    let end = from + end.unwrap_or(text.len());
    Some((start..end, line.get(from..end)?))
}

impl Columns {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let column = |column: &str| {
            let (heading, path) = column.split_once(':')?;
            let path = path.trim_start_matches('{').trim_end_matches('}');
            let path = path::parse(path).or_else(|| path::parse(&format!(".{path}")))?;
            (!heading.is_empty()).then(|| (heading.to_owned(), path))
        };
        text.split(',').map(column).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Reads the table below a command, an object a line.
    pub(super) fn below<'a>(&self, lines: &[Line<'a>]) -> Option<Answer<'a>> {
        let (head, rows) = lines.split_first()?;
        let starts = self.starts(&head.text)?;
        let mut objects = Vec::new();
        let mut is_answer = false;
        for line in rows {
            let Some(cells) = cells(&line.text, &starts) else { break };
            let mut object = Object::default();
            for ((_, path), cell) in self.0.iter().zip(cells) {
                for (item, place) in values(&line.text, cell, path).into_iter().enumerate() {
                    let word = line.text.get(place.clone()).unwrap_or_default();
                    let Some(fit) = meaning::fit(path::name(path), word) else { continue };
                    is_answer |= fit == Fit::Surely;
                    object.put(path, item, line, place);
                }
            }
            objects.push(object);
        }
        let lines = objects.len() + 1;
        is_answer.then_some(Answer { objects, lines, next: None })
    }

    /// Where the columns begin, if this is the line of their headings.
    fn starts(&self, line: &str) -> Option<Vec<usize>> {
        let mut at = 0;
        let starts = self.0.iter().map(|(heading, _)| {
            let rest = line.get(at..)?;
            let start = at + rest.len() - rest.trim_start().len();
            line.get(start..)?.strip_prefix(heading.as_str())?;
            at = start + heading.len();
            Some(start)
        });
        let starts = starts.collect::<Option<Vec<_>>>()?;
        line.get(at..)?.trim().is_empty().then_some(starts)
    }
}

/// The cells of a row, which begin where their columns do. None for a line of another text.
fn cells(line: &str, starts: &[usize]) -> Option<Vec<Range<usize>>> {
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let cells = starts.iter().zip(ends).map(|(start, end)| {
        let cell = line.get(*start..end.max(*start))?;
        let is_apart = *start == 0 || line.get(..*start)?.ends_with(' ');
        (is_apart && !cell.trim().is_empty() && !cell.starts_with(' '))
            .then(|| *start..*start + cell.trim_end().len())
    });
    cells.collect()
}

/// The values in a cell; what kubectl prints as Go does is not read.
fn values(line: &str, cell: Range<usize>, path: &[Step]) -> Vec<Range<usize>> {
    let text = line.get(cell.clone()).unwrap_or_default();
    if text == "<none>" || text.starts_with(['[', '{']) || text.contains("map[") {
        return Vec::new();
    }
    if !path::is_several(path) || meaning::is_sentence(path::name(path)) {
        return vec![cell];
    }
    let mut at = cell.start;
    let value = |value: &str| {
        let start = at;
        at += value.len() + 1;
        start..start + value.len()
    };
    text.split(',').map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::{Columns, cells, values, written_in};
    use crate::read::fields::path;

    #[test]
    fn columns_are_told_in_the_command() {
        let (place, text) = written_in("k get po -o custom-columns='A:.a,B:{.b[*].c}' -n x").unwrap();
        assert_eq!((text, place.end), ("A:.a,B:{.b[*].c}", 44));
        let columns = Columns::parse("A:.a,B:{.b[*].c},C:d").unwrap();
        let names: Vec<&str> = columns.0.iter().map(|(_, path)| path::name(path)).collect();
        assert_eq!(names, ["a", "c", "d"]);
        for other in ["", "A", "A:", ":.a", "A:.a[?(@.b==1)]", "A:.a,"] {
            assert_eq!(Columns::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_cell_begins_where_its_column_does() {
        let columns = Columns::parse("NAME:.a,EXIT:.b[*].c,SAID:.d").unwrap();
        let starts = columns.starts("NAME     EXIT    SAID").unwrap();
        assert_eq!(starts, [0, 9, 17]);
        for other in ["NAME   EXIT", "NAME   EXIT   SAID   MORE", "NAME   CODE   SAID", ""] {
            assert_eq!(columns.starts(other), None, "{other}");
        }
        let row = "till-0   137,0   low on memory";
        let found: Vec<&str> = cells(row, &starts).unwrap().into_iter().map(|cell| &row[cell]).collect();
        assert_eq!(found, ["till-0", "137,0", "low on memory"]);
        for other in ["", "till-0", "opening the till with all its drawers", "$ kubectl get pods"] {
            assert_eq!(cells(other, &starts), None, "{other}");
        }
    }

    #[test]
    fn values_of_one_path_are_joined_by_commas() {
        let of = |path: &str, cell: &str| -> Vec<String> {
            let path = path::parse(path).unwrap();
            values(cell, 0..cell.len(), &path).into_iter().map(|place| cell[place].to_owned()).collect()
        };
        assert_eq!(of(".b[*].c", "137,0"), ["137", "0"]);
        assert_eq!(of(".b[0].c", "137,0"), ["137,0"]);
        for nothing in ["<none>", "map[a:b]", "[sh -c]", "map[],map[a:b]"] {
            assert!(of(".b[*].c", nothing).is_empty(), "{nothing}");
        }
    }
}
