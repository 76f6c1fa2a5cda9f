//! `cargo xtask serve`: builds the page, serves it on this machine only and says where.

use crate::run::{self, Surroundings};
use crate::setup::Setup;
use crate::{Outcome, page, say};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Child;
use std::time::Duration;

/// Serves until it is stopped; the page is built anew whenever its source changes.
pub(crate) fn serve(port: Option<u16>, release: bool) -> Outcome {
    let port = free_port(port)?;
    if !page::is_here() {
        return Err("there is no index.html to serve".to_owned());
    }
    let around = Setup::new()?.for_trunk()?;
    run::fetch(&around)?;

    say::step("building the page; its address follows once it is there");
    let mut server = start(&around, port, release)?;
    match wait_until_it_answers(&mut server, port)? {
        true => say::line(&format!("\n    unloop is at http://127.0.0.1:{port}/\n    stop it with Ctrl-C\n")),
        false => return Err("the server stopped before the page was there".to_owned()),
    }
    let status = server.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("the server stopped ({status})")) }
}

fn start(around: &Surroundings, port: u16, release: bool) -> Outcome<Child> {
    let mut trunk = around.command("trunk");
    trunk.args(["serve", "--quiet", "--offline", "--address", "127.0.0.1", "--port"]).arg(port.to_string());
    if release {
        trunk.arg("--release");
    }
    trunk.spawn().map_err(|error| format!("trunk could not be started: {error}"))
}

/// True once something listens on the port, false when the server is gone before that.
fn wait_until_it_answers(server: &mut Child, port: u16) -> Outcome<bool> {
    loop {
        if server.try_wait().map_err(|error| error.to_string())?.is_some() {
            return Ok(false);
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

const USUAL_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// The port asked for, or the first free one from the usual port on.
fn free_port(asked: Option<u16>) -> Outcome<u16> {
    match asked {
        Some(port) => is_free(port).map(|()| port),
        None => (USUAL_PORT..USUAL_PORT + PORTS_TRIED)
            .find(|&port| is_free(port).is_ok())
            .ok_or_else(|| "the usual ports are all taken; name a free one with --port".to_owned()),
    }
}

fn is_free(port: u16) -> Outcome {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Err(format!("port {port} is taken; name another with --port"))
        }
        Err(error) => Err(format!("port {port} can't be used: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_when_asked_for() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        assert_eq!(free_port(Some(port)), Err(format!("port {port} is taken; name another with --port")));
    }

    #[test]
    fn a_port_is_found_beside_taken_ones() {
        let held = free_port(None).unwrap();
        let _holder = TcpListener::bind((Ipv4Addr::LOCALHOST, held)).unwrap();
        let found = free_port(None).unwrap();
        assert_ne!(found, held);
        assert!((USUAL_PORT..USUAL_PORT + PORTS_TRIED).contains(&found));
    }
}
