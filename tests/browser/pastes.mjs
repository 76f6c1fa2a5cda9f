// Pastes for the tests, as terminals give them.

/** A describe and the log of the run before, with letters beyond ASCII in front of the evidence. */
export const DESCRIBE_AND_LOG = `$ kubectl -n zahlung describe pod ledger-6f7c9d5b84-x2k4p
Name:             ledger-6f7c9d5b84-x2k4p
Namespace:        zahlung
Node:             knoten-ü/10.20.0.7
Start Time:       Mon, 16 Nov 2026 10:00:00 +0000
Labels:           app=ledger
                  pod-template-hash=6f7c9d5b84
Annotations:      note: größer als früher 🚀
Status:           Running
IP:               10.42.0.9
Controlled By:    ReplicaSet/ledger-6f7c9d5b84
Containers:
  ledger:
    Container ID:   containerd://1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988
    Image:          registry.example.com/ledger:3.1
    Port:           8080/TCP
    Host Port:      0/TCP
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Mon, 16 Nov 2026 10:08:01 +0000
      Finished:     Mon, 16 Nov 2026 10:08:02 +0000
    Ready:          False
    Restart Count:  6
    Environment:
      LOG_LEVEL:  info
Conditions:
  Type              Status
  Initialized       True
  Ready             False
  ContainersReady   False
  PodScheduled      True
Events:
  Type     Reason   Age                  From     Message
  ----     ------   ----                 ----     -------
  Normal   Started  2m (x7 over 9m)      kubelet  Started container ledger
  Warning  BackOff  14s (x38 over 8m)    kubelet  Back-off restarting failed container ledger in pod ledger-6f7c9d5b84-x2k4p_zahlung(0d0f4c1e-6a54-4a6b-9a0b-1c3a5d7e9f11)

$ kubectl -n zahlung logs ledger-6f7c9d5b84-x2k4p --previous
2026-11-16T10:08:02Z INFO  ledger 3.1 läuft an
2026-11-16T10:08:02Z FATAL config: required environment variable LEDGER_URL is not set
exit status 1
`;

/** A log with a password in it twice, an e-mail address and an IP address. */
export const WITH_SECRETS = DESCRIBE_AND_LOG.replace(
  'ledger 3.1 läuft an',
  'ledger 3.1 läuft an, MAIL_PASSWORD=Wren-41-salt for ops@ledger.example.org, peer 10.42.7.19, again Wren-41-salt',
);

/** Several pods of two workloads in a table, one of them described. */
export const MANY_PODS = `$ kubectl -n zahlung get pods -o wide
NAME                       READY   STATUS             RESTARTS      AGE   IP           NODE      NOMINATED NODE   READINESS GATES
ledger-6f7c9d5b84-bb2xz    0/1     CrashLoopBackOff   9 (80s ago)   25m   10.42.0.8    knoten-1  <none>           <none>
ledger-6f7c9d5b84-x2k4p    0/1     CrashLoopBackOff   6 (14s ago)   9m    10.42.0.9    knoten-2  <none>           <none>
web-5c8d7f9b6d-k4m8n       1/1     Running            0             4d    10.42.0.10   knoten-1  <none>           <none>

${DESCRIBE_AND_LOG}`;

/** A table of all pods, one of five failing, and one of these described. */
export function manyPods(count) {
  const row = number => `zahlung     web-7d9c6b5f48-${String(number).padStart(5, '0')}     ` +
    (number % 5 ? '1/1   Running            0             4d' : `0/1   CrashLoopBackOff   ${number} (80s ago)   25m`);
  return '$ kubectl get pods -A\nNAMESPACE   NAME                        READY STATUS             RESTARTS      AGE\n' +
    `${Array.from({ length: count }, (_, number) => row(number)).join('\n')}\n\n${DESCRIBE_AND_LOG}`;
}

/** A log that tries to be markup. */
export const MARKUP = DESCRIBE_AND_LOG.replace(
  'ledger 3.1 läuft an',
  '<script>document.title = "taken over"</script><img src=x onerror="document.title=\'taken over\'"><b id="injected">bold</b>',
);

/** A log that is too large for the box, with the reason at its end. */
export function largeLog(megabytes) {
  const line = '2026-11-16T10:08:01.123456Z INFO  request served path=/v1/accounts status=200 duration=12ms\n';
  const many = line.repeat(Math.ceil((megabytes * 1e6) / line.length));
  return `$ kubectl -n zahlung logs ledger-6f7c9d5b84-x2k4p --previous\n${many}` +
    '2026-11-16T10:08:02Z FATAL config: required environment variable LEDGER_URL is not set\nexit status 1\n';
}

/** Nothing of Kubernetes in any of these. */
export const STRANGE = {
  'a novel': 'It was late when the train came in, and nobody had lit the lamps. She put the letter back into her coat.\n'.repeat(40),
  'an HTML page': '<!doctype html><html><head><title>Shop</title></head><body><h1>Welcome</h1><p>Buy two.</p></body></html>',
  'binary': Array.from({ length: 3000 }, (_, at) => String.fromCharCode(1 + ((at * 7919) % 0x2ff))).join(''),
};
