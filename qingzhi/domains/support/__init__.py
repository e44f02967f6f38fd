"""Support 「资助奖励」: calls, subsidies, awards, funds and compensation, each a case that never pays one right twice."""
