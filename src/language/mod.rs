//! The learned layer.
