//! The line under the fingers, without a terminal: bytes → keys → the line and its cursor → what a window shows of it.

mod decode;
mod editor;
mod past;
#[cfg(test)]
mod properties_tests;
mod view;

pub(crate) use decode::{Decoder, Key};
pub(crate) use editor::{Editor, Pressed};
pub(crate) use past::Past;
pub(crate) use view::view;
