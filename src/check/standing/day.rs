//! A day of the calendar, for waivers that end.

use std::fmt;

/// A day, such as `2027-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// How far the clocks of China are ahead of universal time, in seconds.
const BEIJING: i64 = 8 * 3600;

impl Day {
    /// The day that `text` spells as year, month and day, joined by hyphens; none where there is no such day.
    pub fn parse(text: &str) -> Option<Day> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let number = |range: std::ops::Range<usize>| text[range].parse::<u16>().ok();
        let (year, month, day) = match shaped {
            true => (number(0..4)?, number(5..7)?, number(8..10)?),
            false => return None,
        };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&day).then_some(Day {
            year,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The day it is in China `seconds` after the beginning of 1970, universal time.
    pub fn of_epoch(seconds: i64) -> Day {
        // Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
        let days = (seconds.saturating_add(BEIJING)).div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Day {
            year: u16::try_from(year.clamp(0, 9999)).expect("four digits fit"),
            month: month as u8,
            day: (of_year - (153 * shifted + 2) / 5 + 1) as u8,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for text in ["2024-02-29", "2027-01-31", "2000-02-29", "1970-01-01"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in [
            "2025-02-29",
            "1900-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-1-31",
            "2027-01-32",
            "",
            "明天",
            "2027-01-31-",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2026-12-31") < Day::parse("2027-01-01"));
    }

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_753_599, "2000-02-28"),
            (951_753_600, "2000-02-29"),
            (1_798_732_799, "2026-12-31"),
            (1_798_732_800, "2027-01-01"),
        ] {
            assert_eq!(Day::of_epoch(seconds).to_string(), day);
        }
    }
}
