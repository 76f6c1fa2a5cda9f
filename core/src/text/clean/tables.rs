//! Tables of Markdown, Jira and terminals that draw their cells: `| Reason | OOMKilled |`.

use super::super::Line;
use super::super::edit::Rewrite;

/// Fewer rows than this are no table.
const FEWEST: usize = 2;

pub(super) fn clean(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        let rows = lines.iter().skip(at).take_while(|line| is_row(&line.text) || is_rule(&line.text)).count();
        let full = lines.iter().skip(at).take(rows).filter(|line| is_row(&line.text)).count();
        // A single column needs the rule under its heading to be told from a text between bars.
        let is_table = lines
            .iter()
            .skip(at)
            .take(rows)
            .any(|line| is_rule(&line.text) || line.text.matches('|').count() > 2);
        if full >= FEWEST && is_table {
            for line in lines.iter_mut().skip(at).take(rows) {
                if is_rule(&line.text) {
                    line.is_aside = true;
                } else {
                    *line = without_bars(line);
                }
            }
        }
        at += rows.max(1);
    }
}

/// Bars at both ends and between.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('|')
        && line.ends_with('|')
        && line.matches('|').count() >= 2
        && !is_rule(line)
}

/// `|---|:--|` and `+----+----+`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 4
        && line.starts_with(['|', '+'])
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'+' | b'='))
}

/// The cells of a row, two blanks between them.
fn without_bars<'a>(row: &Line<'a>) -> Line<'a> {
    let text = row.text.as_ref();
    let mut rewrite = Rewrite::default();
    let mut last: Option<usize> = None;
    let bars = text.match_indices('|').map(|(at, _)| at);
    // A bar that is escaped is a part of its cell.
    let bars: Vec<usize> =
        bars.filter(|at| !text.get(..*at).is_some_and(|before| before.ends_with('\\'))).collect();
    for pair in bars.windows(2) {
        let &[from, to] = pair else { continue };
        let cell = text.get(from + 1..to).unwrap_or_default();
        let start = from + 1 + cell.len() - cell.trim_start_matches(['|', ' ', '\t']).len();
        let end = start + cell.get(start - from - 1..).unwrap_or_default().trim_end().len();
        if start >= end {
            continue;
        }
        if let Some(last) = last {
            rewrite.put("  ", row.at(last..start));
        }
        rewrite.keep(row, start..end);
        last = Some(end);
    }
    rewrite.finish(row, row.span)
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    #[test]
    fn cells_become_columns() {
        let paste = "| NAME | READY | STATUS |\n|---|:--|--|\n| api-0 | 0/1 |  CrashLoopBackOff |";
        let source = Source::new(paste);
        let texts: Vec<_> = source.lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, ["NAME  READY  STATUS", "|---|:--|--|", "api-0  0/1  CrashLoopBackOff"]);
        assert!(source.lines[1].is_blank());
        let at = texts[2].find("Crash").unwrap();
        assert_eq!(source.lines[2].at(at..texts[2].len()).of(paste), "CrashLoopBackOff");
    }
}
