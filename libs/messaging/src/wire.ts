import { WireMessage } from './wire-message.js';

export type WireHandler = (message: WireMessage) => void;

/** What sends for the wire: the connection's transport of the moment. */
export interface WireEnd {
  /** Sends it with all else that this turn of work writes, in order. */
  write(text: string): void;
}

const lineEnd = 0x0a;
const letterM = 0x4d;
const letterH = 0x48;

/**
 * The fast way of asks over a connection of the library: what comes for a subscription that has a handler here is cut
 * out of the stream and handed over at once, and what is sent is written as one text with all of its turn. The library
 * keeps the connection, its subscriptions and everything else; it makes an object for each message and its headers, a
 * buffer for each part and a map for each head, which costs more than the rest of an ask.
 */
export class Wire {
  private readonly handlers = new Map<string, WireHandler>();
  private end: WireEnd | undefined;
  private detached = (): void => undefined;

  /** Whether what is sent goes anywhere. */
  get attached(): boolean {
    return this.end !== undefined;
  }

  attach(end: WireEnd): void {
    this.end = end;
  }

  /** Nothing changes if another one has taken its place. */
  detach(end: WireEnd): void {
    if (this.end !== end) return;
    this.end = undefined;
    this.detached();
  }

  /** Calls back when what is sent goes nowhere any more. */
  onDetached(listener: () => void): void {
    this.detached = listener;
  }

  /** @param id of a subscription of the library, which then gets nothing any more */
  hear(id: number, handler: WireHandler): void {
    this.handlers.set(String(id), handler);
  }

  leave(id: number): void {
    this.handlers.delete(String(id));
  }

  /**
   * @param mostBytes what the broker takes; more would end the connection
   * @param head lines of `headerLine`
   * @throws Error if it is too large, or there is no connection: nothing was sent
   */
  publish(subject: string, body: string, mostBytes: number, reply = '', head = ''): void {
    if (!this.end) throw new Error('not connected');
    const bodyBytes = Buffer.byteLength(body);
    const to = reply === '' ? subject : `${subject} ${reply}`;
    if (head === '') {
      assertFits(bodyBytes, mostBytes);
      this.end.write(`PUB ${to} ${bodyBytes}\r\n${body}\r\n`);
      return;
    }
    const block = `NATS/1.0\r\n${head}\r\n`;
    const headBytes = Buffer.byteLength(block);
    assertFits(headBytes + bodyBytes, mostBytes);
    this.end.write(`HPUB ${to} ${headBytes} ${headBytes + bodyBytes}\r\n${block}${body}\r\n`);
  }

  /**
   * Hands over what is for a handler here.
   * @param stream what came, from the start of a frame of the protocol on
   * @returns the rest for the library, in order, and what is missing its end
   */
  take(stream: Buffer): { others: Buffer[]; unfinished: Buffer | undefined } {
    const others: Buffer[] = [];
    let at = 0;
    let from = 0;
    while (at < stream.length) {
      const next = this.frameAt(stream, at);
      if (next.end === 0) break;
      if (next.taken) {
        if (from < at) others.push(stream.subarray(from, at));
        from = next.end;
      }
      at = next.end;
    }
    if (from < at) others.push(stream.subarray(from, at));
    return { others, unfinished: at < stream.length ? stream.subarray(at) : undefined };
  }

  /** @returns where the frame ends, 0 while its end is missing, and whether a handler had it */
  private frameAt(stream: Buffer, at: number): { end: number; taken: boolean } {
    const line = stream.indexOf(lineEnd, at) + 1;
    if (line === 0) return missing;
    const kind = stream[at];
    if (kind !== letterM && kind !== letterH) return { end: line, taken: false };
    const words = stream.toString('latin1', at, line - 2).split(' ');
    const count = words.length;
    const bodyEnd = line + Number(words[count - 1]);
    if (bodyEnd + 2 > stream.length) return missing;
    const handler = this.handlers.get(words[2] ?? '');
    if (handler) {
      const withHead = kind === letterH;
      const body = withHead ? line + Number(words[count - 2]) : line;
      const reply = count === (withHead ? 6 : 5) ? words[3] : '';
      const head = withHead ? stream.toString('utf8', line, body) : '';
      handler(new WireMessage(words[1] ?? '', reply ?? '', head, stream, body, bodyEnd));
    }
    return { end: bodyEnd + 2, taken: handler !== undefined };
  }
}

const missing = { end: 0, taken: false } as const;

function assertFits(bytes: number, mostBytes: number): void {
  if (bytes > mostBytes) throw new Error(`a message of ${bytes} bytes; the broker takes ${mostBytes}`);
}
