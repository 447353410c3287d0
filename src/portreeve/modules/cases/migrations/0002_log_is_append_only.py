"""The history and the updates of cases are added to and never changed; an erasure may only empty an update's words."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION portreeve_cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION portreeve_cases_words_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text NOT IN ('', '(erased)', OLD.text) OR NOT (NEW.files = OLD.files OR NEW.files = '{}')
       OR to_jsonb(NEW) - 'text' - 'files' <> to_jsonb(OLD) - 'text' - 'files' THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON portreeve_cases_statuschange
    FOR EACH ROW EXECUTE FUNCTION portreeve_cases_append_only();
CREATE TRIGGER words_only BEFORE UPDATE ON portreeve_cases_update
    FOR EACH ROW EXECUTE FUNCTION portreeve_cases_words_only();
CREATE TRIGGER append_only BEFORE DELETE ON portreeve_cases_update
    FOR EACH ROW EXECUTE FUNCTION portreeve_cases_append_only();
"""
ALLOW = """
DROP TRIGGER append_only ON portreeve_cases_update;
DROP TRIGGER words_only ON portreeve_cases_update;
DROP TRIGGER append_only ON portreeve_cases_statuschange;
DROP FUNCTION portreeve_cases_words_only();
DROP FUNCTION portreeve_cases_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("portreeve_cases", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
