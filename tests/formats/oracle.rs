//! Files that other packages carry: the schemas to which the formats are held.

use std::path::PathBuf;
use std::process::Command;

/// The text of a file in the package of a development dependency.
pub(crate) fn package_file(package: &str, file: &str) -> String {
    let path = folder(package).join(file);
    #[expect(clippy::disallowed_methods, reason = "the test reads what a package carries")]
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where cargo keeps a package. Nothing is fetched: the tests were built with it.
fn folder(package: &str) -> PathBuf {
    let host = said(Command::new("rustc").arg("-vV"));
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc names its host");
    let metadata = said(Command::new(env!("CARGO")).args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
        "--manifest-path",
        concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
    ]));
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let found = packages.iter().find(|found| found["name"] == package);
    let manifest = found.and_then(|found| found["manifest_path"].as_str());
    let manifest = manifest.unwrap_or_else(|| panic!("{package} is no dependency"));
    PathBuf::from(manifest)
        .parent()
        .expect("a manifest lies in a folder")
        .to_owned()
}

fn said(command: &mut Command) -> String {
    let output = command.output().expect("the toolchain is there");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}
