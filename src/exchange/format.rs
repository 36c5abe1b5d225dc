//! Which format a file is of: by its first bytes and its name, else by the share of it that a format explains.

use std::io::Cursor;

use super::{PACKAGE_BYTES, TEXT_BYTES, aiken, anki_text, decode, hashcards, obsidian, table};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Tsv,
    /// A workbook of Excel (.xlsx).
    Workbook,
    /// Moodle's text format.
    Gift,
    /// Moodle XML.
    Moodle,
    /// QTI 1.2 in a content package; only written.
    Qti,
    /// A text format of multiple choice; only read.
    Aiken,
    /// A package of Anki's, or its collection alone.
    Anki,
    /// Anki's text export; only read.
    AnkiText,
    /// The markdown of hashcards; only read.
    Hashcards,
    /// Notes of Obsidian with cards in them; only read.
    Obsidian,
    /// Our own, for programs; lists of flat objects are read too.
    Json,
}

/// So much of a text must a format explain.
const SHARE: f64 = 0.9;
/// Of a format that explains so much it is told what stands in its way.
const MUCH: f64 = 0.3;

impl Format {
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// What no terminal can show, and the end of its files' names.
    pub(crate) fn ending_of_binary(self) -> Option<&'static str> {
        match self {
            Self::Anki => Some("apkg"),
            Self::Qti => Some("zip"),
            Self::Workbook => Some("xlsx"),
            _ => None,
        }
    }

    pub(crate) fn most_bytes(self) -> u64 {
        if matches!(self, Self::Anki | Self::Workbook) { PACKAGE_BYTES } else { TEXT_BYTES }
    }

    pub(crate) fn advice_on_size(self) -> &'static str {
        "split it into several files"
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Workbook => "Excel workbook",
            Self::Gift => "GIFT",
            Self::Moodle => "Moodle XML",
            Self::Qti => "QTI",
            Self::Aiken => "Aiken",
            Self::Anki => "Anki package",
            Self::AnkiText => "Anki text",
            Self::Hashcards => "hashcards markdown",
            Self::Obsidian => "Obsidian notes",
            Self::Json => "JSON",
        }
    }

    /// A table is text or a workbook.
    pub(crate) fn of_table(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK") { Self::Workbook } else { Self::Csv }
    }

    /// Guesses by content and by the end of the file's name, small and without its dot.
    ///
    /// # Errors
    /// It is of a format that is known and not read, or no format explains it.
    pub(crate) fn guess(bytes: &[u8], end: &str) -> Result<Self, String> {
        if let Some(packed) = packed(bytes) {
            return packed;
        }
        let (text, _) = decode::text(bytes);
        let text = text.as_str();
        let first = text.trim_start_matches('\u{feff}').trim_start();
        if first.is_empty() {
            return Err("there is no row in it: it is empty".to_owned());
        }
        if text.chars().take(4096).filter(|c| c.is_control() && !c.is_whitespace()).count() > 4 {
            return Err("it is no text: it holds bytes that no text has".to_owned());
        }
        if first.starts_with('<')
            && let Some(found) = of_markup(first)
        {
            return found;
        }
        if first.starts_with(['{', '['])
            && (end == "json" || serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok())
        {
            return Ok(Self::Json);
        }
        if anki_text::is_headed(first) {
            return Ok(Self::AnkiText);
        }
        by_share(text, end)
    }
}

/// What the first bytes say of a file that is no text.
fn packed(bytes: &[u8]) -> Option<Result<Format, String>> {
    let refused = |what: &str| Some(Err(what.to_owned()));
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(of_archive(bytes)),
        _ if bytes.starts_with(b"SQLite format 3\0") => Some(Ok(Format::Anki)),
        [0x1f, 0x8b, ..] => refused(
            "it is a packed archive, such as a backup of a Moodle course; export the questions as Moodle XML or GIFT",
        ),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => refused("it is an old Office file (.xls, .doc); save it as .xlsx or as CSV"),
        _ if bytes.starts_with(b"%PDF") => refused("it is a PDF, in which no question can be told from another"),
        _ if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"GIF8") => {
            refused("it is a picture")
        }
        _ if bytes.starts_with(b"{\\rtf") => refused("it is rich text (.rtf); save it as plain text or CSV"),
        _ => None,
    }
}

/// An archive is known by what it holds.
fn of_archive(bytes: &[u8]) -> Result<Format, String> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(Format::Anki) };
    let holds = |name: &str| archive.file_names().flatten().any(|file| file == name);
    let refused = |what: &str| Err(what.to_owned());
    match () {
        () if ["collection.anki2", "collection.anki21", "collection.anki21b"].into_iter().any(holds) => {
            Ok(Format::Anki)
        }
        () if holds("xl/workbook.xml") => Ok(Format::Workbook),
        () if holds("xl/workbook.bin") => refused("it is a binary workbook (.xlsb); save it as .xlsx or as CSV"),
        () if holds("moodle_backup.xml") => {
            refused("it is a backup of a Moodle course; export the questions as Moodle XML or GIFT")
        }
        () if holds("imsmanifest.xml") => refused(
            "it is a package of IMS (QTI, Common Cartridge), which is not read; export the questions as Moodle XML, GIFT or CSV",
        ),
        () if holds("word/document.xml") => {
            refused("it is a Word document; put the questions into a table and save it as CSV, or write them as GIFT")
        }
        () if holds("ppt/presentation.xml") => {
            refused("it is a presentation; its cards have to be written into a table")
        }
        () if holds("content.xml") && holds("mimetype") => {
            refused("it is an OpenDocument file (.ods, .odt); save the table as .xlsx or as CSV")
        }
        () if archive.is_empty() => Ok(Format::Anki),
        () => refused(
            "it is an archive (.zip) of none of the formats that are read; unpack it, and import the file in it",
        ),
    }
}

/// XML and pages, by their first element.
fn of_markup(text: &str) -> Option<Result<Format, String>> {
    let mut rest = text;
    let name = loop {
        let inner = rest.strip_prefix('<')?;
        if inner.starts_with(['?', '!']) {
            let to = |mark: &str| inner.find(mark).map(|at| at + mark.len());
            let holds_more = inner.find('[').is_some_and(|open| inner.find('>').is_some_and(|end| open < end));
            let end = match () {
                () if inner.starts_with("!--") => to("-->"),
                () if inner.starts_with("!DOCTYPE") && holds_more => to("]>"),
                () => to(">"),
            };
            rest = inner[end?..].trim_start();
            continue;
        }
        break inner.split(|c: char| !c.is_alphanumeric() && !"_-.:".contains(c)).next().unwrap_or_default();
    };
    let refused = |what: &str| Some(Err(what.to_owned()));
    match name.rsplit(':').next().unwrap_or(name) {
        "quiz" => Some(Ok(Format::Moodle)),
        "questestinterop"
        | "assessmentItem"
        | "assessmentTest"
        | "assessment"
        | "item"
        | "manifest"
        | "qti-assessment-item" => {
            refused("it is QTI, which is written and not read; export the questions as Moodle XML, GIFT or CSV")
        }
        "html" | "HTML" | "head" | "body" => refused("it is a page of the web; save its table as CSV"),
        _ if text.starts_with("<?xml") => refused("it is XML of another kind than Moodle's, which begins with <quiz>"),
        _ => None,
    }
}

/// How much of a text a format explains.
struct Fit {
    format: Format,
    /// Of 1.
    share: f64,
    records: usize,
    /// The first row or line that it does not explain, and why.
    unread: Option<(usize, String)>,
}

impl Fit {
    #[expect(clippy::cast_precision_loss, reason = "counts of lines")]
    fn new(format: Format, (explained, there, records): (usize, usize, usize)) -> Self {
        let share = if there == 0 { 0.0 } else { explained as f64 / there as f64 };
        Self { format, share, records, unread: None }
    }

    fn is_enough(&self) -> bool {
        self.records > 0 && self.share >= SHARE
    }
}

/// The format that explains nine tenths of a text; a known row of names and the end of the file's name speak first.
fn by_share(text: &str, end: &str) -> Result<Format, String> {
    let cut = table::best(text);
    let format = if cut.is_tabbed() { Format::Tsv } else { Format::Csv };
    let unread = cut.unlike.map(|row| (row, "it has not as many cells as the other rows".to_owned()));
    let sheet = Fit { format, share: cut.share(), records: cut.records, unread };
    let gift = Fit::new(Format::Gift, gift_fit(text));
    if end == "gift" && gift.records > 0 {
        return Ok(Format::Gift);
    }
    // Letters with a colon at the head of the lines are no row of names, whatever the letters.
    let hashcards = Fit::new(Format::Hashcards, hashcards::fit(text));
    if hashcards.is_enough() && cut.is_typed() {
        return Ok(Format::Hashcards);
    }
    if cut.is_known || (matches!(end, "csv" | "tsv") && sheet.is_enough() && !cut.is_typed()) {
        return Ok(format);
    }
    let (cards, is_tagged) = obsidian::fit(text);
    if hashcards.is_enough() || (end == "md" && hashcards.records > 0 && hashcards.records >= cards) {
        return Ok(Format::Hashcards);
    }
    if cards > 0 && (is_tagged || end == "md") {
        return Ok(Format::Obsidian);
    }
    let (explained, there, records, unread) = aiken::fit(text);
    let aiken = Fit { unread, ..Fit::new(Format::Aiken, (explained, there, records)) };
    if aiken.is_enough() {
        return Ok(Format::Aiken);
    }
    // Colons and dashes stand in every text: they part no cells where anything in it is a question of another format.
    let is_table =
        sheet.is_enough() && !(cut.is_typed() && [&aiken, &hashcards, &gift].iter().any(|fit| fit.records > 0));
    // Where both explain it, the one that finds more records in it: braces in a cell are no answers.
    match (gift.is_enough(), is_table) {
        (true, true) if gift.records >= sheet.records => Ok(Format::Gift),
        (_, true) => Ok(format),
        (true, false) => Ok(Format::Gift),
        (false, false) => Err(unexplained(&[gift, sheet, aiken, hashcards])),
    }
}

fn unexplained(tried: &[Fit]) -> String {
    let tried: Vec<String> = tried
        .iter()
        .filter(|fit| fit.records > 0 && fit.share > 0.0)
        .map(|fit| {
            let unread = fit.unread.as_ref().filter(|_| fit.share >= MUCH);
            let unread = unread.map(|(row, why)| format!(", and not {row}: {why}")).unwrap_or_default();
            format!("{} explains {} %{unread}", fit.format.word(), (fit.share * 100.0).floor())
        })
        .collect();
    if tried.is_empty() {
        return "no format explains it: there are no cells, no marks of cards and no answers in braces; for terms and definitions with a sign of your own between them say `--from csv --separator SIGN`".to_owned();
    }
    format!("no format explains nine tenths of it: {}", tried.join("; "))
}

/// Blocks between blank lines that are GIFT, blocks there are, and those with an answer or a name.
fn gift_fit(text: &str) -> (usize, usize, usize) {
    let (mut explained, mut there, mut records) = (0, 0, 0);
    let mut block = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        // Looked through at a blank line alone, and while it is short: a table is one block of many lines.
        let is_open = || block.len() < 10_000 && block.contains('{') && !block.contains('}');
        if !line.is_empty() || is_open() {
            block.push_str(line);
            block.push('\n');
            continue;
        }
        if block.is_empty() {
            continue;
        }
        there += 1;
        let first = block.lines().find(|line| !line.starts_with("//"));
        let is_record =
            has_answer(&block) || first.is_some_and(|line| line.starts_with("::") && line[2..].contains("::"));
        explained += usize::from(is_record || first.is_none_or(|line| line.starts_with("$CATEGORY:")));
        records += usize::from(is_record);
        block.clear();
    }
    (explained, there, records)
}

/// An answer in braces begins with a sign of its own, or is nothing, true or false.
fn has_answer(block: &str) -> bool {
    block.match_indices('{').take(50).any(|(at, _)| {
        let inner: &str = block[at + 1..].trim_start();
        let is_plain = block[..at].ends_with('\\') || inner.starts_with('{');
        let word: String = inner.chars().take(8).take_while(|c| !matches!(c, '}' | '#')).collect();
        let signed =
            inner.starts_with(['=', '~', '#', '%']) || matches!(word.trim(), "" | "T" | "F" | "TRUE" | "FALSE");
        !is_plain && signed && block[at..].contains('}')
    })
}
