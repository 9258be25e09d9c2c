//! The manifest and the texts of the interface.

use serde_json::Value;

use crate::tree::{files, read};

fn json(file: &str) -> Value {
    serde_json::from_str(&read(file)).expect(file)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn it_asks_for_nothing_but_storage_and_two_hosts() {
    let manifest = json("manifest.json");
    let hosts = serde_json::json!(["https://www.xiaohongshu.com/*", "https://www.rednote.com/*"]);
    assert_eq!(manifest["permissions"], serde_json::json!(["storage"]));
    assert_eq!(manifest["host_permissions"], hosts);
    assert_eq!(manifest["content_scripts"][0]["matches"], hosts);
    assert_eq!(manifest["web_accessible_resources"][0]["matches"], hosts);
    for key in ["optional_permissions", "optional_host_permissions", "externally_connectable"] {
        assert!(manifest.get(key).is_none(), "{key}");
    }
    let site = read("src/web/src/page/site.rs");
    assert!(
        hosts.as_array().expect("a list").iter().all(|host| site.contains(host.as_str().expect("a host")))
    );
}

#[test]
fn extension_pages_reach_nobody() {
    let manifest = json("manifest.json");
    let policy = manifest["content_security_policy"]["extension_pages"].as_str().expect("a policy");
    assert!(policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("http") && !policy.contains('*') && !policy.contains("unsafe-inline"));
}

#[test]
fn nothing_in_the_extension_comes_from_elsewhere() {
    for file in
        files("extension").into_iter().filter(|file| !file.ends_with(".png") && !file.ends_with(".svg"))
    {
        // The one link: from the page after installing to the site.
        let text = read(&file).replace("href=\"https://www.rednote.com/explore\"", "");
        assert!(!text.contains("http://") && !text.contains("https://"), "{file} holds an address");
        assert!(
            !text.contains("eval(") && !text.contains("innerHTML"),
            "{file} makes code or markup of text"
        );
    }
}

/// The languages of the interface.
const LANGUAGES: [&str; 14] =
    ["de", "en", "es", "fr", "id", "ja", "ko", "pt_BR", "pt_PT", "ru", "th", "vi", "zh_CN", "zh_TW"];

/// Texts that are the same as in English because they are a name, or because
/// the word is the same.
const SAME: [&str; 15] = [
    "* name",
    "* settings_reading_pinyin",
    "* settings_reading_zhuyin",
    "de tone_neutral",
    "es settings_group_stickers",
    "es tone_vulgar",
    "fr settings_group_stickers",
    "fr tone_vulgar",
    "id settings_group_emoji",
    "id tone_vulgar",
    "pt_BR tone_vulgar",
    "pt_PT tone_vulgar",
    "pt_BR tone_neutral",
    "pt_PT tone_neutral",
    "fr settings_group_emoji",
];

#[test]
fn every_language_has_every_text() {
    let english = json("extension/_locales/en/messages.json");
    for language in LANGUAGES {
        let file = format!("extension/_locales/{language}/messages.json");
        let messages = json(&file);
        assert_eq!(keys(&messages), keys(&english), "{file}");
        for (key, message) in messages.as_object().expect("messages") {
            let (text, original) = (message["message"].as_str(), english[key]["message"].as_str());
            assert!(text.is_some_and(|text| !text.trim().is_empty()), "{file}: {key} is empty");
            assert_eq!(message["placeholders"], english[key]["placeholders"], "{file}: {key}");
            for piece in original.unwrap_or_default().split('$').skip(1).step_by(2) {
                let held = text.unwrap_or_default().contains(&format!("${piece}$"));
                assert!(held, "{file}: {key} lacks ${piece}$");
            }
            let same = SAME.contains(&format!("{language} {key}").as_str())
                || SAME.contains(&format!("* {key}").as_str());
            assert!(language == "en" || same || text != original, "{file}: {key} is English: {text:?}");
        }
        let description = messages["description"]["message"].as_str().unwrap_or_default();
        assert!(description.chars().count() <= 132, "{file}: the stores take 132 characters");
    }
    assert_eq!(files("extension/_locales").len(), LANGUAGES.len(), "a language that nobody checks");
}

#[test]
fn every_text_is_used_and_every_used_text_is_there() {
    let english = json("extension/_locales/en/messages.json");
    let sources: String = files("src/web/src")
        .iter()
        .chain(&files("extension"))
        .filter(|file| !file.contains("_locales"))
        .filter(|file| [".rs", ".js", ".html"].iter().any(|ending| file.ends_with(ending)))
        .map(|file| read(file))
        .chain([read("manifest.json")])
        .collect();
    for key in keys(&english) {
        // Tones and uses are put together from the glossary's words, details
        // from the key of what they belong to.
        let made = key.starts_with("tone_") || key.starts_with("use_") || key.ends_with("_detail");
        assert!(made || sources.contains(key), "nobody says {key}");
    }
    for piece in sources.split("text(\"").chain(sources.split("plain(\"")).skip(1) {
        let key = piece.split('"').next().unwrap_or_default();
        let is_key = key.contains('_') && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(!is_key || english.get(key).is_some(), "no text for {key}");
    }
}

#[test]
fn every_tone_and_use_of_the_glossary_has_a_text() {
    let english = json("extension/_locales/en/messages.json");
    let laws = read("src/compiler/src/laws.rs");
    for (list, prefix) in [("TONES", "tone_"), ("USES", "use_")] {
        let (_, rest) = laws.split_once(&format!("pub const {list}")).expect(list);
        let (_, rest) = rest.split_once("= [").expect("a list");
        let (items, _) = rest.split_once("];").expect("its end");
        for item in items.split('"').skip(1).step_by(2) {
            let key = format!("{prefix}{}", item.replace('-', "_"));
            assert!(english.get(&key).is_some(), "no text for {key}");
        }
    }
}
