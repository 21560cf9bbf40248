//! Where files that others need may stand: in the folder of a file and in those above it, as far as names tell.

/// How many folders above a file are looked at.
const LEVELS: usize = 32;

/// The folders that a lexicon may stand in for the file called `name`, the nearest first: its own and those above, as
/// far as a name tells.
pub fn folders(name: &str) -> impl Iterator<Item = String> {
    std::iter::successors(above(name), |folder| above(folder)).take(LEVELS)
}

/// The name of the file at `path` in a folder.
pub fn within(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        _ if folder.ends_with('/') => format!("{folder}{path}"),
        _ => format!("{folder}/{path}"),
    }
}

/// The folder above a file or folder; none above the root of the file system.
fn above(name: &str) -> Option<String> {
    let climbs = name.is_empty() || name == ".." || name.ends_with("/..");
    match name.rsplit_once('/') {
        _ if climbs => Some(within(name, "..")),
        _ if name == "/" => None,
        None => Some(String::new()),
        Some(("", _)) => Some("/".to_owned()),
        Some((folder, _)) => Some(folder.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_climbed_by_their_names() {
        let first = |name: &str| folders(name).take(4).collect::<Vec<_>>();
        assert_eq!(first("rules/my/a.yaml"), ["rules/my", "rules", "", ".."]);
        assert_eq!(first("../a.yaml"), ["..", "../..", "../../..", "../../../.."]);
        assert_eq!(first("/rules/a.yaml"), ["/rules", "/"]);
        assert_eq!(within("/", "a.yaml"), "/a.yaml");
        assert_eq!(within("", "a.yaml"), "a.yaml");
    }
}
