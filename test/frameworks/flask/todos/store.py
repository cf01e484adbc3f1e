import json
import os
import tempfile
import threading
import uuid


class TodoStore:
    """A list of todos that is kept in a file; the server calls it from several threads."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.lock = threading.Lock()
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        self.todos = self._load()

    def all(self):
        return list(self.todos)

    def get(self, todo_id):
        return next((todo for todo in self.todos if todo["id"] == todo_id), None)

    def add(self, fields):
        todo = {"id": uuid.uuid4().hex, **fields}
        with self.lock:
            self._save([*self.todos, todo])
        return todo

    def change(self, todo_id, fields):
        with self.lock:
            old = self.get(todo_id)
            if old is None:
                return None
            new = {**old, **fields}
            self._save([new if todo is old else todo for todo in self.todos])
            return new

    def remove(self, todo_id):
        with self.lock:
            left = [todo for todo in self.todos if todo["id"] != todo_id]
            if len(left) == len(self.todos):
                return False
            self._save(left)
            return True

    def clear(self):
        with self.lock:
            self._save([])

    def _load(self):
        if not os.path.exists(self.path):
            return []
        try:
            with open(self.path, encoding="utf-8") as file:
                todos = json.load(file)
            if not isinstance(todos, list):
                raise ValueError("not a list")
        except ValueError as error:
            raise SystemExit(f"{self.path} cannot be understood ({error}): move it away, or set DATA_FILE.") from error
        return todos

    def _save(self, todos):
        """Replaces the file as a whole, and the list in memory when that is done."""
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=os.path.dirname(self.path), delete=False) as file:
            json.dump(todos, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, self.path)
        self.todos = todos
