//! Reads what takes room in a WebAssembly module: its sections, and its functions by the crate they come from.

use crate::Outcome;
use std::collections::BTreeMap;

/// What takes room in a module, in bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// The code of each crate. What another crate asked `core` or `alloc` to make is counted for the latter.
    pub(crate) crates: BTreeMap<String, usize>,
    /// Constants: texts, tables, and the knowledge.
    pub(crate) data: usize,
    /// Everything else, without the names of functions.
    pub(crate) rest: usize,
}

/// Measures a module that still has the names of its functions.
pub(crate) fn sizes(module: &[u8]) -> Outcome<Sizes> {
    read(module).ok_or_else(|| "this is no WebAssembly module, or a damaged one".to_owned())
}

fn read(module: &[u8]) -> Option<Sizes> {
    let mut bytes = Bytes(module.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut sizes, mut imported, mut code, mut names) = (Sizes::default(), 0, Vec::new(), BTreeMap::new());
    while !bytes.0.is_empty() {
        let (id, length) = (bytes.byte()?, bytes.number()?);
        let section = bytes.take(length)?;
        match id {
            0 => {
                let mut inner = Bytes(section);
                match inner.text()? {
                    "name" => names = function_names(inner).unwrap_or_default(),
                    name if name.starts_with(".debug") => {}
                    _ => sizes.rest += length,
                }
            }
            2 => {
                imported = functions_in(Bytes(section))?;
                sizes.rest += length;
            }
            10 => {
                let mut section = Bytes(section);
                for _ in 0..section.number()? {
                    let length = section.number()?;
                    code.push(section.take(length)?.len());
                }
            }
            11 => sizes.data = length,
            _ => sizes.rest += length,
        }
    }
    for (index, length) in (imported..).zip(code) {
        let name = names.get(&index).map_or("", |name| name);
        *sizes.crates.entry(crate_of(name)).or_default() += length;
    }
    Some(sizes)
}

/// How many functions a module imports; they are numbered before its own.
fn functions_in(mut imports: Bytes<'_>) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..imports.number()? {
        imports.text()?;
        imports.text()?;
        match imports.byte()? {
            0 => {
                imports.number()?;
                functions += 1;
            }
            // A table has a type before its limits.
            kind @ (1 | 2) => {
                imports.take(usize::from(kind == 1))?;
                let has_most = imports.byte()? & 1 == 1;
                imports.number()?;
                if has_most {
                    imports.number()?;
                }
            }
            3 => {
                imports.take(2)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

/// The names of functions by their numbers.
fn function_names(mut section: Bytes<'_>) -> Option<BTreeMap<usize, String>> {
    while !section.0.is_empty() {
        let (id, length) = (section.byte()?, section.number()?);
        let mut part = Bytes(section.take(length)?);
        if id == 1 {
            let mut names = BTreeMap::new();
            for _ in 0..part.number()? {
                names.insert(part.number()?, part.text()?.to_owned());
            }
            return Some(names);
        }
    }
    None
}

/// The crate that a function's name begins with, in whichever way the compiler wrote it.
fn crate_of(name: &str) -> String {
    let plain = name.trim_start_matches("_ZN").trim_start_matches(|letter: char| letter.is_ascii_digit());
    let plain = plain.replace("$LT$", "<").replace("$RF$", "&").replace("$u20$", " ").replace("..", "::");
    let plain = plain.trim_start_matches(['<', '&', '*', '_', '[', '(']);
    let plain = ["mut ", "dyn ", "const "].iter().fold(plain, |plain, word| plain.trim_start_matches(word));
    let end = plain.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    // A legacy name is `_ZN4core5slice...`: the digits before the name say where it ends.
    let length = name
        .strip_prefix("_ZN")
        .and_then(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<usize>().ok());
    let word = plain.get(..end.unwrap_or(plain.len())).unwrap_or(plain);
    let word = length.and_then(|length| word.get(..length)).unwrap_or(word);
    let is_crate = word.len() > 1 && word.starts_with(|letter: char| letter.is_ascii_lowercase());
    if is_crate { word.to_owned() } else { "(shared by several)".to_owned() }
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number as LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section, or any other part that its length stands before.
    fn part(id: &[u8], content: &[u8]) -> Vec<u8> {
        [id, &[u8::try_from(content.len()).unwrap()], content].concat()
    }

    #[test]
    fn code_is_counted_for_the_crate_that_it_comes_from() {
        let import = [&[1][..], &part(&[], b"env"), &part(&[], b"now"), &[0, 0]].concat();
        let code = [&[2][..], &part(&[], &[0; 5]), &part(&[], &[0; 7])].concat();
        let names = [
            &[2][..],
            &[1],
            &part(&[], b"_ZN6unloop8diagnose17h0123456789abcdefE"),
            &[2],
            &part(&[], b"<serde_json::Value as core::fmt::Debug>::fmt"),
        ];
        let names = [part(&[], b"name"), part(&[1], &names.concat())].concat();
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            part(&[2], &import),
            part(&[10], &code),
            part(&[11], b"data"),
            part(&[0], &names),
        ];
        let sizes = sizes(&module.concat()).unwrap();
        let crates: Vec<_> = sizes.crates.iter().map(|(name, size)| (name.as_str(), *size)).collect();
        assert_eq!(crates, [("serde_json", 7), ("unloop", 5)]);
        assert_eq!((sizes.data, sizes.rest), (4, import.len()));
    }

    #[test]
    fn a_damaged_module_is_no_module() {
        assert!(sizes(b"\0asm\x01\0\0\0\x0a\xff").is_err());
        assert!(sizes(b"#!/bin/sh").is_err());
    }
}
