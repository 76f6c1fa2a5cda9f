//! Lists of objects: where each of them begins and ends.
//!
//! ```text
//! "items": [                 kubectl get -o json
//!     {
//!         "kind": "Pod", ...
//!     },
//!
//! items:                     kubectl get -o yaml
//! - apiVersion: v1
//!   kind: Pod ...
//!
//! Name:         web-0        kubectl describe, one behind the other
//! Namespace:    prod ...
//!
//! {"kind":"Pod", ...}        jq -c
//! ```
//! An object is reported when something behind it shows that it is complete.

use crate::read::is_described;
use std::ops::Range;

/// Takes the lines of a text, and finds the objects in its lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    form: Form,
    /// Where the object begins that is not complete yet.
    begin: Option<usize>,
}

/// The notation of the list that is open; the numbers are columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    #[default]
    None,
    Json {
        list: usize,
        object: Option<usize>,
    },
    Yaml {
        list: usize,
        object: Option<usize>,
    },
    Describe {
        /// Whether the line before is blank.
        behind_blank: bool,
    },
}

/// What a line is to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// No part of one, or of none that can be followed.
    No,
    /// A part of an object.
    Part,
    /// The same; what is complete with it, or was before it, is an object from its first byte to behind its last.
    Complete(Range<usize>),
}

impl Listing {
    /// Takes the next line, which begins here; `end` is where the one behind it does.
    pub(super) fn line(&mut self, line: &[u8], at: usize, end: usize) -> Listed {
        let text = line.trim_ascii();
        let column = line.len() - line.trim_ascii_start().len();
        match &mut self.form {
            Form::None => {}
            Form::Json { list, object: object @ None } => {
                if text == b"{" && column > *list {
                    *object = Some(column);
                    self.begin = Some(at);
                    return Listed::Part;
                }
            }
            Form::Json { object: Some(object), .. } if column > *object => return Listed::Part,
            Form::Json { object, .. } => {
                if *object == Some(column) && matches!(text, b"}" | b"},") {
                    *object = None;
                    return self.complete(end, None);
                }
            }
            Form::Yaml { list, object } => {
                let is_dash = text.starts_with(b"- ");
                match object {
                    Some(object) if text.is_empty() || column > *object => return Listed::Part,
                    Some(object) if is_dash && column == *object => return self.complete(at, Some(at)),
                    None if is_dash && column >= *list => {
                        *object = Some(column);
                        self.begin = Some(at);
                        return Listed::Part;
                    }
                    // The list is at its end, and so is the object.
                    Some(_) => {
                        let complete = self.complete(at, None);
                        self.leave();
                        return complete;
                    }
                    None => {}
                }
            }
            Form::Describe { behind_blank } => {
                let was_blank = std::mem::replace(behind_blank, text.is_empty());
                if was_blank && is_name(line) {
                    return self.complete(at, Some(at));
                }
                let goes_on = || column > 0 || std::str::from_utf8(line).is_ok_and(is_described);
                if text.is_empty() || !was_blank && goes_on() {
                    return Listed::Part;
                }
            }
        }
        // A list that goes on in a way that is not understood is left as it is.
        self.leave();
        if is_pod(text) {
            return Listed::Complete(at..end);
        }
        self.form = match text {
            b"\"items\": [" => Form::Json { list: column, object: None },
            b"items:" => Form::Yaml { list: column, object: None },
            _ if is_name(line) => {
                self.begin = Some(at);
                Form::Describe { behind_blank: false }
            }
            _ => return Listed::No,
        };
        if self.begin.is_some() { Listed::Part } else { Listed::No }
    }

    /// Forgets the list that is open: what comes next is another text.
    pub(super) fn leave(&mut self) {
        *self = Self::default();
    }

    fn complete(&mut self, end: usize, next: Option<usize>) -> Listed {
        match std::mem::replace(&mut self.begin, next) {
            Some(begin) => Listed::Complete(begin..end),
            None => Listed::Part,
        }
    }
}

/// Whether a line is the JSON of a pod, as `jq -c` prints each on one.
fn is_pod(text: &[u8]) -> bool {
    let holds = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    text.starts_with(b"{\"") && text.ends_with(b"}") && holds(b"\"kind\":\"Pod\"") && holds(b"\"metadata\":{")
}

/// Whether a line begins the description of an object.
fn is_name(line: &[u8]) -> bool {
    line.strip_prefix(b"Name:").is_some_and(|rest| rest.starts_with(b"  ") || rest.starts_with(b"\t"))
}

#[cfg(test)]
mod tests {
    use super::{Listed, Listing};

    /// The objects that are found in a text.
    fn objects(text: &str) -> Vec<&str> {
        let mut listing = Listing::default();
        let mut at = 0;
        let mut found = Vec::new();
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            if let Listed::Complete(range) = listing.line(line.trim_end().as_bytes(), at, end) {
                found.push(&text[range]);
            }
            at = end;
        }
        found
    }

    #[test]
    fn objects_of_json_end_with_their_bracket() {
        let one = "  {\n    \"kind\": \"Pod\",\n    \"of\": [\n      {\n      }\n    ]\n  },\n";
        let two = "  {\n    \"kind\": \"Node\"\n  }\n";
        let text = format!("{{\n\"items\": [\n{one}{two}],\n\"kind\": \"List\"\n}}\n");
        assert_eq!(objects(&text), [one, two]);
    }

    #[test]
    fn objects_of_yaml_end_where_the_next_begins_or_the_list_ends() {
        let one = "- kind: Pod\n  spec:\n    items:\n    - key: a\n  message: |\n    a\n\n    b\n";
        let two = "- kind: Pod\n";
        let text = format!("apiVersion: v1\nitems:\n{one}{two}kind: List\n");
        assert_eq!(objects(&text), [one, two]);
    }

    #[test]
    fn described_objects_end_where_the_next_begins() {
        let one = "Name:         web-0\nEvents:  <none>\n\n\n";
        let last = "Name:         web-2\nArgs:\n  a\n\nb\n";
        // Of the last one nobody knows whether it is complete.
        assert_eq!(objects(&format!("{one}{one}{last}")), [one, one]);
        // A log begins within the second.
        assert_eq!(objects(&format!("{one}Name:         web-1\nINFO begins\n\n\n{one}")), [one]);
    }

    #[test]
    fn what_is_not_understood_is_no_object() {
        assert!(objects("\"items\": [\n  {\n  \"kind\": \"Pod\"\n  },\n").is_empty());
        assert!(objects("items:\nkind: List\n").is_empty());
        assert!(objects("Name: web-0\n\nName: web-1\n").is_empty());
    }
}
