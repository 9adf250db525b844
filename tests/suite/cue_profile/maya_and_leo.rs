//! Maya and Leo, and what was written of them: few enough entries to count by hand.

use crate::support::{at, entry_of, open_in_memory, settled};
use cuebook::model::{
    Baby, Change, Cue, CustomCue, Details, Entry, Family, Massage, Moment, Record, Sleep, new_id,
};
use cuebook::store::Store;

pub(crate) fn words(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// Cues seen together, what they seemed to mean, what was done, whether it helped; blank is not said.
pub(crate) fn seen(cues: &[&str], meant: &str, did: &[&str], helped: &str) -> Moment {
    let said = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    Moment {
        cues: words(cues),
        meant: said(meant),
        did: words(did),
        helped: said(helped),
        ..Moment::default()
    }
}

pub(crate) fn entry_of_baby(family: &Family, baby: usize, when: &str, details: Details) -> Entry {
    entry_of(Some(family.babies[baby].id), family.carers[0].id, at(when), None, details)
}

pub(crate) fn cue(state: Option<&str>, doing: Option<&str>, moments: Vec<Moment>) -> Details {
    Details::Cue(Cue { moments, state: state.map(str::to_owned), doing: doing.map(str::to_owned) })
}

pub(crate) fn massage(before: Option<&str>, after: Option<&str>, moments: Vec<Moment>) -> Details {
    Details::Massage(Massage {
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        moments,
        ..Massage::default()
    })
}

pub(crate) fn on(area: &str, time: &str, moment: Moment) -> Moment {
    Moment { area: Some(area.to_owned()), at: Some(at(time)), ..moment }
}

/// Maya and Leo, and a cue in the family's own words.
pub(crate) fn household(mut store: Store) -> Store {
    store = settled(store);
    let family = store.load_family().unwrap();
    let leo = Baby { name: Some("Leo".into()), ..Baby::new_unnamed(new_id()) };
    let mut change = Change::add_record("Leo", leo);
    let own = CustomCue {
        code: "own-sigh".into(),
        words: "does her \"sigh\"".into(),
        points: None,
        retired: false,
    };
    change.edits.extend(Change::add_record("", Record::CustomCue(own)).edits);
    store.apply(&change, at("2026-09-04T12:00:00Z")).unwrap();
    assert_eq!(family.babies.len(), 1);
    store
}

/// Of Maya: looks away in 5 moments, smiles in 3, hiccups and the own cue in 2, a code from elsewhere in 1.
pub(crate) fn written(family: &Family) -> Vec<Entry> {
    let mut all = cues_of_maya(family);
    all.extend(touch_of_maya(family));
    all.extend(of_leo(family));
    all
}

fn cues_of_maya(family: &Family) -> Vec<Entry> {
    let maya = |when, what| entry_of_baby(family, 0, when, what);
    // The same cue and the same response written twice in one moment are one.
    let (cues, did) = (["q-look", "q-hic", "q-look"], ["paused", "cuddled", "paused"]);
    let twice = vec![seen(&cues, "change", &did, "yes")];
    let play = cue(Some("active-alert"), Some("play"), twice);
    let rough = Entry { approximate: true, ..maya("2026-10-20T15:00:00+01:00", play) };
    let two = vec![
        seen(&["q-look", "zz-new"], "change", &["paused"], "no"),
        seen(&["e-smile", "own-sigh"], "either", &["zz-did"], ""),
    ];
    let feeding = cue(Some("quiet-alert"), Some("feeding"), two);
    let alone = cue(None, None, vec![seen(&["q-look"], "", &[], "")]);
    vec![
        // 02:00 belongs to the family day before.
        maya("2026-10-04T02:00:00+01:00", alone),
        rough,
        maya("2026-11-21T08:00:00Z", feeding),
        maya("2026-11-21T12:00:00Z", Details::Sleep(Sleep::default())),
    ]
}

fn touch_of_maya(family: &Family) -> Vec<Entry> {
    let touch =
        |when, before, after, moments| entry_of_baby(family, 0, when, massage(Some(before), after, moments));
    let smiles = || seen(&["e-smile"], "more", &[], "");
    let away = seen(&["q-look", "q-hic"], "change", &["paused"], "a-bit");
    let sighs = ["q-look", "own-sigh"];
    let sighs = seen(&sighs, "not-sure", &["stopped"], "not-sure");
    let three = vec![
        on("legs", "2026-11-20T10:17:00Z", smiles()),
        on("tummy", "2026-11-20T10:20:00Z", away),
        on("tummy", "2026-11-20T10:24:00Z", sighs),
    ];
    let (calm, drowsy, asleep) = ("quiet-alert", "drowsy", "light-sleep");
    vec![
        touch("2026-11-20T10:15:00Z", calm, Some(drowsy), three),
        touch("2026-11-18T09:00:00Z", calm, Some(drowsy), vec![smiles()]),
        touch("2026-11-17T09:00:00Z", drowsy, Some(asleep), Vec::new()),
        // Only one of the two states: no pair.
        touch("2026-11-16T09:00:00Z", "crying", None, Vec::new()),
    ]
}

fn of_leo(family: &Family) -> Vec<Entry> {
    let leo = |when, what| entry_of_baby(family, 1, when, what);
    let cries = vec![seen(&["q-look", "d-cry"], "change", &["fed"], "yes")];
    let calmed = massage(Some("crying"), Some("drowsy"), Vec::new());
    vec![leo("2026-11-21T09:00:00Z", cue(None, None, cries)), leo("2026-11-21T10:00:00Z", calmed)]
}

pub(crate) fn memory() -> Store {
    household(open_in_memory())
}
