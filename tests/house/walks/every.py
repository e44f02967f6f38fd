"""Every walk, by the procedure's code."""

from .aid import COMPENSATION, FUND, PRIORITY
from .awards import MARK, PATENT
from .complaints import COMPLAINT, GRIEVANCE
from .coordination import TRANSFER
from .credit import DISPUTE, LISTING, REPAIR
from .cultivation import COPYRIGHT
from .customs import RECORDAL, SEIZURE
from .enforcement import ADJUDICATION, FAST, PENALTY, SUMMARY
from .fairs import FAIR
from .mediation import APPRAISAL, MEDIATION
from .online import ONLINE
from .rewards import REWARD
from .subsidies import RECHECK, SUBSIDY

WALKS = {
    one.code: one
    for one in (
        SUBSIDY,
        RECHECK,
        FUND,
        COMPENSATION,
        PRIORITY,
        PATENT,
        MARK,
        COPYRIGHT,
        TRANSFER,
        SEIZURE,
        RECORDAL,
        ONLINE,
        COMPLAINT,
        GRIEVANCE,
        PENALTY,
        SUMMARY,
        ADJUDICATION,
        FAST,
        FAIR,
        MEDIATION,
        REWARD,
        APPRAISAL,
        LISTING,
        REPAIR,
        DISPUTE,
    )
}

# Domains that are being built: each strikes its name from here when its procedures have their walks.
OWED: tuple[str, ...] = ()
