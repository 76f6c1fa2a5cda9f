//! One known log line: what it looks like and what it tells.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A file of signatures: `knowledge/logs/<technology>.yaml`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The program or language that prints these lines, as people write it: `PostgreSQL`, `Node.js`.
    pub technology: String,
    /// Its signatures, in any order.
    pub signatures: Vec<Entry>,
}

/// One signature as its author writes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `technology/what-happened`, unique among all files.
    pub id: String,
    /// What the line is to a diagnosis.
    #[serde(default)]
    pub role: Role,
    /// The cause it speaks for. Required for the role `cause`, absent otherwise.
    pub cause: Option<String>,
    /// Patterns of which one must match within one line, run on bytes (`\d` and `(?i)` are ASCII). Named
    /// groups become facts: `name`, `path`, `host`, `port`, `user`, `module`, `value` ...
    #[serde(rename = "match")]
    pub patterns: OneOrMany,
    /// A second pattern that one of the twelve lines before or after must match as well.
    pub near: Option<String>,
    /// How much the line proves.
    #[serde(default)]
    pub strength: Strength,
    /// Where such text appears.
    #[serde(default, rename = "in")]
    pub place: Place,
    /// When it counts.
    #[serde(default)]
    pub when: When,
    /// What the line tells, as a clause: `names the missing variable`.
    #[serde(default)]
    pub why: String,
    /// The cause in this case, with captures in braces: `{technology} at {host}:{port} refuses connections`.
    pub title: Option<String>,
    /// A page to read when this line appears.
    pub runbook: Option<String>,
    /// Lines it must match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<String>,
    /// Lines that look alike and that it must not match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misses: Vec<String>,
}

/// What a known line is to a diagnosis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It tells why the program ended.
    #[default]
    Cause,
    /// It looks bad and means nothing: the line is passed over.
    Noise,
    /// The program had started: trouble before this line was overcome.
    Ready,
    /// It wraps the real error, which stands nearby or inside.
    Wrapper,
    /// The program was asked to stop.
    Stopping,
}

/// How much a line proves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// It fits the cause, and others.
    Hint,
    /// It points at the cause; another fact could outweigh it.
    #[default]
    Strong,
    /// It names the cause.
    Decisive,
}

/// Where a text appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// What the container printed: its log or its termination message.
    #[default]
    Log,
    /// What Kubernetes or the container runtime says: events, waiting and start-error messages.
    Event,
    /// Either.
    Any,
}

/// When a line counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Wherever it stands.
    #[default]
    Always,
    /// Only before the program was ready: later it is about a client or a passing fault.
    Boot,
    /// Only at level error or worse, or among the last lines.
    Fatal,
}

/// One text or several.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum OneOrMany {
    /// One text.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The texts as a list.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    /// The texts as a list of their own.
    #[allow(dead_code, reason = "the build script has no use for it")]
    pub fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// By hand, because what serde derives for it can say neither what was expected nor where.
impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = OneOrMany;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany::One(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMany, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(OneOrMany::Many(texts))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What a signature must have to be of use; else the field that is wrong, and how.
///
/// # Errors
/// When it has no example, or a cause without a reason or a counter-example.
pub fn check(entry: &Entry) -> Result<(), (&'static str, String)> {
    let missing = |field, problem: &str| Err((field, problem.to_owned()));
    if entry.hits.is_empty() {
        return missing("hits", "give at least one line that it hits");
    }
    match (entry.role, &entry.cause) {
        (Role::Cause, None) => missing("cause", "name the cause it speaks for, or give it another role"),
        (Role::Cause, Some(_)) if entry.why.is_empty() => missing("why", "say why it speaks for the cause"),
        (Role::Cause, Some(_)) if entry.misses.is_empty() => {
            missing("misses", "give at least one line that looks alike and must be missed")
        }
        (Role::Cause, Some(_)) | (_, None) => Ok(()),
        (_, Some(_)) => missing("cause", "only the role `cause` has a cause"),
    }
}
