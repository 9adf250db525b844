//! cuebook
fn main() -> anyhow::Result<()> {
    let path = std::env::args()
        .nth(1)
        .map_or_else(cuebook::home::journal, |p| Ok(p.into()))?;
    let store =
        cuebook::store::Store::open(&path, cuebook::store::Run::new("x"), cuebook::home::zone())?;
    cuebook::terminal::run(store, cuebook::widgets::look::Look::usual())
}
