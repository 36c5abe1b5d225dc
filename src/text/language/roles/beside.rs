//! Roles beside an answer in words, and in what is asked and denied.

use crate::text::language::role::{Pairs, Phrases, Role};

roles! {
    /// What may stand in front of an answer as its frame: *it was the*.
    FRAME: Role = "frame";
    /// What may be the subject of a frame.
    PRONOUNS: Role = "pronouns";
    /// Common nouns that say what kind of thing or person a name names.
    CLASSES: Role = "classes";
    /// Common nouns for a person by office or calling.
    PERSONS: Role = "persons";
    /// Endings of words for who does something.
    AGENT_ENDINGS: Role = "agent-endings";
    /// Those that may stand before *of* and the answer without making another thing of it: *the city of*.
    GOVERNING: Role = "governing";
    /// Adjectives and nouns of peoples.
    DEMONYMS: Role = "demonyms";
    /// Endings of adjectives that are made of the name of a state.
    DEMONYM_ENDINGS: Role = "demonym-endings";
    /// Common nouns for bodies: *council*, *institute*.
    BODIES: Role = "bodies";
    /// Common nouns for treaties, acts and papers.
    INSTRUMENTS: Role = "instruments";
    /// What a question has that asks for a town.
    TOWNS: Role = "towns";
    /// *wrong*, said of an answer.
    WRONG_WORDS: Role = "wrong-words";
    /// Words that add something else: *followed by*, *as well as*.
    ADDITIONS: Role = "additions";
    /// What offers alternatives besides *or*.
    EITHER: Role = "either";
    /// Between the parties of a case.
    VERSUS: Role = "versus";
    /// Chinese and Korean surnames, which stand first.
    SURNAMES_FIRST: Role = "surnames-first";
    /// What denies everything that follows.
    EXCLUSIONS: Role = "exclusions";
    /// Turns against what was said before: *but I am not sure*.
    CONCESSIONS: Role = "concessions";
    /// *not sure*: what is no denial behind *not*.
    SURE: Role = "sure";
    /// How sure somebody is.
    DEGREE: Role = "degree";
    /// Words that may be confused with each other or left out at the price of a slip.
    SMALL: Role = "small";
    /// Words that make the order of the others count.
    DIRECTIONS: Role = "directions";
    /// Words in *-a* that are no plural of those in *-um*: *ammonia*.
    NEVER_PLURALS: Role = "never-plurals";
    /// Asks for a person.
    WHO: Role = "who";
    /// What sets a task in front of the kind, and is no verb: *whose*.
    TASKS: Role = "tasks";
    /// Behind *no*: it takes back nothing.
    BEHIND_NO: Role = "behind-no";
    /// Behind a comma: it may correct or only assure.
    AMENDS: Role = "amends";
    /// Behind *or*: no alternative.
    OR_SO: Role = "or-so";
    /// The same beside dates and numbers.
    OR_AROUND: Role = "or-around";
    /// Behind *anybody*: it excludes what follows.
    ALL_BUT: Role = "all-but";
    /// All or any of a kind.
    ANYBODY: Role = "anybody";
    /// Between an answer and its denial.
    DENIED_VERBS: Role = "denied-verbs";
    /// Denies what it stands right behind.
    DENIED_BEHIND: Role = "denied-behind";
    /// The last word behind what it denies.
    EXCLUDED: Role = "excluded";
    /// Begins another clause, besides *and*.
    CLAUSE_JOINS: Role = "clause-joins";
    /// Behind *not*: a bound, no denial.
    COMPARED: Role = "compared";
    /// Behind *not*: no date and no number is denied.
    NOT_DENIED: Role = "not-denied";
    /// *No* itself.
    NO: Role = "no";
    /// Behind a sign it takes back what stands before it.
    ACTUALLY: Role = "actually";
    /// Behind *in* or *on*: something is added.
    ADDED: Role = "added";
    /// The same behind what begins a phrase of place.
    ADDED_TOO: Role = "added-too";
    /// Says when, or what about.
    ON: Role = "on";
    /// Between *which* and what is asked for.
    ASKED_COPULAS: Role = "asked-copulas";
    /// Stands for the noun of the question.
    ONES: Role = "ones";
    /// Begins a relative clause.
    RELATIVES: Role = "relatives";
    /// *I*, who says what he thinks.
    FIRST_PERSON: Role = "first-person";
    /// Before where somebody comes from, besides *of*.
    ORIGINS: Role = "origins";
    /// Before the date of an act or a treaty.
    DATED_OF: Role = "dated-of";
    /// Before words of the question behind an answer, besides *of*.
    QUESTION_OF: Role = "question-of";
    /// Before a number that names something.
    NUMBER_NOUNS: Role = "number-nouns";
    /// An article by which a noun governs another.
    GENITIVES: Role = "genitives";
    /// Before *of*, which then governs nothing: *il s’agit de*.
    AGREED: Role = "agreed";
    /// Stems of words for the Union and what is its own.
    UNION_STEMS: Role = "union-stems";
    /// The initials of the Union.
    UNION: Role = "union";
    /// Nouns for acts of a legislator.
    ACT_NOUNS: Role = "act-nouns";
    /// Participles with an ending of their own.
    PARTICIPLES: Role = "participles";
    /// Participles that tell of another thing that was there too.
    FELLOW_PARTICIPLES: Role = "fellow-participles";
    /// In a question that asks for a deed.
    DO: Role = "do";
    /// Two letters that stand for no state of the Union.
    NO_CODES: Role = "no-codes";
    /// Before the day of an act.
    ACT_DATED: Role = "act-dated";
    /// Small words in the name of an act.
    ACT_LINKS: Role = "act-links";
    /// Acts with their year in brackets behind the number.
    DATED_ACTS: Role = "dated-acts";
    /// The first word of a phrase, which may be left out.
    OPENING: Role = "opening";
    /// Behind a surname.
    NAME_SUFFIXES: Role = "name-suffixes";
    /// Articles that make no initial.
    INITIALS_ARTICLES: Role = "initials-articles";
    /// Endings that are words too, but no parts of compounds.
    NO_COMPOUND_PARTS: Role = "no-compound-parts";
    /// Endings of adjectives without their case.
    ADJECTIVE_ENDINGS: Role = "adjective-endings";
    /// What makes of a place who belongs to it.
    RESIDENT_ENDINGS: Role = "resident-endings";
    /// Endings of participles.
    PARTICIPLE_ENDINGS: Role = "participle-endings";
    /// Prefixes that deny a word.
    DENYING_PREFIXES: Role = "denying-prefixes";
    /// Endings that a sentence has behind its gap, besides what joins compounds.
    GAP_ENDINGS: Role = "gap-endings";
    /// The same for words that may have lost no more than *-s*.
    SIBILANT_PLURALS: Pairs = "sibilant-plurals";
    /// Endings of the plural in words from Latin and Greek.
    PLURAL_ENDINGS: Pairs = "plural-endings";
    /// Endings of the feminine and of the masculine.
    FEMININE: Pairs = "feminine";
    /// Verbs in the past and in the infinitive.
    PAST: Pairs = "past";
    /// What prefers the other thing: *rather than*.
    CONTRASTS: Phrases = "contrasts";
    /// What takes back everything before it.
    CORRECTIONS: Phrases = "corrections";
    /// An admission instead of an attempt.
    GIVEN_UP: Phrases = "given-up";
    /// Stock phrases that assure or hedge, some of which look like denials.
    ASSURANCES: Phrases = "assurances";
    /// *isn't it*, at the end of a question.
    NEGATIVE_QUESTIONS: Phrases = "negative-questions";
    /// What looks like a denial and is none.
    NO_DENIALS: Phrases = "no-denials";
    /// Behind an answer: it was so once.
    NO_LONGER: Phrases = "no-longer";
    /// What excludes the answer behind it.
    OTHER_THAN: Phrases = "other-than";
    /// In front of another name of the same thing.
    RENAMINGS: Role = "renamings";
}
