import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';

/** What the lobby may load and do: its own files and this API, nothing inline. */
const lobbyPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that derives rounds again asks nobody, not even this API. */
const verifierPolicy = lobbyPolicy.replace("connect-src 'self'", "connect-src 'none'");

/** Where the build puts the page, seen from this file's place in dist/. */
const builtFolder = path.resolve(import.meta.dirname, '../../../../lobby');

/** Serves the lobby's page on the API's own origin. A build without it is an API alone. */
@Injectable()
export class LobbyService {
  private readonly folder: string;

  constructor(config: GatewayConfig) {
    this.folder = config.LOBBY_FOLDER ?? builtFolder;
  }

  get isBuilt(): boolean {
    return existsSync(path.join(this.folder, 'index.html'));
  }

  async attach(app: NestFastifyApplication): Promise<void> {
    if (!this.isBuilt) return;
    const { default: staticFiles } = await import('@fastify/static');
    await app.register(staticFiles, {
      root: path.join(this.folder, 'assets'),
      prefix: '/lobby/assets/',
      decorateReply: false,
      index: false,
      // The name of a file has the hash of what is in it.
      immutable: true,
      maxAge: '1y',
    });
    const server = app.getHttpAdapter().getInstance();
    server.get('/lobby', (_, reply) => reply.redirect('/lobby/', 308));
    server.get('/lobby/verify-round', (_, reply) => this.page(reply, 'verify-round.html', verifierPolicy));
    // Whatever the path, the page itself finds out what to show.
    server.get('/lobby/*', (_, reply) => this.page(reply, 'index.html', lobbyPolicy));
  }

  private async page(reply: FastifyReply, file: string, policy: string): Promise<FastifyReply> {
    const text = await readFile(path.join(this.folder, file), 'utf8');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy)
      .send(text);
  }
}
