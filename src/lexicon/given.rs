//! Given names: words that begin a person's name. Names that are everyday words, too, are left out.
//!
//! Own words, the given names of the members of the US Congress (congress-legislators, CC0), and those that stand first in the names of persons in
//! a corpus of newswire from outside the US and Europe.

use super::index::index;

/// Whether the lower-cased word is a given name.
pub fn is_given(word: &str) -> bool {
    index!(GIVEN)(word).is_some()
}

/// The small words that surnames begin with: `van der Meer`, `de la Cruz`.
#[rustfmt::skip]
static PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "las", "le", "los",
    "ten", "ter", "ul", "van", "von", "y",
];

/// Whether the lower-cased word can stand between a given name and the rest of a surname.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

/// What stands between a name and another name of the same person, in lower case.
#[rustfmt::skip]
static ALIAS_LEADS: &[&str] = &[
    "a.k.a", "a.k.a.", "aka", "alias", "also called", "also known as", "also known by", "best known as", "better known as", "known as",
    "nicknamed", "who goes by", "who went by", "widely known as",
];

/// Whether the lower-cased words, with single spaces, lead from a name to another name of its bearer.
pub fn leads_to_alias(words: &str) -> bool {
    ALIAS_LEADS.binary_search(&words).is_ok()
}

/// Whether the lower-cased word ends such words.
pub fn ends_alias_lead(word: &str) -> bool {
    ALIAS_LEADS.iter().any(|lead| lead.rsplit(' ').next() == Some(word))
}

#[rustfmt::skip]
static GIVEN: &[&str] = &[
    "aaron", "abdul", "abdullah", "abdulrahman", "abhishek", "abigail", "abolfazl", "abraham", "adam", "addison", "adela",
    "adelita", "adolfo", "adrian", "adriana", "adriano", "ahmad", "ahmed", "aisha", "akhilesh", "alan", "albert", "alberth",
    "alberto", "alec", "alejandro", "aleksandr", "aleksei", "alethea", "alex", "alexander", "alexandra", "alexandria", "alexei",
    "alexis", "alfred", "alfredo", "ali", "alice", "alicia", "alina", "alison", "allan", "allans", "allen", "allison", "alvaro",
    "alvin", "aman", "amanda", "amber", "amelia", "ami", "amir", "amit", "amos", "amy", "ana", "analilia", "anamely", "anastasia",
    "anastasio", "andrea", "andreas", "andrei", "andres", "andrew", "andrii", "andrij", "andriy", "andré", "andrés", "andy",
    "angela", "angelina", "angie", "angus", "anika", "anita", "ann", "anna", "anne", "annie", "anthea", "anthony", "antonia",
    "antonio", "antony", "anurag", "aparna", "ariel", "arlen", "armando", "arngna", "arnold", "arnulfo", "arpita", "arthur",
    "arturo", "asad", "ashley", "ashraful", "asif", "atal", "aubrey", "audrey", "augusto", "austin", "ayanna", "ayeen", "ayelet",
    "ayesha", "ayman", "baha", "barack", "barbara", "barbra", "barry", "basavaraj", "bashar", "bassam", "bavisha", "beatrice",
    "becky", "ben", "benedict", "benito", "benjamin", "bennie", "benny", "bernard", "bernardo", "bernie", "bert", "berta", "beth",
    "bethany", "betty", "bhikaji", "bill", "billy", "binyamin", "bisher", "blake", "bob", "bobby", "boniek", "bonnie", "boris",
    "brad", "bradley", "brandon", "brayan", "brenda", "brendan", "brent", "brett", "brian", "bridget", "brittany", "bruce", "bryan",
    "bryant", "budh", "bunna", "byron", "caitlin", "caleb", "calvin", "cameron", "camilla", "camille", "carissa", "carl", "carla",
    "carlos", "carmel", "carmelita", "carmen", "carol", "caroline", "carolyn", "carrie", "catherine", "cathy", "cayetano",
    "cecilia", "celeste", "chadwick", "charles", "charlie", "charlotte", "chellie", "chelsea", "cheryl", "cheyenne", "chico",
    "chloe", "chris", "chrissy", "christian", "christina", "christine", "christoph", "christopher", "chuck", "cindy", "claire",
    "clara", "clarence", "claude", "claudia", "claudio", "clayton", "clement", "cleo", "cody", "colin", "connie", "conor", "conrad",
    "cory", "craig", "cristian", "cristiana", "cristina", "crystal", "curtis", "cynthia", "dadabhai", "daisy", "dale", "dalton",
    "damian", "damon", "dan", "dana", "dani", "daniel", "daniela", "danielle", "danilo", "danny", "darin", "darius", "darrell",
    "darren", "daryl", "dassi", "dave", "david", "dawn", "dean", "deb", "debbie", "deborah", "debra", "delia", "denil", "denis",
    "denise", "dennis", "derek", "derrick", "diana", "diane", "didier", "diego", "dina", "djemal", "dmitri", "dmitriy", "dmitry",
    "dmytro", "dominic", "dominique", "don", "donald", "donis", "donna", "donnie", "dora", "doris", "dorothy", "doug", "douglas",
    "droupadi", "duncan", "dwayne", "dwight", "dylan", "earl", "ebrahim", "ed", "eddie", "edgar", "edgardo", "edith", "eduardo",
    "edward", "edwin", "eileen", "elaine", "eldon", "eleanor", "elena", "eli", "elijah", "elisabeth", "elise", "elissa",
    "elizabeth", "ellen", "elliott", "elly", "elmer", "elvira", "emanuel", "emilia", "emily", "emma", "emmanuel", "enid", "enoch",
    "enrique", "enver", "enzo", "eric", "erica", "erick", "erik", "erika", "erin", "ernest", "ernesto", "erwin", "esteban",
    "esther", "etelvina", "ethan", "eugene", "eva", "evan", "evangelina", "evelyn", "evo", "ezequiel", "fahad", "faisal", "farah",
    "farid", "farooq", "fathima", "fatima", "fausto", "federico", "felipe", "felix", "ferdinand", "ferdousi", "fernando", "fidel",
    "fiona", "florencio", "frances", "francesco", "francia", "francis", "francisco", "frank", "franklin", "fred", "freddy",
    "frederica", "frederick", "fumio", "félix", "gabe", "gabriel", "gabriela", "gabrielle", "gareth", "garland", "gary", "gautam",
    "gavin", "gavriel", "gaye", "gedalyahu", "gemma", "gene", "geoff", "geoffrey", "george", "gerald", "geraldo", "gerard",
    "gerardo", "gilbert", "gillian", "gino", "giorgia", "giovanni", "gisela", "giuseppe", "gladys", "glenn", "gloria", "gordon",
    "gowri", "grace", "graciela", "graham", "greg", "gregorio", "gregory", "greta", "guadalupe", "guillermo", "gus", "gustavo",
    "guy", "gwen", "gérald", "haitham", "hakeem", "hal", "haley", "hamad", "hamid", "hannah", "hans", "harold", "harriet", "harry",
    "harvey", "hassan", "hayley", "heather", "hector", "heidi", "helen", "helena", "henrik", "henry", "herbert", "heriberto",
    "hessa", "hillary", "hiram", "hiroaki", "hla", "holly", "horacio", "hossein", "howard", "hridoy", "hsieh", "hugh", "hugo",
    "hulagu", "hun", "hussein", "héctor", "ian", "ibn", "ibrahim", "idi", "ignacio", "igor", "ilhan", "imran", "ingrid", "inzy",
    "irene", "iris", "isaac", "isabel", "ismael", "ismail", "itamar", "ivan", "ivanka", "ivette", "iván", "izkia", "jacinda",
    "jack", "jackie", "jacky", "jacob", "jacqueline", "jafar", "jahana", "jaime", "jair", "jake", "jamal", "james", "jamie", "jan",
    "jane", "janelle", "janet", "janice", "jared", "jaroslav", "jason", "javier", "jawaharlal", "jay", "jean", "jeanie", "jeanine",
    "jeanne", "jeff", "jefferson", "jeffrey", "jennie", "jennifer", "jenny", "jeremy", "jerome", "jerrold", "jerry", "jesse",
    "jessica", "jessie", "jeswin", "jesús", "jill", "jim", "jimmy", "joan", "joanna", "joanne", "joao", "joaquin", "jodey", "jody",
    "joe", "joel", "johan", "johannes", "john", "johnathan", "johnny", "joko", "jon", "jonas", "jonathan", "joni", "jordan",
    "jorge", "jose", "josefa", "joseph", "josh", "joshua", "josué", "josé", "joyce", "joão", "juan", "judith", "judy", "julia",
    "julian", "julie", "julio", "julián", "justin", "kahurangi", "kaique", "kaja", "kamala", "kami", "karan", "karen", "karim",
    "karina", "karl", "karla", "kartik", "kate", "katherine", "kathleen", "kathryn", "kathy", "katie", "katrina", "katy", "kay",
    "kayla", "kazi", "keith", "kelly", "ken", "kendall", "kenneth", "kerri", "kerry", "kevin", "khaled", "khaleda", "khalid",
    "khalida", "khamis", "kim", "kimberly", "kimberlyn", "kirsten", "kirstjen", "kirsty", "klaus", "kofi", "konstantin", "kristen",
    "kristin", "kublai", "kurt", "kweisi", "kyaw", "kyle", "kyriakos", "lai", "lamonica", "lance", "larry", "lars", "lateefah",
    "laura", "lauren", "laurie", "lavanya", "lawrence", "leah", "leandro", "leanne", "lee", "leigh", "leila", "lenín", "leo",
    "leon", "leonard", "leonardo", "leonel", "leonid", "leslie", "lewis", "liam", "lidia", "lily", "linda", "lindsay", "lindsey",
    "lionel", "lisa", "liz", "lizzie", "lloyd", "lois", "lokmanya", "lonnie", "lori", "louis", "louise", "lucas", "lucia",
    "lucille", "lucy", "luigi", "luis", "luiz", "luke", "luo", "luz", "lynda", "lyndon", "lyndsay", "lynn", "mabel", "madan",
    "madeleine", "maggie", "mahatma", "mahbub", "mahmoud", "malcolm", "malka", "mallory", "mancherji", "mandy", "mangal", "manju",
    "manoj", "manuel", "marc", "marcel", "marcela", "marcelo", "marcia", "marcie", "marco", "marcos", "marcus", "marcy", "margaret",
    "marhoom", "maria", "mariam", "mariannette", "maribel", "marie", "mariela", "marilyn", "marina", "mario", "marion", "marisa",
    "marise", "marisela", "mark", "markus", "marlene", "marlin", "marsha", "martha", "martin", "martín", "marvin", "mary", "maryam",
    "marybeth", "marzouq", "maría", "masha", "masud", "mathai", "mathew", "mathieu", "matt", "mattar", "matteo", "matthew",
    "matías", "maureen", "maurice", "mauricio", "max", "maxim", "maxine", "maxwell", "maynor", "mazie", "meagan", "medianero",
    "megan", "mel", "melania", "melanie", "melissa", "meredith", "mette", "mevlüt", "micah", "michael", "michal", "micheal",
    "michel", "michele", "michelle", "miguel", "mike", "mikhail", "miki", "mila", "mildred", "milos", "mira", "miriam", "mishal",
    "mitch", "moayad", "mohamed", "mohammad", "mohammed", "mohd", "mohiuddin", "mona", "monica", "monir", "morena", "morgan",
    "morris", "moshe", "muhammad", "mujtaba", "mushtaq", "mustafa", "mónica", "nadia", "naftali", "nahla", "nancy", "nanette",
    "naomi", "narendra", "natalia", "natalie", "natan", "natasha", "nathan", "nathaniel", "navaid", "nayib", "neal", "neil",
    "nellie", "nelson", "ngahiwi", "nia", "nicholas", "nick", "nicky", "nicola", "nicolas", "nicole", "nicolás", "nigel", "nikema",
    "nikita", "nikki", "nikolai", "nirmala", "niya", "noah", "noel", "noella", "noor", "nora", "norma", "norman", "nouri", "nydia",
    "nyla", "obaidul", "oksana", "oleg", "oleksandr", "oleksii", "olga", "oliver", "olivia", "olivier", "olmedo", "omar", "omer",
    "osama", "oscar", "ossie", "otto", "owen", "pablo", "pallonji", "pamela", "paola", "partha", "pat", "patricia", "patricio",
    "patrick", "patsy", "paul", "paula", "paulina", "pavel", "pedro", "peggy", "peng", "penny", "perry", "pervez", "pete", "peter",
    "petro", "phereozeshah", "phil", "philip", "phillip", "phyllis", "phyo", "pierre", "pilar", "pinarayi", "pintado", "piyush",
    "porfirio", "pramila", "priscilla", "priti", "priyanka", "qasem", "qillulaaq", "quintin", "rabindranath", "rachel", "rafael",
    "rahul", "raja", "rajiv", "rajnath", "ralph", "ramiro", "ramón", "rand", "randall", "randy", "rani", "ranil", "raphael",
    "raquel", "rashida", "ratan", "raul", "ray", "raymond", "raúl", "rebecca", "recep", "reginald", "reinaldo", "remigio", "rene",
    "rené", "rex", "reza", "ribas", "ricardo", "richard", "rick", "ricky", "rigoberto", "riley", "rishi", "ritchie", "rob",
    "robbie", "robert", "roberta", "roberto", "robin", "rod", "rodrigo", "rogelio", "roger", "roland", "rolando", "romell", "romeo",
    "ron", "ronald", "ronen", "ronni", "ronny", "roopali", "rosa", "rosalia", "rosario", "rose", "rosie", "ross", "roy", "ruben",
    "rubilio", "ruby", "rubén", "rudy", "ruhul", "rupert", "russ", "russell", "rustem", "ruth", "ryan", "ryutaro", "saad", "sabine",
    "sabrina", "sadiq", "sajid", "salim", "sally", "sam", "samantha", "samuel", "sandra", "sanford", "sanjiv", "sara", "sarah",
    "satish", "sayyid", "scott", "sean", "sebastian", "sebastián", "serena", "serge", "sergei", "sergey", "sergio", "seth",
    "seyyed", "shaba", "shafik", "shaibin", "shajahan", "shana", "shane", "shannon", "sharice", "sharon", "shaun", "shauna",
    "shawn", "sheila", "sheldon", "shelley", "sheri", "sherry", "shi", "shimrit", "shinzo", "shireen", "shirley", "shogo",
    "shomari", "shontel", "sidney", "silvina", "silvio", "simon", "simone", "sofia", "sohel", "sonia", "sophia", "sophie",
    "spencer", "srisuwan", "stacey", "stacy", "staffan", "stan", "stanley", "stefan", "stella", "steny", "stephanie", "stephen",
    "steve", "steven", "stewart", "stuart", "subhas", "sue", "suella", "suhas", "sunil", "susan", "susie", "suzan", "suzanne",
    "syed", "sylvan", "sylvia", "talal", "talia", "tama", "tamara", "tamasailau", "tammy", "tania", "tara", "taras", "taro", "ted",
    "teesta", "tejasvi", "tenoch", "teodoro", "teresa", "terrence", "terri", "terry", "tetsuya", "thabo", "theodore", "theresa",
    "thom", "thomas", "tim", "timothy", "tina", "tizya", "tobias", "todd", "tom", "tommy", "toni", "tony", "tracey", "tracy",
    "travis", "trent", "trevor", "troy", "trudy", "tulsi", "turki", "tushar", "tyler", "tyra", "umar", "ursula", "valentina",
    "valerie", "vanessa", "vera", "vern", "vernon", "veronica", "vicente", "vicki", "victor", "victoria", "viktor", "vince",
    "vincent", "violeta", "virgilio", "virginia", "vitali", "vivian", "vivien", "vladimir", "volodymyr", "wade", "walter",
    "wamanrao", "wanda", "warren", "wasil", "wayne", "wendy", "wesley", "wilbur", "wilfredo", "will", "william", "winston",
    "xavier", "xi", "xiomara", "yaakov", "yael", "yair", "yashwant", "yasmin", "yassamin", "yasser", "yazeed", "yehuda", "yevgeny",
    "yosef", "yoshihide", "yoshimasa", "yuki", "yulia", "yuri", "yusuf", "yvette", "yvonne", "zachary", "zeng", "zhu", "zoe",
    "zoraida",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted_and_whole() {
        assert!([super::GIVEN, super::PARTICLES, super::ALIAS_LEADS].iter().all(|table| table.is_sorted()));
        assert!(super::is_given("jane") && !super::is_given("janes"));
    }
}
