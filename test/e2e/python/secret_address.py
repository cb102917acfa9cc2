"""Calls a fake-sfn with boto3 as code in an account does, signed by a role. Prints what became of each address as JSON."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def call(endpoint):
    sfn = boto3.client(
        "stepfunctions",
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="ASIAQ3EXAMPLEKEY0000",
        aws_secret_access_key="a role's",
        aws_session_token="a+token/with=signs",
        config=Config(retries={"max_attempts": 0}, inject_host_prefix=False),
    )
    try:
        return sfn.start_sync_execution(stateMachineArn=machine)["status"]
    except ClientError as error:
        return str(error.response["Error"])


machine, *endpoints = sys.argv[1:]
print(json.dumps([call(endpoint) for endpoint in endpoints]))
