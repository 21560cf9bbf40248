//! `qingdan rules new`: a rule to start from, which loads and whose tests pass.

use std::path::Path;

use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::finding::{Code, Words};

/// Writes the rule `id` into the folder `dir` and gives the exit code.
pub(in crate::cli) fn run(id: &str, dir: &Path, environment: &Environment) -> u8 {
    let written = match Code::is_valid(id) {
        true => output::create(&dir.join(format!("{id}.yaml")), &text(id)),
        false => Err(Failure::NoId(id.to_owned())),
    };
    match written {
        Ok(path) => {
            let words = Words::new(
                format!(
                    "已写好 {path}。改好以后用 qingdan rules test {path} 试规则，用 qingdan check --rules {} 检查清单。",
                    dir.display()
                ),
                format!(
                    "wrote {path}. Change it, try it with qingdan rules test {path}, and use it with qingdan check --rules {}.",
                    dir.display()
                ),
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

fn text(id: &str) -> String {
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
