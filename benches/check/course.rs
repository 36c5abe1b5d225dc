//! Made-up decks of a large course.

use std::fmt::Write as _;

/// A deck of a large course, with words as rare and as frequent as in prose: the same in each run.
pub(crate) fn course(deck: usize, entries: usize) -> String {
    let mut words = Words(1 + deck as u64);
    let mut text = format!(
        "[deck]\nid = \"big-{deck}\"\ntitle = \"Big\"\ncourse = \"big\"\n\n[sources.book]\ntitle = \"A book\"\n\n\
         [defaults]\nsource = {{ key = \"book\", at = \"p. 1\" }}\n"
    );
    for at in 0..entries {
        let id = format!("e{deck}-{at}");
        let why = words.phrase(14);
        let body = match at % 4 {
            0 => format!(
                "[[date]]\nid = \"{id}\"\nevent = \"The {} agency of {} was {}\"\nwhen = \"{}-{:02}-{:02}\"",
                words.phrase(3),
                words.phrase(2),
                words.phrase(4),
                1950 + at % 70,
                1 + at % 12,
                1 + at % 28
            ),
            1 => format!(
                "[[institution]]\nid = \"{id}\"\nname = \"European {} Office {deck}-{at}\"\nrole = \"{}s the {}\"\naccept = [\"{}\"]",
                words.phrase(2),
                words.phrase(1),
                words.phrase(6),
                words.phrase(3)
            ),
            2 => format!(
                "[[short]]\nid = \"{id}\"\nask = \"Which {} was the {}?\"\nanswer = \"{}\"\naccept = [\"{}\", \"{}\"]",
                words.phrase(5),
                words.phrase(4),
                words.phrase(2),
                words.phrase(2),
                words.phrase(3)
            ),
            _ => format!(
                "[[choice]]\nid = \"{id}\"\nask = \"What did {} mean for {}?\"\nanswer = \"{}\"\nwrong = [\"{}\", {{ answer = \"{}\", because = \"{}\" }}, \"{}\"]",
                words.phrase(5),
                words.phrase(3),
                words.phrase(4),
                words.phrase(4),
                words.phrase(4),
                words.phrase(6),
                words.phrase(4)
            ),
        };
        writeln!(text, "\n{body}\ntopics = [\"a\", \"b\"]\nwhy = \"Because {why}.\"").expect("memory");
    }
    text
}

/// A stream of made-up words; small numbers come oftener than large ones.
struct Words(u64);

impl Words {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn word(&mut self) -> String {
        let (one, other) = (self.draw() % 8_000, self.draw() % 8_000);
        let mut number = one * other / 8_000 + 70;
        let mut word = String::new();
        while number > 0 {
            let pair = usize::try_from(number % 60).expect("below 60");
            word.push(char::from(b"bcdfglmnprst"[pair / 5]));
            word.push(char::from(b"aeiou"[pair % 5]));
            number /= 60;
        }
        word
    }

    fn phrase(&mut self, count: usize) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}
