import re

from rest_framework import serializers

from .models import Todo


class StrictCharField(serializers.CharField):
    """A CharField takes numbers, too."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """A BooleanField takes "yes", "on" and 1 for true."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictFloatField(serializers.FloatField):
    """A FloatField takes "1" and true, and what is too large for a number."""

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, (int, float)) or abs(data) > 1.7e308:
            self.fail("invalid")
        return super().to_internal_value(data)


class WholeNumberField(serializers.IntegerField):
    """An IntegerField takes "1.0", "+1" and digits of other scripts."""

    def to_internal_value(self, data):
        if not re.fullmatch("[0-9]{1,18}", data):
            self.fail("invalid")
        return super().to_internal_value(data)


class TodoSerializer(serializers.ModelSerializer):
    title = StrictCharField(max_length=500)
    completed = StrictBooleanField(default=False)
    order = StrictFloatField(allow_null=True, default=None)
    url = serializers.HyperlinkedIdentityField(view_name="todo-detail")

    class Meta:
        model = Todo
        fields = ["id", "title", "completed", "order", "url"]


class QuerySerializer(serializers.Serializer):
    completed = serializers.ChoiceField(["true", "false"], required=False)
    limit = WholeNumberField(min_value=1, max_value=100, required=False)
    offset = WholeNumberField(default=0)
