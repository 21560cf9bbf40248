//! `qingdan rules new`: a rule to start from, over lists or over changes, which loads and whose tests pass.

use std::path::Path;

use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::finding::{Code, Words};
use crate::rule::RuleSet;

/// Writes the rule `id` into the folder `dir` and gives the exit code.
pub(in crate::cli) fn run(id: &str, dir: &Path, environment: &Environment) -> u8 {
    let written = match Code::is_valid(id) {
        // Beside the built-in one it could not be used.
        true if RuleSet::builtin().get(id).is_some() => Err(Failure::BuiltinId(Code::new(id))),
        true => output::create(&dir.join(format!("{id}.yaml")), &text(id)),
        false => Err(Failure::NoId(id.to_owned())),
    };
    match written {
        Ok(path) => {
            let dir = dir.display();
            let (zh, en) = match is_of_changes(id) {
                false => (
                    format!("用 qingdan check --rules {dir} 检查清单"),
                    format!("use it with qingdan check --rules {dir}"),
                ),
                true => (
                    format!("用 qingdan diff 旧版 新版 --rules {dir} 比较两个版本"),
                    format!("use it with qingdan diff OLD NEW --rules {dir}"),
                ),
            };
            let words = Words::new(
                format!("已写好 {path}。改好以后用 qingdan rules test {path} 试规则，{zh}。"),
                format!("wrote {path}. Change it, try it with qingdan rules test {path}, and {en}."),
            );
            environment.note(&words);
            0
        }
        Err(failure) => {
            failure.say(environment);
            Failure::EXIT
        }
    }
}

/// Whether the rule is to judge what changed between two versions.
fn is_of_changes(id: &str) -> bool {
    Code::new(id).family() == "change"
}

fn text(id: &str) -> String {
    match is_of_changes(id) {
        true => over_changes(id),
        false => over_lists(id),
    }
}

fn over_changes(id: &str) -> String {
    format!(
        "\
schema: qingdan/rules@1
id: {id}
title:
  zh: 删去的配合事项要有交代
  en: a cooperative duty that goes is accounted for
reason:
  zh: 配合事项删去以后，要说得清由谁来做。
  en: Somebody must be able to say who does it from now on.
severity: warning # error, warning, info, off
for:
  change: CooperativeChange # which changes; `qingdan rules explain {id}` reads the rule back
require: change.kind != \"removed\" # or `forbid`
message: # values stand in braces
  zh: 新版没有配合事项“{{change.before.name}}”
  en: the newer version has no cooperative duty “{{change.before.name}}”
labels: # what is underlined, in either version, the primary place first
  change.before.name: {{zh: 旧版有这一项, en: the older version has it}}
help:
  zh: 写明由哪个部门承接。
  en: Say which department takes it over.
classify: review # breaking, review, editorial
meta: {{precision: high}}
tests:
  valid:
  - before: {{cooperative: [{{name: 打击传销, departments: [县公安局]}}]}}
    after: {{cooperative: [{{name: 打击传销, departments: [县公安局, 县市场监督管理局]}}]}}
  invalid:
  - before: {{cooperative: [{{name: 打击传销, departments: [县公安局]}}, {{name: 养犬管理, departments: [县公安局]}}]}}
    after: {{cooperative: [{{name: 打击传销, departments: [县公安局]}}]}}
    finds: [养犬管理]
"
    )
}

fn over_lists(id: &str) -> String {
    format!(
        "\
schema: qingdan/rules@1
id: {id}
title:
  zh: 配合事项写明上级部门
  en: a cooperative duty names a department
reason:
  zh: 没有上级部门，配合就没有对象。
  en: Without a department there is nobody to help.
severity: warning # error, warning, info, off
for:
  duty: CooperativeDuty # which nodes; `qingdan rules explain {id}` reads the rule back
require: some duty.departments # or `forbid`
message: # values stand in braces
  zh: 配合事项“{{duty.name}}”没有写上级部门
  en: cooperative duty “{{duty.name}}” names no department
labels: # what is underlined, the primary place first
  duty.name: {{zh: 这一项, en: this duty}}
help:
  zh: 补上牵头的部门。
  en: Add the department that leads.
meta: {{precision: high}}
tests:
  valid:
  - {{cooperative: [{{name: 打击传销, departments: [县公安局]}}]}}
  invalid:
  - {{cooperative: [{{name: 打击传销, departments: []}}], finds: [打击传销]}}
"
    )
}
