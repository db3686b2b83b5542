"""What can be drawn about lists and rows. The value of a choice is how it is said in words."""

from __future__ import annotations

from enum import StrEnum


class Loading(StrEnum):
    """When the rows of related lists come."""

    INLINE = "stand in the page"
    HISTORY = "stand in the page, but the history is loaded later"
    ALL = "are all loaded later"


class Cut(StrEnum):
    """How many rows of a related list stand on the page of a record."""

    WHOLE = "every row"
    MORE = "five rows, and a link that shows more"
    LIST = "five rows, and a link to a page of the whole list"
    BOTH = "five rows, and both a link that shows more and one to a page of the whole list"


class ListKeys(StrEnum):
    """How addresses name a related list."""

    PLAIN = "in short, such as RelatedPublishedList"
    LONG = "at length, such as RelatedPartnerNetworkPublishedObjectList"
    CODE = "by a code, such as RelatedPnPubList"


class Paging(StrEnum):
    """How a page shows a list that may be long."""

    WHOLE = "whole"
    PAGES = "ten rows a page, with Next Page"
    MORE = "ten rows a page, with Next Page and a link for more rows a page"


class Alphabet(StrEnum):
    """The bar of letters over a list."""

    NONE = "not there"
    BAR = "there, with All chosen"


class TickPaging(StrEnum):
    """How a table of ticks shows its rows."""

    WHOLE = "whole"
    MORE = "25 rows a page, with a link for more rows a page"
    FIXED = "25 rows a page, and nothing shows more"


class Unseen(StrEnum):
    """What a post of one page does to the ticks of another one."""

    KEPT = "stay as they are"
    LOST = "are lost"


class Naming(StrEnum):
    """How objects are named."""

    LABEL = "by label"
    API = "by API name"
    BOTH = "by label and API name"


class ApiText(StrEnum):
    """What stands under API Label beside a field."""

    FULL = "the API name"
    BARE = "the API name without __c"
    LABEL = "the label of the field"


class Fixed(StrEnum):
    """What stands before a field that is always published."""

    PICTURE = "a picture of a tick"
    DISABLED = "a disabled tick"
    TEXT = "a text without any control"


class Choosing(StrEnum):
    """How what is published is chosen."""

    TICKS = "a table of ticks"
    DUEL = "two duelling lists"


class Copied(StrEnum):
    """Which of two duelling lists a script copies into hidden inputs."""

    BOTH = "both lists"
    SELECTED = "the selected list only"


class ChildAccept(StrEnum):
    """Auto-Accept of an object that comes with its parent."""

    ABSENT = "is not there"
    DISABLED = "is disabled"
    HIDDEN = "cannot be seen"


class AcceptWhen(StrEnum):
    """When Auto-Accept can be ticked."""

    ALWAYS = "can always be ticked"
    CHOSEN = "is disabled by script until an object is chosen"


class ValuesPlace(StrEnum):
    """Where values of a picklist are mapped."""

    SECTION = "in a section of the mapping page"
    LINK = "on a page of their own"
    POPUP = "in a pop-up that a click opens"
    SCRIPT = "in a pop-up that a javascript: link opens"


class SubTabs(StrEnum):
    """What the two sub-tabs of the Connections tab are."""

    LINKS = "links"
    DIVS = "boxes with a click handler"
    BLOCKS = "two lists on one page"


class Labels(StrEnum):
    """What standard objects are called in the orgs."""

    USUAL = "as usual"
    RENAMED = "otherwise here and there, such as Prospect for Lead"


class Encoding(StrEnum):
    """The encoding of the file of the history."""

    UTF8 = "UTF-8"
    BOM = "UTF-8 with a byte order mark"
    LATIN1 = "ISO-8859-1"


class Order(StrEnum):
    """The order of the file of the history."""

    OLDEST = "the oldest line first"
    NEWEST = "the newest line first"


class Recorded(StrEnum):
    """What the history holds."""

    ALL = "subscriptions and mappings as well"
    PUBLISHING = "no subscriptions and no mappings"
