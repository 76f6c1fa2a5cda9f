//! The page in English. For another language, write a file with the same items and name it in `words.rs`.

pub(crate) mod verdict {
    pub(crate) const FAILING: &str = "Failing";
    pub(crate) const RECOVERED: &str = "Recovered";
    pub(crate) const HEALTHY: &str = "Healthy";
    pub(crate) const INSUFFICIENT: &str = "Not enough to say";
    pub(crate) const EXIT_CODE: &str = "Exit code";
}

pub(crate) mod confidence {
    pub(crate) const ALMOST_CERTAIN: &str = "Almost certain";
    pub(crate) const LIKELY: &str = "Likely";
    pub(crate) const RATHER: &str = "More likely than not";
    pub(crate) const POSSIBLE: &str = "Possible";
    pub(crate) const UNLIKELY: &str = "Unlikely";

    pub(crate) fn percent(percent: u8) -> String {
        format!("{percent} %")
    }
}

pub(crate) mod answer {
    pub(crate) const NAME: &str = "Diagnosis";
    pub(crate) const PASTE_NEXT: &str = "What to paste next";
    pub(crate) const PASTE_FIRST: &str = "The one command that adds most";
    pub(crate) const THEN: &str = "If that does not settle it";
    pub(crate) const TO_BE_SURE: &str = "What would settle it";
    pub(crate) const OTHERS: &str = "Also considered";
    pub(crate) const GUESSES: &str = "What it might be; the paste does not settle it";
    pub(crate) const EVIDENCE: &str = "Evidence in your paste";
    pub(crate) const FIXES: &str = "What to type";
    pub(crate) const PREVENTION: &str = "What would have prevented it";
    pub(crate) const RUNBOOK: &str = "Runbook";
    pub(crate) const CONTAINER: &str = "container ";
    pub(crate) const POD: &str = "pod ";
    pub(crate) const IF_SO: &str = "If so";
    pub(crate) const IF_NOT: &str = "If not";

    pub(crate) fn also(pods: usize) -> String {
        match pods {
            1 => "1 other pod fails for the same reason: ".to_owned(),
            pods => format!("{pods} other pods fail for the same reason: "),
        }
    }
}

pub(crate) mod evidence {
    pub(crate) const FOR: &str = "Speaks for it: ";
    pub(crate) const AGAINST: &str = "Speaks against it: ";
    pub(crate) const PREVIOUS: &str = "Previous evidence";
    pub(crate) const NEXT: &str = "Next evidence";
    pub(crate) const PASTE: &str = "Your paste, evidence marked";
    pub(crate) const WALK: &str = "Evidence";

    pub(crate) fn place(at: usize, count: usize) -> String {
        format!("{at} of {count}")
    }

    pub(crate) fn marked(count: usize) -> String {
        format!("{count} marked")
    }

    pub(crate) fn line(number: usize) -> String {
        format!("line {number}")
    }

    pub(crate) fn line_of(file: &str, number: usize) -> String {
        format!("{file}, line {number}")
    }

    /// The link from marked characters back to the claim.
    pub(crate) fn back(number: usize, why: &str) -> String {
        format!("Evidence {number}: {why}. Back to the diagnosis")
    }

    pub(crate) fn left_out(lines: usize) -> String {
        match lines {
            1 => "1 line left out".to_owned(),
            lines => format!("{lines} lines left out"),
        }
    }
}

pub(crate) mod paste {
    pub(crate) const TITLE: &str = "Your paste";
    pub(crate) const PLACEHOLDER: &str =
        "Paste what kubectl printed: describe, logs --previous, events, get pods, YAML …";
    pub(crate) const READING: &str = "Reading …";
    pub(crate) const START_OVER: &str = "Start over";
    pub(crate) const SHOW: &str = "Show the paste";
    pub(crate) const MARKED: &str = "Marked";
    pub(crate) const EDIT: &str = "Edit";
    pub(crate) const AROUND_THE_EVIDENCE: &str = "shown around the evidence";
    pub(crate) const UNFOLD: &str = "Show it";
    pub(crate) const FOLD: &str = "Fold it";
    pub(crate) const ADDED: &str = "Added to what was there.";
    pub(crate) const KEEP_ONLY_THE_NEW: &str = "Keep only the new";
}

pub(crate) mod secrets {
    pub(crate) const SHOW: &str = "Show them";
    pub(crate) const HIDE: &str = "Hide them";

    pub(crate) fn hidden(count: usize) -> String {
        format!("{} hidden. ", are(count))
    }

    pub(crate) fn shown(count: usize) -> String {
        format!("{} in view. ", are(count))
    }

    /// The box for typing cannot hide them.
    pub(crate) fn in_the_box(count: usize) -> String {
        match count {
            1 => "This box shows the secret in your text.".to_owned(),
            count => format!("This box shows the {count} secrets in your text."),
        }
    }

    fn are(count: usize) -> String {
        match count {
            1 => "1 secret is".to_owned(),
            count => format!("{count} secrets are"),
        }
    }
}

pub(crate) mod inputs {
    pub(crate) const OPEN_FILES: &str = "Open files …";
    pub(crate) const OPEN_FOLDER: &str = "Open a folder …";
    pub(crate) const FILES: &str = "Files to read";
    pub(crate) const FOLDER: &str = "Folder to read";
    pub(crate) const DROP_HINT: &str = "or drop them anywhere: logs, YAML, JSON, .gz, .tar.gz, .zip";
    pub(crate) const GIVEN: &str = "What you gave";
    pub(crate) const PASTE: &str = "Paste";
    pub(crate) const DROP: &str = "Drop to read it here. Nothing is uploaded.";

    pub(crate) fn paste(number: usize) -> String {
        format!("Paste {number}")
    }

    pub(crate) fn remove(name: &str) -> String {
        format!("Remove {name}")
    }

    pub(crate) fn lines(count: usize) -> String {
        if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
    }

    pub(crate) fn files(count: usize, amount: &str) -> String {
        if count == 1 { format!("1 file, {amount}") } else { format!("{count} files, {amount}") }
    }
}

pub(crate) mod progress {
    pub(crate) const OPENING: &str = "Opening";
    pub(crate) const LOOKING: &str = "Looking through";
    pub(crate) const READING: &str = "Reading";
    pub(crate) const CANCEL: &str = "Cancel";

    pub(crate) fn begins(verb: &str) -> String {
        format!("{verb} …")
    }

    pub(crate) fn done(verb: &str, done: &str, total: &str) -> String {
        format!("{verb} {done} of {total}")
    }

    pub(crate) fn rate(amounts: &str, rate: &str) -> String {
        format!("{amounts}, {rate}/s")
    }
}

pub(crate) mod read {
    pub(crate) const RECOGNISED: &str = "Recognised in your paste";
    pub(crate) const TITLE: &str = "What was read about the pods";
    pub(crate) const NAMELESS: &str = "a pod without a name";
    pub(crate) const NAMESPACE: &str = "Namespace";
    pub(crate) const OWNER: &str = "Owner";
    pub(crate) const NODE: &str = "Node";
    pub(crate) const STATUS: &str = "Status";
    pub(crate) const CONTAINER: &str = "Container ";
    pub(crate) const IMAGE: &str = "Image";
    pub(crate) const STATE: &str = "State";
    pub(crate) const LAST_STATE: &str = "Last state";
    pub(crate) const READY: &str = "Ready";
    pub(crate) const RESTARTS: &str = "Restarts";
    pub(crate) const PROBE: &str = "Probe";
    pub(crate) const YES: &str = "yes";
    pub(crate) const NO: &str = "no";

    pub(crate) fn more(count: usize) -> String {
        format!("and {count} more")
    }

    pub(crate) const UNKNOWN: &str = "not recognised: ";

    pub(crate) fn parts(unknown: usize) -> String {
        match unknown {
            0 => "As what each part was read".to_owned(),
            1 => "As what each part was read; 1 was not recognised".to_owned(),
            unknown => format!("As what each part was read; {unknown} were not recognised"),
        }
    }

    pub(crate) fn lines(first: usize, count: usize) -> String {
        match count {
            0 | 1 => format!("line {first}"),
            count => format!("lines {first} to {}", first + count - 1),
        }
    }
}

pub(crate) mod code {
    pub(crate) const COPY: &str = "Copy";
    pub(crate) const COPIED: &str = "Copied";
    pub(crate) const NOT_COPIED: &str = "Not copied";
    pub(crate) const SAY_COPIED: &str = "Copied.";
    pub(crate) const SAY_NOT_COPIED: &str =
        "The browser did not allow it. Select the text and copy it by hand.";
    pub(crate) const PATCH: &str = "YAML patch";
}

pub(crate) mod commands {
    pub(crate) const READS: &str = "only reads";
    pub(crate) const CHANGES: &str = "changes the cluster";
    pub(crate) const UNDO: &str = "Undo:";
    pub(crate) const OR: &str = "Or: ";
    pub(crate) const MERGE: &str = "Merge into the manifest:";
    pub(crate) const AS_YAML: &str = "As YAML, to merge into the manifest";
    pub(crate) const FILL_IN: &str = "Fill in";
    pub(crate) const COPY_ALL: &str = "Copy all";
    pub(crate) const COPY_ALL_HINT: &str =
        "As a script. What changes the cluster is commented out in it: take its # away to run it.";
    /// In the script that holds all commands.
    pub(crate) const SCRIPT_CHANGES: &str = "changes the cluster; take the # before kubectl away to run it";
    pub(crate) const SCRIPT_UNDO: &str = "undo:";
}

pub(crate) mod exit_code {
    pub(crate) const LIST: &str = "Exit codes";
    pub(crate) const CODE: &str = "Exit code ";
    pub(crate) const CONTAINER: &str = "Container ";

    pub(crate) fn ended_by(sender: &str) -> String {
        format!("Ended by {sender}.")
    }
}

pub(crate) mod clock {
    pub(crate) const TITLE: &str = "The back-off clock";
    pub(crate) const LIST: &str = "The same as a list";
    pub(crate) const PICTURE: &str =
        "Runs, waits and what comes next on a time axis; the list below says the same in words.";
    pub(crate) const RUN: &str = "run";
    pub(crate) const WAIT: &str = "back-off";
    pub(crate) const RECKONED: &str = "paler: not in the paste, reckoned from how the kubelet waits";
    pub(crate) const PROBE: &str = "probe failed";
    pub(crate) const KILL: &str = "killed";
    pub(crate) const PRINTED: &str = "printed";
    pub(crate) const NEXT: &str = "next start";
    pub(crate) const RESET: &str = "counter reset";
    pub(crate) const END: &str = "end";
    pub(crate) const ABOUT: &str = "about ";
    pub(crate) const UNPLACED: &str = "time unknown";

    /// The sentence above the picture while the container waits.
    pub(crate) fn waits(wait: &str, next: Option<&str>) -> String {
        match next {
            Some(next) => format!(
                "It waits {wait}, then starts again at about {next}. A run of 10 minutes sets the wait back."
            ),
            None => {
                format!("It waits {wait} before it starts again. A run of 10 minutes sets the wait back.")
            }
        }
    }

    pub(crate) const RUNS: &str =
        "It runs again. If it keeps running for 10 minutes, the back-off begins anew.";
    pub(crate) const ENDED: &str = "How its last run went.";

    pub(crate) fn lasted(seconds: u64) -> String {
        match (seconds / 3600, seconds % 3600 / 60, seconds % 60) {
            (0, 0, seconds) => format!("{seconds} s"),
            (0, minutes, 0) => format!("{minutes} min"),
            (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
            (hours, 0, _) => format!("{hours} h"),
            (hours, minutes, _) => format!("{hours} h {minutes} min"),
        }
    }

    pub(crate) fn times(count: u64) -> String {
        format!("{count} times")
    }

    pub(crate) fn before_the_end(seconds: u64) -> String {
        format!("{} before the end", lasted(seconds))
    }

    pub(crate) fn after_the_end(seconds: u64) -> String {
        format!("{} after the end", lasted(seconds))
    }

    pub(crate) const AT_THE_END: &str = "at the end";
}

pub(crate) mod pods {
    pub(crate) const TITLE: &str = "Pods in this paste";
    pub(crate) const POD: &str = "Pod";
    pub(crate) const NAMESPACE: &str = "Namespace";
    pub(crate) const STATUS: &str = "Status";
    pub(crate) const RESTARTS: &str = "Restarts";
    pub(crate) const NODE: &str = "Node";
    pub(crate) const NO_CAUSE: &str = "Failing, and the paste does not say why";
    pub(crate) const WELL: &str = "Nothing wrong seen";
    pub(crate) const OPEN: &str = "Open the diagnosis";
    pub(crate) const HINT: &str = "Grouped by cause. A column's name sorts by it.";

    pub(crate) fn group(title: &str, pods: usize) -> String {
        match pods {
            1 => format!("{title} (1 pod)"),
            pods => format!("{title} ({pods} pods)"),
        }
    }

    pub(crate) fn more(next: usize, left: usize) -> String {
        if next == left { format!("Show {left} more") } else { format!("Show {next} more of {left}") }
    }

    pub(crate) fn sort_by(column: &str) -> String {
        format!("Sort by {column}")
    }
}

pub(crate) mod guide {
    pub(crate) const FIRST: &str = "What to copy";
    pub(crate) const FIRST_HINT: &str = "Any mix, any order, in one paste; half of it will do. YAML and JSON of the pod are read too, and so is a bare exit code: try ";
    pub(crate) const NAMES: &str = "Typed once, filled in everywhere";
    pub(crate) const TITLE: &str = "Guide me";
    pub(crate) const INTRO: &str = "CrashLoopBackOff is no error of its own: the container ends again and again, and the kubelet waits longer before each new start. These five steps find out why it ends.";
    pub(crate) const REFERENCE: &str = "Quick command reference";
    pub(crate) const AFTER: &str = "After the fix";

    /// A command and what it is for. Parts in square brackets are left out until their blank is filled in.
    pub(crate) type Command = (&'static str, &'static str);

    pub(crate) struct Step {
        pub(crate) title: &'static str,
        pub(crate) commands: &'static [Command],
        pub(crate) look_for: &'static str,
    }

    /// The names that are typed once.
    pub(crate) const BLANKS: [(&str, &str); 4] =
        [("namespace", "Namespace"), ("pod", "Pod"), ("container", "Container"), ("app", "Label app=")];

    pub(crate) const FIRST_COMMANDS: [Command; 3] = [
        ("kubectl describe pod <pod> -n <namespace>", "How the last run ended, the probes, the events."),
        (
            "kubectl logs <pod> -n <namespace>[ -c <container>] --previous",
            "The last words of the run that crashed.",
        ),
        ("kubectl get events -n <namespace> --sort-by=.lastTimestamp", "What the cluster did about it."),
    ];

    pub(crate) const STEPS: [Step; 5] = [
        Step {
            title: "See the loop",
            commands: &[(
                "kubectl get pods -n <namespace> -l app=<app> -o wide",
                "State, restarts, age and node",
            )],
            look_for: "RESTARTS that climb while STATUS says CrashLoopBackOff. Several pods on one node point at the node; pods of one rollout at the change.",
        },
        Step {
            title: "Read the last words of the crashed run",
            commands: &[
                (
                    "kubectl logs <pod> -n <namespace>[ -c <container>] --previous",
                    "The whole log of the run before",
                ),
                ("kubectl logs <pod> -n <namespace>[ -c <container>] --previous --tail=50", "Only its end"),
            ],
            look_for: "The last line that complains. Without --previous you may read the log of a run that has only just begun.",
        },
        Step {
            title: "See how it ended",
            commands: &[
                ("kubectl describe pod <pod> -n <namespace>", "Last State, its reason and exit code"),
                (
                    "kubectl get pod <pod> -n <namespace> -o jsonpath='{.status.containerStatuses[*].lastState.terminated}'",
                    "The same as JSON",
                ),
            ],
            look_for: "1 or 2: the program gave up. 137: killed, by the memory limit only if the reason is OOMKilled. 139: it crashed. 143: it was asked to stop. 0: it had nothing more to do.",
        },
        Step {
            title: "See whether a probe kills it",
            commands: &[
                (
                    "kubectl describe pod <pod> -n <namespace> | grep -E 'Liveness|Readiness|Startup'",
                    "How the probes are set",
                ),
                (
                    "kubectl get events -n <namespace> --field-selector involvedObject.name=<pod> --sort-by=.lastTimestamp",
                    "What the kubelet did to it",
                ),
            ],
            look_for: "Unhealthy followed by Killing: the program may be well, and the probe asks the wrong port or path, or too early.",
        },
        Step {
            title: "Compare what it wants with what it gets",
            commands: &[
                (
                    "kubectl get pod <pod> -n <namespace> -o jsonpath='{.spec.containers[*].command} {.spec.containers[*].args}'",
                    "What is started",
                ),
                (
                    "kubectl describe pod <pod> -n <namespace> | grep -A3 -E 'Limits|Requests'",
                    "Its memory and CPU",
                ),
                ("kubectl get configmap,secret -n <namespace>", "Whether what it refers to is there"),
            ],
            look_for: "A program that is not in the image, a key that was renamed, a limit below what the start needs.",
        },
    ];

    pub(crate) const LAST: [Command; 1] = [(
        "kubectl rollout restart deployment <deployment> -n <namespace>",
        "Start the workload anew once the cause is mended",
    )];
}

pub(crate) mod share {
    pub(crate) const TITLE: &str = "Share";
    pub(crate) const SECRETS_TITLE: &str = "Secrets in your paste";
    pub(crate) const NO_SECRETS: &str = "No passwords, tokens or keys were recognised. Look yourself before you share: no search knows them all.";
    pub(crate) const MASKED: &str = "They are masked in everything you share from here.";
    pub(crate) const LOOK: &str = "Look yourself before you share: no search knows them all.";
    pub(crate) const EMAILS: &str = "Mask e-mail addresses too";
    pub(crate) const IPS: &str = "Mask IP addresses too";
    pub(crate) const WHO: &str = "What stands for what: shows the secrets, stays on this page";
    pub(crate) const ALIAS: &str = "Shared as";
    pub(crate) const VALUE: &str = "Stands for";
    pub(crate) const TIMES: &str = "Times";
    pub(crate) const FORMS: &str = "Copy the diagnosis as";
    pub(crate) const MARKDOWN: &str = "Markdown";
    pub(crate) const TEXT: &str = "Plain text";
    pub(crate) const JSON: &str = "JSON";
    pub(crate) const SARIF: &str = "SARIF";
    pub(crate) const PASTE: &str = "Masked paste";
    pub(crate) const PRINT: &str = "Print";
    pub(crate) const LINK: &str = "Link";
    pub(crate) const LINK_HINT: &str = "The link holds the masked paste behind its #, which browsers send to no server. It stays in the history of whoever opens it.";
    pub(crate) const LINK_TOO_LONG: &str =
        "This paste is too long for a link. Share the Markdown, or cut the paste down to the failing pod.";
    pub(crate) const GONE: &str =
        "The reader was started anew and does not hold this paste any more. Give it again to share it.";
    pub(crate) const TOO_LARGE: &str = "This paste is too large to be shared from here. The command ";
    pub(crate) const REDACT: &str = "unloop --redact FILE";
    pub(crate) const WITHOUT_SECRETS: &str = " prints it without its secrets.";
    pub(crate) const LINK_FAILED: &str = "This browser cannot pack a link. Share the Markdown instead.";
    pub(crate) const LINK_BROKEN: &str = "The link that opened this page is damaged: its paste could not be read. Ask for it again, or for the text itself.";
    pub(crate) const LINK_NEWER: &str = "The link that opened this page was made by a newer unloop. Open it with that, or ask for the text itself.";
    pub(crate) const LINK_LARGE: &str = "The link that opened this page unpacks to more than this page takes from a link. Ask for the file itself.";

    /// "2 passwords, 1 token".
    pub(crate) fn kinds(kinds: &[(String, usize)]) -> String {
        let one = |(kind, count): &(String, usize)| {
            let kind = kind.replace('-', " ");
            match count {
                1 => format!("1 {kind}"),
                count => format!("{count} × {kind}"),
            }
        };
        kinds.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn link_is_long(letters: usize) -> String {
        format!("{letters} letters: some chats cut links this long.")
    }

    /// The title of a secret in the text.
    pub(crate) fn secret(kind: &str) -> String {
        format!("{}: masked in what you share", kind.replace('-', " "))
    }
}

pub(crate) mod keys {
    pub(crate) const TITLE: &str = "Keys";
    pub(crate) const SWITCH: &str = "Single-letter keys";
    pub(crate) const LIST: [(&str, &str); 5] = [
        ("n", "next evidence"),
        ("p", "previous evidence"),
        ("Esc", "back from the paste to the claim"),
        ("Tab", "from one link or button to the next"),
        ("Enter", "follow a piece of evidence, and back"),
    ];
}

pub(crate) mod history {
    pub(crate) const TITLE: &str = "History";
    pub(crate) const KEEP: &str = "Keep my pastes in this browser";
    pub(crate) const OFF: &str = "Nothing is stored unless you switch this on.";
    pub(crate) const KEPT: &str = "The last ten up to 200 kB each, secrets masked, in this browser only. Opened from a disk, other pages on the disk could read them.";
    pub(crate) const TOO_LONG: &str = "This paste is longer than 200 kB and is not kept.";
    pub(crate) const NO_ROOM: &str = "The browser has no room for this paste: it is not kept.";
    pub(crate) const GONE: &str =
        "The reader was started anew and does not hold this paste any more: it is not kept.";
    pub(crate) const WIPE: &str = "Wipe and stop keeping";
}

pub(crate) mod frame {
    pub(crate) const NAME: &str = "unloop";
    pub(crate) const CATALOGUE: &str = "What unloop knows";
    pub(crate) const CLAIM: &str = "says why the pod is in CrashLoopBackOff";
    pub(crate) const PROMISE: &str = "Nothing leaves this page. It works offline.";
    pub(crate) const POLICY: &str = "What this rests on";
    pub(crate) const STOPS: &str = "The page carries a policy (Content-Security-Policy) that the browser enforces. It stops every request that a script, an image, a style, a font, a form or a frame could make, in the page and in its reader's thread: fetch, XMLHttpRequest, WebSocket, beacons. It runs only the page's own scripts, each named by its hash, and takes no string for code or markup (Trusted Types).";
    pub(crate) const STOPS_NOT: &str = "It does not stop a link that you follow, a browser extension, or the browser itself. No policy stops connections between browsers (WebRTC): the page takes what makes them out of its own window before anything else runs. From a server the browser fetches this file, its manifest and sw.js, once a version. What you share is masked before it is copied; the link keeps its paste behind the #, which browsers send to no server.";
    pub(crate) const DOWNLOAD: &str = "Download this page";
    pub(crate) const DOWNLOAD_HINT: &str = "One file that works without a server, from a disk or a stick. ";
    pub(crate) const HASH_FILE: &str = "Its SHA-256";
    pub(crate) const HASH: &str = "SHA-256 ";
    pub(crate) const BEFORE_COMMAND: &str = "Everything is read in your browser, by the same engine as the ";
    pub(crate) const AFTER_COMMAND: &str =
        " command. No server, no telemetry, no model: the same text gets the same answer.";
}

pub(crate) mod examples {
    pub(crate) const TRY: &str = "Or try an example";
    pub(crate) const OTHERS: &str = "Other examples";
    pub(crate) const MISSING_CONFIGURATION: &str = "Missing configuration";
    pub(crate) const LIVENESS: &str = "Liveness probe on the wrong port";
    pub(crate) const DEPENDENCY: &str = "Database unreachable at start";
    pub(crate) const MEMORY: &str = "Out of memory while starting";
    pub(crate) const COMMAND: &str = "Wrong command";
    pub(crate) const PERMISSION: &str = "Permission denied on a file";
    pub(crate) const WHOLE: &str = "A whole case: renamed ConfigMap key";
}

pub(crate) mod status {
    pub(crate) const READING: &str = "Reading.";
    pub(crate) const RESTARTED: &str =
        "The reader stopped in the middle of this text and was started anew. Your text is kept.";
    pub(crate) const GAVE_UP: &str = "The reader stopped twice over this text. Your text is kept. Leave in only what is about the failing pod, or let it try again.";
    pub(crate) const TRY_AGAIN: &str = "Try again";
    pub(crate) const COMMAND: &str = "unloop FILE";
    pub(crate) const READS_IT_TOO: &str = " reads the same text.";

    /// Before the command that reads the text as well.
    pub(crate) fn cannot_start(why: &str) -> String {
        let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
        format!(
            "The reader cannot start in this browser{why}. It needs WebAssembly and web workers. Your text is kept here; the command"
        )
    }

    pub(crate) fn cause(word: &str, title: &str, sure: &str) -> String {
        format!("{word}. {title}, {sure}.")
    }

    pub(crate) fn code(code: i64, name: &str) -> String {
        format!("Exit code {code}: {name}.")
    }

    pub(crate) fn word(word: &str) -> String {
        format!("{word}.")
    }
}

pub(crate) mod rules {
    pub(crate) const TITLE: &str = "Your rules";
    pub(crate) const HINT: &str = "A YAML file with the log lines, causes and runbooks of your own programs. It stays in this page until you close it.";
    pub(crate) const OPEN: &str = "Open a rule file …";
    pub(crate) const FILES: &str = "Rule files to use";
    pub(crate) const DROP: &str = "or drop it here";
    pub(crate) const PASTE: &str = "Or paste one";
    pub(crate) const BOX: &str = "A rule file";
    pub(crate) const USE: &str = "Use these rules";
    pub(crate) const PASTED: &str = "pasted rules";
    pub(crate) const USED: &str = "Rules in use";
    pub(crate) const REMOVE: &str = "Remove";

    pub(crate) fn counted(signatures: usize, causes: usize) -> String {
        let count = |number, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            number => Some(format!("{number} {many}")),
        };
        let parts = [count(causes, "cause", "causes"), count(signatures, "log line", "log lines")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn remove(file: &str) -> String {
        format!("Remove {file}")
    }

    pub(crate) fn refused(file: &str) -> String {
        format!("{file} is not used:")
    }

    pub(crate) fn line(line: usize) -> String {
        format!("line {line},")
    }
}

pub(crate) mod catalogue {
    pub(crate) const TITLE: &str = "What unloop knows";
    pub(crate) const BACK: &str = "Back to the paste";
    pub(crate) const SEARCH: &str = "Search: a word, an exit code, a program, a cause";
    pub(crate) const CAUSES: &str = "Causes";
    pub(crate) const SHOWS: &str = "It shows so";
    pub(crate) const AGAINST: &str = "Against it speaks";
    pub(crate) const TITLES: &str = "Said with the names of your paste";
    pub(crate) const FIXES: &str = "What to type";
    pub(crate) const NEXT: &str = "What would settle it";
    pub(crate) const PREVENTION: &str = "What would have prevented it";
    pub(crate) const CONFUSED_WITH: &str = "Taken for";
    pub(crate) const LINES_FOR: &str = "Find the log lines that speak for it";
    pub(crate) const CODES: &str = "Exit codes";
    pub(crate) const LINES: &str = "Log lines";
    pub(crate) const NOISE: &str = "Noise: passed over.";
    pub(crate) const READY: &str = "The program had started: trouble before it was overcome.";
    pub(crate) const WRAPPER: &str = "Wraps the real error.";
    pub(crate) const STOPPING: &str = "The program was asked to stop.";
    pub(crate) const PLACEHOLDERS: &str = "Placeholders";
    pub(crate) const FOR_RULES: &str = "What the words of a cause can name, in your own rules as well";

    pub(crate) fn found(causes: usize, codes: usize, lines: usize) -> String {
        let count = |number, one: &str, many: &str| match number {
            1 => format!("1 {one}"),
            number => format!("{number} {many}"),
        };
        [
            count(causes, "cause", "causes"),
            count(codes, "exit code", "exit codes"),
            count(lines, "log line", "log lines"),
        ]
        .join(", ")
    }

    pub(crate) fn codes(count: usize) -> String {
        match count {
            1 => "1 exit code".to_owned(),
            count => format!("{count} exit codes and ranges of them"),
        }
    }

    pub(crate) fn range(first: i64, last: i64) -> String {
        format!("{first} to {last}")
    }

    pub(crate) fn technology(name: &str, lines: usize) -> String {
        format!("{name} ({lines})")
    }

    pub(crate) fn dotnet(text: &str) -> String {
        format!("With .NET: {text}")
    }

    pub(crate) fn sender_and_source(sender: &str, source: &str) -> String {
        format!("Ended by {sender}. Source: {source}.")
    }

    pub(crate) fn outcomes(why: &str, if_so: &str, if_not: &str) -> String {
        format!("{why}. If so: {if_so} If not: {if_not}")
    }
}
