//! Asks of one paste why the pod fails, what shows it, and what to do.
//!
//! ```text
//! failing: config/missing-env in container web of shop/web-0
//! + line 13: FATAL required environment variable SHOP_DSN is not set
//! $ kubectl get pod web-0 -n shop -o jsonpath='{.spec.containers[*].env} {.spec.containers[*].envFrom}'
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use unloop::diagnosis::{Effect, Verdict};

const PASTE: &str = "\
$ kubectl describe pod web-0 -n shop
Name:         web-0
Namespace:    shop
Containers:
  web:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
    Restart Count:  4
$ kubectl logs web-0 -n shop -c web --previous
FATAL required environment variable SHOP_DSN is not set
";

fn main() {
    let diagnosis = unloop::diagnose(PASTE);
    let (Verdict::Failing, Some(cause)) = (diagnosis.verdict, diagnosis.causes.first()) else {
        println!("{}", diagnosis.summary);
        return;
    };
    let container = cause.container.as_deref().unwrap_or("?");
    let pod = cause.pod.as_deref().unwrap_or("?");
    println!("failing: {} in container {container} of {pod}", cause.id);
    for evidence in cause.evidence.iter().filter(|evidence| evidence.supports) {
        println!("+ line {}: {}", evidence.line, evidence.quote);
    }
    // What changes the cluster is for a person to decide.
    let mut commands = cause.fixes.iter().flat_map(|fix| &fix.commands);
    if let Some(command) = commands.find(|command| command.effect == Effect::ReadOnly) {
        println!("$ {}", command.run);
    }
}
