//! The kind of an entry whose table names none: the one that it has in the deck that stood there, else the one that compares
//! its answer best.

use toml_edit::{Item, Table};

use crate::card::{Kind, KindName, Note};
use crate::deck::{Draft, entry, format, iso_meant, number_meant, put, put_list, several_meant};
use crate::exchange::incoming::{Record, subject_key};
use crate::exchange::table::put_cell;
use crate::text::{Language, Lexicon, NumberKey, fold, whole_date};

/// An entry keeps the kind that it has, which may be its author's own choice and on whose parts progress hangs, as long as
/// the answer of the table can be read as one of that kind. The same answer stays as the deck writes it.
pub(super) fn as_before(record: &mut Record, note: &Note, language: Language) {
    let before = note.kind.name();
    if record.draft.kind == KindName::Date && record.kind_is_guess && matches!(before, KindName::Short | KindName::Card)
    {
        return as_text(record, note);
    }
    let Some((question, answer)) = asked(record).filter(|_| record.draft.kind != before) else { return };
    let old = entry(note);
    let Some((subject, right)) = keys(before) else {
        record.lose(format!("the kind `{}` that the deck has, whose answer stands in no cell", before.word()));
        return;
    };
    let Some(right_item) = answer_as(note, &old, right, &answer, language) else {
        let word = before.word();
        record.lose(format!(
            "the kind `{word}` that the deck has: \"{}\" is no answer of one",
            crate::deck::excerpt(&answer)
        ));
        return;
    };
    let mut table = Table::new();
    if format::Entry::of(before).is_fact() {
        // What the fact is stands in the deck alone; the table has how it is asked.
        table.extend(old.table.get(subject).map(|fact| (subject, fact.clone())));
        if old.table.get(subject).and_then(Item::as_str) != Some(question.as_str()) {
            put(&mut table, "ask", &question);
        }
    } else {
        put(&mut table, subject, &question);
    }
    table.insert(right, right_item);
    if before == KindName::Choice {
        // Options that no column has were written by hand.
        table.extend(
            old.table
                .get("wrong")
                .filter(|_| !record.draft.table.contains_key("wrong"))
                .map(|wrong| ("wrong", wrong.clone())),
        );
    }
    replace(record, before, table);
}

/// A date that the deck has as a text: progress hangs on the part that it is asked as.
fn as_text(record: &mut Record, note: &Note) {
    let (before, old) = (note.kind.name(), entry(note));
    let text = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let (Some(event), Some(when)) = (text(&record.draft.table, "event"), text(&record.draft.table, "when")) else {
        return;
    };
    let Some((subject, right)) = keys(before) else { return };
    let ask = text(&record.draft.table, "ask").unwrap_or(event);
    let known = text(&old.table, right).filter(|known| iso_meant(known).as_ref() == Some(&when));
    let mut table = Table::new();
    put(&mut table, subject, &ask);
    put(&mut table, right, &known.unwrap_or(when));
    record.draft.table.remove("ask");
    replace(record, before, table);
}

/// An entry that is new, in a table of an author's: several answers are a list, and a number is compared as one.
pub(super) fn surest(record: &mut Record, language: Language) {
    let Some((question, answer)) = asked(record) else { return };
    let has_forms = record.draft.table.contains_key("accept");
    let counted = || Some(several_meant(&question, &answer, language)?.into_iter().map(str::to_owned).collect());
    if let Some(parts) = parted(&answer).or_else(counted).filter(|_| !has_forms) {
        let mut table = Table::new();
        put(&mut table, "ask", &question);
        put_list(&mut table, "answers", &parts);
        replace(record, KindName::List, table);
    } else if let Some(number) =
        number_meant(&question, &answer, language).filter(|_| record.draft.kind == KindName::Short)
    {
        let mut draft = Draft { kind: KindName::Number, table: Table::new() };
        put(&mut draft.table, "ask", &question);
        if put_cell(&mut draft, "answer", number.trim_matches('"')).is_ok() {
            replace(record, KindName::Number, draft.table);
        }
    }
}

/// Question and answer of a record that is typed or turned over, as the length of its answer had it.
fn asked(record: &Record) -> Option<(String, String)> {
    let kind = record.draft.kind;
    let is_guess = record.kind_is_guess && matches!(kind, KindName::Short | KindName::Card);
    let (subject, right) = keys(kind).filter(|_| is_guess)?;
    let text = |key: &str| record.draft.table.get(key).and_then(Item::as_str).map(str::to_owned);
    Some((text(subject)?, text(right)?))
}

/// The keys of question and answer, for kinds whose answer is one that a cell may hold.
fn keys(kind: KindName) -> Option<(&'static str, &'static str)> {
    let is_other = matches!(kind, KindName::Cloze | KindName::TrueFalse | KindName::Order | KindName::Match);
    format::Entry::of(kind).answer.filter(|_| !is_other).map(|answer| (subject_key(kind), answer))
}

/// An answer of a table in the kind of an entry: as the entry has it where it is the same.
fn answer_as(note: &Note, old: &Draft, key: &str, answer: &str, language: Language) -> Option<Item> {
    let kept = || old.table.get(key).cloned();
    let mut new = Draft { kind: old.kind, table: Table::new() };
    match &note.kind {
        Kind::Number { answer: known, .. } => {
            let (value, unit, bound) = NumberKey::read(answer, "", language)?;
            let is_unit = unit.is_empty() || fold(&unit) == fold(&known.unit);
            if value.to_bits() == known.value.to_bits() && is_unit && bound == known.bound {
                return kept();
            }
            put_cell(&mut new, key, answer).ok()?;
        }
        Kind::Date { when, .. } => {
            let day = whole_date(answer, &Lexicon::embedded())?;
            if day == *when {
                return kept();
            }
            put(&mut new.table, key, &day.iso());
        }
        Kind::List { answers, .. } => {
            let mut known: Vec<String> = answers.iter().map(|item| fold(&item.answer)).collect();
            known.sort_unstable();
            let is_known = |parts: &Vec<String>| {
                let mut parts: Vec<String> = parts.iter().map(|part| fold(part)).collect();
                parts.sort_unstable();
                parts == known
            };
            if is_known(&crate::deck::joined(answer).into_iter().map(str::to_owned).collect()) {
                return kept();
            }
            let parts = parted(answer)?;
            if is_known(&parts) {
                return kept();
            }
            put_list(&mut new.table, key, &parts);
        }
        _ if old.table.get(key).and_then(Item::as_str) == Some(answer) => return kept(),
        _ => put_cell(&mut new, key, answer).ok()?,
    }
    new.table.remove(key)
}

/// The parts of a cell with semicolons or strokes between them, a few words each.
fn parted(cell: &str) -> Option<Vec<String>> {
    const WORDS: usize = 6;
    let parts: Vec<String> =
        cell.split([';', '|']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    (parts.len() >= 2 && parts.iter().all(|part| part.split_whitespace().count() <= WORDS)).then_some(parts)
}

/// Another kind with its question and answer; what stands beside them stays, as far as the kind has it.
fn replace(record: &mut Record, kind: KindName, table: Table) {
    let gone = keys(record.draft.kind);
    let old = std::mem::replace(&mut record.draft, Draft { kind, table });
    for (key, item) in &old.table {
        if gone.is_some_and(|(subject, answer)| key == subject || key == answer) || record.draft.table.contains_key(key)
        {
            continue;
        }
        if format::Entry::of(kind).key(key).is_some() {
            record.draft.table.insert(key, item.clone());
        } else {
            record.lose(format!("`{key}`, which a `[[{}]]` has not", kind.word()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::deck;
    use crate::exchange::said::Names;
    use crate::exchange::{Before, Format, Said, Settled, read, settle};

    const TABLE: &str = "id,ask,answer\n\
        1,Which two institutions adopt the budget?,Parliament; Council\n\
        2,How many states are members?,27\n\
        3,When did the Paris Agreement enter into force?,04.11.2016\n\
        4,What is the target for 2030?,55 %\n\
        5,Which body proposes laws?,Commission\n";
    const COUNTED: &str = "id,ask,answer\n1,Name three greenhouse gases.,\"CO2, CH4 and N2O\"\n";

    const HEAD: &str = "[deck]\nid = \"x\"\ntitle = \"X\"\n\n";
    const BY_HAND: &str = r#"[[list]]
id = "1"
ask = "Which two institutions adopt the budget?"
answers = [{ answer = "Parliament", accept = ["European Parliament"] }, "Council"] # both

[[number]]
id = "2"
ask = "How many states are members?"
answer = "27 states"
tolerance = 1

[[date]]
id = "3"
event = "The Paris Agreement entered into force"
when = "2016-11-04"
ask = "When did the Paris Agreement enter into force?"
accept = ["autumn of 2016"]

[[number]]
id = "4"
ask = "What is the target for 2030?"
answer = 55
unit = "%"

[[choice]]
id = "5"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Council", "Parliament"]
"#;

    fn imported(table: &str, old: Option<&str>) -> Settled {
        let said = Said { names: Names::Authors, ..Said::default() };
        let mut incoming = read(table.as_bytes(), Format::Csv, &said).unwrap();
        incoming.said = said;
        let deck = old.map(|text| deck::read(text).deck.unwrap());
        let before = deck.as_ref().zip(old).map(|(deck, text)| Before { deck, text });
        settle(incoming, "x", before.as_ref())
    }

    fn kinds(text: &str) -> Vec<&'static str> {
        deck::read(text).deck.unwrap().notes.iter().map(|note| note.kind.name().word()).collect()
    }

    #[test]
    fn answers_of_a_table_are_compared_as_what_they_are() {
        let settled = imported(TABLE, None);
        assert_eq!(kinds(&settled.text), ["list", "number", "short", "number", "short"], "{}", settled.text);
        assert!(imported(COUNTED, None).text.contains("answers = [\"CO2\", \"CH4\", \"N2O\"]"));
        assert!(settled.text.contains("answers = [\"Parliament\", \"Council\"]"), "{}", settled.text);
        assert!(
            settled.text.contains("answer = 27\n") && settled.text.contains("answer = 55\nunit = \"%\""),
            "{}",
            settled.text
        );
    }

    #[test]
    fn a_kind_that_was_changed_by_hand_stays_with_what_stands_beside_it() {
        let old = format!("{HEAD}{BY_HAND}");
        let settled = imported(TABLE, Some(&old));
        assert_eq!(settled.text, old);
        // Without ids the entries are known by their questions.
        let nameless: Vec<&str> = TABLE.lines().map(|line| line.split_once(',').unwrap().1).collect();
        assert_eq!(imported(&nameless.join("\n"), Some(&old)).text, old);
    }

    #[test]
    fn dates_that_were_imported_as_texts_stay_texts_and_new_ones_are_dates() {
        let entry = "[[short]]\nid = \"rome\"\nask = \"The Treaty of Rome was signed\"\nanswer = \"25 March 1957\"\n";
        let old = format!("{HEAD}{entry}");
        let table = |day: &str| format!("Event,Date\nThe Treaty of Rome was signed,{day}\nThe UK joined,1973\n");
        let text = imported(&table("25.03.1957"), Some(&old)).text;
        assert_eq!(kinds(&text), ["short", "date"], "{text}");
        assert!(text.starts_with(&old), "{text}");
        let text = imported(&table("26.03.1957"), Some(&old)).text;
        assert!(text.contains("answer = \"1957-03-26\""), "{text}");
    }

    #[test]
    fn another_answer_is_put_into_the_kind_that_the_entry_has() {
        let old = format!("{HEAD}{BY_HAND}");
        let table = TABLE.replace("27", "28").replace("04.11.2016", "05.11.2016").replace("55 %", "60 %");
        let table = table.replace("Parliament; Council", "Parliament; Council; Court").replace("Commission", "Court");
        let text = imported(&table, Some(&old)).text;
        assert_eq!(kinds(&text), ["list", "number", "date", "number", "choice"], "{text}");
        for line in [
            "answer = 28\n",
            "when = \"2016-11-05\"",
            "answer = 60\nunit = \"%\"",
            "answer = \"Court\"",
            "\"Court\"] # both",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        let settled = imported(&TABLE.replace("04.11.2016", "soon"), Some(&old));
        assert_eq!(kinds(&settled.text)[2], "short");
        assert!(settled.entries[2].2[0].starts_with("the kind `date` that the deck has"), "{:?}", settled.entries);
    }

    #[test]
    fn every_column_that_is_not_known_is_told_at_once() {
        let said = Said { names: Names::Authors, ..Said::default() };
        let told = read(b"Nr.,Year,ask,answer,topcs\n1,2016,Who?,Me,x\n", Format::Csv, &said).unwrap_err();
        let crate::exchange::Unread::Owner(why) = told else { panic!("{told:?}") };
        for piece in [
            "the columns `Nr.`, `Year`, `topcs`",
            "`id` by `Nr.`",
            "`when` by `Year`",
            "`topics` by `topcs`",
            "names that work are kind, id",
        ] {
            assert!(why.contains(piece), "{piece}: {why}");
        }
    }
}
