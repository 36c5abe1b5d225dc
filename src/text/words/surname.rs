//! Names of persons: a surname standing for the whole name, and initials for first names.

use crate::text::form::spelling::singular;
use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::{
    BODIES, CLASSES, DEMONYMS, NAME_SUFFIXES, OF, PARTICLES, PERSONS, PREPOSITIONS, SURNAMES_FIRST, VERBS, WHICH, WHO,
};
use crate::text::words::shapes::{is_agent, is_participle};

/// The shorter forms of a person's name.
#[derive(Default)]
pub(crate) struct Person {
    /// The surname alone.
    pub(crate) surnames: Vec<Vec<Token>>,
    /// First names as initials: *J. F. Kennedy*, *J. Kennedy*.
    pub(crate) initials: Vec<Vec<Token>>,
}

/// *Which president*, *which Secretary-General*: the noun that is asked for is an office or a calling.
fn asks_for_office(ask: &[Token], language: Language) -> bool {
    let behind = ask.iter().position(|token| WHICH.has(token)).map(|place| &ask[place + 1..]).unwrap_or_default();
    let phrase = behind.iter().take(4).take_while(|token| {
        !PREPOSITIONS.has(token) && !VERBS.has(token) && !OF.has(token) && !token.raw.ends_with("'s")
    });
    // *Which Norwegian chaired it?*
    if let [first, next, ..] = behind
        && DEMONYMS.has(first)
        && !next.capital
        && (VERBS.has(next) || is_participle(next))
    {
        return true;
    }
    let person = |word: &str| PERSONS.has_word(word) || PERSONS.has_word(&singular(word, language));
    phrase.into_iter().any(|token| person(&token.word) || is_agent(token, language))
}

/// How a person may be named besides the full name; nothing where the answer is no personal name.
pub(crate) fn person(name: &[Token], ask: &[Token], lexicon: &Lexicon, language: Language) -> Option<Person> {
    let (first, last) = name.first().zip(name.last())?;
    let asked = ask.iter().any(|token| WHO.has(token)) || asks_for_office(ask, language);
    if let [only] = name {
        let plain = !lexicon.is_word(&only.word, language) && !only.has_digit() && !only.abbreviation;
        return (asked && only.capital && plain).then(Person::default);
    }
    if surname_stands_first(name) {
        return Some(Person { surnames: vec![name[..1].to_vec()], initials: Vec::new() });
    }
    let shaped = name.len() <= 5
        && name.iter().all(|token| {
            (token.capital || PARTICLES.has(token)) && !token.has_digit() && !token.article && token.gap < Gap::Slash
        })
        && last.capital
        && last.length() > 1
        && !last.abbreviation
        && !NAME_SUFFIXES.has(last);
    let given = lexicon.is_first_name(&first.word) || (first.length() == 1 && first.capital);
    let institution = lexicon.is_word(&last.word, language);
    let first_common = lexicon.is_word(&first.word, language) && !lexicon.is_name(&first.word) && !given;
    let unknown = !lexicon.is_known(&first.word, language) && !CLASSES.has(last);
    let place = lexicon.is_territory(&first.word) || lexicon.is_city(&first.word);
    // *Doreen Martin*: a surname that is a word as well, behind a name of no place.
    let named = !institution || lexicon.is_name(&first.word) && !place && !BODIES.has(last) && !first_common;
    let surname = named && lexicon.is_surname(&last.word) && !DEMONYMS.has(first);
    if !shaped
        || !(given && (asked || !institution)
            || asked && (!institution && !first_common || unknown || surname || !institution && CLASSES.has(first)))
    {
        return None;
    }
    let start = 1 + name[1..].iter().take_while(|token| token.gap == Gap::Hyphen || token.length() == 1).count();
    let surnames: Vec<Vec<Token>> =
        (start.min(name.len() - 1)..name.len()).map(|place| name[place..].to_vec()).collect();
    let mut initials: Vec<Vec<Token>> =
        surnames.iter().flat_map(|surname| initials(&name[..name.len() - surname.len()], surname)).collect();
    // *John M. Keynes*
    if name.len() > 2 && first.length() > 1 && name[1].gap == Gap::Blank {
        for surname in &surnames {
            let middle = &name[1..name.len() - surname.len()];
            let letters = middle.iter().filter(|token| !PARTICLES.has(token)).filter_map(initial);
            initials.push(std::iter::once(first.clone()).chain(letters).chain(surname.iter().cloned()).collect());
        }
    }
    // A middle name may be left out: *John Keynes*.
    if name.len() > 2 && name[1].gap == Gap::Blank {
        let first = std::iter::once(first);
        initials.extend(surnames.iter().map(|surname| first.clone().chain(surname).cloned().collect()));
    }
    Some(Person { surnames, initials })
}

/// Marks the first names of a person's full name, which are misspelt only where they sound the same, and the surname, of
/// which there is no plural.
pub(crate) fn mark(name: &mut [Token]) {
    if surname_stands_first(name) {
        name[0].surname = true;
        return;
    }
    mark_surname(name);
    let count = name.len().saturating_sub(1);
    for token in name[..count].iter_mut().filter(|token| !PARTICLES.has(token) && token.length() > 1) {
        token.given = true;
    }
}

/// The same of a form that ends in the surname.
pub(crate) fn mark_surname(name: &mut [Token]) {
    if let Some(last) = name.last_mut() {
        last.surname = true;
    }
}

/// Every first name as an initial, and the first of them alone.
fn initials(given: &[Token], surname: &[Token]) -> Vec<Vec<Token>> {
    let letters: Vec<Token> = given.iter().filter(|token| !PARTICLES.has(token)).filter_map(initial).collect();
    let form = |count: usize| letters[..count].iter().chain(surname).cloned().collect::<Vec<_>>();
    let mut forms = vec![form(letters.len())];
    if letters.len() > 1 {
        forms.push(form(1));
    }
    forms
}

fn initial(name: &Token) -> Option<Token> {
    let letter = name.word.chars().next()?;
    let raw = format!("{}.", letter.to_uppercase());
    Some(Token {
        raw,
        word: letter.to_string(),
        canon: letter.to_string(),
        spelled: None,
        initial: true,
        ..name.clone()
    })
}

/// *Xi Jinping*, *Ban Ki-moon*: a Chinese or Korean surname, and one or two given names of such syllables.
fn surname_stands_first(name: &[Token]) -> bool {
    let [surname, given @ ..] = name else { return false };
    let syllabic = |token: &Token| (1..=2).contains(&syllables(&token.word));
    (1..=2).contains(&given.len())
        && surname.capital
        && given[0].capital
        && SURNAMES_FIRST.has(surname)
        && given.iter().all(syllabic)
        && given.iter().map(|token| syllables(&token.word)).sum::<usize>() <= 2
}

/// How many syllables the word has, if it is made of Chinese or Korean ones; else 0.
fn syllables(word: &str) -> usize {
    fn rest(letters: &[char]) -> Option<usize> {
        if letters.is_empty() {
            return Some(0);
        }
        let vowel = |letter: &char| "aeiouy".contains(*letter);
        let onset = letters.iter().take_while(|letter| !vowel(letter)).count();
        let start: String = letters[..onset].iter().collect();
        let known = onset == 0
            || onset == 1 && "bpmfdtnlgkhjqxrzcsyw".contains(&start)
            || ["zh", "ch", "sh", "ts", "hs"].contains(&start.as_str());
        let vowels = letters[onset..].iter().take_while(|letter| vowel(letter)).count();
        if !known || !(1..=4).contains(&vowels) {
            return None;
        }
        let behind = &letters[onset + vowels..];
        let coda = |count: usize| behind.get(count..).and_then(rest);
        let most = match behind {
            ['n', 'g', ..] => 2,
            ['n' | 'k' | 't' | 'p' | 'l' | 'm' | 'r' | 'w' | 'h', ..] => 1,
            _ => 0,
        };
        (0..=most).rev().find_map(coda).map(|count| count + 1)
    }
    rest(&word.chars().collect::<Vec<_>>()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::token::tokens;

    #[track_caller]
    fn has(name: &str, surnames: &[&str]) {
        let name = tokens(name, Language::English);
        let ask = tokens("Who was it?", Language::English);
        let found = person(&name, &ask, &Lexicon::embedded(), Language::English).map(|person| person.surnames);
        let show = |name: &Vec<Token>| name.iter().map(|token| token.raw.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(found.unwrap_or_default().iter().map(show).collect::<Vec<_>>(), surnames);
    }

    #[test]
    fn a_surname_stands_where_its_language_puts_it() {
        has("Adam Smith", &["Smith"]);
        has("Xi Jinping", &["Xi"]);
        has("Ban Ki-moon", &["Ban"]);
        has("Mao Zedong", &["Mao"]);
        has("Kim Campbell", &["Campbell"]);
        has("European Commission", &[]);
        has("Ursula von der Leyen", &["von der Leyen", "der Leyen", "Leyen"]);
    }

    #[test]
    fn first_names_may_be_initials() {
        let name = tokens("Jean-Jacques Rousseau", Language::French);
        let ask = tokens("Qui est-ce ?", Language::French);
        let person = person(&name, &ask, &Lexicon::embedded(), Language::French).expect("a person");
        let words = |form: &Vec<Token>| form.iter().map(|token| token.word.clone()).collect::<Vec<_>>();
        assert_eq!(
            person.initials.iter().map(words).collect::<Vec<_>>(),
            [vec!["j", "j", "rousseau"], vec!["j", "rousseau"]]
        );
    }
}
