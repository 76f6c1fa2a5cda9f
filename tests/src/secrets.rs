//! Lines that hold secrets of many kinds, and lines that only look so, made anew from templates.

use crate::house;
use serde::Deserialize;
use std::fs;

/// A line of a paste and the secret in it.
#[derive(Debug)]
pub struct Planted {
    /// What kind of secret it is, in words.
    pub kind: String,
    pub secret: String,
    pub line: String,
}

/// Every line of `tests/secrets.yaml` that holds a secret, and every line that holds none.
pub fn lines() -> (Vec<Planted>, Vec<String>) {
    let text = fs::read_to_string(house::root().join("tests/secrets.yaml")).unwrap();
    let file: File = serde_yaml::from_str(&text).unwrap();
    let mut characters = Characters(0x9e37_79b9_7f4a_7c15);
    let mut planted = Vec::new();
    for kind in &file.secrets {
        for line in &kind.lines {
            let secret = characters.fill(&kind.secret);
            let line = characters.fill(line).replace("{s}", &secret);
            assert!(line.contains(&secret), "{line} has no place for its secret");
            planted.push(Planted { kind: kind.kind.clone(), secret, line });
        }
    }
    let others = file.others.iter().map(|line| characters.fill(line)).collect();
    (planted, others)
}

/// How long a piece of a secret is that helps to guess it.
const PIECE: usize = 6;

/// The first piece of a secret that stands in a text.
pub fn piece_in<'a>(text: &str, secret: &'a str) -> Option<&'a str> {
    let pieces = (PIECE..=secret.len()).filter_map(|end| secret.get(end - PIECE..end));
    pieces.into_iter().find(|piece| text.contains(piece))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    secrets: Vec<Kind>,
    others: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    kind: String,
    secret: String,
    lines: Vec<String>,
}

/// Characters in no order that anyone would guess, and the same in every run (xorshift).
struct Characters(u64);

impl Characters {
    /// A template with every `{alphabet:count}` replaced; other braces stay.
    fn fill(&mut self, template: &str) -> String {
        let mut filled = String::new();
        for (index, part) in template.split('{').enumerate() {
            let run = part.split_once('}').and_then(|(name, rest)| Some((self.run(name)?, rest)));
            match run {
                Some((run, rest)) if index > 0 => filled.extend([run.as_str(), rest]),
                _ if index > 0 => filled.extend(["{", part]),
                _ => filled.push_str(part),
            }
        }
        filled
    }

    fn run(&mut self, name: &str) -> Option<String> {
        const LOWER: &str = "abcdefghijkmnopqrstuvwxyz";
        const UPPER: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
        let (alphabet, count) = name.split_once(':').unwrap_or((name, "14"));
        let letters = match alphabet {
            "alnum" => format!("{LOWER}{UPPER}0123456789"),
            "base64" => format!("{LOWER}{UPPER}0123456789+/"),
            "digits" => "0123456789".to_owned(),
            "hex" => "0123456789abcdef".to_owned(),
            "password" => format!("{LOWER}{UPPER}0123456789!-_.*"),
            "upper" => format!("{UPPER}234567"),
            "url" => format!("{LOWER}{UPPER}0123456789-_"),
            _ => return None,
        };
        let letters = letters.as_bytes();
        let run = |_| char::from(letters[self.next() as usize % letters.len()]);
        Some((0..count.parse().ok()?).map(run).collect())
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }
}
