//! Roles in and beside dates.

use crate::text::language::role::Role;

roles! {
    /// A decade, a century, a time before Christ.
    VAGUE_TIMES: Role = "vague-times";
    /// What sets a date in relation to another time.
    TIME_RELATIONS: Role = "time-relations";
    /// The same behind a date.
    ONWARDS: Role = "onwards";
    /// In a bracket that offers or denies another date.
    OTHERWISE: Role = "otherwise";
    /// Small words between the parts of a date.
    DATE_FILLERS: Role = "date-fillers";
    /// Small words around a date in a sentence, which say nothing but that it is one.
    DATE_FRAME: Role = "date-frame";
    /// In front of the first end of a span.
    SPAN_STARTS: Role = "span-starts";
    /// Between the ends of a span.
    DATE_JOINERS: Role = "date-joiners";
    /// The same among the words of a date.
    DATE_HOMONYMS: Role = "date-homonyms";
    /// Behind a time of the day.
    CLOCK: Role = "clock";
    /// A zero between the parts of a year.
    SPOKEN_ZEROS: Role = "spoken-zeros";
    /// In front of a day.
    DAY_ARTICLES: Role = "day-articles";
    /// Between a day and its month.
    MONTH_LINKS: Role = "month-links";
    /// Short for a day of the week and for a month.
    WEEKDAYS_OR_MONTHS: Role = "weekdays-or-months";
    /// Before or after a time, of which it is no end.
    NO_ENDS: Role = "no-ends";
    /// Articles in front of a date.
    DATE_ARTICLES: Role = "date-articles";
    /// Between a date and what sets it in relation.
    DATE_BEHIND: Role = "date-behind";
    /// A letter for the sign of an ordinal.
    ORDINAL_SIGNS: Role = "ordinal-signs";
    /// Behind digits: a decade.
    DECADE_ENDINGS: Role = "decade-endings";
    /// The same behind three digits or more.
    LONG_DECADE_ENDINGS: Role = "long-decade-endings";
}
