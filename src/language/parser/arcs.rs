//! Which relations an arc can have, given what sort it is: counted before anything is learned, most sorts leave one or a few.

use super::super::relations::Relation;
use super::super::weights::Model;

/// Every relation but the root's, which the head alone decides. A set of relations has a bit for the number of each.
pub const ANY: u64 = ((1 << Relation::ALL.len()) - 1) & !(1 << Relation::Root as u64);

/// The relations of each sort of [`arc`](super::features::arc).
#[derive(Clone, Debug)]
pub struct Arcs {
    /// For each sort the number of its set.
    set_of: Vec<u8>,
    /// The sets, the first of them [`ANY`].
    sets: Vec<u64>,
}

impl Default for Arcs {
    /// Any relation for every sort.
    fn default() -> Self {
        Arcs { set_of: Vec::new(), sets: vec![ANY] }
    }
}

impl Arcs {
    /// Those that `counted` has for each sort and how often it was met. Sorts without a set can have any relation.
    ///
    /// Only so many sets are kept as a byte can tell apart, those of the most arcs; a sort whose own set is not among them has the smallest that
    /// holds it.
    pub fn new(counted: &[Option<(u64, usize)>]) -> Arcs {
        let mut common = std::collections::BTreeMap::<u64, usize>::new();
        counted.iter().flatten().for_each(|&(set, count)| *common.entry(set).or_default() += count);
        let mut common: Vec<(u64, usize)> = common.into_iter().collect();
        common.sort_by_key(|&(set, count)| (std::cmp::Reverse(count), set));
        let sets: Vec<u64> = std::iter::once(ANY).chain(common.into_iter().map(|(set, _)| set)).take(1 << u8::BITS).collect();
        let holding =
            |set: u64| (0..sets.len()).filter(|&at| sets[at] & set == set).min_by_key(|&at| (sets[at].count_ones(), at)).unwrap_or(0);
        let set_of = counted.iter().map(|sort| sort.map_or(0, |(set, _)| holding(set) as u8)).collect();
        Arcs { set_of, sets }
    }

    /// Those of a model file: the section `arcs` has the number of the set of each sort, `sets` the sets behind [`ANY`].
    pub fn read(model: &Model) -> Arcs {
        let sets = model.section("sets").as_chunks().0.iter().map(|set| u64::from_le_bytes(*set) & ANY);
        let sets = std::iter::once(ANY).chain(sets.map(|set| if set == 0 { ANY } else { set })).collect();
        Arcs { set_of: model.section("arcs").to_vec(), sets }
    }

    /// The sections that [`Arcs::read`] reads.
    pub fn write(&self) -> [(&'static str, Vec<u8>); 2] {
        [("arcs", self.set_of.clone()), ("sets", self.sets[1..].iter().flat_map(|set| set.to_le_bytes()).collect())]
    }

    /// The relations that an arc of a sort can have. Never empty.
    #[inline]
    pub fn relations(&self, sort: usize) -> u64 {
        self.set_of.get(sort).and_then(|&at| self.sets.get(usize::from(at))).copied().unwrap_or(ANY)
    }
}

/// The relation of a set that has only one.
#[inline]
pub fn only(set: u64) -> Option<Relation> {
    if set.is_power_of_two() { Relation::ALL.get(set.trailing_zeros() as usize).copied() } else { None }
}

/// The numbers of the relations of a set, in rising order.
#[inline]
pub fn numbers(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let number = (set != 0).then_some(set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        number
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::weights::write_model;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sort_keeps_its_relations_through_the_file(counted in prop::collection::vec(prop::option::of((1..=ANY >> 1, 0..9usize)), 0..600)) {
            let counted: Vec<_> = counted.into_iter().map(|sort| sort.map(|(set, count)| (set << 1, count))).collect();
            let arcs = Arcs::new(&counted);
            let sections = arcs.write();
            let file = write_model(&sections);
            let read = Arcs::read(&Model::open(&file).unwrap());
            for (sort, own) in counted.iter().enumerate() {
                prop_assert_eq!(read.relations(sort), arcs.relations(sort));
                prop_assert_eq!(own.map_or(ANY, |(set, _)| set) & !arcs.relations(sort), 0);
            }
            prop_assert_eq!(read.relations(counted.len()), ANY);
        }
    }

    #[test]
    fn common_sets_are_kept_as_they_are() {
        let [det, both] = [1 << Relation::Det as u64, 1 << Relation::Det as u64 | 1 << Relation::Amod as u64];
        let arcs = Arcs::new(&[Some((det, 5)), None, Some((both, 3))]);
        assert_eq!([0, 1, 2, 3].map(|sort| arcs.relations(sort)), [det, ANY, both, ANY]);
        assert_eq!((only(det), only(both), only(0)), (Some(Relation::Det), None, None));
        assert_eq!(numbers(both).collect::<Vec<_>>(), [Relation::Amod as usize, Relation::Det as usize]);
    }
}
