//! `kubectl unloop` with real kubectl, old and new: all that it asks is understood, and what comes back is read.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says so when something is not as it must be")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use unloop_kubectl_tests::kubectl::Kubectl;
use unloop_kubectl_tests::objects::{NAMESPACE, name_of, world};
use unloop_kubectl_tests::stub::Stub;
use unloop_kubectl_tests::table::Clock;

/// Where cargo puts the program: beside the folder of this test.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join("kubectl-unloop");
    assert!(program.is_file(), "{} is not there: `cargo build -p unloop --bins`", program.display());
    program
}

#[test]
#[ignore = "needs kubectl: cargo xtask test kubectl"]
fn what_it_asks_is_understood_and_what_comes_back_is_read() {
    let mut all = Kubectl::all();
    all.sort_by_key(|kubectl| kubectl.minor);
    let (Some(newest), Some(oldest)) = (all.pop(), all.into_iter().next()) else {
        panic!("two kubectls are needed")
    };
    for kubectl in [oldest, newest] {
        let now = jiff::Timestamp::now();
        let world = world(7, 6, now);
        let names: Vec<String> = world.pods.iter().map(|pod| name_of(pod).to_owned()).collect();
        let stub = Stub::serve(world, Clock { now, minor: kubectl.minor });
        let folder =
            std::env::temp_dir().join(format!("unloop-plugin-{}-{}", std::process::id(), kubectl.minor));
        fs::create_dir_all(&folder).unwrap();
        symlink(&kubectl.file, folder.join("kubectl")).unwrap();
        let config = format!(
            "apiVersion: v1\nkind: Config\nclusters: [{{name: stub, cluster: {{server: 'http://{}'}}}}]\n\
             contexts: [{{name: stub, context: {{cluster: stub, user: nobody}}}}]\nusers: [{{name: nobody}}]\n",
            stub.address
        );
        fs::write(folder.join("config"), config).unwrap();
        let unloop = |words: &[&str]| -> Output {
            let mut unloop = Command::new(program());
            unloop.args(words).args(["--context=stub", "--kubeconfig"]).arg(folder.join("config"));
            unloop.env("PATH", &folder).env("HOME", &folder).output().unwrap()
        };
        for name in &names {
            let output = unloop(&[name, "-n", NAMESPACE, "--explain-reading"]);
            let (read, said) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "1.{}: {said}", kubectl.minor);
            assert!(read.contains(&format!("describe of {NAMESPACE}/{name}")), "1.{}: {read}", kubectl.minor);
            // The stub has no logs.
            let is_strange = |line: &&str| !line.starts_with("$ kubectl ") && !line.contains("is not here");
            assert_eq!(said.lines().find(is_strange), None, "1.{}: {said}", kubectl.minor);
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
