"""0.1.0 sealed a special detail of a change as text, under the mark of what is sealed as JSON: each says which it is."""

from django.db import migrations

# Only a map is a sealed detail: a person's own text may be any, the mark itself too.
MARK = """
UPDATE portreeve_people_registration SET details = (
    SELECT jsonb_agg(
        CASE WHEN jsonb_typeof(detail->1) = 'object' AND detail->1 ? '$sealed'
        THEN jsonb_set(detail, '{1}', jsonb_build_object('$sealed-text', detail->1->'$sealed')) ELSE detail END
        ORDER BY place
    ) FROM jsonb_array_elements(details) WITH ORDINALITY AS each(detail, place)
) WHERE jsonb_typeof(details) = 'array' AND jsonb_path_exists(details, '$[*][1]."$sealed"')
"""


class Migration(migrations.Migration):
    dependencies = [("portreeve_people", "0001_initial")]

    operations = [migrations.RunSQL(MARK)]
