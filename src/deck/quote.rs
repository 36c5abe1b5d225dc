//! Texts as TOML writes them.

/// The text in quotes, whatever stands in it; on one line unless it has line breaks itself.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_quoted_is_read_back() {
        for text in ["a", "a \"b\" 'c'", "C:\\x", "two\nlines", "tab\t\u{1}", "é国", "'''", "\"\"\"", ""] {
            let read: toml::Table = toml::from_str(&format!("x = {}\n", quoted(text))).unwrap();
            assert_eq!(read["x"].as_str(), Some(text));
        }
    }
}
