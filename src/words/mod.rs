//! Stand-in until the words are in.
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};
#[derive(Clone, Debug)]
pub struct Word {
    pub code: String,
    pub words: String,
    pub short: String,
    pub aliases: Vec<String>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum List {
    Touch,
    Asked,
    States,
    Areas,
    Strokes,
    Ended,
    Responses,
    Reasons,
    Meant,
    Helped,
    Doing,
    Settled,
    Night,
    Felt,
    Energy,
    Feelings,
    Sure,
    Company,
}
pub fn list(_: List) -> &'static [Word] {
    &[]
}
pub fn word(_: List, _: &str) -> Option<&'static Word> {
    None
}
pub fn say(_: List, code: &str) -> &str {
    code
}
pub fn scale(_: List, _: u8) -> Option<&'static str> {
    None
}
pub fn find(_: List, _: &str) -> Option<&'static Word> {
    None
}
pub fn strokes_of(_: &str) -> Vec<&'static Word> {
    Vec::new()
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    Engagement,
    Disengagement,
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strength {
    Potent,
    Subtle,
}
#[derive(Clone, Debug)]
pub struct Cue {
    pub id: String,
    pub term: String,
    pub words: String,
    pub short: String,
    pub aliases: Vec<String>,
    pub points: Points,
    pub strength: Strength,
    pub either: bool,
    pub from_weeks: u16,
    pub caution: bool,
    pub sources: Vec<String>,
}
pub fn cues() -> &'static [Cue] {
    &[]
}
pub fn cue(_: &str) -> Option<&'static Cue> {
    None
}
pub fn find_cue(_: &str) -> Option<&'static Cue> {
    None
}
pub fn search_cues(_: &str) -> Vec<&'static Cue> {
    Vec::new()
}
pub fn picks(_: Option<i64>) -> Vec<&'static Cue> {
    Vec::new()
}
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
