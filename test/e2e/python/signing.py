"""Signs requests to a fake-sfn with boto3, rightly and wrongly. Prints what became of each as JSON."""

import json
import sys
import urllib.error
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key, secret = sys.argv[1:]


def client(key, secret, token=None, **config):
    return boto3.client(
        "stepfunctions",
        endpoint_url=endpoint,
        region_name="ap-northeast-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"max_attempts": 0}, **config),
    )


def call(sfn):
    try:
        sfn.list_activities()
        return "let in"
    except ClientError as error:
        return error.response["Error"]["Code"]


def presigned(sfn, change=lambda url: url, body=b""):
    url = change(sfn.generate_presigned_url("list_activities", ExpiresIn=60))
    headers = {"X-Amz-Target": "AWSStepFunctions.ListActivities", "Content-Type": "application/x-amz-json-1.0"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request) as response:
            return [response.status, None]
    except urllib.error.HTTPError as error:
        return [error.code, json.load(error)["__type"]]


right = client(key, secret)
print(
    json.dumps(
        {
            "right": call(right),
            "token": call(client(key, secret, "a+token/with=signs")),
            "wrong key": call(client("AKIAWRONG", secret)),
            "wrong secret": call(client(key, "wrong")),
            "unsigned": call(client(key, secret, signature_version=UNSIGNED)),
            "presigned": presigned(right),
            "presigned with a token": presigned(client(key, secret, "a+token/with=signs")),
            "presigned with a wrong secret": presigned(client(key, "wrong")),
            "presigned, then changed": presigned(right, change=lambda url: url.replace("X-Amz-Expires=60", "X-Amz-Expires=90")),
            "presigned, with a body": presigned(right, body=b'{"maxResults":1}'),
        }
    )
)
