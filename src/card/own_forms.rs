//! A verdict with forms that the student takes as right besides the author's: in study alone, never in exams.

use crate::card::{Interaction, Question, Response};
use crate::text::{Lexicon, Notice, Remark, Rivals, Verdict, fold};

impl Question {
    /// Judges a response as [`Question::check`] does; where that finds it not right, and no wrong answer or rival of the
    /// author's in it, it is right if it is by one of these forms.
    pub(crate) fn check_with<'f>(
        &self,
        response: &Response,
        rivals: &Rivals,
        forms: impl IntoIterator<Item = &'f str>,
        lexicon: &Lexicon,
    ) -> Verdict {
        let verdict = self.check(response, rivals, lexicon);
        let forms: Vec<&str> = forms.into_iter().collect();
        if forms.is_empty() || verdict.outcome.is_right() || names_another(&verdict) {
            return verdict;
        }
        let by_own = self.by_forms(&forms, response, rivals, lexicon);
        match by_own {
            Some(own) if own.outcome.is_right() => own.with(Remark::Noticed(Notice::OwnForm)),
            _ => verdict,
        }
    }

    /// The verdict if these were forms of the author's; none where an answer has no forms.
    fn by_forms(&self, forms: &[&str], response: &Response, rivals: &Rivals, lexicon: &Lexicon) -> Option<Verdict> {
        let mut question = self.clone();
        let owned = forms.iter().map(|&form| form.to_owned());
        match &mut question.interaction {
            Interaction::Text(key) => key.answers.extend(owned),
            Interaction::Date(key) => key.accept.extend(owned),
            Interaction::Number(key) => key.accept.extend(owned),
            // A list is taken as it stands: which of its items would have the form is not known.
            Interaction::List(_) => {
                let typed = fold(&self.typed(response));
                return forms.iter().any(|form| fold(form) == typed).then(Verdict::correct);
            }
            Interaction::Recall
            | Interaction::Choose { .. }
            | Interaction::Select { .. }
            | Interaction::Arrange { .. }
            | Interaction::Match { .. } => return None,
        }
        Some(question.check(response, rivals, lexicon))
    }
}

/// The author, or the course, says what else it is.
fn names_another(verdict: &Verdict) -> bool {
    verdict.remarks.iter().any(|remark| matches!(remark, Remark::KnownWrong { .. } | Remark::Rival { .. }))
}
