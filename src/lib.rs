//! acquis: a quiz and flashcard trainer for policy students, in the terminal.

mod card;
mod diagnostic;
mod text;
