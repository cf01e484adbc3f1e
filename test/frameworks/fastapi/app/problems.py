from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException


class ProblemResponse(JSONResponse):
    """An error as RFC 9457 describes it."""

    media_type = "application/problem+json"

    def __init__(self, status: int, detail: str, **more: object) -> None:
        content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
        super().__init__({**content, **more}, status_code=status)


def register(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    def on_http_exception(_: Request, error: HTTPException) -> ProblemResponse:
        return ProblemResponse(error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    def on_invalid_request(_: Request, error: RequestValidationError) -> ProblemResponse:
        found = error.errors()
        if any(one["type"] == "json_invalid" for one in found):
            return ProblemResponse(400, "The body is not valid JSON.")
        errors = [{"field": field_of(one["loc"]), "message": one["msg"]} for one in found]
        return ProblemResponse(422, "Some fields have to be corrected.", errors=errors)

    @app.exception_handler(Exception)
    def on_bug(_: Request, __: Exception) -> ProblemResponse:
        return ProblemResponse(500, "Something went wrong.")


def field_of(location: tuple[object, ...]) -> str:
    """Of ("body", "title") the title; of ("body",) the body as a whole."""
    return str(location[1] if len(location) > 1 else location[0])
