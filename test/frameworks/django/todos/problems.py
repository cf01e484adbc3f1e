from http import HTTPStatus

from django.http import JsonResponse
from rest_framework import exceptions, views


def problem(status, detail, **more):
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(document, status=status, content_type="application/problem+json")


def exception_handler(error, context):
    """The errors of Django REST framework, as problem documents (RFC 9457)."""
    if isinstance(error, exceptions.ValidationError):
        return problem(422, "Some fields have to be corrected.", errors=list(errors_of(error.detail)))
    response = views.exception_handler(error, context)
    if response is None:
        return None
    return problem(response.status_code, str(response.data["detail"]))


def errors_of(detail):
    for field, messages in detail.items():
        yield {"field": "body" if field == "non_field_errors" else field, "message": " ".join(map(str, messages))}


def bad_request(request, exception):
    return problem(400, "The request cannot be understood.")


def not_found(request, exception):
    return problem(404, f"There is nothing at {request.path}.")


def server_error(request):
    return problem(500, "Something went wrong.")
