//! A list of todos over HTTP.

mod api;
mod input;
mod problem;
mod store;

use std::{env, error::Error, path::PathBuf, sync::Arc};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use store::Store;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::var_os("DATA_FILE").map_or_else(|| PathBuf::from(".data/todos.json"), PathBuf::from);
    let port = match env::var("PORT") {
        Ok(port) => port.parse()?,
        Err(_) => 3000,
    };
    let store = Arc::new(Store::open(path)?);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("listening on http://{}", listener.local_addr()?);

    let mut terminate = signal(SignalKind::terminate())?;
    axum::serve(listener, api::router(store))
        .with_graceful_shutdown(async move {
            terminate.recv().await;
        })
        .await?;
    Ok(())
}
