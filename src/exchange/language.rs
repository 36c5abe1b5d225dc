//! In which language a file's answers are, by its words.

use super::incoming::{Incoming, Record};
use crate::text::{Language, Lexicon, fold};

/// Fewer words tell no language.
const WORDS: usize = 8;
/// So many words of answers tell their language, whatever that of the questions.
const OF_ANSWERS: usize = 12;
/// So large a share of the words must be common words of the language, and so much larger than of any other.
const SHARE: f64 = 0.5;
const AHEAD: f64 = 0.1;
/// Where fewer of the words are known in any language, it is another one.
const STRANGE: f64 = 0.25;

/// The language of what was read, where its words tell it.
pub(crate) fn of(incoming: &Incoming) -> Option<Language> {
    let answers = ["answer", "back", "answers", "items", "accept"];
    let questions = ["ask", "front", "text", "statement", "event", "role", "purpose", "claim"];
    let texts = |keys: &[&str]| -> Vec<String> {
        incoming.records.iter().take(2_000).flat_map(|record| strings(record, keys)).collect()
    };
    let lexicon = Lexicon::embedded();
    let answered = texts(&answers);
    let of_answers = judged(&lexicon, &answered, OF_ANSWERS).filter(|guess| *guess != Language::Other);
    of_answers.or_else(|| {
        let all: Vec<String> = texts(&questions).into_iter().chain(answered).collect();
        judged(&lexicon, &all, WORDS)
    })
}

/// How a guess is told.
pub(crate) fn told(guess: Language) -> &'static str {
    match guess {
        Language::English => "language: English, by its words; --language names another",
        Language::French => "language: French (fr), by its words; --language names another",
        Language::German => "language: German (de), by its words; --language names another",
        Language::Other => {
            "language: none whose words are known; say it, such as --language es, else answers are judged as English"
        }
    }
}

fn strings(record: &Record, keys: &[&str]) -> Vec<String> {
    let table = &record.draft.table;
    let of = |key: &&str| match table.get(key).and_then(|item| item.as_value()) {
        Some(toml_edit::Value::String(text)) => vec![text.value().clone()],
        Some(toml_edit::Value::Array(items)) => {
            items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    keys.iter().flat_map(of).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn judged(lexicon: &Lexicon, texts: &[String], least: usize) -> Option<Language> {
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let is_word = |word: &&str| word.chars().count() >= 2 && word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = folded.iter().flat_map(|text| text.split(' ')).filter(is_word).collect();
    if words.len() < least {
        return None;
    }
    let share =
        |language| words.iter().filter(|word| lexicon.is_word(word, language)).count() as f64 / words.len() as f64;
    let mut shares = [
        (share(Language::English), Language::English),
        (share(Language::French), Language::French),
        (share(Language::German), Language::German),
    ];
    shares.sort_by(|one, other| other.0.total_cmp(&one.0));
    match shares {
        [(most, _), ..] if most < STRANGE => Some(Language::Other),
        [(most, guess), (second, _), _] if most >= SHARE && most - second >= AHEAD => Some(guess),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(texts: &[&str], expected: Option<Language>) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(judged(&Lexicon::embedded(), &texts, WORDS), expected, "{texts:?}");
    }

    #[test]
    fn the_words_tell_the_language() {
        reads(&["Wer schlägt der Union Gesetze vor?", "Welches Organ beschließt die Gesetze?"], Some(Language::German));
        reads(
            &["Quelle institution propose les lois de l'Union ?", "le conseil et le parlement"],
            Some(Language::French),
        );
        reads(
            &["Which body proposes the laws of the Union?", "the council and the parliament"],
            Some(Language::English),
        );
        reads(
            &["Które państwo przewodniczy teraz Radzie Unii Europejskiej?", "Komisja wnioskuje o przyjęcie ustaw"],
            Some(Language::Other),
        );
        reads(&["GDPR", "1957"], None);
    }
}
