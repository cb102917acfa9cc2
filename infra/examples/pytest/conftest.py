"""One fake-sfn for all workers of pytest, and an account of its own for each test. Copy it; `pytest -n 4` works as it is."""

import fcntl
import itertools
import json
import os
import subprocess
import urllib.parse
import urllib.request
import uuid

import boto3
import pytest
from botocore.config import Config

# `npx fake-sfn` finds the package; another command may be given, such as `node dist/cli.mjs`.
COMMAND = os.environ.get("FAKE_SFN_COMMAND", "npx fake-sfn").split()
REGION = "us-east-1"

os.environ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true"


def start_server():
    """Starts the server on a free port; it says where it listens in its first line."""
    environment = {**os.environ, "FAKE_SFN_TIME": "skip", "PORT": "0"}
    server = subprocess.Popen([*COMMAND, "serve"], stdout=subprocess.PIPE, text=True, env=environment)
    for line in server.stdout:
        if "listens on" in line:
            return server, line.split()[-1]
    raise RuntimeError("fake-sfn has not started: its errors stand above")


@pytest.fixture(scope="session")
def fake_sfn_url(tmp_path_factory, worker_id):
    """The first worker that comes starts the server, and the last one that leaves ends it."""
    folder = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    register = folder / "fake-sfn.json"

    def change(work):
        with open(folder / "fake-sfn.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            entry = json.loads(register.read_text()) if register.exists() else None
            entry = work(entry)
            register.write_text(json.dumps(entry))
            return entry

    def enter(entry):
        if entry is None or entry["users"] == 0:
            server, url = start_server()
            entry = {"pid": server.pid, "url": url, "users": 0}
        return {**entry, "users": entry["users"] + 1}

    def leave(entry):
        if entry["users"] == 1:
            os.kill(entry["pid"], 15)
        return {**entry, "users": entry["users"] - 1}

    yield change(enter)["url"]
    change(leave)


class FakeSfn:
    """A client, and what AWS does not have, in an account of which nobody else knows."""

    def __init__(self, url):
        self.url = url
        self.account = str(uuid.uuid4().int % 10**12).zfill(12)
        self.names = (f"machine-{number}" for number in itertools.count(1))
        self.client = boto3.client(
            "stepfunctions",
            endpoint_url=url,
            region_name=REGION,
            aws_access_key_id=self.account,
            aws_secret_access_key="fake",
            config=Config(retries={"max_attempts": 1}),
        )

    def control(self, method, path, body=None):
        """Calls /_fake/PATH; a refusal is raised with its hint."""
        request = urllib.request.Request(f"{self.url}/_fake/{path}", method=method)
        request.add_header("X-Fake-Account", self.account)
        request.add_header("Content-Type", "application/json")
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from None

    def deploy(self, definition, name=None, **more):
        role = f"arn:aws:iam::{self.account}:role/fake"
        created = self.client.create_state_machine(
            name=name or next(self.names), definition=json.dumps(definition), roleArn=role, **more
        )
        return created["stateMachineArn"]

    def start(self, machine, data=None, **more):
        return self.client.start_execution(stateMachineArn=machine, input=json.dumps(data or {}), **more)["executionArn"]

    def on(self, where, *then):
        """Adds a rule: on({"state": "Charge"}, {"throw": {"error": "Busy"}}, {"return": {"paid": True}})"""
        return self.control("POST", "rules", {"where": where, "then": list(then)})

    def waiting(self):
        return self.control("GET", "waiting")["waiting"]

    def skip(self, execution, **how):
        """Skips to the next moment at which something happens, or by seconds=…"""
        return self.control("POST", "skip", {"executionArn": execution, **(how or {"until": "next"})})

    def ended(self, execution):
        """Waits for the end of an execution; the fake tells of every change, so that nobody has to ask again and again."""
        cursor = ""
        while True:
            described = self.client.describe_execution(executionArn=execution)
            if described["status"] != "RUNNING":
                return described
            changes = self.control("GET", f"changes?wait=20&since={urllib.parse.quote(cursor)}")
            cursor = changes["cursor"]


@pytest.fixture
def fake_sfn(fake_sfn_url):
    fake = FakeSfn(fake_sfn_url)
    yield fake
    fake.control("POST", "reset", {})
