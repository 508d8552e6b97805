//! Marks written by hand: a line an actor, a mention, a quote or a position, with the words of the text that it means.
//!
//! Every word that is named is sought in the text, so a mark cannot slip: what is not there is told with its line. `docs/ANNOTATING.md`
//! describes the lines.

use std::fmt;
use std::ops::Range;

use crate::{Entity, Gold, GoldMention, GoldPosition, GoldQuote, Place, Target};

const TYPES: [&str; 5] = ["person", "organization", "government", "media", "group"];
const MENTIONS: [&str; 3] = ["name", "role", "pronoun"];
const QUOTES: [&str; 3] = ["direct", "mixed", "indirect"];
const POSITIONS: [&str; 10] = ["support", "oppose", "demand", "propose", "commit", "warn", "doubt", "affirm", "deny", "expect"];

/// A line that says what the text does not bear out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl Gold {
    /// The marks that `lines` make in `text`.
    ///
    /// # Errors
    /// Every line that is wrong: a word that is not in the text, a kind there is none of, an actor that no line above tells.
    pub fn read(text: &str, lines: &str) -> Result<Gold, Vec<Wrong>> {
        let mut reading = Reading { text: Text::new(text), gold: Gold::default(), quotes: Vec::new(), opened: None };
        let mut wrong = Vec::new();
        for (number, line) in (1..).zip(lines.lines()) {
            if !line.trim().is_empty() && !line.starts_with('#') {
                wrong.extend(reading.line(line).err().map(|why| Wrong { line: number, why }));
            }
        }
        for (number, entity) in reading.gold.entities.iter().enumerate() {
            if !reading.gold.mentions.iter().any(|mention| mention.entity == number) {
                wrong.push(Wrong { line: lines.lines().count(), why: format!("the actor {} is mentioned nowhere", entity.id) });
            }
        }
        if wrong.is_empty() { Ok(reading.gold) } else { Err(wrong) }
    }
}

/// What has been read so far.
struct Reading<'a> {
    text: Text<'a>,
    gold: Gold,
    /// The names of the quotes, which positions refer to.
    quotes: Vec<String>,
    /// The actor that the mentions below it belong to, and whether it is optional as a whole.
    opened: Option<(usize, bool)>,
}

impl Reading<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let (head, rest) = line.trim().split_once(' ').ok_or("nothing follows the first word")?;
        let (head, optional) = head.strip_suffix('?').map_or((head, false), |head| (head, true));
        let fields: Vec<&str> = rest.split(" | ").map(str::trim).collect();
        match (head, fields.as_slice()) {
            ("actor", [id, kind, name, flags @ ..]) => self.actor(id, kind, name, flags, optional),
            ("quote", &[id, line, kind, speaker, cue, source, words]) => {
                let target = self.target(words, line, optional)?;
                let (cue, source) = (self.place(cue, line)?, self.place(source, line)?);
                let (kind, speaker) = (one_of(&QUOTES, kind)?, self.entity(speaker)?);
                self.quotes.push(id.into());
                self.gold.quotes.push(GoldQuote { target, kind, speaker, cue, source });
                Ok(())
            }
            ("position", &[line, kinds, holder, cue, words, quote]) => {
                let target = self.target(words, line, optional)?;
                self.place(cue, line)?;
                if quote != "-" && !self.quotes.iter().any(|id| id == quote) {
                    return Err(format!("no quote {quote} above"));
                }
                let kinds = kinds.split(',').map(|kind| one_of(&POSITIONS, kind.trim())).collect::<Result<_, _>>()?;
                let holder = self.entity(holder)?;
                self.gold.positions.push(GoldPosition { target, kinds, holder });
                Ok(())
            }
            (kind, _) if MENTIONS.contains(&kind) => self.mention(kind, rest, optional),
            ("actor" | "quote" | "position", fields) => Err(format!("{head} with {} fields", fields.len())),
            _ => Err(format!("a line begins with actor, name, role, pronoun, quote or position, not with {head}")),
        }
    }

    fn actor(&mut self, id: &str, kind: &str, name: &str, flags: &[&str], optional: bool) -> Result<(), String> {
        let anonymous = match flags {
            [] => false,
            ["anonymous"] => true,
            _ => return Err(format!("what is {}?", flags.join(", "))),
        };
        if self.gold.entities.iter().any(|entity| entity.id == id) {
            return Err(format!("there is an actor {id} already"));
        }
        let kind = one_of(&TYPES, kind)?;
        self.opened = Some((self.gold.entities.len(), optional));
        self.gold.entities.push(Entity { id: id.into(), kind, name: name.into(), anonymous });
        Ok(())
    }

    fn mention(&mut self, kind: &str, rest: &str, optional: bool) -> Result<(), String> {
        let (line, words) = rest.split_once(' ').ok_or("a mention is a line's number and words")?;
        let (entity, whole) = self.opened.ok_or("no actor above")?;
        let target = self.target(words, line, optional || whole)?;
        if self.gold.mentions.iter().any(|other| other.target.place == target.place) {
            return Err(format!("these words are a mention already: {words} (words#2 means the second on the line)"));
        }
        self.gold.mentions.push(GoldMention { target, entity, kind: kind.into() });
        Ok(())
    }

    fn entity(&self, id: &str) -> Result<Option<usize>, String> {
        match self.gold.entities.iter().position(|entity| entity.id == id) {
            None if id == "-" => Ok(None),
            None => Err(format!("no actor {id} above")),
            found => Ok(found),
        }
    }

    fn place(&self, words: &str, line: &str) -> Result<Option<Place>, String> {
        if words == "-" { Ok(None) } else { Ok(Some(self.target(words, line, false)?.place)) }
    }

    /// The place of `words`, sought from the beginning of the line that is numbered `line` or, with `@7 words`, of another one.
    fn target(&self, words: &str, line: &str, optional: bool) -> Result<Target, String> {
        let (line, words) = words.strip_prefix('@').and_then(|words| words.split_once(' ')).unwrap_or((line, words));
        let from = line.parse().ok().and_then(|line| self.text.line(line)).ok_or_else(|| format!("the text has no line {line}"))?;
        let (parts, most) = self.text.places(words.trim(), from)?;
        let place = |parts: &[Range<usize>]| Place::new(parts.iter().map(|part| self.text.points(part)));
        let exact = place(&parts);
        let most = most.map(|most| place(&[most]));
        Ok(Target { least: most.as_ref().map(|_| exact.clone()), place: exact, most, optional })
    }
}

fn one_of(words: &[&str], word: &str) -> Result<String, String> {
    if words.contains(&word) { Ok(word.into()) } else { Err(format!("{word} is none of {}", words.join(", "))) }
}

/// The parts of what is marked, and all that may be covered where that is more.
type Places = (Vec<Range<usize>>, Option<Range<usize>>);

/// The text, and where its lines begin.
struct Text<'a> {
    text: &'a str,
    lines: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Text<'a> {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Text { text, lines }
    }

    /// Where the line with this number, from 1, begins.
    fn line(&self, number: usize) -> Option<usize> {
        self.lines.get(number.checked_sub(1)?).copied()
    }

    fn points(&self, bytes: &Range<usize>) -> Range<u32> {
        let point = |byte: usize| self.text[..byte].chars().count() as u32;
        point(bytes.start)..point(bytes.end)
    }

    /// The places of `a`, `a || b` or `[may] a [may]`; for the last also all that may be covered.
    fn places(&self, words: &str, from: usize) -> Result<Places, String> {
        let (before, words) = match words.strip_prefix('[').and_then(|words| words.split_once("] ")) {
            Some((before, words)) => (Some(before), words),
            None => (None, words),
        };
        let (words, after) = match words.strip_suffix(']').and_then(|words| words.rsplit_once(" [")) {
            Some((words, after)) => (words, Some(after)),
            None => (words, None),
        };
        let mut parts = Vec::new();
        let mut at = from;
        for part in words.split(" || ") {
            let found = self.stretch(part, at)?;
            at = found.end;
            parts.push(found);
        }
        if before.is_none() && after.is_none() {
            return Ok((parts, None));
        }
        let [core] = parts.as_slice() else { return Err("brackets go with one part only".into()) };
        let mut most = core.clone();
        if let Some(before) = before {
            let gap = self.text[from..core.start].trim_end();
            let rest = gap.strip_suffix(before).ok_or_else(|| format!("“{before}” does not stand right before “{words}”"))?;
            most.start = from + rest.len();
        }
        if let Some(after) = after {
            let found = self.stretch(after, core.end)?;
            if !self.text[core.end..found.start].trim().is_empty() {
                return Err(format!("“{after}” does not stand right behind “{words}”"));
            }
            most.end = found.end;
        }
        Ok((parts, Some(most)))
    }

    /// The place of `words`, `words#2` or `first words ... last words`, from `from` on.
    fn stretch(&self, words: &str, from: usize) -> Result<Range<usize>, String> {
        let (first, last) = words.split_once(" ... ").map_or((words, None), |(first, last)| (first, Some(last)));
        let number = first.rsplit_once('#').and_then(|(first, number)| Some((first, number.parse::<usize>().ok()?)));
        let (first, number) = number.unwrap_or((first, 1));
        let mut found = self.words(first, from, number)?;
        if let Some(last) = last {
            found.end = self.words(last, found.end, 1)?.end;
        }
        Ok(found)
    }

    /// The `number`th place from `from` on where `words` stand as whole words.
    fn words(&self, words: &str, from: usize, number: usize) -> Result<Range<usize>, String> {
        let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |place: &Range<usize>| {
            let cut_before = inner(words.chars().next()) && inner(self.text[..place.start].chars().next_back());
            let cut_after = inner(words.chars().next_back()) && inner(self.text[place.end..].chars().next());
            !cut_before && !cut_after
        };
        let places = self.text[from..].match_indices(words).map(|(at, _)| from + at..from + at + words.len());
        let missing = || format!("“{words}” does not stand there{}", if number > 1 { " that often" } else { "" });
        if words.is_empty() { Err("no words".into()) } else { places.filter(whole).nth(number.max(1) - 1).ok_or_else(missing) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Non,” said Zoë Lang. He said no.\nThe tall head of the port, she said, said no.\nIt is over.\nAll of it.\n";

    /// The marks of an actor with one mention, followed by `line`.
    fn read(line: &str) -> Result<Gold, Vec<Wrong>> {
        Gold::read(TEXT, &format!("# A remark\nactor lang | person | Zoë Lang\n  name 1 Zoë Lang\n\n{line}\n"))
    }

    fn cut(place: &Place) -> String {
        TEXT.chars().skip(place.bounds().start as usize).take(place.bounds().len()).collect()
    }

    #[test]
    fn words_are_sought_from_the_line_on() {
        for (words, expected) in [
            ("1 said", "said"),
            ("2 The tall head of the port", "The tall head of the port"),
            ("1 He ... no", "He said no"),
            ("3 It ... it", "It is over.\nAll of it"),
            ("1 @2 head", "head"),
        ] {
            let gold = read(&format!("  role {words}")).unwrap_or_else(|wrong| panic!("{words}: {wrong:?}"));
            assert_eq!(cut(&gold.mentions[1].target.place), expected, "{words}");
        }
    }

    #[test]
    fn places_count_code_points() {
        let gold = read("  role 1 said#2").expect("right");
        assert_eq!(gold.mentions[0].target.place, Place::from(12..20));
        assert_eq!(gold.mentions[1].target.place, Place::from(25..29));
        let interrupted = read("quote q | 2 | indirect | lang | she said | she | The tall head of the port || said no").expect("right");
        assert_eq!(interrupted.quotes[0].target.place, Place::new([34..59, 71..78]));
    }

    #[test]
    fn brackets_tell_what_may_be_covered() {
        for (words, least, most) in [
            ("[The tall] head [of the port]", "head", "The tall head of the port"),
            ("[tall] head", "head", "tall head"),
            ("head [of ... port]", "head", "head of the port"),
            ("[said] no#1", "no", "said no"),
        ] {
            let gold = read(&format!("  role? 2 {words}")).unwrap_or_else(|wrong| panic!("{words}: {wrong:?}"));
            let target = &gold.mentions[1].target;
            assert_eq!((cut(target.least.as_ref().expect("least")), cut(target.most.as_ref().expect("most"))), (least.into(), most.into()));
            assert_eq!((&target.place, target.optional), (target.least.as_ref().expect("least"), true));
        }
    }

    #[test]
    fn what_is_not_required_is_optional() {
        let lines = "actor? lang | person | Zoë Lang | anonymous\n  name 1 Zoë Lang\nactor he | person | he\n  pronoun? 1 He\n  pronoun 2 she\n\
             quote? q1 | 1 | direct | lang | - | - | Non\nposition 1 | deny, oppose | he | said#2 | no | q1";
        let gold = Gold::read(TEXT, lines).expect("right");
        assert_eq!(gold.mentions.iter().map(|mention| mention.target.optional).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!((gold.entities[0].anonymous, gold.entities[1].anonymous), (true, false));
        let quote = &gold.quotes[0];
        assert_eq!((quote.target.optional, quote.speaker, &quote.cue, &quote.source), (true, Some(0), &None, &None));
        let position = &gold.positions[0];
        assert_eq!((position.target.optional, position.holder), (false, Some(1)));
        assert_eq!(position.kinds, ["deny", "oppose"]);
    }

    #[test]
    fn what_the_text_does_not_bear_out_is_told_with_its_line() {
        for (line, why) in [
            ("  name 1 Zoë Long", "“Zoë Long” does not stand there"),
            ("  name 1 Zoë", ""),
            ("  name 2 Zoë", "“Zoë” does not stand there"),
            // “The”, “head” and “she” hold it, but not as a word.
            ("  pronoun 2 he", "“he” does not stand there"),
            ("  name 1 said#9", "“said” does not stand there that often"),
            ("  name 9 said", "the text has no line 9"),
            ("  name 0 said", "the text has no line 0"),
            ("  name said", "a mention is a line's number and words"),
            ("  name 1 Zoë Lang", "these words are a mention already: Zoë Lang (words#2 means the second on the line)"),
            ("  role 2 [of the] head", "“of the” does not stand right before “head”"),
            ("  role 2 head [port]", "“port” does not stand right behind “head”"),
            ("actor lang | person | Zoë Lang", "there is an actor lang already"),
            ("actor ray | human | Bob Ray", "human is none of person, organization, government, media, group"),
            ("actor ray | person | Bob Ray", "the actor ray is mentioned nowhere"),
            ("actor ray | person | Bob Ray | shy", "what is shy?"),
            ("quote q | 1 | direct | ray | said | - | Non", "no actor ray above"),
            ("quote q | 1 | spoken | lang | said | - | Non", "spoken is none of direct, mixed, indirect"),
            ("quote q | 1 | direct | lang | cried | - | Non", "“cried” does not stand there"),
            ("quote q | 1 | direct | lang | said | Non", "quote with 6 fields"),
            ("position 1 | deny | lang | said | no | q7", "no quote q7 above"),
            ("quote q | 1 | direct, mixed | lang | said | - | Non", "direct, mixed is none of direct, mixed, indirect"),
            ("speech 1 no", "a line begins with actor, name, role, pronoun, quote or position, not with speech"),
            ("quote", "nothing follows the first word"),
        ] {
            match read(line) {
                Ok(_) => assert_eq!(why, "", "{line}"),
                Err(wrong) => assert_eq!(wrong, [Wrong { line: 5, why: why.into() }], "{line}"),
            }
        }
    }
}
