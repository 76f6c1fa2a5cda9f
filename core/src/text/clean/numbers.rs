//! The numbers that `cat -n`, `grep -n` and editors put before lines.
//!
//! ```text
//!      1  Name: api       cat -n, a tab behind the number
//! 12:Name: api           grep -n; `12-` marks the lines around a find
//!  12 │ Name: api        bat, less -N
//!   12 Name: api         vim
//! ```

use super::super::Line;

/// Fewer lines than this may count up by chance.
const FEWEST: usize = 3;
/// How many lines without a number may lie between.
const GAP: usize = 2;

/// Takes the numbers off. False if there are none.
pub(super) fn clean(lines: &mut [Line<'_>]) -> bool {
    let mut changed = false;
    let mut at = 0;
    while at < lines.len() {
        let run = run_of(lines.get(at..).unwrap_or_default());
        let (length, sign) = match run {
            // Lines that are numbers and nothing else say just that.
            Some((length, Sign::End)) => {
                at += length;
                continue;
            }
            Some(run) => run,
            None => {
                at += 1;
                continue;
            }
        };
        let lines = lines.get_mut(at..at + length).unwrap_or_default();
        // The blanks behind the number that are not the line's own: as many as every line has.
        let rests = lines.iter().filter_map(|line| number_of(&line.text)).map(|number| number.rest);
        let own = |rest: &str| rest.len() - rest.trim_start_matches(' ').len();
        let blanks = rests.filter(|rest| !rest.trim().is_empty()).map(own).min().unwrap_or(0);
        let blanks = if sign == Sign::Blank { blanks } else { blanks.min(1) };
        for line in lines {
            if let Some(number) = number_of(&line.text) {
                let from = line.text.len() - number.rest.len();
                *line = line.part((from + blanks).min(line.text.len())..line.text.len());
            }
        }
        changed = true;
        at += length;
    }
    changed
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A colon, or the dash that grep puts before lines around a find.
    Colon,
    Tab,
    Bar,
    /// A dot or a bracket.
    Item,
    Blank,
    /// Nothing follows: the line has no text.
    End,
}

struct Number<'l> {
    value: u64,
    sign: Sign,
    rest: &'l str,
    /// What stands before it: the file that grep names.
    file: &'l str,
}

/// The number that a line begins with.
fn number_of(line: &str) -> Option<Number<'_>> {
    let (file, text) = match line.split_once(':') {
        Some((file, rest)) if is_file(file) && rest.starts_with(|c: char| c.is_ascii_digit()) => (file, rest),
        _ => ("", line.trim_start()),
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 7 {
        return None;
    }
    let value = text.get(..digits)?.parse().ok()?;
    let after = text.get(digits..)?;
    let signs = [
        (":", Sign::Colon),
        ("-", Sign::Colon),
        ("\t", Sign::Tab),
        (" │", Sign::Bar),
        ("│", Sign::Bar),
        (" |", Sign::Bar),
        ("|", Sign::Bar),
        (". ", Sign::Item),
        (") ", Sign::Item),
        (" ", Sign::Blank),
    ];
    if after.is_empty() {
        return Some(Number { value, sign: Sign::End, rest: after, file });
    }
    let (sign, rest) = signs.iter().find_map(|(sign, kind)| Some((*kind, after.strip_prefix(sign)?)))?;
    // `5:14s` is an age on the fifth line.
    let is_clock = |rest: &str| {
        rest.bytes().take_while(u8::is_ascii_digit).count() == 2
            && !rest.get(2..).unwrap_or_default().starts_with(['s', 'm', 'h', 'd'])
    };
    if sign == Sign::Colon && is_clock(rest) {
        return None;
    }
    // The blank itself is counted with those behind it.
    let rest = if sign == Sign::Blank { after } else { rest };
    Some(Number { value, sign, rest, file })
}

/// Whether it is the name of a file, as `grep -n` prints it.
fn is_file(name: &str) -> bool {
    name.contains('.')
        && name.len() < 80
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.' || c == '/')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte))
}

/// How many lines, from the first on, are numbered one after the other, and with what sign.
fn run_of(lines: &[Line<'_>]) -> Option<(usize, Sign)> {
    let first = number_of(&lines.first()?.text)?;
    let (mut last, mut count, mut run, mut gap) = (first.value, 1, 1, 0);
    let mut sign = first.sign;
    for (index, line) in lines.iter().enumerate().skip(1) {
        let next = number_of(&line.text).filter(|next| {
            let same = next.sign == sign || next.sign == Sign::End || sign == Sign::End;
            // Finds lie apart; all other programs number every line.
            let follows = next.value == last + 1 || (sign == Sign::Colon && next.value > last);
            same && follows && next.file == first.file
        });
        match next {
            Some(next) => {
                last = next.value;
                count += 1;
                run = index + 1;
                gap = 0;
                if sign == Sign::End {
                    sign = next.sign;
                }
            }
            None if gap < GAP && line.text.trim().is_empty() => gap += 1,
            // `--` between the finds of grep.
            None if gap < GAP && sign == Sign::Colon && line.text.trim() == "--" => gap += 1,
            None => break,
        }
    }
    (count >= FEWEST).then_some((run, sign))
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn numbers_of_every_program() {
        let plain = ["Name: a", "  Reason: b", "", "x"];
        check("     1\tName: a\n     2\t  Reason: b\n     3\t\n     4\tx", &plain);
        check("     1  Name: a\n     2    Reason: b\n     3\n     4  x", &plain);
        check("12:Name: a\n13:  Reason: b\n14:\n15:x", &plain);
        check("12: Name: a\n13:   Reason: b\n14:\n15: x", &plain);
        check(" 99 │ Name: a\n100 │   Reason: b\n101 │\n102 │ x", &plain);
        check(" 9 Name: a\n10   Reason: b\n11\n12 x", &plain);
        check("1. Name: a\n2.   Reason: b\n3. \n4. x", &plain);
        check("a.log:12:Name: a\na.log:13:  Reason: b\na.log:14:\na.log:20:x", &plain);
        check("3:2m Pulled\n4:14s BackOff\n5:7s Killing", &["2m Pulled", "14s BackOff", "7s Killing"]);
        check("12:Name: a\n13-  Reason: b\n--\n20:x", &["Name: a", "  Reason: b", "--", "x"]);
    }

    #[test]
    fn numbers_of_other_kinds_stay() {
        for paste in [
            "10:11 a\n11:12 b\n12:13 c",
            "1\n2\n3",
            "3 a\n2 b\n1 c",
            "1 a\n2 b",
            "8080/TCP\n8081/TCP\n8082/TCP",
        ] {
            check(paste, &paste.lines().collect::<Vec<_>>());
        }
    }
}
