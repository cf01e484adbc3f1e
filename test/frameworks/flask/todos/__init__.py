import os

from flask import Flask, request
from flask_cors import CORS

from .errors import register_errors
from .store import TodoStore
from .views import bp


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 100 * 1024
    app.extensions["todos"] = TodoStore(os.environ.get("DATA_FILE") or ".data/todos.json")

    CORS(app, expose_headers=["Link", "Location", "X-Total-Count"])
    register_errors(app)
    app.register_blueprint(bp)

    @app.before_request
    def answer_preflight():
        # Flask answers OPTIONS for the routes it has; a browser may ask about any path.
        if request.method == "OPTIONS":
            return "", 204
        return None

    @app.get("/health")
    def health():
        return {"status": "ok"}

    return app
