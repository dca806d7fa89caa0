//! Stretches of time that people know, for a histogram.

use jiff::Timestamp;

/// Lengths of a bucket in seconds: from a minute to ten years.
const LENGTHS: [i64; 15] = [
    60,
    300,
    600,
    1_800,
    3_600,
    10_800,
    21_600,
    43_200,
    86_400,
    604_800,
    2_419_200,
    7_862_400,
    31_536_000,
    157_680_000,
    315_360_000,
];

/// Buckets of equal length, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Buckets {
    /// Beginning of the first.
    pub(super) from: Timestamp,
    /// End of the last.
    pub(super) until: Timestamp,
    /// Seconds that each lasts.
    pub(super) seconds: u32,
    /// How many.
    pub(super) count: usize,
}

impl Buckets {
    /// At most `most` buckets that hold everything from the first moment to before the last; the shortest
    /// there are.
    pub(super) fn over(first: Timestamp, last: Timestamp, most: usize) -> Self {
        let (first, last) = (first.as_second(), last.as_second().saturating_add(1));
        let of = |seconds: i64| {
            let begin = first.div_euclid(seconds).saturating_mul(seconds);
            let stretch = last.saturating_sub(begin).max(1);
            (begin, stretch.saturating_add(seconds - 1).div_euclid(seconds))
        };
        let fits = |seconds: &i64| usize::try_from(of(*seconds).1).is_ok_and(|count| count <= most.max(1));
        let seconds = LENGTHS.into_iter().find(fits).unwrap_or(315_360_000);
        let (begin, count) = of(seconds);
        let end = begin.saturating_add(count.saturating_mul(seconds));
        let moment = |second: i64| {
            let nearest = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
            Timestamp::from_second(second).unwrap_or(nearest)
        };
        Self {
            from: moment(begin),
            until: moment(end),
            seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
            count: usize::try_from(count).unwrap_or(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Buckets;

    fn over(first: &str, last: &str, most: usize) -> (String, String, u32, usize) {
        let Buckets { from, until, seconds, count } =
            Buckets::over(first.parse().unwrap(), last.parse().unwrap(), most);
        (from.to_string(), until.to_string(), seconds, count)
    }

    #[test]
    fn buckets_begin_and_end_where_people_look_for_it() {
        let day = over("2026-05-03T10:12:44Z", "2026-05-03T11:59:59.9Z", 48);
        assert_eq!(day, ("2026-05-03T10:10:00Z".into(), "2026-05-03T12:00:00Z".into(), 300, 22));
        let moment = over("2026-05-03T10:12:44Z", "2026-05-03T10:12:44Z", 48);
        assert_eq!(moment, ("2026-05-03T10:12:00Z".into(), "2026-05-03T10:13:00Z".into(), 60, 1));
        let (_, _, seconds, count) = over("1990-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1);
        assert_eq!((seconds, count), (315_360_000, 4), "never more than ten years");
        let (_, _, seconds, count) = over("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", 100);
        assert_eq!((seconds, count), (604_800, 53));
    }
}
