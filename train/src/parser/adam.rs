//! Adam (Kingma and Ba 2015) over the parts of the network; of tables of rows only those are touched that were used.

use super::network::{Network, add, is_sparse, shape};
use whosaid::language::parser::network::Part;

/// The gradient of a batch and Adam's moments.
pub struct Adam {
    pub gradient: Network,
    first: Network,
    second: Network,
    touched: [Vec<usize>; 8],
    is_touched: [Vec<bool>; 8],
    steps: i32,
}

impl Adam {
    pub fn new() -> Adam {
        Adam {
            gradient: Network::zero(),
            first: Network::zero(),
            second: Network::zero(),
            touched: Default::default(),
            is_touched: Part::ALL.map(|part| vec![false; shape(part).0]),
            steps: 0,
        }
    }

    /// Adds to the gradient of a row.
    pub fn add<const N: usize>(&mut self, part: Part, row: usize, values: &[f32; N]) {
        let at = part as usize;
        if !self.is_touched[at][row] {
            self.is_touched[at][row] = true;
            self.touched[at].push(row);
        }
        add(&mut self.gradient.parts[at].as_chunks_mut::<N>().0[row], values, 1.0);
    }

    pub fn step(&mut self, network: &mut Network, rate: f32) {
        self.steps += 1;
        let bias = (1.0 - 0.999f32.powi(self.steps)).sqrt() / (1.0 - 0.9f32.powi(self.steps));
        for part in Part::ALL {
            let at = part as usize;
            let (rows, width) = shape(part);
            let touched = if is_sparse(part) { std::mem::take(&mut self.touched[at]) } else { (0..rows).collect() };
            for row in touched {
                self.is_touched[at][row] = false;
                let range = row * width..(row + 1) * width;
                let gradient = &mut self.gradient.parts[at][range.clone()];
                let first = &mut self.first.parts[at][range.clone()];
                let second = &mut self.second.parts[at][range.clone()];
                let numbers = &mut network.parts[at][range];
                for (((g, m), v), w) in gradient.iter_mut().zip(first).zip(second).zip(numbers) {
                    *m += 0.1 * (*g - *m);
                    *v += 0.001 * (*g * *g - *v);
                    *w -= rate * bias * *m / (v.sqrt() + 1e-6);
                    *g = 0.0;
                }
            }
        }
    }
}
