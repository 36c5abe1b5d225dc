//! A class of simulated students that sits two versions of a paper.

use super::*;

/// Fourteen choices and a typed answer. The key of `c3` is wrong: `c3 right` is what those who know choose.
pub(super) fn deck() -> String {
    let mut text = "[deck]\nid = \"class\"\ntitle = \"Class\"\nlanguage = \"en\"\n".to_owned();
    for at in 0..14 {
        let (key, other) = if at == 3 { ("keyed", "right") } else { ("right", "keyed") };
        text += &format!(
            "[[choice]]\nid = \"c{at}\"\nask = \"Question {at}?\"\nanswer = \"c{at} {key}\"\n\
             wrong = [\"c{at} {other}\", \"c{at} two\", \"c{at} three\"]\n"
        );
    }
    text + "[[short]]\nid = \"law\"\nask = \"Which law sets rules for products with digital elements?\"\n\
            answer = \"Cyber Resilience Act\"\n"
}

pub(super) struct Room {
    pub(super) catalogue: Catalogue,
    /// Versions A and B.
    pub(super) papers: [Paper; 2],
    pub(super) lexicon: Lexicon,
    rng: ChaCha8Rng,
    /// Wrong answers so far, by question.
    turns: HashMap<String, usize>,
}

impl Room {
    pub(super) fn new(seed: u64) -> Self {
        let reading = read(&deck());
        assert_eq!(reading.left_out, 0);
        let catalogue = Catalogue::new(reading.deck.into_iter().collect());
        let pool = Pool::new(&catalogue, &(0..catalogue.cards.len()).collect::<Vec<_>>());
        let blueprint = Blueprint { questions: Some(15), ..Blueprint::default() };
        let paper = |letter: &str| {
            let version = Version::parse(letter).unwrap();
            Paper::new(&catalogue, &pool, &blueprint, "Class".to_owned(), 7, version).unwrap()
        };
        let papers = [paper("A"), paper("B")];
        let (lexicon, rng) = (Lexicon::embedded(), ChaCha8Rng::seed_from_u64(seed));
        Self { catalogue, papers, lexicon, rng, turns: HashMap::new() }
    }

    /// 0 to 1.
    pub(super) fn chance(&mut self) -> f64 {
        f64::from(u32::try_from(self.rng.next_u64() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// About normal, with the deviation 1.
    pub(super) fn ability(&mut self) -> f64 {
        (0..12).map(|_| self.chance()).sum::<f64>() - 6.0
    }

    /// What a student of this ability says; whoever does not know takes the wrong options in turn.
    pub(super) fn says(&mut self, card: &str, ability: f64) -> String {
        let entry = card.trim_start_matches("class/").trim_end_matches("#answer").to_owned();
        let number: f64 = entry.trim_start_matches('c').parse().unwrap_or(7.0);
        let difficulty = (number - 6.5) / 6.5;
        let knows = self.chance() < 1.0 / (1.0 + (-1.6 * (ability - difficulty)).exp());
        let turn = self.turns.entry(format!("{entry} {knows}")).or_default();
        *turn += 1;
        if entry == "law" {
            // Half of those who know leave the first word out, which the key does not take.
            let forms = ["Cyber Resilience Act", "Resilience Act"];
            return if knows { forms[*turn % 2] } else { ["NIS2", "GDPR", "AI Act"][*turn % 3] }.to_owned();
        }
        // Nobody takes the last option of `c5`.
        let wrong = if entry == "c5" { ["keyed", "two"].as_slice() } else { &["keyed", "two", "three"] };
        if knows {
            return format!("{entry} right");
        }
        format!("{entry} {}", wrong[*turn % wrong.len()])
    }

    pub(super) fn result(&mut self, at: usize) -> ResultFile {
        let paper = self.papers[at % 2].clone();
        let (ability, day) = (self.ability(), "2026-01-10".parse::<StudyDay>().unwrap());
        let started = Moment { millis: 1_000_000 + i64::try_from(at).unwrap(), offset: 0 };
        let mut attempt = Attempt::new(format!("attempt {at}"), 1, paper, started);
        for item in 0..15 {
            let card = attempt.paper.items[item].card.to_string();
            let said = self.says(&card, ability);
            let question = attempt.paper.question(item);
            let response = question.understood(&said).unwrap();
            let verdict = question.check(&response, &attempt.paper.rivals(item), &self.lexicon);
            let seconds = 5 + self.rng.next_u64() % 60;
            attempt.take(item, Entry::Answer(response, Mark::from(&verdict)), seconds, day, 1);
        }
        attempt.handed_in = Some(started.plus_seconds(900));
        ResultFile::of(&attempt, Some(&format!("Student {at:03}"))).unwrap()
    }

    /// The class with two forged files and a doubled one; all files, the first being honest.
    pub(super) fn files(&mut self, students: usize) -> Vec<(String, ResultFile)> {
        let mut files: Vec<(String, ResultFile)> =
            (0..students).map(|at| (format!("{at:03}.json"), self.result(at))).collect();
        raise(&mut files[4].1);
        files[9].1.score.points += 2.0;
        let mut double = files[11].1.clone();
        double.name = Some("Somebody else".to_owned());
        files.push(("double.json".to_owned(), double));
        files
    }

    pub(super) fn collected(
        &self,
        files: &[(String, ResultFile)],
        accepts: Accepts<'_>,
        rekey: Option<&Rekey>,
    ) -> Class {
        let before = rekey.map(|_| Keys::new(&self.catalogue, None)).into_iter().collect();
        let keys = (Keys::new(&self.catalogue, rekey), before);
        let mut gathering = Gathering::new(keys, rekey, accepts, None);
        for (name, file) in files {
            gathering.take(name, file);
        }
        gathering.finish().unwrap()
    }
}

/// Three wrong answers become right ones, and every sum follows.
pub(super) fn raise(file: &mut ResultFile) {
    let mut raised = 0.0;
    for item in file.items.values_mut().filter(|item| item.credit < 0.5).take(3) {
        (item.credit, item.outcome) = (1.0, Some("correct".to_owned()));
        raised += 1.0;
    }
    assert!(raised > 0.0);
    let kinds = file.kinds.values_mut();
    for share in kinds.take(1).chain([&mut file.score]) {
        share.points += raised;
        share.share = share.points / count(share.of);
    }
}
