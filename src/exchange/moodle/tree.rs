//! XML as a small tree, as far as it can be read. Entities of a document's own are never resolved.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Deeper elements are passed over.
const DEEPEST: usize = 24;

#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    /// The line on which it begins.
    pub(super) line: usize,
}

impl Element {
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The root of a document; where it breaks off, what stood before and the line and reason.
pub(super) fn parse(text: &str) -> (Element, Option<(usize, String)>) {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut depth: usize = 0;
    let (mut line, mut seen) = (1, 0);
    let mut fault = None;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        line += text.get(seen..at).map_or(0, |passed| passed.matches('\n').count());
        seen = at;
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if bad_attribute(&start).is_some() => {
                let why = bad_attribute(&start).unwrap_or_default();
                fault = Some((line, format!("the XML breaks off: {why}")));
                break;
            }
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth <= DEEPEST {
                    open.push(element(&start, line));
                }
            }
            Ok(Event::Empty(start)) if depth < DEEPEST => {
                let element = element(&start, line);
                last(&mut open).children.push(element);
            }
            Ok(Event::End(_)) => {
                if depth <= DEEPEST && open.len() > 1 {
                    close(&mut open);
                }
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Text(text)) => last(&mut open).text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(text)) => last(&mut open).text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(reference)) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => quick_xml::escape::resolve_html5_entity(&reference.xml_content(XmlVersion::Implicit1_0))
                        .map(str::to_owned),
                };
                last(&mut open).text.push_str(&resolved.unwrap_or_default());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(cause) => {
                fault = Some((line, format!("the XML breaks off: {cause}")));
                break;
            }
        }
    }
    if fault.is_none() && open.len() > 1 {
        fault = Some((line, format!("the XML ends inside `<{}>`", crate::deck::excerpt(&last(&mut open).name))));
    }
    while open.len() > 1 {
        close(&mut open);
    }
    (open.remove(0), fault)
}

fn last(open: &mut [Element]) -> &mut Element {
    open.last_mut().expect("the root stays open")
}

fn close(open: &mut Vec<Element>) {
    let closed = open.pop().expect("more than the root is open");
    last(open).children.push(closed);
}

/// What is wrong with the attributes of an element, such as a value without quotation marks.
fn bad_attribute(start: &BytesStart<'_>) -> Option<String> {
    let cause = start.attributes().find_map(Result::err)?;
    let name = String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned();
    Some(format!("`<{}>`: {cause}", crate::deck::excerpt(&name)))
}

fn element(start: &BytesStart<'_>, line: usize) -> Element {
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let name = String::from_utf8_lossy(attribute.key.as_ref().as_ref()).into_owned();
        let raw = String::from_utf8_lossy(attribute.value.as_ref().as_ref()).into_owned();
        let value = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
        (name, value)
    });
    let attributes = attributes.collect();
    let name = String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned();
    Element { name, attributes, line, ..Element::default() }
}
