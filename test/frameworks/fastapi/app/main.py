import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app import problems, todos
from app.body_limit import BodyLimitMiddleware
from app.store import TodoStore


def create_app() -> FastAPI:
    app = FastAPI(title="Todos", redirect_slashes=False)
    app.state.store = TodoStore(Path(os.environ.get("DATA_FILE") or ".data/todos.json"))

    # The last one that is added is the first that a request meets.
    app.add_middleware(BodyLimitMiddleware, limit=100 * 1024)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["Link", "Location", "X-Total-Count"],
    )
    problems.register(app)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    app.include_router(todos.router)
    return app


app = create_app()
