//! What a server needs to offer the single file as a page that can be installed: `dist/site`, to be copied as it is.

use std::path::Path;

use crate::{Outcome, files};

const MANIFEST: &str = include_str!("../../web/site/manifest.webmanifest");
const HEADERS: &str = include_str!("../../web/site/_headers");
const SERVICE_WORKER: &str = include_str!("../../web/site/sw.js");

/// Fills the folder. `hash` is that of the page, which is the same file here and on a disk.
pub(crate) fn write(folder: &Path, page: &str, hash: &str) -> Outcome {
    let contents = [
        ("index.html", page.to_owned()),
        ("unloop.html", page.to_owned()),
        ("unloop.html.sha256", checksum(hash)),
        ("manifest.webmanifest", MANIFEST.to_owned()),
        ("_headers", HEADERS.to_owned()),
        // Another page makes another service worker: that is how a browser learns that there is a newer one.
        ("sw.js", SERVICE_WORKER.replace("VERSION", hash)),
    ];
    files::folder(folder)?;
    contents.iter().try_for_each(|(name, content)| files::write(&folder.join(name), content))
}

/// What `sha256sum --check` reads.
pub(crate) fn checksum(hash: &str) -> String {
    format!("{hash}  unloop.html\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    #[test]
    fn the_headers_are_documented_as_they_are() {
        let hosting = include_str!("../../docs/hosting.md");
        assert!(hosting.contains(&format!("```\n{HEADERS}```")), "docs/hosting.md shows other headers");
    }

    #[test]
    fn the_page_on_a_server_is_the_file_itself_and_its_worker_knows_which() {
        let scratch = Scratch::new("site");
        write(&scratch, "<p>page</p>", "abc123").unwrap();
        let read = |name: &str| std::fs::read_to_string(scratch.join(name)).unwrap();
        assert_eq!(read("index.html"), "<p>page</p>");
        assert_eq!(read("index.html"), read("unloop.html"));
        assert_eq!(read("unloop.html.sha256"), "abc123  unloop.html\n");
        assert!(read("sw.js").contains("'unloop-abc123'"), "{}", read("sw.js"));
    }
}
