//! Questions to look at before marks are given out: maybe the wrong key, maybe a form that the key lacks, options that
//! nobody chose.

use crate::text::fold;

use super::asked::{Asked, Given};
use super::gather::Class;
use super::statistics::{count, deviation};

/// So many who gave an answer make it worth a look.
const SEVERAL: usize = 3;
/// Standard errors by which those who gave an answer did better on the other questions than those who did not: where
/// more gave it than the key, and where fewer did.
const BETTER: f64 = 1.0;
const MUCH_BETTER: f64 = 2.5;
/// An option that nobody chose says something only in a class of this size.
const CLASS: usize = 10;
/// How alike a refused answer and the key are written, 0 to 1.
const ALIKE: f64 = 0.75;

/// What makes a question suspicious.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Suspicion {
    /// Those who gave this answer did better on the other questions than the rest of the class; those with the key did
    /// worse than the rest. Shares of the other questions, 0 to 1.
    WrongKey { card: String, said: String, count: usize, better: f64, key: Option<f64> },
    /// Refused, given by several, and written much like the key.
    MissingForm { card: String, said: String, count: usize, like: String },
    /// Options that nobody chose.
    Useless { card: String, options: Vec<String> },
}

impl Suspicion {
    pub(crate) fn card(&self) -> &str {
        match self {
            Self::WrongKey { card, .. } | Self::MissingForm { card, .. } | Self::Useless { card, .. } => card,
        }
    }

    /// For JSON.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::WrongKey { .. } => "wrong_key",
            Self::MissingForm { .. } => "missing_form",
            Self::Useless { .. } => "useless_options",
        }
    }
}

/// Every suspicion, the keys first.
pub(crate) fn suspicions(class: &Class) -> Vec<Suspicion> {
    let rests = rests(class);
    let open = |asked: &&Asked| asked.change.is_none();
    let mut found: Vec<Suspicion> = class
        .asked
        .iter()
        .zip(&rests)
        .filter(|(asked, _)| open(asked))
        .filter_map(|(asked, rests)| wrong_key(asked, rests))
        .collect();
    let named: Vec<String> = found.iter().map(|one| one.card().to_owned()).collect();
    found.extend(class.asked.iter().filter(open).flat_map(missing_forms));
    let unnamed = |asked: &&Asked| open(asked) && !named.contains(&asked.card);
    found.extend(class.asked.iter().filter(unnamed).filter_map(useless));
    found
}

/// For each question the students' shares of the others.
fn rests(class: &Class) -> Vec<Vec<f64>> {
    let mut rests = vec![Vec::new(); class.asked.len()];
    for sheet in &class.sheets {
        let (reached, worth) = (class.points(sheet), class.worth(sheet));
        for (place, credit) in &sheet.marks {
            let points = class.asked[*place].points;
            let rest = if worth > points { (reached - points * credit) / (worth - points) } else { 0.0 };
            rests[*place].push(rest);
        }
    }
    rests
}

fn wrong_key(asked: &Asked, rests: &[f64]) -> Option<Suspicion> {
    let spread = deviation(rests).filter(|spread| *spread > 0.0)?;
    let (all, sum) = (rests.len(), rests.iter().sum::<f64>());
    // Mean of the givers, and by how many standard errors it lies above that of the others.
    let lead = |given: &[&Given]| {
        let (number, own) =
            (given.iter().map(|one| one.count).sum::<usize>(), given.iter().map(|one| one.rests).sum::<f64>());
        let others = all.checked_sub(number).filter(|others| *others > 0 && number > 0)?;
        let (mean, rest) = (own / count(number), (sum - own) / count(others));
        Some((mean, (mean - rest) / (spread * (1.0 / count(number) + 1.0 / count(others)).sqrt())))
    };
    let right: Vec<&Given> = asked.given.iter().filter(|given| given.credit >= 1.0).collect();
    let key = lead(&right);
    // Where nobody gave the key, what half of the class agrees on is worth a look.
    let nobody = right.is_empty() && all >= SEVERAL;
    if !nobody && key.is_none_or(|(_, lead)| lead >= 0.0) {
        return None;
    }
    let several = asked.given.iter().filter(|given| given.credit < 1.0 && given.count >= SEVERAL);
    let better = several.filter_map(|given| lead(&[given]).map(|(mean, lead)| (given, mean, lead)));
    let keyed: usize = right.iter().map(|given| given.count).sum();
    let enough = |given: &Given| if given.count > keyed { BETTER } else { MUCH_BETTER };
    let better = better.filter(|(given, _, lead)| *lead >= enough(given) || nobody && given.count * 2 >= all);
    let (given, mean, _) = better.max_by(|a, b| a.2.total_cmp(&b.2))?;
    let (card, said) = (asked.card.clone(), given.said.clone());
    Some(Suspicion::WrongKey { card, said, count: given.count, better: mean, key: key.map(|(mean, _)| mean) })
}

fn missing_forms(asked: &Asked) -> Vec<Suspicion> {
    let refused: Vec<String> = asked.refused.iter().map(|form| fold(form)).collect();
    let several = asked
        .given
        .iter()
        .filter(|given| given.credit < 1.0 && given.count >= SEVERAL && !refused.contains(&fold(&given.said)));
    let form = |given: &Given| {
        let like = asked.accepted.iter().find(|form| is_like(&fold(&given.said), &fold(form)))?.clone();
        Some(Suspicion::MissingForm { card: asked.card.clone(), said: given.said.clone(), count: given.count, like })
    };
    several.filter_map(form).collect()
}

/// Written much alike, with the same digits: a plural, a word more or less, another spelling.
fn is_like(said: &str, form: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if said.is_empty() || digits(said) != digits(form) {
        return false;
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (own, key) = (words(said), words(form));
    let within = |few: &[String], many: &[String]| few.len() > 1 && few.iter().all(|word| many.contains(word));
    strsim::normalized_damerau_levenshtein(said, form) >= ALIKE || within(&own, &key) || within(&key, &own)
}

fn useless(asked: &Asked) -> Option<Suspicion> {
    let answered = asked.seen - asked.open;
    let options: Vec<String> = asked
        .options
        .iter()
        .filter(|option| option.count == 0 && !option.right)
        .map(|option| option.text.clone())
        .collect();
    (answered >= CLASS && !options.is_empty()).then(|| Suspicion::Useless { card: asked.card.clone(), options })
}
