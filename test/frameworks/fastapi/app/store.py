import json
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.schemas import NewTodo, Todo, TodoChanges


class TodoStore:
    """Todos in memory and in a file. FastAPI runs handlers in threads, so changes wait for one another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._todos = self._read()

    def list(self) -> list[Todo]:
        return list(self._todos.values())

    def find(self, todo_id: str) -> Todo | None:
        return self._todos.get(todo_id)

    def create(self, new: NewTodo) -> Todo:
        todo = Todo(id=str(uuid.uuid4()), **new.model_dump())
        with self._change() as todos:
            todos[todo.id] = todo
        return todo

    def update(self, todo_id: str, changes: TodoChanges) -> Todo | None:
        with self._change() as todos:
            if todo_id not in todos:
                return None
            todos[todo_id] = todos[todo_id].model_copy(update=changes.model_dump(exclude_unset=True))
            return todos[todo_id]

    def remove(self, todo_id: str) -> bool:
        with self._change() as todos:
            return todos.pop(todo_id, None) is not None

    def clear(self) -> None:
        with self._change() as todos:
            todos.clear()

    @contextmanager
    def _change(self) -> Iterator[dict[str, Todo]]:
        """Gives a copy to change, and believes it when it is on the disk."""
        with self._lock:
            todos = dict(self._todos)
            yield todos
            self._write(todos)
            self._todos = todos

    def _read(self) -> dict[str, Todo]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            items = json.loads(self._path.read_text(encoding="utf-8"))
            return {item["id"]: Todo(**item) for item in items}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, KeyError) as error:
            raise SystemExit(f"{self._path} does not hold todos: move it away, or set DATA_FILE.") from error

    def _write(self, todos: dict[str, Todo]) -> None:
        temporary = self._path.with_name(f"{self._path.name}.tmp")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump([todo.model_dump() for todo in todos.values()], file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._path)
