//! The findings as chapters, for formats that people leaf through: by document, list, category and duty.

use super::{FindingView, Report};
use crate::check::Outline;
use crate::check::outline::Spot;
use crate::finding::{BaselineState, Counts, ListKind, Severity};
use crate::{Map, Set};

/// The report in the order of the page.
pub(super) struct Book<'r> {
    pub(super) report: &'r Report,
    /// The documents with findings, and those without that are lists, in the order of their paths.
    pub(super) chapters: Vec<Chapter<'r>>,
    /// How many findings are left out.
    pub(super) left_out: usize,
    /// The departments that hold duties with findings, in order; a finding names them by their positions.
    pub(super) departments: Vec<&'r str>,
}

/// One document.
pub(super) struct Chapter<'r> {
    /// Its name.
    pub(super) path: &'r str,
    /// Its lists, if it is a document of lists.
    pub(super) outline: Option<&'r Outline>,
    /// How many of its findings count.
    pub(super) counts: Counts,
    /// The gravest finding of each place, of those that count.
    pub(super) worst: Map<Spot, Severity>,
    /// Its findings that are shown, in order.
    pub(super) findings: Vec<Shown<'r>>,
}

/// A finding that is shown.
pub(super) struct Shown<'r> {
    pub(super) finding: &'r FindingView,
    /// Where in its document it stands.
    pub(super) spot: Option<Spot>,
    /// The departments of its duty, by their positions in the book.
    pub(super) departments: Vec<usize>,
}

impl<'r> Book<'r> {
    /// The book of a report, with room for at most `most` findings: the gravest stay.
    pub(super) fn new(report: &'r Report, most: usize) -> Self {
        let mut chapters: Map<&str, Chapter<'r>> = Map::default();
        for outline in &report.outlines {
            chapters.insert(&outline.path, Chapter::new(&outline.path, Some(outline)));
        }
        let mut departments: Map<&'r str, usize> = Map::default();
        let mut room = Room::new(report, most);
        let shown = |finding: &&FindingView| finding.baseline != Some(BaselineState::Absent);
        for finding in report.findings.iter().filter(shown) {
            let path: &str = &finding.primary.path;
            let chapter = chapters.entry(path).or_insert_with(|| Chapter::new(path, None));
            let spot = chapter.count(finding);
            if room.take(finding) {
                let duty = spot.and_then(|spot| chapter.outline.zip(chapter.outline?.duty(spot)));
                let held = duty.into_iter().flat_map(|(outline, duty)| outline.holders(duty));
                let departments = held
                    .map(|name| {
                        let next = departments.len();
                        *departments.entry(name).or_insert(next)
                    })
                    .collect();
                chapter.findings.push(Shown {
                    finding,
                    spot,
                    departments,
                });
            }
        }
        let mut chapters: Vec<Chapter<'r>> = chapters.into_values().collect();
        chapters.sort_by_key(|chapter| chapter.path);
        Self {
            report,
            chapters,
            left_out: room.refused,
            departments: departments.into_keys().collect(),
        }
    }

    /// The documents that are lists.
    pub(super) fn lists(&self) -> impl Iterator<Item = (usize, &Chapter<'r>, &'r Outline)> {
        let numbered = self.chapters.iter().enumerate();
        numbered.filter_map(|(number, chapter)| Some((number, chapter, chapter.outline?)))
    }

    /// All findings that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Shown<'r>> {
        self.chapters.iter().flat_map(|chapter| &chapter.findings)
    }

    /// The kinds of lists that hold findings, in the order of publication.
    pub(super) fn kinds(&self) -> Vec<ListKind> {
        let found: Set<ListKind> = self
            .chapters
            .iter()
            .flat_map(|chapter| chapter.findings.iter().filter_map(|shown| chapter.kind(shown)))
            .collect();
        ListKind::ALL
            .into_iter()
            .filter(|kind| found.contains(kind))
            .collect()
    }
}

impl<'r> Chapter<'r> {
    fn new(path: &'r str, outline: Option<&'r Outline>) -> Self {
        Self {
            path,
            outline,
            counts: Counts::default(),
            worst: Map::default(),
            findings: Vec::new(),
        }
    }

    /// Its title: the township, else the path.
    pub(super) fn title(&self) -> &'r str {
        let township = self.outline.map(|outline| outline.township.as_str());
        township
            .filter(|township| !township.is_empty())
            .unwrap_or(self.path)
    }

    /// Which list a finding stands in.
    pub(super) fn kind(&self, shown: &Shown<'_>) -> Option<ListKind> {
        let here = self
            .outline
            .zip(shown.spot)
            .map(|(outline, spot)| outline.lists[spot.list].kind);
        here.or(shown.finding.address.list)
    }

    fn count(&mut self, finding: &FindingView) -> Option<Spot> {
        let spot = self
            .outline
            .and_then(|outline| outline.spot(finding.primary.start.offset));
        if finding.counts() {
            self.counts.add(finding.severity);
            if let Some(spot) = spot {
                let worst = self.worst.entry(spot).or_insert(finding.severity);
                *worst = finding.severity.max(*worst);
            }
        }
        spot
    }
}

/// How many findings of each sort there is room for: the gravest first, those that do not count last.
struct Room {
    left: [usize; 4],
    refused: usize,
}

impl Room {
    fn new(report: &Report, mut room: usize) -> Self {
        let mut wanted = [0; 4];
        report
            .findings
            .iter()
            .for_each(|finding| wanted[Self::rank(finding)] += 1);
        let left = wanted.map(|wanted| {
            let given = wanted.min(room);
            room -= given;
            given
        });
        Self { left, refused: 0 }
    }

    fn rank(finding: &FindingView) -> usize {
        match (finding.counts(), finding.severity) {
            (false, _) => 3,
            (true, Severity::Info) => 2,
            (true, Severity::Warning) => 1,
            (true, Severity::Error) => 0,
        }
    }

    fn take(&mut self, finding: &FindingView) -> bool {
        let left = &mut self.left[Self::rank(finding)];
        let fits = *left > 0;
        *left = left.saturating_sub(1);
        self.refused += usize::from(!fits);
        fits
    }
}
