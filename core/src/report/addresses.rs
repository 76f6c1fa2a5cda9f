//! Finds e-mail and IP addresses: no secrets, but what some do not want to share either.

use crate::diagnosis::Secret;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses to look for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// `ops@example.com`.
    pub emails: bool,
    /// `10.4.0.17`, `fd00::1f`.
    pub ips: bool,
}

/// The kinds of [`Secret`] that stand for addresses.
const KINDS: [&str; 2] = ["email", "ip"];

/// Whether this is the kind of an address and not of a secret.
pub(super) fn is_kind(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// The addresses in a paste, in its order, without aliases.
pub(super) fn find(paste: &str, which: Addresses) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut add = |start: usize, end: usize, kind: &str| {
        found.push(Secret { start, end, kind: kind.to_owned(), alias: String::new() });
    };
    if which.emails {
        emails(paste, &mut |start, end| add(start, end, KINDS[0]));
    }
    if which.ips {
        ips(paste, &mut |start, end| add(start, end, KINDS[1]));
    }
    found.sort_by_key(|address| address.start);
    found
}

fn emails(paste: &str, add: &mut dyn FnMut(usize, usize)) {
    let before = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let after = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    for (at, _) in paste.match_indices('@') {
        let (left, right) = paste.split_at(at);
        let name = left.len() - left.trim_end_matches(before).len();
        let host = right.get(1..).unwrap_or_default();
        let host = host.get(..host.len() - host.trim_start_matches(after).len()).unwrap_or_default();
        let host = host.trim_end_matches(['.', '-']);
        // `image@sha256`, `user@host`: an address has a domain with a name at its end.
        let is_domain = host.rsplit_once('.').is_some_and(|(domain, top)| {
            !domain.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
        if name > 0 && name <= 64 && is_domain {
            add(at - name, at + 1 + host.len());
        }
    }
}

fn ips(paste: &str, add: &mut dyn FnMut(usize, usize)) {
    let belongs = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '.';
    let mut at = 0;
    while let Some(skipped) = paste.get(at..).and_then(|rest| rest.find(belongs)) {
        let start = at + skipped;
        let rest = paste.get(start..).unwrap_or_default();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        at = start + length;
        let joins = |c: char| c.is_alphanumeric() || c == '_';
        let is_part = paste.get(..start).is_some_and(|before| before.ends_with(joins))
            || paste.get(at..).is_some_and(|after| after.starts_with(joins));
        let word = rest.get(..length).unwrap_or_default();
        if !is_part && length <= 64 {
            in_word(word, &mut |from, to| add(start + from, start + to));
        }
    }
}

/// The addresses in a word of hexadecimal digits, colons and dots: one of IPv6, or some of IPv4 with ports between.
fn in_word(word: &str, add: &mut dyn FnMut(usize, usize)) {
    let trimmed = word.trim_end_matches(['.', ':']);
    if trimmed.parse::<Ipv6Addr>().is_ok_and(|ip| !ip.is_loopback() && !ip.is_unspecified()) {
        // `a::b` is a path of Rust; an address has a digit.
        if trimmed.bytes().any(|byte| byte.is_ascii_digit()) {
            add(0, trimmed.len());
        }
        return;
    }
    let mut at = 0;
    for part in word.split(':') {
        let ip = part.trim_end_matches('.');
        let is_ip = ip.parse::<Ipv4Addr>().map(IpAddr::from);
        if is_ip.is_ok_and(|ip| !ip.is_loopback() && !ip.is_unspecified()) {
            add(at, at + ip.len());
        }
        at += part.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, find};

    fn found(text: &str) -> Vec<&str> {
        let all = Addresses { emails: true, ips: true };
        find(text, all).iter().map(|address| &text[address.start..address.end]).collect()
    }

    #[test]
    fn addresses_are_found_where_they_stand() {
        for (text, addresses) in [
            ("dial tcp 10.96.34.12:5432: refused", vec!["10.96.34.12"]),
            ("Node: worker-1/10.20.0.11", vec!["10.20.0.11"]),
            ("http://[fd00:10:244::1f]:8080/healthz", vec!["fd00:10:244::1f"]),
            ("mail ops.team+k8s@mail.example.co.uk.", vec!["ops.team+k8s@mail.example.co.uk"]),
            ("10.1.0.1->10.1.0.2:443", vec!["10.1.0.1", "10.1.0.2"]),
        ] {
            assert_eq!(found(text), addresses, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "14:02:09 start",
            "image@sha256:77d1c0b1c6bfb5d7e7a2f4f7f13ac6b0",
            "version v1.32.4.0",
            "1.2.3 and 1.2.3.4.5 and 300.1.1.1",
            "127.0.0.1:8080, 0.0.0.0:80, [::1]:80 and ::",
            "face::add and a::b",
            "user@host",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
