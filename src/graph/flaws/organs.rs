//! Bodies that no township of a kind has: a street has a working committee of the Party and an office, a township has no
//! standing committee of its congress and no commission of supervision.

use std::ops::Range;

/// Before an organ, the word for its kind is one of several that are meant together: 各县政府, 市、县政府, 乡镇党委.
pub(super) const TOGETHER: &str =
    "各、（(/和及与或省市县区旗州乡镇村城古集重建社园辖地牧林矿景灾两跨外邻属治级级原新老";

/// What no township has, whatever its kind.
const NONE: [&str; 20] = [
    "监察委员会",
    "监委",
    "人大常委会",
    "人大常务委员会",
    "人民代表大会常务委员会",
    "人民代表大会常委会",
    "人大法制委员会",
    "政协委员会",
    "政协常委会",
    "政协常务委员会",
    "政协全体会议",
    "政协全会",
    "政协会议",
    "政协主席",
    "公安局",
    "人民法院",
    "人民检察院",
    "检察院",
    "司法局",
    "税务局",
];

/// What a street does not have: it is no level of government and has no congress.
const STREET: [&str; 9] = [
    "人民政府",
    "政府",
    "党委",
    "人民代表大会",
    "人代会",
    "人大主席团",
    "人大主席",
    "党工委换届",
    "党工委选举",
];

/// What a township of its own level does not have: these are organs that a county sends.
const TOWNSHIP: [&str; 7] = [
    "党工委",
    "党的工作委员会",
    "党员工作委员会",
    "人大工委",
    "人大工作委员会",
    "街道办",
    "办事处",
];

/// What may not follow, since it makes another word of the body: 政府采购, 人民代表大会工作委员会, 党委（党工委）.
const GOES_ON: [&str; 30] = [
    "采购",
    "购买",
    "信息",
    "网",
    "投资",
    "债务",
    "专职",
    "预算",
    "性",
    "工作",
    "工委",
    "会计",
    "服务",
    "机关",
    "权",
    "（党",
    "（工",
    "(",
    "/",
    "、党工委",
    "、办事处",
    "代表",
    "常务",
    "常委",
    "驻",
    "或",
    "购",
    "储备",
    "补贴",
    "资金",
];

/// What may not stand before: the word for the kind is part of another, or one of several.
const PART_OF: &str = "各驻派";

/// The body that a township of kind `own` cannot have, in the words of `text` at `at` that begin with the word `kind` for a
/// township.
pub(super) fn impossible(text: &str, at: usize, kind: &str, own: &str) -> Option<Range<usize>> {
    let (body, is_general) = body(text, at, kind)?;
    let is_own = kind == own || is_both(text, at, kind) && own != "街道";
    let is_none = NONE.contains(&body);
    let fits = is_own && (is_none || (STREET.contains(&body) == (own == "街道")) && !is_general);
    let end = at + text[at..].find(body)? + body.len();
    fits.then_some(at..end)
}

/// Whether the words at `at` may be such a body in some list.
pub(super) fn may_be(text: &str, at: usize, kind: &str) -> bool {
    body(text, at, kind).is_some()
}

/// The body that the words at `at` name, and whether they mean townships of every kind: 乡镇人大常委会.
fn body(text: &str, at: usize, kind: &str) -> Option<(&'static str, bool)> {
    let general = is_both(text, at, kind);
    let after = match general {
        true => text[at..].strip_prefix("乡镇")?,
        false => &text[at + kind.len()..],
    };
    let starts = |body: &&&str| after.starts_with(**body);
    let own: &[&str] = match kind {
        "街道" => &STREET,
        _ => &TOWNSHIP,
    };
    let body = *NONE.iter().find(starts).or_else(|| own.iter().find(starts))?;
    let rest = &after[body.len()..];
    let last = text[..at].chars().next_back();
    let shared = |last: char| match NONE.contains(&body) {
        true => "县市区旗省州城古集村重".contains(last) || last == '乡',
        false => TOGETHER.contains(last) && last != '、' || PART_OF.contains(last),
    };
    let pair = ["县、", "市、", "区、", "旗、", "镇、", "乡、", "（街道）"];
    let is_shared = last.is_some_and(shared) || pair.iter().any(|pair| text[..at].ends_with(pair));
    let goes_on = match NONE.contains(&body) {
        true => rest.starts_with('派'),
        false => GOES_ON.iter().any(|word| rest.starts_with(word)),
    };
    (!is_shared && !goes_on).then_some((body, general))
}

/// Whether the words at `at` speak of townships of both kinds.
fn is_both(text: &str, at: usize, kind: &str) -> bool {
    kind == "乡" && text[at..].starts_with("乡镇")
}

#[cfg(test)]
mod tests {
    use super::impossible;

    #[track_caller]
    fn check(text: &str, own: &str, expected: &[&str]) {
        let kinds = ["街道", "苏木", "镇", "乡"];
        let found = text.char_indices().filter_map(|(at, _)| {
            let kind = kinds.iter().find(|kind| text[at..].starts_with(**kind))?;
            impossible(text, at, kind, own)
        });
        assert_eq!(
            found.map(|range| &text[range]).collect::<Vec<_>>(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn bodies_are_judged_by_the_kind_of_township() {
        check(
            "支持镇监察委员会、镇政协委员会履职",
            "镇",
            &["镇监察委员会", "镇政协委员会"],
        );
        check(
            "召开街道人民代表大会，经街道政府批准",
            "街道",
            &["街道人民代表大会", "街道政府"],
        );
        check(
            "报乡镇人大常委会，由镇党工委研究",
            "镇",
            &["乡镇人大常委会", "镇党工委"],
        );
        check("配合乡公安局，移送乡人民法院", "乡", &["乡公安局", "乡人民法院"]);
        for own in ["乡", "镇", "街道"] {
            check("落实县、乡人大常委会部署，支持乡镇纪委、监察办公室", own, &[]);
            check(
                "街道政府采购和街道政府专职消防队，各街道办事处，街道人民代表大会工作委员会",
                own,
                &[],
            );
            check("乡镇（街道）人民政府，乡镇、街道党委", own, &[]);
        }
    }
}
