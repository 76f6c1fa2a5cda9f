//! Secrets that are told by their own shape or by the words right before them.

use super::name::kind_of;
use super::value::{looks_random, stands_for_another};
use crate::knowledge::literals;
use crate::text::{Finder, Pattern};
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern whose group `s` is the secret.
struct Shape {
    kind: &'static str,
    pattern: Pattern,
    /// What the secret must be like beyond the pattern.
    holds: fn(&str) -> bool,
}

const fn shape(kind: &'static str, pattern: &'static str) -> Shape {
    Shape { kind, pattern: Pattern::new(pattern), holds: any }
}

const fn random(kind: &'static str, pattern: &'static str) -> Shape {
    Shape { kind, pattern: Pattern::new(pattern), holds: is_random }
}

const fn written(kind: &'static str, pattern: &'static str) -> Shape {
    Shape { kind, pattern: Pattern::new(pattern), holds: is_value }
}

fn any(_: &str) -> bool {
    true
}

fn is_value(text: &str) -> bool {
    !stands_for_another(text)
}

fn is_random(text: &str) -> bool {
    looks_random(text) && is_value(text)
}

/// Every shape. Earlier ones give the kind where two find the same.
static SHAPES: [Shape; 43] = [
    written(
        "password",
        r#"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s:/@"'<>`]*:(?<s>[^\s"'<>/?#`]+|[^\s"'<>/0-9`][^\s"'<>@`]*)@"#,
    ),
    random("token", r#"://(?<s>[A-Za-z0-9_-]{16,})(?::x-oauth-basic)?@"#),
    written("password", r"\b[A-Za-z0-9_.-]+:(?<s>[^\s:@]+)@(?:tcp|tcp6|unix)\("),
    shape("jwt", r"\b(?<s>eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+){1,4})"),
    shape("aws-access-key", r"\b(?<s>(?:AKIA|ASIA)[A-Z0-9]{16})\b"),
    shape("github-token", r"\b(?<s>gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})"),
    shape(
        "gitlab-token",
        r"\b(?<s>gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt)-[A-Za-z0-9_-]{16,}(?:\.[A-Za-z0-9_.-]+)?)",
    ),
    shape("slack-token", r"\b(?<s>xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,})"),
    shape("webhook", r"hooks\.slack\.com/(?:services|workflows)/(?<s>[A-Za-z0-9/_-]{12,})"),
    shape("webhook", r"discord(?:app)?\.com/api/webhooks/(?<s>[0-9]{6,}/[A-Za-z0-9_-]{20,})"),
    shape("webhook", r"\.webhook\.office\.com/\S*/IncomingWebhook/(?<s>[A-Za-z0-9/-]{32,})"),
    shape("stripe-key", r"\b(?<s>(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})"),
    shape("google-key", r"\b(?<s>AIza[A-Za-z0-9_-]{30,}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,})"),
    shape("npm-token", r"\b(?<s>npm_[A-Za-z0-9]{30,})"),
    shape("pypi-token", r"\b(?<s>pypi-[A-Za-z0-9_-]{30,})"),
    shape("vault-token", r"\b(?<s>hv[sbr]\.[A-Za-z0-9_-]{20,})"),
    shape("api-key", r"\b(?<s>SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,})"),
    Shape {
        kind: "api-key",
        pattern: Pattern::new(r"\b(?<s>sk-(?:proj-|ant-|svcacct-)?[A-Za-z0-9_-]{20,})"),
        holds: looks_random,
    },
    shape(
        "token",
        r"\b(?<s>dop_v1_[a-f0-9]{32,}|dckr_pat_[A-Za-z0-9_-]{20,}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32})",
    ),
    shape(
        "token",
        r"\b(?<s>glsa_[A-Za-z0-9_]{30,}|hf_[A-Za-z0-9]{30,}|dapi[0-9a-f]{32}|NRAK-[A-Z0-9]{20,}|ATATT3[A-Za-z0-9_=-]{20,})",
    ),
    shape("token", r"\b(?:bot)?(?<s>[0-9]{8,10}:AA[A-Za-z0-9_-]{33})"),
    shape(
        "token",
        r"\b(?<s>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{40,}|lin_api_[A-Za-z0-9]{32,}|dp\.(?:st|ct|pt|sa|scim|audit)\.[A-Za-z0-9._-]{40,})",
    ),
    shape(
        "token",
        r"\b(?<s>PMAK-[a-f0-9]{24}-[a-f0-9]{34}|pul-[a-f0-9]{40}|pscale_(?:tkn|oauth)_[A-Za-z0-9_.-]{32,})",
    ),
    shape("password", r"\b(?<s>pscale_pw_[A-Za-z0-9_.-]{32,})"),
    shape("secret", r"(?:\b|')(?<s>[A-Za-z0-9_.~-]{3}[0-9]Q~[A-Za-z0-9_.~-]{31,34})"),
    shape("private-key", r"\b(?<s>AGE-SECRET-KEY-1[A-Z0-9]{58})"),
    shape("password-hash", r"(?<s>\$(?:2[abxy]|5|6|apr1|argon2id?)\$[A-Za-z0-9./$,=+]{16,})"),
    shape(
        "signature",
        r"(?i)(?:[?&]|%26)(?:sig|X-Amz-Signature|X-Goog-Signature)=(?<s>[A-Za-z0-9%+/=_-]{16,})",
    ),
    random("token", r"(?i)\bbearer\s+(?<s>[A-Za-z0-9._~+/=-]{8,})"),
    written(
        "token",
        r#"(?i)authorization\\?["']?\s*[:=]\s*\[?\\?["']?(?:bearer|token|apikey|api-key)\s+(?<s>[^\s"'\\,\]}]+)"#,
    ),
    written(
        "basic-auth",
        r#"(?i)authorization\\?["']?\s*[:=]\s*\[?\\?["']?basic\s+(?<s>[A-Za-z0-9+/=_-]{4,})"#,
    ),
    written("cookie", r#"(?i)\b(?:set-)?cookie:\s*(?<s>[^\s=;"']+=[^"'\r\n]*)"#),
    written("docker-auth", r#""auth\\?"\s*:\s*\\?"(?<s>[A-Za-z0-9+/=]{8,})"#),
    written("password", r#"(?i)\bidentified\s+(?:with\s+\S+\s+)?(?:by|as)\s+(?:password\s+)?'(?<s>[^']+)'"#),
    written("password", r#"(?i)\b(?:with|encrypted)\s+password\s+'(?<s>[^']+)'"#),
    written("password", r#"\bmysql\w*\b.*?\s-p(?<s>'[^']+'|"[^"]+"|[^\s"'-][^\s"']*)"#),
    written("password", r#"\bmariadb[\w-]*\b.*?\s-p(?<s>'[^']+'|"[^"]+"|[^\s"'-][^\s"']*)"#),
    written("password", r#"\bredis-cli\b.*?\s(?:-a|--pass)\s+(?<s>[^\s"']+)"#),
    written("password", r#"\bsshpass\s+-p\s*(?<s>[^\s"']+)"#),
    written("password", r#"\bcurl\b.*?\s(?:-u|--user)\s*["']?[^\s:"']+:(?<s>[^\s"']+)"#),
    written("password", r#"(?i)^\s*(?:requirepass|masterauth|bindpw|rootpw)\s+["']?(?<s>[^\s"']+)"#),
    written("password", r"\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?<s>\S+)"),
    written("token", r#"(?i)(?:_authToken|npm_token)\s*=\s*["']?(?<s>[^\s"']+)"#),
];

/// A flag, and its value as the next word or as the next item of a list.
static FLAG: Pattern = Pattern::new(
    r#"(?:^|[\s"'`\[(,])--?(?<name>[A-Za-z][A-Za-z0-9_.-]*)(?:\\?["']\s*,\s*\\?["']|\s+["']?)(?<s>[^\s"'\\,\]]+)"#,
);
/// A variable as one object: `{"name":"DB_PASSWORD","value":"x"}`.
static PAIR: Pattern = Pattern::new(
    r#"name\\?["']?\s*:\s*\\?["']?(?<name>[A-Za-z0-9_.-]+)\\?["']?\s*,\s*\\?["']?value\\?["']?\s*:\s*(?:\\?"(?<s>(?:[^"\\]|\\[^"])*)|'(?<t>[^']*)|(?<u>[^\s"'\\,}]+))"#,
);
/// The data of a Secret on one line.
static SECRET: Pattern = Pattern::new(r#""kind\\?"\s*:\s*\\?"Secret\\?""#);
static DATA: Pattern = Pattern::new(r#"\\?"(?:data|stringData)\\?"\s*:\s*\{(?<s>[^{}]*)\}"#);
static DATUM: Pattern = Pattern::new(r#"\\?"[^"\\]+\\?"\s*:\s*\\?"(?<s>[^"\\]+)"#);

/// Reports each secret value of a line, and its kind.
pub(super) fn find(line: &str, add: &mut dyn FnMut(Range<usize>, &'static str)) {
    static SEARCH: OnceLock<Search> = OnceLock::new();
    for shape in SEARCH.get_or_init(Search::new).of(line) {
        for found in shape.pattern.captures_all(line) {
            let Some(range) = found.range("s").map(|range| unquoted(line, range)) else { continue };
            if line.get(range.clone()).is_some_and(shape.holds) {
                add(range, shape.kind);
            }
        }
    }
    named(line, add);
    of_a_manifest(line, add);
}

/// The shapes, and what a line needs so that one of them can be in it.
struct Search {
    /// Finds the texts of shapes, by their indexes.
    needed: Finder,
    /// Those whose pattern needs no text that is long enough to be searched for.
    always: Vec<u32>,
}

impl Search {
    fn new() -> Self {
        let mut search = Self { needed: Finder::default(), always: Vec::new() };
        for (index, shape) in (0..).zip(&SHAPES) {
            match literals::required(shape.pattern.source()) {
                Ok(texts) => texts.iter().for_each(|text| search.needed.add(text, index)),
                Err(_) => search.always.push(index),
            }
        }
        search
    }

    /// The shapes that could be in a line.
    fn of(&self, line: &str) -> impl Iterator<Item = &'static Shape> {
        let mut shapes = self.needed.owners(line);
        shapes.extend(&self.always);
        shapes.sort_unstable();
        shapes.into_iter().filter_map(|index| SHAPES.get(index as usize))
    }
}

fn unquoted(line: &str, range: Range<usize>) -> Range<usize> {
    let is_quoted =
        line.get(range.clone()).is_some_and(|text| text.len() > 2 && text.starts_with(['"', '\'']));
    if is_quoted { range.start + 1..range.end - 1 } else { range }
}

/// Flags and pairs, where a name decides.
fn named(line: &str, add: &mut dyn FnMut(Range<usize>, &'static str)) {
    for found in FLAG.captures_all(line).chain(PAIR.captures_all(line)) {
        let Some(kind) = kind_of(found.get("name").unwrap_or_default()) else { continue };
        let Some(range) = ["s", "t", "u"].iter().find_map(|group| found.range(group)) else { continue };
        let text = line.get(range.clone()).unwrap_or_default();
        // The password inside of a URL is found by itself; the rest helps to understand the paste.
        let is_url = kind == "connection-string" && text.contains("://");
        if is_value(text) && !is_url && !text.starts_with('-') {
            add(range, kind);
        }
    }
}

/// The data of a Secret that stands on one line, as in the annotation that `kubectl apply` leaves.
fn of_a_manifest(line: &str, add: &mut dyn FnMut(Range<usize>, &'static str)) {
    if !SECRET.is_match(line) {
        return;
    }
    for group in DATA.captures_all(line).filter_map(|found| found.range("s")) {
        let data = line.get(group.clone()).unwrap_or_default();
        for value in DATUM.captures_all(data).filter_map(|found| found.range("s")) {
            let range = group.start + value.start..group.start + value.end;
            if is_value(line.get(range.clone()).unwrap_or_default()) {
                add(range, "secret-data");
            }
        }
    }
}
