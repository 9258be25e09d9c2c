//! The table of simplified forms, from OpenCC's character data.

use cattax_core::fold::{HAN_COUNT, HAN_FIRST};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// Forms that OpenCC keeps apart because both occur in simplified text, or
/// leaves to Taiwan's usage, and that readers take for the same here.
const SAME: [(char, char); 5] = [('妳', '你'), ('牠', '它'), ('著', '着'), ('祂', '他'), ('裏', '里')];

/// For each character from U+4E00 to U+9FFF how much further its simplified
/// form lies, wrapping around.
///
/// Each is converted on its own line, so that no phrase rule applies.
pub(crate) fn simplified_forms() -> Vec<u16> {
    let characters: Vec<char> =
        (HAN_FIRST..HAN_FIRST + HAN_COUNT as u32).filter_map(char::from_u32).collect();
    let lines: Vec<String> = characters.iter().map(char::to_string).collect();
    let lines = lines.join("\n");
    // OpenCC's data comes with its crate; without it nothing would fold, which
    // the test below would notice.
    let converted = OpenCC::from_config(BuiltinConfig::T2s)
        .map_or_else(|_| lines.clone(), |opencc| opencc.convert(&lines));
    let mut forms: Vec<u16> = characters
        .iter()
        .zip(converted.lines())
        .map(|(from, to)| {
            let mut to = to.chars();
            let to = to.next().filter(|_| to.next().is_none()).unwrap_or(*from);
            u16::try_from(to as u32).unwrap_or(*from as u16)
        })
        .collect();
    for (from, to) in SAME {
        if let Some(slot) = forms.get_mut((from as u32 - HAN_FIRST) as usize) {
            *slot = to as u16;
        }
    }
    for (form, from) in forms.iter_mut().zip(&characters) {
        *form = form.wrapping_sub(*from as u16);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_folds_to_simplified() {
        let forms = simplified_forms();
        assert_eq!(forms.len(), HAN_COUNT);
        let fold = |text: &str| cattax_core::fold::fold(text, &forms);
        assert_eq!(fold("後裡讚臺灣絕絕子種草莓妳著說"), "后里赞台湾绝绝子种草莓你着说");
        assert_eq!(fold("绝绝子"), "绝绝子");
    }
}
