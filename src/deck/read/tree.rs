//! What the parser read, as owned values in the author's order, with places in the whole file.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::card::Span;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    /// Nothing where it does not fit 64 bits.
    Integer(Option<i64>),
    Float,
    Boolean(bool),
    /// A bare date or time, as the author wrote it.
    Date(String),
    Array(Vec<Node>),
    Table(Table),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) node: Node,
}

/// Keys with their values, in the author's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) fields: Vec<Field>,
}

impl Table {
    pub(super) fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// From what the parser read of a piece of the file that begins at byte `base`.
    pub(super) fn new(table: &DeTable<'_>, base: usize) -> Self {
        let mut fields: Vec<Field> = table
            .iter()
            .map(|(key, value)| Field {
                key: key.get_ref().to_string(),
                key_span: shift(key.span(), base),
                node: Node::new(value, base),
            })
            .collect();
        fields.sort_by_key(|field| field.key_span.start);
        Self { fields }
    }
}

impl Node {
    fn new(value: &Spanned<DeValue<'_>>, base: usize) -> Self {
        let read = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
            DeValue::Float(_) => Value::Float,
            DeValue::Boolean(flag) => Value::Boolean(*flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::Array(items.iter().map(|item| Self::new(item, base)).collect()),
            DeValue::Table(table) => Value::Table(Table::new(table, base)),
        };
        Self { value: read, span: shift(value.span(), base) }
    }

    /// The sort of value, as a message names it.
    pub(super) fn sort(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Float => "a number",
            Value::Boolean(_) => "`true` or `false`",
            Value::Date(_) => "a bare date",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

fn shift(span: Span, base: usize) -> Span {
    span.start + base..span.end + base
}
