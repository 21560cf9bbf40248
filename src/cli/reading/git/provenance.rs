//! Where the repository comes from, as git knows it; nothing is asked over the network.

use super::output;
use crate::report::Provenance;

/// Where the repository around the working folder comes from; none where there is none, or it says nothing of that.
pub(in crate::cli) fn provenance() -> Option<Provenance> {
    let said = |bytes: Vec<u8>| String::from_utf8(bytes).ok().map(|text| text.trim().to_owned());
    let repository = output(["config", "--get", "remote.origin.url"])
        .ok()
        .and_then(said)?;
    let revision = output(["rev-parse", "--verify", "--quiet", "HEAD"])
        .ok()
        .and_then(said);
    let branch = output(["symbolic-ref", "--quiet", "--short", "HEAD"])
        .ok()
        .and_then(said);
    Some(Provenance {
        repository: address(&repository)?,
        revision,
        branch,
    })
}

/// The address of a remote as a URI without names, passwords and tokens; none for a path of this machine.
fn address(remote: &str) -> Option<String> {
    let (scheme, rest) = match remote.split_once("://") {
        Some((scheme @ ("https" | "http" | "ssh" | "git"), rest)) => (scheme, rest.to_owned()),
        Some(_) => return None,
        // As scp writes it: `git@host:path`.
        None => match remote.split_once(':') {
            Some((host, path)) if !host.contains('/') && host.len() > 1 => {
                ("ssh", format!("{host}/{}", path.trim_start_matches('/')))
            }
            _ => return None,
        },
    };
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit('@').next().filter(|host| !host.is_empty())?;
    // What is no number behind the host is the rest of a password.
    let port = host.split_once(':').map_or("", |(_, port)| port);
    if !port.chars().all(|digit| digit.is_ascii_digit()) || path.contains('@') {
        return None;
    }
    // A token may stand behind the path, too.
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_plain = |character: char| character.is_ascii_graphic() && !"\"<>\\^`{|}".contains(character);
    let uri = format!("{scheme}://{host}/{path}");
    uri.chars().all(is_plain).then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_holds_no_secret_and_no_path_of_this_machine() {
        let same = "https://github.com/county/lists.git";
        for remote in [
            same,
            "https://token@github.com/county/lists.git",
            "https://me:p@ss@github.com/county/lists.git",
            "https://me:secret@github.com/county/lists.git?token=secret#x",
        ] {
            assert_eq!(address(remote).as_deref(), Some(same), "{remote}");
        }
        let shell = Some("ssh://git.county.cn/lists.git");
        assert_eq!(address("git@git.county.cn:lists.git").as_deref(), shell);
        assert_eq!(address("ssh://git:x@git.county.cn/lists.git").as_deref(), shell);
        assert_eq!(
            address("ssh://git@git.county.cn:2222/lists").as_deref(),
            Some("ssh://git.county.cn:2222/lists")
        );
        for here in [
            "/srv/lists.git",
            "../lists",
            "file:///srv/lists.git",
            "C:\\lists",
            "ext::sh -c x",
            "",
            "https://a b/c",
            "https://me:a/b@host/x",
            "https://me:1/b@host/x",
        ] {
            assert_eq!(address(here), None, "{here}");
        }
    }
}
