//! What teaches a shell to complete the options of a program.

use super::program::{Flag, Program};

/// The shells that are known; `kubectl` asks a plugin for its completions by a script of its own.
pub(super) const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "kubectl"];

/// The script for a shell.
pub(super) fn script(program: &Program, shell: &str) -> Option<String> {
    match shell {
        "bash" => Some(bash(program)),
        "zsh" => Some(zsh(program)),
        "fish" => Some(fish(program)),
        "kubectl" => Some(KUBECTL.to_owned()),
        _ => None,
    }
}

/// kubectl runs this as `kubectl_complete-unloop`, with the words that were typed.
const KUBECTL: &str = "\
#!/bin/sh
# Completions of `kubectl unloop`: save this as kubectl_complete-unloop on PATH, and make it executable.
exec kubectl-unloop __complete \"$@\"
";

fn bash(program: &Program) -> String {
    let name = program.name;
    let function = name.replace('-', "_");
    let all: Vec<&str> =
        program.options.iter().flat_map(|flag| flag.short.into_iter().chain([flag.name])).collect();
    let taking: Vec<&str> =
        program.options.iter().filter(|flag| flag.value.is_some()).map(|flag| flag.name).collect();
    // An empty reply lets bash propose files.
    format!(
        "# Completions of {name}: `source <({name} completions bash)`
_{function}() {{
  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\"
  COMPREPLY=()
  case \"$before\" in {}) return ;; esac
  if [[ \"$word\" == -* ]]; then
    COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))
  elif [[ \"$before\" == completions ]]; then
    COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))
  fi
}}
complete -o default -F _{function} {name}
",
        taking.join(" | "),
        all.join(" "),
        SHELLS.join(" "),
    )
}

fn zsh(program: &Program) -> String {
    let name = program.name;
    let mut text = format!(
        "#compdef {name}\n# Completions of {name}: save this as _{name} in a folder of $fpath\n_arguments -s \\\n"
    );
    for flag in &program.options {
        text += &format!("  {} \\\n", zsh_option(flag));
    }
    text + "  '*:file:_files'\n"
}

fn zsh_option(flag: &Flag) -> String {
    let help = flag.help.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]").replace('\'', "'\\''");
    let value = match flag.value {
        Some("FILE") => ":FILE:_files".to_owned(),
        Some(value) => format!(":{value}:"),
        None => String::new(),
    };
    match flag.short {
        Some(short) => format!("'({short} {0})'{{{short},{0}}}'[{help}]{value}'", flag.name),
        None => format!("'*{}[{help}]{value}'", flag.name),
    }
}

fn fish(program: &Program) -> String {
    let mut text =
        format!("# Completions of {0}: save this as ~/.config/fish/completions/{0}.fish\n", program.name);
    for flag in &program.options {
        let long = flag.name.trim_start_matches('-');
        let short =
            flag.short.map(|short| format!(" -s {}", short.trim_start_matches('-'))).unwrap_or_default();
        let value = match flag.value {
            Some("FILE") => " -r -F",
            Some(_) => " -x",
            None => "",
        };
        let help = flag.help.replace('\\', "\\\\").replace('\'', "\\'");
        text += &format!("complete -c {} -l {long}{short}{value} -d '{help}'\n", program.name);
    }
    text
}
