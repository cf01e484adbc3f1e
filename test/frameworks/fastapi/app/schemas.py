import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StrictBool, StringConstraints

Title = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=500)]
Order = Annotated[float, Field(strict=True, allow_inf_nan=False)] | None


class NewTodo(BaseModel):
    title: Title
    completed: StrictBool = False
    order: Order = None


class TodoChanges(BaseModel):
    """What was not sent is not set; None is only what a client may send."""

    title: Title = ""
    completed: StrictBool = False
    order: Order = None


class Todo(NewTodo):
    id: str


class TodoView(Todo):
    url: str


def parse_whole_number(value: object) -> int:
    # int() would take "+5", "1_0" and digits of other scripts.
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,18}", value):
        raise ValueError("must be a whole number")
    return int(value)


WholeNumber = Annotated[int, BeforeValidator(parse_whole_number)]
TrueOrFalse = Literal["true", "false"]
