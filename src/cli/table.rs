//! Tables that a spreadsheet opens: cells that begin like a formula get an apostrophe before them.

use whosaid::formats::is_formula;

/// A table on its way out.
pub(crate) struct Table(csv::Writer<Vec<u8>>);

impl Table {
    /// A table with these columns.
    pub(crate) fn new(columns: impl IntoIterator<Item = String>) -> Table {
        let mut table = Table(csv::Writer::from_writer(Vec::new()));
        table.row(columns);
        table
    }

    /// Adds a row, as long as the first one.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        // Numbers may begin with a sign.
        let is_number = |cell: &str| cell.parse::<f64>().is_ok();
        let safe = |cell: String| if is_formula(&cell) && !is_number(&cell) { format!("'{cell}") } else { cell };
        self.0.write_record(cells.into_iter().map(safe)).expect("rows of one length go into memory");
    }

    /// The whole of it, UTF-8.
    pub(crate) fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_made_safe() {
        let mut table = Table::new(["a".to_owned(), "b".to_owned()]);
        table.row(["=1+1".to_owned(), "x, “y”\nz".to_owned()]);
        table.row(["-0.25".to_owned(), "-b".to_owned()]);
        assert_eq!(table.finish(), "a,b\n'=1+1,\"x, “y”\nz\"\n-0.25,'-b\n");
    }
}
