//! The bytes of a text in the one encoding that the engine reads.

use std::borrow::Cow;

/// Whether a text that begins so is UTF-16.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

/// The text as UTF-8. PowerShell writes what a command prints as UTF-16, with a mark before it.
pub(crate) fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes),
    };
    let units = bytes.chunks_exact(2).skip(1).filter_map(|pair| pair.try_into().ok().map(read));
    let text: String = char::decode_utf16(units).map(|letter| letter.unwrap_or('?')).collect();
    Cow::Owned(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::utf8;

    #[test]
    fn what_powershell_writes_is_read() {
        let text = "Name: größe 🚀\r\n";
        let units = || [0xfeff].into_iter().chain(text.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!((&*utf8(&little), &*utf8(&big)), (text.as_bytes(), text.as_bytes()));
        assert_eq!(&*utf8(text.as_bytes()), text.as_bytes());
        assert_eq!(&*utf8(b"\xff\xfea\0\x00\xd8"), b"a?", "half a pair");
    }
}
