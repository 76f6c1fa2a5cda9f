//! A stream that ends with an error when it gave more than it may.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Takes what it gives from an amount that it shares with others.
pub(crate) struct Counted<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R, left: Rc<Cell<u64>>) -> Self {
        Self { inner, left }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::Error::other("it unpacks to more than may be read"));
        }
        let read = self.inner.read(into)?;
        self.left.set(left.saturating_sub(read as u64));
        Ok(read)
    }
}
