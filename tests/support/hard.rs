//! Long texts that are no articles: one piece over and over, or nothing but names. For the tests that nothing breaks, and for the measurement that
//! work grows in step with the text.

#![allow(dead_code, reason = "each suite uses its part")]

/// Pieces that make long texts: no words, no spaces, no sentence ends, no paragraphs, nothing but names, nothing but speech.
const ROWS: &[&str] = &[
    "“",
    "”",
    "\"",
    "\" ",
    "'",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "(",
    "[a ",
    "((\"",
    ".",
    "… ",
    "? ",
    "a",
    "A",
    "1",
    "a-",
    "a'",
    "a\n",
    "- a\n",
    "\0",
    "🦀",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "\u{200d}",
    "\u{301}",
    "e\u{301}te\u{301} said ",
    "\u{202e}\u{200f}“a” said B. ",
    "אמר המורה “שלום”. ",
    "said ",
    "that ",
    "and ",
    "not ",
    "he ",
    "said that ",
    "he said, ",
    "he said; ",
    "he said — yes — ",
    "He said he said ",
    "“Yes,” he said. ",
    "“Yes,” she said, “no,” ",
    "“We go on.\n\n",
    "“\n",
    "Lumen, ",
    "Lumen of ",
    "Lumen and ",
    "Ada Lumen ",
    "Ada Lumen's ",
    "President ",
    "Mr. ",
    "U.S.",
    "the Council of the ",
    "A: B: C: ",
    "Ada Lumen: we will go\n",
    "Ada\t12\t“yes”\n",
    "| Ada | “yes” |\n",
    "<p>He said &quot;yes&quot; <b>Ada</b></p>",
    "&amp;",
    "Thesecretarysaidthat,",
    "https://a.b/c?d=e&f=",
    "a@b.c ",
    "#a @b ",
    "1,000.00 ",
    "THE MAYOR SAID HE WOULD VETO THE BILL ",
    "said warned denied demanded ",
    "According to Ada Lumen, according to Reyes, ",
    "Lumen opposes the plan and demands that Reyes support it ",
    // Open marks without end, of every shape, with and without words.
    "“He said no.\n\n",
    "“He said no. “",
    "“He said, “no, ",
    "‘He said ‘no ",
    "\"He said no.\n\n",
    "«He said no.\n\n",
    "„He said no.\n\n",
    "``He said no.\n\n",
    "“(He said no.\n\n",
    "“(",
    "“) ",
    "( ) [ ] ",
    "“‘“‘He said ",
    "“‘No,’ he said,” she said. ",
    "“She said ‘he said “no” twice’ then,” said Ada. ",
    // Paragraphs that lead to speech, and speech that nobody ends.
    "He said:\n\n",
    "Ada Lumen said:\n\n",
    "Ada Lumen said:\n\nWe will go.\n\n",
    "Ada Lumen said:\n\nThe harbor is shut.\n\n",
    "Ada Lumen said:\n“We will go.\n",
    "He said: “We go.\n\n“We stay.\n\n",
    "We go now and then.\n\n",
    "ADA LUMEN: We will go.\n\nIt is late.\n\n",
    "ADA: I said that we said no.\n\n",
    "Q. Why?\n\nA. I said so.\n\n",
    // Speech without a speaker, one after the other and in one paragraph.
    "“We will go there.” ",
    "“We will go there,” “you will stay here.” ",
    "“We must go. It is wrong. We will not stay. ",
    "We must go. It is wrong. We will not stay. ",
    "“We will go.” She left. ",
    "“I,” ",
    "“I” ",
    // Cues and what leads to them.
    "“No,” he said, she said, they said, ",
    "said: ",
    "saying that ",
    "he said that she said that ",
    "He told her that he told her ",
    "according to ",
    ", according ",
    "asked whether ",
    "when asked about it, ",
    "reportedly said ",
    "was told by ",
    "expressed hope that ",
    "described as ",
    "what he called ",
    "He denied that he said that he denied. ",
    // Names, titles, roles and pronouns.
    "Lumen Lumen ",
    "Ada B. Lumen, ",
    "Ada-Lumen-",
    "President Ada Lumen of Norway, the mayor of Oslo, ",
    "the mayor of the mayor of ",
    "the mayor, ",
    "Ada Lumen is a lawyer. The old general spoke. ",
    "Ada Lumen is a general. The brave general spoke. ",
    "the Data Rights Commission (DRC) ",
    "the Data Rights Commission (DRC) and Norway said no. ",
    "Lumen Foods Inc., the company, ",
    "LUMEN ",
    "THEY ",
    "She ",
    "her ",
    "Ada said she told her they knew him. ",
    "it said it said ",
    "We, our and us. ",
    "The union said it would. It said it would. ",
    "I said I was. ",
    "Dr. Ada Lumen KC MP ",
    // Marks and lines.
    ", ",
    ",",
    "; ",
    ": ",
    "— ",
    "-- ",
    "- ",
    "a, b, c and d, ",
    "a. B. ",
    "A.b",
    "Mr. Ada. ",
    "14:32 ",
    "OSLO — ",
    "OSLO, 3 June – Ada said no.\n",
    "By Ada Lumen\n\n",
    "<",
    "<a ",
    "<!-- ",
    "<p>",
    "&#",
    "<script",
    "#a",
    "Www.A-B-",
    "www.a.b/",
    "to go or to stay or ",
    "because if when that ",
    "will would must should ",
    "the plan is a mistake and ",
    "not no never nothing ",
];

/// A kind of text: what it is made of, and how it is made in any length.
pub(crate) struct Kind {
    pub(crate) name: String,
    make: Box<dyn Fn(usize) -> String>,
}

impl Kind {
    fn new(name: &str, make: impl Fn(usize) -> String + 'static) -> Kind {
        Kind { name: name.escape_debug().to_string(), make: Box::new(make) }
    }

    /// A text of about `length` bytes.
    pub(crate) fn text(&self, length: usize) -> String {
        (self.make)(length)
    }
}

/// Every kind.
pub(crate) fn kinds() -> Vec<Kind> {
    let row = |piece: &&'static str| {
        let piece: &'static str = piece;
        Kind::new(piece, move |length| piece.repeat(length / piece.len()))
    };
    let numbered = |name, write: fn(usize) -> String| Kind::new(name, move |length| series(length, write));
    let half = |name, one: &'static str, other: &'static str| {
        Kind::new(name, move |length| one.repeat(length / 2 / one.len()) + &other.repeat(length / 2 / other.len()))
    };
    let others = [
        numbered("names in a list", |number| format!("{} {}, ", name(number), name(7 * number + 3))),
        numbered("names that speak", |number| {
            format!("{} {} said that {} was wrong. ", name(number), name(7 * number + 3), name(number + 1))
        }),
        Kind::new("a quotation without an end", |length| {
            String::from("“") + &series(length, |number| format!("{} was wrong, he said, and ", name(number)))
        }),
        numbered("surnames that come again", |number| {
            format!("{} {} came. Mr. {} left. ", name(number), name(7 * number), name(7 * number + 1))
        }),
        numbered("bodies with letters of their own", |number| {
            let (one, other) = (name(number), name(3 * number + 1));
            format!("The {one} {other} Council ({}{}C) met Norway. ", &one[..1], &other[..1])
        }),
        numbered("one who is everything", |number| {
            format!(
                "Ada Lumen is the {} of {}. The {} left. ",
                ROLES[number % ROLES.len()],
                name(number),
                ROLES[(number + 1) % ROLES.len()]
            )
        }),
        numbered("outlets", |number| format!("The {} Times reported that the {} Post was wrong. ", name(number), name(number + 1))),
        Kind::new("one name without an end", |length| {
            format!("Mayor Ada {} said no. Ada {}s said no.", "Lumen".repeat(length / 10), "Lumen".repeat(length / 10))
        }),
        Kind::new("one address without an end", |length| {
            format!("We met Www.{} and Www.{}", "A-B".repeat(length / 6), "A-B".repeat(length / 6))
        }),
        half("a speech of many paragraphs, and many who said it", "“We go now.\n\n", "he said. "),
        half("many who say it, and a speech of many paragraphs", "he said, ", "“We go now.\n\n"),
        half("open marks, and closing ones", "“a ", "b” "),
        half("open brackets, and closing ones", "( a ", "b ) "),
        half("a quotation of open brackets, and no end", "“( ", "( "),
    ];
    ROWS.iter().map(row).chain(others).collect()
}

const ROLES: [&str; 6] = ["mayor", "general", "lawyer", "president", "minister", "coach"];

/// One piece after the other, each made of its number.
fn series(length: usize, write: fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text.push_str(&write(number));
    }
    text
}

/// Texts of about `length` bytes of every kind, each with what it is made of.
pub(crate) fn texts(length: usize) -> Vec<(String, String)> {
    kinds().into_iter().map(|kind| (kind.text(length), kind.name)).map(|(text, name)| (name, text)).collect()
}

/// A name that no other number has.
fn name(mut number: usize) -> String {
    let mut name = String::from("B");
    loop {
        name.push(['a', 'e', 'i', 'o', 'u'][number % 5]);
        name.push(['l', 'm', 'n', 'r', 's', 't', 'k', 'v'][number / 5 % 8]);
        number /= 40;
        if number == 0 {
            return name;
        }
    }
}
