#!/usr/bin/env bash
# Runs order.asl.json on a deployed stack: infra/examples/try-it.sh [stack name]. Needs the AWS CLI and Node.js.
# With FAKE_SFN_ENDPOINT it goes there instead, with the key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
set -euo pipefail

stack="${1:-fake-sfn}"
here="$(cd "$(dirname "$0")" && pwd)"

if [ -n "${FAKE_SFN_ENDPOINT:-}" ]; then
  endpoint="$FAKE_SFN_ENDPOINT"
else
  endpoint="$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='Endpoint'].OutputValue")"
  secret="$(aws cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id Credentials --output text \
    --query StackResourceDetail.PhysicalResourceId)"
  key="$(aws secretsmanager get-secret-value --secret-id "$secret" --query SecretString --output text)"
  AWS_ACCESS_KEY_ID="$(node -p 'JSON.parse(process.argv[1]).accessKeyId' "$key")"
  AWS_SECRET_ACCESS_KEY="$(node -p 'JSON.parse(process.argv[1]).secretAccessKey' "$key")"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
fi

# From here on every command goes to the fake, signed with its key.
AWS_DEFAULT_REGION="${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || echo us-east-1)}}"
export AWS_DEFAULT_REGION
unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_ENDPOINT_URL_SFN="$endpoint" AWS_DISABLE_HOST_PREFIX_INJECTION=true
sfn() { aws stepfunctions "$@" --output text; }

machine="$(sfn create-state-machine --name order --role-arn arn:aws:iam::000000000000:role/any \
  --definition "file://$here/order.asl.json" --query stateMachineArn)"
execution="$(sfn start-execution --state-machine-arn "$machine" --query executionArn \
  --input '{"items":[{"sku":"tea","quantity":2},{"sku":"cups","quantity":4}]}')"
echo "started $execution"

status=RUNNING
while [ "$status" = RUNNING ]; do
  sleep 1
  status="$(sfn describe-execution --execution-arn "$execution" --query status)"
done
echo "$status"
sfn describe-execution --execution-arn "$execution" --query output
sfn get-execution-history --execution-arn "$execution" --query 'events[].[id,type]'
[ "$status" = SUCCEEDED ]
