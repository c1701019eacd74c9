import { commonError } from '@croupier/contracts';
import { type Service } from '@croupier/runtime';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { database } from './data-source.js';
import { SandboxConfig } from './sandbox.config.js';
import { SandboxModule } from './sandbox.module.js';

/** The pages' forms work without scripts, so they arrive urlencoded. A member given twice is refused. */
async function readForms(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      const pairs = [...new URLSearchParams(String(body))];
      const form = Object.fromEntries(pairs);
      if (Object.keys(form).length < pairs.length) return done(commonError('invalid_request'));
      done(null, form);
    },
  );
}

export const service: Service = {
  name: 'sandbox',
  module: SandboxModule,
  config: SandboxConfig,
  database,
  http: readForms,
};
