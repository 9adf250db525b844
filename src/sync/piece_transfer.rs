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

/// So many are written at a time: the disk takes about as long for four as for one.
const WRITERS: usize = 4;

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

/// Pieces as they lie in a folder, read before whoever takes them holds what others wait for.
pub struct FetchedPieces<'a> {
    folder: &'a SharedFolder,
    writer: WriterId,
    names: Vec<&'a str>,
    files: Vec<Option<Vec<u8>>>,
}

/// Beyond this, in bytes, the rest is read when its turn comes: a quarter of a million entries take less.
const MOST_AT_ONCE: usize = 16 << 20;

impl<'a> FetchedPieces<'a> {
    #[must_use]
    pub fn fetch(folder: &'a SharedFolder, writer: WriterId, names: Vec<&'a str>) -> Self {
        let mut size = 0;
        let files = names
            .iter()
            .map_while(|name| {
                let file = (size < MOST_AT_ONCE).then(|| folder.read_piece(writer, name).ok().flatten())?;
                size += file.as_ref().map_or(0, Vec::len);
                Some(file)
            })
            .collect();
        Self { folder, writer, names, files }
    }

    fn decode_nth(&self, n: usize, key: &FolderKey) -> Option<Piece> {
        let late;
        let file = match self.files.get(n) {
            Some(file) => file.as_ref()?,
            None => {
                late = self.folder.read_piece(self.writer, self.names[n]).ok().flatten()?;
                &late
            }
        };
        Piece::decode(&key.decrypt(file)?).ok()
    }
}

/// Gives pieces to `take` in the order of their names: none for one that is missing, cut off, or on its
/// way.
pub fn take_pieces<E>(
    pieces: &FetchedPieces<'_>,
    key: &FolderKey,
    mut take: impl FnMut(&str, Option<Piece>) -> Result<(), E>,
) -> Result<(), E> {
    let decode = |n: usize| pieces.decode_nth(n, key);
    take_in_order(pieces.names.len(), decode, |n, piece| take(pieces.names[n], piece))
}

/// Never more than a few are decoded and not taken yet, however many there are.
fn take_in_order<T: Send, E>(
    count: usize,
    decode: impl Fn(usize) -> Option<T> + Sync,
    mut take: impl FnMut(usize, Option<T>) -> Result<(), E>,
) -> Result<(), E> {
    let mut numbers = 0..count;
    if count <= FEW {
        return numbers.try_for_each(|n| take(n, decode(n)));
    }
    let decode = &decode;
    thread::scope(|scope| {
        let readers: [Receiver<Option<T>>; READERS] = std::array::from_fn(|first| {
            let (sender, receiver) = sync_channel(1);
            scope.spawn(move || {
                let mut mine = (first..count).step_by(READERS);
                // Nobody takes any more after an error.
                mine.all(|n| sender.send(decode(n)).is_ok());
            });
            receiver
        });
        let done = numbers.try_for_each(|n| take(n, readers[n % READERS].recv().unwrap_or_default()));
        drop(readers);
        done
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{READERS, take_in_order};
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn however_many_pieces_there_are_a_few_are_in_memory_and_all_come_in_order() {
        for count in [0, 1, 2, 3, 500] {
            let (decoded, mut taken, mut most) = (AtomicUsize::new(0), Vec::new(), 0);
            let decode = |n| {
                decoded.fetch_add(1, Ordering::SeqCst);
                (n % 7 != 3).then_some(n)
            };
            take_in_order(count, decode, |n, piece| {
                assert_eq!(piece, (n % 7 != 3).then_some(n));
                taken.push(n);
                most = most.max(decoded.load(Ordering::SeqCst) - taken.len());
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(taken, (0..count).collect::<Vec<_>>());
            // Each reader has one that waits, and one in its hand.
            assert!(most <= 2 * READERS);
        }
        let stopped = take_in_order(500, Some, |n, _| if n < 4 { Ok(()) } else { Err(n) });
        assert_eq!(stopped, Err(4));
    }
}
