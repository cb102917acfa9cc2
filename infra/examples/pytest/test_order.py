import json

import pytest

RETRY = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 60}]
INVOKE = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge"}}
ORDER = {
    "StartAt": "Charge",
    "States": {
        "Charge": {**INVOKE, "Retry": RETRY, "Next": "Week"},
        "Week": {"Type": "Wait", "Seconds": 604800, "Next": "Ship"},
        "Ship": {**INVOKE, "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "End": True},
    },
}


@pytest.mark.parametrize("parcel", range(4))
def test_ships_what_is_paid(fake_sfn, parcel):
    fake_sfn.on({"state": "Charge"}, {"throw": {"error": "Busy"}}, {"return": {"paid": True}})
    fake_sfn.on({"state": "Ship"}, {"pending": True})
    execution = fake_sfn.start(fake_sfn.deploy(ORDER, name="order"), name="same-name-in-every-account")
    while not (tokens := [one for one in fake_sfn.waiting() if one["kind"] == "token"]):
        fake_sfn.control("GET", "changes?wait=1")
    fake_sfn.client.send_task_success(taskToken=tokens[0]["token"], output=json.dumps({"parcel": parcel}))
    assert json.loads(fake_sfn.ended(execution)["output"]) == {"parcel": parcel}
    took = fake_sfn.client.describe_execution(executionArn=execution)
    assert (took["stopDate"] - took["startDate"]).days == 7
