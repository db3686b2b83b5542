"""Words that Classic pages share, whoever's org it is: they stay. What the contract names comes on top."""

import re
from typing import Final

_SHARED: Final = """
--None--|Checked|Not Checked|true|false|null|on|off|Yes|No|None|All|Edit|Del|Delete|New|Save|Cancel|Clone|View|Remove
|Add|Continue|Next|Previous|Next Page|Previous Page|Back|Close|OK|Go|Search|Help|Help for this Page|Home|Setup|Logout
|Login|My Settings|Developer Console|Reports|Dashboards|Action|Actions|Name|Label|Type|Status|Description|Date|Time
|Date/Time|User|Details|Detail|Owner|Change|Created By|Last Modified By|Created Date|Last Modified Date
|Connection Name|Connection Status|Connection Owner|Decision Date|Contact|Account|Template|Connection Template|Standard
|Active|Inactive|Pending|Sent|Received|Accepted|Rejected|Disconnecting|ConnectionSuspended|Connection Suspended
|Invitation Sent|Invitation Received|Connected|Publish|Unpublish|Subscribe|Unsubscribe|Published|Subscribed
|Published Objects|Subscribed Objects|Connection History|Object|Objects|Object Name|Field|Fields|Field Name|API Name
|API Label|Auto-Accept|Required|Available|Selected|Up|Down|Left|Right|Top|Bottom|Error|Error:|Warning|Information
|Required Information|No records to display|Insufficient Privileges|Data Not Available|Salesforce
|Salesforce to Salesforce|Text|Text Area|Picklist|Picklist (Multi-Select)|Checkbox|Number|Currency|Percent|Phone|Email
|URL|Base64|Connection|Connections|Templates|Invitation|Save & New|text/html; charset=utf-8|text/html; charset=UTF-8
|editPage|post|get|DETAIL|EDIT
|Error: Invalid Data. Review all error messages below to correct your data.
"""
SHARED: Final = frozenset(_SHARED.replace("\n", "").split("|"))

PATTERNS: Final = re.compile(
    r"(?:Show \d+ more|Go to list(?: \(\d+\+?\))?|Page \d+(?: of \d+)?|\d+-\d+ of \d+|[-|\[\]()*:»<>.,&+/\s]+)"
    r"(?:\s*»)?"
)
"""Texts with numbers that say how much of a list there is, and punctuation."""

_TELLING: Final = """
a accepted access account accepts added all an and any are as at auto-accept by cancelled canceled change changed
changes connection contact could created csv date deactivated decided declined delivered e-mail email emails error
failed field fields for from has have history in invitation invited is it mail mailed mapped mapping mappings name new
no not object objects of off old on or owner partner picklist published publishing record records rejected removed
resent sent set status subscribed subscription subscriptions template the this to unmapped unpublished unsubscribed
updated user value values was were with your you map select choose one more each page help how what which mark marks
only column columns list lists row rows step type types shown show use
used can be do does if then when after
"""
TELLING: Final = frozenset(re.findall(r"\S+", _TELLING))
"""Words of sentences in histories. All others may be names."""
