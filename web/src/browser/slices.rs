//! A file on the user's disk as a stream, in the background thread: only there may a read take its time.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{File, FileReaderSync, MessageChannel, MessagePort};

/// How much is read at once, in bytes.
const SLICE: u64 = 4 << 20;

/// A file that is read slice by slice.
pub(crate) struct Slices {
    file: File,
    size: u64,
    at: u64,
    slice: Vec<u8>,
    /// Where the slice begins in the file.
    begin: u64,
    reader: FileReaderSync,
    drain: Drain,
}

impl Slices {
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        let reader =
            FileReaderSync::new().map_err(|_| io::Error::other("the browser cannot read files here"))?;
        // A size is a whole number that a JavaScript number holds exactly.
        Ok(Self {
            file: file.clone(),
            size: file.size() as u64,
            at: 0,
            slice: Vec::new(),
            begin: 0,
            reader,
            drain: Drain::new(),
        })
    }

    fn fetch(&mut self) -> io::Result<()> {
        let gone = |_| io::Error::other("the browser could not read it: it was moved or changed");
        let end = (self.at + SLICE).min(self.size);
        let blob = self.file.slice_with_f64_and_f64(self.at as f64, end as f64).map_err(gone)?;
        let buffer = self.reader.read_as_array_buffer(&blob).map_err(gone)?;
        let bytes = Uint8Array::new(&buffer);
        self.slice.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.slice);
        self.begin = self.at;
        self.drain.take(&buffer);
        Ok(())
    }
}

impl Read for Slices {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size {
            return Ok(0);
        }
        let held = self.begin..self.begin + self.slice.len() as u64;
        if !held.contains(&self.at) {
            self.fetch()?;
        }
        let from = usize::try_from(self.at - self.begin).unwrap_or(usize::MAX);
        let rest = self.slice.get(from..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if count == 0 && !into.is_empty() {
            return Err(io::Error::other("it is shorter than it was: it was changed"));
        }
        if let (Some(into), Some(rest)) = (into.get_mut(..count), rest.get(..count)) {
            into.copy_from_slice(rest);
        }
        self.at += count as u64;
        Ok(count)
    }
}

/// Takes the memory of what was read back at once: the browser itself would collect it only some hundred megabytes later.
struct Drain(Option<MessagePort>);

impl Drain {
    fn new() -> Self {
        let channel = MessageChannel::new().ok();
        Self(channel.map(|channel| {
            channel.port2().close();
            channel.port1()
        }))
    }

    /// What is handed over where nobody listens is nobody's. To detach it is not enough: the browser holds on to it.
    fn take(&self, buffer: &ArrayBuffer) {
        if let Some(port) = &self.0 {
            // It fails only for a buffer that is gone already.
            let _ = port.post_message_with_transferable(&JsValue::NULL, &Array::of1(buffer));
        }
    }
}

impl Seek for Slices {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
