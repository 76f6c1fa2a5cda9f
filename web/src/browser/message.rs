//! What the page and the reader's thread say to each other, as the browser can copy it from one to the other.

use std::ops::Range;
use std::rc::Rc;

use js_sys::Array;
use unloop::report::share::{Addresses, Alias, Shareable};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use super::files;
use crate::extract::{Extract, Stretch};
use crate::input::{Body, Input, InputId};
use crate::rules::RuleBook;
use crate::state::Stage;

/// What the page wants of the thread, as it arrives there.
#[derive(Debug)]
pub(crate) enum Request {
    Question(Question),
    /// What can be shown to others of the paste of the last question, which had this number.
    Share(u32, Addresses),
}

/// A question, as it arrives in the thread.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) number: u32,
    pub(crate) inputs: Vec<Asked>,
    /// The user's rule files, each with its name.
    pub(crate) rules: Vec<(String, String)>,
}

/// An input to be read.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) id: InputId,
    pub(crate) body: AskedBody,
}

#[derive(Debug)]
pub(crate) enum AskedBody {
    Text(String),
    /// The files with their paths. The key stays the same for the same files.
    Files(u32, Vec<(String, File)>),
}

/// What the page hears about a question.
#[derive(Debug)]
pub(crate) enum Heard {
    Progress {
        stage: Stage,
        done: u64,
        total: u64,
        milliseconds: u32,
    },
    Recognised(InputId, Rc<str>),
    /// What can be shown to others; none if the thread does not hold that paste any more.
    Shared(Addresses, Option<Box<Shareable>>),
    /// The diagnosis as JSON, what to show of the paste, and the part of each input.
    Answer(String, Extract, Vec<(InputId, Range<usize>, Vec<String>)>),
}

impl Request {
    pub(crate) fn share(number: u32, also: Addresses) -> Array {
        Array::of4(&number.into(), &SHARE.into(), &also.emails.into(), &also.ips.into())
    }

    pub(crate) fn understood(data: &JsValue) -> Option<Self> {
        let message = data.dyn_ref::<Array>()?;
        if message.get(1).as_string().is_some_and(|word| word == SHARE) {
            return Some(Self::Share(whole(&message.get(0))?, addresses(message, 2)));
        }
        Question::understood(data).map(Self::Question)
    }

    pub(crate) fn number(&self) -> u32 {
        match self {
            Self::Question(question) => question.number,
            Self::Share(number, _) => *number,
        }
    }
}

const SHARE: &str = "share";

fn addresses(message: &Array, at: u32) -> Addresses {
    Addresses { emails: message.get(at).is_truthy(), ips: message.get(at + 1).is_truthy() }
}

impl Question {
    pub(crate) fn message(number: u32, inputs: &[Input], rules: &RuleBook) -> Array {
        let inputs = inputs.iter().map(|input| {
            let id = JsValue::from(input.id.0);
            match &input.body {
                Body::Text(text) => Array::of2(&id, &JsValue::from(&**text)),
                Body::Files(about) => Array::of3(&id, &JsValue::from(about.key), &files::handles(about.key)),
            }
        });
        let rules = rules.files.iter().map(|file| Array::of2(&(&*file.name).into(), &(&*file.text).into()));
        Array::of3(&JsValue::from(number), &inputs.collect::<Array>(), &rules.collect::<Array>())
    }

    pub(crate) fn understood(data: &JsValue) -> Option<Self> {
        let data = data.dyn_ref::<Array>()?;
        let inputs: Array = data.get(1).dyn_into().ok()?;
        let asked = |input: JsValue| {
            let input: Array = input.dyn_into().ok()?;
            let body = match input.get(1).as_string() {
                Some(text) => AskedBody::Text(text),
                None => {
                    let pair = |pair: JsValue| {
                        let pair: Array = pair.dyn_into().ok()?;
                        Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
                    };
                    let handles: Array = input.get(2).dyn_into().ok()?;
                    AskedBody::Files(whole(&input.get(1))?, handles.iter().filter_map(pair).collect())
                }
            };
            Some(Asked { id: InputId(whole(&input.get(0))?), body })
        };
        let rule = |file: JsValue| {
            let file: Array = file.dyn_into().ok()?;
            Some((file.get(0).as_string()?, file.get(1).as_string()?))
        };
        let rules: Array = data.get(2).dyn_into().ok()?;
        Some(Self {
            number: whole(&data.get(0))?,
            inputs: inputs.iter().filter_map(asked).collect(),
            rules: rules.iter().filter_map(rule).collect(),
        })
    }
}

impl Heard {
    pub(crate) fn message(&self) -> Array {
        match self {
            Self::Progress { stage, done, total, milliseconds } => {
                let stage = match stage {
                    Stage::Opening => "opening",
                    Stage::Looking => "looking",
                    Stage::Reading => "reading",
                };
                // Sizes of files, far below what a JavaScript number holds exactly.
                let numbers = [*done as f64, *total as f64, f64::from(*milliseconds)];
                let mut message = Array::of1(&stage.into());
                message.extend(numbers.map(JsValue::from));
                message
            }
            Self::Recognised(id, label) => Array::of3(&"part".into(), &id.0.into(), &JsValue::from(&**label)),
            Self::Shared(also, made) => {
                let message = Array::of3(&SHARE.into(), &also.emails.into(), &also.ips.into());
                if let Some(made) = made {
                    let alias = |one: &Alias| {
                        let words = [&one.alias, &one.kind, &one.value].map(|word| JsValue::from(&**word));
                        let alias: Array = words.into_iter().collect();
                        alias.push(&one.count.into());
                        alias
                    };
                    message.push(&serde_json::to_string(&made.diagnosis).unwrap_or_default().into());
                    message.push(&JsValue::from(&*made.paste));
                    message.push(&made.aliases.iter().map(alias).collect::<Array>());
                }
                message
            }
            Self::Answer(json, extract, sources) => {
                let stretch = |one: &Stretch| {
                    Array::of3(&one.start.into(), &one.line.into(), &JsValue::from(&*one.text))
                };
                let source = |(id, parts, left_out): &(InputId, Range<usize>, Vec<String>)| {
                    let left_out: Array = left_out.iter().map(JsValue::from).collect();
                    Array::of4(&id.0.into(), &parts.start.into(), &parts.end.into(), &left_out)
                };
                let message = Array::of2(&"answer".into(), &JsValue::from(&**json));
                message.push(&extract.stretches.iter().map(stretch).collect::<Array>());
                message.push(&extract.bytes.into());
                message.push(&extract.lines.iter().map(|lines| JsValue::from(*lines)).collect::<Array>());
                message.push(&sources.iter().map(source).collect::<Array>());
                message
            }
        }
    }

    pub(crate) fn understood(message: &Array) -> Option<Self> {
        let list = |at: u32| Some(message.get(at).dyn_into::<Array>().ok()?.to_vec().into_iter());
        let number = |at: u32| message.get(at).as_f64().map(|number| number as u64);
        let progress = |stage| {
            let milliseconds = whole(&message.get(3))?;
            Some(Self::Progress { stage, done: number(1)?, total: number(2)?, milliseconds })
        };
        match message.get(0).as_string()?.as_str() {
            "opening" => progress(Stage::Opening),
            "looking" => progress(Stage::Looking),
            "reading" => progress(Stage::Reading),
            "part" => {
                Some(Self::Recognised(InputId(whole(&message.get(1))?), message.get(2).as_string()?.into()))
            }
            SHARE => {
                let alias = |one: JsValue| {
                    let one: Array = one.dyn_into().ok()?;
                    let word = |at: u32| one.get(at).as_string();
                    Some(Alias {
                        alias: word(0)?,
                        kind: word(1)?,
                        value: word(2)?,
                        count: size(&one.get(3))?,
                    })
                };
                let made = || {
                    Some(Box::new(Shareable {
                        diagnosis: serde_json::from_str(&message.get(3).as_string()?).ok()?,
                        paste: message.get(4).as_string()?,
                        aliases: list(5)?.filter_map(alias).collect(),
                    }))
                };
                Some(Self::Shared(addresses(message, 1), made()))
            }
            "answer" => {
                let stretch = |one: JsValue| {
                    let one: Array = one.dyn_into().ok()?;
                    let text = one.get(2).as_string()?;
                    Some(Stretch { start: size(&one.get(0))?, line: size(&one.get(1))?, text })
                };
                let source = |one: JsValue| {
                    let one: Array = one.dyn_into().ok()?;
                    let left_out: Array = one.get(3).dyn_into().ok()?;
                    let left_out = left_out.iter().filter_map(|text| text.as_string()).collect();
                    Some((InputId(whole(&one.get(0))?), size(&one.get(1))?..size(&one.get(2))?, left_out))
                };
                let extract = Extract {
                    stretches: list(2)?.filter_map(stretch).collect(),
                    bytes: size(&message.get(3))?,
                    lines: list(4)?.filter_map(|lines| size(&lines)).collect(),
                };
                let sources = list(5)?.filter_map(source).collect();
                Some(Self::Answer(message.get(1).as_string()?, extract, sources))
            }
            _ => None,
        }
    }
}

fn whole(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

fn size(value: &JsValue) -> Option<usize> {
    value.as_f64().map(|number| number as usize)
}
