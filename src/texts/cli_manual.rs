//! What the manual says beside the table of arguments.

/// A section: its heading, and its names with what is said of each.
type ManualSection = (&'static str, &'static [(&'static str, &'static str)]);

pub(crate) const EXTRA_SECTIONS: &[ManualSection] = &[
    ("FILES", &[("cuebook where", "prints where the journal is: one SQLite file that only you can read.")]),
    (
        "ENVIRONMENT",
        &[
            ("CUEBOOK_JOURNAL", "The journal's file, unless --journal names one."),
            ("NO_COLOR", "When set, cuebook uses no colour, unless --color always."),
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
            ("0", "Done. A closed pipe is not an error."),
            ("1", "It could not be done. The message says what was saved."),
            ("2", "cuebook does not know that command or option."),
        ],
    ),
    (
        "EXAMPLES",
        &[
            ("cuebook log slept 11:40-12:55", "saves a sleep."),
            ("cuebook trends --weeks 2", "adds up two weeks."),
            ("cuebook export --format csv --out family", "writes everything out, one file for each kind."),
        ],
    ),
];
