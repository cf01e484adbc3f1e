from urllib.parse import urlencode

from django.db import transaction
from rest_framework.response import Response
from rest_framework.viewsets import ModelViewSet

from .models import Todo
from .serializers import QuerySerializer, TodoSerializer


class TodoViewSet(ModelViewSet):
    queryset = Todo.objects.all()
    serializer_class = TodoSerializer

    def list(self, request):
        serializer = QuerySerializer(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        query = serializer.validated_data
        todos = self.get_queryset()
        if "completed" in query:
            todos = todos.filter(completed=query["completed"] == "true")

        total, offset = todos.count(), query["offset"]
        end = offset + query["limit"] if "limit" in query else total
        headers = {"X-Total-Count": str(total)}
        links = []
        if "limit" in query and offset > 0:
            links.append(self.page("prev", {**query, "offset": max(0, offset - query["limit"])}))
        if "limit" in query and end < total:
            links.append(self.page("next", {**query, "offset": end}))
        if links:
            headers["Link"] = ", ".join(links)
        return Response(self.get_serializer(todos[offset : max(offset, end)], many=True).data, headers=headers)

    def page(self, relation, query):
        return f'<{self.request.build_absolute_uri(self.request.path)}?{urlencode(query)}>; rel="{relation}"'

    @transaction.atomic
    def partial_update(self, request, *args, **kwargs):
        """Nobody writes between reading and writing: see the mode of transactions in the settings."""
        return super().partial_update(request, *args, **kwargs)

    def destroy_all(self, request):
        self.get_queryset().delete()
        return Response(status=204)
