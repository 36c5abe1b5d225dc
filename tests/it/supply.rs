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
