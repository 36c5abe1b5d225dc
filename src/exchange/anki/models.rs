//! Our note types. Their ids, fields and templates are constants: Anki updates a note only where they did not change.

use serde_json::{Value, json};

/// A note type of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    /// An answer is typed and compared.
    Short,
    /// A gap.
    Cloze,
    /// One or several of some options.
    Choice,
    /// A card that is turned.
    Card,
}

/// The fields of each of them, in order.
pub(super) const FIELDS: [&str; 9] =
    ["Question", "Answer", "Accept", "Wrong", "Options", "Hint", "Why", "Source", "acquis_id"];

const CSS: &str =
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 1em auto; }
.more { color: #666; font-size: 16px; margin-top: 1em; }
.cloze { font-weight: bold; }";

const MORE: &str = "{{#Accept}}<div class=\"more\">{{Accept}}</div>{{/Accept}}{{#Why}}<div class=\"more\">{{Why}}</div>{{/Why}}{{#Source}}<div class=\"more\">{{Source}}</div>{{/Source}}";
const HINT: &str = "{{#Hint}}<div class=\"more\">{{hint:Hint}}</div>{{/Hint}}";
const OPTIONS: &str = "{{#Options}}<div>{{Options}}</div>{{/Options}}";

impl Model {
    pub(super) const ALL: [Self; 4] = [Self::Short, Self::Cloze, Self::Choice, Self::Card];

    pub(super) fn id(self) -> i64 {
        1_764_000_000_000
            + match self {
                Self::Short => 1,
                Self::Cloze => 2,
                Self::Choice => 3,
                Self::Card => 4,
            }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Short => "acquis short",
            Self::Cloze => "acquis cloze",
            Self::Choice => "acquis choice",
            Self::Card => "acquis card",
        }
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    fn sides(self) -> (String, String) {
        let question = format!("<div>{{{{Question}}}}</div>{HINT}");
        match self {
            Self::Short => (
                format!("{question}{{{{type:Answer}}}}"),
                format!("<div>{{{{Question}}}}</div><hr id=\"answer\">{{{{type:Answer}}}}{MORE}"),
            ),
            Self::Cloze => {
                (format!("<div>{{{{cloze:Question}}}}</div>{HINT}"), format!("<div>{{{{cloze:Question}}}}</div>{MORE}"))
            }
            Self::Choice | Self::Card => (
                format!("{question}{OPTIONS}"),
                format!("{{{{FrontSide}}}}<hr id=\"answer\"><div>{{{{Answer}}}}</div>{MORE}"),
            ),
        }
    }

    pub(super) fn json(self, deck: i64) -> Value {
        let field = |(ord, name): (usize, &&str)| json!({ "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": [] });
        let fields: Vec<Value> = FIELDS.iter().enumerate().map(field).collect();
        let (front, back) = self.sides();
        let template = json!({ "name": self.name(), "ord": 0, "qfmt": front, "afmt": back,
            "bqfmt": "", "bafmt": "", "did": null });
        json!({ "id": self.id().to_string(), "name": self.name(), "type": i32::from(self == Self::Cloze),
            "mod": 1_764_000_000, "usn": -1, "sortf": 0, "did": deck, "tmpls": [template], "flds": fields, "css": CSS,
            "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n", "latexPost": "\\end{document}",
            "req": [[0, "any", [0]]], "tags": [], "vers": [] })
    }
}
