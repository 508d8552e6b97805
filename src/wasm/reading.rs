//! Reading a text: what the first article waits for.

use std::cell::Cell;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use super::columns::annotated;
use super::{set, to_js};
use crate::models;
use crate::rehearsal;

/// After how many bytes it is told anew how much of a text is read: some hundredths of a second, and more than most articles have.
const STEP: usize = 1 << 16;

/// Reads a text of our own: until the models are loaded, and only until then, all that can be done without them.
///
/// # Errors
/// When JavaScript refuses an object.
#[wasm_bindgen]
pub fn rehearse() -> Result<(), JsError> {
    let document = if models::are_loaded() { crate::annotate(rehearsal::TEXT) } else { crate::rehearse() };
    annotated(rehearsal::TEXT, &document)?;
    Ok(())
}

/// Finds the actors, quotes and positions in `text`; they come back as columns, in UTF-16 offsets.
///
/// In a worker it posts a `Progress` message whenever it has read some more of a long text.
///
/// # Errors
/// When there are no models yet, or JavaScript refuses an object.
#[wasm_bindgen(unchecked_return_type = "Annotated")]
pub fn annotate(text: &str) -> Result<JsValue, JsError> {
    if !models::are_loaded() {
        return Err(JsError::new("A text cannot be read before the models are loaded."));
    }
    let clock = Clock::start();
    let told = Cell::new(0);
    let document = crate::annotate_telling(text, &|read| {
        if read >= told.get() + STEP || (read == text.len() && told.get() > 0) {
            told.set(read);
            clock.report(read as f64 / text.len() as f64);
        }
    });
    let result = annotated(text, &document)?;
    set(&result, "milliseconds", &clock.milliseconds().into())?;
    Ok(result.into())
}

thread_local! {
    /// The worker's scope and its clock, asked for once: outside of a worker the question costs as much as some hundred words.
    static SCOPE: Option<(DedicatedWorkerGlobalScope, web_sys::Performance)> = {
        let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok();
        scope.and_then(|scope| scope.performance().map(|performance| (scope, performance)))
    };
}

fn now() -> f64 {
    SCOPE.with(|scope| scope.as_ref().map_or(0.0, |(_, performance)| performance.now()))
}

/// The worker's clock; without a worker nothing is measured or posted.
struct Clock {
    start: f64,
}

impl Clock {
    fn start() -> Clock {
        Clock { start: now() }
    }

    /// Since the start.
    fn milliseconds(&self) -> f64 {
        now() - self.start
    }

    /// Posts what share of the text is read, from 0 to 1.
    fn report(&self, share: f64) {
        #[derive(Serialize)]
        struct Progress<'a> {
            r#type: &'a str,
            share: f64,
        }
        SCOPE.with(|scope| {
            let Some((scope, _)) = scope else { return };
            if let Ok(message) = to_js(&Progress { r#type: "progress", share }) {
                // A message that cannot be posted is no reason to fail: it only tells how far the work is.
                let _ = scope.post_message(&message);
            }
        });
    }
}
