//! The project's tasks, one file a task.

fn main() {}
