//! How far two spellings are apart.

/// Insertions, deletions and replacements between two names.
pub fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_counts() {
        let apart = |a: &str, b: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            distance(&letters(a), &letters(b))
        };
        assert_eq!(apart("", ""), 0);
        assert_eq!(apart("thuong tin", "thuong tin"), 0);
        assert_eq!(apart("thuong tinh", "thuong tin"), 1);
        assert_eq!(apart("ba dinh", "da binh"), 2);
        assert_eq!(apart("", "abc"), 3);
    }
}
