"""Permits on cultivation."""

from qingzhi.base.permits import declare

declare("cultivation.copyright.view", "查看版权示范认定")
declare("cultivation.copyright.apply", "申请版权示范认定")
declare("cultivation.copyright.handle", "审查版权示范认定")
declare("cultivation.copyright.decide", "作出版权示范认定")
