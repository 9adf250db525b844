//! Why a write stops half-way, inside the store: SQLite's errors stay as they are until the path is at hand that a
//! [`StoreError`] names.

use crate::crypto::SealError;
use crate::store::store_error::StoreError;
use crate::texts::store_errors;
use std::path::Path;

/// `E` is the error of whoever asked for the write. The transaction is rolled back.
pub(crate) enum WriteError<E = StoreError> {
    Refused(E),
    Sqlite(rusqlite::Error),
}

impl WriteError {
    /// The same inside a write that can also be refused by its caller.
    pub(crate) fn map_refusal<E: From<StoreError>>(self) -> WriteError<E> {
        match self {
            Self::Refused(error) => WriteError::Refused(error.into()),
            Self::Sqlite(error) => WriteError::Sqlite(error),
        }
    }
}

impl<E: From<StoreError>> WriteError<E> {
    pub(crate) fn into_error(self, path: Option<&Path>) -> E {
        match self {
            Self::Refused(error) => error,
            Self::Sqlite(error) => StoreError::from_sqlite(error, path).into(),
        }
    }
}

impl<E> From<rusqlite::Error> for WriteError<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl<E: From<StoreError>> From<StoreError> for WriteError<E> {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<SealError> for WriteError {
    fn from(error: SealError) -> Self {
        Self::Refused(error.into())
    }
}

/// JSON that cannot be read again is a state in the history.
impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Refused(StoreError::Other(store_errors::unreadable_history(&error.to_string())))
    }
}
