//! Exam dates by course, folded from the log.

use std::collections::BTreeMap;

use crate::schedule::{Event, StudyDay, What, in_order};

/// Minutes a day until the student says otherwise.
const MINUTES: u32 = 20;

/// The most days to an exam; a date further away is a slip of the pen, or of a clock.
pub(crate) const FURTHEST_EXAM: u32 = 3 * 366;

/// One exam date, and the day it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Goal {
    pub(crate) exam: StudyDay,
    /// The day this date was set; changing only the minutes does not move it.
    pub(crate) start: StudyDay,
}

/// Every goal in the log. Courses with different dates share the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Goals {
    /// Of every course that has none of its own.
    all: Option<Goal>,
    /// By course id; none where the course was taken out.
    by_course: BTreeMap<String, Option<Goal>>,
    /// Minutes a day, of all courses together: those told last.
    pub(crate) minutes: u32,
}

impl Default for Goals {
    fn default() -> Self {
        Self { all: None, by_course: BTreeMap::new(), minutes: MINUTES }
    }
}

impl Goals {
    /// Folds events given in any order; only goals and retractions matter.
    pub(crate) fn of_log<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut goals = Self::default();
        for event in in_order(events) {
            if let What::Goal { exam, minutes, courses } = &event.what {
                // A date that cannot be read, from a foreign log, clears as a missing one does.
                let exam = exam.as_deref().and_then(|exam| exam.parse().ok());
                goals.set(exam, *minutes, courses, event.day);
            }
        }
        goals
    }

    /// Takes a goal in: for the named courses, or for all; without a date it is cleared.
    pub(crate) fn set(&mut self, exam: Option<StudyDay>, minutes: Option<u32>, courses: &[String], today: StudyDay) {
        self.minutes = minutes.unwrap_or(self.minutes);
        let goal = |before: Option<Goal>| {
            let kept = before.filter(|before| Some(before.exam) == exam);
            kept.or(exam.map(|exam| Goal { exam, start: today }))
        };
        if courses.is_empty() {
            self.all = goal(self.all);
            self.by_course.clear();
        }
        for course in courses {
            let new = goal(self.of_course(course));
            self.by_course.insert(course.clone(), new);
        }
        if self.all.is_none() && self.by_course.values().all(Option::is_none) {
            *self = Self::default();
        }
    }

    /// The goal of a course, past ones included.
    pub(crate) fn of_course(&self, course: &str) -> Option<Goal> {
        self.by_course.get(course).copied().unwrap_or(self.all)
    }

    /// The goal of a course whose exam is today or to come, as far as a plan reaches.
    pub(crate) fn open(&self, course: &str, today: StudyDay) -> Option<Goal> {
        self.of_course(course).filter(|goal| goal.exam >= today && goal.exam.since(today) <= FURTHEST_EXAM)
    }

    /// The goal of a course whose exam is still to come, as far as a plan reaches.
    pub(crate) fn ahead(&self, course: &str, today: StudyDay) -> Option<Goal> {
        self.open(course, today).filter(|goal| goal.exam > today)
    }

    /// No course has a date.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_none() && self.by_course.values().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> StudyDay {
        text.parse().unwrap()
    }

    fn names(courses: &[&str]) -> Vec<String> {
        courses.iter().map(|&course| course.to_owned()).collect()
    }

    #[test]
    fn a_date_for_all_courses_replaces_theirs_and_a_named_one_stands_beside() {
        let (mut goals, today) = (Goals::default(), day("2027-01-01"));
        goals.set(Some(day("2027-02-01")), Some(30), &names(&["law"]), today);
        assert_eq!(goals.of_course("cyber"), None);
        goals.set(Some(day("2027-01-20")), None, &[], today.plus(1));
        assert_eq!(goals.of_course("law").map(|goal| goal.exam), Some(day("2027-01-20")));
        goals.set(Some(day("2027-03-01")), None, &names(&["law"]), today.plus(2));
        assert_eq!(goals.of_course("law").map(|goal| goal.exam), Some(day("2027-03-01")));
        assert_eq!((goals.of_course("cyber").map(|goal| goal.start), goals.minutes), (Some(today.plus(1)), 30));
    }

    #[test]
    fn changing_the_minutes_leaves_the_day_it_was_set() {
        let (mut goals, today) = (Goals::default(), day("2027-01-01"));
        goals.set(Some(day("2027-02-01")), None, &[], today);
        goals.set(Some(day("2027-02-01")), Some(40), &[], today.plus(9));
        assert_eq!((goals.of_course("any").map(|goal| goal.start), goals.minutes), (Some(today), 40));
        goals.set(Some(day("2027-02-02")), None, &[], today.plus(9));
        assert_eq!(goals.of_course("any").map(|goal| goal.start), Some(today.plus(9)));
    }

    /// Whatever the clock or a foreign log says: no plan reckons with more days than three years have.
    #[test]
    fn an_exam_decades_ahead_asks_nothing_of_a_day() {
        let mut goals = Goals::default();
        goals.set(Some(day("9999-12-31")), None, &[], day("2027-01-01"));
        assert_eq!(goals.open("law", day("2027-01-01")), None);
        goals.set(Some(day("2027-02-01")), None, &[], day("2027-01-01"));
        assert_eq!((goals.ahead("law", day("1970-01-01")), goals.ahead("law", day("2024-01-01"))), (None, None));
        assert!(goals.ahead("law", day("2024-02-01")).is_some());
    }

    #[test]
    fn clearing_one_course_leaves_the_others() {
        let (mut goals, today) = (Goals::default(), day("2027-01-01"));
        goals.set(Some(day("2027-02-01")), Some(45), &[], today);
        goals.set(None, None, &names(&["law"]), today);
        assert!(goals.ahead("law", today).is_none() && goals.ahead("cyber", today).is_some());
        assert!(goals.ahead("cyber", day("2027-02-01")).is_none(), "on the day itself the ordinary queue is back");
        goals.set(None, None, &[], today);
        assert_eq!(goals, Goals::default());
    }
}
