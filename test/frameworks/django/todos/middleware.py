from .problems import problem

LIMIT = 100 * 1024


class BodyLimitMiddleware:
    """Refuses a body by its length, before anybody reads it. What comes without one, Django takes for no body at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return problem(411, "Say how long the body is, with Content-Length.")
        if int(request.META.get("CONTENT_LENGTH") or 0) > LIMIT:
            return problem(413, "The body is larger than 100 kB.")
        return self.get_response(request)
