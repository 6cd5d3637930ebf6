"""Names our own site for staff's pages. Apart from site.py, which needs the tables: the
settings name this before there are any.
"""

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "directory.site.StaffSite"
