//! The words of an answer found in what was typed: together and in order.

use std::borrow::Cow;

use crate::text::form::distance::edits;
use crate::text::form::spelling::sounds_same;
use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::roles::{
    AND, CLAUSE, DIRECTIONS, HEDGES, INSTRUMENTS, NUMBER_NOUNS, OF, OPENING, PLACES, PREPOSITIONS, SMALL, VERSUS,
};
use crate::text::words::negation::is_negative;
use crate::text::words::slip::Slips;

/// Where the answer stands in the typed words, and what had to be forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    pub(crate) price: usize,
}

fn is_small(token: &Token) -> bool {
    SMALL.has(token) && !token.initial && (token.length() > 1 || token.article || !token.capital)
}

/// Every place where the answer may stand. Best first: fewest edits, then longest.
pub(crate) fn places(answer: &[Token], typed: &[Token], slips: Slips<'_>) -> Vec<Place> {
    let limit = budget(answer, slips);
    let mut table = Table::default();
    let mut found = Vec::new();
    for start in 0..typed.len() {
        from(answer, typed, start, slips, limit, &mut table, &mut found);
    }
    found.sort_by_key(|place| (place.price, usize::MAX - (place.end - place.start)));
    found
}

/// What `from` fills.
#[derive(Default)]
struct Table {
    /// For the word of the answer that is looked at and the two behind it: the price at every place among the typed ones.
    rows: [Vec<usize>; 3],
    moves: Vec<(usize, usize, usize)>,
}

/// Dynamic programming over pairs of places; only what can be reached within the limit is looked at.
fn from(
    answer: &[Token],
    typed: &[Token],
    start: usize,
    slips: Slips<'_>,
    limit: usize,
    table: &mut Table,
    found: &mut Vec<Place>,
) {
    let width = typed.len().min(start + 2 * answer.len() + 3) - start;
    let Table { rows, moves } = table;
    for row in &mut *rows {
        row.clear();
        row.resize(width + 1, usize::MAX);
    }
    rows[0][0] = 0;
    // The last row that is reached.
    let mut furthest = 0;
    for i in 0..answer.len() {
        if i > furthest {
            return;
        }
        for j in 0..=width {
            let price = rows[0][j];
            if price <= limit {
                moves.clear();
                steps(answer, i, &typed[start + j..start + width], j > 0, slips, moves);
                for (di, dj, more) in moves.iter().copied() {
                    let cell = &mut rows[di][j + dj];
                    *cell = (*cell).min(price + more);
                    furthest = furthest.max(i + di);
                }
            }
        }
        rows.rotate_left(1);
        rows[2].fill(usize::MAX);
    }
    let ends = rows[0].iter().enumerate().skip(1).filter(|(_, price)| **price <= limit);
    found.extend(ends.map(|(j, price)| Place { start, end: start + j, price: *price }));
}

/// One edit for every six letters, and always as many as the longest word may have.
pub(crate) fn budget(answer: &[Token], slips: Slips<'_>) -> usize {
    let letters: usize = answer.iter().map(Token::length).sum();
    let longest = answer.iter().map(|token| slips.allowed(token.length(), token.abbreviation)).max().unwrap_or(0);
    let joined = slips.allowed(letters, false).min(1);
    (letters / 6).max(longest).max(joined)
}

/// The moves from one pair of places: words of the answer, words typed, price.
fn steps(
    whole: &[Token],
    place: usize,
    typed: &[Token],
    inside: bool,
    slips: Slips<'_>,
    steps: &mut Vec<(usize, usize, usize)>,
) {
    let answer = &whole[place..];
    let phrase = answer.len() > 1 || inside;
    if answer[0].article {
        steps.push((1, 0, 0));
    }
    let small = |token: &Token| !slips.strict && is_small(token);
    // *Costa/ENEL* for *Costa v ENEL*.
    let against = |token: &Token| VERSUS.has(token);
    let parted = typed.first().is_some_and(|next| matches!(next.gap, Gap::Hyphen | Gap::Slash));
    if inside && against(&answer[0]) && parted {
        steps.push((1, 0, 0));
    }
    let behind_against = place > 0 && against(&whole[place - 1]);
    if !inside && answer.len() > 1 && OPENING.has(&answer[0]) {
        steps.push((1, 0, 0));
    }
    if inside && small(&answer[0]) {
        steps.push((1, 0, price_of_small(&answer[0], whole, slips)));
    }
    if inside && is_middle_initial(answer, slips) {
        steps.push((1, 0, 0));
    }
    let Some(next) = typed.first().filter(|next| {
        let fits = next.gap < Gap::Slash || next.gap == answer[0].gap || next.gap == Gap::Comma;
        !inside || fits || behind_against && next.gap == Gap::Slash
    }) else {
        return;
    };
    if inside && next.article {
        steps.push((0, 1, 0));
    }
    if inside && small(next) {
        steps.push((0, 1, price_of_small(next, whole, slips)));
    }
    // A hyphen behind a short word parts two words: *EU- China*.
    if inside && next.is(&["minus"]) && next.raw != "minus" && typed.len() > 1 {
        steps.push((0, 1, 0));
    }
    if is_middle_name(whole, place, typed, slips) {
        steps.push((0, 1, 0));
    }
    if whole.len() > 2 && small(&answer[0]) && is_misspelt_small(&answer[0], next) {
        steps.push((1, 1, 1));
    }
    if small(&answer[0]) && small(next) && answer[0].word != next.word {
        steps.push((1, 1, 1));
    }
    // *The statement from the summit* for that *of the summit*.
    let papers = place > 0 && INSTRUMENTS.has(&whole[place - 1]);
    if papers && !slips.strict && OF.has(&answer[0]) && next.is(&["from"]) {
        steps.push((1, 1, 1));
    }
    steps.extend(slips.price(&answer[0], next, phrase).map(|price| (1, 1, price)));
    if let [one, other, ..] = typed {
        steps.extend(
            Some(())
                .filter(|()| may_join(one, other, &answer[0]))
                .and_then(|()| joined(one, other))
                .and_then(|both| {
                    slips.price(&answer[0], &both, phrase).filter(|price| *price == 0 || is_long(one, other))
                })
                .filter(|price| *price == 0 || !is_place(one, other, slips))
                .map(|price| (1, 2, price)),
        );
    }
    // *Mehr-Ebenen-System* for *Mehrebenensystem*.
    if let [one, other, last, ..] = typed
        && other.gap == Gap::Hyphen
        && last.gap == Gap::Hyphen
        && joined(one, other)
            .and_then(|both| joined(&both, last))
            .is_some_and(|all| slips.price(&answer[0], &all, phrase) == Some(0))
    {
        steps.push((1, 3, 0));
    }
    if let [one, other, ..] = answer {
        steps.extend(
            Some(())
                .filter(|()| may_join(one, other, next))
                .and_then(|()| joined(one, other))
                .and_then(|both| slips.price(&both, next, phrase))
                // *gbrundtland* is no *Gro Brundtland*.
                .filter(|price| *price == 0 || is_long(one, other) && !cuts_first_name(one, other, next))
                .map(|price| (2, 1, price)),
        );
    }
}

/// A small word lost or added is a slip; in French, *de* and its like leave no other slip over.
fn price_of_small(token: &Token, answer: &[Token], slips: Slips<'_>) -> usize {
    if slips.language == Language::French && OF.has(token) { budget(answer, slips).max(1) } else { 1 }
}

/// One edit from the small word, and no other small word: *teh*, *fo*, *udn*.
fn is_misspelt_small(answer: &Token, typed: &Token) -> bool {
    let other = is_small(typed)
        || PLACES.has(typed)
        || PREPOSITIONS.has(typed)
        || CLAUSE.has(typed)
        || HEDGES.has(typed)
        || is_negative(typed);
    !other
        && answer.length() > 1
        && (typed.length() > 1 || !typed.capital && answer.word.starts_with(&typed.word))
        && !typed.has_digit()
        && !typed.abbreviation
        && edits(&answer.word, &typed.word, 1).is_some()
}

/// `F.` before a surname may be left out.
fn is_middle_initial(answer: &[Token], slips: Slips<'_>) -> bool {
    let [initial, surname, ..] = answer else { return false };
    let single = initial.capital && initial.length() == 1 && !initial.has_digit();
    single && surname.capital && surname.length() > 2 && !slips.lexicon.is_word(&surname.word, slips.language)
}

/// *Kofi A. Annan*, *Trygve Halvdan Lie*, *J. A. Schumpeter*: one name or initial more before the surname.
fn is_middle_name(name: &[Token], place: usize, typed: &[Token], slips: Slips<'_>) -> bool {
    let [next, _, ..] = typed else { return false };
    let Some(before) = place.checked_sub(1).map(|before| &name[before]) else { return false };
    let initial = next.initial && next.length() == 1;
    let other_word = slips.lexicon.is_word(&next.word, slips.language);
    let first_name = slips.lexicon.is_name(&next.word) || slips.lexicon.is_surname(&next.word) || !other_word;
    let fits = before.given && (initial || first_name && !next.abbreviation)
        || before.initial && initial && !name[place].initial;
    !name[place].given && fits && next.capital && !next.has_digit() && next.gap == Gap::Blank
}

/// Neither of the words is so short that a slip could swallow it.
fn is_long(one: &Token, other: &Token) -> bool {
    one.length() > 2 && other.length() > 2
}

/// A surname as it should be, behind what is no first name by its sound.
fn cuts_first_name(one: &Token, other: &Token, typed: &Token) -> bool {
    let first = typed.word.strip_suffix(other.word.as_str());
    other.surname && first.is_some_and(|first| !sounds_same(&one.word, first))
}

/// Two words that name a place together: *San Diego*.
fn is_place(one: &Token, other: &Token, slips: Slips<'_>) -> bool {
    let name = format!("{} {}", one.word, other.word);
    slips.lexicon.is_city(&name) || slips.lexicon.is_territory(&name)
}

/// Whether two words written as one are about as long as a third: no form and no slip of a word is further from it.
fn may_join(one: &Token, other: &Token, whole: &Token) -> bool {
    const FURTHEST: usize = 6;
    let near = |one: &str, other: &str, whole: &str| (one.len() + other.len()).abs_diff(whole.len()) <= FURTHEST;
    let peculiar = |token: &Token| token.has_digit() || token.spelled.is_some() || !token.stands_for.is_empty();
    near(&one.word, &other.word, &whole.word)
        || near(&one.canon, &other.canon, &whole.canon)
        || [one, other, whole].into_iter().any(peculiar)
}

/// Two words written as one.
pub(super) fn joined(one: &Token, other: &Token) -> Option<Token> {
    // An initial is parted from the name by a dot or a blank.
    if (one.has_digit() && other.has_digit()) || other.gap > Gap::Hyphen || one.initial && !other.initial {
        return None;
    }
    let mut both = one.clone();
    both.word.push_str(&other.word);
    both.canon.push_str(&other.canon);
    both.raw.push_str(&other.raw);
    both.spelled = None;
    both.article = false;
    both.capital |= other.capital;
    both.abbreviation &= other.abbreviation;
    Some(both)
}

/// The same words in another order, where no word gives a direction: the price, if they are all there and none besides.
pub(crate) fn reordered(answer: &[Token], typed: &[Token], slips: Slips<'_>) -> Option<usize> {
    let directed =
        |token: &Token| DIRECTIONS.has(token) && !(token.is(&["a", "de"]) && slips.language == Language::English);
    if answer.iter().any(directed) {
        return exchanged(answer, typed, slips);
    }
    let label = |token: &Token| NUMBER_NOUNS.has(token);
    let content = |token: &&Token| !token.article && !is_small(token) && !label(token) || token.has_digit();
    let wanted: Vec<&Token> = answer.iter().filter(content).collect();
    let mut whole = Cow::Borrowed(typed);
    // A pair of words that a hyphen parts is one word where the answer has fewer.
    let parted = typed.iter().any(|token| token.gap == Gap::Hyphen);
    if parted && typed.iter().filter(content).count() > wanted.len() {
        whole = Cow::Owned(unhyphened(typed));
    }
    let mut given: Vec<&Token> = whole.iter().filter(content).collect();
    if wanted.len() != given.len() || wanted.len() < 2 || wanted.len() > 12 {
        return None;
    }
    let numbers = |token: &&&Token| token.has_digit();
    let canon = |token: &&Token| token.canon.clone();
    if !wanted.iter().filter(numbers).map(canon).eq(given.iter().filter(numbers).map(canon)) {
        return None;
    }
    let mut total = 0;
    for want in wanted {
        let (place, price) = given
            .iter()
            .enumerate()
            .filter_map(|(place, token)| slips.price(want, token, true).map(|price| (place, price)))
            .min_by_key(|(_, price)| *price)?;
        given.remove(place);
        total += price;
    }
    // Where *de* and its like are lost or added, no other slip is left over: *Conseil européen*, *Conseil de l'Europe*.
    let ofs = |tokens: &[Token]| tokens.iter().filter(|token| OF.has(token)).count();
    if total > 0 && slips.language == Language::French && ofs(answer) != ofs(&whole) {
        return None;
    }
    (total <= budget(answer, slips)).then_some(total)
}

/// With every pair of words that a hyphen parts as one word.
pub(super) fn unhyphened(typed: &[Token]) -> Vec<Token> {
    let mut whole: Vec<Token> = Vec::with_capacity(typed.len());
    for token in typed {
        match whole.last().filter(|_| token.gap == Gap::Hyphen).and_then(|last| joined(last, token)) {
            Some(both) => *whole.last_mut().expect("a word before the hyphen") = both,
            None => whole.push(token.clone()),
        }
    }
    whole
}

/// The same words but for the two beside *and*, which have changed places: the price.
fn exchanged(answer: &[Token], typed: &[Token], slips: Slips<'_>) -> Option<usize> {
    let joins = (1..answer.len().saturating_sub(1)).filter(|place| AND.has(&answer[*place]));
    let price = |place: usize| {
        let mut other = answer.to_vec();
        other.swap(place - 1, place + 1);
        let same = other.len() == typed.len();
        let prices = other.iter().zip(typed).map(|(want, given)| slips.price(want, given, true));
        same.then(|| prices.sum::<Option<usize>>()).flatten()
    };
    joins.filter_map(price).min().filter(|total| *total <= budget(answer, slips))
}
