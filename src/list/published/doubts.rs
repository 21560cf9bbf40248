//! Doubts met while reading, as findings `read/…`.

use crate::finding::{Address, Code, Confidence, Finding, Label, ListKind, Severity, Words, quoted};
use crate::text::{Place, SourceId, Span};

/// Collects doubts. What has one cause is one finding, with the other places related to it.
#[derive(Debug)]
pub(super) struct Doubts {
    source: SourceId,
    all: Vec<Finding>,
    address: Address,
    gathered: Vec<Gathered>,
}

/// The places of one cause, and what the first of them is about.
#[derive(Debug)]
struct Gathered {
    cause: Cause,
    address: Address,
    places: Vec<Span>,
}

/// A cause that makes one finding for the whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The numbers of an ordered list were lost; its items were told by their punctuation.
    GuessedItems,
    /// A label of departments that does not end with a colon.
    OddLabel,
    /// A clause number without a point behind it.
    LooseNumber,
    /// A line without cells right behind a row.
    JoinedLine,
    /// A cell cut by a page behind a full stop, so that what follows might be a clause of its own.
    CutRow,
}

/// How many related places a finding names.
const RELATED: usize = 20;

impl Doubts {
    pub(super) fn new(source: SourceId) -> Self {
        Self {
            source,
            all: Vec::new(),
            address: Address::default(),
            gathered: Vec::new(),
        }
    }

    /// Says what the following doubts are about.
    pub(super) fn about(&mut self, list: Option<ListKind>, number: Option<u32>, duty: Option<&str>) {
        self.address.list = list;
        self.address.number = number;
        self.address.duty = duty.map(|name| quoted(name).into_owned());
    }

    /// One more place of a cause.
    pub(super) fn gather(&mut self, cause: Cause, span: Span) {
        match self.gathered.iter_mut().find(|known| known.cause == cause) {
            Some(known) => known.places.push(span),
            None => self.gathered.push(Gathered {
                cause,
                address: self.address.clone(),
                places: vec![span],
            }),
        }
    }

    /// A doubt of its own.
    pub(super) fn add(&mut self, code: &str, severity: Severity, span: Span, message: Words, help: Words) {
        let finding = Finding::new(Code::new(code), severity, message, self.place(span)).help(help);
        self.all.push(finding.address(self.address.clone()));
    }

    /// The same, with another place that belongs to it.
    pub(super) fn add_related(
        &mut self,
        code: &str,
        severity: Severity,
        (span, other): (Span, Span),
        message: Words,
        (help, words): (Words, Words),
    ) {
        self.add(code, severity, span, message, help);
        let place = self.place(other);
        self.relate([Label { place, words }]);
    }

    /// More places of the last doubt.
    pub(super) fn relate(&mut self, labels: impl IntoIterator<Item = Label>) {
        if let Some(last) = self.all.last_mut() {
            last.related.extend(labels.into_iter().take(RELATED));
        }
    }

    fn place(&self, span: Span) -> Place {
        Place {
            source: self.source,
            span,
        }
    }

    /// What was said so far, the gathered places not included.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.all
    }

    /// All doubts, each addressed to `township`; `value` gives the words at fault.
    pub(super) fn finish(mut self, township: &str, text: &str) -> Vec<Finding> {
        for gathered in std::mem::take(&mut self.gathered) {
            let finding = self.gathered_finding(gathered);
            self.all.push(finding);
        }
        for finding in &mut self.all {
            finding.address.township = township.to_owned();
            let words: String = text[finding.primary.place.span.range()]
                .chars()
                .take(60)
                .collect();
            finding.value = crate::text::normal::key(&words).into_owned();
        }
        self.all
    }

    fn gathered_finding(&self, gathered: Gathered) -> Finding {
        let Gathered {
            cause,
            address,
            places,
        } = gathered;
        let (code, message, help) = cause.words(places.len());
        let mut finding =
            Finding::new(Code::new(code), Severity::Info, message, self.place(places[0])).help(help);
        finding.confidence = Confidence::Medium;
        finding.address = address;
        for &span in places.iter().skip(1).take(RELATED) {
            finding = finding.related(self.place(span), Words::new("同样的情况", "the same here"));
        }
        finding
    }
}

impl Cause {
    /// The code, the message for `count` places, and the advice.
    fn words(self, count: usize) -> (&'static str, Words, Words) {
        let [code, zh, en, advice_zh, advice_en] = self.texts();
        let counted = |text: &str| text.replace("{}", &count.to_string());
        (
            code,
            Words::new(counted(zh), counted(en)),
            Words::new(advice_zh, advice_en),
        )
    }

    /// Code, Chinese and English message, Chinese and English advice.
    const fn texts(self) -> [&'static str; 5] {
        match self {
            Self::GuessedItems => [
                "read/guessed-items",
                "有 {} 处条款的序号在转换时丢失，已按标点拆分",
                "Clauses whose numbers were lost in conversion were told apart by punctuation (places: {})",
                "请对照原文核对条款的划分，并补上序号。",
                "Compare the clauses with the original and restore their numbers.",
            ],
            Self::OddLabel => [
                "read/odd-label",
                "有 {} 处部门名称后没有用冒号引出职责，已按段落标题处理",
                "A department's name introduces its duties without a colon; it was taken for a label (places: {})",
                "在部门名称后用冒号引出其职责。",
                "Put a colon after the name of the department.",
            ],
            Self::LooseNumber => [
                "read/loose-number",
                "有 {} 处条款序号后缺少“.”，已按序号处理",
                "A clause number lacks the point behind it; it was taken for a number (places: {})",
                "在序号后补上“.”。",
                "Put a point after the number.",
            ],
            Self::JoinedLine => [
                "read/joined-line",
                "有 {} 行没有制表符、紧跟在表格行之后，已接在上一行末格",
                "A line without cells right behind a row was joined to its last cell (places: {})",
                "如果它是类别标题，请写作“一、党的建设（25项）”；如果是正文，请与上一行合为一行。",
                "Write the heading of a category as 一、党的建设（25项）; join text to the line it belongs to.",
            ],
            Self::CutRow => [
                "read/cut-row",
                "有 {} 处内容在换页处断开，已接在上一页的条款之后",
                "Text cut by the end of a page was joined to the clause before it (places: {})",
                "请对照原文核对换页处是否有缺漏或重复。",
                "Compare the text around the page break with the original.",
            ],
        }
    }
}
