//! Puts the whole page into one HTML file that needs no server: it also runs when it is opened from a disk.
//!
//! The file carries its program gzipped, and a policy that forbids every connection. Each script in it is named in the
//! policy by its hash; nothing else may run.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::run::{self, Surroundings};
use crate::supply::sums;
use crate::{Outcome, files, say, site};

/// Writes `dist/unloop.html`; the page must have been built before.
pub(crate) fn assemble(around: &Surroundings) -> Outcome {
    say::step("putting the page into one file");
    let root = run::root();
    let (glue, wasm) = bind(around)?;
    let shell = read(&root.join("index.html"))?;
    let load = read(&root.join("web/load.js"))?;
    let page = page(&shell, &|file| read(&root.join(file)), &Program { glue, load, wasm })?;
    let dist = root.join("dist");
    files::folder(&dist)?;
    files::write(&dist.join("unloop.html"), &page)?;
    let hash = sums::hex(page.as_bytes());
    files::write(&dist.join("unloop.html.sha256"), site::checksum(&hash))?;
    site::write(&dist.join("site"), &page, &hash)?;
    say::line(&format!("dist/unloop.html: {} KiB, sha256 {hash}", page.len() / 1024));
    Ok(())
}

/// What runs in the page.
struct Program {
    /// The script by which the page and the program call each other.
    glue: String,
    /// The script that starts it.
    load: String,
    wasm: Vec<u8>,
}

/// Makes the program's glue in the form that needs no modules, which browsers refuse to load from a disk.
fn bind(around: &Surroundings) -> Outcome<(String, Vec<u8>)> {
    let out = run::target().join("single-file");
    let mut bindgen = around.command("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript"]);
    bindgen.args(["--remove-name-section", "--remove-producers-section", "--out-dir"]).arg(&out);
    run::watched("wasm-bindgen", bindgen.arg(run::target().join(run::PROGRAM)))?;
    let wasm = files::bytes(&out.join("unloop-web_bg.wasm"))?;
    Ok((read(&out.join("unloop-web.js"))?, wasm))
}

fn read(file: &Path) -> Outcome<String> {
    // Browsers read a line break as one character when they compute a hash.
    Ok(files::text(file)?.replace("\r\n", "\n"))
}

/// Replaces each line of the shell that Trunk would act on by what it stands for.
fn page(shell: &str, file: &dyn Fn(&str) -> Outcome<String>, program: &Program) -> Outcome<String> {
    let mut styles = String::new();
    let mut scripts = Vec::new();
    let mut rest = String::new();
    for line in shell.lines() {
        match (line.contains("data-trunk"), value(line, "rel"), value(line, "href"), value(line, "src")) {
            (false, ..) => rest.extend([line, "\n"]),
            (true, Some("css"), Some(style), _) => styles += &file(style)?,
            (true, _, _, Some(script)) => scripts.push(file(script)?),
            (true, Some("rust"), ..) => {}
            _ => {
                return Err(format!(
                    "index.html has a line that the single file cannot hold: {}",
                    line.trim()
                ));
            }
        }
    }
    if styles.contains("</") {
        return Err("a style sheet closes its own element".to_owned());
    }

    let mut hashes = String::new();
    for script in scripts.iter().chain([&program.glue, &program.load]) {
        if script.contains("</script") || script.contains("<!--") {
            return Err("a script closes its own element".to_owned());
        }
        let _ = write!(hashes, " {}", hash(script));
    }
    let policy = format!(
        "default-src 'none'; script-src{hashes} 'wasm-unsafe-eval'; style-src {}; img-src data:; connect-src 'none'; \
         worker-src blob: 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types unloop",
        hash(&styles)
    );
    let mut head = format!("  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
    let _ = writeln!(head, "  <style>{styles}</style>");
    for script in &scripts {
        let _ = writeln!(head, "  <script>{script}</script>");
    }
    let _ = writeln!(head, "  <script id=\"glue\">{}</script>", program.glue);

    let packed = BASE64.encode(files::gzipped(&program.wasm)?);
    let mut body = format!("  <script type=\"application/gzip;base64\" id=\"wasm\">{packed}</script>\n");
    let _ = writeln!(body, "  <script>{}</script>", program.load);

    // The policy stands before everything that it is to govern.
    let (before, after) = rest.split_once("<head>\n").ok_or("index.html has no <head>")?;
    let (head_rest, after) = after.split_once("</head>").ok_or("index.html has no </head>")?;
    let (content, end) = after.split_once("</body>").ok_or("index.html has no </body>")?;
    let (charset, head_rest) = head_rest.split_once('\n').ok_or("index.html has an empty <head>")?;
    Ok(format!("{before}<head>\n{charset}\n{head}{head_rest}</head>{content}{body}</body>{end}"))
}

/// The value of an attribute in a line of HTML that holds one element.
fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: &str = r#"<html>
<head>
  <meta charset="utf-8">
  <title>x</title>
  <link data-trunk rel="css" href="a.css">
  <script data-trunk src="boot.js"></script>
  <link data-trunk rel="rust" href="web/Cargo.toml">
</head>
<body>
  <p>hello</p>
</body>
</html>
"#;

    fn made(shell: &str, style: &str) -> Outcome<String> {
        let program = Program { glue: "let g;".to_owned(), load: "g();".to_owned(), wasm: b"\0asm".to_vec() };
        let file = |name: &str| Ok(if name == "a.css" { style.to_owned() } else { "watch();".to_owned() });
        page(shell, &file, &program)
    }

    #[test]
    fn everything_is_inside_and_named_in_the_policy() {
        let page = made(SHELL, "p{}").unwrap();
        for script in ["watch();", "let g;", "g();"] {
            assert!(page.contains(&format!(">{script}</script>")), "{page}");
            assert!(page.contains(&hash(script)), "{page}");
        }
        assert!(page.contains("<style>p{}</style>") && page.contains(&hash("p{}")), "{page}");
        assert!(!page.contains("data-trunk") && !page.contains("href="), "{page}");
        assert!(page.find("Content-Security-Policy") < page.find("<title>"), "{page}");
    }

    #[test]
    fn the_same_program_gives_the_same_file() {
        assert_eq!(made(SHELL, "p{}"), made(SHELL, "p{}"));
        assert_ne!(made(SHELL, "p{}"), made(SHELL, "q{}"));
    }

    #[test]
    fn what_would_break_out_of_its_element_is_refused() {
        assert!(made(SHELL, "</style>").is_err());
        assert!(made(&SHELL.replace("rel=\"css\"", "rel=\"sass\""), "p{}").is_err());
    }
}
