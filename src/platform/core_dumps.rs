//! No picture of this program's memory on a disk, when it crashes: words and passphrases are in it.

/// Asks the system to write none, for this program and for what it starts. On Linux other programs of the same user
/// cannot look into its memory either. Where the system refuses, the program goes on as it is.
pub(crate) fn disable_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).ok();
    }
    // A collector that is handed the memory through a pipe, as systemd's is, does not ask for the limit.
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        set_dumpable_behavior(DumpableBehavior::NotDumpable).ok();
    }
}
