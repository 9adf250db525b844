//! Words that only their writer can read: age, to a recipient of their own, whose key lies under their passphrase.
//! Writing takes no passphrase, reading does. What is sealed, and where it lies, is decided elsewhere.
//!
//! Each sealed text is an ordinary age file in base64, so that the `age` program reads it too.

use crate::texts::store_errors;
use age::secrecy::{ExposeSecret, SecretString};
use age::{scrypt, x25519};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// How much work a passphrase takes, as a power of two: 256 MB and most of a second. Fixed, and the same as the `age`
/// program's: measured on a fast machine, a slower one would refuse it.
const SCRYPT_WORK_FACTOR: u8 = 18;

/// The most that is taken on to read, as by the `age` program.
const MAX_SCRYPT_WORK_FACTOR: u8 = 22;

/// Why something could not be sealed: the recipient is no age recipient, or age could not write.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", store_errors::not_sealed(.0))]
pub struct SealError(String);

#[derive(Clone)]
pub(crate) struct SealKey(x25519::Identity);

/// A new recipient, and its identity encrypted with a passphrase.
pub fn generate_identity(passphrase: &str) -> Result<(String, String), SealError> {
    let identity = x25519::Identity::generate();
    let mut words = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    words.set_work_factor(SCRYPT_WORK_FACTOR);
    let secret = identity.to_string();
    let locked =
        age::encrypt(&words, secret.expose_secret().as_bytes()).map_err(|e| SealError(e.to_string()))?;
    Ok((identity.to_public().to_string(), STANDARD.encode(locked)))
}

/// None when it is not the passphrase. Takes about a second, to make guessing slow.
pub(crate) fn decrypt_identity(identity: &str, passphrase: &str) -> Option<SealKey> {
    let mut words = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    words.set_max_work_factor(MAX_SCRYPT_WORK_FACTOR);
    let secret = Zeroizing::new(age::decrypt(&words, &STANDARD.decode(identity).ok()?).ok()?);
    let secret = std::str::from_utf8(&secret).ok()?;
    Some(SealKey(secret.parse().ok()?))
}

/// The work for a text that is encrypted with a passphrase while somebody waits to leave: 64 MB and a fifth of a second,
/// which is more than the locked journal itself asks of who guesses the same passphrase.
const QUICK_WORK_FACTOR: u8 = 16;

/// An ordinary age file, which the `age` program opens with the same passphrase.
pub(crate) fn encrypt_with_passphrase(passphrase: &str, text: &str) -> Result<Vec<u8>, SealError> {
    let mut words = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    words.set_work_factor(QUICK_WORK_FACTOR);
    age::encrypt(&words, text.as_bytes()).map_err(|e| SealError(e.to_string()))
}

/// None when it is not the passphrase, or the file is damaged.
pub(crate) fn decrypt_with_passphrase(passphrase: &str, bytes: &[u8]) -> Option<Zeroizing<String>> {
    let mut words = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    words.set_max_work_factor(MAX_SCRYPT_WORK_FACTOR);
    String::from_utf8(age::decrypt(&words, bytes).ok()?).ok().map(Zeroizing::new)
}

/// Sealed texts grow in steps of so many bytes, so that their length tells nothing of a short one.
const PADDING_STEP: usize = 512;

/// Seals a text of JSON, with blanks behind it.
pub(crate) fn seal_text(recipient: &str, text: &str) -> Result<String, SealError> {
    let recipient: x25519::Recipient = recipient.parse().map_err(|why: &str| SealError(why.to_owned()))?;
    let mut padded = Zeroizing::new(Vec::with_capacity(text.len().next_multiple_of(PADDING_STEP)));
    padded.extend_from_slice(text.as_bytes());
    padded.resize(text.len().next_multiple_of(PADDING_STEP), b' ');
    age::encrypt(&recipient, &padded)
        .map(|bytes| STANDARD.encode(bytes))
        .map_err(|e| SealError(e.to_string()))
}

impl SealKey {
    /// The text; none when it was sealed for somebody else, or is damaged.
    pub(crate) fn unseal_text(&self, sealed: &str) -> Option<Zeroizing<String>> {
        let bytes = age::decrypt(&self.0, &STANDARD.decode(sealed).ok()?).ok()?;
        String::from_utf8(bytes).ok().map(Zeroizing::new)
    }

    /// Whom it reads: what is sealed for any other recipient it does not.
    pub(crate) fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }
}

/// A recipient in few signs, to be compared by eye: the first 64 bits of its SHA-256, `3f2a 9c01 77de b0c4`.
pub(crate) fn fingerprint_recipient(recipient: &str) -> String {
    let digest = Sha256::digest(recipient.as_bytes());
    let groups = digest.chunks(2).take(4).map(|pair| format!("{:02x}{:02x}", pair[0], pair[1]));
    groups.collect::<Vec<_>>().join(" ")
}

/// The key of a folder that computers share: whoever has it reads and writes there. Whom it reads stands nowhere in the
/// folder, so that who cannot read cannot forge either.
#[derive(Clone)]
pub struct FolderKey(x25519::Identity);

impl FolderKey {
    #[must_use]
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    #[must_use]
    pub fn from_secret(secret: &str) -> Option<Self> {
        secret.trim().parse().ok().map(Self)
    }

    /// As the `age` program takes it.
    #[must_use]
    pub fn to_secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    pub fn encrypt(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        age::encrypt(&self.0.to_public(), bytes).map_err(|e| SealError(e.to_string()))
    }

    /// None when it was not encrypted with this key, or is damaged.
    #[must_use]
    pub fn decrypt(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        age::decrypt(&self.0, bytes).ok()
    }

    /// The key under a passphrase: about a second of work.
    pub(crate) fn lock(&self, passphrase: &str) -> Result<Vec<u8>, SealError> {
        let mut words = scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        words.set_work_factor(SCRYPT_WORK_FACTOR);
        age::encrypt(&words, self.to_secret().as_bytes()).map_err(|e| SealError(e.to_string()))
    }

    /// None when it is not the passphrase.
    pub(crate) fn unlock(locked: &[u8], passphrase: &str) -> Option<Self> {
        Self::from_secret(&decrypt_with_passphrase(passphrase, locked)?)
    }
}
