import { type Service } from '@croupier/runtime';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocsService } from './docs/docs.service.js';
import { EdgeService } from './edge/edge.service.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { LobbyService } from './lobby/lobby.service.js';
import { StreamService } from './stream/stream.service.js';

async function openEdge(app: NestFastifyApplication): Promise<void> {
  await app.get(EdgeService).attach(app);
  await app.get(DocsService).attach(app);
  await app.get(LobbyService).attach(app);
  app.get(StreamService).attach(app.getHttpServer());
}

export const service: Service = {
  name: 'gateway',
  module: GatewayModule,
  config: GatewayConfig,
  repeatsAsks: true,
  http: openEdge,
};
