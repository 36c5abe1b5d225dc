//! The built-in decks hold what they promise.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::deck::Catalogue;

fn catalogue() -> Catalogue {
    Catalogue::new(built_in().into_iter().filter_map(|file| file.reading.deck).collect())
}

#[test]
fn every_built_in_deck_is_clean() {
    for file in built_in() {
        assert_eq!(file.reading.diagnostics, [], "{}", file.name);
        assert!(file.reading.deck.is_some(), "{}", file.name);
    }
}

#[test]
fn every_entry_has_a_reason_a_topic_and_a_source_with_its_place() {
    let catalogue = catalogue();
    assert!(catalogue.decks.iter().map(|deck| deck.notes.len()).sum::<usize>() >= 60);
    for note in catalogue.decks.iter().flat_map(|deck| &deck.notes) {
        assert!(note.why.is_some() && !note.topics.is_empty(), "{}", note.id);
        assert!(note.sources.iter().any(|source| source.at.is_some()), "{}", note.id);
    }
}

#[test]
fn the_optional_decks_are_built_in() {
    let catalogue = catalogue();
    for id in OPTIONAL {
        assert!(catalogue.decks.iter().any(|deck| deck.id == id), "{id}");
    }
}

/// The generated stems are a promise: read as prose by a person before a change of this file is accepted.
#[test]
fn the_stems_of_the_built_in_decks_are_the_golden_ones() {
    let catalogue = catalogue();
    let line = |card: &crate::deck::Card| {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        format!("{}\n  {}\n  = {}\n", card.id, question.stem, question.answer.replace('\n', "; "))
    };
    let stems: String = catalogue.cards.iter().map(line).collect();
    assert_eq!(stems, include_str!("../../tests/data/stems.txt"));
}

/// What a deck says is right must be judged right.
#[test]
fn every_answer_and_accepted_form_of_the_built_in_decks_is_correct() {
    use crate::card::{Interaction, Response};
    let (catalogue, lexicon) = (catalogue(), crate::text::Lexicon::embedded());
    for card in &catalogue.cards {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        let mut forms = vec![question.answer.clone()];
        match &question.interaction {
            Interaction::Text(key) => forms.clone_from(&key.answers),
            Interaction::Date(key) => forms.extend(key.accept.clone()),
            Interaction::Number(key) => forms.extend(key.accept.clone()),
            Interaction::List(_) => {}
            _ => continue,
        }
        for form in forms {
            let verdict = question.check(&Response::Typed(form.clone()), catalogue.rivals(card), &lexicon);
            assert_eq!(verdict.outcome, crate::text::Outcome::Correct, "{}: {form}: {verdict:?}", card.id);
        }
        if let Interaction::Text(key) = &question.interaction {
            for wrong in &key.wrong {
                let response = Response::Typed(wrong.answer.clone());
                let verdict = question.check(&response, catalogue.rivals(card), &lexicon);
                assert_eq!(verdict.outcome, crate::text::Outcome::Wrong, "{}: {}", card.id, wrong.answer);
            }
        }
    }
}

/// Files that did not change are not read again; those that did are, whoever looks and whatever became of what was kept.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "tests write files and set their times")]
mod kept_decks {
    use std::fs;
    use std::time::{Duration, SystemTime};

    use proptest::prelude::*;

    use super::*;

    /// A deck of always the same length, long enough to be kept.
    fn text(deck: usize, version: u8) -> String {
        let entry = |at: usize| {
            format!(
                "[[short]]\nid = \"e{at}\"\nask = \"Which word is number {at} of {deck}?\"\nanswer = \"word {version:03}\"\n"
            )
        };
        let head = format!("[deck]\nid = \"d{deck}\"\ntitle = \"D\"\ncourse = \"c\"\n");
        head + &(0..60).map(entry).collect::<String>()
    }

    struct World {
        dir: tempfile::TempDir,
    }

    impl World {
        fn new() -> Self {
            let world = Self { dir: tempfile::tempdir().unwrap() };
            fs::create_dir(world.decks()).unwrap();
            fs::create_dir(world.cache()).unwrap();
            world
        }

        fn decks(&self) -> PathBuf {
            self.dir.path().join("decks")
        }

        fn cache(&self) -> PathBuf {
            self.dir.path().join("cache")
        }

        fn file(&self, deck: usize) -> PathBuf {
            self.decks().join(format!("{deck}.toml"))
        }

        /// Corrects a deck; the clock of the disk may need some milliseconds to tell it from the version before.
        fn write(&self, deck: usize, version: u8, in_place: bool, keeps_time: bool) {
            let file = self.file(deck);
            let before = fs::metadata(&file).and_then(|found| found.modified());
            if in_place {
                fs::write(&file, text(deck, version)).unwrap();
            } else {
                let new = self.dir.path().join("new");
                fs::write(&new, text(deck, version)).unwrap();
                fs::rename(&new, &file).unwrap();
            }
            if let (true, Ok(before)) = (keeps_time, before) {
                fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
            }
            self.let_the_clock_of_the_disk_move(&file);
        }

        /// Until what is written next has another time than the file.
        fn let_the_clock_of_the_disk_move(&self, file: &Path) {
            use std::os::unix::fs::MetadataExt;
            let changed = |path: &Path| fs::metadata(path).map(|found| (found.ctime(), found.ctime_nsec())).unwrap();
            let probe = self.dir.path().join("probe");
            while {
                fs::write(&probe, "").unwrap();
                changed(&probe) == changed(file)
            } {}
        }

        /// As if everything that was seen had been seen long after it was written.
        fn let_time_pass(&self) {
            if let Ok(seen) = fs::File::options().write(true).open(self.cache().join("decks.seen")) {
                seen.set_modified(SystemTime::now() + Duration::from_hours(1)).unwrap();
            }
        }

        fn open(&self) -> Library {
            super::super::open(&[self.decks()], &[], &[], Some(&self.cache())).unwrap().0
        }
    }

    fn files(library: &Library) -> impl Iterator<Item = &Shelved> {
        library.files.iter().filter(|file| file.origin != Origin::BuiltIn)
    }

    #[track_caller]
    fn holds(library: &Library, versions: &[u8]) {
        let decks: Vec<&Deck> = files(library).filter_map(|file| file.deck.as_ref()).collect();
        assert_eq!(decks.len(), versions.len());
        for (at, (deck, version)) in decks.iter().zip(versions).enumerate() {
            assert_eq!(Some(*deck), crate::deck::read(&text(at, *version)).deck.as_ref(), "version {version} of {at}");
        }
    }

    #[test]
    fn a_file_that_did_not_change_is_not_read_again() {
        let world = World::new();
        world.write(0, 1, true, false);
        holds(&world.open(), &[1]);
        let just_written = world.open();
        assert!(files(&just_written).all(Shelved::is_read), "it may be written once more within the same tick");
        world.let_time_pass();
        let again = world.open();
        assert!(!files(&again).any(Shelved::is_read));
        holds(&again, &[1]);
        assert_eq!(files(&again).next().unwrap().text().unwrap(), text(0, 1));
        for (version, in_place, keeps_time) in [(2, true, false), (3, true, true), (4, false, false), (5, false, true)]
        {
            world.write(0, version, in_place, keeps_time);
            holds(&world.open(), &[version]);
            world.let_time_pass();
            assert!(!files(&world.open()).any(Shelved::is_read));
        }
        fs::remove_dir_all(world.cache()).unwrap();
        holds(&world.open(), &[5]);
    }

    #[test]
    fn two_files_of_one_text_are_one_deck_whether_read_or_not() {
        let world = World::new();
        world.write(0, 1, true, false);
        world.open();
        world.let_time_pass();
        fs::write(world.decks().join("copy.toml"), text(0, 1)).unwrap();
        assert_eq!(files(&world.open()).count(), 1);
        world.write(0, 2, true, false);
        let two = super::super::open(&[], &[], &[world.decks()], Some(&world.cache()));
        let told = two.err().expect("two texts of one id").to_string();
        assert!(told.contains("two different files hold the deck `d0`"), "{told}");
    }

    #[derive(Clone, Debug)]
    enum Step {
        Correct { deck: usize, version: u8, in_place: bool, keeps_time: bool },
        Open { program: usize },
        TimePasses,
        Damage { at: prop::sample::Index, cut: bool },
        Forget { at: prop::sample::Index },
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            2 => (0_usize..2, 0_u8..6, any::<bool>(), any::<bool>())
                .prop_map(|(deck, version, in_place, keeps_time)| Step::Correct { deck, version, in_place, keeps_time }),
            3 => (0_usize..2).prop_map(|program| Step::Open { program }),
            2 => Just(Step::TimePasses),
            1 => (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(at, cut)| Step::Damage { at, cut }),
            1 => any::<prop::sample::Index>().prop_map(|at| Step::Forget { at }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Two programs over decks that are corrected meanwhile: each holds what stood there when it looked.
        #[test]
        fn whoever_looks_finds_what_stands_there(steps in prop::collection::vec(step(), 1..30)) {
            let world = World::new();
            let mut versions = [0, 0];
            (0..2).for_each(|deck| world.write(deck, 0, true, false));
            let mut programs = [(world.open(), versions), (world.open(), versions)];
            for step in steps {
                let kept = || crate::files::list(&world.cache()).unwrap();
                match step {
                    Step::Correct { deck, version, in_place, keeps_time } => {
                        world.write(deck, version, in_place, keeps_time);
                        versions[deck] = version;
                    }
                    Step::Open { program } => {
                        programs[program] = (world.open(), versions);
                    }
                    Step::TimePasses => world.let_time_pass(),
                    Step::Damage { at, cut } => {
                        let Some(place) = kept().get(at.index(kept().len().max(1))).cloned() else { continue };
                        let mut bytes = fs::read(&place).unwrap();
                        let at = at.index(bytes.len().max(1));
                        if cut { bytes.truncate(at) } else if let Some(byte) = bytes.get_mut(at) { *byte ^= 1 }
                        fs::write(&place, bytes).unwrap();
                    }
                    Step::Forget { at } => {
                        let Some(place) = kept().get(at.index(kept().len().max(1))).cloned() else { continue };
                        fs::remove_file(place).unwrap();
                    }
                }
                for (library, versions) in &programs {
                    holds(library, versions);
                }
            }
            holds(&world.open(), &versions);
        }
    }
}
