//! Rows that come as one: SQLite writes the columns of many rows one after the other, each with its length, and all of
//! it is one value. Of rows that come by themselves every single value is copied, counted and locked, which costs more
//! than to look at it.

/// SQL that gathers columns of all rows.
macro_rules! gathered {
    ($first:literal $(, $column:literal)*) => {
        concat!(
            "CAST(group_concat(coalesce(octet_length(", $first, ") || ':' || ", $first, ", '-:')",
            $(" || coalesce(octet_length(", $column, ") || ':' || ", $column, ", '-:')",)*
            ", '') AS BLOB)"
        )
    };
}
pub(crate) use gathered;

/// The bytes of a column, numbers as decimal digits; nothing for NULL.
pub(crate) type Bytes<'b> = Option<&'b [u8]>;

/// Rows of `N` columns that were gathered.
pub(crate) struct Rows<'b, const N: usize>(&'b [u8]);

impl<'b, const N: usize> Rows<'b, N> {
    /// The rows in what SQLite gave; that is nothing when there were none.
    pub(crate) fn of(gathered: Option<&'b Vec<u8>>) -> Self {
        Self(gathered.map(Vec::as_slice).unwrap_or_default())
    }

    fn column(&mut self) -> Option<Bytes<'b>> {
        let colon = self.0.iter().position(|byte| *byte == b':')?;
        let (length, rest) = self.0.split_at_checked(colon)?;
        let rest = rest.get(1..)?;
        if length == b"-" {
            self.0 = rest;
            return Some(None);
        }
        let (bytes, rest) = rest.split_at_checked(usize::try_from(number(Some(length))).ok()?)?;
        self.0 = rest;
        Some(Some(bytes))
    }
}

impl<'b, const N: usize> Iterator for Rows<'b, N> {
    type Item = [Bytes<'b>; N];

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = [None; N];
        for column in &mut row {
            *column = self.column()?;
        }
        Some(row)
    }
}

/// The number in a column; zero where there is none.
pub(crate) fn number(bytes: Bytes<'_>) -> i64 {
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()?.parse().ok()).unwrap_or_default()
}

/// The text in a column; empty where there is none.
pub(crate) fn text(bytes: Bytes<'_>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Rows, number, text};
    use sqlx::{Connection as _, SqliteConnection};

    #[tokio::test]
    async fn what_is_gathered_comes_apart_again() {
        let mut db = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let sql = concat!(
            "SELECT ",
            gathered!("a", "b", "c"),
            " FROM (SELECT -7 AS a, x'00ff3a00' AS b, NULL AS c UNION ALL SELECT 8, '', 'ä:b')"
        );
        let gathered: Option<Vec<u8>> = sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap();
        let rows: Vec<_> = Rows::<3>::of(gathered.as_ref()).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!((number(rows[0][0]), rows[0][1], rows[0][2]), (-7, Some(&[0, 255, 58, 0][..]), None));
        assert_eq!((number(rows[1][0]), rows[1][1], text(rows[1][2])), (8, Some(&[][..]), "ä:b".to_owned()));

        let sql = concat!("SELECT ", gathered!("a"), " FROM (SELECT 1 AS a WHERE false)");
        let gathered: Option<Vec<u8>> = sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap();
        assert_eq!(Rows::<1>::of(gathered.as_ref()).count(), 0);
    }
}
