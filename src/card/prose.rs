//! Stems of facts as prose, made only where the author said what grammar needs, and never guessed.

use crate::card::grammar::{Gender, Grammar, Number};
use crate::text::stem_words::{fill, paired, wording, words};
use crate::text::{ARTICLES, Language};

/// What an entry would have to say so that a question reads as prose: the key that it is told at, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    pub(crate) key: &'static str,
    pub(crate) help: String,
}

fn lack<T>(key: &'static str, help: impl Into<String>) -> Result<T, Lack> {
    Err(Lack { key, help: help.into() })
}

const ASK: &str = "word the question in `ask`";

/// "Quelle loi vise à …": by the kind of thing and its gender. English words it so by itself.
pub(super) fn which(
    kind: Option<&str>,
    does: &str,
    grammar: &Grammar,
    language: Language,
) -> Result<String, Option<Lack>> {
    let (Some(template), Some(kind)) = (wording("prose-kind", language), kind) else { return Err(None) };
    let genders = if language == Language::German {
        "`gender = \"m\"`, `\"f\"` or `\"n\"`"
    } else {
        "`gender = \"m\"` or `\"f\"`"
    };
    let Some(gender) = grammar.gender else {
        return Err(Some(Lack { key: "type", help: format!("say which gender \"{kind}\" has: {genders}") }));
    };
    let plural = grammar.number == Some(Number::Plural);
    let Some(which) = words(&format!("which-{}", gender.word()), language).nth(usize::from(plural)) else {
        return Err(None);
    };
    let kind = if language == Language::German { behind_which(kind, gender, plural) } else { Some(kind.to_owned()) };
    let Some(kind) = kind else {
        return Err(Some(Lack { key: "type", help: format!("name one noun as the `type`, or {ASK}") }));
    };
    Ok(fill(template, &[("which", which), ("type", &kind), ("does", does)]))
}

/// A German noun behind "welcher", its adjectives in the form that they have there.
fn behind_which(kind: &str, gender: Gender, plural: bool) -> Option<String> {
    let nouns = kind.find(|c: char| c.is_uppercase())?;
    let adjectives = kind[..nouns].split_whitespace();
    let mut weak = adjectives.map(|word| match (gender, plural) {
        (_, true) => word.ends_with('e').then(|| format!("{word}n ")),
        (Gender::Feminine, false) => word.ends_with('e').then(|| format!("{word} ")),
        (Gender::Masculine, false) => {
            word.strip_suffix('r').filter(|rest| rest.ends_with('e')).map(|rest| format!("{rest} "))
        }
        (Gender::Neuter, false) => {
            word.strip_suffix('s').filter(|rest| rest.ends_with('e')).map(|rest| format!("{rest} "))
        }
    });
    let adjectives = weak.try_fold(String::new(), |text, word| Some(text + &word?))?;
    Some(adjectives + &kind[nouns..])
}

/// The number of a thing and its name with the article, as the subject of a sentence.
fn named(name: &str, key: &'static str, grammar: &Grammar, language: Language) -> Result<(String, bool), Lack> {
    let Some(article) = grammar.article.as_deref() else {
        let list: Vec<String> = words("articles", language).map(|one| format!("`\"{one}\"`")).collect();
        let number = "`number = \"singular\"` or `\"plural\"`";
        // What would be asked for next is asked for at once.
        let more = match language {
            Language::German if grammar.number.is_none() && grammar.gender != Some(Gender::Feminine) => {
                format!("; with `die`, also {number}")
            }
            Language::English | Language::Other if grammar.number.is_none() && may_be_several(name) => {
                format!(", and {number}: it may be either")
            }
            _ => String::new(),
        };
        return lack(
            key,
            format!("write `article` with what stands before \"{name}\" in a sentence: {}{more}", list.join(", ")),
        );
    };
    let first = name.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if article == "none" {
        let plural = grammar.number == Some(Number::Plural);
        return Ok((name.to_owned(), plural));
    }
    if ARTICLES.has_in_ours(&first.to_lowercase()) && name.contains(' ') {
        return lack("article", format!("\"{name}\" begins with an article: write `article = \"none\"`"));
    }
    let plural = is_plural(name, article, grammar, language)?;
    let named = match language {
        Language::English | Language::Other => format!("{article} {name}"),
        Language::French => format!("{}{name}", french(article, name)?),
        Language::German => german(article, name, plural)?,
    };
    Ok((named, plural))
}

/// A word of an English name ends as the names of several things do.
fn may_be_several(name: &str) -> bool {
    let may =
        |word: &str| word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    name.split(|c: char| !c.is_alphanumeric()).any(may)
}

/// Whether a name is one of several things, as far as that is sure.
fn is_plural(name: &str, article: &str, grammar: &Grammar, language: Language) -> Result<bool, Lack> {
    let said = grammar.number.map(|number| number == Number::Plural);
    let ask = || lack("article", format!("write `number = \"singular\"` or `\"plural\"`: \"{name}\" may be either"));
    let sure = match (language, article) {
        (Language::French, _) => Some(article == "les"),
        (Language::German, "der" | "das") => Some(false),
        (Language::German, _) => None,
        _ => (!may_be_several(name)).then_some(false),
    };
    match (said, sure) {
        (Some(said), Some(sure)) if said != sure && language != Language::English => {
            lack("number", format!("`article = \"{article}\"` does not go with this `number`"))
        }
        (Some(said), _) => Ok(said),
        (None, Some(sure)) => Ok(sure),
        (None, None) if language == Language::German && grammar.gender == Some(Gender::Feminine) => Ok(false),
        (None, None) => ask(),
    }
}

/// The article with the blank behind it, if it takes one.
fn french(article: &str, name: &str) -> Result<String, Lack> {
    let vowel = name.chars().next().is_some_and(|first| "aeiouâàéèêëîïôœùûAEIOUÂÀÉÈÊËÎÏÔŒÙÛ".contains(first));
    let elided = article.starts_with("l’") || article.starts_with("l'");
    let mute = name.starts_with(['h', 'H', 'y', 'Y']) || name.to_lowercase().starts_with("onz");
    match (elided, vowel) {
        (true, false) if !mute => lack("article", format!("before \"{name}\" the article is `le` or `la`")),
        (false, true) if article != "les" && !mute => lack("article", "write `article = \"l’\"`: a vowel follows"),
        (true, _) => Ok("l’".to_owned()),
        (false, _) => Ok(format!("{article} ")),
    }
}

/// A German name behind its article: leading adjectives lose the sign that the article bears.
fn german(article: &str, name: &str, plural: bool) -> Result<String, Lack> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let several = words.len() > 1;
    let own = || lack("article", format!("the first word of \"{name}\" may change behind `{article}`: {ASK}"));
    match article {
        "das" => {
            let last = words.len() - 1;
            for word in words[..last].iter_mut().take_while(|word| word.ends_with("es")) {
                word.pop();
            }
        }
        "der" if several && words[0].ends_with("er") => {
            let last = words.len() - 1;
            for word in words[..last].iter_mut().take_while(|word| word.ends_with("er")) {
                if !is_weak(word) {
                    return own();
                }
                word.pop();
            }
        }
        "die" if plural && several && words[0].ends_with('e') => return own(),
        _ => {}
    }
    Ok(format!("{article} {}", words.join(" ")))
}

/// An adjective that loses its r behind "der"; "Wiener" keeps it, and Fischer is a name.
fn is_weak(word: &str) -> bool {
    let long = word.chars().count() > 8;
    words("weak", Language::German).any(|end| word == end || (long && word.ends_with(end)))
}

/// Who did it: in the active voice where the past of the verb is sure.
pub(super) fn by_whom(name: &str, did: &str, grammar: &Grammar, language: Language) -> Result<String, Lack> {
    let passive = act("prose-by", name, did, grammar, language)?;
    let (named, _) = named(name, "name", grammar, language)?;
    let active = wording("prose-by-active", language).zip(past(did, language));
    Ok(active.map_or(passive, |(template, past)| fill(template, &[("past", &past), ("named", &named)])))
}

/// What was done with a thing, in the passive voice.
pub(super) fn act(
    template: &str,
    name: &str,
    did: &str,
    grammar: &Grammar,
    language: Language,
) -> Result<String, Lack> {
    let (named, plural) = named(name, "name", grammar, language)?;
    if !is_participle(did, language) {
        return lack("did", format!("\"{did}\" is no participle that a sentence can be made with: {ASK}"));
    }
    if language == Language::French && !agrees(did, plural, grammar) {
        return lack("did", format!("\"{did}\" does not agree with \"{named}\""));
    }
    let was = words("was", language).nth(usize::from(plural)).unwrap_or_default();
    let template = wording(template, language).unwrap_or_default();
    Ok(fill(template, &[("was", was), ("named", &named), ("did", did)]))
}

/// A participle of what is done to things, where its form shows it.
fn is_participle(did: &str, language: Language) -> bool {
    let mut all = did.split(' ');
    let word = match language {
        Language::German => all.next_back(),
        _ => all.next(),
    };
    let word = word.unwrap_or_default();
    let stem = word.trim_end_matches('s').trim_end_matches('e').trim_end_matches('s');
    let undone = |one: &str| one == word || (language == Language::French && one == stem);
    if words("undone", language).any(undone) || word.chars().any(char::is_uppercase) {
        return false;
    }
    match language {
        // One word, so that the name can follow it.
        Language::French => !did.contains(' ') && stem.ends_with(['é', 'i', 'u', 't', 's']),
        Language::German => word.ends_with('t') || word.ends_with("en"),
        _ => word.ends_with("ed") || paired("past", word, language).is_some(),
    }
}

/// Whether a French participle has the ending that goes with the article. The gender of `type` may be another.
fn agrees(did: &str, plural: bool, grammar: &Grammar) -> bool {
    let bare = if plural { did.strip_suffix('s') } else { Some(did) };
    let Some(bare) = bare else { return false };
    let never_singular = !plural && (bare.ends_with("és") || bare.ends_with("es"));
    let fits = match grammar.article.as_deref() {
        Some("la") => bare.ends_with('e'),
        Some("le") => !bare.ends_with('e'),
        _ => true,
    };
    fits && !never_singular
}

/// The past of a participle, where it is sure.
fn past(did: &str, language: Language) -> Option<String> {
    if language == Language::French {
        let bare = did.strip_suffix('s').unwrap_or(did);
        let bare = bare.strip_suffix("ée").map_or_else(|| bare.to_owned(), |rest| format!("{rest}é"));
        return bare.ends_with('é').then_some(bare);
    }
    let (word, particle) = did.split_once(' ').map_or((did, None), |(word, rest)| (word, Some(rest)));
    if particle.is_some_and(|rest| !words("particles", language).any(|one| one == rest)) {
        return None;
    }
    let past = paired("past", word, language).or_else(|| word.ends_with("ed").then_some(word))?;
    Some(particle.map_or_else(|| past.to_owned(), |particle| format!("{past} {particle}")))
}

/// Who holds it: with the author's clause, or in French with « que », where mood and elision are sure.
pub(super) fn who(verb: &str, claim: &str, grammar: &Grammar, language: Language) -> Result<String, Option<Lack>> {
    let template = wording("prose-who", language).unwrap_or_default();
    if let Some(clause) = &grammar.clause {
        let begins = |word: &str| {
            clause.strip_prefix(word).is_some_and(|rest| word.ends_with(['’', '\'']) || rest.starts_with(' '))
        };
        return if words("conjunctions", language).any(begins) {
            Ok(fill(template, &[("verb", verb), ("clause", clause)]))
        } else {
            let list: Vec<&str> = words("conjunctions", language).take(2).collect();
            Err(Some(Lack {
                key: "clause",
                help: format!("begin it with its conjunction: \"{} …\"", list.join(" …\", \"")),
            }))
        };
    }
    match language {
        // "Who argues that …" takes a main clause.
        Language::English | Language::Other => Err(None),
        Language::German => {
            Err(Some(Lack { key: "claim", help: "write it as a clause, too: `clause = \"dass … ist\"`".to_owned() }))
        }
        Language::French => {
            let says = (grammar.article.is_some() || grammar.number.is_some())
                && words("affirming", language).any(|one| one == verb);
            match says.then(|| que(claim)).flatten() {
                Some(clause) => Ok(fill(template, &[("verb", verb), ("clause", &clause)])),
                None => Err(Some(Lack {
                    key: "claim",
                    help: "write it as a clause, too: `clause = \"que …\"`".to_owned(),
                })),
            }
        }
    }
}

/// A French claim behind « que », where it is sure whether that is elided.
fn que(claim: &str) -> Option<String> {
    let first = claim.split(|c: char| !c.is_alphabetic()).next()?;
    let letter = first.chars().next()?;
    if letter == 'h' || !letter.is_lowercase() {
        return None;
    }
    let unelided = words("unelided", Language::French).any(|word| word == first);
    let elided = "aeiouâàéèêîôœ".contains(letter) && !unelided;
    Some(if elided { format!("qu’{claim}") } else { format!("que {claim}") })
}

/// A matter behind German "zu", which some articles melt into: the preposition, and what follows it.
pub(super) fn behind_to(about: &str, language: Language) -> (&'static str, &str) {
    let contracted =
        about.split_once(' ').and_then(|(first, rest)| Some((paired("contracted", first, language)?, rest)));
    contracted.unwrap_or((wording("to", language).unwrap_or_default(), about))
}

/// Which position somebody takes on a matter.
pub(super) fn which_position(
    who: &[String],
    about: &str,
    grammar: &Grammar,
    language: Language,
) -> Result<String, Lack> {
    // A number alone says that the name stands without an article.
    let bare = Grammar { article: Some("none".to_owned()), ..grammar.clone() };
    let grammar = if grammar.article.is_none() && grammar.number.is_some() { &bare } else { grammar };
    let article = grammar.article.as_deref();
    let (named, plural) = match who {
        [one] => named(one, "who", grammar, language)?,
        several => {
            let each = match article {
                Some("none") => String::new(),
                Some(article) if language == Language::English => format!("{article} "),
                Some(_) => return lack("article", format!("several holders may have several articles: {ASK}")),
                None => return lack("who", "write `article = \"none\"` if their names stand without articles"),
            };
            let names: Vec<String> = several.iter().map(|one| format!("{each}{one}")).collect();
            let (last, first) = names.split_last().unwrap_or((&names[0], &[]));
            let and = wording("and", language).unwrap_or_default();
            (format!("{} {and} {last}", first.join(", ")), true)
        }
    };
    let takes = words("takes", language).nth(usize::from(plural)).unwrap_or_default();
    let (to, matter) = behind_to(about, language);
    let template = wording("prose-claim", language).unwrap_or_default();
    Ok(fill(template, &[("takes", takes), ("named", &named), ("to", to), ("about", matter)]))
}
