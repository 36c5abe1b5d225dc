//! What is built in: licences, versions and sources of every crate, held to `deny.toml`, without network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn toml(name: &str) -> toml::Table {
    std::fs::read_to_string(root().join(name)).expect("readable").parse().expect("TOML")
}

/// The packages that are built on this platform.
fn packages() -> Vec<serde_json::Value> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform"])
        .arg(format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn allowed() -> BTreeSet<String> {
    let deny = toml("deny.toml");
    let list = deny["licenses"]["allow"].as_array().expect("a list");
    list.iter().map(|licence| licence.as_str().expect("a text").to_owned()).collect()
}

/// Whether an SPDX expression (with the old `/` for `OR`) can be met from the list.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.trim();
    if let Some((left, right)) = outside(expression, " OR ").or_else(|| outside(expression, "/")) {
        return is_met(left, allowed) || is_met(right, allowed);
    }
    if let Some((left, right)) = outside(expression, " AND ") {
        return is_met(left, allowed) && is_met(right, allowed);
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed.contains(expression),
    }
}

/// Splits at the first such word outside brackets.
fn outside<'a>(expression: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let depth = |at: usize| expression[..at].matches('(').count() - expression[..at].matches(')').count();
    let (at, _) = expression.match_indices(word).find(|(at, _)| depth(*at) == 0)?;
    Some((&expression[..at], &expression[at + word.len()..]))
}

#[cfg(target_os = "linux")]
#[test]
fn every_crate_has_an_allowed_licence_and_asks_for_no_newer_compiler() {
    let allowed = allowed();
    let packages = packages();
    assert!(packages.len() > 100, "{}", packages.len());
    let version = |text: &str| text.split('.').map(|part| part.parse().expect("a number")).collect::<Vec<u32>>();
    let cargo = toml("Cargo.toml");
    let ours = version(cargo["package"]["rust-version"].as_str().expect("a version"));
    for package in &packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_met(licence, &allowed), "{name}: {licence} is not in deny.toml");
        if let Some(wanted) = package["rust_version"].as_str() {
            assert!(version(wanted) <= ours, "{name} wants Rust {wanted}");
        }
    }
}

#[test]
fn no_crate_is_there_twice_or_from_elsewhere() {
    let (lock, deny) = (toml("Cargo.lock"), toml("deny.toml"));
    let skipped = deny["bans"]["skip"].as_array().expect("a list");
    let skipped: BTreeSet<&str> = skipped.iter().map(|skip| skip["crate"].as_str().expect("a text")).collect();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in lock["package"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name");
        *versions.entry(name).or_default() += 1;
        let source = package.get("source").map_or("acquis", |source| source.as_str().expect("a text"));
        let known = ["acquis", "registry+https://github.com/rust-lang/crates.io-index"];
        assert!(known.contains(&source), "{name} comes from {source}");
    }
    let twice: BTreeSet<&str> = versions.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    assert_eq!(twice, skipped, "what stands twice, and what deny.toml says of it");
}

#[test]
fn unsafe_code_is_forbidden_and_newer_interfaces_are_denied() {
    let cargo = toml("Cargo.toml");
    assert_eq!(cargo["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(cargo["workspace"]["lints"]["clippy"]["incompatible_msrv"].as_str(), Some("deny"));
    for member in ["Cargo.toml", "xtask/Cargo.toml", "fuzz/Cargo.toml"] {
        assert_eq!(toml(member)["lints"]["workspace"].as_bool(), Some(true), "{member}");
    }
}

#[test]
fn an_expression_of_licences_is_read_as_spdx_reads_it() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
    for met in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in ["GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR Apache-2.0) AND MIT", "MIT WITH exception", "none"] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn the_crate_holds_what_is_built_and_no_test_data() {
    let cargo = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", "acquis"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let list = String::from_utf8(cargo.stdout).expect("UTF-8").replace('\\', "/");
    let held: BTreeSet<&str> = list.lines().collect();
    for needed in
        ["src/main.rs", "decks/dates.toml", "docs/diagnostics.md", "LICENSE-MIT", "LICENSE-APACHE", "README.md"]
    {
        assert!(held.contains(needed), "{needed} is missing");
    }
    let foreign = ["tests/", "xtask/", "fuzz/", "scripts/", "packaging/", "src/text/examples/", "target/"];
    let stray: Vec<&&str> = held.iter().filter(|name| foreign.iter().any(|folder| name.starts_with(folder))).collect();
    assert!(stray.is_empty(), "{stray:?}");
}

/// Version, repository and checksums come in when a release is made; a checksum that is missing stops it.
#[cfg(target_os = "linux")]
#[test]
fn the_formula_and_the_manifests_are_filled_in_whole_or_not_at_all() {
    let dir = tempfile::tempdir().expect("a directory");
    let targets =
        ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-apple-darwin"];
    let line = |(number, target): (u64, &str)| format!("{number:064x}  acquis-v1.2.3-{target}.tar.gz\n");
    let mut sums = (1..).zip(targets).map(line).collect::<Vec<_>>().concat();
    let fill = |sums: &str| {
        let (list, out) = (dir.path().join("SHA256SUMS"), dir.path().join("out"));
        std::fs::write(&list, sums).expect("written");
        let run =
            Command::new(root().join("packaging/fill")).args(["1.2.3", "owner/acquis"]).arg(&list).arg(&out).output();
        (run.expect("bash runs"), out)
    };
    let (run, _) = fill(&sums);
    assert_eq!(run.status.code(), Some(2), "the checksum of Windows is missing");
    sums += &format!("{:064x}  acquis-v1.2.3-x86_64-pc-windows-msvc.zip\n", 5);
    let (run, out) = fill(&sums);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("made");
    let formula = read("acquis.rb");
    for (number, target) in (1..).zip(targets) {
        let after = formula
            .split_once(&format!("owner/acquis/releases/download/v1.2.3/acquis-v1.2.3-{target}.tar.gz"))
            .expect(target)
            .1;
        assert!(
            after.trim_start_matches(['"', '\n', ' ']).starts_with(&format!("sha256 \"{number:064x}\"")),
            "{target}"
        );
    }
    let installer = read("acquis.installer.yaml");
    assert!(
        installer.contains(&format!("InstallerSha256: {:064x}", 5)) && installer.contains("PackageVersion: 1.2.3"),
        "{installer}"
    );
    for name in ["acquis.rb", "acquis.yaml", "acquis.installer.yaml", "acquis.locale.en-GB.yaml"] {
        assert!(!read(name).contains(['@', '\t']), "{name}");
    }
}
