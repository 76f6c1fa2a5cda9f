//! Reads the files of a dump; their names say whose log it is.
//!
//! ```text
//! app/port-in-use in container web of shop/web-0
//! pods/logs/shop/web-0/web-previous.log:2: listen tcp :8080: bind: address already in use
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use unloop::Input;

fn main() {
    let inputs = [
        Input { name: "pods.txt", text: "NAME    READY   STATUS             RESTARTS   AGE\n" },
        Input {
            name: "pods/logs/shop/web-0/web-previous.log",
            text: "starting\nlisten tcp :8080: bind: address already in use\n",
        },
    ];
    let diagnosis = unloop::diagnose_all(&inputs);
    for cause in &diagnosis.causes {
        let container = cause.container.as_deref().unwrap_or("?");
        println!("{} in container {container} of {}", cause.id, cause.pod.as_deref().unwrap_or("?"));
        for evidence in &cause.evidence {
            // Lines count within their file.
            let file = diagnosis.inputs.get(evidence.input).map_or("", |input| &input.name);
            println!("{file}:{}: {}", evidence.line, evidence.quote);
        }
    }
}
