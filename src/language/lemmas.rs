//! The dictionary form of an inflected verb, noun or adjective: a table of the irregular forms, rules of English spelling for all others.
//! It takes the tag as given and decides nothing about meaning.

use std::borrow::Cow;

use super::tags::{Tag, Xpos};
use crate::lexicon::cues::cue_verb;

/// Irregular forms, one a line: a letter for the inflection, the form, a tab, the dictionary form; sorted by bytes. Facts counted by `train`.
static IRREGULAR: &str = include_str!("models/lemmas.tsv");

/// The dictionary form of `form`, lower-cased, as a word with `tag`; names and uninflected words are only lower-cased. Deterministic.
pub fn lemma(form: &str, tag: Tag) -> Cow<'_, str> {
    let lower = lowercase(form);
    let Some(kind) = Inflection::of(tag.xpos()) else { return lower };
    if let Some(found) = irregular(kind.letter(), &lower) {
        return Cow::Borrowed(found);
    }
    regular(&lower, tag.xpos()).map_or(lower, Cow::Owned)
}

/// What the rules alone say; `None` when they leave `lower` as it is. Training lists the forms where they are wrong.
pub fn regular(lower: &str, xpos: Xpos) -> Option<String> {
    match xpos {
        Xpos::Vbz => without_s(lower),
        Xpos::Nns => without_s(lower).map(|stem| match stem.strip_suffix("men") {
            Some(rest) if rest.len() > 2 => format!("{rest}man"),
            _ => stem,
        }),
        Xpos::Vbd | Xpos::Vbn => {
            if let Some(stem) = lower.strip_suffix("ied").filter(|stem| stem.len() > 1) {
                return Some(format!("{stem}y"));
            }
            lower
                .strip_suffix("eed")
                .map(|stem| format!("{stem}ee"))
                .or_else(|| lower.strip_suffix("ed").filter(|stem| has_vowel(stem)).map(restored))
        }
        Xpos::Vbg => lower.strip_suffix("ing").filter(|stem| has_vowel(stem)).map(restored),
        Xpos::Jjr | Xpos::Rbr => compared(lower.strip_suffix("er")?),
        Xpos::Jjs | Xpos::Rbs => compared(lower.strip_suffix("est")?),
        _ => None,
    }
}

/// The kinds of inflection that the table tells apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Inflection {
    /// A form of a verb.
    Verb,
    /// A plural.
    Plural,
    /// A comparative or superlative.
    Degree,
}

impl Inflection {
    /// The inflection that a tag stands for; `None` for base forms and words without inflection.
    pub fn of(xpos: Xpos) -> Option<Self> {
        match xpos {
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz | Xpos::Md => Some(Inflection::Verb),
            Xpos::Nns => Some(Inflection::Plural),
            Xpos::Jjr | Xpos::Jjs | Xpos::Rbr | Xpos::Rbs => Some(Inflection::Degree),
            _ => None,
        }
    }

    /// Its letter in the table.
    pub fn letter(self) -> char {
        match self {
            Inflection::Verb => 'v',
            Inflection::Plural => 'n',
            Inflection::Degree => 'a',
        }
    }
}

/// The form in lower case, with a typewriter's apostrophe.
pub fn lowercase(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(form)
    } else {
        Cow::Owned(form.to_lowercase().replace('’', "'"))
    }
}

/// Looks a form up by halving the table, which is read in place.
fn irregular(kind: char, lower: &str) -> Option<&'static str> {
    let mut rest = IRREGULAR;
    while !rest.is_empty() {
        let middle = rest.as_bytes().get(..rest.len() / 2)?.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let (line, after) = rest.get(middle..)?.split_once('\n')?;
        let (key, value) = line.split_once('\t')?;
        let mut letters = key.chars();
        match (letters.next()?, letters.as_str()).cmp(&(kind, lower)) {
            std::cmp::Ordering::Equal => return Some(value),
            std::cmp::Ordering::Less => rest = after,
            std::cmp::Ordering::Greater => rest = rest.get(..middle)?,
        }
    }
    None
}

fn without_s(lower: &str) -> Option<String> {
    if let Some(stem) = lower.strip_suffix("ies") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    let hisses = ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|end| lower.ends_with(end));
    if hisses {
        return lower.strip_suffix("es").map(str::to_owned);
    }
    let stem = lower.strip_suffix('s')?;
    let inflected = !stem.is_empty() && !stem.ends_with(['s', 'u']) && !stem.ends_with(|char: char| char.is_ascii_digit());
    inflected.then(|| stem.to_owned())
}

fn compared(stem: &str) -> Option<String> {
    if !has_vowel(stem) {
        return None;
    }
    Some(stem.strip_suffix('i').map_or_else(|| restored(stem), |stem| format!("{stem}y")))
}

/// A stem without its `-ed` or `-ing`, given back the `e` or relieved of the doubled consonant that the ending brought. Where spelling leaves
/// it open, a known cue verb decides.
fn restored(stem: &str) -> String {
    let with_e = format!("{stem}e");
    let single = undoubled(stem);
    for candidate in [with_e.as_str(), stem, single.unwrap_or(stem)] {
        if cue_verb(candidate).is_some() {
            return candidate.to_owned();
        }
    }
    match single {
        Some(single) => single.to_owned(),
        None if wants_e(stem) => with_e,
        None => stem.to_owned(),
    }
}

/// `stopp` is `stop`; `call`, `pass` and `buzz` stay.
fn undoubled(stem: &str) -> Option<&str> {
    let [.., a, b] = *stem.as_bytes() else { return None };
    (a == b && stem.len() > 3 && b"bdgkmnprtvl".contains(&b) && !(b == b'l' && stem.len() < 6))
        .then(|| stem.get(..stem.len() - 1))
        .flatten()
}

/// Whether a stem that lost its ending is spelled with a final `e`.
fn wants_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let [.., before, last] = *bytes else { return false };
    let far = bytes.len().checked_sub(3).and_then(|at| bytes.get(at)).copied().unwrap_or(b'#');
    let vowels = stem.bytes().filter(|&byte| is_vowel(byte)).count();
    match last {
        b'c' | b'v' | b'u' => true,
        b'z' => before != b'z',
        b's' => before != b's',
        b'g' => {
            matches!(before, b'd' | b'r' | b'l' | b'a' | b'e' | b'u') || (before == b'n' && far == b'a' && vowels == 1 && stem.len() > 4)
        }
        b'l' => {
            matches!(before, b'b' | b'c' | b'd' | b'f' | b'g' | b'k' | b'p' | b't') || (before == b'u' && !is_vowel(far)) || single(bytes)
        }
        b'r' => {
            (matches!(before, b'i' | b'u') || (before == b'a' && far != b'l')) && !is_vowel(far)
                || (before == b'o' && vowels > 1 && far == b'l')
        }
        b'd' => matches!(before, b'i' | b'u') && !is_vowel(far) || single(bytes),
        b't' => (matches!(before, b'a' | b'u') && !is_vowel(far)) || single(bytes),
        b'n' => (before == b'i' && !is_vowel(far) && far != b'a') || single(bytes),
        b'm' => matches!(before, b'u') && !is_vowel(far) || single(bytes),
        b'h' => false,
        b'w' | b'x' | b'y' => false,
        _ => single(bytes),
    }
}

/// Whether a stem is one syllable of one vowel and one last consonant: its base would have doubled the consonant, so it had an `e`.
fn single(stem: &[u8]) -> bool {
    let [.., far, vowel, last] = *stem else { return matches!(*stem, [vowel, last] if is_vowel(vowel) && !is_vowel(last)) };
    let vowels = stem.iter().filter(|&&byte| is_vowel(byte)).count();
    let qu = far == b'u' && stem.len() > 3 && stem[stem.len() - 4] == b'q';
    is_vowel(vowel) && !is_vowel(last) && ((vowels == 1 && !is_vowel(far)) || (vowels == 2 && qu))
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|byte| is_vowel(byte) || byte == b'y')
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tags::Upos;

    #[track_caller]
    fn check(xpos: Xpos, pairs: &[(&str, &str)]) {
        let upos = if matches!(xpos, Xpos::Nns) { Upos::Noun } else { Upos::Verb };
        let tag = Tag::of(upos, xpos).unwrap();
        for (form, expected) in pairs {
            assert_eq!(lemma(form, tag), *expected, "{form}");
        }
    }

    #[test]
    fn verbs_find_their_base() {
        check(
            Xpos::Vbd,
            &[("said", "say"), ("Told", "tell"), ("argued", "argue"), ("stopped", "stop"), ("denied", "deny"), ("agreed", "agree")],
        );
        check(
            Xpos::Vbd,
            &[("urged", "urge"), ("visited", "visit"), ("admitted", "admit"), ("noted", "note"), ("called", "call"), ("pledged", "pledge")],
        );
        check(
            Xpos::Vbg,
            &[("stating", "state"), ("making", "make"), ("asking", "ask"), ("insisting", "insist"), ("lying", "lie"), ("hoping", "hope")],
        );
        check(
            Xpos::Vbz,
            &[("says", "say"), ("denies", "deny"), ("discusses", "discuss"), ("raises", "raise"), ("'s", "be"), ("pushes", "push")],
        );
        check(Xpos::Vbn, &[("written", "write"), ("WARNED", "warn"), ("urbanized", "urbanize")]);
    }

    #[test]
    fn nouns_find_their_singular() {
        check(
            Xpos::Nns,
            &[("countries", "country"), ("women", "woman"), ("claims", "claim"), ("speeches", "speech"), ("children", "child")],
        );
    }

    #[test]
    fn the_table_is_sorted_so_that_halving_finds_every_line() {
        let mut last = (' ', "");
        for line in IRREGULAR.lines() {
            let (key, value) = line.split_once('\t').unwrap();
            let mut letters = key.chars();
            let key = (letters.next().unwrap(), letters.as_str());
            assert!(last < key, "{line}");
            assert_eq!(irregular(key.0, key.1), Some(value));
            last = key;
        }
    }

    #[test]
    fn odd_words_are_left_alone() {
        for form in ["", "s", "ed", "ing", "’s", "É", "🏳️‍🌈s", "ss", "ies", "eed"] {
            assert!(Tag::all().all(|tag| lemma(form, tag).len() <= form.len() + 3), "{form}");
        }
    }
}
