use super::*;
use crate::assemble;
use crate::model::{ActorType, Document, MentionKind};

/// The kept actors of `text`, one a line: type, name, and the words of each mention, a role in brackets and a pronoun in braces.
fn cast(text: &str) -> Vec<String> {
    let found = find(&Article::read(text));
    let Document { actors, mentions, .. } = assemble(found, Vec::new(), Vec::new());
    let line = |(number, actor): (usize, &Actor)| {
        let own = mentions.iter().filter(|mention| mention.actor.index() == number).map(|mention| match mention.kind {
            MentionKind::Name => mention.span.slice(text).to_owned(),
            MentionKind::Role => format!("[{}]", mention.span.slice(text)),
            MentionKind::Pronoun => format!("{{{}}}", mention.span.slice(text)),
        });
        format!("{} {}: {}", actor.kind.map_or("?", ActorType::word), actor.name, own.collect::<Vec<_>>().join(", "))
    };
    actors.iter().enumerate().map(line).collect()
}

/// Checks that the actors of each text are the lines after it.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(cast(text), *expected, "{text}");
    }
}

#[test]
fn titles_and_descriptions_stay_out_of_names() {
    check(&[
        (
            "Martin Lowell King Jr. spoke, and so did Susan Baker Hobbs.",
            &["person Martin Lowell King Jr.: Martin Lowell King Jr.", "person Susan Baker Hobbs: Susan Baker Hobbs"],
        ),
        ("President Tomas Orlov signed the decree.", &["person Tomas Orlov: Tomas Orlov"]),
        (
            "Foreign Minister Ingrid Halvorsen and Sen. Paul Mendez met on Friday.",
            &["person Ingrid Halvorsen: Ingrid Halvorsen", "person Paul Mendez: Paul Mendez"],
        ),
        (
            "The harbor's spokeswoman Lena Fisk told reporters that the pier was closed. Fisk added that it would reopen.",
            &["person Lena Fisk: Lena Fisk, Fisk"],
        ),
        (
            "Maria Keller, director of the Coastal Research Institute, warned of floods.",
            &["person Maria Keller: Maria Keller", "organization Coastal Research Institute: Coastal Research Institute"],
        ),
    ]);
}

#[test]
fn a_role_is_told() {
    let found = find(&Article::read("Maria Keller, director of the Coastal Research Institute, warned of floods. Mr. Peter Voss agreed."));
    let role = |name: &str| found.actors.iter().find(|actor| &*actor.name == name).and_then(|actor| actor.role.as_deref());
    assert_eq!(role("Maria Keller"), Some("director of the Coastal Research Institute"));
    assert_eq!(role("Peter Voss"), None);
}

#[test]
fn places_are_no_actors_and_governments_are() {
    check(&[
        ("The talks were held in Vienna and ended on Friday.", &[]),
        (
            "Negotiations between Norway and Chile ended in Geneva. Oslo rejected the draft.",
            &["government Norway: Norway, Oslo", "government Chile: Chile"],
        ),
        ("The Kyiv Post reported that Kyiv rejected the plan.", &["media The Kyiv Post: The Kyiv Post", "government Ukraine: Kyiv"]),
        ("The parcel was sent from Fort Worth, Texas, to Canada.", &[]),
        ("The French government said it would act. Paris expects an answer.", &["government France: [The French government], Paris"]),
    ]);
}

#[test]
fn short_forms_join_their_long_form() {
    check(&[
        (
            "The Northern Fishing Council (NFC) met on Monday. The NFC wants new quotas.",
            &["organization Northern Fishing Council: Northern Fishing Council, NFC, NFC"],
        ),
        ("The European Union agreed. The EU will pay.", &["organization European Union: European Union, EU"]),
        (
            "Donald J. Baxter spoke first. Donald Baxter smiled, and Baxter left.",
            &["person Donald J. Baxter: Donald J. Baxter, Donald Baxter, Baxter"],
        ),
        (
            "Anna Baxter and Donald Pryce met. They asked Baxter for help.",
            &["person Anna Baxter: Anna Baxter, Baxter", "person Donald Pryce: Donald Pryce"],
        ),
    ]);
}

#[test]
fn a_surname_is_a_name_everywhere() {
    check(&[
        ("Baxter Says Harbor Will Close\n\nMayor Anna Baxter said the harbor will close.", &["person Anna Baxter: Baxter, Anna Baxter"]),
        ("Anna Baxter spoke. The letter from Baxter, seen on Friday, was short.", &["person Anna Baxter: Anna Baxter, Baxter"]),
        ("Jim Jordan asked for the files. Jordan said they were late.", &["person Jim Jordan: Jim Jordan, Jordan"]),
    ]);
}

#[test]
fn descriptions_mean_whom_they_fit() {
    check(&[
        (
            "President Tomas Orlov met the Danish president, Karen Friis. The Danish president promised aid.",
            &["person Tomas Orlov: Tomas Orlov", "person Karen Friis: Karen Friis, [The Danish president]"],
        ),
        ("Vermont Sen. Paul Mendez opposed the bill. The senator said it was late.", &["person Paul Mendez: Paul Mendez, [The senator]"]),
        ("NATO met on Monday. The alliance said it was ready.", &["organization NATO: NATO, [The alliance]"]),
        (
            "The Straits Times printed a letter. The newspaper said it was genuine.",
            &["media The Straits Times: The Straits Times, [The newspaper]"],
        ),
    ]);
}

#[test]
fn sources_without_a_name_are_actors() {
    check(&[
        ("According to residents, the river rose.", &["group residents: [residents]"]),
        (
            "An Italian official said the talks failed. The official smiled.",
            &["person An Italian official: [An Italian official], [The official]"],
        ),
        (
            "Umar Dale resigned. His spokesman said it was time.",
            &["person Umar Dale: Umar Dale, {His}", "person His spokesman: [His spokesman]"],
        ),
    ]);
    let found = find(&Article::read("According to residents, the river rose. Umar Dale agreed."));
    assert_eq!(found.actors.iter().map(|actor| actor.anonymous).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn pronouns_follow_number_titles_and_subjects() {
    check(&[
        (
            "Mrs. Anna Baxter met Mr. Paul Mendez. She thanked him.",
            &["person Anna Baxter: Anna Baxter, {She}", "person Paul Mendez: Paul Mendez, {him}"],
        ),
        ("Experts warned of floods. They asked for money.", &["group Experts: [Experts], {They}"]),
        ("It rained, and he said so.", &[]),
    ]);
}

#[test]
fn he_and_she_are_two() {
    for text in [
        "Ines Cole met Tom Varga. She said the ferry was late. He said it was not.",
        "Tom Varga met Ines Cole. He said the ferry was late. She said it was not.",
        "Dana Cole leads the club. Chris Varga runs the pier. She said the pier was unsafe. He said it was safe.",
    ] {
        let lines = cast(text);
        let both = |line: &&String| line.contains("{She}") && line.contains("{He}");
        assert!(lines.iter().any(|line| line.contains("{She}")) && !lines.iter().any(|line| both(&line)), "{lines:?}");
    }
}

#[test]
fn a_nickname_is_part_of_its_name() {
    check(&[
        ("Gordon “Gus” Penn said he would run. Penn won.", &["person Gordon “Gus” Penn: Gordon “Gus” Penn, {he}, Penn"]),
        ("William 'Bill' Marsh said no. Marsh left.", &["person William 'Bill' Marsh: William 'Bill' Marsh, Marsh"]),
        ("Joseph K. “Joe” Penn Jr. said no.", &["person Joseph K. “Joe” Penn Jr.: Joseph K. “Joe” Penn Jr."]),
    ]);
}

#[test]
fn pronouns_of_the_whole_text_decide() {
    // The first "her" alone would go to the nearer subject; the later "he" shows that it cannot.
    let lines = cast(
        "Robin Hale praised Alex Dunne on Friday. Hale told reporters that nobody would question her record. Hale said he was sure. \
         Hale added that he would vote. Hale said that he was proud of his party.",
    );
    assert_eq!(lines[0], "person Robin Hale: Robin Hale, Hale, Hale, {he}, Hale, {he}, Hale, {he}, {his}");
    assert!(lines[1].starts_with("person Alex Dunne: Alex Dunne, {her}"), "{lines:?}");
}

#[test]
fn capitals_alone_are_not_enough() {
    check(&[
        ("On Tuesday the river rose.", &[]),
        ("The Clean Water Act passed in March.", &[]),
        ("The phone runs on the IE9 chip.", &[]),
        ("American and Russian wheat is cheap.", &[]),
    ]);
}

#[test]
fn a_statement_speaks_for_its_issuer() {
    check(&[(
        "The Harbor Authority has opened a new pier. We will host visitors in May.",
        &["organization Harbor Authority: Harbor Authority, {We}"],
    )]);
}

#[test]
fn sources_find_their_mention() {
    let text = "Harbor policy chief Anna Baxter said so. A document on the Mendez campaign's website said no. Paul Mendez agreed.";
    let found = find(&Article::read(text));
    let at = |words: &str| {
        let start = text.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    };
    let name = |head: &str, words: &str| {
        let mention = found.mention_in(at(head), at(words))?;
        Some(found.mentions[mention].span.slice(text))
    };
    assert_eq!(name("chief", "Harbor policy chief Anna Baxter"), Some("Anna Baxter"));
    assert_eq!(name("document", "A document on the Mendez campaign's website"), Some("the Mendez campaign"));
    assert_eq!(name("said", "said so"), None);
    assert_eq!(found.actor_at(at("Baxter").start()), found.actor_at(at("Anna").start()));
    assert_eq!(found.actor_at(at("so.").start()), None);
}

#[test]
fn any_text_is_taken() {
    for text in [
        "",
        " ",
        "\n\n",
        "I",
        "\"",
        "A.",
        "Mr.",
        "the",
        "ÄÖ 👩‍🚀 “He",
        "The The The",
        "of of Of Of",
        "Mr. Mr. Mr. President President",
        "- - -",
        "X's's's",
    ] {
        let found = find(&Article::read(text));
        assert!(found.mentions.is_sorted_by_key(|mention| mention.span.start()));
        assert!(found.mentions.iter().all(|mention| !mention.span.is_empty() && mention.actor.index() < found.actors.len()));
    }
}
