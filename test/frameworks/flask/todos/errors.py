from flask import Flask, json
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException, UnprocessableEntity


def register_errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def on_http_error(error: HTTPException):
        """Flask's own page for an error, as a problem document (RFC 9457)."""
        return problem(error)

    @app.errorhandler(ValidationError)
    def on_invalid(error: ValidationError):
        errors = [
            {"field": "body" if field == "_schema" else field, "message": " ".join(messages)}
            for field, messages in error.normalized_messages().items()
        ]
        return problem(UnprocessableEntity("Some fields have to be corrected."), errors=errors)


def problem(error: HTTPException, **more):
    response = error.get_response()
    document = {"type": "about:blank", "title": error.name, "status": error.code, "detail": error.description, **more}
    response.data = json.dumps(document)
    response.content_type = "application/problem+json"
    return response
