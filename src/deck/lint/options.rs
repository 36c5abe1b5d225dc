//! Options that give the key away by their length, lose their meaning when shuffled, or are too few.

use super::course::{Course, options};
use super::hit::Hit;
use super::stems::words;
use crate::card::{Key, Note};
use crate::deck::{excerpt, said_truth};
use crate::diagnostic::Code;
use crate::text::roles::{AND, LETTERS_BESIDE, NONE, OPTION_PLACES, OPTIONS_FRAME, OR, QUANTITIES, THESE};
use crate::text::{Language, fold_word};

/// From so many choices on their lengths are judged together.
const CHOICES: usize = 10;
/// Letters of a small word that stands in names.
const NAMED: usize = 4;
/// Words of a term.
const TERM: usize = 2;
/// So many times as often as by chance, or nobody could use it.
const OFTEN: f64 = 1.5;
/// The most options that can be weighed against each other.
const MOST: usize = 7;

fn length(text: &str) -> usize {
    text.chars().count()
}

/// `key-longest`: the answer is at least 1.3 times as long as the longest wrong option, and 12 characters longer.
pub(super) fn key_longest(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((note, right, wrong)) = single_choice(course, entry) else { return };
    // What stands in the question has its length from there.
    let card = &course.cards[course.entries[entry].cards.start];
    let spoken = format!(" {} ", words(&card.part.stem).join(" "));
    let is_said = |text: &str| spoken.contains(&format!(" {} ", words(text).join(" ")));
    // A name is as long as it is, and so is a term of a word or two.
    let is_named = |text: &str| {
        text.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= NAMED)
    };
    let is_all = |is: &dyn Fn(&str) -> bool| is(right) && wrong.iter().all(|text| is(text));
    let language = course.language(entry);
    if points_at_others(right)
        || right.split_whitespace().count() <= TERM
        || is_all(&is_said)
        || language != Language::German && is_all(&is_named)
    {
        return;
    }
    let (key, longest) = (length(right), wrong.iter().map(|text| length(text)).max().unwrap_or(0));
    if longest > 0 && key * 10 >= longest * 13 && key >= longest + 12 {
        let message = format!("the answer is {key} characters, the longest wrong option {longest}");
        let hit = Hit::warning(Code::KeyLongest, entry, message).at("answer");
        let at = note.wrong.iter().position(|one| length(&one.answer) == longest);
        let hit = if at.is_some() { hit.related(entry, "wrong", "the wrong options") } else { hit };
        hits.push(hit.help("shorten it, and move what it explains to `why`"));
    }
}

/// The only card of a choice with one right answer: note, key, wrong options.
fn single_choice<'c>(course: &'c Course<'_>, entry: usize) -> Option<(&'c Note, &'c str, Vec<&'c str>)> {
    let one = &course.entries[entry];
    let card = course.cards.get(one.cards.clone())?.first()?;
    let (right, wrong) = options(one.note, &card.part)?;
    let [key] = right[..] else { return None };
    Some((one.note, key, wrong))
}

/// `key-longest-often`: over the choices of a deck the answer is the longest option more often than chance allows.
pub(super) fn key_longest_often(course: &Course<'_>, entries: &[usize], hits: &mut Vec<Hit>) {
    let mut chances = Vec::new();
    let mut longest: Vec<(usize, usize)> = Vec::new();
    for &entry in entries {
        let Some((_, key, wrong)) = single_choice(course, entry) else { continue };
        if wrong.is_empty() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of options")]
        chances.push(1.0 / (wrong.len() + 1) as f64);
        let most = wrong.iter().map(|text| length(text)).max().unwrap_or(0);
        if length(key) > most {
            longest.push((length(key) - most, entry));
        }
    }
    let expected: f64 = chances.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of entries, at most 50 000")]
    let is_rare = (longest.len() as f64) < expected * OFTEN;
    if chances.len() < CHOICES || is_rare || at_least(&chances, longest.len()) >= 0.01 {
        return;
    }
    longest.sort_by_key(|(more, _)| std::cmp::Reverse(*more));
    let worst: Vec<String> =
        longest.iter().take(3).map(|(_, entry)| format!("\"{}\"", course.entries[*entry].note.id)).collect();
    let message = format!(
        "in {} of {} choices the answer is the longest option ({expected:.0} expected)",
        longest.len(),
        chances.len()
    );
    let hit = Hit::warning(Code::KeyLongestOften, longest[0].1, message).at("answer").of_deck();
    hits.push(hit.label("the longest of all").help(format!("shorten these first: {}", worst.join(", "))));
}

/// The probability of at least so many successes in independent trials, exactly; by its normal limit for many.
#[expect(clippy::cast_precision_loss, reason = "counts of entries, at most 50 000")]
fn at_least(chances: &[f64], count: usize) -> f64 {
    if chances.len() > 1000 {
        let (mean, variance) = chances.iter().fold((0.0, 0.0), |(m, v), p| (m + p, v + p * (1.0 - p)));
        // 2.33 standard deviations leave 1 % above them.
        return if (count as f64 - 0.5 - mean) > 2.33 * f64::sqrt(variance) { 0.0 } else { 1.0 };
    }
    let mut exactly = vec![0.0; chances.len() + 1];
    exactly[0] = 1.0;
    for (tried, p) in chances.iter().enumerate() {
        for hits in (0..=tried).rev() {
            exactly[hits + 1] += exactly[hits] * p;
            exactly[hits] *= 1.0 - p;
        }
    }
    exactly[count.min(chances.len())..].iter().sum()
}

/// `above`: options that speak of the others by place or letter.
pub(super) fn above(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let Some((right, wrong)) = options(one.note, &card.part) else { return };
    let letter = |text: &str| {
        let mut letters = text.chars();
        let (first, next) = (letters.next(), letters.next());
        first.is_some_and(|c| matches!(c.to_ascii_lowercase(), 'a'..='h'))
            && matches!(next, Some(')' | '.' | ':'))
            && text.len() > 3
    };
    if wrong.len() >= 2 && wrong.iter().all(|text| letter(text)) {
        let hit = Hit::warning(Code::Above, entry, "the options are dealt anew each time, and these have letters")
            .at("wrong");
        hits.push(hit.help("leave the letters out"));
        return;
    }
    if let [only] = right[..]
        && only.len() == 1
        && only.chars().all(|c| matches!(c, 'A'..='H'))
        && wrong.iter().all(|text| text.len() > 1)
    {
        let hit =
            Hit::warning(Code::Above, entry, format!("\"{only}\" is the answer itself, not the letter of an option"));
        hits.push(hit.at("answer").help("write out the right option, and only the others under `wrong`"));
        return;
    }
    let all = right.iter().enumerate().map(|(at, text)| ("answer", at, *text));
    for (key, at, text) in all.chain(wrong.iter().enumerate().map(|(at, text)| ("wrong", at, *text))) {
        if is_none_of_these(text) {
            let message = format!("\"{}\" is chosen without knowing what is right", excerpt(text));
            let hit = Hit::warning(Code::Above, entry, message).at(key).item(at);
            hits.push(hit.help("write an option that students take for right, or leave it out: three are enough"));
        } else if speaks_of_others(text) {
            let message = format!("options are shuffled: \"{}\" loses its meaning", excerpt(text));
            let hit = Hit::warning(Code::Above, entry, message).at(key).item(at);
            hits.push(hit.help("write out what it stands for, or ask for several answers: `answer = [\"…\", \"…\"]`"));
        }
    }
}

/// The option speaks of others instead of saying something: all, none or some of them.
pub(super) fn points_at_others(text: &str) -> bool {
    is_none_of_these(text) || speaks_of_others(text)
}

/// `None of these`, `aucune de ces réponses`, `keine davon`.
fn is_none_of_these(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let denies = |word: &&str| NONE.has_word(word);
    let points = |word: &&str| THESE.has_word(word);
    words.len() <= 4 && words.first().is_some_and(denies) && words.iter().any(points)
}

fn speaks_of_others(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let from = words.iter().position(|word| QUANTITIES.has_word(word));
    let by_place =
        words.len() <= 8 && from.is_some_and(|from| words[from..].iter().any(|word| OPTION_PLACES.has_word(word)));
    // "All answers are correct": nothing is said but how many of them are.
    let by_truth = words.len() >= 3
        && QUANTITIES.has_word(words[0])
        && words[1..].iter().all(|word| OPTIONS_FRAME.has_word(&fold_word(word)))
        && words.last().is_some_and(|last| said_truth(last) == Some(true));
    by_place || by_truth || by_letters(text)
}

/// `A and B`, `both a) and c)`: letters of options joined, and nothing else.
fn by_letters(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '.' | '&')).collect();
    let (mut letters, mut others) = (0, 0);
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        match word {
            word if AND.has_word(&word.to_lowercase()) || OR.has_word(&word.to_lowercase()) => {}
            word if LETTERS_BESIDE.has_word(&word.to_lowercase()) => {}
            letter if letter.len() == 1 && matches!(letter.as_bytes()[0].to_ascii_uppercase(), b'A'..=b'H') => {
                letters += 1;
            }
            _ => others += 1,
        }
    }
    letters >= 2 && others == 0
}

/// `few-options`: fewer than three options in all, more than seven, or a part that the course cannot lend options to.
pub(super) fn few_options(course: &Course<'_>, entry: usize, lent: &dyn Fn(&str) -> usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    for card in &course.cards[one.cards.clone()] {
        if let Key::Lent { .. } = card.part.key {
            let rivals = lent(&card.part.name);
            if rivals < 2 {
                let name = &card.part.name;
                let message =
                    format!("`{name}` is not asked: the course lends it {rivals} wrong options, and it needs 2");
                hits.push(Hit::warning(Code::FewOptions, entry, message).help(lend_help(name)));
            }
            continue;
        }
        let Some((right, wrong)) = options(one.note, &card.part) else { continue };
        let count = right.len() + wrong.len();
        // Several options in one text are too few only because of that.
        let mut own = hits.iter().rev().take_while(|hit| hit.entry == entry);
        if own.any(|hit| hit.code == Code::SeveralInOne) {
            continue;
        }
        if count < 3 {
            let message = "one wrong option is a coin toss";
            let hit = Hit::warning(Code::FewOptions, entry, message).at("wrong");
            hits.push(hit.help("add a wrong option, or make it a `[[true_false]]`"));
        } else if count > MOST {
            let message = format!("{count} options are too many to weigh");
            let hit = Hit::warning(Code::FewOptions, entry, message).at("wrong");
            hits.push(hit.help(format!("keep the likeliest, {MOST} at most with the answer")));
        }
    }
    if one.note.options && lent("options") < 2 {
        let message = "the answer is typed, not chosen: the course lends fewer than 2 wrong options";
        hits.push(
            Hit::warning(Code::FewOptions, entry, message)
                .at("options")
                .help("add facts of this kind, or delete `options`"),
        );
    }
}

fn lend_help(part: &str) -> &'static str {
    if part == "what" {
        "add `[[date]]` entries whose dates do not overlap, or delete `both`"
    } else {
        "add claims of other holders, or delete `about`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_counted_exactly() {
        assert!((at_least(&[0.5, 0.5], 1) - 0.75).abs() < 1e-12);
        assert!((at_least(&[0.25; 4], 4) - 0.003_906_25).abs() < 1e-12);
        assert!((at_least(&[0.25; 40], 0) - 1.0).abs() < 1e-9);
        assert!(at_least(&[0.25; 2000], 600) < 0.01);
        assert!(at_least(&[0.25; 2000], 510) > 0.01);
    }
}
