from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Todo",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=500)),
                ("completed", models.BooleanField(default=False)),
                ("order", models.FloatField(default=None, null=True)),
            ],
            options={"ordering": ["id"]},
        ),
    ]
