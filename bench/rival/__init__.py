"""The rival of the create measurement: django-helpdesk in a project as small as can be, run in an environment apart."""
