from django.urls import path

from .views import desk, writing

app_name = "talent"
urlpatterns = [
    path("experts/", desk.experts, name="experts"),
    path("experts/register/", writing.register, name="register"),
    path("experts/mine/", desk.mine, name="mine"),
    path("experts/<int:pk>/", desk.expert, name="expert"),
    path("experts/<int:pk>/change/", writing.change, name="change"),
    path("experts/<int:pk>/renew/", writing.renew, name="renew"),
    path("experts/<int:pk>/retire/", writing.retire, name="retire"),
    path("experts/<int:pk>/employment/", writing.employment, name="employment"),
    path("experts/<int:pk>/employment/<int:row>/end/", writing.leave, name="leave"),
    path("experts/<int:pk>/field/", writing.field, name="field"),
    path("experts/<int:pk>/relation/", writing.relation, name="relation"),
    path("experts/<int:pk>/relation/<int:row>/end/", writing.untie, name="untie"),
    path("experts/<int:pk>/engagement/", writing.engagement, name="engagement"),
    path("experts/<int:pk>/policy/", writing.policy, name="policy"),
]
