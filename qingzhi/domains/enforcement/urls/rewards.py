"""Addresses of rewards for reporters."""

from django.urls import URLPattern, path

from ..views.desk import rewards
from ..views.public import following

urlpatterns: list[URLPattern] = [
    path("protection/rewards/", rewards.rewards, name="rewards"),
    path("protection/rewards/new/", rewards.propose, name="propose_reward"),
    path("protection/rewards/<int:pk>/account/", rewards.account, name="reward_account"),
    path("complaints/follow/reward/", following.claim, name="claim_reward"),
]
