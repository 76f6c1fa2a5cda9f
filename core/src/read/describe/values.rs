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
