"""Who changed something: reads lines of an org's own records against findings. Nothing is invented.

How such lines are worded is documented nowhere. So names and general words are all that counts, and
whatever is not certain is no answer. No kind is named in here: each declares its clues.
"""
