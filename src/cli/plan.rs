//! `acquis plan` on the command line.

use chrono::NaiveDate;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Course or deck ids, or paths of deck files: the courses whose exam it is [default: all]
    #[arg(value_name = "COURSE")]
    pub(crate) courses: Vec<String>,
    /// The day of the exam, as 2027-01-20
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) exam: Option<NaiveDate>,
    /// Minutes a day, of all courses together [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) minutes: Option<u32>,
    /// Take the exam date away: the ordinary queue is back
    #[arg(long, conflicts_with_all = ["exam", "minutes", "json"])]
    pub(crate) clear: bool,
    /// As JSON; writes nothing, and answers what would be with --exam and --minutes
    #[arg(long)]
    pub(crate) json: bool,
}

fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| "no date of the calendar; write it as 2027-01-20".to_owned())
}
