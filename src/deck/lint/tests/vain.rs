//! Questions of imported decks that were told in vain, in their kinds, beside those that are weak.

use super::table;

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
        ],
    );
    table(
        "undated",
        [
            "short: ask = \"Who is currently the President of the Council?\"; answer = \"Costa\"",
            "short: ask = \"How many shades did the firm release this year?\"; answer = \"several dozen\"",
        ],
        [
            "short: ask = \"The market is currently in balance. Which way does a tax move supply?\"; answer = \"left\"",
            "short: ask = \"If the price is currently below cost, who leaves the market?\"; answer = \"firms\"",
            "short: ask = \"Which office did Dent hold in the last year of the war?\"; answer = \"minister\"",
            "short: ask = \"Which finding is most likely in the child that is stillborn?\"; answer = \"hypoplasia\"",
            "short: ask = \"Which monk founded the school as we know it today?\"; answer = \"Honen\"",
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
        ],
    );
}
