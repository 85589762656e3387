//! `congdoan completions` and `congdoan man`, for packagers.

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::Output;
use super::args::Args;

/// Prints the completion script of `shell`.
pub fn completions(shell: Shell, output: &Output) -> anyhow::Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "congdoan", &mut script);
    let script = with_places(shell, String::from_utf8_lossy(&script).into_owned());
    output.raw(script.as_bytes())?;
    Ok(true)
}

/// Adds the names of places behind `--district` and `--province`, asked of `congdoan suggest`.
fn with_places(shell: Shell, script: String) -> String {
    match shell {
        Shell::Bash => script + include_str!("shell/places.bash"),
        Shell::Fish => script + include_str!("shell/places.fish"),
        Shell::Zsh => {
            let functions = include_str!("shell/places.zsh");
            let script = script
                .replace(":D:_default'", ":D:{_congdoan_places --district}'")
                .replace(":P:_default'", ":P:{_congdoan_places --province}'");
            // behind the line that names the command
            match script.split_once('\n') {
                Some((head, rest)) => format!("{head}\n\n{functions}{rest}"),
                None => script,
            }
        }
        _ => script,
    }
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
