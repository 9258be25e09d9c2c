//! Reads the page's text as runs.
//!
//! A run is the inline text of one block: its own text nodes and those of the
//! inline elements in it, in order. What is a block is told by the element's
//! name, not by its style, so reading never makes the browser compute styles.
//! Nothing on the page is changed.

use cattax_core::run::{BREAK, may_match};
use js_sys::{Map, Set};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Text};

use super::site;

#[wasm_bindgen]
extern "C" {
    /// An element whose name stays in JavaScript: copying a string into the
    /// module costs more than all else that is asked of an element.
    type Named;

    /// Undefined for what is no element.
    #[wasm_bindgen(method, getter, js_name = localName)]
    fn local_name(this: &Named) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = className)]
    fn class_name(this: &Named) -> JsValue;
}

/// Elements inside which text runs on.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "em", "font", "i", "ins", "label", "mark", "q",
    "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "data",
];
/// Elements that stand for something between words.
const BREAKING: [&str; 4] = ["br", "img", "picture", "button"];

/// How many elements one step visits before it leaves the rest for later.
const STEP: usize = 256;

/// The inline text of one block, and the text nodes that it came from.
pub(crate) struct Run {
    /// The block.
    pub(crate) block: Element,
    /// The text.
    pub(crate) text: String,
    /// The text nodes, in order, each with where it starts in the text and how
    /// long it is, in UTF-16 units.
    pub(crate) nodes: Vec<(Text, u32, u32)>,
    /// How many break characters the text ends with: none or one.
    breaks_behind: u32,
}

impl Run {
    fn new(block: Element) -> Self {
        Run { block, text: String::new(), nodes: Vec::new(), breaks_behind: 0 }
    }
}

/// How much of a subtree to read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// The element's own inline text.
    Shallow,
    /// That, and all blocks inside it.
    Deep,
}

/// What one step read.
#[derive(Default)]
pub(crate) struct Step {
    /// The runs with text worth scanning.
    pub(crate) runs: Vec<Run>,
    /// Blocks whose run holds nothing; marks that they had are void.
    pub(crate) empty: Vec<Element>,
    /// Blocks left for later, to be read deep, in the page's order.
    pub(crate) rest: Vec<Element>,
}

/// Reads subtrees, a bounded step at a time.
pub(crate) struct Gatherer {
    /// What an element's name says, without copying the name out of the page.
    roles: Map,
    /// Whether a class attribute keeps its element from being read, for those
    /// seen so far.
    classes: Map,
    /// The selector of what is never read.
    never: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Block,
    Inline,
    Breaking,
    Never,
}

impl Gatherer {
    pub(crate) fn new() -> Self {
        let roles = Map::new();
        let roles_of =
            [(&INLINE[..], Role::Inline), (&BREAKING, Role::Breaking), (&site::NEVER_NAMES, Role::Never)];
        for (names, role) in roles_of {
            for name in names {
                roles.set(&JsValue::from_str(name), &JsValue::from_f64(f64::from(role as u8)));
            }
        }
        Gatherer { roles, classes: Map::new(), never: site::never() }
    }

    fn role(&self, element: &Element) -> Role {
        let name = element.unchecked_ref::<Named>().local_name();
        self.role_of(&name)
    }

    fn role_of(&self, name: &JsValue) -> Role {
        match self.roles.get(name).as_f64() {
            None => Role::Block,
            Some(role) if role == f64::from(Role::Inline as u8) => Role::Inline,
            Some(role) if role == f64::from(Role::Breaking as u8) => Role::Breaking,
            Some(_) => Role::Never,
        }
    }

    fn is_never_by_class(&self, element: &Element) -> bool {
        let class = element.unchecked_ref::<Named>().class_name();
        if let Some(known) = self.classes.get(&class).as_bool() {
            return known;
        }
        let names = class.as_string().unwrap_or_default();
        let never = names.split_whitespace().any(|name| site::NEVER_CLASSES.contains(&name));
        self.classes.set(&class, &never.into());
        never
    }

    /// Whether a block lies inside what is never read.
    pub(crate) fn is_off_limits(&self, block: &Element) -> bool {
        block.closest(&self.never).is_ok_and(|found| found.is_some())
    }

    /// Reads a block that is not off limits, to the given depth, as far as one
    /// step goes. `never` holds the elements in it that are not read.
    pub(crate) fn step(&self, root: &Element, depth: Depth, never: &Set) -> Step {
        let mut walk =
            Walk { gatherer: self, never, depth, visited: 0, open: Vec::new(), step: Step::default() };
        walk.enter_block(root.clone());
        while walk.advance() {}
        walk.step
    }

    /// Whether a node is an element that has a run of its own.
    pub(crate) fn is_block(&self, node: &Node) -> bool {
        node.node_type() == Node::ELEMENT_NODE && self.role(node.unchecked_ref()) == Role::Block
    }

    /// The outermost blocks inside an inline element; none in anything else.
    pub(crate) fn blocks_within(&self, node: &Node) -> Vec<Element> {
        let mut blocks = Vec::new();
        let mut waiting: Vec<Element> = node.dyn_ref::<Element>().cloned().into_iter().collect();
        while let Some(element) = waiting.pop() {
            let mut child = element.first_element_child();
            while let Some(inside) = child {
                child = inside.next_element_sibling();
                match self.role(&inside) {
                    Role::Block => blocks.push(inside),
                    Role::Inline => waiting.push(inside),
                    Role::Breaking | Role::Never => {}
                }
            }
        }
        blocks
    }

    /// The block whose run a node belongs to.
    pub(crate) fn block_of(&self, node: &Node) -> Option<Element> {
        let mut element = match node.dyn_ref::<Element>() {
            Some(element) => Some(element.clone()),
            None => node.parent_element(),
        };
        while let Some(inside) = element {
            if self.role(&inside) == Role::Block {
                return Some(inside);
            }
            element = inside.parent_element();
        }
        None
    }
}

/// The elements inside `root` that are never read, as their attributes say.
///
/// A selector is tried on every element, so this one is kept short; names and
/// classes are looked at on the way.
pub(crate) fn never_in(root: &Element) -> Set {
    let never = Set::new(&JsValue::UNDEFINED);
    if let Ok(list) = root.query_selector_all(site::NEVER_ATTRIBUTES) {
        for index in 0..list.length() {
            if let Some(node) = list.get(index) {
                never.add(&node);
            }
        }
    }
    never
}

/// One step under way. Deep pages are walked with a stack of our own, because
/// the module's is small.
struct Walk<'a> {
    gatherer: &'a Gatherer,
    never: &'a Set,
    depth: Depth,
    visited: usize,
    open: Vec<Frame>,
    step: Step,
}

struct Frame {
    /// The node to look at next.
    next: Option<Node>,
    /// The run of a block; nothing for an inline element, whose text goes to
    /// the block around it.
    run: Option<Run>,
}

impl Walk<'_> {
    /// Looks at one node, or leaves one element; false when all is done.
    fn advance(&mut self) -> bool {
        let Some(frame) = self.open.last_mut() else {
            return false;
        };
        match frame.next.take() {
            Some(node) => {
                frame.next = node.next_sibling();
                self.visit(node);
            }
            None => {
                if let Some(run) = self.open.pop().and_then(|frame| frame.run) {
                    self.close(run);
                }
            }
        }
        true
    }

    fn visit(&mut self, node: Node) {
        let name = node.unchecked_ref::<Named>().local_name();
        if name.is_string() {
            self.visit_element(node.unchecked_into(), &name);
        } else if node.node_type() == Node::TEXT_NODE {
            self.add_text(node.unchecked_into());
        }
    }

    fn visit_element(&mut self, element: Element, name: &JsValue) {
        self.visited += 1;
        let role = self.gatherer.role_of(name);
        if role == Role::Breaking || role == Role::Never {
            return self.add_break();
        }
        if self.gatherer.is_never_by_class(&element) || self.never.has(&element) {
            return self.add_break();
        }
        if role == Role::Inline {
            let next = element.first_child();
            return self.open.push(Frame { next, run: None });
        }
        self.add_break();
        if self.depth == Depth::Deep {
            if self.visited > STEP {
                self.step.rest.push(element);
            } else {
                self.enter_block(element);
            }
        }
    }

    fn enter_block(&mut self, block: Element) {
        self.open.push(Frame { next: block.first_child(), run: Some(Run::new(block)) });
    }

    fn run(&mut self) -> Option<&mut Run> {
        self.open.iter_mut().rev().find_map(|frame| frame.run.as_mut())
    }

    fn add_text(&mut self, node: Text) {
        if let Some(run) = self.run() {
            let text = node.data();
            let length = text.chars().map(|c| c.len_utf16() as u32).sum();
            let start = run.nodes.last().map_or(0, |(_, start, length)| start + length) + run.breaks_behind;
            run.text.push_str(&text);
            run.nodes.push((node, start, length));
            run.breaks_behind = 0;
        }
    }

    fn add_break(&mut self) {
        if let Some(run) = self.run()
            && run.breaks_behind == 0
        {
            run.text.push(BREAK);
            run.breaks_behind = 1;
        }
    }

    fn close(&mut self, run: Run) {
        if run.text.contains(may_match) {
            self.step.runs.push(run);
        } else {
            self.step.empty.push(run.block);
        }
    }
}
