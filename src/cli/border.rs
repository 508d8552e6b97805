//! Where the command line meets the core.
//!
//! The core stops for no text. Should it ever, that is one article's misfortune: it is told, and the others are written.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Result, anyhow};

thread_local! {
    /// Whether this thread is within [`guarded`], so that a panic is told by it.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic within it was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on a panic within [`guarded`] is noted and not printed.
pub(crate) fn watch() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(ToString::to_string).unwrap_or_default());
        } else {
            usual(info);
        }
    }));
}

/// Does some work of the core; a panic within it is an error in words.
///
/// What the core remembers from one text to the next it takes out while it works, so that nothing half done is left behind.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.unwrap_or_else(|cause| {
        let place = PLACE.take();
        Err(anyhow!(
            "Whosaid has a fault that this file brings to light; please report it together with the file ({}, {place})",
            words(&*cause)
        ))
    })
}

/// What a panic said.
fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("it gave no reason")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_what_and_where() {
        watch();
        let error = guarded::<()>(|| panic!("range end {} is out of range", 7)).unwrap_err().to_string();
        assert!(error.contains("range end 7 is out of range") && error.contains("border.rs:"), "{error}");
        let error = guarded::<()>(|| Err(anyhow!("is no text"))).unwrap_err().to_string();
        assert_eq!((error.as_str(), guarded(|| Ok(3)).unwrap()), ("is no text", 3));
    }
}
