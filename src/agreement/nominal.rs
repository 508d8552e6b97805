//! Agreement on what each of many units is, corrected for chance: categories that have no order.
//!
//! A rater is a list with what it says of each unit, in the order of the units; `None` where it says nothing. What is not defined (no unit, or
//! everybody says the same of all) is `None`: there is nothing that chance could have got wrong.

/// Cohen's kappa of two raters, over the units of which both say something (Cohen 1960, “A coefficient of agreement for nominal scales”).
pub fn cohen(one: &[Option<u32>], other: &[Option<u32>]) -> Option<f64> {
    let (mut same, mut all) = (0u64, 0u64);
    let (mut ones, mut others) = (Counts::default(), Counts::default());
    for (one, other) in one.iter().zip(other).filter_map(|(one, other)| one.zip(*other)) {
        same += u64::from(one == other);
        all += 1;
        ones.add(one);
        others.add(other);
    }
    let by_chance: u128 = ones.0.iter().zip(&others.0).map(|(one, other)| u128::from(*one) * u128::from(*other)).sum();
    let squared = u128::from(all) * u128::from(all);
    // (po − pe) / (1 − pe), each times the square of how many there are.
    let observed = u128::from(same) * u128::from(all);
    (by_chance < squared).then(|| (observed as f64 - by_chance as f64) / (squared - by_chance) as f64)
}

/// Fleiss' kappa of any number of raters, over the units of which all say something (Fleiss 1971, “Measuring nominal scale agreement among many
/// raters”). Its chance is that of all raters together, so that for two it is Scott's pi and not Cohen's kappa.
pub fn fleiss(raters: &[Vec<Option<u32>>]) -> Option<f64> {
    let (mut alike, mut pairs) = (0u64, 0u64);
    let mut totals = Counts::default();
    let people = raters.len() as u64;
    for unit in units(raters) {
        let said: Option<Vec<u32>> = unit.collect();
        let Some(said) = said.filter(|said| said.len() > 1) else { continue };
        alike += agreeing(&said);
        pairs += people * (people - 1);
        said.into_iter().for_each(|category| totals.add(category));
    }
    let by_chance = totals.squares() as f64 / (totals.all() as f64 * totals.all() as f64);
    (!totals.is_uniform()).then(|| (alike as f64 / pairs as f64 - by_chance) / (1.0 - by_chance))
}

/// Krippendorff's alpha for nominal data, with any number of raters and units of which only some say something (Krippendorff 2004, “Content
/// analysis”, chapter 11; the procedure is that of his “Computing Krippendorff's alpha-reliability”).
pub fn alpha(raters: &[Vec<Option<u32>>]) -> Option<f64> {
    let mut differing = 0.0;
    let mut totals = Counts::default();
    for unit in units(raters) {
        let said: Vec<u32> = unit.flatten().collect();
        // What one alone says cannot be compared.
        if said.len() > 1 {
            let others = said.len() as u64 - 1;
            differing += (said.len() as u64 * others - agreeing(&said)) as f64 / others as f64;
            said.into_iter().for_each(|category| totals.add(category));
        }
    }
    let all = u128::from(totals.all());
    let expected = (all * all - totals.squares()) as f64;
    (!totals.is_uniform()).then(|| 1.0 - (all - 1) as f64 * differing / expected)
}

/// What is said of each unit.
fn units(raters: &[Vec<Option<u32>>]) -> impl Iterator<Item = impl Iterator<Item = Option<u32>>> {
    let count = raters.iter().map(Vec::len).max().unwrap_or(0);
    (0..count).map(move |unit| raters.iter().map(move |rater| rater.get(unit).copied().flatten()))
}

/// How many ordered pairs of raters say the same of a unit.
fn agreeing(said: &[u32]) -> u64 {
    let mut sorted = said.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|one, other| one == other).map(|same| (same.len() * (same.len() - 1)) as u64).sum()
}

/// How often each category was said.
#[derive(Default)]
struct Counts(Vec<u64>);

impl Counts {
    fn add(&mut self, category: u32) {
        let place = category as usize;
        if place >= self.0.len() {
            self.0.resize(place + 1, 0);
        }
        self.0[place] += 1;
    }

    fn all(&self) -> u64 {
        self.0.iter().sum()
    }

    fn squares(&self) -> u128 {
        self.0.iter().map(|&count| u128::from(count) * u128::from(count)).sum()
    }

    /// Whether nothing was said, or one thing only.
    fn is_uniform(&self) -> bool {
        self.0.iter().filter(|&&count| count > 0).count() < 2
    }
}

#[cfg(test)]
mod tests;
