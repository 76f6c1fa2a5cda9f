//! Puts together what different artifacts say about the same pod.

use super::above::Above;
use super::back_off::BackOff;
use super::merge::{merge, name_containers};
use super::notice::never_started;
use super::whose::{by_time, likely_container, with_id};
use super::{Container, Model, Output, Pod, Whose, clock, told};
use crate::limits::{Bound, FINDINGS};
use crate::read::facts::{self, Event, Log, Seen, Text, Typed};
use crate::read::{input_name, log};
use crate::text::Fact;
use std::collections::BTreeMap;

/// Joins what was seen; each with the index of its artifact, in the order of the paste.
pub fn join(seen: Vec<(usize, Seen)>) -> Model {
    let mut joining = Joining::default();
    for (artifact, seen) in seen {
        joining.add(artifact, seen);
    }
    joining.finish()
}

#[derive(Default)]
struct Joining {
    model: Model,
    /// Where in the model the pods of each name are.
    places: BTreeMap<String, Vec<usize>>,
    /// The first pod of each owner that an event was about.
    owned: BTreeMap<String, usize>,
    /// What tells whose the next log is.
    above: Above,
    /// What does not say to which pod it belongs.
    homeless: Vec<facts::Pod>,
    events: Vec<Event>,
    /// Events that somebody repeats.
    quoted: Vec<Event>,
    logs: Vec<Placing>,
    /// How many claims that are not bound the pods were told of.
    claims: usize,
    back_offs: Vec<BackOff>,
    /// The only pod that visibly fails, once it was looked for.
    failing: Option<Option<usize>>,
    /// Whether commands or prefixes of logs name pods that nothing else tells of.
    names_more: bool,
}

/// A log, and what stands above it.
struct Placing {
    typed: Typed,
    /// The index of the pod that was described last, if nothing else tells whose it is.
    described: Option<usize>,
    output: Output,
}

impl Placing {
    /// The name of the pod whose log it is said to be.
    fn pod(&self) -> Option<&str> {
        let typed = self.typed.name.as_ref().filter(|_| !self.typed.is_about_a_workload());
        self.output.log.pod.as_ref().or(typed).map(|name| name.value.as_str())
    }
}

impl Joining {
    fn add(&mut self, artifact: usize, seen: Seen) {
        match seen {
            Seen::Command(typed) => {
                self.model.typed.push((*typed).clone());
                self.above.command(artifact, *typed);
            }
            Seen::Input(told) => {
                self.model.typed.extend(told.as_deref().cloned());
                self.above.file(told.map(|told| *told));
            }
            Seen::Notice(notice) => {
                self.above.notice(&notice);
                if let Some(pod) = never_started(&notice) {
                    self.pod(pod);
                }
                self.model.notices.push(notice);
            }
            Seen::Code(code) => self.model.codes.push(code),
            Seen::Event(event) => self.event(*event),
            Seen::Quoted(event) => self.quoted.push(*event),
            Seen::Log(log) => self.log(artifact, *log),
            Seen::Pod(pod) => {
                self.above.shows(artifact, &pod);
                // A row of a table describes nothing.
                let is_row = pod.ready.is_some() && pod.containers.is_empty();
                let index = self.pod(*pod);
                if !is_row {
                    self.above.describes(artifact, index);
                }
            }
            Seen::Limit(bound, times) => self.model.limits.add(bound, times),
        }
    }

    /// A row that names its object lies in the namespace that was asked for.
    fn event(&mut self, mut event: Event) {
        if event.namespace.is_none() && event.object.is_some() {
            event.namespace = self.above.typed().and_then(|typed| typed.namespace.clone());
        }
        self.events.push(event);
    }

    /// Adds what is said of a pod; gives the pod's index, if its name is known.
    fn pod(&mut self, mut pod: facts::Pod) -> Option<usize> {
        told::name_by_state(&mut pod);
        let typed = self.above.typed();
        if pod.namespace.is_none() {
            pod.namespace = typed.and_then(|typed| typed.namespace.clone());
        }
        if pod.name.is_none() && pod.owner.is_none() && typed.is_some_and(|typed| typed.is_about_a_pod()) {
            pod.name = typed.and_then(|typed| typed.name.clone());
        }
        let Some(name) = &pod.name else {
            self.homeless.push(pod);
            return None;
        };
        let index = self.pod_named(name, pod.namespace.as_ref());
        if let Some(known) = self.model.pods.get_mut(index) {
            merge(known, pod);
        }
        Some(index)
    }

    fn log(&mut self, artifact: usize, mut log: Log) {
        let typed = self.above.asked();
        if log.container.is_none() {
            let chosen = self.above.take_container(log.span);
            log.container = typed.container.clone().or(chosen);
        }
        if log.pod.is_none() {
            log.pod = self.above.pod().cloned();
        }
        let is_answer = self.above.answers(artifact) && log.first.is_none();
        let is_told = log.pod.is_some() || typed.resource.is_some() || typed.selector.is_some();
        let described = self.above.described().filter(|_| !is_told);
        let previous = typed.previous;
        let output = Output { log, previous, artifact, is_answer, whose: Whose::Told };
        self.logs.push(Placing { typed, described, output });
    }

    /// The index of the pod with this name, which is added if nobody named it yet.
    fn pod_named(&mut self, name: &Text, namespace: Option<&Text>) -> usize {
        let same_place = |pod: &Pod| match (pod.namespace(), namespace) {
            (Some(a), Some(b)) => a == b.value,
            _ => true,
        };
        let mut known = self.places.get(&name.value).into_iter().flatten().copied();
        if let Some(index) = known.find(|index| self.model.pods.get(*index).is_some_and(same_place)) {
            return index;
        }
        let facts =
            facts::Pod { name: Some(name.clone()), namespace: namespace.cloned(), ..facts::Pod::default() };
        self.add_pod(facts)
    }

    /// Adds a pod; gives its index.
    fn add_pod(&mut self, facts: facts::Pod) -> usize {
        let index = self.model.pods.len();
        if let Some(name) = &facts.name {
            self.places.entry(name.value.clone()).or_default().push(index);
        }
        self.model.pods.push(Pod { facts, ..Pod::default() });
        self.failing = None;
        index
    }

    fn finish(mut self) -> Model {
        self.name_the_only_pod();
        for event in std::mem::take(&mut self.events) {
            self.place_event(event);
        }
        for pod in std::mem::take(&mut self.homeless) {
            let index = self.only_pod(&pod);
            if let Some(known) = self.model.pods.get_mut(index) {
                // Whether it visibly fails, and alone, depends on its row or phase and on its owner.
                if pod.status.is_some() || pod.ready.is_some() || pod.owner.is_some() {
                    self.failing = None;
                }
                merge(known, pod);
            }
        }
        if !self.has_first_hand() {
            for event in std::mem::take(&mut self.quoted) {
                self.place_event(event);
            }
        }
        self.back_offs = self.model.pods.iter().flat_map(BackOff::of).collect();
        self.names_more =
            self.logs.iter().filter_map(Placing::pod).any(|name| !self.places.contains_key(name));
        for mut placing in std::mem::take(&mut self.logs) {
            self.take_hint(&mut placing.typed, &mut placing.output.log);
            if !self.take_heading(&mut placing.typed, &mut placing.output.log) {
                self.place_log(placing);
            }
        }
        for pod in &mut self.model.pods {
            name_containers(pod);
        }
        let crowded = self.model.pods.iter().filter(|pod| pod.facts.has_more).count();
        self.model.limits.add(Bound::Containers, crowded);
        clock::set_ages(&mut self.model.pods);
        clock::sort(&mut self.model.pods);
        self.model
    }

    /// Whether events tell what somebody may only repeat.
    fn has_first_hand(&self) -> bool {
        self.model.pods.iter().any(|pod| pod.events.iter().any(is_trouble))
    }

    /// Pieces without a name belong to the one pod that the commands name, if nothing else names any.
    fn name_the_only_pod(&mut self) {
        if !self.model.pods.is_empty() {
            return;
        }
        let typed = self.model.typed.iter().filter(|typed| typed.is_about_a_pod());
        let mut names: Vec<(Text, Option<Text>)> =
            typed.filter_map(|typed| Some((typed.name.clone()?, typed.namespace.clone()))).collect();
        names.dedup_by(|a, b| a.0.value == b.0.value);
        let own = |event: &&Event| event.object.is_none();
        match names.as_slice() {
            [(name, namespace)] => {
                self.pod_named(name, namespace.as_ref());
            }
            [] => {
                if let Some(named) = told::only_pod(self.events.iter().chain(&self.quoted).filter(own)) {
                    self.pod_named(&named.name, named.namespace.as_ref());
                }
            }
            _ => {}
        }
    }

    /// The pod that a text without a name is about: the one its owner has, or the only one there is.
    fn only_pod(&mut self, homeless: &facts::Pod) -> usize {
        if let Some(owner) = &homeless.owner {
            let prefix = format!("{}-", owner.value.name);
            let owned = self.model.pods.iter().position(|pod| {
                pod.name().is_some_and(|name| name.starts_with(&prefix))
                    || pod.facts.owner.as_ref() == Some(owner)
            });
            if let Some(index) = owned {
                return index;
            }
        }
        let index = match self.model.pods.len() {
            1 => Some(0),
            _ => {
                let nameless = self.model.pods.iter().position(|pod| pod.name().is_none());
                nameless.or_else(|| self.only_failing())
            }
        };
        index.unwrap_or_else(|| self.add_pod(facts::Pod::default()))
    }

    /// The pod that visibly fails, if there is just one; replicas of one workload count as one.
    fn only_failing(&mut self) -> Option<usize> {
        if let Some(found) = self.failing {
            return found;
        }
        let found = self.find_only_failing();
        self.failing = Some(found);
        found
    }

    fn find_only_failing(&self) -> Option<usize> {
        let failing: Vec<usize> = self
            .model
            .pods
            .iter()
            .enumerate()
            .filter(|(_, pod)| {
                let status = pod.status();
                let well = ["Running", "Completed", "Succeeded", "Terminating"].contains(&status);
                let ready = pod.facts.ready.as_ref().is_none_or(|ready| ready.value.0 == ready.value.1);
                !status.is_empty() && (!well || !ready && status == "Running")
            })
            .map(|(index, _)| index)
            .collect();
        let first = *failing.first()?;
        let workload = |index: usize| self.model.pods.get(index).and_then(Pod::workload);
        let are_alike = || {
            let of_first = workload(first);
            of_first.is_some() && failing.iter().all(|index| workload(*index) == of_first)
        };
        (failing.len() == 1 || are_alike()).then_some(first)
    }

    fn place_event(&mut self, event: Event) {
        if super::is_event(&event, "SuccessfulDelete", "eleted pod: ")
            && let Some((_, pod)) = event.message.as_ref().and_then(|message| message.value.rsplit_once(' '))
        {
            self.model.deleted.insert(pod.to_owned());
        }
        let index = match &event.object {
            Some(object) if object.value.kind.eq_ignore_ascii_case("pod") => {
                let name = Fact::new(object.value.name.clone(), object.span);
                let index = self.pod_named(&name, event.namespace.as_ref());
                if let Some(pod) = self.model.pods.get_mut(index) {
                    pod.facts.namespace = pod.facts.namespace.take().or(event.namespace.clone());
                }
                Some(index)
            }
            // A node that is lost takes its pods along.
            Some(object) if super::is_event(&event, "NodeNotReady", "") && object.value.kind == "Node" => {
                // Where no table names the nodes, what hangs in its end hangs on the one that is lost.
                let is_on = |pod: &Pod| match &pod.facts.node {
                    Some(node) => node.value == object.value.name,
                    None => pod.status() == "Terminating",
                };
                self.share(&event, is_on);
                return;
            }
            // A pod is not scheduled before its claims are bound.
            Some(_) if super::is_event(&event, "ClaimNotBound", "") => {
                // More of them no pod is given.
                if self.claims < FINDINGS {
                    self.claims += 1;
                    self.share(&event, |pod| pod.status() == "Pending");
                }
                return;
            }
            // What happens to an owner matters to its pods; most of all when there are none.
            Some(object) => match self.owned_by(&object.value.name) {
                Some(index) => Some(index),
                None if is_trouble(&event) && !object.value.kind.eq_ignore_ascii_case("node") => {
                    let owner = facts::Pod { owner: Some(object.clone()), ..facts::Pod::default() };
                    Some(self.add_pod(owner))
                }
                None => None,
            },
            None => {
                let named = self.above.typed().filter(|typed| typed.is_about_a_pod());
                let name = named.and_then(|typed| typed.name.clone());
                match (self.model.pods.len(), name) {
                    (0, Some(name)) => {
                        let facts = facts::Pod { name: Some(name), ..facts::Pod::default() };
                        Some(self.add_pod(facts))
                    }
                    _ => Some(self.only_pod(&facts::Pod::default())),
                }
            }
        };
        if let Some(pod) = index.and_then(|index| self.model.pods.get_mut(index)) {
            pod.events.push(event);
        }
    }

    /// The first pod whose name begins with that of its owner.
    fn owned_by(&mut self, owner: &str) -> Option<usize> {
        if let Some(known) = self.owned.get(owner) {
            return Some(*known);
        }
        let prefix = format!("{owner}-");
        let named = self.places.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix));
        let first = named.flat_map(|(_, places)| places).copied().min()?;
        // A pod that is added later comes later.
        self.owned.insert(owner.to_owned(), first);
        Some(first)
    }

    /// Gives an event to each pod that it matters to. A few that say the same of other objects are enough: there may be
    /// as many objects as pods.
    fn share(&mut self, event: &Event, matters: impl Fn(&Pod) -> bool) {
        fn reason(event: &Event) -> Option<&str> {
            event.reason.as_ref().map(|reason| reason.value.as_str())
        }
        let is_alike = |known: &&Event| reason(known) == reason(event);
        for pod in self.model.pods.iter_mut().filter(|pod| matters(pod)) {
            if pod.events.iter().filter(is_alike).count() < FINDINGS {
                pod.events.push(event.clone());
            }
        }
    }

    /// A file is often named after the pod or the container whose log it is.
    fn take_hint(&self, typed: &mut Typed, log: &mut Log) {
        let Some(hint) = typed.hint.as_deref() else { return };
        let names = |name: &str| input_name::holds(hint, name);
        let pods = self.model.pods.iter();
        let longest = |pod: &&Pod| pod.name().map_or(0, str::len);
        let pod = pods.filter(|pod| pod.name().is_some_and(names)).max_by_key(longest);
        if typed.name.is_none() && log.pod.is_none() {
            typed.name = pod.and_then(|pod| pod.facts.name.clone());
        }
        // Folders are named after programs and users as well.
        let file = hint.rsplit(['/', '\\']).next().unwrap_or(hint);
        let rest = pod.and_then(Pod::name).map_or_else(|| file.to_owned(), |name| file.replacen(name, "", 1));
        let containers = pod.into_iter().chain(self.model.pods.iter().filter(|_| pod.is_none()));
        let named = containers
            .flat_map(|pod| &pod.containers)
            .filter_map(|container| container.facts.name.as_ref())
            .filter(|name| input_name::holds(&rest, &name.value))
            .max_by_key(|name| name.value.len());
        if let (None, Some(name)) = (&log.container, named) {
            log.container = Some(Fact::new(name.value.clone(), log.span));
        }
    }

    /// A name above a log is that of a container, of a pod, or of something else that the paste does not know.
    /// Whether it is that of the program which manages the pods: what that one says is not theirs.
    fn take_heading(&self, typed: &mut Typed, log: &mut Log) -> bool {
        let Some(name) = typed.container.clone().filter(|_| typed.is_heading && typed.name.is_none()) else {
            return false;
        };
        let mut containers = containers_of(&self.model);
        let is_container = containers.clone().any(|known| known == name.value);
        if is_container || containers.next().is_none() && self.model.pods.is_empty() {
            return false;
        }
        let is_of_heading = log.container.as_ref().is_some_and(|of| of.span == name.span);
        typed.container = None;
        if is_of_heading {
            log.container = None;
        }
        if self.model.pods.iter().any(|pod| pod.name() == Some(name.as_str())) {
            typed.name = Some(name);
        } else if ["operator", "controller"].contains(&name.as_str()) {
            let mut known = self.model.pods.iter().filter_map(Pod::name).chain(containers_of(&self.model));
            return !known.any(|known| known.contains(name.as_str()));
        }
        false
    }

    fn place_log(&mut self, placing: Placing) {
        let Placing { typed, described, mut output } = placing;
        let known = self.model.pods.len();
        let index = self.pod_of_log(&typed, described, &output.log);
        let is_output = log::is_output(&output.log);
        // Prose tells of no pod by itself; beside one, it may still say on which port the program listens.
        if index >= known && typed.name.is_none() && !is_output {
            self.model.pods.truncate(known);
            self.model.prose.extend(output.log.tail.into_iter().map(|line| line.message));
            return;
        }
        let is_only = self.model.pods.len() == 1 && !self.names_more;
        let is_pod_told = output.log.pod.is_some() || typed.name.is_some() || is_only;
        let blamed = self.blamed_container(index);
        let Some(pod) = self.model.pods.get_mut(index) else { return };
        if pod.facts.namespace.is_none() {
            pod.facts.namespace = typed.namespace.clone();
        }
        let blamed = blamed.filter(|_| pod.containers.is_empty());
        let named = output.log.container.as_ref().or(blamed.as_ref());
        let by_id = typed.container_id.as_deref().and_then(|id| with_id(pod, id));
        let by_time = || by_time(pod, &output.log).filter(|_| pod.containers.len() > 1);
        let (place, whose) = match (named, by_id) {
            (Some(name), _) => {
                let is_named = |container: &Container| container.name() == Some(name.value.as_str());
                (pod.containers.iter().position(is_named), Whose::Told)
            }
            (None, Some(place)) => (Some(place), Whose::Told),
            (None, None) => match by_time() {
                Some(place) => (Some(place), Whose::ByTime),
                None if pod.containers.len() > 1 => (likely_container(pod), Whose::Supposed),
                None => (likely_container(pod), Whose::Told),
            },
        };
        output.whose = if is_pod_told || whose != Whose::Told { whose } else { Whose::Supposed };
        let new = || facts::Container { name: named.cloned(), span: output.log.span, ..Default::default() };
        // A prompt or a sentence beside a pod is of none of its containers.
        if place.is_none() && named.is_none() && !is_output && typed.verb != "log" {
            self.model.prose.extend(output.log.tail.into_iter().map(|line| line.message));
            return;
        }
        let place = place.or_else(|| pod.add(Container { facts: new(), ..Container::default() }));
        if let Some(container) = place.and_then(|place| pod.containers.get_mut(place)) {
            container.logs.push(output);
        }
    }

    /// The container that every back-off names which may be about this pod, if it is the same one.
    fn blamed_container(&self, index: usize) -> Option<Text> {
        // Most pastes have none, and where there are many logs, the names of all pods are not read for each.
        if self.back_offs.is_empty() {
            return None;
        }
        let pod = self.model.pods.get(index)?;
        let workload = pod.workload();
        let mut about =
            self.back_offs.iter().filter(|back_off| back_off.may_be_about(pod, workload.as_ref()));
        let first = about.next()?.container.clone()?;
        let is_first = |name: &Text| name.value == first.value;
        about.all(|back_off| back_off.container.as_ref().is_some_and(is_first)).then_some(first)
    }

    fn pod_of_log(&mut self, typed: &Typed, described: Option<usize>, log: &Log) -> usize {
        let named = log.pod.as_ref().or(typed.name.as_ref().filter(|_| !typed.is_about_a_workload()));
        if let Some(name) = named {
            return self.pod_named(name, typed.namespace.as_ref());
        }
        if let Some((key, value)) = &typed.selector {
            let mut selected =
                self.model.pods.iter().enumerate().filter(|(_, pod)| pod.label(key) == Some(value.as_str()));
            if let (Some((index, _)), None) = (selected.next(), selected.next()) {
                return index;
            }
        }
        let may_print = |index: &usize| self.model.pods.get(*index).is_some_and(|pod| may_print(pod, log));
        if let Some(index) = described.filter(may_print) {
            return index;
        }
        let mut like = facts::Pod::default();
        if let (Some(kind), Some(name)) = (&typed.resource, &typed.name) {
            let owner = facts::Owner { kind: kind.clone(), name: name.value.clone() };
            like.owner = Some(Fact::new(owner, name.span));
        }
        self.only_pod(&like)
    }
}

fn containers_of(model: &Model) -> impl Iterator<Item = &str> + Clone {
    model.pods.iter().flat_map(|pod| &pod.containers).filter_map(Container::name)
}

/// Whether a log below the description of a pod may be this pod's: not if it has no such container, and hardly if it
/// is well, for logs are copied of what fails.
fn may_print(pod: &Pod, log: &Log) -> bool {
    let is_named = |container: &Container| {
        let names = container.name().zip(log.container.as_ref());
        names.is_none_or(|(ours, name)| ours == name.value)
    };
    let may_be_its = pod.containers.is_empty() || pod.containers.iter().any(is_named);
    log::is_output(log) && may_be_its && !pod.is_well()
}

/// Whether an event reports trouble.
fn is_trouble(event: &Event) -> bool {
    event.kind.as_ref().is_some_and(|kind| kind.value == "Warning")
}
