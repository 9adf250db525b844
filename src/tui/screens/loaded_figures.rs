//! Figures of a screen that are read and added up: at once where that takes less than a frame, behind the screen where
//! there is more of them. What was there before is shown until then.

use crate::model::Family;
use crate::store::{Store, StoreError};
use crate::texts::trends as texts;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::screens::{Context, ReadKey};

/// What a screen wants to be read.
pub(crate) trait FiguresRequest: Send + Sized + 'static {
    type Figures: Send + 'static;

    /// Whether it takes less than a frame.
    fn is_quick(&self) -> bool;

    /// What they depend on, besides the journal itself.
    fn read_key(&self, context: &Context<'_>) -> ReadKey;

    /// None while nothing at all is written down, and once it is cancelled.
    fn load(
        &self,
        store: &Store,
        family: &Family,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Self::Figures>, StoreError>;

    fn into_job(self, family: Family) -> Job {
        Job::new(texts::COMPUTING, move |store, job| Ok(self.load(store, &family, &|| job.is_cancelled())?))
    }
}

/// The figures that were read last, and whether others are on their way.
pub(crate) struct LoadedFigures<T> {
    figures: Option<T>,
    is_loading: bool,
}

// Not derived: that would ask for figures that have a default.
impl<T> Default for LoadedFigures<T> {
    fn default() -> Self {
        Self { figures: None, is_loading: false }
    }
}

impl<T: Send + 'static> LoadedFigures<T> {
    /// None while nothing at all is written down.
    pub(crate) fn figures(&self) -> Option<&T> {
        self.figures.as_ref()
    }

    pub(crate) fn is_loading(&self) -> bool {
        self.is_loading
    }

    /// Reads what is quick; for the rest, [`Self::request_job`].
    pub(crate) fn load_if_quick<R: FiguresRequest<Figures = T>>(
        &mut self,
        request: Option<R>,
        context: &Context<'_>,
    ) -> Result<(), StoreError> {
        self.is_loading = false;
        if let Some(request) = request.filter(R::is_quick) {
            self.figures = request.load(context.store, context.family, &|| false)?;
        }
        Ok(())
    }

    /// The work behind the screen for what is not quick.
    pub(crate) fn request_job<R: FiguresRequest<Figures = T>>(
        &mut self,
        request: Option<R>,
        context: &Context<'_>,
    ) -> Option<Job> {
        let request = request.filter(|request| !request.is_quick())?;
        self.is_loading = true;
        Some(request.into_job(context.family.clone()))
    }

    pub(crate) fn accept_output(&mut self, output: JobOutput) {
        if let Some(figures) = downcast_output::<Option<T>>(output) {
            self.figures = figures;
            self.is_loading = false;
        }
    }

    /// What the status line says meanwhile.
    pub(crate) fn describe_loading(&self) -> Option<String> {
        self.is_loading.then(|| format!("{}…", texts::COMPUTING))
    }
}
