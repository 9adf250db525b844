//! Files that are no files, or far too large: refused with a sentence, in bounded memory.
