//! Makes what can be shown to others: the paste and its diagnosis without secrets and addresses.
//!
//! ```text
//! | DATABASE_URL=postgres://shop:<password-1>@db.shop.example/orders
//! | FATAL: password authentication failed for user "shop" at <ip-1>
//! Markdown for the ticket: no secret in it
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use unloop::report::markdown;
use unloop::report::share::{Addresses, shareable};

const PASTE: &str = "\
DATABASE_URL=postgres://shop:Quiet-4-Owls@db.shop.example/orders
FATAL: password authentication failed for user \"shop\" at 10.4.0.17
";

fn main() {
    let diagnosis = unloop::diagnose(PASTE);
    let shared = shareable(PASTE, &diagnosis, Addresses { ips: true, ..Addresses::default() });
    for line in shared.paste.lines() {
        println!("| {line}");
    }
    let ticket = markdown::render(&shared.diagnosis);
    let leaks = ticket.contains("Quiet-4-Owls") || ticket.contains("10.4.0.17");
    println!("Markdown for the ticket: {}", if leaks { "a secret in it" } else { "no secret in it" });
}
