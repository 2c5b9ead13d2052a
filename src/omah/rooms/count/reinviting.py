"""A new invitation to the same post, for someone who has lost their account.

What the post has said stays its own. Its keys end on record, so that a phone in the
wrong hands says nothing more; the paper that is given out makes a new account.
"""

from omah.core.people.access import PostHeld
from omah.core.people.reinviting import may_reinvite
from omah.core.people.roles import Role
from omah.rooms.count.devices import revoke
from omah.rooms.count.house import house
from omah.rooms.people.actions import invite_again
from omah.rooms.people.models import Device, Post

REASON = "akun-hilang"


class NotYoursError(Exception):
    """This office gives no invitation for that post."""


def reinvite(post: Post, by: PostHeld) -> str:
    """End the account and the keys of a post; return the new invitation's token.

    Each step may be done again: whatever fails in between is mended by asking anew.
    """
    if not may_reinvite(by, Role(post.role), post.region):
        raise NotYoursError
    token = invite_again(post, made_by=by)
    for device in Device.objects.filter(post=post, revoked_at__isnull=True):
        revoke(house(), device, reason=REASON)
    return token
