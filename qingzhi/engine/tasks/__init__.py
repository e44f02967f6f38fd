"""Work items 「待办」: the one inbox and the one board of inaction.

Whatever somebody has to do by a day is a `WorkItem` of one body, or of one subject outside (an applicant, an expert): domains open it with `actions.open_item` and close it with
`actions.close_items`; when a body is succeeded its open items move to the successor, and each passage is kept.
"""
