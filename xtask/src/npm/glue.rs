//! The glue that wasm-bindgen writes, in the forms in which the package needs it.

use crate::Outcome;

/// Where the glue would look for the module by itself. Bundlers see the address and ask for a file that is not there.
const ADDRESS: &str = "new URL('unloop_bg.wasm', import.meta.url)";

/// The glue without an address of its own: it is always told what to load.
pub(super) fn without_address(glue: &str) -> Outcome<String> {
    if glue.matches("import.meta").count() != 1 || !glue.contains(ADDRESS) {
        return Err("wasm-bindgen writes another glue than before: look at xtask/src/npm/glue.rs".to_owned());
    }
    Ok(glue.replace(ADDRESS, "(() => { throw new Error('unloop: no module was given'); })()"))
}

/// Modules as one classic script, in a module that exports its text: browsers start no thread from a module that came
/// from a disk, and no bundler has to find it.
pub(super) fn thread(modules: &[&str]) -> Outcome<String> {
    let mut script = String::new();
    for line in modules.iter().flat_map(|module| module.lines()) {
        if line.starts_with("import ") || line.starts_with("export {") {
            if !line.ends_with(';') {
                return Err(format!("an import or export of several lines: {line}"));
            }
        } else if !line.trim_start().starts_with("//") {
            script += line.strip_prefix("export ").unwrap_or(line);
            script.push('\n');
        }
    }
    let escaped = script.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    Ok(format!("export const thread = `{escaped}`;\n"))
}

#[cfg(test)]
mod tests {
    use super::{thread, without_address};

    #[test]
    fn modules_become_one_script() {
        let one = "// Says a.\nexport const a = `${1}\\n`;\nexport { a as default };\n";
        let two = "import b from './one.js';\nexport function c() {}\n";
        let script = "export const thread = `const a = \\`\\${1}\\\\n\\`;\nfunction c() {}\n`;\n";
        assert_eq!(thread(&[one, two]).as_deref(), Ok(script));
        assert!(thread(&["import {\n  b,\n} from './one.js';"]).is_err());
    }

    #[test]
    fn another_glue_is_noticed() {
        let glue = format!("function load(it) {{ it ??= {}; }}", super::ADDRESS);
        assert!(!without_address(&glue).unwrap().contains("import.meta"));
        assert!(without_address("function load() {}").is_err());
        assert!(without_address(&(glue + "import.meta.url")).is_err());
    }
}
