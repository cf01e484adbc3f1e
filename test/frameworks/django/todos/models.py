from django.db import models


class Todo(models.Model):
    """SQLite gives no id twice: Django makes the column AUTOINCREMENT."""

    id = models.BigAutoField(primary_key=True)
    title = models.CharField(max_length=500)
    completed = models.BooleanField(default=False)
    order = models.FloatField(null=True, default=None)

    class Meta:
        ordering = ["id"]
