//! `congdoan completions` and `congdoan man`, for packagers.

use clap::CommandFactory;
use clap_mangen::Man;

use super::Output;
use super::args::Args;

/// Prints the completion script of `shell`.
pub fn completions(shell: clap_complete::Shell, output: &Output) -> anyhow::Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "congdoan", &mut script);
    output.raw(&script)?;
    Ok(true)
}

/// Prints the manual page in roff: one page for all commands, each with its options.
pub fn man(output: &Output) -> anyhow::Result<bool> {
    let mut all = Args::command();
    let whole = Man::new(all.clone());
    all.build();
    let mut page = Vec::new();
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    page.extend_from_slice(b".SH COMMANDS\n");
    for command in all.get_subcommands() {
        let name = format!("congdoan {}", command.get_name());
        page.extend_from_slice(format!(".SS \"{name}\"\n").as_bytes());
        // What holds for every command is told above.
        let one = Man::new(command.clone().mut_args(|arg| {
            let shared = arg.is_global_set() || arg.get_id() == "help";
            arg.hide(shared)
        }));
        let mut section = Vec::new();
        one.render_synopsis_section(&mut section)?;
        section.extend_from_slice(b".PP\n");
        one.render_description_section(&mut section)?;
        one.render_options_section(&mut section)?;
        // These are parts of a section here.
        for line in String::from_utf8_lossy(&section).lines() {
            if !line.starts_with(".SH ") {
                page.extend_from_slice(line.as_bytes());
                page.push(b'\n');
            }
        }
    }
    whole.render_extra_section(&mut page)?;
    whole.render_version_section(&mut page)?;
    output.raw(&page)?;
    Ok(true)
}
