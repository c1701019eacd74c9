import 'reflect-metadata';
import { type JsonSchema } from '@croupier/contracts';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { asyncApi } from '../../apps/gateway/src/docs/asyncapi.js';
import { openApi } from '../../apps/gateway/src/docs/openapi.js';
import { routesOf } from '../../apps/gateway/src/edge/routes.queries.js';
import { GatewayModule } from '../../apps/gateway/src/gateway.module.js';

interface Answer {
  content?: Record<string, { examples?: object }>;
}

interface ApiDocument {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
  components: { schemas: Record<string, JsonSchema> };
}

interface StreamDocument {
  components: ApiDocument['components'] & { messages: Record<string, { payload: { $ref: string } }> };
}

const address = 'http://127.0.0.1';

/** The document of the player API without a gateway that runs: what its controllers declare. */
function playerApi(): ApiDocument {
  const controllers = Reflect.getMetadata('controllers', GatewayModule) as unknown[];
  return openApi({
    publicUrl: address,
    routes: controllers.flatMap(routesOf),
    problem: (code) => ({ status: 400, title: code }),
  }) as unknown as ApiDocument;
}

/** Every code a player's request may be refused with. */
export function playerCodes(): string[] {
  const operations = Object.entries(playerApi().paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([, methods]) => Object.values(methods));
  const answers = operations.flatMap(({ responses }) => Object.values(responses));
  const problems = answers.map(({ content }) => content?.['application/problem+json']?.examples ?? {});
  return [...new Set(problems.flatMap(Object.keys))].sort();
}

/** The types of libs/sdk: paths, messages and stream messages, from the very documents the gateway publishes. */
export async function sdkTypes(): Promise<string> {
  const api = playerApi();
  const stream = asyncApi(address) as unknown as StreamDocument;
  Object.assign(api.components.schemas, stream.components.schemas);
  const nodes = await openapiTS(api as unknown as OpenAPI3, { alphabetize: true, exportType: false });
  const told = Object.values(stream.components.messages).map(({ payload }) => {
    const name = payload.$ref.slice(payload.$ref.lastIndexOf('/') + 1);
    return `    | components["schemas"]["${name}"]`;
  });
  return [
    '/** Types of the player API and of its stream, written by `npm run contracts`: never edited by hand. */',
    astToString(nodes).trimEnd(),
    '/** Whatever the stream tells, by its `type`. */',
    `export type StreamMessage =\n${told.join('\n')};`,
    '',
  ].join('\n');
}
