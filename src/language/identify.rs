//! Tells the language of a text, so that models and rules, which know English only, are kept away from others.
//!
//! English is known by its function words; what has few of them is judged by its letters, three at a time (`whatlang`). Where neither tells English, a
//! text is not English, unless it is too short to tell anything.

use whatlang::{Lang, Script};

use crate::lexicon::{languages, titles};
use crate::tokens::{Kind, Tokens};

/// How many bytes of a text are looked at.
const ENOUGH: usize = 4000;
/// The share of function words that no other language has, in percent.
const ENGLISH: usize = 30;
/// With fewer words than this, a text tells something only by its script, or where it has no function word at all.
const SHORT: usize = 10;
const SHORTEST: usize = 4;

/// The tag of a text that is not English, and in nobody knows which language.
pub const UNKNOWN: &str = "und";

/// The language of `text` with these tokens as a BCP 47 tag, judged by its first words.
pub fn identify(text: &str, tokens: &Tokens) -> &'static str {
    let (mut words, mut ours) = (0, 0);
    let first = (0..tokens.len()).take_while(|&i| tokens.span(i).end() as usize <= ENOUGH);
    for word in first.filter(|&i| tokens.kind(i) == Kind::Word).map(|i| tokens.span(i).slice(text)) {
        words += 1;
        ours += usize::from(is_english(word));
    }
    if ours * 100 >= words * ENGLISH && words >= SHORTEST {
        return "en";
    }
    let end = (0..=ENOUGH.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let Some(guess) = whatlang::detect(&text[..end]).filter(|guess| guess.lang() != Lang::Eng) else { return "en" };
    let foreign = match () {
        () if guess.script() != Script::Latin => true,
        () if words < SHORTEST => false,
        () if guess.is_reliable() => true,
        // A language that is not known to the detector looks a little like one that is.
        () if words < SHORT => ours == 0 && guess.confidence() >= 0.2,
        () => ours * 6 < words,
    };
    match foreign {
        false => "en",
        true if guess.is_reliable() || guess.confidence() >= 0.7 => languages::tag(guess.lang().code()),
        true => UNKNOWN,
    }
}

/// Whether `word` is one of those that sentences are built with in English, or the verb of its news.
fn is_english(word: &str) -> bool {
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = |word: &str| word.len() > 1 && titles::is_function_word(word) || languages::is_english_sign(word);
    if small { known(word) } else { known(&word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identify(text: &str) -> &'static str {
        super::identify(text, &crate::tokens::split(text))
    }

    #[test]
    fn languages_are_told_apart() {
        for (tag, text) in [
            ("de", "Die Bürgermeisterin Ada Quill sagte, die Fähre werde eingestellt. „Wir haben kein Geld“, sagte Quill am Montag."),
            ("de", "Der Stadtrat lehnte den Plan ab. Die Gewerkschaft kündigte einen Streik an."),
            ("fr", "La maire a déclaré lundi que le ferry serait supprimé. « Nous n’avons plus d’argent », a dit Mme Quill."),
            ("es", "La alcaldesa dijo el lunes que el ferry se suprimiría. «No tenemos dinero», dijo Quill."),
            ("it", "Il sindaco ha detto che il traghetto sarà soppresso. I residenti protestano contro il piano."),
            ("pt", "A prefeita disse na segunda-feira que a balsa vai parar. Os moradores protestaram contra o plano."),
            ("nl", "De burgemeester zei maandag dat de veerboot zou stoppen. De bewoners zijn boos over het plan."),
            ("pl", "Burmistrz powiedziała w poniedziałek, że prom zostanie zlikwidowany. Mieszkańcy protestują przeciwko planowi."),
            ("hu", "A polgármester hétfőn azt mondta, hogy a komp megszűnik. A lakók tiltakoznak a terv ellen."),
            ("tr", "Belediye başkanı pazartesi günü feribotun kaldırılacağını söyledi. Halk plana karşı çıkıyor."),
            ("id", "Wali kota mengatakan pada hari Senin bahwa feri akan dihentikan. Warga memprotes rencana itu."),
            ("ru", "Мэр сказала в пятницу, что порт открыт."),
            ("el", "Η δήμαρχος είπε τη Δευτέρα ότι το φέρι θα σταματήσει."),
            ("ja", "市長は月曜日、フェリーを廃止すると述べた。"),
            ("zh", "市长周一表示，渡轮将停运。"),
        ] {
            assert_eq!(identify(text), tag, "{text}");
        }
    }

    #[test]
    fn a_language_that_nobody_knows_is_not_english() {
        for text in [
            "Meya alisema Jumatatu kwamba kivuko kitasimamishwa. Wakazi wanapinga mpango huo.",
            "Rais alisema serikali itajenga barabara mpya. Wananchi walifurahi sana kusikia habari hizo.",
            "Magajin gari ya ce ranar Litinin cewa za a dakatar da jirgin ruwa. Mazauna suna adawa da shirin.",
            "Is-sindku qal nhar it-Tnejn li l-vapur se jieqaf. Ir-residenti qed jipprotestaw kontra l-pjan.",
            "Alkateak esan zuen astelehenean ferrya kenduko dutela. Bizilagunek planaren kontra egin dute.",
            "Le maire dit non.",
        ] {
            assert_eq!(identify(text), UNKNOWN, "{text}");
        }
    }

    #[test]
    fn english_is_known_by_its_function_words() {
        for text in [
            "",
            "Quid pro quo",
            "1 2 3 4 5. 6 7 8.",
            "The mayor said on Friday that the harbor is open and that the repairs on the pier are not finished.",
            "Rui da Costa said no. Da Costa left. Ana dos Santos agreed.",
            "Jan van der Meer said no. Van der Meer left.",
            "Ada Quill slams rail firm over late trains\n\nQuill said trains were late.",
            "Carly Fiorina: ‘Bill Clinton’s fair game.’",
            "“Get ’em out, ’cause it’s late,” Ines Valdez said.",
            "The mayor said the ferry would stop. Die Fähre werde eingestellt, sagte sie. Residents protested and said they would sue.",
            "MAYOR SAYS NO TO FERRY PLAN\n\nTHE MAYOR SAID ON MONDAY THAT THE FERRY WOULD STOP.",
        ] {
            assert_eq!(identify(text), "en", "{text}");
        }
    }
}
