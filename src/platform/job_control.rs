//! Stopping this process for a while, as a shell's job.

use std::io;

/// Whether a shell waits that would go on when this process stops, and that could let it go on. Without one a stop would be
/// for ever.
#[cfg(unix)]
pub(crate) fn has_shell_to_return_to() -> bool {
    use rustix::process::{getpgid, getpgrp, getppid, getsid};
    let Some(parent) = getppid() else {
        return false;
    };
    // A shell with job control gives each job a group of its own, in its own session.
    matches!((getsid(Some(parent)), getsid(None)), (Ok(theirs), Ok(ours)) if theirs == ours)
        && getpgid(Some(parent)).is_ok_and(|group| group != getpgrp())
}

/// Returns when the process was let go on.
#[cfg(unix)]
pub(crate) fn stop_process() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)
}

#[cfg(not(unix))]
pub(crate) fn has_shell_to_return_to() -> bool {
    false
}

#[cfg(not(unix))]
pub(crate) fn stop_process() -> io::Result<()> {
    Ok(())
}
