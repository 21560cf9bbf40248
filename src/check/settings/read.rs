//! Reads `qingdan.toml`: every key, every fault with its place.

use globset::{ErrorKind, GlobBuilder, GlobMatcher};

use super::{Layer, PerFile, Profile, Settings, Written};
use crate::finding::{Code, Confidence, Finding, Language, Severity, Words};
use crate::rule::example::Data;
use crate::rule::fault::{FaultKind, suggestion};
use crate::rule::sheet::{Fields, Sheet};
use crate::rule::vary::{Assignment, Override};
use crate::text::yaml::{Fault, Node, Style};
use crate::text::{Place, SourceId, toml};

/// The keys of the file.
pub(super) const ROOT: [&str; 11] = [
    "profile", "lang", "format", "fail-on", "registry", "waivers", "baseline", "files", "rules", "per-file",
    "profiles",
];
/// The keys of `[files]`.
pub(super) const FILES: [&str; 2] = ["include", "exclude"];
/// The keys of `[rules]`; whatever else is a table there is a rule.
pub(super) const RULES: [&str; 5] = ["paths", "select", "extend-select", "ignore", "preview"];
/// The keys of `[rules."family/name"]`.
pub(super) const RULE: [&str; 2] = ["severity", "params"];
/// The keys of `[per-file."glob"]`.
pub(super) const PER_FILE: [&str; 2] = ["ignore", "severity"];
/// The keys of `[profiles.name]`, beside rules.
pub(super) const PROFILE: [&str; 7] = [
    "extends",
    "precision",
    "preview",
    "fail-on",
    "select",
    "extend-select",
    "ignore",
];

const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("off", None),
];

/// What `fail-on` may be.
pub(super) const THRESHOLD_NAMES: [&str; 3] = ["error", "warning", "info"];

const THRESHOLDS: [(&str, Severity); 3] = [
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
];

const PRECISIONS: [(&str, Confidence); 4] = [
    ("very-high", Confidence::VeryHigh),
    ("high", Confidence::High),
    ("medium", Confidence::Medium),
    ("low", Confidence::Low),
];

/// The settings in `text`, which is the whole text of `source`.
///
/// # Errors
/// All its faults.
pub fn read(source: SourceId, text: &str) -> Result<Settings, Vec<Finding>> {
    let no_toml = |fault: Fault| {
        let place = Place {
            source,
            span: fault.span,
        };
        Finding::new(
            Code::new("settings/no-toml"),
            Severity::Error,
            fault.into(),
            place,
        )
    };
    let node = match toml::parse(source, text) {
        Ok(node) => node,
        Err(faults) => return Err(faults.into_iter().map(no_toml).collect()),
    };
    let mut reader = Reader(Sheet::of(source, "settings"));
    let settings = reader.root(&node);
    match reader.0.findings.is_empty() {
        true => Ok(settings),
        false => Err(reader.0.findings),
    }
}

struct Reader(Sheet);

impl Reader {
    fn root(&mut self, node: &Node<'_>) -> Settings {
        let mut settings = Settings::default();
        let Some(fields) = self.0.fields(node, &ROOT) else {
            return settings;
        };
        settings.lang = self.choice(&fields, "lang", &[("zh", Language::Zh), ("en", Language::En)]);
        settings.fail_on = self.choice(&fields, "fail-on", &THRESHOLDS);
        settings.profile = self.text(&fields, "profile");
        settings.format = self.texts(&fields, "format").map(plain);
        settings.registry = self.texts(&fields, "registry").map(plain);
        settings.waivers = self.text(&fields, "waivers");
        settings.baseline = self.text(&fields, "baseline");
        if let Some(files) = fields.get("files").and_then(|files| self.0.fields(files, &FILES)) {
            settings.include = self.globs(&files, "include");
            settings.exclude = self.globs(&files, "exclude");
        }
        if let Some(rules) = fields.get("rules") {
            if let Some(fields) = self.table(rules) {
                settings.rule_paths = self.texts(&fields, "paths");
            }
            settings.rules = self.layer(rules, &RULES);
        }
        for (key, value) in fields
            .get("per-file")
            .and_then(|files| self.0.entries(files))
            .unwrap_or_default()
        {
            settings.per_file.extend(self.per_file(key, value));
        }
        for (key, value) in fields
            .get("profiles")
            .and_then(|profiles| self.0.entries(profiles))
            .unwrap_or_default()
        {
            let name = key.as_str().unwrap_or_default();
            let profile = self.profile(name, value);
            settings.profiles.push(profile);
        }
        self.known_profile(&settings);
        settings
    }

    fn known_profile(&mut self, settings: &Settings) {
        let Some(Written { value: name, place }) = &settings.profile else {
            return;
        };
        if settings.profile(name).is_none() {
            let words = Words::new(
                format!("没有方案“{name}”"),
                format!("there is no profile `{name}`"),
            );
            let names = settings.profile_names();
            self.0.fault_at(FaultKind::UnknownName, *place, words).help =
                suggestion(name, names.iter().map(String::as_str));
        }
    }

    /// What is said of rules, in `[rules]` or in a profile, whose keys are `known`.
    fn layer(&mut self, node: &Node<'_>, known: &[&str]) -> Layer {
        let Some(fields) = self.table(node) else {
            return Layer::default();
        };
        let mut layer = Layer {
            select: self.texts(&fields, "select"),
            extend_select: self
                .texts(&fields, "extend-select")
                .map_or_else(Vec::new, |texts| texts.value),
            ignore: self
                .texts(&fields, "ignore")
                .map_or_else(Vec::new, |texts| texts.value),
            preview: self.truth(&fields, "preview"),
            overrides: Vec::new(),
        };
        for (key, value) in node.mapping().unwrap_or_default() {
            let name = key.as_str().unwrap_or_default();
            if known.contains(&name) {
                continue;
            }
            if value.mapping().is_some() {
                layer.overrides.extend(self.rule(name, key, value));
                continue;
            }
            let words = Words::new(format!("没有 {name} 这个键"), format!("there is no key `{name}`"));
            self.0.fault(FaultKind::UnknownKey, key, words).help = suggestion(name, known.iter().copied());
        }
        layer
    }

    /// `[rules."family/name"]`.
    fn rule(&mut self, name: &str, key: &Node<'_>, node: &Node<'_>) -> Option<Override> {
        let fields = self.0.fields(node, &RULE)?;
        let severity = fields
            .get("severity")
            .and_then(|value| self.0.choice(value, &SEVERITIES));
        let settings = match fields.get("params") {
            Some(params) => self.0.entries(params).unwrap_or_default(),
            None => &[],
        };
        let assignment = |(name, value): &(Node<'_>, Node<'_>)| Assignment {
            name: name.as_str().unwrap_or_default().to_owned(),
            place: self.place(name),
            value: Data::from(value),
            value_place: self.place(value),
        };
        Some(Override {
            rule: name.to_owned(),
            place: self.place(key),
            severity,
            settings: settings.iter().map(assignment).collect(),
        })
    }

    fn per_file(&mut self, key: &Node<'_>, node: &Node<'_>) -> Option<PerFile> {
        let fields = self.0.fields(node, &PER_FILE)?;
        let mut severities = Vec::new();
        for (name, value) in fields
            .get("severity")
            .and_then(|table| self.0.entries(table))
            .unwrap_or_default()
        {
            severities.push(Override {
                rule: name.as_str().unwrap_or_default().to_owned(),
                place: self.place(name),
                severity: self.0.choice(value, &SEVERITIES),
                settings: Vec::new(),
            });
        }
        let glob = Written {
            value: key.as_str().unwrap_or_default().to_owned(),
            place: self.place(key),
        };
        let ignore = self
            .texts(&fields, "ignore")
            .map_or_else(Vec::new, |texts| texts.value);
        let files = self.glob(&glob)?;
        Some(PerFile {
            glob,
            files,
            ignore,
            severities,
        })
    }

    fn profile(&mut self, name: &str, node: &Node<'_>) -> Profile {
        let builtin = Profile::builtin();
        let mut profile = builtin[1].clone();
        name.clone_into(&mut profile.name);
        let Some(fields) = self.table(node) else {
            return profile;
        };
        let names: Vec<(&str, usize)> = (0..)
            .zip(&builtin)
            .map(|(at, profile)| (profile.name.as_str(), at))
            .collect();
        let base = self
            .choice(&fields, "extends", &names)
            .map(|extends| extends.value);
        let base = base.or_else(|| builtin.iter().position(|builtin| builtin.name == name));
        if let Some(base) = base {
            (profile.precision, profile.preview) = (builtin[base].precision, builtin[base].preview);
        }
        let precision = self.choice(&fields, "precision", &PRECISIONS);
        profile.precision = precision.map_or(profile.precision, |precision| precision.value);
        profile.fail_on = self.choice(&fields, "fail-on", &THRESHOLDS);
        profile.rules = self.layer(node, &PROFILE);
        profile
    }

    fn place(&self, node: &Node<'_>) -> Place {
        // A quoted text is meant without its quotes.
        node.scalar()
            .filter(|scalar| !scalar.text.is_empty())
            .map_or_else(|| self.0.place(node), |scalar| scalar.text.place())
    }

    /// The fields of a table whose keys are looked at elsewhere.
    fn table<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<Fields<'n, 's>> {
        let keys: Vec<&str> = node
            .mapping()
            .unwrap_or_default()
            .iter()
            .filter_map(|(key, _)| key.as_str())
            .collect();
        self.0.fields(node, &keys)
    }

    fn choice<T: Copy>(
        &mut self,
        fields: &Fields<'_, '_>,
        key: &str,
        choices: &[(&str, T)],
    ) -> Option<Written<T>> {
        let node = fields.get(key)?;
        let value = self.0.choice(node, choices)?;
        Some(Written {
            value,
            place: self.place(node),
        })
    }

    fn truth(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Written<bool>> {
        self.choice(fields, key, &[("true", true), ("false", false)])
    }

    fn text(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Written<String>> {
        self.string(fields.get(key)?)
    }

    fn string(&mut self, node: &Node<'_>) -> Option<Written<String>> {
        let quoted = node
            .scalar()
            .filter(|scalar| scalar.style != Style::Plain && !scalar.text.is_empty());
        let Some(scalar) = quoted else {
            let words = Words::new("这里要加引号的文字", "a text in quotation marks is needed here");
            self.0.fault(FaultKind::WrongShape, node, words);
            return None;
        };
        Some(Written {
            value: scalar.as_str().to_owned(),
            place: self.place(node),
        })
    }

    /// A list of texts, or one text alone.
    fn texts(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Written<Vec<Written<String>>>> {
        let node = fields.get(key)?;
        let items = node.sequence().unwrap_or(std::slice::from_ref(node));
        let texts: Vec<_> = items.iter().filter_map(|item| self.string(item)).collect();
        let whole = texts.len() == items.len();
        whole.then(|| Written {
            value: texts,
            place: self.0.place(node),
        })
    }

    fn globs(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Written<Vec<String>>> {
        let globs = self.texts(fields, key)?;
        globs.value.iter().for_each(|glob| drop(self.glob(glob)));
        Some(plain(globs))
    }

    fn glob(&mut self, glob: &Written<String>) -> Option<GlobMatcher> {
        match matcher(&glob.value) {
            Ok(matcher) => Some(matcher),
            Err(error) => {
                let words = Words::new(
                    format!("这个路径通配写得不对：{}", of_glob(error.kind())),
                    format!("this is no glob: {}", error.kind()),
                );
                self.0.fault_at(FaultKind::BadPattern, glob.place, words);
                None
            }
        }
    }
}

/// What is wrong with a glob, in Chinese.
fn of_glob(kind: &ErrorKind) -> String {
    let words = match kind {
        ErrorKind::InvalidRecursive => "** 要独占一层文件夹",
        ErrorKind::UnclosedClass => "少了右边的 ]",
        ErrorKind::InvalidRange(from, to) => return format!("{from}-{to} 前后颠倒"),
        ErrorKind::UnopenedAlternates => "少了左边的 {",
        ErrorKind::UnclosedAlternates => "少了右边的 }",
        ErrorKind::NestedAlternates => "花括号里不能再有花括号",
        ErrorKind::DanglingEscape => "末尾多了一个反斜杠",
        other => return other.to_string(),
    };
    words.to_owned()
}

/// What a glob of the settings fits: `*` stays in one folder, `**` does not; a bare name, or one that ends in a slash,
/// fits the folder with all that is in it.
///
/// # Errors
/// The text is no glob.
pub fn matcher(glob: &str) -> Result<GlobMatcher, globset::Error> {
    let glob = glob.trim_start_matches("./").trim_end_matches('/');
    let glob = GlobBuilder::new(&format!("{glob}{{,/**}}"))
        .literal_separator(true)
        .empty_alternates(true)
        .build()?;
    Ok(glob.compile_matcher())
}

fn plain(texts: Written<Vec<Written<String>>>) -> Written<Vec<String>> {
    Written {
        place: texts.place,
        value: texts.value.into_iter().map(|text| text.value).collect(),
    }
}
