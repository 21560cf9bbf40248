//! Usual short names of bodies that no rule of spelling explains, and what they stand for.

use std::sync::OnceLock;

use crate::Map;

/// What a name without its division stands for, where it is a usual short name: 编办 is 委机构编制委员会办公室.
pub(super) fn whole(name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Map<&'static str, &'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let lines = include_str!("bodies.txt").lines();
        let bodies = lines.filter(|line| !line.starts_with('#'));
        bodies
            .filter_map(|line| line.split_once(' '))
            .flat_map(|(whole, short)| short.split(' ').map(move |short| (short, whole)))
            .collect()
    });
    names.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn usual_short_names_are_known() {
        assert_eq!(whole("残联"), Some("残疾人联合会"));
        assert_eq!(whole("委编办"), whole("编办"));
        assert_eq!(whole("民政局"), None);
    }
}
