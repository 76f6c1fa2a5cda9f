//! Files, streams and terminals that JavaScript lends to the command line.

use crate::cli::{Entry, Host, Kind, Opened};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// What the command line needs of Node. Whatever fails throws its code, such as `ENOENT`, or a sentence.
    #[derive(Clone)]
    pub type Machine;

    #[wasm_bindgen(method, structural, catch)]
    fn print(this: &Machine, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, structural)]
    fn complain(this: &Machine, text: &str);
    #[wasm_bindgen(method, structural, js_name = wantsColour)]
    fn wants_colour(this: &Machine) -> bool;
    #[wasm_bindgen(method, structural, js_name = inputIsTerminal)]
    fn input_is_terminal(this: &Machine) -> bool;
    /// `folder`, `file` or `stream`.
    #[wasm_bindgen(method, structural, catch)]
    fn kind(this: &Machine, path: &str) -> Result<String, JsValue>;
    /// The handle of an opened file.
    #[wasm_bindgen(method, structural, catch)]
    fn open(this: &Machine, path: &str) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn size(this: &Machine, handle: u32) -> Result<f64, JsValue>;
    /// How many bytes were read; from where the last reading ended if the place is negative.
    #[wasm_bindgen(method, structural, catch)]
    fn read(this: &Machine, handle: u32, into: &mut [u8], place: f64) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, structural)]
    fn close(this: &Machine, handle: u32);
    /// The names in a folder, each behind the first letter of its kind.
    #[wasm_bindgen(method, structural, catch)]
    fn list(this: &Machine, folder: &str) -> Result<Vec<String>, JsValue>;
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Machine")
    }
}

/// The machine, as the command line wants it.
pub(super) struct Lent(Machine);

impl Lent {
    pub(super) fn new(machine: &Machine) -> Self {
        Self(machine.clone())
    }

    fn handle(&self, number: u32, place: Option<u64>) -> Handle {
        Handle { machine: self.0.clone(), number, place }
    }
}

impl Host for Lent {
    fn print(&mut self, text: &str) -> io::Result<()> {
        self.0.print(text).map_err(problem)
    }

    fn complain(&mut self, text: &str) {
        self.0.complain(text);
    }

    fn wants_colour(&self) -> bool {
        self.0.wants_colour()
    }

    fn input_is_terminal(&self) -> bool {
        self.0.input_is_terminal()
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(self.handle(0, None))
    }

    fn open(&mut self, path: &str) -> io::Result<Opened> {
        let kind = self.0.kind(path).map_err(problem)?;
        if kind == "folder" {
            return Ok(Opened::Folder);
        }
        let number = self.0.open(path).map_err(problem)?;
        if kind != "file" {
            return Ok(Opened::Stream(Box::new(self.handle(number, None))));
        }
        let handle = self.handle(number, Some(0));
        let size = self.0.size(number).map_err(problem)? as u64;
        Ok(Opened::File(Box::new(OnDisk { handle, size })))
    }

    fn list(&mut self, folder: &str) -> io::Result<Vec<Entry>> {
        let entry = |line: &String| {
            let kind = match line.chars().next()? {
                'd' => Kind::Folder,
                'f' => Kind::File,
                _ => Kind::Other,
            };
            Some(Entry { name: line.get(1..)?.to_owned(), kind })
        };
        Ok(self.0.list(folder).map_err(problem)?.iter().filter_map(entry).collect())
    }
}

/// Something open.
struct Handle {
    machine: Machine,
    number: u32,
    /// Where to read next, if it is a file.
    place: Option<u64>,
}

impl Read for Handle {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // No file is so large that its places are not whole numbers in JavaScript.
        let place = self.place.map_or(-1.0, |place| place as f64);
        let count = self.machine.read(self.number, into, place).map_err(problem)?;
        if let Some(place) = &mut self.place {
            *place += u64::from(count);
        }
        Ok(count as usize)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // Standard input is not ours to close.
        if self.number != 0 {
            self.machine.close(self.number);
        }
    }
}

struct OnDisk {
    handle: Handle,
    size: u64,
}

impl Read for OnDisk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.handle.read(into)
    }
}

impl Seek for OnDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(place) => (place, 0),
            SeekFrom::End(by) => (self.size, by),
            SeekFrom::Current(by) => (self.handle.place.unwrap_or_default(), by),
        };
        let place = from.checked_add_signed(by).ok_or(ErrorKind::InvalidInput)?;
        self.handle.place = Some(place);
        Ok(place)
    }
}

fn problem(thrown: JsValue) -> io::Error {
    let thrown = thrown.as_string().unwrap_or_else(|| "it failed".to_owned());
    match thrown.as_str() {
        "ENOENT" => ErrorKind::NotFound.into(),
        "EACCES" | "EPERM" => ErrorKind::PermissionDenied.into(),
        "ENOTDIR" => ErrorKind::NotADirectory.into(),
        "EPIPE" | "EOF" => ErrorKind::BrokenPipe.into(),
        _ => io::Error::other(thrown),
    }
}
