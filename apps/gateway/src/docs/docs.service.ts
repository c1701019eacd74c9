import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCatalogue } from '@croupier/contracts';
import { gameSchema, gameSchemaName, schemaFiles } from '@croupier/game-maths';
import { DomainError, invariant } from '@croupier/kernel';
import { problemOf, statusOf } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EdgeService } from '../edge/edge.service.js';
import { GatewayConfig } from '../gateway.config.js';
import { asyncApi } from './asyncapi.js';
import { openApi } from './openapi.js';
import { errorsPage, schemasAt } from './pages.js';
import { playerSurface, type Surface } from './surfaces.js';

const exampleTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
const assets = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** The documents of the API, each made when it is first asked for: a gateway that nobody reads pays nothing. */
@Injectable()
export class DocsService {
  private readonly made = new Map<string, string>();

  constructor(
    private readonly edge: EdgeService,
    private readonly config: GatewayConfig,
  ) {}

  /** Serves the files of Swagger UI from the installed package. */
  async attach(app: NestFastifyApplication): Promise<void> {
    const { default: staticFiles } = await import('@fastify/static');
    await app.register(staticFiles, {
      root: swaggerAssets(),
      prefix: '/docs/assets/',
      decorateReply: false,
      index: false,
      allowedPath: (file) => assets.includes(file),
      maxAge: '1h',
    });
  }

  openApi(surface: Surface = playerSurface): string {
    return this.once(`openapi ${surface.signIn}`, () => {
      const document = openApi({
        surface,
        publicUrl: this.config.PUBLIC_URL,
        routes: this.edge.routes(),
        problem: (code) => problemOf(refusal(code), '/v1/me', exampleTrace),
      });
      return JSON.stringify(document);
    });
  }

  asyncApi(): string {
    return this.once('asyncapi', () => JSON.stringify(asyncApi(this.config.PUBLIC_URL)));
  }

  errors(): string {
    return this.once('errors', () => errorsPage(errorCatalogue, (code, row) => statusOf(code, row.kind)));
  }

  /** The JSON Schema of this name, which is called by its own address; undefined if there is none. */
  schema(name: string): string | undefined {
    const file = schemaFiles.get(name);
    if (file === undefined && name !== gameSchemaName) return undefined;
    return this.once(`schema ${name}`, () => {
      const schema = file === undefined ? gameSchema : schemaIn(file);
      // What it refers to is beside it.
      return JSON.stringify({ ...schema, $id: `${this.config.PUBLIC_URL}${schemasAt}/${name}` });
    });
  }

  private once(name: string, make: () => string): string {
    const document = this.made.get(name) ?? make();
    this.made.set(name, document);
    return document;
  }
}

function refusal(code: string): DomainError {
  const row = errorCatalogue[code];
  invariant(row, `${code} is in no error table`);
  return new DomainError(code, row);
}

/** Where the schemas lie: beside the compiled library, as in its sources. */
const mathsFolder = path.resolve(import.meta.dirname, '../../../../libs/game-maths/src');

function schemaIn(file: string): object {
  return JSON.parse(readFileSync(path.join(mathsFolder, file), 'utf8')) as object;
}

function swaggerAssets(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
