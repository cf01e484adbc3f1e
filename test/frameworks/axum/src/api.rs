//! The routes.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, FromRequestParts, State},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{HOST, InvalidHeaderValue, LINK, LOCATION},
        request::Parts,
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use serde_json::json;
use tower_http::cors::{Any, CorsLayer};

use crate::{
    input::{Body, Id, ListQuery},
    problem::Problem,
    store::{Store, Todo},
};

const MAX_BODY: usize = 100 * 1024;
const X_TOTAL_COUNT: HeaderName = HeaderName::from_static("x-total-count");

type Result<T> = std::result::Result<T, Problem>;
type Todos = State<Arc<Store>>;

pub fn router(store: Arc<Store>) -> Router {
    let cors = CorsLayer::new().allow_origin(Any).allow_methods(Any).allow_headers(Any).expose_headers([
        LINK,
        LOCATION,
        X_TOTAL_COUNT,
    ]);
    Router::new()
        .route("/health", get(async || Json(json!({ "status": "ok" }))))
        .route("/todos", get(list).post(create).delete(clear))
        .route("/todos/{id}", get(read).patch(update).delete(remove))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, "There is nothing at this address."))
        .method_not_allowed_fallback(async || Problem::new(StatusCode::METHOD_NOT_ALLOWED, "This cannot be done here."))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(cors)
        .with_state(store)
}

/// Where the client has reached us.
struct BaseUrl(String);

impl<S: Send + Sync> FromRequestParts<S> for BaseUrl {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = host.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "The header Host is missing."))?;
        Ok(Self(format!("http://{host}/todos")))
    }
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    todo: Todo,
    url: String,
}

impl BaseUrl {
    fn view(&self, todo: Todo) -> Json<View> {
        let url = format!("{}/{}", self.0, todo.id);
        Json(View { todo, url })
    }

    fn link(&self, relation: &str, query: &ListQuery, limit: usize, offset: usize) -> String {
        let filter = query.completed.map_or(String::new(), |completed| format!("&completed={completed}"));
        format!("<{}?limit={limit}&offset={offset}{filter}>; rel=\"{relation}\"", self.0)
    }
}

async fn list(State(store): Todos, base: BaseUrl, query: ListQuery) -> Result<Response> {
    let matches = |todo: &Todo| query.completed.is_none_or(|completed| todo.completed == completed);
    let todos: Vec<_> = store.list().into_iter().filter(matches).collect();
    let total = todos.len();

    let mut links = Vec::new();
    if let Some(limit) = query.limit {
        if query.offset > 0 {
            links.push(base.link("prev", &query, limit, query.offset.saturating_sub(limit)));
        }
        if query.offset + limit < total {
            links.push(base.link("next", &query, limit, query.offset + limit));
        }
    }
    let mut headers = HeaderMap::from_iter([(X_TOTAL_COUNT, total.into())]);
    for link in links {
        headers.append(LINK, link.parse().map_err(invalid_host)?);
    }
    let page = todos.into_iter().skip(query.offset).take(query.limit.unwrap_or(usize::MAX));
    let views: Vec<_> = page.map(|todo| base.view(todo).0).collect();
    Ok((headers, Json(views)).into_response())
}

async fn create(State(store): Todos, base: BaseUrl, body: Body) -> Result<impl IntoResponse> {
    let Json(view) = base.view(store.create(body.new_todo()?).await?);
    Ok((StatusCode::CREATED, [(LOCATION, view.url.clone())], Json(view)))
}

async fn clear(State(store): Todos) -> Result<StatusCode> {
    store.clear().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read(State(store): Todos, base: BaseUrl, Id(id): Id) -> Result<Json<View>> {
    store.find(&id).map(|todo| base.view(todo)).ok_or_else(Problem::unknown_todo)
}

async fn update(State(store): Todos, base: BaseUrl, Id(id): Id, body: Body) -> Result<Json<View>> {
    let changed = store.update(id, body.changes()?).await?;
    changed.map(|todo| base.view(todo)).ok_or_else(Problem::unknown_todo)
}

async fn remove(State(store): Todos, Id(id): Id) -> Result<StatusCode> {
    if store.remove(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::unknown_todo()) }
}

fn invalid_host(_: InvalidHeaderValue) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "The header Host cannot be used.")
}
