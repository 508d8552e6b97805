//! Who needs which format: what a choice of formats is grouped by.
//!
//! It decides the groups, their order and their headings; a format's row in the table says which one it belongs to.

/// Who needs a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Whoever goes on working in Whosaid.
    Whosaid,
    /// People who work with other annotation tools.
    Tools,
    /// People who train and test language models.
    Models,
    /// Editors, linguists and archives.
    Archives,
    /// Readers, teachers and users of spreadsheets.
    Readers,
}

impl Group {
    /// Every group, in the order that they are shown.
    pub const ALL: &'static [Group] = &[Group::Whosaid, Group::Tools, Group::Models, Group::Archives, Group::Readers];

    /// The heading over its formats.
    pub fn words(self) -> &'static str {
        match self {
            Group::Whosaid => "To go on in Whosaid",
            Group::Tools => "For other annotation tools",
            Group::Models => "For training and testing models",
            Group::Archives => "For editions, research and archives",
            Group::Readers => "To read, print and count",
        }
    }
}
