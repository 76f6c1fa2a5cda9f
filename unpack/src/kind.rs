//! What a file is, by its first bytes.

/// So many bytes tell what a file is.
pub(crate) const TELLING: u64 = 8192;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Gzip,
    Tar,
    Zip,
    /// An archive that cannot be opened here.
    Other(&'static str),
    Binary,
}

impl Kind {
    pub(crate) fn of(head: &[u8]) -> Self {
        const OTHERS: [(&[u8], &str); 5] = [
            (b"\xfd7zXZ\0", "an xz archive"),
            (b"\x28\xb5\x2f\xfd", "a zstd archive"),
            (b"BZh", "a bzip2 archive"),
            (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
            (b"Rar!\x1a\x07", "a rar archive"),
        ];
        if head.starts_with(b"\x1f\x8b") {
            return Self::Gzip;
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Self::Zip;
        }
        if head.get(257..262) == Some(b"ustar") {
            return Self::Tar;
        }
        if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Self::Other(what);
        }
        let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        if head.contains(&0) && !utf16 { Self::Binary } else { Self::Text }
    }

    pub(crate) fn is_archive(self) -> bool {
        matches!(self, Self::Gzip | Self::Tar | Self::Zip)
    }
}
