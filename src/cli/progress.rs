//! A bar on standard error, for a person who has waited half a second.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nobody needs to be told anything.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is; shown or not.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
    /// Whether somebody watches; set once the bar is shown.
    shown: Option<OnceLock<()>>,
}

impl Progress {
    /// Progress that is shown if `watched`.
    pub(super) fn new(watched: bool) -> Self {
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len}  {eta}").expect("the template is well formed");
        Self {
            bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style),
            since: Instant::now(),
            shown: watched.then(OnceLock::new),
        }
    }

    /// There are `steps` to come.
    pub(super) fn start(&self, steps: usize) {
        self.bar.set_length(steps as u64);
    }

    /// One of them is done.
    pub(super) fn step(&self) {
        if let Some(shown) = &self.shown
            && self.since.elapsed() > PATIENCE
        {
            shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// All are done: nothing is left of the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
