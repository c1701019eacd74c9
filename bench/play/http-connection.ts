import { connect, type Socket } from 'node:net';

/** An answer over one connection. */
export interface HttpAnswer {
  status: number;
  body: string;
}

/**
 * One connection of HTTP/1.1 that is kept open, with one request at a time: what a load of requests costs beside the server
 * must not be a client that costs more than the server.
 */
export class HttpConnection {
  private text = '';
  private resolve: ((answer: HttpAnswer) => void) | undefined;
  private reject: ((error: Error) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (part: Buffer | string) => this.arrived(String(part)));
    socket.on('error', (error) => this.reject?.(error));
    socket.on('close', () => this.reject?.(new Error('the connection was closed')));
  }

  static open(url: string): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new HttpConnection(socket, host)));
      socket.once('error', reject);
    });
  }

  /** @param headers lines, each with its end */
  post(path: string, headers: string, body: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncontent-type: application/json\r\n${headers}` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.resolve = this.reject = undefined;
    this.socket.destroy();
  }

  private arrived(part: string): void {
    this.text += part;
    const head = this.text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.text.slice(0, head))?.[1];
    const end = head + 4 + Number(length ?? 0);
    if (this.text.length < end) return;
    const answer = { status: Number(this.text.slice(9, 12)), body: this.text.slice(head + 4, end) };
    this.text = this.text.slice(end);
    this.resolve?.(answer);
  }
}
