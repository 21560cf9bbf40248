//! Paths as the services around a repository want them: from its root, and as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::report::Run;

/// Everything but the unreserved characters of RFC 3986 and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The path of a source from the root of the repository, without `.` and `..`. What lies outside of it, or is no
/// path at all, stays as it is.
pub(super) fn from_root(path: &str, run: &Run) -> String {
    let inside = match path.strip_prefix(run.root.as_str()) {
        Some(rest) if !run.root.is_empty() && rest.starts_with('/') => steps("", &rest[1..]),
        _ if is_absolute(path) => None,
        _ => steps(&run.folder, path),
    };
    inside.unwrap_or_else(|| path.to_owned())
}

/// A path from the root of the repository, or an absolute one, as a URI.
pub(super) fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ENCODED);
    match is_absolute(path) {
        true => format!("file://{}{encoded}", if path.starts_with('/') { "" } else { "/" }),
        false => encoded.to_string(),
    }
}

/// Whether a path begins at a root: `/…`, `C:/…`.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.get(1..3) == Some(":/")
}

/// Goes from `folder` along `path`; none if that leads out of the root.
fn steps(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root_of_the_repository() {
        let run = Run {
            root: "/repo".to_owned(),
            folder: "lists/a".to_owned(),
            ..Run::default()
        };
        assert_eq!(from_root("b.yaml", &run), "lists/a/b.yaml");
        assert_eq!(from_root("../b.yaml", &run), "lists/b.yaml");
        assert_eq!(from_root("../../../b.yaml", &run), "../../../b.yaml");
        assert_eq!(from_root("/repo/x/b.yaml", &run), "x/b.yaml");
        assert_eq!(from_root("/repository/b.yaml", &run), "/repository/b.yaml");
        assert_eq!(from_root("x/./b.yaml", &Run::default()), "x/b.yaml");
    }

    #[test]
    fn uris_are_percent_encoded() {
        assert_eq!(uri("清单/a b%#?.txt"), "%E6%B8%85%E5%8D%95/a%20b%25%23%3F.txt");
        assert_eq!(uri("a:b.txt"), "a%3Ab.txt");
        assert_eq!(uri("/x/甲"), "file:///x/%E7%94%B2");
    }
}
