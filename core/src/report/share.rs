//! What of a paste and its diagnosis can be shown to others.

use super::addresses;
pub use super::addresses::Addresses;
use super::redact;
use crate::diagnosis::{Diagnosis, Evidence, Secret};
use std::collections::{BTreeMap, HashMap};

/// A paste and its diagnosis without secrets. Every offset of the diagnosis fits this paste, and no quote needs masking
/// any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Shareable {
    /// The paste, each secret replaced by what stands for it.
    pub paste: String,
    /// The diagnosis of the paste as it was, in terms of this one.
    pub diagnosis: Diagnosis,
    /// What stands for what: this is not for sharing.
    pub aliases: Vec<Alias>,
}

/// What stands for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// As in the masked text, without the brackets: `password-1`.
    pub alias: String,
    /// `password`, `token`, `email`, `ip` ...
    pub kind: String,
    /// The value itself.
    pub value: String,
    /// How often it stood in the paste.
    pub count: usize,
}

/// Masks the secrets of a paste, and the addresses that are asked for, everywhere.
///
/// ```
/// use unloop::report::share::{Addresses, shareable};
///
/// let paste = "DB_PASSWORD=hunter2-Xy\nFATAL cannot reach 10.4.0.17:5432 with hunter2-Xy";
/// let shared = shareable(paste, &unloop::diagnose(paste), Addresses { ips: true, ..Addresses::default() });
/// assert_eq!(shared.paste, "DB_PASSWORD=<password-1>\nFATAL cannot reach <ip-1>:5432 with <password-1>");
/// assert_eq!(shared.aliases[0].value, "hunter2-Xy");
/// ```
pub fn shareable(paste: &str, diagnosis: &Diagnosis, also: Addresses) -> Shareable {
    let mut diagnosis = diagnosis.clone();
    diagnosis.secrets = with_addresses(paste, &redact::secrets_of(paste, &diagnosis), also);
    redact::mask_words(paste, &mut diagnosis);
    let masked = redact::without(paste, &diagnosis.secrets);
    let secrets = std::mem::take(&mut diagnosis.secrets);
    let moved = Moved::new(&secrets);
    for input in &mut diagnosis.inputs {
        (input.start, input.end) = moved.span(input.start, input.end);
        input.line = line(&masked, input.start);
    }
    for evidence in diagnosis.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        (evidence.start, evidence.end) = moved.span(evidence.start, evidence.end);
        evidence.quote = masked.get(evidence.start..evidence.end).unwrap_or_default().to_owned();
        let input = diagnosis.inputs.get(evidence.input).map_or(0, |input| input.start);
        evidence.line = line(&masked, evidence.start) + 1 - line(&masked, input);
    }
    for artifact in &mut diagnosis.artifacts {
        (artifact.start, artifact.end) = moved.span(artifact.start, artifact.end);
    }
    Shareable { aliases: aliases(paste, &secrets), paste: masked, diagnosis }
}

/// A diagnosis whose paste is not at hand: the quotes are masked as well, and every offset stays as it was.
pub fn masked(diagnosis: &Diagnosis) -> Diagnosis {
    let mut masked = diagnosis.clone();
    for evidence in masked.causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        evidence.quote = redact::quote(evidence, &diagnosis.secrets);
    }
    masked
}

/// The quote of a piece of evidence as it can be shown to others: what stands for a secret in its place.
pub fn quote(evidence: &Evidence, secrets: &[Secret]) -> String {
    redact::quote(evidence, secrets)
}

/// The number of the line on which a byte stands.
fn line(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

/// The secrets, and the addresses that lie in none of them.
fn with_addresses(paste: &str, secrets: &[Secret], which: Addresses) -> Vec<Secret> {
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = secrets.to_vec();
    for mut address in addresses::find(paste, which) {
        let after = secrets.partition_point(|secret| secret.end <= address.start);
        if secrets.get(after).is_some_and(|secret| secret.start < address.end) {
            continue;
        }
        let Some(value) = paste.get(address.start..address.end) else { continue };
        let name = names.entry(value).or_insert_with(|| {
            let count = counts.entry(address.kind.clone()).or_default();
            *count += 1;
            format!("{}-{count}", address.kind)
        });
        address.alias.clone_from(name);
        all.push(address);
    }
    all.sort_by_key(|secret| secret.start);
    all
}

fn aliases(paste: &str, secrets: &[Secret]) -> Vec<Alias> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut aliases: Vec<Alias> = Vec::new();
    for secret in secrets {
        let place = *places.entry(&secret.alias).or_insert(aliases.len());
        match aliases.get_mut(place) {
            Some(known) => known.count += 1,
            None => aliases.push(Alias {
                alias: secret.alias.clone(),
                kind: secret.kind.clone(),
                value: paste.get(secret.start..secret.end).unwrap_or_default().to_owned(),
                count: 1,
            }),
        }
    }
    aliases
}

/// Where offsets into the paste are after masking.
struct Moved {
    /// The end of each secret, before and after, with the begin likewise.
    secrets: Vec<[usize; 4]>,
}

impl Moved {
    fn new(secrets: &[Secret]) -> Self {
        let (mut before, mut after) = (0, 0);
        let place = |secret: &Secret| {
            let start = after + (secret.start - before);
            let end = start + redact::alias(secret).len();
            (before, after) = (secret.end, end);
            [secret.start, secret.end, start, end]
        };
        Self { secrets: secrets.iter().map(place).collect() }
    }

    /// A span after masking: one that begins or ends within a secret takes in all of what stands for it.
    fn span(&self, start: usize, end: usize) -> (usize, usize) {
        (self.place(start, false), self.place(end, true))
    }

    fn place(&self, offset: usize, is_end: bool) -> usize {
        // The last secret that begins before the offset.
        let after = self.secrets.partition_point(|[start, ..]| *start < offset);
        match after.checked_sub(1).and_then(|last| self.secrets.get(last)) {
            None => offset,
            Some([_, end, _, moved_end]) if offset >= *end => moved_end + (offset - end),
            Some([_, _, moved_start, moved_end]) => {
                if is_end {
                    *moved_end
                } else {
                    *moved_start
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, shareable};

    const PASTE: &str = "\
$ kubectl logs mail-0 -n post --previous
2026-11-16T10:08:01Z INFO SMTP_TOKEN=Zq8-owl-77-Kestrel told ops@example.org
2026-11-16T10:08:02Z FATAL config: required environment variable MAIL_URL is not set, token Zq8-owl-77-Kestrel, peer 10.4.0.17
";

    #[test]
    fn nothing_of_a_secret_is_left_in_any_form() {
        let all = Addresses { emails: true, ips: true };
        let shared = shareable(PASTE, &crate::diagnose(PASTE), all);
        let json = serde_json::to_string(&shared.diagnosis).unwrap();
        for hidden in ["Kestrel", "ops@example.org", "10.4.0.17"] {
            assert!(!shared.paste.contains(hidden) && !json.contains(hidden), "{hidden}: {json}");
        }
        let values: Vec<_> = shared.aliases.iter().map(|alias| (alias.value.as_str(), alias.count)).collect();
        assert_eq!(values, [("Zq8-owl-77-Kestrel", 2), ("ops@example.org", 1), ("10.4.0.17", 1)]);
    }

    #[test]
    fn the_spans_fit_the_masked_paste() {
        let before = crate::diagnose(PASTE);
        let shared = shareable(PASTE, &before, Addresses { emails: true, ips: true });
        let evidence = shared.diagnosis.causes.iter().flat_map(|cause| &cause.evidence);
        for (after, before) in evidence.zip(before.causes.iter().flat_map(|cause| &cause.evidence)) {
            assert_eq!(shared.paste[after.start..after.end], after.quote);
            assert_eq!((after.quote.get(..6), after.line), (before.quote.get(..6), before.line));
        }
        let left =
            |paste: &str, diagnosis: &crate::Diagnosis| paste.len() - diagnosis.artifacts.last().unwrap().end;
        assert_eq!(left(&shared.paste, &shared.diagnosis), left(PASTE, &before));
    }

    #[test]
    fn lines_are_counted_within_their_input() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq8h7Jm0cQ\nhkiG9w0BAQEFAASC0d1Vx2bM\n-----END PRIVATE KEY-----\n";
        let inputs = [
            crate::Input { name: "tls.key", text: key },
            crate::Input { name: "mail.log", text: "start\nFATAL config: MAIL_URL is not set\n" },
        ];
        let whole: String = inputs.iter().map(|input| input.text).collect();
        let shared = shareable(&whole, &crate::diagnose_all(&inputs), Addresses::default());
        assert!(!shared.paste.contains("MIIEvQ"), "{}", shared.paste);
        let evidence = &shared.diagnosis.causes[0].evidence[0];
        assert_eq!((evidence.input, evidence.line), (1, 2));
        let input = &shared.diagnosis.inputs[1];
        assert!(shared.paste[input.start..].starts_with("start\n"), "{input:?} in {}", shared.paste);
    }

    #[test]
    fn without_the_paste_the_quotes_are_masked_and_nothing_moves() {
        let before = crate::diagnose(PASTE);
        let after = super::masked(&before);
        let json = serde_json::to_string(&after).unwrap();
        assert!(json.contains("MAIL_URL") && !json.contains("Kestrel"), "{json}");
        assert_eq!(after.causes[0].evidence[0].start, before.causes[0].evidence[0].start);
    }

    #[test]
    fn addresses_stay_unless_they_are_asked_for() {
        let shared = shareable(PASTE, &crate::diagnose(PASTE), Addresses::default());
        assert!(shared.paste.contains("10.4.0.17") && shared.paste.contains("ops@example.org"));
    }

    #[test]
    fn what_is_shared_is_understood_as_before() {
        let shared = shareable(PASTE, &crate::diagnose(PASTE), Addresses { emails: true, ips: true });
        let again = crate::diagnose(&shared.paste);
        assert_eq!(again.causes[0].id, shared.diagnosis.causes[0].id);
        assert!(again.secrets.is_empty(), "{:?}", again.secrets);
    }

    #[test]
    fn what_was_only_looked_through_is_masked_as_well() {
        let dull = "2026-06-23T14:01:11Z INFO served the client at 10.4.0.17 as ever\n".repeat(12_000);
        let said = "2026-06-23T14:01:12Z INFO logged in with hunter2-Xy\n";
        let last = "FATAL required environment variable SHOP_DSN is not set\n";
        let paste = format!("DB_PASSWORD=hunter2-Xy\n{dull}{said}{dull}{last}");
        let diagnosis = crate::diagnose(&paste);
        assert_eq!(diagnosis.limits[0].kind, "sieved");
        let shared = shareable(&paste, &diagnosis, Addresses { ips: true, ..Addresses::default() });
        assert!(!shared.paste.contains("hunter2") && !shared.paste.contains("10.4.0.17"));
        let evidence = &shared.diagnosis.causes[0].evidence[0];
        assert_eq!(shared.paste.get(evidence.start..evidence.end), Some(last.trim_end()));
    }
}
