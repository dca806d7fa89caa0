//! Wide matrices: columns in blocks that fit, broken between categories where that is possible.

/// Neighbouring columns that are printed together.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// First column.
    pub start: usize,
    /// Column after the last.
    pub end: usize,
}

/// Cuts columns into blocks of at most `room`. `categories` are the sizes of the runs of one category.
pub fn blocks(categories: &[usize], room: usize) -> Vec<Block> {
    let room = room.max(1);
    let mut list: Vec<Block> = Vec::new();
    let mut at = 0;
    for size in categories {
        let (start, end) = (at, at + size);
        at = end;
        match list.last_mut() {
            Some(last) if end - last.start <= room => last.end = end,
            _ => {
                let mut from = start;
                while from < end {
                    let to = (from + room).min(end);
                    list.push(Block { start: from, end: to });
                    from = to;
                }
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    #[test]
    fn categories_stay_together_while_they_fit() {
        let block = |start, end| Block { start, end };
        assert_eq!(blocks(&[3, 4, 5], 8), [block(0, 7), block(7, 12)]);
        assert_eq!(blocks(&[20], 8), [block(0, 8), block(8, 16), block(16, 20)]);
        assert_eq!(blocks(&[], 8), []);
    }
}
