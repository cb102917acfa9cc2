"""Drives a running fake-sfn with boto3, as a user would: creates a machine, runs it, reads its history. Prints what it saw as JSON."""

import json
import os
import sys
import time

import boto3
from botocore.config import Config

endpoint = sys.argv[1]
os.environ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true"
sfn = boto3.client(
    "stepfunctions",
    endpoint_url=endpoint,
    region_name="eu-west-1",
    aws_access_key_id="123456789012",
    aws_secret_access_key="secret",
    config=Config(retries={"max_attempts": 0}),
)

DEFINITION = {
    "StartAt": "Kind",
    "States": {
        "Kind": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.items[0]", "IsPresent": True, "Next": "Both"}],
            "Default": "Empty",
        },
        "Empty": {"Type": "Fail", "Error": "Empty", "Cause": "nothing to do"},
        "Both": {
            "Type": "Parallel",
            "Branches": [
                {"StartAt": "Count", "States": {"Count": {"Type": "Pass", "Parameters": {"n.$": "States.ArrayLength($.items)"}, "End": True}}},
                {
                    "StartAt": "Each",
                    "States": {
                        "Each": {
                            "Type": "Map",
                            "ItemsPath": "$.items",
                            "ItemProcessor": {
                                "StartAt": "Double",
                                "States": {"Double": {"Type": "Pass", "Parameters": {"twice.$": "States.MathAdd($, $)"}, "End": True}},
                            },
                            "End": True,
                        }
                    },
                },
            ],
            "ResultPath": "$.both",
            "Next": "Flaky",
        },
        "Flaky": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "flaky", "Payload.$": "$"},
            "ResultSelector": {"payload.$": "$.Payload"},
            "Retry": [{"ErrorEquals": ["Flaky"], "IntervalSeconds": 1, "MaxAttempts": 2}],
            "End": True,
        },
    },
}

machine = sfn.create_state_machine(
    name="workflow", definition=json.dumps(DEFINITION), roleArn="arn:aws:iam::123456789012:role/any"
)["stateMachineArn"]


def run(start_arn, data):
    arn = sfn.start_execution(stateMachineArn=start_arn, input=json.dumps(data))["executionArn"]
    for _ in range(200):
        described = sfn.describe_execution(executionArn=arn)
        if described["status"] != "RUNNING":
            return described
        time.sleep(0.05)
    raise TimeoutError(arn)


good = run(machine + "#flaky", {"items": [1, 2]})
bad = run(machine, {"items": []})
history = [
    event["type"]
    for page in sfn.get_paginator("get_execution_history").paginate(executionArn=good["executionArn"], PaginationConfig={"PageSize": 10})
    for event in page["events"]
]
errors = []
for call in (
    lambda: sfn.describe_execution(executionArn=good["executionArn"] + "x"),
    lambda: sfn.create_state_machine(name="a b", definition="{}", roleArn="arn:aws:iam::123456789012:role/any"),
    lambda: sfn.create_state_machine(name="broken", definition='{"StartAt":"A"}', roleArn="arn:aws:iam::123456789012:role/any"),
):
    try:
        call()
    except sfn.exceptions.ClientError as error:
        errors.append(type(error).__name__)

print(
    json.dumps(
        {
            "machine": machine,
            "good": {"status": good["status"], "output": json.loads(good["output"]), "dates": good["startDate"] <= good["stopDate"]},
            "bad": {"status": bad["status"], "error": bad["error"], "cause": bad["cause"]},
            "history": history,
            "listed": [execution["status"] for execution in sfn.list_executions(stateMachineArn=machine)["executions"]],
            "errors": errors,
        }
    )
)
