//! What clients send, looked at before anybody uses it.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::request::Parts,
};
use serde_json::{Map, Value};

use crate::problem::{FieldError, Problem};

/// An id in a path. What cannot even be decoded is no id of ours.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = Path::from_request_parts(parts, state).await;
        found.map(|Path(id)| Self(id)).map_err(|_| Problem::unknown_todo())
    }
}

/// A body that is a JSON object.
pub struct Body(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::from_request(request, state).await {
            Ok(Json(Value::Object(fields))) => Ok(Self(fields)),
            Ok(_) => Err(Problem::invalid(vec![FieldError { field: "body", message: "must be an object" }])),
            Err(rejection) => Err(Problem::new(rejection.status(), rejection.body_text())),
        }
    }
}

/// The fields that were sent. An order that was sent may be null.
#[derive(Default)]
pub struct Changes {
    pub title: Option<String>,
    pub completed: Option<bool>,
    pub order: Option<Option<f64>>,
}

impl Body {
    pub fn new_todo(&self) -> Result<Changes, Problem> {
        self.parse(true)
    }

    pub fn changes(&self) -> Result<Changes, Problem> {
        self.parse(false)
    }

    fn parse(&self, is_new: bool) -> Result<Changes, Problem> {
        let mut errors = Vec::new();
        let mut refuse = |field, message| errors.push(FieldError { field, message });
        let mut changes = Changes::default();
        match self.0.get("title") {
            Some(Value::String(title)) if (1..=500).contains(&title.trim().chars().count()) => {
                changes.title = Some(title.trim().to_owned());
            }
            Some(Value::String(_)) => refuse("title", "must have 1 to 500 characters"),
            Some(_) => refuse("title", "must be text"),
            None if is_new => refuse("title", "is missing"),
            None => {}
        }
        match self.0.get("completed") {
            Some(Value::Bool(completed)) => changes.completed = Some(*completed),
            Some(_) => refuse("completed", "must be true or false"),
            None => {}
        }
        match self.0.get("order") {
            Some(Value::Number(order)) => changes.order = Some(order.as_f64()),
            Some(Value::Null) => changes.order = Some(None),
            Some(_) => refuse("order", "must be a number, or null"),
            None => {}
        }
        if errors.is_empty() { Ok(changes) } else { Err(Problem::invalid(errors)) }
    }
}

/// Which part of the list is wanted.
#[derive(Default)]
pub struct ListQuery {
    pub completed: Option<bool>,
    pub limit: Option<usize>,
    pub offset: usize,
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(parameters) = Query::<HashMap<String, String>>::from_request_parts(parts, state)
            .await
            .map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))?;
        let mut query = Self::default();
        let mut errors = Vec::new();
        match parameters.get("completed").map(String::as_str) {
            Some("true") => query.completed = Some(true),
            Some("false") => query.completed = Some(false),
            Some(_) => errors.push(FieldError { field: "completed", message: "must be true or false" }),
            None => {}
        }
        match parameters.get("limit").map(|text| whole_number(text)) {
            Some(Some(limit @ 1..=100)) => query.limit = Some(limit),
            Some(_) => errors.push(FieldError { field: "limit", message: "must be a whole number from 1 to 100" }),
            None => {}
        }
        match parameters.get("offset").map(|text| whole_number(text)) {
            Some(Some(offset)) => query.offset = offset,
            Some(None) => errors.push(FieldError { field: "offset", message: "must be a whole number from 0" }),
            None => {}
        }
        if errors.is_empty() { Ok(query) } else { Err(Problem::invalid(errors)) }
    }
}

/// Digits and nothing else: `parse` takes a plus sign, too.
fn whole_number(text: &str) -> Option<usize> {
    let is_short = text.len() <= 18;
    if is_short && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
