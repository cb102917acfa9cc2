"""Pages through a running fake-sfn with boto3's paginators, and provokes its exceptions. Prints what it saw as JSON."""

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
    region_name="eu-west-2",
    aws_access_key_id="123456789012",
    aws_secret_access_key="secret",
    config=Config(retries={"max_attempts": 0}),
)

ROLE = "arn:aws:iam::123456789012:role/any"
PASS = {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": True}}}


def create(name, definition=PASS, **more):
    return sfn.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE, **more)["stateMachineArn"]


def until_closed(arn):
    for _ in range(200):
        described = sfn.describe_execution(executionArn=arn)
        if described["status"] != "RUNNING":
            return described
        time.sleep(0.05)
    raise TimeoutError(arn)


def distributed(inner, **more):
    processor = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": inner,
        "States": {inner: {"Type": "Pass", "End": True}},
    }
    return {"Type": "Map", "ItemProcessor": processor, **more}


maps = {"StartAt": "One", "States": {"One": distributed("InOne", Next="Two"), "Two": distributed("InTwo", End=True)}}
machine = create("pages0", maps)
first = sfn.start_execution(stateMachineArn=machine, name="pages0", input="[1]")["executionArn"]
until_closed(first)
for number in range(1, 5):
    create(f"pages{number}")
    sfn.start_execution(stateMachineArn=machine, name=f"pages{number}", input="[]")
for number in range(5):
    sfn.create_activity(name=f"pages{number}")

PAGINATORS = {
    "get_execution_history": ("events", "id", {"executionArn": first}),
    "list_activities": ("activities", "name", {}),
    "list_executions": ("executions", "name", {"stateMachineArn": machine}),
    "list_map_runs": ("mapRuns", "stateMachineArn", {"executionArn": first}),
    "list_state_machines": ("stateMachines", "name", {}),
}


def pages_of(operation):
    key, member, parameters = PAGINATORS[operation]
    pages = sfn.get_paginator(operation).paginate(**parameters, PaginationConfig={"PageSize": 1 if key == "mapRuns" else 2})
    return [[item[member] for item in page[key]] for page in pages]


pages = {operation: pages_of(operation) for operation in PAGINATORS}

activity = sfn.create_activity(name="worked")["activityArn"]
task = {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": activity, "End": True}}}
worked = sfn.start_execution(stateMachineArn=create("worked", task), input='{"n":1}')["executionArn"]
given = sfn.get_activity_task(activityArn=activity, workerName="python")
sfn.send_task_heartbeat(taskToken=given["taskToken"])
sfn.send_task_success(taskToken=given["taskToken"], output='{"n":2}')
closed = until_closed(worked)

express = create("express", type="EXPRESS")
sync = sfn.start_sync_execution(stateMachineArn=express, input='{"a":1}')

ABSENT = "arn:aws:states:eu-west-2:123456789012:{}:absent"
PROVOKED = {
    "StateMachineDoesNotExist": lambda: sfn.describe_state_machine(stateMachineArn=ABSENT.format("stateMachine")),
    "ActivityDoesNotExist": lambda: sfn.describe_activity(activityArn=ABSENT.format("activity")),
    "ExecutionDoesNotExist": lambda: sfn.stop_execution(executionArn=ABSENT.format("execution") + ":none"),
    "ExecutionAlreadyExists": lambda: sfn.start_execution(stateMachineArn=machine, name="pages0", input="[2]"),
    "ExecutionNotRedrivable": lambda: sfn.redrive_execution(executionArn=first),
    "InvalidArn": lambda: sfn.describe_execution(executionArn="nonsense"),
    "InvalidDefinition": lambda: create("broken", {"StartAt": "Nowhere"}),
    "InvalidExecutionInput": lambda: sfn.start_execution(stateMachineArn=machine, input="{"),
    "InvalidName": lambda: create("a b"),
    "InvalidToken": lambda: sfn.send_task_success(taskToken="nonsense", output="1"),
    "MissingRequiredParameter": lambda: sfn.update_state_machine(stateMachineArn=machine),
    "ResourceNotFound": lambda: sfn.list_tags_for_resource(resourceArn=ABSENT.format("stateMachine")),
    "StateMachineAlreadyExists": lambda: create("pages0"),
    "StateMachineTypeNotSupported": lambda: sfn.list_executions(stateMachineArn=express),
    "TaskTimedOut": lambda: sfn.send_task_success(taskToken=given["taskToken"], output="1"),
    "ValidationException": lambda: sfn.list_executions(),
}


def is_thrown(name, provoke):
    try:
        provoke()
    except getattr(sfn.exceptions, name) as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return False


print(
    json.dumps(
        {
            "pages": pages,
            "pageable": sorted(name for name in sfn.meta.method_to_api_mapping if sfn.can_paginate(name)),
            "waiters": sfn.waiter_names,
            "worked": {
                "input": given["input"],
                "output": closed["output"],
                "took": (closed["stopDate"] - closed["startDate"]).total_seconds() >= 0,
                "zone": closed["startDate"].tzinfo is not None,
            },
            "sync": {"status": sync["status"], "output": sync["output"], "billed": sync["billingDetails"]["billedMemoryUsedInMB"]},
            "not thrown": [name for name, provoke in PROVOKED.items() if not is_thrown(name, provoke)],
        }
    )
)
