//! What is told of several answers in one text, and of numbers compared otherwise than they are meant.

use super::table;

#[test]
fn names_of_several_in_one_are_told() {
    let by =
        |name: &str| format!("position: who = \"{name}\"; claim = \"open markets help the poor\"; accept = [\"them\"]");
    table(
        "several-in-one",
        [
            &by("European Parliament, Council"),
            &by("Council, Parliament and Commission"),
            &by("Canada and Japan"),
            &by("Canada, Japan"),
            &by("EU and China"),
            &by("the Council and the Parliament"),
            &by("Schuman, Monnet, Adenauer"),
            &by("Anna Weber, Robert Schuman"),
        ],
        [
            &by("Department for Environment, Food and Rural Affairs"),
            &by("Trade and Technology Council"),
            &by("Food and Agriculture Organization"),
            &by("European Securities and Markets Authority"),
            &by("Health, Education, Labor and Pensions Committee"),
            &by("Ministry of Agriculture, Rural Affairs and Consumer Protection"),
            &by("Weber, Anna"),
            &by("Bhagwati, Jagdish"),
        ],
    );
}

#[test]
fn several_answers_of_a_short_question_are_told() {
    let short = |ask: &str, answer: &str| format!("short: ask = \"{ask}\"; answer = \"{answer}\"");
    table(
        "several-in-one",
        [
            &short("Name three greenhouse gases.", "CO2, CH4, N2O"),
            &short("Name three greenhouse gases.", "CO2, CH4 and N2O"),
            &short("Which two institutions adopt the budget?", "Parliament and Council"),
            &short("What are the two seats of the Court?", "Bonn and Rome"),
            &short("Who adopts the budget?", "Parliament;Council"),
            "short: ask = \"Which gas is it?\"; answer = \"carbon dioxide\"; accept = [\"CO2, carbonic acid, dry ice\"]",
            "short: ask = \"Which gas is it?\"; answer = \"carbon dioxide\"; accept = [\"CO2;carbonic acid\"]",
        ],
        [
            &short("Which ministry keeps the seeds?", "Department for Environment, Food and Rural Affairs"),
            &short("Which firm is it?", "Marks and Spencer"),
            &short("Which two-tier system was it?", "law and order"),
            "short: ask = \"Which ministry is it?\"; answer = \"DEFRA\"; accept = [\"Department for Environment, Food, and Rural Affairs\"]",
            "short: ask = \"Where does the court sit?\"; answer = \"Bonn, Germany\"; accept = [\"Bonn, Rhineland, Germany\"]",
        ],
    );
}

#[test]
fn numbers_of_a_list_in_its_answers_are_told() {
    let list = |answers: &str| format!("list: ask = \"Name the two ways.\"; answers = [{answers}]");
    table(
        "one-accepted-form",
        [
            &list("\"1. mitigation\", \"2. adaptation\""),
            &list("\"a) mitigation\", \"b) adaptation\""),
            &list("\"(1) mitigation\", \"(2) adaptation\""),
        ],
        [
            &list("\"mitigation\", \"adaptation\""),
            &list("\"2. Mai\", \"1. Juni\""),
            &list("\"1.5 degrees\", \"2.5 degrees\""),
        ],
    );
}

#[test]
fn gaps_with_a_second_form_on_their_face_are_told() {
    let cloze = |gap: &str| format!("cloze: text = \"The budget is drafted by {gap} in the spring of every year.\"");
    table(
        "one-accepted-form",
        [
            &cloze("the {{Commission/European Commission}}"),
            &cloze("all {{27 (twenty-seven)}} states"),
            &cloze("the {{body=Commission (DG Budget)}}"),
        ],
        [
            &cloze("the {{Commission|European Commission}}"),
            &cloze("the authors of {{Directive (EU) 2022/2555}}"),
            &cloze("the {{Commission (DG Budget)|Commission|DG Budget}}"),
        ],
    );
    table("gap-form", [&cloze("the {{Commission}} and ___")], [&cloze("the {{Commission}}")]);
}

#[test]
fn numbers_with_a_unit_are_no_texts() {
    let short = |ask: &str, answer: &str| format!("short: ask = \"{ask}\"; answer = \"{answer}\"");
    table(
        "number-as-text",
        [
            &short("What is the target for 2030?", "55 %"),
            &short("How many tonnes were saved?", "40 tonnes"),
            &short("What share was saved?", "12.5%"),
        ],
        [
            &short("Which article is it?", "Article 5"),
            &short("How many were there?", "a few"),
            &short("What is the rule called?", "5-to-1"),
        ],
    );
}

#[test]
fn numbers_that_are_called_rough_want_a_tolerance() {
    let number = |answer: &str| format!("number: ask = \"What share was saved?\"; answer = \"{answer}\"");
    table(
        "no-tolerance",
        [&number("ca. 15 %"), &number("about 25 percent"), &number("~40 %"), &number("rund 40 %")],
        [&number("15 %"), &format!("{}; tolerance = \"5 %\"", number("about 25 percent")), &number("over 40 %")],
    );
}
