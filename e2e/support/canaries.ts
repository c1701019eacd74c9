import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Platform } from './platform.js';
import { type Answer, call } from '../../tools/rolling/player.js';
import { select, toolsOf } from './rows.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Values that nobody would say by chance, sent where personal data and secrets are sent, and looked for where they must not be. */
export class Canaries {
  private readonly values: string[] = [];
  /** Answers that said one of the values back. */
  readonly echoes: string[] = [];
  private readonly traceIds: string[] = [];

  constructor(private readonly platform: Platform) {}

  get count(): number {
    return this.values.length;
  }

  /** A value of its own kind: a name, a mail address, a number like a card's, a token. */
  next(kind: 'name' | 'email' | 'card' | 'token' = 'name'): string {
    const mark = randomBytes(8).toString('hex');
    const digits = String(BigInt(`0x${mark}`))
      .padStart(20, '7')
      .slice(-16);
    const value = {
      name: `Canary${mark}`,
      email: `canary-${mark}@example.org`,
      card: digits.replace(/(\d{4})(?=\d)/g, '$1 '),
      token: `canary.${mark}.${randomUUID()}`,
    }[kind];
    this.values.push(value);
    return value;
  }

  /** A secret that the platform itself made. */
  add(...secrets: string[]): void {
    this.values.push(...secrets);
  }

  /** Sends canaries to every operation of a surface: in paths, queries, bodies, tokens and cookies. */
  async sendEverywhere(gateway: string, document: string, token: string): Promise<void> {
    const answer = await fetch(`${gateway}${document}`);
    const { paths, components } = (await answer.json()) as Document;
    const named = (schema: Schema): Schema =>
      schema.$ref ? named(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
    for (const [route, operations] of Object.entries(paths)) {
      for (const method of methods) {
        const operation = operations[method];
        if (operation) await this.sendTo(gateway, { route, method, operation, named, token });
      }
    }
  }

  private async sendTo(
    gateway: string,
    {
      route,
      method,
      operation,
      named,
      token,
    }: {
      route: string;
      method: string;
      operation: Operation;
      named: (schema: Schema) => Schema;
      token: string;
    },
  ): Promise<void> {
    const query = new URLSearchParams();
    for (const parameter of operation.parameters ?? [])
      if (parameter.in === 'query') query.set(parameter.name, this.next());
    const address = `${gateway}${route.replace(/\{\w+\}/g, () => this.next())}`;
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = schema ? this.filled(named(schema), named, 0) : undefined;
    const key = randomUUID();
    const cookie = { cookie: `staff=${this.next('token')}` };
    const answers = [
      await call(`${address}?${String(query)}`, method.toUpperCase(), { body, key, token }),
      await call(address, method.toUpperCase(), { body, key, token: this.next('token'), headers: cookie }),
      ...(body === undefined
        ? []
        : [
            await call(address, method.toUpperCase(), { token, key, raw: `{"a": ${this.next()}` }),
            await call(address, method.toUpperCase(), {
              token,
              key,
              body: { extra: this.next('card'), ...body },
            }),
          ]),
    ];
    for (const each of answers) this.hear(`${method} ${route}`, each);
  }

  /** A body whose every text is a canary. */
  private filled(schema: Schema, named: (schema: Schema) => Schema, depth: number): object {
    const value = (one: Schema): unknown => {
      const known = named(one);
      if (known.enum) return known.enum[0];
      if (known.type === 'string') return this.next(known.format === 'email' ? 'email' : 'name');
      if (known.type === 'integer' || known.type === 'number') return 10;
      if (known.type === 'boolean') return true;
      if (known.type === 'array') return known.items ? [value(known.items)] : [];
      return depth > 4 ? {} : this.filled(known, named, depth + 1);
    };
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, one]) => [name, value(one)]),
    );
  }

  private hear(where: string, answer: Answer): void {
    this.traceIds.push(answer.headers.get('x-trace-id') ?? '');
    if (answer.status < 400) return;
    const text = JSON.stringify(answer.body);
    // The address is the caller's own and stands in the problem as `instance`.
    const said = this.values.filter((value) =>
      text.replace(String(answer.body['instance']), '').includes(value),
    );
    if (said.length > 0) this.echoes.push(`${where}: ${text}`);
  }

  /** Every place but the databases' own tables in which a canary is found, with a piece of what stands there. */
  async found(): Promise<string[]> {
    const places = [
      ...(await this.logs()),
      ...(await this.figures()),
      ...(await this.deadLetters()),
      ...(await this.traces()),
    ];
    return places.flatMap(([place, text]) =>
      this.values
        .filter((value) => text.includes(value))
        .map((value) => `${place}: ${text.slice(Math.max(0, text.indexOf(value) - 200)).slice(0, 300)}`),
    );
  }

  /** Names of the logs in which something stands. */
  async logsWith(text: string): Promise<string[]> {
    const logs = await this.logs();
    return logs.filter(([, log]) => log.includes(text)).map(([file]) => file);
  }

  /** What was recorded of the requests that were heard here, and what the operations page shows besides. */
  async traces(): Promise<[string, string][]> {
    const { url } = (await this.platform.run()).console;
    const read = async (place: string): Promise<string> => (await fetch(`${url}/api/${place}`)).text();
    const found: [string, string][] = [['the operations page', await read('state')]];
    for (const id of this.traceIds) {
      const text = await read(`traces/${id}`);
      if (text.includes('"spanId"')) found.push([`trace ${id}`, text]);
    }
    return found;
  }

  private async logs(): Promise<[string, string][]> {
    const folder = path.join(this.platform.home, 'logs');
    const files = await readdir(folder);
    return Promise.all(
      files.map(async (file): Promise<[string, string]> => [
        file,
        await readFile(path.join(folder, file), 'utf8'),
      ]),
    );
  }

  /** What monitoring reads of the apps and of the broker. */
  private async figures(): Promise<[string, string][]> {
    const { apps, nats } = await this.platform.run();
    const monitor = `http://127.0.0.1:${nats.monitorPort}`;
    const addresses = [
      ...apps.map(({ url }) => `${url}/metrics`),
      ...['varz', 'connz?subs=1&auth=1', 'jsz?streams=1&consumers=1&config=1', 'subsz?subs=1'].map(
        (page) => `${monitor}/${page}`,
      ),
    ];
    return Promise.all(
      addresses.map(async (address): Promise<[string, string]> => [
        address,
        await (await fetch(address)).text(),
      ]),
    );
  }

  private async deadLetters(): Promise<[string, string][]> {
    const { POSTGRES_URL } = await toolsOf(this.platform.home);
    const rows = await select<{ name: string }>(
      POSTGRES_URL,
      `SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'`,
    );
    const found = rows.map(async ({ name }): Promise<[string, string]> => {
      const url = new URL(POSTGRES_URL);
      url.pathname = `/${name}`;
      const letters = await select<{ row: string }>(
        url.href,
        `SELECT CASE WHEN to_regclass('dead_letters') IS NULL THEN ''
                ELSE query_to_xml('SELECT * FROM dead_letters', true, false, '')::text END AS row`,
      );
      return [`${name}.dead_letters`, letters.map(({ row }) => row).join('\n')];
    });
    return Promise.all(found);
  }
}
