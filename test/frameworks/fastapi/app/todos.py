from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from app.schemas import NewTodo, Todo, TodoChanges, TodoView, TrueOrFalse, WholeNumber
from app.store import TodoStore

router = APIRouter(prefix="/todos", tags=["todos"])


def get_store(request: Request) -> TodoStore:
    return request.app.state.store


def require_json(request: Request) -> None:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(415, "Send JSON, with Content-Type: application/json.")


Store = Annotated[TodoStore, Depends(get_store)]


def view(request: Request, todo: Todo) -> TodoView:
    return TodoView(**todo.model_dump(), url=str(request.url_for("read_todo", todo_id=todo.id)))


def existing(todo: Todo | None) -> Todo:
    if todo is None:
        raise HTTPException(404, "There is no todo with this id.")
    return todo


@router.get("")
def list_todos(
    request: Request,
    response: Response,
    store: Store,
    completed: TrueOrFalse | None = None,
    limit: Annotated[WholeNumber | None, Query(ge=1, le=100)] = None,
    offset: WholeNumber = 0,
) -> list[TodoView]:
    todos = [todo for todo in store.list() if completed is None or todo.completed == (completed == "true")]
    response.headers["X-Total-Count"] = str(len(todos))
    if limit is None:
        return [view(request, todo) for todo in todos[offset:]]

    def page(relation: str, start: int) -> str:
        query = {"limit": limit, "offset": start} | ({} if completed is None else {"completed": completed})
        return f'<{request.url_for("list_todos")}?{urlencode(query)}>; rel="{relation}"'

    links = []
    if offset > 0:
        links.append(page("prev", max(0, offset - limit)))
    if offset + limit < len(todos):
        links.append(page("next", offset + limit))
    if links:
        response.headers["Link"] = ", ".join(links)
    return [view(request, todo) for todo in todos[offset : offset + limit]]


@router.post("", status_code=201, dependencies=[Depends(require_json)])
def create_todo(new: NewTodo, request: Request, response: Response, store: Store) -> TodoView:
    todo = view(request, store.create(new))
    response.headers["Location"] = todo.url
    return todo


@router.delete("", status_code=204)
def delete_todos(store: Store) -> None:
    store.clear()


@router.get("/{todo_id}")
def read_todo(todo_id: str, request: Request, store: Store) -> TodoView:
    return view(request, existing(store.find(todo_id)))


@router.patch("/{todo_id}", dependencies=[Depends(require_json)])
def update_todo(todo_id: str, changes: TodoChanges, request: Request, store: Store) -> TodoView:
    return view(request, existing(store.update(todo_id, changes)))


@router.delete("/{todo_id}", status_code=204)
def delete_todo(todo_id: str, store: Store) -> None:
    if not store.remove(todo_id):
        raise HTTPException(404, "There is no todo with this id.")
