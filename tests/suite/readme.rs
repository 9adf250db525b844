//! The README says what the program does: its key table is made from the one table of keys.

use cuebook::keys::{BINDINGS, Place};

fn key_table() -> String {
    let mut table = String::from("| key | where | what it does |\n|---|---|---|\n");
    for row in BINDINGS {
        let places: Vec<&str> = row.places.iter().map(|place| place.name()).collect();
        let places = if Place::ALL
            .iter()
            .all(|place| place.is_typed() || row.places.contains(place))
        {
            "where no text is typed".to_owned()
        } else {
            places.join(", ")
        };
        table.push_str(&format!(
            "| `{}` | {} | {} |\n",
            row.key.name(false),
            places,
            row.says
        ));
    }
    table
}

#[test]
fn the_key_table_of_the_readme_is_the_table_of_keys() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme
        .split_once("<!-- keys -->\n")
        .expect("the README has a place for the keys");
    let (table, _) = rest.split_once("<!-- /keys -->").expect("and an end of it");
    assert!(
        table.trim() == key_table().trim(),
        "put this between the marks in README.md:\n\n{}",
        key_table()
    );
}

#[test]
fn no_place_gives_a_key_two_meanings() {
    for place in Place::ALL {
        let mut seen: Vec<String> = Vec::new();
        for row in cuebook::keys::rows(place) {
            let name = row.key.name(false);
            assert!(
                !seen.contains(&name),
                "{name} means two things in {}",
                place.name()
            );
            seen.push(name);
        }
    }
}

#[test]
fn every_footer_ends_with_help_and_fits_its_first_keys_into_60_columns() {
    for place in Place::ALL {
        let footer = cuebook::keys::footer(place);
        assert_eq!(footer.last().unwrap().short, "help", "{}", place.name());
    }
}
