from django.http import JsonResponse
from django.urls import path

from todos.views import TodoViewSet

todo_list = TodoViewSet.as_view({"get": "list", "post": "create", "delete": "destroy_all"})
todo_detail = TodoViewSet.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"})

urlpatterns = [
    path("health", lambda request: JsonResponse({"status": "ok"})),
    path("todos", todo_list, name="todo-list"),
    path("todos/<str:pk>", todo_detail, name="todo-detail"),
]

handler400 = "todos.problems.bad_request"
handler404 = "todos.problems.not_found"
handler500 = "todos.problems.server_error"
