//! Secrets of more than one line: private keys, block texts, variables with name and value apart, Secret objects.

use super::name::kind_of;
use super::value::{self, Reach, stands_for_another};
use super::{Hit, push};
use crate::text::Line;

/// What the lines before make of the next one.
#[derive(Default)]
struct State<'a> {
    /// The private key that is open: its lines belong to it.
    key: Option<Hit>,
    /// A secret text that is written below its name: indent of the name, kind.
    text: Option<(usize, &'static str)>,
    /// The name of the variable whose value comes next, or the flag: its kind.
    pair: Option<&'static str>,
    flag: Option<&'static str>,
    object: Object<'a>,
}

/// One object of Kubernetes, whose kind may stand behind its data.
#[derive(Default)]
struct Object<'a> {
    indent: usize,
    is_secret: bool,
    in_data: bool,
    values: Vec<(&'a Line<'a>, std::ops::Range<usize>)>,
}

/// Whether a private key or the data of a Secret may begin on a line.
pub(super) fn may_begin(line: &str) -> bool {
    ["-----BEGIN", "-----END", "PRIVATE KEY"].iter().any(|mark| line.contains(mark))
}

/// Adds the secrets of these lines.
pub(super) fn find<'a>(lines: &'a [Line<'a>], hits: &mut Vec<Hit>) {
    let mut state = State::default();
    for line in lines {
        if !state.in_key(line, hits) {
            state.in_text(line, hits);
            state.in_pair(line, hits);
            state.in_list(line, hits);
            state.in_object(line, hits);
        }
    }
    hits.extend(state.key.filter(|key| key.end > key.start));
    state.object.close(hits);
}

/// The characters of a private key, as they are written, and of what may stand before them on a line.
fn is_of_key(text: &str) -> bool {
    let text = text.trim().trim_end_matches([',', '"', '\'']);
    text.is_empty()
        || text.starts_with("Proc-Type:")
        || text.starts_with("DEK-Info:")
        || text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        || text.split_whitespace().last().is_some_and(|last| {
            last.len() >= 32
                && last.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        })
}

impl<'a> State<'a> {
    /// Whether the line belongs to a private key.
    fn in_key(&mut self, line: &Line<'_>, hits: &mut Vec<Hit>) -> bool {
        const MARK: &str = "PRIVATE KEY-----";
        const OTHER: &str = "PRIVATE KEY BLOCK-----";
        let text = line.text.as_ref();
        let mut from = 0;
        loop {
            let rest = text.get(from..).unwrap_or_default();
            if let Some(mut key) = self.key.take() {
                if let Some(end) = rest.find("-----END") {
                    let end = from + end;
                    if !text.get(from..end).unwrap_or_default().trim().is_empty() {
                        key.end = line.at(from..end).end();
                    }
                    hits.extend(Some(key).filter(|key| key.end > key.start));
                    from = end + "-----END".len();
                    // What follows names the key once more.
                    from += text.get(from..).and_then(|rest| rest.find("-----")).map_or(0, |end| end + 5);
                    continue;
                }
                if from > 0 || is_of_key(rest) {
                    if !rest.trim().is_empty() {
                        let span = line.at(from..text.trim_end().len().max(from));
                        key.start = if key.end > key.start { key.start } else { span.start() };
                        key.end = span.end();
                    }
                    self.key = Some(key);
                    return true;
                }
                hits.extend(Some(key).filter(|key| key.end > key.start));
            }
            if !rest.contains("-----BEGIN") {
                return from > 0;
            }
            let Some(begin) = [MARK, OTHER].iter().find_map(|mark| Some(rest.find(mark)? + mark.len()))
            else {
                return from > 0;
            };
            let at = line.at(from + begin..from + begin).start();
            from += begin;
            self.key = Some(Hit { start: at, end: at, kind: "private-key" });
        }
    }

    /// `password: |`, and the text on the lines below.
    fn in_text(&mut self, line: &Line<'_>, hits: &mut Vec<Hit>) {
        let text = line.text.trim_end();
        if let Some((indent, kind)) = self.text {
            if line.is_blank() {
                return;
            }
            if line.indent() > indent && !stands_for_another(&line.text) {
                push(hits, line, line.indent()..text.len(), kind);
                return;
            }
            self.text = None;
        }
        if !text.ends_with(['|', '>', '-', '+']) {
            return;
        }
        let Some((name, mark)) = text.rsplit_once(": ") else { return };
        if matches!(mark.trim(), "|" | "|-" | "|+" | ">" | ">-" | ">+") {
            let name = name.trim_start_matches([' ', '-', '"', '\'']).trim_end_matches(['"', '\'']);
            let kind = if name == "value" { self.pair } else { kind_of(name) };
            self.text = kind.map(|kind| (line.indent(), kind));
        }
    }

    /// `name: DB_PASSWORD`, and `value: x` on the next line.
    fn in_pair(&mut self, line: &Line<'_>, hits: &mut Vec<Hit>) {
        let text = line.text.trim_start_matches([' ', '\t', '-', '{']);
        let Some((key, rest)) = text.split_once(':') else {
            self.pair = self.pair.filter(|_| line.is_blank());
            return;
        };
        match key.trim_end().trim_matches(['"', '\'']) {
            "name" => self.pair = kind_of(rest.trim().trim_end_matches(',').trim_matches(['"', '\''])),
            "value" => {
                let Some(kind) = self.pair.take() else { return };
                let Some(mut value) = value::read(&line.text, line.text.len() - rest.len(), Reach::Line)
                else {
                    return;
                };
                let found = line.text.get(value.range.clone()).unwrap_or_default();
                if !value.quoted {
                    value.range.end -= found.len() - found.trim_end_matches(',').len();
                }
                if !stands_for_another(found) && (kind != "connection-string" || !found.contains("://")) {
                    push(hits, line, value.range, kind);
                }
            }
            _ => self.pair = None,
        }
    }

    /// `--password`, and its value as the next item of the list.
    fn in_list(&mut self, line: &Line<'_>, hits: &mut Vec<Hit>) {
        let text = line.text.trim();
        let item =
            text.strip_prefix("- ").unwrap_or(text).trim().trim_end_matches(',').trim_matches(['"', '\'']);
        if let Some(kind) = self.flag.take()
            && !item.is_empty()
            && !item.starts_with('-')
            && !item.contains(char::is_whitespace)
            && !item.ends_with(':')
            && !stands_for_another(item)
            && let Some(start) = line.text.find(item)
        {
            push(hits, line, start..start + item.len(), kind);
        }
        if item.starts_with("--") && !item.contains(['=', ' ']) {
            self.flag = kind_of(item);
        }
    }

    /// `data:` of an object whose kind is Secret.
    fn in_object(&mut self, line: &'a Line<'a>, hits: &mut Vec<Hit>) {
        let text = line.text.trim();
        if text.is_empty() {
            return;
        }
        let indent = line.indent();
        let object = &mut self.object;
        if text == "---" || text.starts_with("- apiVersion:") || indent < object.indent {
            object.close(hits);
        }
        let plain = text.trim_start_matches("- ").trim_end_matches(',');
        let (key, rest) = plain.split_once(':').unwrap_or((plain, ""));
        let (key, rest) = (key.trim().trim_matches(['"', '\'']), rest.trim().trim_matches(['"', '\'']));
        match (key, rest) {
            ("data" | "stringData", "" | "{") => {
                if object.values.is_empty() && !object.is_secret {
                    object.indent = indent;
                }
                object.in_data = indent == object.indent;
                return;
            }
            ("kind", "Secret") => {
                let dash = if text.starts_with("- ") { 2 } else { 0 };
                if object.values.is_empty() {
                    object.indent = indent + dash;
                    object.is_secret = true;
                } else if indent + dash == object.indent {
                    object.is_secret = true;
                }
            }
            _ => {}
        }
        if indent <= object.indent {
            object.in_data = false;
        } else if object.in_data
            && let Some(colon) = line.text.find(':')
            && let Some(mut value) = value::read(&line.text, colon + 1, Reach::Line)
        {
            let found = line.text.get(value.range.clone()).unwrap_or_default();
            if !value.quoted {
                value.range.end -= found.len() - found.trim_end_matches(',').len();
            }
            if !stands_for_another(found) {
                object.values.push((line, value.range));
            }
        }
    }
}

impl Object<'_> {
    /// The object ends: if it was a Secret, its values are secrets.
    fn close(&mut self, hits: &mut Vec<Hit>) {
        let object = std::mem::take(self);
        if object.is_secret {
            for (line, range) in object.values {
                push(hits, line, range, "secret-data");
            }
        }
    }
}
