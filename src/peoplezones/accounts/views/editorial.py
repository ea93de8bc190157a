"""The editor's own settings in Wagtail, for people who have one name and no password."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from peoplezones.accounts.forms import NameForm


class NamePanel(account.BaseSettingsPanel):
    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


class OwnSettings(account.AccountView):
    """Wagtail's page, with our one name in place of its first and last name and e-mail address."""

    def get_panels(self) -> list[Any]:
        theirs = [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, account.NameEmailSettingsPanel | account.ChangePasswordPanel)
        ]
        person = self.request.user
        return [NamePanel(self.request, person, UserProfile.get_for_user(person)), *theirs]


own_settings = require_admin_access(OwnSettings.as_view())
