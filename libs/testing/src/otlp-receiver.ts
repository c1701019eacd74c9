import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A span as a service sent it. */
export interface ReceivedSpan {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  /** 0 unset, 2 error. */
  status: number;
  attributes: Record<string, string>;
}

interface Wire {
  resourceSpans?: {
    resource: { attributes: WireAttribute[] };
    scopeSpans: { spans: (Omit<ReceivedSpan, 'attributes' | 'status'> & WireRest)[] }[];
  }[];
}
interface WireRest {
  attributes: WireAttribute[];
  status?: { code?: number };
}
interface WireAttribute {
  key: string;
  value: Record<string, unknown>;
}

/** Takes traces as OTLP over HTTP in JSON, and keeps them all. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** All that came, as it came. */
  text = '';
  requests = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<OtlpReceiver> {
    const server = createServer();
    const receiver = new OtlpReceiver(server);
    server.on('request', (request, response) => {
      receiver.requests += 1;
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        receiver.take(body);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(body: string): void {
    this.text += body;
    for (const { resource, scopeSpans } of (JSON.parse(body) as Wire).resourceSpans ?? []) {
      const service = valuesOf(resource.attributes)['service.name'] ?? '';
      for (const { attributes, status, ...span } of scopeSpans.flatMap(({ spans }) => spans)) {
        const parentSpanId = span.parentSpanId ?? '';
        this.spans.push({
          ...span,
          parentSpanId,
          service,
          status: status?.code ?? 0,
          attributes: valuesOf(attributes),
        });
      }
    }
  }
}

function valuesOf(attributes: readonly WireAttribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));
}
