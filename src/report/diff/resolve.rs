//! Leads the places of a comparison to lines and columns.

use std::sync::Arc;

use super::view::{
    At, ChangeView, DepartmentView, DiffReport, DutyView, Extent, FieldView, HeadingSide, HeadingView,
    TextView, TownshipSide, TownshipView,
};
use super::wording;
use crate::check::Compared;
use crate::diff::{
    Change, DepartmentChange, DutyRef, Field, FieldChange, HeadingChange, HeadingRef, Quoted, TownshipChanges,
};
use crate::finding::{BaselineState, Findings};
use crate::report::{FindingView, Reader, SuppressionView, View};
use crate::text::{Place, Sources};

impl DiffReport {
    /// The report of one county; `waivers` are those of the project, as they are shown.
    pub fn new(compared: &Compared, waivers: &[SuppressionView], reader: Reader) -> Self {
        let view = View::new(&compared.sources, &compared.directory, reader);
        let resolver = Resolver::new(&compared.sources);
        let shown = |findings: &Findings, set_aside: &[Option<usize>]| {
            let mut shown = view.all(findings);
            for (finding, waiver) in shown.iter_mut().zip(set_aside) {
                let waiver = waiver.and_then(|waiver| waivers.get(waiver)).cloned();
                finding.suppression = finding.suppression.take().or(waiver);
            }
            shown
        };
        let is_known = |finding: &FindingView| finding.baseline == Some(BaselineState::Unchanged);
        let is_waived = |finding: &FindingView| finding.suppression.is_some();
        let findings = shown(&compared.findings, &compared.waivers);
        let (unchanged, new): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_known);
        let (mut waived, new): (Vec<_>, Vec<_>) = new.into_iter().partition(is_waived);
        let verdicts = shown(&compared.changes, &compared.waivers_of_changes);
        let (aside, verdicts): (Vec<_>, Vec<_>) = verdicts.into_iter().partition(is_waived);
        waived.extend(aside);
        let townships = compared.comparison.townships.iter();
        let extent = |extent: crate::check::Extent| Extent {
            lists: extent.lists,
            duties: extent.duties,
        };
        Self {
            townships: townships
                .filter(|township| !township.is_silent())
                .map(|township| resolver.township(township))
                .collect(),
            verdicts,
            new,
            waived,
            fixed: view.all(&compared.fixed),
            unchanged,
            extent: [extent(compared.before), extent(compared.after)],
            ..Self::default()
        }
    }
}

/// Leads places to lines and columns.
struct Resolver<'s> {
    sources: &'s Sources,
    paths: Vec<Arc<str>>,
}

impl<'s> Resolver<'s> {
    fn new(sources: &'s Sources) -> Self {
        let paths = sources.iter().map(|(_, source)| Arc::from(source.name()));
        Self {
            sources,
            paths: paths.collect(),
        }
    }

    fn at(&self, place: Place) -> At {
        let source = &self.sources[place.source];
        let start = source.position(place.span.start as usize);
        At {
            path: self.paths[place.source.0 as usize].clone(),
            start,
            end: source.position((place.span.end as usize).max(start.offset)),
        }
    }

    fn text(&self, quoted: &Quoted) -> TextView {
        TextView {
            text: quoted.text.clone(),
            at: self.at(quoted.place),
        }
    }

    fn township(&self, township: &TownshipChanges) -> TownshipView {
        let side = |side: &crate::diff::TownshipRef| TownshipSide {
            name: side.full_name.clone(),
            path: self.paths[side.name.place.source.0 as usize].clone(),
            duties: side.duties,
            published: side.published.as_ref().map(|text| self.text(text)),
        };
        TownshipView {
            name: township.full_name().to_owned(),
            before: township.before.as_ref().map(side),
            after: township.after.as_ref().map(side),
            changes: township
                .changes
                .iter()
                .map(|change| self.change(change))
                .collect(),
            departments: township
                .departments
                .iter()
                .map(|change| self.department(change))
                .collect(),
            headings: township
                .headings
                .iter()
                .map(|change| self.heading(change))
                .collect(),
        }
    }

    fn change(&self, change: &Change) -> ChangeView {
        ChangeView {
            kinds: change.kinds.clone(),
            classify: change.classify,
            before: change.before.as_ref().map(|duty| self.duty(duty)),
            after: change.after.as_ref().map(|duty| self.duty(duty)),
            others: change.others.iter().map(|duty| self.duty(duty)).collect(),
            fields: change.fields.iter().map(|field| self.field(field)).collect(),
        }
    }

    fn duty(&self, duty: &DutyRef) -> DutyView {
        DutyView {
            list: duty.list,
            category: duty.category.clone(),
            number: duty.number,
            name: duty.name.clone(),
            at: self.at(duty.place),
            position: duty.position,
        }
    }

    fn field(&self, change: &FieldChange) -> FieldView {
        let both = change.before.is_some() && change.after.is_some() && change.field != Field::Number;
        FieldView {
            field: change.field,
            of: change.of.clone(),
            before: change.before.as_ref().map(|text| self.text(text)),
            after: change.after.as_ref().map(|text| self.text(text)),
            edits: if both {
                wording::tidy(change.edits())
            } else {
                Vec::new()
            },
            cosmetic: change.is_cosmetic(),
            follows: change.follows,
        }
    }

    fn department(&self, change: &DepartmentChange) -> DepartmentView {
        DepartmentView {
            before: self.text(&change.before),
            after: self.text(&change.after),
            duties: change.duties,
            left: change.left.iter().map(|text| self.text(text)).collect(),
            merged: change.merged,
            classify: change.classify,
        }
    }

    fn heading(&self, change: &HeadingChange) -> HeadingView {
        let side = |side: &HeadingRef| HeadingSide {
            name: self.text(&side.name),
            ordinal: side.ordinal,
            declared: side.declared.as_ref().map(|(count, _)| *count),
            duties: side.duties,
        };
        HeadingView {
            kind: change.kind,
            list: change.list,
            is_category: change.is_category,
            before: change.before.as_ref().map(side),
            after: change.after.as_ref().map(side),
            classify: change.classify,
        }
    }
}
