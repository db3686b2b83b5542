"""The same wish in other words: what Salesforce takes for the same is spelled otherwise."""

from typing import Any

from hypothesis import strategies as st

_IDS = ("org_id", "id")
_PEOPLE = ("contact", "owner", "from_address")
_NAMES = ("account", "invitation_template")
"""Names of records that the org finds whatever their case is. They are shown as they are typed."""
_TABLES = ("fields", "values")
_FREE = ("from_name", "description", "account", "owner", "invitation_template", "fields", "values")
"""What has no pattern, so that white space around it is no mistake."""
_CASES = (str.lower, str.upper, str.title, str.swapcase)


@st.composite
def respelled(draw: st.DrawFn, value: Any, key: str = "", *, shown: bool = True) -> Any:
    """Draw the same value spelled otherwise, in another order. `shown`: with what a plan shows as it is typed."""
    if isinstance(value, dict):
        keys = draw(st.permutations(sorted(value)))
        inner = key if key in _TABLES else ""
        return {
            _spaced(draw, one, inner): draw(respelled(value[one], inner or one, shown=shown))
            for one in keys
        }
    if isinstance(value, list):
        return [draw(respelled(one, key, shown=shown)) for one in draw(st.permutations(value))]
    if not isinstance(value, str):
        return value
    if key in _IDS:
        return draw(st.sampled_from([value[:15], value]))
    if key in _PEOPLE or (shown and key in _NAMES):
        value = draw(st.sampled_from(_CASES))(value)
    return _spaced(draw, value, key)


def _spaced(draw: st.DrawFn, text: str, key: str) -> str:
    if key not in _FREE:
        return text
    around = st.sampled_from(["", "", " ", "\t", "\n "])
    return f"{draw(around)}{text}{draw(around)}"
