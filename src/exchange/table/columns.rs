//! What the columns of a table mean: by their names, in any order, as its owner says, or by their place.

use super::column::{ASKS, Column, MOST};
use super::column_names::{self as names, Sureness, of_name};
use super::header::{is_known, is_number, is_of_days, looks_like_names};
use super::options;
use super::sheet::{Line, Sheet};
use crate::deck::excerpt;
use crate::diagnostic::nearest;
use crate::exchange::said::{Header, Names, Said};

/// The most columns that are told one by one.
const TOLD: usize = 20;
/// How columns are told that no name tells.
const BY_PLACE: &str = "columns by their place";
/// A row of names stands among the first so many.
pub(super) const TOP: usize = 5;

/// The columns of a table, and whether a row names them.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) names: Vec<String>,
    how: &'static str,
    pub(super) is_guess: bool,
    /// Lines that are no cards: the names, and what stands above them.
    pub(super) above: usize,
    /// How dates beside events were read, where it was guessed.
    pub(super) about_dates: Option<String>,
}

impl Columns {
    /// Settles what each column is.
    ///
    /// # Errors
    /// It cannot be known, or two columns claim one role; what to say is in the sentence.
    pub(super) fn settle(sheet: &Sheet, said: &Said) -> Result<Self, String> {
        let lines = &sheet.lines;
        let width = lines.iter().map(super::sheet::Line::filled).max().unwrap_or_default();
        if width > MOST {
            return Err(format!(
                "it has {width} columns, and at most {MOST} are read; leave out those that are no cards"
            ));
        }
        if !said.columns.is_empty() {
            return Self::as_said(lines, said);
        }
        match said.header {
            Some(Header::Nowhere) => Self::by_place(lines, width),
            Some(Header::First) => Self::by_row(lines, 0, width, said),
            Some(Header::Row(row)) => {
                let at = lines.iter().position(|line| line.number == row);
                let at = at.ok_or_else(|| format!("there is no text in row {row}, which `--header` names"))?;
                Self::by_row(lines, at, width, said)
            }
            None if said.names == Names::Authors => Self::by_row(lines, 0, width, said),
            None => match lines.iter().take(TOP).position(|line| is_known(&line.cells)) {
                Some(at) => Self::by_row(lines, at, width, said),
                None => Self::guessed(lines, width),
            },
        }
    }

    /// The table was written by acquis: its cells have the deck format's own shapes.
    pub(super) fn are_ours(&self) -> bool {
        self.columns.contains(&Column::Kind) && self.columns.contains(&Column::Id)
    }

    /// The first row is the one that `export` writes.
    pub(super) fn are_exported(&self) -> bool {
        let first: Vec<&str> = self.names.iter().take(4).map(String::as_str).collect();
        first == super::write::FIRST
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// The column of the key is named as in the template of a quiz program, which counts its options from 1.
    pub(super) fn of_template(&self) -> bool {
        self.columns
            .iter()
            .zip(&self.names)
            .any(|(column, name)| *column == Column::Answer && names::limited(name).is_some())
    }

    /// A row of a template that was not filled in: nothing but its number, in a column that is not used.
    pub(super) fn is_blank(&self, line: &Line) -> bool {
        line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).all(|(at, cell)| {
            let column = self.columns.get(at);
            is_number(cell) && matches!(column, Some(Column::Unknown | Column::Unused | Column::Id))
        })
    }

    /// Days as a spreadsheet counts them are no answers: `21269` for 25 March 1957.
    ///
    /// # Errors
    /// A column that is named after days holds nothing else, and its owner has not said that it is right so.
    pub(super) fn refuse_serials(&self, lines: &[Line], said: &Said) -> Result<(), String> {
        let is_serial = |cell: &String| cell.len() == 5 && cell.parse::<u32>().is_ok_and(|day| day < 75_000);
        for (at, name) in self.names.iter().enumerate() {
            let column = self.columns.get(at);
            let is_used = matches!(column, Some(Column::Answer | Column::Fact("when")));
            if !is_used || !said.columns.is_empty() || !is_of_days(name) {
                continue;
            }
            let mut filled =
                lines.iter().filter_map(|line| line.cells.get(at)).filter(|cell| !cell.is_empty()).peekable();
            if let Some(first) = filled.peek().map(|first| excerpt(first))
                && filled.all(is_serial)
            {
                return Err(format!(
                    "the column `{}` holds numbers such as `{first}`, which is how a spreadsheet counts days; save it with its days as text, or say with --columns that these are the answers",
                    excerpt(name)
                ));
            }
        }
        Ok(())
    }

    /// The names of the columns that nothing is known of, for their owner to see.
    pub(super) fn unused(&self) -> String {
        let unknown = |at: &usize| matches!(self.columns[*at], Column::Unknown) && self.names.get(*at).is_some();
        let names: Vec<String> = (0..self.columns.len())
            .filter(unknown)
            .take(TOLD)
            .map(|at| format!("`{}`", excerpt(&self.names[at])))
            .collect();
        names.join(", ")
    }

    /// The names of the columns that hold options, in their order.
    pub(super) fn options_named(&self) -> Vec<String> {
        let is_option = |at: &usize| matches!(self.columns[*at], Column::Option(_));
        (0..self.columns.len()).filter(is_option).map(|at| self.names.get(at).cloned().unwrap_or_default()).collect()
    }

    /// The name of the first column of a role, or its number.
    pub(super) fn name_of(&self, role: Column) -> String {
        let Some(at) = self.columns.iter().position(|column| *column == role) else { return "answer".to_owned() };
        self.names.get(at).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| format!("{}", at + 1))
    }

    fn as_said(lines: &[Line], said: &Said) -> Result<Self, String> {
        let role = |word: &String| match word.trim() {
            "-" | "" => Ok(Column::Unused),
            word => match of_name(word).0 {
                Column::Unknown => Err(format!(
                    "`--columns` names `{}`, which is no column; write question, answer, option 1, wrong, accept, why, hint, topics, source, id, or - for one that is not used",
                    excerpt(word)
                )),
                column => Ok(column),
            },
        };
        let columns = said.columns.iter().map(role).collect::<Result<Vec<_>, _>>()?;
        let mut settled = Self { columns, how: "columns as said", ..Self::default() };
        settled.one_role_each(said)?;
        settled.above = match said.header {
            Some(Header::Nowhere) => 0,
            Some(Header::First) => 1,
            Some(Header::Row(row)) => lines.iter().take_while(|line| line.number <= row).count(),
            None => usize::from(lines.first().is_some_and(|first| is_known(&first.cells) || looks_like_names(lines))),
        };
        if let Some(names) = settled.above.checked_sub(1).and_then(|at| lines.get(at)) {
            settled.names.clone_from(&names.cells);
            settled.is_guess |= said.header.is_none();
        }
        if !settled.has(Column::Question) && !settled.columns.iter().any(|one| matches!(one, Column::Fact(_))) {
            return Err("`--columns` names no question".to_owned());
        }
        Ok(settled)
    }

    fn by_row(lines: &[Line], at: usize, width: usize, said: &Said) -> Result<Self, String> {
        let Some(row) = lines.get(at) else { return Err("there is no row in it".to_owned()) };
        let columns: Vec<Column> = row.cells.iter().map(|name| of_name(name).0).collect();
        let how = "columns by their names";
        let mut settled =
            Self { columns, names: row.cells.clone(), how, is_guess: true, above: at + 1, about_dates: None };
        settled.letters_alone();
        settled.settle_events(&lines[at + 1..], said.names);
        if said.names == Names::Authors {
            settled.refuse_unknown()?;
        }
        settled.one_role_each(said)?;
        let answers = settled.columns.iter().any(|column| !matches!(column, Column::Unknown | Column::Unused));
        if settled.asks() && answers {
            return Ok(settled);
        }
        if width <= 2 && said.header.is_some() {
            settled.columns = vec![Column::Question, Column::Answer];
            settled.how = BY_PLACE;
            return Ok(settled);
        }
        Err(format!("its row of names ({}) names no question; {}", shown(&row.cells), ADVICE))
    }

    fn asks(&self) -> bool {
        self.has(Column::Question)
            || self.columns.iter().any(|column| matches!(column, Column::Fact(key) if ASKS.contains(key)))
    }

    /// `A`, `B`, `C` … or `1`, `2`, `3` … alone are options where at least two of them stand in a row.
    fn letters_alone(&mut self) {
        let places: Vec<Option<usize>> = self.names.iter().map(|name| names::place(&names::words(name))).collect();
        for at in 0..places.len() {
            let goes_on = |other: Option<usize>, step: usize| {
                let (Some(one), Some(other)) = (places[at], other.and_then(|at| places.get(at)).copied().flatten())
                else {
                    return false;
                };
                if step == 1 { other == one + 1 } else { one == other + 1 }
            };
            if goes_on(Some(at + 1), 1) || goes_on(at.checked_sub(1), 0) {
                self.columns[at] = Column::Option(places[at].unwrap_or_default());
            }
        }
    }

    /// One role, one column: the surest name has it, and two that are equally sure are a question to the owner.
    fn one_role_each(&mut self, said: &Said) -> Result<(), String> {
        let has_facts =
            self.columns.iter().any(|column| matches!(column, Column::Fact("event" | "role" | "purpose" | "claim")));
        let ours = has_facts || self.has(Column::Kind) || said.names == Names::Authors || !said.columns.is_empty();
        let several =
            self.columns.iter().filter(|one| matches!(one, Column::Fact(key) if ASKS.contains(key))).count() > 1;
        let questions = self.columns.iter().filter(|column| **column == Column::Question).count();
        for (at, column) in self.columns.iter_mut().enumerate() {
            let name = self.names.get(at).or_else(|| said.columns.get(at)).map_or("", String::as_str);
            match *column {
                // Beside the fact that is asked about stands how it is asked, and beside questions a text with gaps.
                Column::Question if questions > 1 && name.trim() == "ask" && ours => *column = Column::Fact("ask"),
                Column::Question if (questions > 1 || several) && name.trim() == "text" && ours => {
                    *column = Column::Fact("text");
                }
                Column::Fact("front") if !several => *column = Column::Question,
                Column::Fact("back") if !several => *column = Column::Answer,
                Column::Fact(key) if !ours && names::is_of_facts(key) => *column = Column::Unknown,
                Column::Option(_) if said.names == Names::Authors => *column = Column::Unknown,
                _ => {}
            }
        }
        for role in [Column::Question, Column::Answer, Column::Id, Column::Kind, Column::At, Column::Options] {
            self.surest(role, said)?;
        }
        Ok(())
    }

    fn surest(&mut self, role: Column, said: &Said) -> Result<(), String> {
        let named = |at: usize| self.names.get(at).or_else(|| said.columns.get(at)).map_or("", String::as_str);
        let mut claims: Vec<(Sureness, usize)> = (0..self.columns.len())
            .filter(|&at| self.columns[at] == role)
            .map(|at| (of_name(named(at)).1, at))
            .collect();
        claims.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let [first, rest @ ..] = claims.as_slice() else { return Ok(()) };
        if let Some(rival) = rest.first().filter(|rival| rival.0 == first.0) {
            return Err(format!(
                "the columns `{}` and `{}` could both be the {}; say with --columns which one is",
                excerpt(named(first.1)),
                excerpt(named(rival.1)),
                role.word()
            ));
        }
        for (_, at) in rest {
            self.columns[*at] = Column::Unknown;
        }
        Ok(())
    }

    /// For the door of authors: a slip in a name loses no column in silence, and all slips are told at once.
    fn refuse_unknown(&self) -> Result<(), String> {
        let is_known = |at: usize| {
            !matches!(self.columns[at], Column::Unknown | Column::Option(_) | Column::Options)
                || self.names[at].is_empty()
        };
        let strange: Vec<&str> =
            (0..self.columns.len()).filter(|at| !is_known(*at)).map(|at| self.names[at].as_str()).collect();
        if strange.is_empty() {
            return Ok(());
        }
        let mut all: Vec<&str> = ["kind", "id", "question", "answer", "ask", "text", "at"].to_vec();
        for key in names::keys() {
            if !all.contains(&key) {
                all.push(key);
            }
        }
        let shown = |name: &str| format!("`{}`", excerpt(name));
        let meant: Vec<String> = strange
            .iter()
            .filter_map(|name| Some((name, names::likely(name).or_else(|| nearest(name, all.iter().copied()))?)))
            .map(|(name, meant)| format!("did you mean `{meant}` by {}?", shown(name)))
            .collect();
        let list = strange.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
        let is = if strange.len() == 1 { "the column" } else { "the columns" };
        let meant = if meant.is_empty() { String::new() } else { format!("; {}", meant.join(" ")) };
        Err(format!(
            "nothing is known of {is} {list}{meant}; names that work are {}; a column without a name is left out",
            all.join(", ")
        ))
    }

    fn guessed(lines: &[Line], width: usize) -> Result<Self, String> {
        let above = usize::from(looks_like_names(lines));
        let mut settled = Self::by_place(&lines[above..], width)?;
        settled.above = above;
        if let Some(names) = above.checked_sub(1).map(|at| &lines[at]) {
            settled.names.clone_from(&names.cells);
        }
        Ok(settled)
    }

    /// Two columns are a question and its answer; letters beside options make a choice; anything else is asked.
    fn by_place(lines: &[Line], width: usize) -> Result<Self, String> {
        let settled = |columns| Self { columns, how: BY_PLACE, is_guess: true, ..Self::default() };
        match width {
            0 => Err("there is no row in it".to_owned()),
            1 => Err("its rows have one cell each: a question and its answer belong in two columns".to_owned()),
            2 => Ok(settled(vec![Column::Question, Column::Answer])),
            _ => match options::columns_of(lines, width) {
                Some(columns) => Ok(settled(columns)),
                None => Err(format!(
                    "its {width} columns have no names, and the first row is {}; {ADVICE}",
                    lines.first().map(|line| shown(&line.cells)).unwrap_or_default()
                )),
            },
        }
    }

    /// What a person is shown before anything is written.
    pub(super) fn told(&self) -> String {
        let one = |(at, column): (usize, &Column)| {
            let name = self.names.get(at).filter(|name| !name.is_empty());
            let name = name.map(|name| format!(" `{}`", excerpt(name))).unwrap_or_default();
            format!("{}{name} = {}", at + 1, column.word())
        };
        let mut list: Vec<String> = self.columns.iter().enumerate().take(TOLD).map(one).collect();
        if let Some(more) = self.columns.len().checked_sub(TOLD).filter(|more| *more > 0) {
            list.push(format!("and {more} more"));
        }
        let above = match (self.above, self.how) {
            (0, BY_PLACE) => "; no row names them (--header says otherwise)",
            (_, BY_PLACE) => "; the first row stands above them and is no card (--header no says otherwise)",
            _ => "",
        };
        let dates = self.about_dates.as_ref().map(|told| format!("; {told}")).unwrap_or_default();
        format!("{}: {}{above}{dates}", self.how, list.join(", "))
    }
}

const ADVICE: &str = "say what they are: `--columns question,answer,-,topics` (- is not used)";

fn shown(cells: &[String]) -> String {
    let list: Vec<String> = cells.iter().take(8).map(|cell| format!("`{}`", excerpt(cell))).collect();
    list.join(", ")
}
