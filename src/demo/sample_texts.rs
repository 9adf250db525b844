//! What the invented family is called and what it wrote in its own words. Nobody's real words.

pub(crate) const BABY: &str = "Wren";
pub(crate) const MOTHER: &str = "Marta";
pub(crate) const FATHER: &str = "Owen";

pub(crate) const OWN_CUE: &str = "rubs nose on my shoulder";

/// What the history calls the people and settings.
pub(crate) const FAMILY: &str = "an invented family";

/// Day of the twelve weeks, whether her father wrote it, whether it is for the visit, and the note.
pub(crate) const NOTES: &[(i64, bool, bool, &str)] = &[
    (0, false, false, "Home with her. Writing a little down so that we both know."),
    (5, true, false, "First bath at home. She went very quiet in the water."),
    (13, true, false, "That was all my leave."),
    (20, false, false, "Mum came and I slept for two hours."),
    (27, false, true, "Her left eye is sticky in the mornings. Is that something to look at?"),
    (38, false, false, "Jabs today. A long afternoon."),
    (47, true, false, "She watched the light on the wall for ten minutes."),
    (57, false, false, "A cold, all three of us."),
    (66, false, false, "We wrote nothing for some days. Beginning again."),
    (72, true, false, "Held her all evening. I had forgotten to eat."),
    (80, true, true, "Do we count her weeks from the birth or from when she was due?"),
];

/// When the clocks went back, and when they went forward.
pub(crate) const BACK: &str = "The clocks went back. She woke at her own time all the same.";
pub(crate) const FORWARD: &str = "The clocks went forward. We are all an hour out.";
/// When they stayed as they were, and the family went somewhere else.
pub(crate) const AWAY: &str = "A week with Owen's mother in Utrecht. The clocks there are an hour ahead.";

/// After a massage that baby ended, and after others.
pub(crate) const STOPPED: &[&str] =
    &["Stopped early. She had had enough.", "She turned away twice, so we left it there.", "Not her hour."];
pub(crate) const TOUCHED: &[&str] = &[
    "On the bed after the bath.",
    "The room was a bit cold.",
    "Radio on.",
    "By the window.",
    "My hands were in a hurry.",
];

pub(crate) const NAP: &[&str] = &["on the walk to the shops", "on me", "woken by the doorbell", "in the car"];
pub(crate) const NIGHT: &[&str] = &["Up for most of it.", "Could not say how often.", "We took turns."];

/// With a check-in, by her: on a heavy day, and on others.
pub(crate) const HERS: [&[&str]; 2] = [
    &[
        "Cried in the shower. A bit better after it.",
        "I do not know what she wants when she does this.",
        "Angry at everyone. Not at her.",
        "Nobody rang today and I rang nobody.",
        "Counting the hours until he is home.",
    ],
    &[
        "Two hours outside.",
        "Rang my sister.",
        "Nothing much today. That was all right.",
        "Better than yesterday, I could not say why.",
        "She and I by the window all morning.",
        "Slept in the afternoon.",
        "As far as the park and back.",
        "A friend came and did not stay long.",
    ],
];
pub(crate) const HIS: [&[&str]; 2] = [
    &[
        "We snapped at each other at four in the morning.",
        "Could not settle her. Handed her over.",
        "Missed it all today.",
    ],
    &[
        "Put her to bed on my own.",
        "Thought of them all day.",
        "Walked home the long way.",
        "She was awake when I came in.",
        "Cooked for once.",
        "Quiet evening.",
    ],
];
