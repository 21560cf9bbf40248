//! The sample findings: three as the rules make them, and many about text that means harm or is merely odd.

use qingdan::finding::{
    Address, BaselineState, Code, Edit, Finding, Findings, Fix, ListKind, Severity, Suppression,
    SuppressionKind, Words,
};
use qingdan::text::{Place, Source, SourceId, Sources, Span};

const PUBLISHED: &str = "\
二、配合履职事项\n\
一、党的建设（25项）\n\
序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
1\t人才引进\t区委组织部、区市场监督管理局\t1.制定人才引进的政策；<br>2.对人才进行认定。\t1.宣传政策；<br>2.收集上报人才需求。\n\
2\t食品安全监督检查\t区市场监管局\t1.制定食品安全年度监督管理计划，对食品生产经营者进行监督检查，依法查处违法行为，实施行政处罚；<br>\
2.组织开展食品安全宣传教育和业务培训，指导乡镇食品安全工作；<br>3.受理乡镇上报的线索，及时核查处置并反馈结果。\t\
1.开展食品安全宣传；<br>2.排查辖区内的小作坊、小摊贩、农村集体聚餐，对违法行为进行处罚；<br>3.发现问题及时上报。\n";

const YAML: &str = "\
cooperative:
  categories:
  - name: 党的建设
    duties:
    - {number: 1, name: 食品安全监督检查, departments: [区市场监督管理局]}
";

/// Findings as the rules make them, in a small list and its neighbour.
pub(crate) fn plain() -> (Sources, Findings) {
    let mut sources = Sources::default();
    let list = sources.add(Source::new("lists/河口镇.txt", PUBLISHED));
    let other = sources.add(Source::new("lists/新城镇.yaml", YAML));
    let findings = vec![
        variant_name(&sources, list, other),
        enforcement(&sources, list),
        count(&sources, list),
    ];
    (sources, Findings::seal(findings))
}

/// The same, with findings that a fix mends, that somebody set aside, and that a baseline knew.
pub(crate) fn standing() -> (Sources, Findings) {
    let (mut sources, findings) = plain();
    let waivers = sources.add(Source::new(
        "waivers.yaml",
        "waivers:\n- rule: structure/declared-count\n",
    ));
    let list = findings
        .iter()
        .next()
        .expect("there are findings")
        .primary
        .place
        .source;
    let mut all: Vec<Finding> = findings.iter().cloned().collect();
    for finding in &mut all {
        finding.fix = (finding.code.as_str() == "department/variant-name").then(|| Fix {
            title: Words::new("改为全称", "write the full name"),
            safe: false,
            edits: vec![Edit {
                place: finding.primary.place,
                text: "区市场监督管理局".to_owned(),
            }],
        });
    }
    let further = |words: &str, name: &str| {
        Finding::new(
            Code::new("structure/declared-count"),
            Severity::Error,
            Words::new(
                format!("“{words}”与标题不符"),
                format!("“{words}” is not as declared"),
            ),
            place(&sources, list, words, 0),
        )
        .address(Address {
            duty: Some(name.to_owned()),
            ..food_safety()
        })
    };
    let rule = |mut finding: Finding, id: &str| {
        finding.code = Code::new(id);
        finding
    };
    let mut waived = rule(further("人才引进", "人才引进"), "structure/title");
    waived.suppression = Some(Suppression {
        kind: SuppressionKind::External,
        place: place(&sources, waivers, "structure", 0),
        reason: "县编办已同意".to_owned(),
        by: Some("张三".to_owned()),
        until: Some("2027-01-31".to_owned()),
    });
    let mut known = further("收集上报人才需求", "人才引进");
    known.baseline = Some(BaselineState::Unchanged);
    let mut new = further("食品安全监督检查", "食品安全监督检查");
    new.baseline = Some(BaselineState::New);
    let users = rule(
        further("开展食品安全宣传", "食品安全监督检查"),
        "my-county/leader-named",
    );
    all.extend([waived, known, new, users]);
    (sources, Findings::seal(all))
}

/// The place of the `nth` occurrence (from 0) of `words` in a source.
fn place(sources: &Sources, source: SourceId, words: &str, nth: usize) -> Place {
    let text = sources[source].text();
    let (start, words) = text
        .match_indices(words)
        .nth(nth)
        .expect("the sample holds the words");
    let span = Span::new(start, start + words.len());
    Place { source, span }
}

fn food_safety() -> Address {
    Address {
        township: "甘肃省兰州市西固区河口镇".to_owned(),
        list: Some(ListKind::Cooperative),
        number: Some(2),
        duty: Some("食品安全监督检查".to_owned()),
    }
}

fn variant_name(sources: &Sources, list: SourceId, other: SourceId) -> Finding {
    Finding::new(
        Code::new("department/variant-name"),
        Severity::Warning,
        Words::new(
            "同一部门有两种写法：“区市场监督管理局”（2 处）和“区市场监管局”（1 处）",
            "one department is written in two ways: “区市场监督管理局” (2 times) and “区市场监管局” (once)",
        ),
        place(sources, list, "区市场监管局", 0),
    )
    .label(Words::new(
        "这里写作“区市场监管局”",
        "written “区市场监管局” here",
    ))
    .related(
        place(sources, list, "区市场监督管理局", 0),
        Words::new("这里写作“区市场监督管理局”", "written “区市场监督管理局” here"),
    )
    .related(
        place(sources, other, "区市场监督管理局", 0),
        Words::new("邻镇的写法", "as the neighbour writes it"),
    )
    .help(Words::new(
        "全文统一写部门的全称；简称只在登记为别名之后使用。",
        "write the full name throughout; use a short form only where it is registered as an alias.",
    ))
    .address(food_safety())
}

fn enforcement(sources: &Sources, list: SourceId) -> Finding {
    Finding::new(
        Code::new("conflict/township-does-not-enforce"),
        Severity::Error,
        Words::new(
            "乡镇配合职责里写了执法行为“处罚”",
            "the township is given an act of enforcement: “处罚”",
        ),
        place(sources, list, "处罚", 1),
    )
    .label(Words::new(
        "执法权在部门，乡镇只能配合",
        "only the department may do this; the township helps",
    ))
    .related(
        place(sources, list, "区市场监管局", 0),
        Words::new("应由这里列的部门实施", "this department should"),
    )
    .help(Words::plain("改成“发现线索及时上报，由××局依法处理”一类的写法。"))
    .address(food_safety())
}

fn count(sources: &Sources, list: SourceId) -> Finding {
    Finding::new(
        Code::new("structure/declared-count"),
        Severity::Info,
        Words::new(
            "标题写明 25 项，实有 2 项",
            "the heading states 25 duties, there are 2",
        ),
        place(sources, list, "25", 0),
    )
    .address(Address {
        list: Some(ListKind::Cooperative),
        ..Address::default()
    })
}

/// Text that means harm, or is merely odd, with labels where they hurt most: at the ends, over breaks, over nothing.
pub(crate) fn hostile() -> (Sources, Findings) {
    let mut sample = Sample::default();
    let tabs = "1\t\t\t区应急管理局\t\t防汛\t";
    sample
        .words("tabs.txt", tabs, &["区应急管理局", "防汛", "\t\t\t"])
        .spans(&[(1, 2), (tabs.len() - 1, tabs.len())]);
    let emoji = "家庭👨‍👩‍👧‍👦和👍🏽与🇨🇳，心❤️，县水利局";
    sample.words("emoji.txt", emoji, &["县水利局", "👨‍👩‍👧‍👦", "👍🏽", "❤️"]);
    let turned = "前\u{202e}后面倒过来\u{202c}县司法局\u{200f}\u{2066}\u{2069}后";
    sample.words("turned.txt", turned, &["县司法局", "\u{202e}"]);
    let accents = format!("e\u{301}a\u{308}{}县民政局", "\u{301}".repeat(3000));
    sample
        .words("accents.txt", &accents, &["县民政局", "a\u{308}"])
        .spans(&[(4, 6004)]);
    let escapes = "\u{1b}[31m红\u{1b}[0m \u{1b}]8;;http://x\u{7}链接 \u{9b}2J \u{7f}\u{0}\u{8}县公安局\r中";
    sample.words("escapes\u{1b}[2J\n.txt", escapes, &["县公安局", "红", escapes]);
    let long = format!(
        "{}县自然资源局{}",
        "很长的一行，".repeat(500),
        "没有完。".repeat(500)
    );
    sample
        .words("long.txt", &long, &["县自然资源局", &long])
        .spans(&[(0, 6), (long.len() - 6, long.len())]);
    let breaks = "第一行\r\n第二行县教育局\r\n\r\n第四行";
    sample.words(
        "breaks.txt",
        breaks,
        &["县教育局", "县教育局\r\n", "县教育局\r\n\r\n第四行"],
    );
    sample.spans(&[(0, 9), (32, 34)]);
    sample
        .words("mark.txt", "\u{feff}清单\n", &["清单"])
        .spans(&[(0, 3), (9, 9), (9, 10), (10, 10)]);
    sample.words("empty.txt", "", &[]).spans(&[(0, 0)]);
    sample
        .words("lines.txt", "\n\n\n", &[])
        .spans(&[(0, 0), (1, 3), (3, 3)]);
    sample
        .words("end.txt", "乡镇\n县财政局", &["县财政局"])
        .spans(&[(0, 0), (7, 19), (19, 19)]);
    commands(&mut sample);
    let path = format!("很深的/文件夹/{}.txt", "名".repeat(120));
    sample.words(
        &path,
        &format!("{}末行县审计局", "\n".repeat(99_999)),
        &["县审计局"],
    );
    (sample.sources, Findings::seal(sample.findings))
}

/// Text that some reader might take for a command, markup, a link or a formula.
fn commands(sample: &mut Sample) {
    let commands = "%0A::error::假的 %25 ::set-env name=x::y ##vso[task.complete result=Failed]完 <script>alert(1)</script> \
                    ]]> &amp; \"引号\" '单' [点我](https://evil.example) {0} \u{b}\u{fffe}\u{ffff}\n\
                    ::add-mask::甲\n=HYPERLINK(\"http://evil\") @SUM(1) ＝1";
    sample.words(
        "清单,甲:乙;[丙]%41 \"丁\"&<戊>'.txt",
        commands,
        &[
            "假的",
            commands,
            "::add-mask::甲",
            "=HYPERLINK(\"http://evil\")",
            "[点我](https://evil.example)",
            "＝1",
        ],
    );
}

#[derive(Default)]
struct Sample {
    sources: Sources,
    findings: Vec<Finding>,
    last: Option<SourceId>,
}

impl Sample {
    /// Adds a source, and a finding for each of some words in it.
    fn words(&mut self, name: &str, text: &str, words: &[&str]) -> &mut Self {
        let id = self.sources.add(Source::new(name, text));
        self.last = Some(id);
        let starts = words
            .iter()
            .map(|words| text.find(words).expect("the text holds the words"));
        let spans: Vec<_> = starts
            .zip(words)
            .map(|(start, words)| (start, start + words.len()))
            .collect();
        self.spans(&spans)
    }

    /// Adds a finding for each of some spans of the last source.
    fn spans(&mut self, spans: &[(usize, usize)]) -> &mut Self {
        let source = self.last.expect("a source comes first");
        for &(start, end) in spans {
            let words: String = self.sources[source].text()[start..end].chars().take(60).collect();
            let place = Place {
                source,
                span: Span::new(start, end),
            };
            let message = Words::new(format!("奇怪的文字“{words}”"), format!("odd text “{words}”"));
            let finding = Finding::new(Code::new("read/odd"), Severity::Warning, message, place)
                .label(Words::new(format!("这里：{words}"), format!("here: {words}")))
                .related(place, Words::default());
            self.findings.push(finding.address(Address {
                duty: Some(words),
                ..Address::default()
            }));
        }
        self
    }
}
