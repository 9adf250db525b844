//! What the manual says beside the table of arguments.

/// A section: its heading, and its names with what is said of each.
type ManualSection = (&'static str, &'static [(&'static str, &'static str)]);

pub(crate) const EXTRA_SECTIONS: &[ManualSection] = &[
    ("FILES", &[("cuebook where", "prints where the journal lies: one SQLite file, readable only by you.")]),
    (
        "ENVIRONMENT",
        &[
            ("CUEBOOK_JOURNAL", "The journal's file, where --journal does not name one."),
            ("NO_COLOR", "When set, no colour is used, unless --color always."),
            ("CLICOLOR", "When 0, no colour is used, unless --color always."),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "Without UTF-8 in the first that is set, the screens show plain signs.",
            ),
            ("EDITOR, VISUAL", "What opens a long note; VISUAL goes before."),
            ("TZ", "The zone of a new journal."),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Done. A reader that went away is no fault."),
            ("1", "It could not be done; what is said tells what was kept."),
            ("2", "It was asked in a way cuebook does not know."),
        ],
    ),
    (
        "EXAMPLES",
        &[
            ("cuebook log slept 11:40-12:55", "keeps a sleep."),
            ("cuebook trends --weeks 2", "adds up two weeks."),
            ("cuebook export --format csv --out family", "writes everything out, a file a kind."),
        ],
    ),
];
