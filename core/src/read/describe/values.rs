//! Values inside a container's block: ports, variables, mounts.

use super::super::facts::{EnvFrom, EnvValue, EnvVar, Mount, Port};
use crate::text::{Fact, Line, Pattern};

/// A line without the carriage return of a Windows program, which kubectl prints as `\r`.
pub(super) fn without_return(line: &str) -> &str {
    line.strip_suffix("\\r").unwrap_or(line)
}

/// `8080/TCP (http), 9090/TCP`.
pub(super) fn ports(value: &str, line: &Line<'_>) -> Vec<Port> {
    static PORT: Pattern = Pattern::new(r"^(?<number>\d+)/(?:TCP|UDP|SCTP)(?: \((?<name>[^)]+)\))?$");
    value
        .split(',')
        .filter_map(|one| {
            let found = PORT.captures(one.trim())?;
            Some(Port {
                number: found.get("number")?.parse().ok()?,
                name: found.get("name").map(str::to_owned),
                span: line.span_of(one.trim()),
            })
        })
        .collect()
}

/// `NAME:  value`, or `NAME: <set to the key 'k' in secret 's'>  Optional: false`.
pub(super) fn variable(line: &Line<'_>) -> Option<EnvVar> {
    static VARIABLE: Pattern = Pattern::new(r"^\s*(?<name>[A-Za-z_][A-Za-z0-9_.-]*):(?:\s+(?<value>.*))?$");
    static KEY: Pattern = Pattern::new(
        r"^<set to the key '(?<key>[^']*)' (?:in|of) (?<kind>secret|config map) '(?<object>[^']*)'>(?:\s+Optional: (?<optional>true|false))?",
    );
    static FIELD: Pattern =
        Pattern::new(r"(?:^| )\((?:v1:(?<field>[a-z]\S*)|(?<resource>(?:limits|requests)\.\S+))\)$");
    let found = VARIABLE.captures(&line.text)?;
    let name = found.get("name")?;
    let value = without_return(found.get("value").unwrap_or_default().trim());
    let value = if let Some(key) = KEY.captures(value) {
        EnvValue::Key {
            kind: if key.get("kind") == Some("secret") { "Secret".into() } else { "ConfigMap".into() },
            object: key.get("object").unwrap_or_default().into(),
            key: key.get("key").unwrap_or_default().into(),
            optional: key.get("optional") == Some("true"),
        }
    } else if let Some(field) = FIELD.captures(value) {
        EnvValue::Field(field.get("field").or_else(|| field.get("resource")).unwrap_or_default().into())
    } else {
        EnvValue::Literal(value.into())
    };
    Some(EnvVar { name: Fact::new(name.into(), line.span_of(name)), value, span: line.trimmed() })
}

/// `shop-env  ConfigMap with prefix 'A_'  Optional: false`.
pub(super) fn env_from(line: &Line<'_>) -> Option<EnvFrom> {
    static FROM: Pattern =
        Pattern::new(r"^\s*(?<object>\S+)\s+(?<kind>ConfigMap|Secret)\b.*Optional: (?<optional>true|false)");
    let found = FROM.captures(&line.text)?;
    let object = found.get("object")?;
    Some(EnvFrom {
        kind: found.get("kind")?.into(),
        object: Fact::new(object.into(), line.span_of(object)),
        optional: found.get("optional") == Some("true"),
    })
}

/// `/etc/shop from config (ro,path="app.yaml")`.
pub(super) fn mount(line: &Line<'_>) -> Option<Mount> {
    static MOUNT: Pattern = Pattern::new(
        r#"^\s*(?<path>\S.*) from (?<volume>[a-z0-9][a-z0-9.-]*) \((?<mode>r[ow])(?:,path="(?<sub>[^"]*)")?"#,
    );
    let found = MOUNT.captures(&line.text)?;
    let path = found.get("path")?;
    Some(Mount {
        path: Fact::new(path.into(), line.span_of(path)),
        volume: found.get("volume")?.into(),
        read_only: found.get("mode") == Some("ro"),
        sub_path: found.get("sub").map(str::to_owned),
        sub_path_expr: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[track_caller]
    fn line<T>(text: &str, read: impl Fn(&Line<'_>) -> T) -> T {
        read(&Source::new(text).lines[0])
    }

    #[test]
    fn ports_with_and_without_a_name() {
        let read = |text: &str| {
            let ports = line(text, |line| ports(text, line));
            ports.into_iter().map(|port| (port.number, port.name)).collect::<Vec<_>>()
        };
        assert_eq!(read("8080/TCP (http), 53/UDP"), [(8080, Some("http".to_owned())), (53, None)]);
        assert_eq!(read("<none>"), []);
        assert_eq!(read("99999999999/TCP, 9/SCTP, x/TCP"), [(9, None)]);
    }

    #[test]
    fn where_a_variable_comes_from() {
        let key = |kind: &str, optional| EnvValue::Key {
            kind: kind.to_owned(),
            object: "shop".to_owned(),
            key: "dsn".to_owned(),
            optional,
        };
        for (value, expected) in [
            ("open", EnvValue::Literal("open".to_owned())),
            ("", EnvValue::Literal(String::new())),
            ("open\\r", EnvValue::Literal("open".to_owned())),
            ("<set to the key 'dsn' in secret 'shop'>  Optional: false", key("Secret", false)),
            ("<set to the key 'dsn' of config map 'shop'>  Optional: true", key("ConfigMap", true)),
            ("<set to the key 'dsn' in secret 'shop'>", key("Secret", false)),
            (" (v1:metadata.name)", EnvValue::Field("metadata.name".to_owned())),
            ("2 (limits.cpu)", EnvValue::Field("limits.cpu".to_owned())),
        ] {
            let read = line(&format!("      TILL_DSN:  {value}"), variable).unwrap();
            assert_eq!((read.name.value.as_str(), read.value), ("TILL_DSN", expected), "{value}");
        }
        assert!(line("      7TILL:  open", variable).is_none());
    }

    #[test]
    fn objects_of_variables_and_mounts() {
        let from = line("      shop  ConfigMap with prefix 'A_'  Optional: true", env_from).unwrap();
        assert_eq!(
            (from.object.value.as_str(), from.kind.as_str(), from.optional),
            ("shop", "ConfigMap", true)
        );
        assert!(!line("      shop  Secret  Optional: false", env_from).unwrap().optional);
        let mounted = line("      /etc/shop from config (ro,path=\"app.yaml\")", mount).unwrap();
        assert_eq!((mounted.path.value.as_str(), mounted.volume.as_str()), ("/etc/shop", "config"));
        assert_eq!((mounted.read_only, mounted.sub_path.as_deref()), (true, Some("app.yaml")));
        let writable = line("      /var/shop from data (rw)", mount).unwrap();
        assert_eq!((writable.read_only, writable.sub_path), (false, None));
    }
}
