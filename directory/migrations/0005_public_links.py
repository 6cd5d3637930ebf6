import directory.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_spanish_names'),
    ]

    operations = [
        migrations.AlterField(
            model_name='channel',
            name='url',
            field=models.URLField(blank=True, max_length=400, validators=[directory.fields.public_link], verbose_name='url'),
        ),
        migrations.AlterField(
            model_name='helpline',
            name='url',
            field=models.URLField(blank=True, max_length=400, validators=[directory.fields.public_link], verbose_name='url'),
        ),
        migrations.AlterField(
            model_name='law',
            name='official_url',
            field=models.URLField(blank=True, max_length=400, validators=[directory.fields.public_link], verbose_name='official url'),
        ),
        migrations.AlterField(
            model_name='resource',
            name='url',
            field=models.URLField(blank=True, max_length=400, validators=[directory.fields.public_link], verbose_name='link today'),
        ),
    ]
