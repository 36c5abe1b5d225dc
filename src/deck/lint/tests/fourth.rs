//! What a fourth table of planted mistakes and good questions showed, with siblings of each.

use super::table;

#[test]
fn a_date_is_asked_for_by_a_verb_as_well() {
    table(
        "date-grain",
        [
            "date: event = \"It joined\"; when = \"2002-09-10\"; ask = \"Since when is it a member? Give the year.\"",
            "date: event = \"It joined\"; when = \"2002\"; ask = \"When did it join? Name the month.\"",
        ],
        [
            "date: event = \"It joined\"; when = \"2002\"; ask = \"Since when is it a member? Give the year.\"",
            "date: event = \"It joined\"; when = \"2002-09-10\"; ask = \"It gave the year a name. When did it join?\"",
        ],
    );
}

#[test]
fn a_denial_in_a_relative_clause_denies_nothing_of_the_statement() {
    table(
        "negative-stem",
        [
            "true_false: statement = \"The Council does not meet in Vienna.\"; answer = true",
            "true_false: statement = \"The court that sits in Vienna does not hear states.\"; answer = true",
        ],
        [
            "true_false: statement = \"A state that has not adopted the euro sits on its General Council.\"; answer = true",
            "true_false: statement = \"States which do not pay lose their vote.\"; answer = true",
        ],
    );
}

#[test]
fn wrong_options_with_absolutes_are_told_beside_a_denial_in_a_clause() {
    table(
        "absolutes",
        [
            "choice: ask = \"How far may one rely on an act that was not published in time?\"; answer = \"On clear provisions against the state\"; \
          wrong = [\"Always against anybody\", \"Never before a national court\"]",
        ],
        ["choice: ask = \"Which of these is NOT true of an act?\"; answer = \"It binds some\"; \
          wrong = [\"It is always published\", \"It is never secret\"]"],
    );
}

#[test]
fn one_item_of_a_list_may_be_several() {
    table(
        "several-in-one",
        [
            "list: ask = \"Name founders of the Community.\"; answers = [\"Belgium, France, Italy\", \"Germany\", \"Luxembourg\"]",
        ],
        [
            "list: ask = \"Name policies of the Union.\"; answers = [\"Freedom, security and justice\", \"Fisheries\", \"Transport\"]",
        ],
    );
}

#[test]
fn what_is_asked_from_when_or_measured_is_known_by_its_words() {
    table(
        "two-questions",
        ["short: ask = \"Where does the Bank sit, and since when has it worked there?\"; answer = \"Frankfurt\""],
        ["short: ask = \"Which body has sat in Frankfurt since 1998 and until now?\"; answer = \"the Bank\""],
    );
    table(
        "number-without-unit",
        ["number: ask = \"Which threshold holds for the debt of a state?\"; answer = 60"],
        ["number: ask = \"Which threshold holds for the debt, in per cent?\"; answer = 60"],
    );
    table(
        "double-negation",
        ["true_false: statement = \"It is not prohibited to cite a draft.\"; answer = true"],
        ["true_false: statement = \"It is prohibited to cite a draft.\"; answer = true"],
    );
}

#[test]
fn what_published_questions_were_told_in_vain_a_fourth_time() {
    table(
        "no-noun",
        ["short: ask = \"When did it enter into force?\"; answer = \"in May\""],
        [
            "short: ask = \"Where do they film the series about the court?\"; answer = \"Rome\"",
            "short: ask = \"What season is it in the north?\"; answer = \"autumn\"",
            "short: ask = \"What does it mean for a state to default?\"; answer = \"insolvency\"",
        ],
    );
    table(
        "undated",
        ["short: ask = \"Who won the vote last year?\"; answer = \"Costa\""],
        [
            "short: ask = \"Which reform is it still important to make?\"; answer = \"treaty change\"",
            "choice: ask = \"Which form tells of works done in March of last year?\"; answer = \"the second\"; wrong = [\"the first\", \"the third\"]",
        ],
    );
    table(
        "word-cue",
        [
            "choice: ask = \"What is another name for the rectangular survey system?\"; answer = \"Government Survey System\"; wrong = [\"Lot and Block Method\", \"Plat Map Method\"]",
        ],
        [
            "choice: ask = \"Which is larger: free protons with free neutrons, or the nucleus?\"; answer = \"free protons and neutrons\"; wrong = [\"the nucleus\", \"both of them are alike\"]",
        ],
    );
    table(
        "several-in-one",
        ["short: ask = \"Which gas?\"; answer = \"methane\"; accept = [\"CH4, marsh gas, natural gas\"]"],
        ["short: ask = \"Which base?\"; answer = \"Yokota Air Base\"; accept = [\"Yokota Air Base, Fussa, Tokyo\"]"],
    );
    table(
        "opinion",
        ["short: ask = \"What is the most important body of the Union?\"; answer = \"the Council\""],
        [
            "choice: ask = \"What is the most important factor in locating an antenna?\"; answer = \"no shadow\"; wrong = [\"short cables\", \"height\"]",
        ],
    );
}

#[test]
fn what_asks_for_the_odd_one_is_no_denial_that_is_overread() {
    table(
        "negative-stem",
        ["choice: ask = \"Which of these is not a member?\"; answer = \"Norway\"; wrong = [\"Malta\", \"Cyprus\"]"],
        [
            "choice: ask = \"Which of these does not belong to the group?\"; answer = \"Norway\"; wrong = [\"Malta\", \"Cyprus\"]",
            "choice: ask = \"What is the principle of least privilege?\"; answer = \"rights as needed\"; wrong = [\"rights by rank\", \"rights by age\"]",
        ],
    );
    table(
        "form-cue",
        [
            "choice: ask = \"Which treaty?\"; answer = \"the one of Lisbon.\"; wrong = [\"the one of Nice\", \"the one of Bonn\"]",
        ],
        [
            "choice: ask = \"Which treaty?\"; answer = \"the one of Lisbon (of 2009.)\"; wrong = [\"the one of Amsterdam (of 1997).\", \"the one of Maastricht (of 1992).\"]",
        ],
    );
}
