//! Takes fields out of one TOML table, and reports those of the wrong type and
//! those that nobody asked for.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::authored::Text;
use crate::problem::{Place, Problem};

/// The text of one authored file.
pub(crate) struct Source<'p> {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) problems: &'p RefCell<Vec<Problem>>,
}

impl Source<'_> {
    /// Parses the text as TOML and hands its top table to `read`; what does
    /// not parse is reported, what does is read all the same.
    pub(crate) fn table(&self, read: impl FnOnce(Fields<'_>)) {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        for error in errors {
            let start = error.span().map_or(0, |span| span.start);
            self.report(start, error.message());
        }
        read(Fields { source: self, place: self.place(0), table: table.get_ref(), known: Vec::new() });
    }

    fn place(&self, offset: usize) -> Place {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        Place {
            file: self.file.clone(),
            line: 1 + before.iter().filter(|byte| **byte == b'\n').count() as u32,
        }
    }

    fn report(&self, offset: usize, message: impl Into<String>) {
        self.problems.borrow_mut().push(self.place(offset).problem(message));
    }
}

/// One table, as far as it has been read.
pub(crate) struct Fields<'s> {
    source: &'s Source<'s>,
    /// Where the table starts.
    pub(crate) place: Place,
    table: &'s DeTable<'s>,
    known: Vec<String>,
}

impl<'s> Fields<'s> {
    /// The names of all fields.
    pub(crate) fn names(&self) -> Vec<String> {
        self.table.keys().map(|key| key.get_ref().to_string()).collect()
    }

    /// Reports something about the table as a whole.
    pub(crate) fn report(&self, message: impl Into<String>) {
        self.source.problems.borrow_mut().push(self.place.problem(message));
    }

    fn take(&mut self, name: &str) -> Option<&'s Spanned<DeValue<'s>>> {
        self.known.push(name.to_owned());
        self.table.get(name)
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, name: &str, wanted: &str) {
        self.source.report(value.span().start, format!("`{name}` must be {wanted}"));
    }

    fn text(&self, value: &Spanned<DeValue<'_>>, name: &str, wanted: &str) -> Option<Text> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(value, name, wanted);
            return None;
        };
        Some(Text { value: text.to_string(), place: self.source.place(value.span().start) })
    }

    /// A string.
    pub(crate) fn string(&mut self, name: &str) -> Option<Text> {
        let value = self.take(name)?;
        self.text(value, name, "a string")
    }

    /// A list of strings.
    pub(crate) fn strings(&mut self, name: &str) -> Option<Vec<Text>> {
        let value = self.take(name)?;
        let wanted = "a list of strings";
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, name, wanted);
            return None;
        };
        Some(items.iter().filter_map(|item| self.text(item, name, wanted)).collect())
    }

    /// A whole number within these bounds.
    pub(crate) fn integer(&mut self, name: &str, from: u16, to: u16) -> Option<u16> {
        let value = self.take(name)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| number.as_str().parse().ok())
            .filter(|number| (from..=to).contains(number));
        if number.is_none() {
            self.wrong(value, name, &format!("a whole number from {from} to {to}"));
        }
        number
    }

    /// A string that `read` understands; `wanted` lists the choices.
    pub(crate) fn choice<T>(
        &mut self,
        name: &str,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let text = self.text(value, name, "a string")?;
        let choice = read(&text.value);
        if choice.is_none() {
            self.source
                .report(value.span().start, format!("unknown {name} `{}`; one of {wanted}", text.value));
        }
        choice
    }

    /// The tables of an array of tables.
    pub(crate) fn tables(&mut self, name: &str) -> Vec<Fields<'s>> {
        let Some(value) = self.take(name) else {
            return Vec::new();
        };
        let wanted = "an array of tables";
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, name, wanted);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.nested(item, name, wanted)).collect()
    }

    /// A table inside this one.
    pub(crate) fn table(&mut self, name: &str) -> Option<Fields<'s>> {
        let value = self.take(name)?;
        self.nested(value, name, "a table")
    }

    fn nested(&self, value: &'s Spanned<DeValue<'s>>, name: &str, wanted: &str) -> Option<Fields<'s>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, name, wanted);
            return None;
        };
        Some(Fields {
            source: self.source,
            place: self.source.place(value.span().start),
            table,
            known: Vec::new(),
        })
    }

    /// Reports the fields that nobody has taken.
    pub(crate) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !self.known.iter().any(|known| known == name) {
                self.source.report(key.span().start, format!("unknown field `{name}`"));
            }
        }
    }
}
