import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A CloudFormation that knows these stacks by their outputs, and answers DescribeStacks in its XML. */
export async function stackServer(
  stacks: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const name = new URLSearchParams(await text(request)).get('StackName') ?? '';
    const outputs = stacks[name];
    response.setHeader('content-type', 'text/xml');
    // AWS: a stack that is not there is a ValidationError — CloudFormation API reference, DescribeStacks.
    if (outputs === undefined) {
      response.statusCode = 400;
      const error = `<Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message>`;
      response.end(`<ErrorResponse ${NAMESPACE}><Error>${error}</Error><RequestId>r</RequestId></ErrorResponse>`);
      return;
    }
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    const stack = `<StackName>${name}</StackName><Outputs>${members.join('')}</Outputs>`;
    const result = `<DescribeStacksResult><Stacks><member>${stack}</member></Stacks></DescribeStacksResult>`;
    response.end(`<DescribeStacksResponse ${NAMESPACE}>${result}</DescribeStacksResponse>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';
