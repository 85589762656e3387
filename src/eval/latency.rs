//! How long queries take: percentiles by the nearest rank, so that each is a time
//! that was really measured.

use std::time::Duration;

use serde::Serialize;

/// Percentiles in milliseconds; none where nothing was measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Latency {
    /// Half of the queries took no longer.
    pub p50: Option<f64>,
    /// 95 of 100 took no longer.
    pub p95: Option<f64>,
    /// 99 of 100 took no longer.
    pub p99: Option<f64>,
}

impl Latency {
    /// The percentiles of `times`, in any order.
    pub fn of(times: &[Duration]) -> Latency {
        let mut sorted = times.to_vec();
        sorted.sort_unstable();
        Latency {
            p50: percentile(&sorted, 50),
            p95: percentile(&sorted, 95),
            p99: percentile(&sorted, 99),
        }
    }
}

/// The smallest time that `percent` of all times do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    let time = sorted.get(rank.checked_sub(1)?)?;
    Some(time.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latency(millis: impl Iterator<Item = u64>) -> Latency {
        let times: Vec<Duration> = millis.map(Duration::from_millis).collect();
        Latency::of(&times)
    }

    #[test]
    fn percentiles_are_measured_times() {
        let hundred = latency((1..=100).rev());
        assert_eq!(hundred.p50, Some(50.0));
        assert_eq!(hundred.p95, Some(95.0));
        assert_eq!(hundred.p99, Some(99.0));
        let five = latency([15, 20, 35, 40, 50].into_iter());
        assert_eq!(five.p50, Some(35.0));
        assert_eq!(five.p95, Some(50.0));
        assert_eq!(latency([7].into_iter()).p50, Some(7.0));
        assert_eq!(latency(std::iter::empty()).p99, None);
    }
}
