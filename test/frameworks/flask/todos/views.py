from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, jsonify, request, url_for

from .schemas import QuerySchema, TodoSchema

bp = Blueprint("todos", __name__, url_prefix="/todos")


def store():
    return current_app.extensions["todos"]


def view(todo):
    return {**todo, "url": url_for("todos.read", todo_id=todo["id"], _external=True)}


def found(todo):
    if todo is None:
        abort(404, "There is no todo with this id.")
    return todo


@bp.get("")
def index():
    query = QuerySchema().load(request.args)
    limit, offset = query["limit"], query["offset"]
    todos = store().all()
    if query["completed"] is not None:
        todos = [todo for todo in todos if todo["completed"] == (query["completed"] == "true")]

    end = len(todos) if limit is None else offset + limit
    response = jsonify([view(todo) for todo in todos[offset:end]])
    response.headers["X-Total-Count"] = len(todos)
    if limit is not None:
        if offset > 0:
            response.headers.add("Link", page("prev", query, max(0, offset - limit)))
        if end < len(todos):
            response.headers.add("Link", page("next", query, end))
    return response


def page(relation, query, start):
    parameters = {**{name: value for name, value in query.items() if value is not None}, "offset": start}
    return f'<{url_for("todos.index", _external=True)}?{urlencode(parameters)}>; rel="{relation}"'


@bp.post("")
def create():
    todo = view(store().add(TodoSchema().load(request.get_json())))
    return todo, 201, {"Location": todo["url"]}


@bp.delete("")
def clear():
    store().clear()
    return "", 204


@bp.get("/<todo_id>")
def read(todo_id):
    return view(found(store().get(todo_id)))


@bp.patch("/<todo_id>")
def update(todo_id):
    # Without the defaults, which stand for what a new todo does not say.
    changes = TodoSchema(partial=True).load(request.get_json())
    return view(found(store().change(todo_id, changes)))


@bp.delete("/<todo_id>")
def delete(todo_id):
    if not store().remove(todo_id):
        abort(404, "There is no todo with this id.")
    return "", 204
