//! Questions of imported decks that were told in vain, in their kinds, beside those that are weak.

use super::{codes_of, deck, table};

#[test]
fn what_is_quoted_told_or_supposed_is_not_asked() {
    table(
        "two-questions",
        [
            "short: ask = \"Which player led the league? And in what season?\"; answer = \"Heatley\"",
            "short: ask = \"The hormone comes from a gland. Which gland makes it, and what is its function?\"; answer = \"thyroid\"",
        ],
        [
            "short: ask = \"Who wrote 'Who are you? Why are you here?'\"; answer = \"Orwell\"",
            "short: ask = \"Which plan says what is done and why?\"; answer = \"strategy\"",
            "short: ask = \"Which therapy looks at the problem and how to change it?\"; answer = \"behavioural therapy\"",
            "short: ask = \"The word was used of the West, and which eastern state?\"; answer = \"Japan\"",
            // An option may hold both.
            "choice: ask = \"When and where was he born?\"; answer = \"1931 in Boston\"; wrong = [\"1934 in Vancouver\", \"1935 in Hartford\"]",
        ],
    );
    table(
        "double-negation",
        [
            "true_false: statement = \"Farms would not grow fruit without bees.\"; answer = true",
            "short: ask = \"Which body cannot act without a quorum?\"; answer = \"Senate\"",
        ],
        [
            "short: ask = \"Which slogan was 'No taxation without representation'?\"; answer = \"the Stamp Act's\"",
            "short: ask = \"Which costs have no market and no owner?\"; answer = \"external costs\"",
            "short: ask = \"Which costs cannot be changed, no matter who pays?\"; answer = \"sunk costs\"",
            "short: ask = \"Do not leave home without it.\"; answer = \"American Express\"",
            // Each clause denies for itself, what is missing is asked for, and what is told first is a case.
            "short: ask = \"Who cannot vote because they are not citizens?\"; answer = \"aliens\"",
            "short: ask = \"What can a state not exist without?\"; answer = \"a people\"",
            "short: ask = \"A veto is not unusual. Which organ has it?\"; answer = \"the Council\"",
            "short: ask = \"arrive without figures not initially hard (10)\"; answer = \"cumbersome\"",
        ],
    );
    table(
        "undated",
        [
            "short: ask = \"Who is currently the President of the Council?\"; answer = \"Costa\"",
            "short: ask = \"How many shades did the firm release this year?\"; answer = \"several dozen\"",
            "short: ask = \"Which island state recently joined the Union?\"; answer = \"Malta\"",
        ],
        [
            "short: ask = \"The market is currently in balance. Which way does a tax move supply?\"; answer = \"left\"",
            "short: ask = \"If the price is currently below cost, who leaves the market?\"; answer = \"firms\"",
            "short: ask = \"Which office did Dent hold in the last year of the war?\"; answer = \"minister\"",
            "short: ask = \"Which finding is most likely in the child that is stillborn?\"; answer = \"hypoplasia\"",
            "short: ask = \"Which monk founded the school as we know it today?\"; answer = \"Honen\"",
            "short: ask = \"Which city, popular nowadays, was called Lutetia?\"; answer = \"Paris\"",
            "short: ask = \"Who wrote novels, and most recently an essay?\"; answer = \"Pynchon\"",
            "short: ask = \"Which right have adults who recently moved?\"; answer = \"to vote\"",
            "short: ask = \"legal document confused at present (7)\"; answer = \"letters\"",
            "true_false: statement = \"Jack has bought clothes and he will wear them this year.\"; answer = true",
        ],
    );
}

#[test]
fn a_view_is_told_where_it_is_asked_for() {
    table(
        "opinion",
        [
            "short: ask = \"What is the most important festival for Sikhs?\"; answer = \"Vaisakhi\"",
            "true_false: statement = \"The Union should have an army.\"; answer = true",
        ],
        [
            "short: ask = \"Which exchange in Warsaw is one of the most important in Europe?\"; answer = \"the stock exchange\"",
            "short: ask = \"Which function is most important for survival?\"; answer = \"absorption\"",
            "short: ask = \"Which name is the best way to describe the curve?\"; answer = \"vertical\"",
            "short: ask = \"What did Disney consider the most important export of America?\"; answer = \"laughter\"",
            "true_false: statement = \"The court held that states should pay.\"; answer = true",
            // A reason decides, advice and stories are no views, and a superlative further on only describes.
            "true_false: statement = \"If tea is weak more leaves should be added.\"; answer = true",
            "true_false: statement = \"You should always vote.\"; answer = true",
            "true_false: statement = \"The door should be shut to keep the heat.\"; answer = true",
            "short: ask = \"The most important document of the Union, the treaty, has which name?\"; answer = \"Lisbon\"",
            "short: ask = \"Which of them describes the most significant effect of a tax?\"; answer = \"loss\"",
        ],
    );
}

#[test]
fn an_option_is_marked_by_what_it_alone_says() {
    let choice =
        |ask: &str, key: &str, wrong: &str| format!("choice: ask = \"{ask}\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "word-cue",
        [
            &choice(
                "What supports working class parties?",
                "working class families",
                "\"calculation of interest\", \"issues of lifestyle\"",
            ),
            &choice(
                "What is true of uniform circular motion?",
                "it is uniform on circular paths",
                "\"the force is a pair\", \"the speed is nothing\"",
            ),
        ],
        [
            // What denies or says more had to take up the matter; a name is known whole.
            &choice(
                "What other equipment is needed to decode pictures?",
                "no other equipment is needed",
                "\"a special and expensive filter\", \"a converter of the signal\"",
            ),
            &choice(
                "What is the capacitor in an antenna matching network for?",
                "to cancel the inductive reactance of the matching network",
                "\"to give isolation between the feed line and ground\", \"to reject harmonics\"",
            ),
            &choice(
                "What else was signed with the inkstand of the United States declaration?",
                "the United States treaty",
                "\"the first proclamation\", \"the bill of rights\"",
            ),
            // Another option has as much of the question, or another form of it.
            &choice("Which acids are fatty?", "fatty chains of acids", "\"palmitic acid\", \"stearic acid\""),
            &choice(
                "Whose tuition rises if the governor approves?",
                "the tuition rises",
                "\"the governor approves\", \"the board agrees\"",
            ),
        ],
    );
    table(
        "absolutes",
        [
            &choice("How are laws decided?", "by qualified majority", "\"always by consensus\", \"only by a lot\""),
            &choice(
                "What is true of the curve?",
                "it crosses the other",
                "\"it is always equal\", \"it is never equal\"",
            ),
        ],
        [
            &choice("Which of them hold?", "II and III", "\"I only\", \"II only\""),
            &choice("What does it always mean?", "many different things", "\"always joy\", \"always hunger\""),
            // That something never was so is a fact like any other, and a word that allows exceptions is a good answer.
            &choice("What is known of him?", "he took a degree", "\"he never attended\", \"he never graduated\""),
            &choice("What follows?", "it usually changes its law", "\"it leaves\", \"it loses its seat\""),
        ],
    );
}

#[test]
fn a_word_that_allows_no_exception_is_none_beside_still() {
    let deck = |language: &str, answer: &str, wrong: &str| {
        deck(&format!("choice: ask = \"?\"; answer = \"{answer}\"; wrong = [{wrong}]"))
            .replace("title = \"D\"", &format!("title = \"D\"\nlanguage = \"{language}\""))
    };
    let told = |language: &str, answer: &str, wrong: &str| codes_of(&[deck(language, answer, wrong)], &[]);
    assert_eq!(told("de", "durch Beschluss", "\"immer mit allen\", \"nie ohne alle\""), ["absolutes"]);
    assert_eq!(told("de", "durch Beschluss", "\"immer noch mit allen\", \"nur noch mit allen\""), [] as [&str; 0]);
    for past in ["There has never been a king of Poland.", "The song never reached the first place."] {
        let entry = format!("true_false: statement = \"{past}\"; answer = false");
        assert_eq!(codes_of(&[super::deck(&entry)], &[]), ["negative-stem"], "{past}");
    }
    assert_eq!(told("fr", "par un vote", "\"toujours par tous\", \"jamais par tous\""), ["absolutes"]);
    assert_eq!(told("fr", "en deux formes", "\"XML uniquement\", \"JSON uniquement\""), [] as [&str; 0]);
}

#[test]
fn a_second_form_is_one_that_students_would_type() {
    table(
        "one-accepted-form",
        [
            "short: ask = \"What did Lincoln do?\"; answer = \"freed the slaves (Emancipation)\"",
            "short: ask = \"Who was in office then?\"; answer = \"(Woodrow) Wilson\"",
        ],
        [
            "short: ask = \"Name a member of the band.\"; answer = \"Chris or Lance\"; accept = [\"Chris\", \"Lance\"]",
            "short: ask = \"Who scored most?\"; answer = \"Bob Kudelski (47 goals)\"; accept = [\"Kudelski\"]",
            "short: ask = \"Which law?\"; answer = \"f(x) = a(b)\"",
            "short: ask = \"Which is one of the longest rivers?\"; answer = \"Missouri (River)\"",
            "short: ask = \"Which body?\"; answer = \"House (lower) of Lords\"",
            "short: ask = \"Which pandemic is it?\"; answer = \"HIV/AIDS\"",
        ],
    );
}

#[test]
fn a_word_is_doubled_by_mistake_where_no_good_sentence_doubles_it() {
    table(
        "doubled-word",
        [
            "short: ask = \"Where is the seat of the the Council?\"; answer = \"Brussels\"",
            "short: ask = \"Which of the the reasonings is it?\"; answer = \"deductive\"",
        ],
        [
            "short: ask = \"Who was the first first lady?\"; answer = \"Martha\"",
            "short: ask = \"Whom did Ann cheat on on the show?\"; answer = \"Roman\"",
            "short: ask = \"Who said 'this is the the end'?\"; answer = \"Roman\"",
            "short: ask = \"Who tells you you can leave?\"; answer = \"Roman\"",
        ],
    );
}

#[test]
fn a_pronoun_is_told_where_something_is_asked() {
    table(
        "no-noun",
        ["short: ask = \"Where does it meet?\"; answer = \"Brussels\""],
        [
            "short: ask = \"he wrote music - on one day of the week, that is\"; answer = \"satie\"",
            "short: ask = \"'She can be impulsive' is said of which operator?\"; answer = \"Ash\"",
            "short: ask = \"What do they call the robots on 'Westworld'?\"; answer = \"Hosts\"",
            "short: ask = \"When was it the task of firemen to burn books?\"; answer = \"in a novel\"",
        ],
    );
}

#[test]
fn several_answers_are_told_where_a_list_would_be_better() {
    table(
        "several-in-one",
        ["short: ask = \"Which two cities are seats?\"; answer = \"London and Paris\""],
        [
            "short: ask = \"Which two cities are seats?\"; answer = \"London and Paris\"; accept = [\"Paris and London\"]",
        ],
    );
    let choice = |wrong: &str| format!("choice: ask = \"What was it?\"; answer = \"Unknown\"; wrong = [\"{wrong}\"]");
    for whole in ["2,160,000", "Eggs, potatoes, and toast"] {
        assert_eq!(codes_of(&[deck(&choice(whole))], &[]), ["few-options"], "{whole}");
    }
    assert!(codes_of(&[deck(&choice("eggs, potatoes, toast"))], &[]).contains(&"several-in-one"));
}

#[test]
fn a_number_of_answers_is_asked_for_in_the_question_alone() {
    let choice =
        |ask: &str, key: &str, wrong: &str| format!("choice: ask = \"{ask}\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "count-asked",
        [&choice("Which two rules stand at the heart?", "national treatment", "\"free entry\", \"full secrecy\"")],
        [
            &choice("Which two states share the region?", "France – Spain", "\"France – Italy\", \"Norway – Sweden\""),
            &choice("A bag has 20 marbles, of which 5 are blue?", "a quarter", "\"a half\", \"a third\""),
            &choice(
                "It is due in June, which is 2 days away. Which day is it?",
                "the last",
                "\"the first\", \"the next\"",
            ),
            &choice("Is it possible to name three days in a row?", "it may be", "\"it may not\", \"it was once\""),
        ],
    );
}

#[test]
fn a_denial_is_told_where_it_is_stated_or_asked() {
    table(
        "negative-stem",
        ["true_false: statement = \"Waivers are not limited in time.\"; answer = false"],
        [
            "true_false: statement = \"A state may leave if it does not agree.\"; answer = true",
            "true_false: statement = \"The fund helps states who cannot pay.\"; answer = true",
            "true_false: statement = \"He stammers, so he is not eager to speak.\"; answer = true",
            "true_false: statement = \"Meat was banned but fish was not.\"; answer = true",
            "true_false: statement = \"The chamber has no more than two hundred members.\"; answer = true",
            "true_false: statement = \"The song Bara No Konrei is a film title.\"; answer = true",
            "true_false: statement = \"The chair is elected by members and not by the staff.\"; answer = true",
            "choice: ask = \"Which word means to be not decent?\"; answer = \"louche\"; wrong = [\"jocose\", \"mild\"]",
            "choice: ask = \"What means Isym (not a symmetry)?\"; answer = \"whole\"; wrong = [\"half\", \"third\"]",
        ],
    );
}

#[test]
fn a_number_of_what_is_counted_needs_no_unit() {
    table(
        "number-without-unit",
        ["number: ask = \"How long is the border?\"; answer = 700"],
        ["number: ask = \"How much health does the hero have?\"; answer = 200"],
    );
}

#[test]
fn signs_that_stand_for_something_are_not_left_over() {
    table(
        "left-over",
        ["short: ask = \"Which body sits in Rome??\"; answer = \"Council\""],
        [
            "short: ask = \"4, 7, 12, 19, ??\"; answer = \"thirty\"",
            "short: ask = \"Who sang in What's Happening!! first?\"; answer = \"Fred\"",
        ],
    );
}

#[test]
fn an_answer_is_told_where_the_question_itself_says_it() {
    table(
        "answer-in-question",
        [
            "short: ask = \"Which fruit is the orange-coloured one?\"; answer = \"Orange\"",
            "short: ask = \"It sits in Rome. Which agency is the ENISA?\"; answer = \"ENISA\"",
        ],
        [
            "short: ask = \"The peppers here are Yellow. What colour have they?\"; answer = \"Yellow\"",
            "choice: ask = \"A train runs at 100 km/h east. How does the 100 km/h east look from it?\"; answer = \"100 km/h east\"; wrong = [\"90 km/h east\", \"10 km/h west\"]",
            "choice: ask = \"What is the birth name of Usher?\"; answer = \"Usher\"; wrong = [\"William\", \"Richard\"]",
            "short: ask = \"Which one of these is NOT a city: Budew, Eevee, Riolu?\"; answer = \"Eevee\"",
            "short: ask = \"Which pitcher was best? Tim Keefe, Bob Gibson, Dutch Lenort\"; answer = \"Tim Keefe\"",
        ],
    );
}

#[test]
fn an_answer_is_longest_by_what_it_says() {
    table(
        "key-longest",
        [
            "choice: ask = \"What did it do?\"; answer = \"it took the handle off the old valve\"; wrong = [\"it left\", \"it fell\"]",
        ],
        [
            "choice: ask = \"One can take the handle off the old valve or wash it. Which comes first?\"; answer = \"take the handle off the old valve\"; wrong = [\"wash it\"]; allow = [\"few-options\"]",
            "choice: ask = \"Which film is it?\"; answer = \"The Silence of the Lambs\"; wrong = [\"College\", \"Get Smart\"]",
            "choice: ask = \"Which tool is it?\"; answer = \"omnibearing selector\"; wrong = [\"sextant\", \"gimbal\"]",
            "choice: ask = \"Which of them is it?\"; answer = \"All of the above options\"; wrong = [\"data\", \"speech\"]; allow = [\"above\"]",
        ],
    );
}

#[test]
fn an_answer_is_given_away_where_it_alone_is_named() {
    let deck = |other: &str| {
        format!(
            "choice: ask = \"Which ocean of the world is the largest?\"; answer = \"Pacific Ocean\"; wrong = [\"Indian Ocean\", \"Arctic Ocean\"]\n\nshort: ask = \"{other}\"; answer = \"Magellan\""
        )
    };
    table(
        "gives-away",
        [&deck("Who named the largest ocean of the world, the Pacific Ocean?")],
        [&deck("Who named the largest ocean of the world, the Pacific Ocean, not the Indian Ocean?")],
    );
}
