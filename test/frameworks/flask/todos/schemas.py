import re

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate


class TrimmedString(fields.String):
    def _deserialize(self, value, attr, data, **kwargs):
        return super()._deserialize(value, attr, data, **kwargs).strip()


class StrictBoolean(fields.Field):
    """fields.Boolean takes "yes", "on" and 1 for true."""

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, bool):
            raise ValidationError("Must be true or false.")
        return value


class StrictNumber(fields.Float):
    """fields.Float takes "1" and true for numbers."""

    def _deserialize(self, value, attr, data, **kwargs):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValidationError("Must be a number, or null.")
        return super()._deserialize(value, attr, data, **kwargs)


class WholeNumber(fields.Field):
    """Of a query, where everything is text."""

    def _deserialize(self, value, attr, data, **kwargs):
        if not re.fullmatch("[0-9]{1,18}", value):
            raise ValidationError("Must be a whole number.")
        return int(value)


class TodoSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    title = TrimmedString(required=True, validate=validate.Length(1, 500))
    completed = StrictBoolean(load_default=False)
    order = StrictNumber(load_default=None, allow_none=True)


class QuerySchema(Schema):
    class Meta:
        unknown = EXCLUDE

    completed = fields.String(validate=validate.OneOf(["true", "false"]), load_default=None)
    limit = WholeNumber(validate=validate.Range(1, 100), load_default=None)
    offset = WholeNumber(load_default=0)
