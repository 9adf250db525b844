//! The program: hands the arguments to the command line, prints what stood in the way, sets the exit status.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cuebook::cli::run_command_line(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            // Nobody may be reading there; the exit status says it too.
            let _ = writeln!(std::io::stderr(), "{}", cuebook::cli::wrap_for_stderr(&stop.to_string()));
            ExitCode::from(stop.exit_code)
        }
    }
}
