//! Long texts that are no articles: one piece over and over, or nothing but names. For the tests that nothing breaks, and for the measurement that
//! work grows in step with the text.

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
];

/// Texts of about `length` bytes, each with what it is made of.
pub(crate) fn texts(length: usize) -> Vec<(String, String)> {
    let row = |piece: &&str| (piece.escape_debug().to_string(), piece.repeat(length / piece.len()));
    let mut texts: Vec<(String, String)> = ROWS.iter().map(row).collect();
    let (mut list, mut speech, mut quote) = (String::new(), String::new(), String::from("“"));
    for number in (0..).take_while(|number| number * 40 < length) {
        list.push_str(&format!("{} {}, ", name(number), name(7 * number + 3)));
        speech.push_str(&format!("{} {} said that {} was wrong. ", name(number), name(7 * number + 3), name(number + 1)));
        quote.push_str(&format!("{} was wrong, he said, and ", name(number)));
    }
    texts.extend([("names in a list".into(), list), ("names that speak".into(), speech), ("a quotation without an end".into(), quote)]);
    texts
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
