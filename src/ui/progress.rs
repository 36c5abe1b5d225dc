//! A bar beside long work, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Steps of the bar.
const STEPS: u32 = 100;

/// Does the work, and draws how far it is where `at_terminal`. None if the work panicked: its own message is out then.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a hundred")]
pub(crate) fn with_bar<T: Send>(
    label: &'static str,
    at_terminal: bool,
    share: impl Fn() -> f64,
    work: impl FnOnce() -> T + Send,
) -> Option<T> {
    let target = if at_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(STEPS.into()), target).with_message(label);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:20} {percent:>3} %") {
        bar.set_style(style.progress_chars("#-."));
    }
    let done = std::thread::scope(|scope| {
        let work = scope.spawn(work);
        while !work.is_finished() {
            bar.set_position((share() * f64::from(STEPS)).round() as u64);
            std::thread::sleep(Duration::from_millis(40));
        }
        work.join().ok()
    });
    bar.finish_and_clear();
    done
}
