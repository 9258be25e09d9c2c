//! Which room may know which; the arrows are drawn in `src/README.md`.

use crate::tree::{files, read};

/// Each crate and the crates of ours that it may use.
const ARROWS: [(&str, &[&str]); 6] = [
    ("core", &[]),
    ("compiler", &["cattax-core"]),
    ("glossary", &["cattax-core", "cattax-compiler"]),
    ("web", &["cattax-core", "cattax-glossary"]),
    ("cli", &["cattax-core", "cattax-compiler"]),
    ("bundle", &["cattax-glossary"]),
];

fn manifest(room: &str) -> toml::Table {
    read(&format!("src/{room}/Cargo.toml")).parse().expect("a manifest")
}

fn names(manifest: &toml::Table, section: &str) -> Vec<String> {
    let table = manifest.get(section).and_then(|section| section.as_table());
    table.map_or(Vec::new(), |table| table.keys().cloned().collect())
}

fn sources(room: &str) -> impl Iterator<Item = (String, String)> {
    files(&format!("src/{room}/src")).into_iter().map(|file| (file.clone(), read(&file)))
}

#[test]
fn arrows_go_one_way() {
    for (room, may) in ARROWS {
        let manifest = manifest(room);
        for section in ["dependencies", "build-dependencies"] {
            for name in names(&manifest, section).iter().filter(|name| name.starts_with("cattax")) {
                assert!(may.contains(&name.as_str()), "src/{room} must not know {name}");
            }
        }
    }
    assert!(!names(&manifest("glossary"), "dependencies").contains(&"cattax-compiler".to_owned()));
}

#[test]
fn the_core_is_pure() {
    for (file, text) in sources("core") {
        for word in [
            "std::fs",
            "std::io",
            "std::time",
            "std::env",
            "std::thread",
            "println!",
            "web_sys",
            "wasm_bindgen",
        ] {
            assert!(!text.contains(word), "{file} holds {word}");
        }
    }
}

#[test]
fn only_one_place_names_the_site() {
    for (file, text) in sources("web") {
        if file != "src/web/src/page/site.rs" {
            for word in
                ["xiaohongshu", "rednote.com", "note-item", "comment-item", "fe-platform", "note-text"]
            {
                assert!(!text.contains(word), "{file} names {word}; that belongs into page/site.rs");
            }
        }
    }
}

#[test]
fn only_one_place_names_the_extension_interface() {
    for (file, text) in sources("web").filter(|(file, _)| file != "src/web/src/webext.rs") {
        let names = ["\"chrome\"", "\"browser\"", "= chrome", "= browser", "\"storage\"", "\"tabs\""];
        for word in names {
            assert!(!text.contains(word), "{file} names {word}; that belongs into webext.rs");
        }
    }
}

#[test]
fn the_page_is_not_changed() {
    // Only the card makes elements; the popup fills its own page.
    for (file, text) in sources("web").filter(|(file, _)| file.contains("/page/")) {
        for word in [
            "create_element",
            "set_text_content",
            "set_attribute",
            "append_child",
            "insert_before",
            "remove_child",
        ] {
            assert!(!text.contains(word), "{file} holds {word}");
        }
    }
}
