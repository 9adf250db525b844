//! What has been studied: the nine papers of the founding article with their citations mended, later reviews, and what
//! the article says beyond its list.
//!
//! Neutral sentences only. Nothing here may be turned into a claim about a family, or depend on what one wrote down.

use crate::texts::evidence_sources;
use crate::vocabulary::asset;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyPaper {
    pub key: String,
    /// All authors, as a citation has them.
    pub authors: String,
    pub year: u16,
    pub title: String,
    pub journal: String,
    /// Where a page was seen that gives it.
    #[serde(default)]
    pub doi: Option<String>,
    /// Where a page was seen that gives it.
    #[serde(default)]
    pub pmid: Option<String>,
    /// Who took part, and what was seen in which direction, in our own neutral words.
    pub found: String,
    /// The page of a paper that has neither a DOI nor a PMID.
    #[serde(default)]
    pub source_url: Option<String>,
    /// The date of that page, or when it was read where it has none.
    #[serde(default)]
    pub date: Option<String>,
}

impl StudyPaper {
    /// Addresses that stay: the DOI's, PubMed's, else the paper's page.
    pub fn links(&self) -> Vec<String> {
        let doi = self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
        let pubmed = self.pmid.as_ref().map(|pmid| format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
        doi.into_iter().chain(pubmed).chain(self.source_url.clone()).collect()
    }

    /// `Vicente 2017`.
    pub fn short_citation(&self) -> String {
        let authors: Vec<&str> = self.authors.split(", ").collect();
        // Names end in their initials.
        let name = |full: &str| full.rsplit_once(' ').map_or(full, |(name, _)| name).to_owned();
        let first = authors.first().map(|full| name(full)).unwrap_or_default();
        let said = match authors.as_slice() {
            [_, second] => evidence_sources::two_authors(&first, &name(second)),
            [_, _, ..] => evidence_sources::several_authors(&first),
            _ => first,
        };
        format!("{said} {}", self.year)
    }
}

/// What the founding article says, and what the studies say beside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleClaim {
    /// The article's statement, in our words.
    pub says: String,
    pub beside: String,
    /// Keys of papers, or of pages of the guide.
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceFile {
    honest: String,
    limits: String,
    paper: Vec<StudyPaper>,
    review: Vec<StudyPaper>,
    claim: Vec<ArticleClaim>,
}

static EVIDENCE: LazyLock<EvidenceFile> = LazyLock::new(|| asset!("evidence"));

/// The nine papers, in the article's order.
pub fn founding_papers() -> &'static [StudyPaper] {
    &EVIDENCE.paper
}

pub fn review_papers() -> &'static [StudyPaper] {
    &EVIDENCE.review
}

/// The paper of this key, among the nine and the later ones.
pub fn find_paper(key: &str) -> Option<&'static StudyPaper> {
    founding_papers().iter().chain(review_papers()).find(|paper| paper.key == key)
}

/// What the article says, each with what the studies say.
pub fn article_claims() -> &'static [ArticleClaim] {
    &EVIDENCE.claim
}

pub fn evidence_caveat() -> &'static str {
    &EVIDENCE.honest
}

/// What limits all of them, in one sentence.
pub fn evidence_limits() -> &'static str {
    &EVIDENCE.limits
}
