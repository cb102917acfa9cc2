// Writes what integrations there are, and which parameters they have, from AWS's API models: names only. The models are those of botocore
// (Apache-2.0); several versions of it keep what newer ones have left out:
//
//     pip download --no-deps botocore && unzip -q botocore-*.whl
//     node test/facts/write-catalogue.mjs botocore/data [another botocore/data ...]
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { transform } from 'esbuild';

const root = path.join(import.meta.dirname, '../..');
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('usage: node test/facts/write-catalogue.mjs BOTOCORE-DATA...');
const { capitalized, javaMethod, javaService } = await importTypeScript('src/integrations/sdk/sdk-names.ts');

/** The optimised integrations that take what an action of a service takes: service id of the model, service of the resource, actions. */
const OPTIMISED = `
  Athena/athena: StartQueryExecution StopQueryExecution GetQueryExecution GetQueryResults
  Batch/batch: SubmitJob
  Bedrock/bedrock: CreateModelCustomizationJob
  CodeBuild/codebuild: StartBuild StopBuild StartBuildBatch StopBuildBatch RetryBuildBatch BatchDeleteBuilds BatchGetReports BatchGetBuildBatches DeleteBuildBatch
  DataBrew/databrew: StartJobRun
  DynamoDB/dynamodb: GetItem PutItem UpdateItem DeleteItem
  ECS/ecs: RunTask
  EKS/eks: CreateCluster DeleteCluster CreateFargateProfile DeleteFargateProfile CreateNodegroup DeleteNodegroup
  EMR containers/emr-containers: StartJobRun CreateVirtualCluster DeleteVirtualCluster
  EMR Serverless/emr-serverless: CreateApplication StartApplication StopApplication DeleteApplication StartJobRun CancelJobRun
  EventBridge/events: PutEvents
  Glue/glue: StartJobRun
  MediaConvert/mediaconvert: CreateJob
  SageMaker/sagemaker: CreateHyperParameterTuningJob CreateLabelingJob CreateProcessingJob CreateTrainingJob CreateTransformJob CreateEndpoint CreateEndpointConfig CreateModel UpdateEndpoint
  SNS/sns: Publish
  SQS/sqs: SendMessage
`;

/** What is called otherwise, or has what the service's API has not: by resource, with the action whose parameters it has too. */
const OWN = [
  ['bedrock invokeModel', 'Bedrock Runtime', 'InvokeModel', ['Input', 'Output'], ['Body']],
  ['bedrockagentcore invokeHarness', 'Bedrock AgentCore', 'InvokeHarness', [], ['RuntimeSessionId']],
  ['elasticmapreduce createCluster', 'EMR', 'RunJobFlow', [], []],
];

const models = [];
for (const folder of folders) models.push(...(await readModels(folder)));

const actions = new Map();
for (const { metadata, operations } of models) {
  const service = javaService(metadata.serviceId).toLowerCase();
  const known = actions.get(service) ?? new Set();
  for (const operation of Object.keys(operations)) known.add(javaMethod(operation));
  actions.set(service, known);
}
const table = [...actions]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([name, known]) => [name, ...[...known].sort()].join(' '));
await write(
  'sdk-actions.ts',
  `/** The actions of AWS's SDK as resources name them: a line for each service, Brotli in base64. Written by test/facts/write-catalogue.mjs. */
export const sdkActions =
  '${compressed(table.join('\n'))}';
`,
);

const parameters = [];
for (const line of OPTIMISED.trim().split('\n')) {
  const [, serviceId, service, operations] = /^(.+)\/(.+): (.+)$/.exec(line.trim());
  for (const operation of operations.split(' '))
    parameters.push(parametersOf(`${service} ${javaMethod(operation)}`, serviceId, operation));
}
for (const own of OWN) parameters.push(parametersOf(...own));
await write(
  'api-parameters.ts',
  `/** The parameters of optimised integrations that are those of the service's API; \`!\`: demanded. Written by test/facts/write-catalogue.mjs. */
export const apiParameters = \`
${parameters.join('\n')}
\`;
`,
);

/** A line: service, action, parameters. A member that clients fill in by themselves is not demanded. */
function parametersOf(name, serviceId, operation, more = [], optional = []) {
  const { operations, shapes } = models.find(({ metadata }) => metadata.serviceId === serviceId);
  const { members = {}, required = [] } = shapes[operations[operation].input.shape];
  const names = Object.entries(members).map(([member, { idempotencyToken }]) => {
    const parameter = capitalized(member);
    return required.includes(member) && !idempotencyToken && !optional.includes(parameter) ? `${parameter}!` : parameter;
  });
  return [name, ...names, ...more].join(' ');
}

/** The models of all services, the newest version of each first. */
async function readModels(folder) {
  const read = [];
  for (const service of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    const versions = await readdir(path.join(folder, service.name));
    for (const version of versions.sort().reverse()) {
      const files = await readdir(path.join(folder, service.name, version));
      const file = files.find((name) => /^service-2\.json(\.gz)?$/.test(name));
      if (file === undefined) continue;
      const bytes = await readFile(path.join(folder, service.name, version, file));
      read.push(JSON.parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes));
    }
  }
  return read;
}

function compressed(text) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(text, { params }).toString('base64');
}

async function write(file, text) {
  await writeFile(path.join(root, 'src/asl/validate/catalogue', file), text);
}

async function importTypeScript(file) {
  const { code } = await transform(await readFile(path.join(root, file), 'utf8'), { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
