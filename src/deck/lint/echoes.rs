//! Words of the question that stand in the right option, or on the other side of a pair, so that nothing need be known.

use super::asking;
use super::course::Course;
use super::hit::Hit;
use super::negations::{answers_for_all, asked_exception};
use super::stems::words;
use super::words::Word;
use crate::card::{Key, Kind};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::MODALS;

/// `word-cue`: words of the question stand in the right option and in no other.
pub(super) fn word_cue(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let (note, language) = (one.note, one.deck.language);
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let Key::OneOf(right) = &card.part.key else { return };
    let right = right.clone();
    let stem = asking::asking(&asking::own(&card.part.stem));
    if asking::is_long(&card.part.stem)
        || !asking::is_brief(&right)
        || asked_exception(&stem, language.or_english()).is_some()
        || answers_for_all(&right, language)
    {
        return;
    }
    let names: Vec<Vec<Word>> = names(&stem).iter().map(|name| course.words.of(name)).collect();
    let (right, stem) = (course.words.of(&right), course.words.of(&stem));
    let wrong: Vec<Vec<Word>> = note.wrong.iter().map(|wrong| course.words.of(&wrong.answer)).collect();
    let (words, tells) = (&course.words, |word: &Word| {
        let text = course.words.text(*word);
        course.words.is_content(*word, language) && text.chars().count() >= 5 && !MODALS.has_word(text)
    });
    let stands = |word: Word, list: &[Word]| list.iter().any(|one| is_alike(words.text(word), words.text(*one)));
    // What an option alone has of the question's words; another form of a word in another option is enough against it.
    let own = |option: &[Word], others: &dyn Fn(Word) -> bool| {
        let mut cues: Vec<Word> = option.iter().copied().filter(tells).collect();
        cues.retain(|word| stands(*word, &stem) && !others(*word));
        cues.sort_unstable();
        cues.dedup();
        cues
    };
    let near = |word: Word, list: &[Word]| {
        stands(word, list) || list.iter().any(|one| differ_by_ending(words.text(word), words.text(*one)))
    };
    // "Are they closer or farther apart?" names its options.
    let content = |option: &[Word]| -> Vec<Word> {
        option.iter().copied().filter(|word| course.words.is_content(*word, language)).collect()
    };
    let is_named = |option: &Vec<Word>| {
        let said = content(option);
        !said.is_empty() && said.iter().all(|word| stands(*word, &stem))
    };
    if wrong.iter().any(is_named) {
        return;
    }
    let cues = own(&right, &|word| wrong.iter().any(|option| near(word, option)));
    // An option that repeats as much of the question would be chosen as well.
    let most = |others: &dyn Fn(Word) -> bool| wrong.iter().map(|option| own(option, others).len()).max().unwrap_or(0);
    let is_alone = most(&|word| near(word, &right)) * 2 <= cues.len() && most(&|_| false) <= cues.len();
    // A name is known whole; and what says much more than the question had to use its words.
    let repeated = |name: &Vec<Word>| cues.iter().filter(|word| name.contains(word)).count().saturating_sub(1);
    let told = cues.len() - names.iter().map(repeated).sum::<usize>();
    let said = right.iter().filter(|word| course.words.is_content(**word, language)).count();
    if is_alone && told >= 2 && cues.len() * 2 >= said {
        let shown: Vec<String> = cues.iter().map(|word| format!("\"{}\"", excerpt(course.words.text(*word)))).collect();
        let message = format!("{} of the question stand in the answer alone", shown.join(", "));
        hits.push(
            Hit::note(Code::WordCue, entry, message).at("answer").help("say it in other words in one of the two"),
        );
    }
}

/// Runs of words with capitals.
fn names(text: &str) -> Vec<String> {
    let is_named = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = text.split_whitespace().collect();
    let runs = words.chunk_by(|one, next| is_named(one) && is_named(next) && one.ends_with(char::is_alphanumeric));
    runs.filter(|run| run.len() >= 2).map(|run| run.join(" ")).collect()
}

/// One word, or two of one stem.
fn is_alike(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    one == other || (common >= 7 && one.chars().count().abs_diff(other.chars().count()) <= 3)
}

/// `acid`, `acids`: one is the other and an ending of three letters at most.
fn differ_by_ending(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() >= 4 && long.strip_prefix(short).is_some_and(|ending| ending.chars().count() <= 3)
}

/// `word-cue` for pairs: the two sides share a word, so that nothing need be known.
pub(super) fn pair_cue(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Match { pairs, .. } = &course.entries[entry].note.kind else { return };
    let shared = |left: &str, right: &str| {
        let right = words(right);
        words(left).into_iter().find(|word| word.chars().count() >= 5 && right.contains(word))
    };
    // A word that more pairs have tells nothing.
    let cues = pairs.iter().filter_map(|pair| {
        let word = shared(&pair.left, &pair.right)?;
        let bearers = pairs.iter().filter(|pair| words(&pair.right).contains(&word)).count();
        (bearers == 1).then_some(word)
    });
    let cues: Vec<String> = cues.map(|word| format!("\"{}\"", excerpt(&word))).collect();
    if cues.len() >= 2 {
        let hit =
            Hit::note(Code::WordCue, entry, format!("{} stand on both sides of a pair", cues.join(", "))).at("pairs");
        hits.push(hit.help("say it in other words on one of the two sides"));
    }
}
