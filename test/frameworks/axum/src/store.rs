//! Todos in memory and in a file.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use tokio::task;
use uuid::Uuid;

use crate::input::Changes;

#[derive(Clone, Serialize, Deserialize)]
pub struct Todo {
    pub id: String,
    pub title: String,
    pub completed: bool,
    pub order: Option<f64>,
}

impl Todo {
    fn apply(&mut self, changes: Changes) {
        if let Some(title) = changes.title {
            self.title = title;
        }
        if let Some(completed) = changes.completed {
            self.completed = completed;
        }
        if let Some(order) = changes.order {
            self.order = order;
        }
    }
}

pub struct Store {
    path: PathBuf,
    /// Held while the file is written, so that changes wait for one another.
    writing: Mutex<()>,
    todos: Mutex<Vec<Todo>>,
}

impl Store {
    /// Reads the file, or begins with an empty list where there is none.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let todos = match fs::read(&path) {
            Ok(content) => serde_json::from_slice(&content)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        Ok(Self { path, writing: Mutex::new(()), todos: Mutex::new(todos) })
    }

    pub fn list(&self) -> Vec<Todo> {
        lock(&self.todos).clone()
    }

    pub fn find(&self, id: &str) -> Option<Todo> {
        lock(&self.todos).iter().find(|todo| todo.id == id).cloned()
    }

    pub async fn create(self: &Arc<Self>, changes: Changes) -> io::Result<Todo> {
        self.change(|todos| {
            let id = Uuid::new_v4().to_string();
            let mut todo = Todo { id, title: String::new(), completed: false, order: None };
            todo.apply(changes);
            todos.push(todo.clone());
            todo
        })
        .await
    }

    pub async fn update(self: &Arc<Self>, id: String, changes: Changes) -> io::Result<Option<Todo>> {
        self.change(move |todos| {
            let todo = todos.iter_mut().find(|todo| todo.id == id)?;
            todo.apply(changes);
            Some(todo.clone())
        })
        .await
    }

    pub async fn remove(self: &Arc<Self>, id: String) -> io::Result<bool> {
        self.change(move |todos| {
            let before = todos.len();
            todos.retain(|todo| todo.id != id);
            todos.len() < before
        })
        .await
    }

    pub async fn clear(self: &Arc<Self>) -> io::Result<()> {
        self.change(Vec::clear).await
    }

    /// Changes a copy, writes it, and believes it when it is on the disk. It goes on when the client has hung up.
    async fn change<T, F>(self: &Arc<Self>, make: F) -> io::Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Vec<Todo>) -> T + Send + 'static,
    {
        let store = Arc::clone(self);
        let work = move || {
            let _turn = lock(&store.writing);
            let mut todos = store.list();
            let result = make(&mut todos);
            store.write(&todos)?;
            *lock(&store.todos) = todos;
            Ok(result)
        };
        task::spawn_blocking(work).await?
    }

    fn write(&self, todos: &[Todo]) -> io::Result<()> {
        let temporary = self.path.with_extension("tmp");
        let mut file = File::create(&temporary)?;
        file.write_all(&serde_json::to_vec(todos)?)?;
        file.sync_all()?;
        fs::rename(temporary, &self.path)
    }
}

/// What a panic has left behind is whole: lists are replaced, and not changed in place.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
