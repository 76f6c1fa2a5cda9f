//! Whether the name of a setting says that its value is a secret.

use crate::text::AnyOf;

/// What kind of secret a setting with this name holds; none if its value may be shared.
pub(super) fn kind_of(name: &str) -> Option<&'static str> {
    if !could_be_one(name) {
        return None;
    }
    let words = words(name);
    let last = words.last()?.as_str();
    if HARMLESS_ENDS.contains(&last)
        || words.first().is_some_and(|first| HARMLESS_STARTS.contains(&first.as_str()))
    {
        return None;
    }
    let joined = words.concat();
    if let Some((_, kind)) = WITHIN.iter().find(|(part, _)| joined.contains(part)) {
        return Some(kind);
    }
    words.iter().find_map(|word| kind_of_word(word))
}

/// Whether a part stands in it without which no name is that of a secret: most settings have none.
fn could_be_one(name: &str) -> bool {
    static PARTS: AnyOf = AnyOf::in_any_case(&[
        "pass",
        "pw",
        "token",
        "secret",
        "key",
        "conn",
        "dsn",
        "cred",
        "salt",
        "docker",
        "cookie",
        "signature",
        "masterauth",
    ]);
    PARTS.is_in(name)
}

fn kind_of_word(word: &str) -> Option<&'static str> {
    if let Some((_, kind)) = WORDS.iter().find(|(whole, _)| *whole == word) {
        return Some(kind);
    }
    let ends = |end: &str| word.ends_with(end);
    if ends("pass") && !["bypass", "compass", "trespass"].contains(&word) {
        Some("password")
    } else if ends("token") {
        Some("token")
    } else if ends("secret") {
        Some("secret")
    } else {
        None
    }
}

/// Parts of a name, its words put together, that make its value a secret.
const WITHIN: &[(&str, &str)] = &[
    ("password", "password"),
    ("passwd", "password"),
    ("passphrase", "password"),
    ("connectionstring", "connection-string"),
    ("connstr", "connection-string"),
    ("dockerconfigjson", "docker-auth"),
    ("dockercfg", "docker-auth"),
    ("privatekey", "private-key"),
    ("apikey", "api-key"),
    ("accesskey", "secret-key"),
    ("accountkey", "secret-key"),
    ("appkey", "secret-key"),
    ("authkey", "secret-key"),
    ("cipherkey", "secret-key"),
    ("encryptionkey", "secret-key"),
    ("fernetkey", "secret-key"),
    ("hmackey", "secret-key"),
    ("jwtkey", "secret-key"),
    ("licensekey", "secret-key"),
    ("masterkey", "secret-key"),
    ("secretkey", "secret-key"),
    ("sessionkey", "secret-key"),
    ("sharedkey", "secret-key"),
    ("clientkeydata", "private-key"),
    ("signingkey", "secret-key"),
    ("storagekey", "secret-key"),
    ("erlangcookie", "secret"),
    ("amzsignature", "signature"),
    ("googsignature", "signature"),
];

/// Words of a name that make its value a secret.
const WORDS: &[(&str, &str)] = &[
    ("pw", "password"),
    ("pwd", "password"),
    ("bindpw", "password"),
    ("passcode", "password"),
    ("masterauth", "password"),
    ("dsn", "connection-string"),
    ("credential", "credential"),
    ("credentials", "credential"),
    ("creds", "credential"),
    ("salt", "secret"),
];

/// What a name ends with that speaks about a secret and does not hold it.
const HARMLESS_ENDS: &[&str] = &[
    "age",
    "alg",
    "algorithm",
    "audience",
    "auth",
    "authentication",
    "class",
    "count",
    "dir",
    "directory",
    "driver",
    "enabled",
    "encoding",
    "endpoint",
    "engine",
    "env",
    "error",
    "errors",
    "exists",
    "expiration",
    "expired",
    "expires",
    "expiry",
    "field",
    "file",
    "filename",
    "files",
    "format",
    "go",
    "header",
    "host",
    "id",
    "ids",
    "interval",
    "issuer",
    "js",
    "keyref",
    "keys",
    "kind",
    "len",
    "length",
    "limit",
    "location",
    "manager",
    "max",
    "method",
    "min",
    "mode",
    "mount",
    "mounts",
    "name",
    "names",
    "namespace",
    "passwords",
    "path",
    "paths",
    "policy",
    "port",
    "prefix",
    "provider",
    "py",
    "rb",
    "ref",
    "refs",
    "request",
    "requests",
    "required",
    "retries",
    "review",
    "reviews",
    "rotation",
    "seconds",
    "secrets",
    "set",
    "size",
    "source",
    "status",
    "store",
    "suffix",
    "timeout",
    "tokens",
    "ts",
    "ttl",
    "type",
    "uri",
    "url",
    "used",
    "user",
    "username",
    "valid",
    "validation",
    "version",
    "volume",
];

/// What a name begins with that makes it a choice or a complaint.
const HARMLESS_STARTS: &[&str] = &[
    "allow",
    "automount",
    "disable",
    "enable",
    "expired",
    "has",
    "invalid",
    "is",
    "max",
    "min",
    "missing",
    "no",
    "num",
    "require",
    "requires",
    "unexpected",
    "use",
    "uses",
    "wrong",
];

/// The words of a name, in lower case: `dbPassword2`, `DB_PASSWORD` and `db.password` are `db` and `password`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let bytes = name.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let hump = byte.is_ascii_uppercase()
            && (before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
                || before.is_some_and(u8::is_ascii_uppercase)
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase));
        if hump || !byte.is_ascii_alphabetic() {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        }
        if byte.is_ascii_alphabetic() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn names_tell() {
        for (name, kind) in [
            ("PGPASSWORD", Some("password")),
            ("dbPassword2", Some("password")),
            ("spring.datasource.password", Some("password")),
            ("MYSQL_ROOT_PASS", Some("password")),
            ("X-Api-Key", Some("api-key")),
            ("AWS_SECRET_ACCESS_KEY", Some("secret-key")),
            ("APIKey", Some("api-key")),
            ("identitytoken", Some("token")),
            ("secretKeyRef", None),
            ("secretName", None),
            ("max_tokens", None),
            ("tokenExpirationSeconds", None),
            ("automountServiceAccountToken", None),
            ("tls-private-key-file", None),
            ("compass", None),
            ("key", None),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
