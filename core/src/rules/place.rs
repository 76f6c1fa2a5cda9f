//! Where in a rule file something is wrong: what YAML readers say in passing, as a line and a field.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// One step from the top of a file to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Field(String),
    Item(usize),
}

/// The way to a field: `signatures[2].match`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(Vec<Step>);

impl Place {
    /// The item with this index in a list at the top of the file.
    pub(super) fn item(list: &'static str, index: usize) -> Self {
        Self(vec![Step::Field(list.to_owned()), Step::Item(index)])
    }

    /// A field below this one.
    #[must_use]
    pub(super) fn field(&self, name: &'static str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    /// An item of the list that stands here.
    #[must_use]
    pub(super) fn at(&self, index: usize) -> Self {
        self.with(Step::Item(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The line, from 1, on which it stands; where it is absent, that of what should hold it.
    pub(super) fn line(&self, yaml: &str) -> Option<usize> {
        self.find(yaml, 0)
    }

    /// The line of its second appearance.
    fn second_line(&self, yaml: &str) -> Option<usize> {
        self.find(yaml, 1)
    }

    fn find(&self, yaml: &str, pass: usize) -> Option<usize> {
        let seed = Way { steps: &self.0, pass };
        seed.deserialize(serde_yaml::Deserializer::from_str(yaml)).err()?.location().map(|at| at.line())
    }
}

/// From how it is written, `signatures[2].match`; what is no such thing leads nowhere.
impl From<&str> for Place {
    fn from(path: &str) -> Self {
        let mut steps = Vec::new();
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let (name, items) = part.split_once('[').unwrap_or((part, ""));
            steps.push(Step::Field(name.to_owned()));
            let numbers = items.split(['[', ']']).filter_map(|number| number.parse().ok());
            steps.extend(numbers.map(Step::Item));
        }
        Self(steps)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => out.write_str(name)?,
                Step::Field(name) => write!(out, ".{name}")?,
                Step::Item(number) => write!(out, "[{number}]")?,
            }
        }
        Ok(())
    }
}

/// Goes down to a place and fails there, because a YAML reader tells lines with its errors only.
struct Way<'w> {
    steps: &'w [Step],
    /// How many fields of the wanted name to pass over at the end.
    pass: usize,
}

impl<'de> DeserializeSeed<'de> for Way<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Every kind of value ends the way, but for the lists and mappings that it leads through.
impl<'de> Visitor<'de> for Way<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the end of the way")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Some((Step::Item(wanted), rest)) = self.steps.split_first() {
            for _ in 0..*wanted {
                list.next_element::<IgnoredAny>()?;
            }
            list.next_element_seed(Way { steps: rest, ..self })?;
        }
        Err(A::Error::custom(""))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<(), A::Error> {
        if let Some((Step::Field(wanted), rest)) = self.steps.split_first() {
            let mut pass = if rest.is_empty() { self.pass } else { 0 };
            while let Some(key) = mapping.next_key::<String>()? {
                if key != *wanted {
                    mapping.next_value::<IgnoredAny>()?;
                } else if pass > 0 {
                    pass -= 1;
                    mapping.next_value::<IgnoredAny>()?;
                } else {
                    mapping.next_value_seed(Way { steps: rest, ..self })?;
                }
            }
        }
        Err(A::Error::custom(""))
    }
}

/// Reads a file once for its size alone. Aliases can make a short text stand for gigabytes; everything that stands
/// for more than twice the bytes it has is refused before anything keeps it.
pub(super) fn check_size(yaml: &str) -> Result<(), serde_yaml::Error> {
    let left = Cell::new(yaml.len().saturating_mul(2));
    Counted { left: &left }.deserialize(serde_yaml::Deserializer::from_str(yaml))
}

/// The line, from 1, on which brackets open within so many others that a YAML reader would spend minutes on them: its
/// work grows with the square of their depth. It looks only at brackets that can begin a value, and may be fooled by
/// those in texts, so the depth is one that no file has by chance.
pub(super) fn too_deep(yaml: &str) -> Option<usize> {
    const DEEPEST: usize = 5_000;
    let mut depth = 0_usize;
    let mut line = 1;
    let mut before = '\n';
    for character in yaml.chars() {
        match character {
            '[' | '{' if "[{,:-?\n".contains(before) => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '\n' => line += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(line);
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    None
}

#[derive(Clone, Copy)]
struct Counted<'c> {
    /// How many bytes may still come.
    left: &'c Cell<usize>,
}

impl Counted<'_> {
    fn take<E: Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes + 1);
        self.left.set(left.ok_or_else(|| E::custom("its aliases (`*name`) stand for too much text"))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value without a tag")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.take(text.len())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.take(0)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.take(0)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.take(0)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.take(0)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.take(0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.take(0)?;
        while list.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<(), A::Error> {
        self.take(0)?;
        while mapping.next_key_seed(self)?.is_some() {
            mapping.next_value_seed(self)?;
        }
        Ok(())
    }
}

/// What a YAML reader complains about: the line, the field and the problem, as far as it knows.
pub(super) fn complaint(yaml: &str, error: &serde_yaml::Error) -> (Option<usize>, String, String) {
    let told = error.to_string();
    let (message, started) = without_places(&told);
    let message = message.as_str();
    let line = match error.location() {
        // The end of the file is where it was missed, not where it is missing.
        Some(_) if message.contains("while scanning a quoted scalar") => started,
        Some(place) => Some(place.line()),
        None if message.contains("more than one document") => second_document(yaml),
        None => Some(1),
    };
    let (path, problem) = match message.split_once(": ") {
        Some((path, problem)) if is_path(path) => (path, problem),
        _ => ("", message),
    };
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let quoted = |before: &str| problem.strip_prefix(before)?.split_once('`');
    if let Some((name, _)) = quoted("missing field `") {
        return (line, below(name), "is missing".to_owned());
    }
    if let Some((name, rest)) = quoted("unknown field `") {
        let known = rest.trim_start_matches(", expected ").trim_start_matches("one of ");
        return (line, below(name), format!("there is no such field; there are {known}"));
    }
    if let Some((name, _)) = quoted("duplicate field `") {
        let field = below(name);
        let line = Place::from(field.as_str()).second_line(yaml).or(line);
        return (line, field, "stands twice".to_owned());
    }
    (line, path.to_owned(), in_plain_words(problem))
}

/// A message without the places in it, and the line of the last one.
fn without_places(told: &str) -> (String, Option<usize>) {
    let mut parts = told.split(" at line ");
    let mut message = parts.next().unwrap_or_default().to_owned();
    let mut line = None;
    for part in parts {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits(part));
        let rest = rest.strip_prefix(" column ").map_or(rest, |rest| rest.split_at(digits(rest)).1);
        line = number.parse().ok();
        message += rest;
    }
    (message, line)
}

/// Whether it looks like `signatures[2].match`, and not like a sentence.
fn is_path(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.[]".contains(&byte))
}

/// Where a second document begins; that alone a reader does not tell.
fn second_document(yaml: &str) -> Option<usize> {
    let mut marks = yaml.lines().enumerate().filter(|(_, line)| line.starts_with("---"));
    let begins_with_one = yaml.trim_start().starts_with("---");
    let mark = marks.nth(usize::from(begins_with_one));
    mark.map(|(index, _)| index + 1)
}

fn in_plain_words(problem: &str) -> String {
    match problem {
        "EOF while parsing a value" => "is empty".to_owned(),
        "recursion limit exceeded" => "is nested too deeply".to_owned(),
        "repetition limit exceeded" => "its aliases (`*name`) stand for too much text".to_owned(),
        "deserializing from YAML containing more than one document is not supported" => {
            "holds more than one document: give each a file of its own".to_owned()
        }
        other => other.to_owned(),
    }
}
