//! Characters that word processors, browsers and chats put in place of others, and what steers terminals.

use super::super::Line;
use super::super::edit::Rewrite;
use super::escape;

pub(super) fn clean(paste: &str, lines: &mut [Line<'_>]) {
    let loose = escape::is_loose(paste);
    let steered = memchr::memchr(0x1b, paste.as_bytes()).is_some();
    let spelled = memchr::memmem::find(paste.as_bytes(), b"^[").is_some();
    if paste.is_ascii() && !loose && !steered && !spelled {
        return;
    }
    for line in lines {
        let painted = loose && escape::is_painted(&line.text);
        if painted || loose && line.text.contains(['\\', '#']) || spelled && line.text.contains("^[") {
            rewrite(line, painted, true);
        } else if !line.text.is_ascii() || steered && line.text.contains('\u{1b}') {
            rewrite(line, false, false);
        }
    }
}

/// What stands for a character.
enum Plain {
    Nothing,
    Letter(char),
    Text(&'static str),
}

fn rewrite(line: &mut Line<'_>, painted: bool, spelled: bool) {
    let text = line.text.as_ref();
    let quotes = Quotes { double: !text.contains('"'), single: !text.contains('\'') };
    let mut rewrite = Rewrite::default();
    let mut changed = false;
    let (mut kept, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.bytes().next().unwrap_or_default();
        let steers = first == 0x1b || first >= 0x80 || spelled && matches!(first, b'^' | b'\\' | b'#' | b'[');
        if !steers {
            at += 1;
            continue;
        }
        let character = rest.chars().next().unwrap_or_default();
        let taken = escape::length(rest, painted);
        let plain = if taken > 0 {
            Plain::Nothing
        } else if let Some(plain) = plain(character, text.get(..at).unwrap_or_default(), rest, quotes) {
            plain
        } else {
            at += character.len_utf8();
            continue;
        };
        let end = at + taken.max(character.len_utf8());
        rewrite.keep(line, kept..at);
        match plain {
            Plain::Nothing => {}
            Plain::Letter(letter) => rewrite.put(letter.encode_utf8(&mut [0; 4]), line.at(at..end)),
            Plain::Text(text) => rewrite.put(text, line.at(at..end)),
        }
        changed = true;
        kept = end;
        at = end;
    }
    if changed {
        rewrite.keep(line, kept..text.len());
        *line = rewrite.finish(line, line.span);
    }
}

/// Which quotation marks of print stand for those of a keyboard: none on a line that has the latter as well.
#[derive(Clone, Copy)]
struct Quotes {
    double: bool,
    single: bool,
}

/// What stood there before somebody made it pretty; none if it is what it is. `rest` begins with the character.
fn plain(character: char, before: &str, rest: &str, quotes: Quotes) -> Option<Plain> {
    let after = rest.get(character.len_utf8()..).unwrap_or_default();
    Some(match character {
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{2800}'
        | '\u{3000}' => Plain::Letter(' '),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Plain::Nothing,
        '“' | '”' | '„' | '‟' | '″' if quotes.double => Plain::Letter('"'),
        '‘' | '’' | '‚' | '‛' | '′' if quotes.single => Plain::Letter('\''),
        '‐' | '‑' | '‒' | '−' | '―' => Plain::Letter('-'),
        '–' | '—' => {
            let begins = before.is_empty() || before.ends_with([' ', '\t']);
            let word = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            // A long dash before a word was `--`; before a letter, `-`.
            if begins && word >= 2 { Plain::Text("--") } else { Plain::Letter('-') }
        }
        '…' => Plain::Text("..."),
        '：' => {
            let goes_on = after.starts_with(|next: char| next.is_ascii_alphabetic() || next == '<');
            Plain::Text(if goes_on { ": " } else { ":" })
        }
        '\u{ff01}'..='\u{ff5e}' => Plain::Letter(char::from_u32(u32::from(character) - 0xfee0)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    #[track_caller]
    fn check(paste: &str, cleaned: &str, word: &str, original: &str) {
        let source = Source::new(paste);
        let line = &source.lines[0];
        assert_eq!(line.text, cleaned);
        let at = line.text.find(word).unwrap();
        assert_eq!(line.at(at..at + word.len()).of(paste), original);
    }

    #[test]
    fn colours_go_and_spans_stay() {
        check("a \u{1b}[31mFATAL\u{1b}[0m: no", "a FATAL: no", "FATAL", "FATAL");
        check("a \u{1b}[31mFATAL\u{1b}[0m: no", "a FATAL: no", "no", "no");
        check("^[[1mReason^[[0m: x", "Reason: x", "Reason", "Reason");
        check("a [31mFATAL[0m: no", "a FATAL: no", "FATAL", "FATAL");
        check(r"a \u001b[31mFATAL\u001b[0m: no", "a FATAL: no", "FATAL", "FATAL");
    }

    #[test]
    fn a_span_over_a_colour_keeps_it() {
        check("x \u{1b}[31mred\u{1b}[0m y", "x red y", "red y", "red\u{1b}[0m y");
    }

    #[test]
    fn every_blank_is_a_blank() {
        check("State:\u{a0}\u{a0}Waiting", "State:  Waiting", "Waiting", "Waiting");
        check("State:\u{a0}\u{a0}Waiting", "State:  Waiting", "State: ", "State:\u{a0}");
        check("State:\u{2003}\u{3000}Waiting", "State:  Waiting", "Waiting", "Waiting");
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        check("\u{feff}Name: api", "Name: api", "Name", "Name");
        check("OOM\u{200b}Killed", "OOMKilled", "OOMKilled", "OOM\u{200b}Killed");
    }

    #[test]
    fn print_becomes_typing_again() {
        check("secret “db” not found", "secret \"db\" not found", "\"db\"", "“db”");
        check("kubectl logs a —previous –p", "kubectl logs a --previous -p", "--previous", "—previous");
        check("Reason：OOMKilled", "Reason: OOMKilled", "OOMKilled", "OOMKilled");
        check("wait…", "wait...", "...", "…");
        check("http：//db：5432（x）", "http://db:5432(x)", "db:5432", "db：5432");
    }

    #[test]
    fn quotes_inside_quotes_are_not_touched() {
        let line = r#"{"msg":"cannot open “x”"}"#;
        check(line, line, "“x”", "“x”");
    }
}
