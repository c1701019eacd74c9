import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { concludeAction, errorCatalogue, readTokenKeys, recordAction, services } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Gateway } from '../../test/gateway.js';
import { operationId } from '../edge/operation.js';
import { PlayRoundBody } from '../play/rounds.controller.js';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../../../..');

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security?: object[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: object }> }> };
  responses: Record<string, { content?: Record<string, { examples?: Record<string, unknown> }> }>;
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: Record<string, unknown> }> };
}

describe('the documents', () => {
  let gateway: Gateway;
  let document: OpenApi;
  let operations: (Operation & { method: string; path: string })[];

  let backoffice: OpenApi;

  beforeAll(async () => {
    gateway = await Gateway.open();
    document = (await gateway.http.get('/docs/openapi.json').expect(200)).body as OpenApi;
    backoffice = (await gateway.http.get('/docs/backoffice.json').expect(200)).body as OpenApi;
    operations = [document, backoffice].flatMap(({ paths }) =>
      Object.entries(paths).flatMap(([url, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path: url })),
      ),
    );
  });

  afterAll(async () => {
    await gateway.close();
  });

  it('describe every ask of the gateway by exactly one operation', () => {
    const inside: object[] = [readTokenKeys, recordAction, concludeAction];
    const asked = services['gateway']?.asks.filter((ask) => !inside.includes(ask)) ?? [];
    // Put together from several asks; and those that are in both documents, for players or a demonstration and for staff.
    const described = operations
      .map((operation) => operation.operationId)
      .filter((id) => id !== 'readPlayerPage' && id !== 'receiveNestedStudioCall');
    const twice = ['readTrialBalance', 'listBonuses'];
    expect(described.sort()).toEqual([...asked.map(operationId), ...twice].sort());
    for (const { paths } of [document, backoffice]) {
      const ids = Object.values(paths).flatMap((methods) =>
        Object.values(methods).map((one) => one.operationId),
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const { description, summary } of operations)
      expect(`${summary}${description}`.length).toBeGreaterThan(20);
  });

  it.each(['players', 'staff'])(
    'of %s pass the recommended rules of the linter without a warning',
    async (whose) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'croupier-openapi-'));
      const file = path.join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(whose === 'staff' ? backoffice : document));
      const linter = path.join(root, 'node_modules/@redocly/cli/bin/cli.js');
      const { stdout } = await run(
        process.execPath,
        [linter, 'lint', file, '--extends', 'recommended', '--format', 'json', '--max-problems', '50'],
        {
          cwd: folder,
          env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        },
      ).catch((error: { stdout: string }) => error);
      await rm(folder, { recursive: true });
      const { totals, problems } = JSON.parse(stdout) as {
        totals: object;
        problems: { ruleId: string; location: { pointer?: string }[] }[];
      };
      expect(
        problems.map(({ ruleId, location }) => `${ruleId} ${JSON.stringify(location[0]?.pointer)}`),
      ).toEqual([]);
      expect(totals).toMatchObject({ errors: 0, warnings: 0 });
    },
  );

  it('say truly who may come in without a token', async () => {
    for (const { method, path: template, security } of operations) {
      const url = template.replace(/\{\w+\}/g, newId());
      const answer = await gateway.http[method as 'get'](url);
      const open = security?.length === 0;
      expect([method, url, answer.status === 401 && !url.startsWith('/webhooks')]).toEqual([
        method,
        url,
        !open,
      ]);
    }
  });

  it('list the codes of every operation, each in the catalogue and under its status', () => {
    for (const { operationId: id, responses } of operations) {
      const codes = Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      );
      expect([id, codes.filter((code) => !(code in errorCatalogue))]).toEqual([id, []]);
      const ask = services['gateway']?.asks.find((candidate) => operationId(candidate) === id);
      expect(codes).toEqual(expect.arrayContaining([...(ask?.errors ?? []), 'internal', 'rate_limited']));
      expect(new Set(codes).size).toBe(codes.length);
    }
    const play = operations.find((operation) => operation.operationId === 'playRound');
    expect(Object.keys(play?.responses ?? {})).toEqual(
      expect.arrayContaining([
        '200',
        '201',
        '400',
        '401',
        '403',
        '404',
        '409',
        '413',
        '415',
        '422',
        '429',
        '503',
      ]),
    );
  });

  it('keep what comes from token, path and header out of the bodies', () => {
    const members = Object.keys(document.components.schemas['PlayRoundBody']?.properties ?? {});
    expect(members).toEqual(['stake', 'awardId', 'bets']);
    expect(Object.keys(document.components.schemas['UpdateProfileBody']?.properties ?? {})).toEqual([
      'address',
    ]);
  });

  it('offer rounds that can be played: a spin without bets or award first', () => {
    const play = document.paths['/v1/game-sessions/{id}/rounds']?.['post'];
    const { examples = {} } = play?.requestBody?.content['application/json'] ?? {};
    const bodies = Object.values(examples).map(({ value }) => value);
    expect(bodies[0]).toEqual({ stake: { amount: 100, currency: 'GBP' } });
    for (const body of bodies) expect(validateSync(plainToInstance(PlayRoundBody, body))).toEqual([]);
    expect(bodies.filter((body) => 'bets' in body && 'awardId' in body)).toEqual([]);
  });

  it('come with a page of their own that loads nothing from elsewhere', async () => {
    const page = await gateway.http.get('/docs').expect(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.every((source) => source.startsWith('/docs'))).toBe(true);
    for (const source of sources) await gateway.http.get(source).expect(200);
    await gateway.http.get('/docs/assets/package.json').expect(404);
    expect([403, 404]).toContain((await gateway.http.get('/docs/assets/../package.json')).status);
  });

  it('have the schemas of games, each by its own address and with all that it refers to', async () => {
    const read = async (url: string): Promise<object> => {
      const answer = await gateway.http.get(new URL(url).pathname).expect(200);
      expect(answer.headers['content-type']).toContain('application/schema+json');
      const schema = JSON.parse(answer.text) as { $id: string };
      expect(schema.$id).toBe(url);
      return schema;
    };
    const [server] = (document as unknown as { servers: { url: string }[] }).servers;
    const ajv = new Ajv2020({ loadSchema: read, strictRequired: false, strictTypes: false });
    const validate = await ajv.compileAsync(await read(`${server?.url ?? ''}/docs/schemas/game.schema.json`));
    for (const id of ['lamplight-ledger', 'saltmarsh-roulette', 'mill-lane-blackjack']) {
      const file = path.join(root, 'apps/games/definitions', `${id}.json`);
      const json = JSON.parse(await readFile(file, 'utf8')) as object;
      expect([id, validate(json), validate.errors]).toEqual([id, true, null]);
      expect(validate({ ...json, rules: [] })).toBe(false);
    }
    const missing = await gateway.http.get('/docs/schemas/tombola.schema.json').expect(404);
    expect(missing.body).toMatchObject({ code: 'not_found' });
    await gateway.http.get('/docs/schemas/..%2fdefinition.schema.json').expect(404);
  });

  it('explain every error at the place its problem points to', async () => {
    const { text } = await gateway.http.get('/docs/errors').expect(200);
    for (const code of Object.keys(errorCatalogue)) expect(text).toContain(`<section id="${code}">`);
  });

  it('describe the stream, with every reference in place', async () => {
    const stream = (await gateway.http.get('/docs/asyncapi.json').expect(200)).body as Record<
      string,
      unknown
    >;
    expect(stream['asyncapi']).toBe('3.0.0');
    expect(stream['channels']).toMatchObject({ stream: { address: '/v1/stream' } });
    const references = [...JSON.stringify(stream).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, pointer]) => pointer ?? '',
    );
    expect(references.length).toBeGreaterThan(10);
    for (const pointer of references) {
      const target = pointer
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], stream);
      expect([pointer, typeof target]).toEqual([pointer, 'object']);
    }
  });
});
