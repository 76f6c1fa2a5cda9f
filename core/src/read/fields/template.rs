//! What `-o jsonpath=` asks for: paths, and the text between them.

use super::super::scalar::{closing, unquote};
use super::path::{self, Step};
use std::borrow::Cow;
use std::ops::Range;

/// A template, line by line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Template {
    pub rows: Vec<Vec<Piece>>,
    /// The list of which every line prints an item; then there is one row, for all of them.
    pub each: Option<Vec<Step>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Value(Vec<Step>),
}

/// The template in a command line: where it stands with its quotation marks, and what it says.
pub(in crate::read) fn written_in(line: &str) -> Option<(Range<usize>, Cow<'_, str>)> {
    const FLAG: &str = "jsonpath=";
    let start = line.find(FLAG)? + FLAG.len();
    let is_quote = |byte: &u8| matches!(byte, b'\'' | b'"');
    let before = line.as_bytes().get(start.checked_sub(FLAG.len() + 1)?).copied().filter(is_quote);
    let quote = line.as_bytes().get(start).copied().filter(is_quote);
    if let Some(mark) = quote.or(before) {
        let from = start + usize::from(quote.is_some());
        let end = closing(line, from, mark)?;
        let text = line.get(from..end)?;
        let is_escaped = mark == b'"' && text.contains('\\');
        let plain = || text.replace("\\\"", "\"").replace("\\\\", "\\");
        return Some((start..end + 1, if is_escaped { plain().into() } else { text.into() }));
    }
    let mut depth = 0_i32;
    let is_end = |letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        depth <= 0 && letter.is_whitespace()
    };
    let rest = line.get(start..)?;
    let end = start + rest.find(is_end).unwrap_or(rest.len());
    Some((start..end, line.get(start..end)?.into()))
}

impl Template {
    /// None for what would take more than paths to understand.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rows: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut each = None;
        let mut is_over = false;
        let mut rest = text;
        while !rest.is_empty() {
            let (before, inner) = rest.split_once('{').unwrap_or((rest, ""));
            push(&mut rows, before, is_over)?;
            if before.len() == rest.len() {
                break;
            }
            let inner = inner.trim_start();
            if let Some(quote) = inner.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) {
                let end = closing(inner, 1, quote)?;
                push(&mut rows, &unquote(inner.get(1..end)?, b'"'), is_over)?;
                rest = inner.get(end + 1..)?.trim_start().strip_prefix('}')?;
                continue;
            }
            let (asked, behind) = inner.split_once('}')?;
            rest = behind;
            let is_first = rows.len() == 1 && rows.iter().all(Vec::is_empty);
            match asked.trim() {
                "end" if each.is_some() && !is_over => is_over = true,
                asked if is_over => return push(&mut rows, asked, true).and(None),
                asked => match asked.strip_prefix("range ") {
                    Some(list) if is_first && each.is_none() => {
                        let list = path::parse(list.trim())?;
                        each = Some(list).filter(|list| list.last() == Some(&Step::Each));
                        each.as_ref()?;
                    }
                    Some(_) => return None,
                    None => rows.last_mut()?.push(Piece::Value(path::parse(asked)?)),
                },
            }
        }
        let ended = rows.pop_if(|last| last.is_empty()).is_some();
        let has_values = rows.iter().flatten().any(|piece| matches!(piece, Piece::Value(_)));
        // Items that do not end their lines cannot be told from each other.
        let is_clear = each.is_none() || is_over && ended && rows.len() == 1;
        (has_values && is_clear).then_some(Self { rows, each })
    }
}

/// Adds text; none where no text is expected any more.
fn push(rows: &mut Vec<Vec<Piece>>, text: &str, is_over: bool) -> Option<()> {
    if is_over {
        return text.trim().is_empty().then_some(());
    }
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            rows.push(Vec::new());
        }
        if !line.is_empty() {
            rows.last_mut()?.push(Piece::Text(line.to_owned()));
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Piece, Template, written_in};
    use crate::read::fields::path;

    #[test]
    fn a_template_stands_in_quotes_or_alone() {
        for (line, text) in [
            ("k get po a -o jsonpath='{.a} {.b}' -n x", "{.a} {.b}"),
            ("k get po a -o=jsonpath=\"{.a}{'\\n'}\" -n x", "{.a}{'\\n'}"),
            ("k get po a -o 'jsonpath={.a} {.b}' -n x", "{.a} {.b}"),
            ("k get po a --output jsonpath={.a}{\" \"}{.b} -n x", "{.a}{\" \"}{.b}"),
            ("k get po a -o jsonpath=\"{.a}{\\\"\\\\n\\\"}\" -n x", "{.a}{\"\\n\"}"),
        ] {
            let (place, found) = written_in(line).unwrap();
            assert_eq!(found, text, "{line}");
            assert!(line[place.end..].contains("-n x"), "{line}");
        }
        assert_eq!(written_in("k get po a -o jsonpath='{.a}"), None);
        assert_eq!(written_in("k get po a -o json"), None);
    }

    #[test]
    fn rows_end_where_the_template_says() {
        let value = |text: &str| Piece::Value(path::parse(text).unwrap());
        let text = |text: &str| Piece::Text(text.to_owned());
        let of = |text: &str| Template::parse(text);
        assert_eq!(
            of("reason: {.a}{\"\\n\"}{.b} {.c}").unwrap().rows,
            [vec![text("reason: "), value(".a")], vec![value(".b"), text(" "), value(".c")]]
        );
        let range = of("{range .items[*]}{.a}{\"\\t\"}{.b}{\"\\n\"}{end}").unwrap();
        assert_eq!(range.each, path::parse(".items[*]"));
        assert_eq!(range.rows, [vec![value(".a"), text("\t"), value(".b")]]);
        for other in [
            "",
            "plain",
            "{.a",
            "{.a[?(@.b=='c')].d}",
            "{range .a[*]}{.b}{end}",
            "{range .a[*]}{.b}{\"\\n\"}",
            "{range .a[*]}{.b}{\"\\n\"}{end}{.c}",
            "{.c}{range .a[*]}{.b}{\"\\n\"}{end}",
            "{range .a[*]}{range .b[*]}{.c}{\"\\n\"}{end}{end}",
            "{range .a}{.b}{\"\\n\"}{end}",
            "{end}",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
