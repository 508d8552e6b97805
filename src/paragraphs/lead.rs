//! What stands before the first sentence of a paragraph and belongs to the page: the time of a live blog's entry, an agency's dateline.

use crate::lexicon::places::country;

/// The most bytes a dateline has.
const LONGEST: usize = 64;

/// How many bytes of `paragraph` are a time or a dateline; `None` where it begins with the article's own words, or there is nothing behind.
pub(super) fn length(paragraph: &str) -> Option<usize> {
    let length = time(paragraph).or_else(|| dateline(paragraph))?;
    let behind = paragraph[length..].trim_start();
    behind.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'«„".contains(c)).then_some(length)
}

/// `14:32`, `2.30pm`, `10:05 GMT –`.
fn time(paragraph: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(paragraph);
    let mark = paragraph[hours..].chars().next().filter(|c| matches!(c, ':' | '.' | 'h'))?;
    let minutes = &paragraph[hours + mark.len_utf8()..];
    let fits = (1..=2).contains(&hours) && digits(minutes) == 2 && paragraph[..hours].parse::<u8>().is_ok_and(|hour| hour < 25);
    let mut end = hours + mark.len_utf8() + 2;
    let noon = paragraph.get(end..)?;
    let half = noon.trim_start().get(..2).is_some_and(|half| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"));
    if half {
        end += noon.len() - noon.trim_start().len() + 2;
    }
    if !fits || (mark == '.' && !half) || !paragraph[end..].starts_with(|c: char| c.is_whitespace() || c == ':') {
        return None;
    }
    let zones = ["GMT", "BST", "CET", "CEST", "UTC", "EST", "EDT", "ET", "IST", "AEST"];
    let first = paragraph[end..].split_whitespace().next().unwrap_or_default();
    if zones.contains(&first.trim_end_matches([':', '-'])) {
        end = end + paragraph[end..].find(first)? + first.len();
    }
    let rest = paragraph[end..].trim_start_matches([' ', ':', '-', '–', '—', '|', '\u{a0}']);
    Some(paragraph.len() - rest.len()).map(|end| end.min(paragraph.len())).map(|end| paragraph[..end].trim_end().len())
}

/// `KHARTOUM, April 9 (AFP) -`, `MANILA —`, `NEW DELHI:`.
fn dateline(paragraph: &str) -> Option<usize> {
    let head: String = paragraph.chars().take_while(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’')).collect();
    let city = head.trim_end();
    if city.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    if paragraph[city.len()..].starts_with(": ") {
        return country(&city.to_lowercase()).map(|_| city.len() + 1);
    }
    let end = (0..=paragraph.len().min(LONGEST + 8)).rev().find(|&end| paragraph.is_char_boundary(end))?;
    let near = &paragraph[..end];
    let dash = [" — ", " – ", " -- ", " - ", "— "].iter().filter_map(|dash| Some((near.find(dash)?, dash.trim_end().len()))).min()?;
    let lead = &paragraph[..dash.0];
    let name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '/'));
    let fits = lead.len() <= LONGEST && lead.split_whitespace().all(name) && lead.split(['(', ',']).next().is_some_and(is_city);
    fits.then_some(dash.0 + dash.1)
}

fn is_city(words: &str) -> bool {
    words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_datelines_are_told_from_the_article() {
        for (lead, rest) in [
            ("14:32", " Schools will stay shut."),
            ("2.30pm", " The vote is over."),
            ("10:05 GMT –", " “We wait,” he says."),
            ("KHARTOUM, April 9 (AFP) -", " The army said so."),
            ("MANILA —", " The department has deferred it."),
            ("OSLO, 3 June –", " Norvik bought it."),
            ("NEW DELHI:", " The court sat."),
        ] {
            assert_eq!(length(&format!("{lead}{rest}")), Some(lead.len()), "{lead}");
        }
        for text in [
            "14:32",
            "2.10 Million people came.",
            "10 O'clock is late.",
            "OKORO: We knew in March.",
            "The council – Ann Reed's – met.",
            "NASA has a plan – a good one.",
            "30:99 Nothing.",
            "",
            "—",
        ] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
