// The same work as the product's GET, by hand: one consistent GetItem, answered as an API Gateway response. It speaks to
// Lambda's runtime API as Lambda's own runtime for Node.js does, over plain HTTP on a connection that is kept.
'use strict';

const http = require('node:http');
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const client = new DynamoDBClient({});
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');

async function handle(event) {
  const account = event.rawPath.split('/')[3];
  const { Item: item } = await client.send(
    new GetItemCommand({
      TableName: process.env.METAFLOWS_TABLE,
      Key: { pk: { S: `A#${account}` }, sk: { S: 'account' } },
      ConsistentRead: true,
    }),
  );
  const revision = item ? `${item.n.N}-${item.digest.S}` : undefined;
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json', ETag: `"${revision}"` },
    body: JSON.stringify({
      data: item ? JSON.parse(item.doc.S) : {},
      status: 'success',
      revision,
      request_id: event.requestContext.requestId,
      timestamp: new Date().toISOString(),
    }),
    isBase64Encoded: false,
  };
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } : {};
    const request = http.request({ host, port, method, path, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function poll() {
  const runtime = '/2018-06-01/runtime/invocation/';
  for (;;) {
    const event = await call('GET', `${runtime}next`);
    const id = event.headers['lambda-runtime-aws-request-id'];
    try {
      await call('POST', `${runtime}${id}/response`, JSON.stringify(await handle(JSON.parse(event.text))));
    } catch (error) {
      await call('POST', `${runtime}${id}/error`, JSON.stringify({ errorMessage: String(error) }));
    }
  }
}

poll().catch(() => process.exit(1));
