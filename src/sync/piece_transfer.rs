//! Pieces on their way between memory and the folder, several at once: encrypting takes a processor and writing waits for
//! the disk, while whoever reads or takes the records has a journal to look after.

use crate::crypto::FolderKey;
use crate::sync::piece_codec::Piece;
use crate::sync::shared_folder::SharedFolder;
use crate::sync::stamp::WriterId;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// So many are written at a time: the disk takes about as long for eight as for one.
const WRITERS: usize = 8;

/// So many are read at a time, each with one more waiting to be taken.
const READERS: usize = 2;

/// Fewer than this are not worth a thread.
const FEW: usize = 2;

/// Writes `count` pieces, each as `load` gives it, and answers their names in that order.
pub fn write_pieces<E: From<io::Error>>(
    folder: &SharedFolder,
    writer: WriterId,
    key: &FolderKey,
    count: usize,
    mut load: impl FnMut(usize) -> Result<Piece, E>,
) -> Result<Vec<String>, E> {
    let write = |piece: &Piece| -> io::Result<String> {
        let bytes = key.encrypt(&piece.encode()).map_err(io::Error::other)?;
        folder.write_piece(writer, &bytes)
    };
    if count <= FEW {
        return (0..count).map(|n| Ok(write(&load(n)?)?)).collect();
    }
    let written: Mutex<io::Result<Vec<(usize, String)>>> = Mutex::new(Ok(Vec::new()));
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<(usize, Piece)>(0);
        let receiver = Arc::new(Mutex::new(receiver));
        let (written, write) = (&written, &write);
        for _ in 0..WRITERS.min(count) {
            let receiver = Arc::clone(&receiver);
            scope.spawn(move || {
                while let Some((n, piece)) = next_job(&receiver) {
                    let name = write(&piece);
                    let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
                    match (name, written.as_mut()) {
                        (Ok(name), Ok(names)) => names.push((n, name)),
                        (Err(error), Ok(_)) => *written = Err(error),
                        (_, Err(_)) => {}
                    }
                }
            });
        }
        drop(receiver);
        send_jobs(&sender, count, &mut load, || {
            written.lock().unwrap_or_else(PoisonError::into_inner).is_ok()
        })
    })?;
    let mut names = written.into_inner().unwrap_or_else(PoisonError::into_inner)?;
    names.sort_unstable();
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

/// One at a time waits for the next, with the lock in its hand.
fn next_job(receiver: &Mutex<Receiver<(usize, Piece)>>) -> Option<(usize, Piece)> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Until all are sent or one could not be written.
fn send_jobs<E>(
    sender: &SyncSender<(usize, Piece)>,
    count: usize,
    load: &mut impl FnMut(usize) -> Result<Piece, E>,
    goes_on: impl Fn() -> bool,
) -> Result<(), E> {
    for n in 0..count {
        if !goes_on() || sender.send((n, load(n)?)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Reads pieces and gives them to `take` in the order of their names: none for one that is missing, cut off, or on its
/// way.
pub fn read_pieces<E>(
    folder: &SharedFolder,
    writer: WriterId,
    key: &FolderKey,
    names: &[&str],
    mut take: impl FnMut(&str, Option<Piece>) -> Result<(), E>,
) -> Result<(), E> {
    let read = |name: &str| {
        let bytes = folder.read_piece(writer, name).ok().flatten()?;
        Piece::decode(&key.decrypt(&bytes)?).ok()
    };
    if names.len() <= FEW {
        return names.iter().try_for_each(|name| take(name, read(name)));
    }
    thread::scope(|scope| {
        let read = &read;
        let readers: [Receiver<Option<Piece>>; READERS] = std::array::from_fn(|first| {
            let (sender, receiver) = sync_channel(1);
            scope.spawn(move || {
                let mine = names.iter().skip(first).step_by(READERS);
                // Nobody takes any more after an error.
                mine.map(|name| sender.send(read(name))).take_while(Result::is_ok).for_each(drop);
            });
            receiver
        });
        let mut taken = names.iter().enumerate();
        let done =
            taken.try_for_each(|(n, name)| take(name, readers[n % READERS].recv().unwrap_or_default()));
        drop(readers);
        done
    })
}
