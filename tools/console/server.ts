import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { mayEnter } from './guard.js';
import { type State } from './state.js';
import { type TraceStore } from './trace-store.js';

export interface ConsoleOptions {
  port: number;
  /** Folder of the built page. */
  page: string;
  look: () => State;
  traces: TraceStore;
}

/** Longest request with spans, in bytes. */
const mostBytes = 4_194_304;
const latestTraces = 100;

const policy = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the page and what it shows, to this machine alone, and takes the spans of the apps. */
export async function serveConsole(options: ConsoleOptions): Promise<Server> {
  const server = createServer((request, response) => void answer(request, response, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ConsoleOptions,
): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', policy);
  const { host, origin } = request.headers;
  const port = request.socket.localPort ?? options.port;
  if (!mayEnter({ peer: request.socket.remoteAddress, host, origin }, port)) return end(response, 403);
  const place = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  if (request.method === 'POST' && place === '/v1/traces') return take(request, response, options.traces);
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
  const found = read(place, options);
  if (found !== undefined) return send(response, found);
  return file(place, response, options.page);
}

/** What the page asks for; undefined if it is none of that. */
function read(place: string, { look, traces }: ConsoleOptions): object | undefined {
  if (place === '/health/ready') return { status: 'ok' };
  if (place === '/api/state') return look();
  if (place === '/api/traces') return { traces: traces.latest(latestTraces) };
  const [, id] = /^\/api\/traces\/([0-9a-f]{32})$/.exec(place) ?? [];
  return id === undefined ? undefined : { spans: traces.find(id) ?? [] };
}

async function take(request: IncomingMessage, response: ServerResponse, traces: TraceStore): Promise<void> {
  // A page elsewhere can send a text unasked, but no JSON.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return end(response, 415);
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > mostBytes) return end(response, 413);
      parts.push(part);
    }
    traces.take(JSON.parse(Buffer.concat(parts).toString('utf8')));
  } catch {
    return end(response, 400);
  }
  return send(response, {});
}

/** A file of the page; every address that is none is the page itself, which finds out what to show. */
function file(place: string, response: ServerResponse, folder: string): void {
  const named = /^\/assets\/[\w.-]+$/.test(place) ? place.slice(1) : 'index.html';
  const target = path.join(folder, named);
  if (!statSync(target, { throwIfNoEntry: false })?.isFile()) return end(response, 404);
  response.setHeader('content-type', types[path.extname(target)] ?? 'application/octet-stream');
  createReadStream(target).pipe(response);
}

function send(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('connection', 'close');
  response.end();
}
