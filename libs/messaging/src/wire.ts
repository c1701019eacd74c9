import { assertSendable, type Content, frameOf, type Way } from './frame.js';
import { type Message } from './message.js';
import { Pack, unpacked } from './pack.js';
import { WireMessage } from './wire-message.js';

export type WireHandler = (message: Message) => void;

/** What sends for the wire: the connection's transport of the moment. */
export interface WireEnd {
  /** Sends it with all else that this turn of work writes, in order. */
  write(text: string): void;
  /** Asks for `rest` when the turn of work ends. */
  soon(): void;
}

/** Bytes at most of what a pack writes around a part, and its head in JSON more than in lines. */
const aroundParts = 1024;
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
  /** By where they go: what waits for the end of the turn. */
  private readonly packs = new Map<string, Pack>();
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
    this.packs.clear();
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
   * @param mostBytes what the broker takes
   * @throws Error if it cannot be sent, or there is no connection: nothing was
   */
  publish(way: Way, content: Content, mostBytes: number): void {
    if (!this.end) throw new Error('not connected');
    assertSendable(content, mostBytes);
    this.end.write(frameOf(way, content));
  }

  /**
   * As `publish`, in one message with what else goes the same way in this turn.
   * @param label its asker's number for it
   * @returns the label of the message's first part
   */
  publishTogether(way: Way, label: number, content: Content, mostBytes: number): number {
    if (!this.end) throw new Error('not connected');
    assertSendable(content, mostBytes - aroundParts);
    let pack = this.packs.get(way.subject);
    if (!pack?.add(label, content)) {
      if (pack) this.end.write(pack.frame());
      pack = new Pack(way, label);
      pack.add(label, content);
      this.packs.set(way.subject, pack);
      this.end.soon();
    }
    if (pack.isFull) {
      this.packs.delete(way.subject);
      this.end.write(pack.frame());
    }
    return pack.label;
  }

  /** What waits no longer, since the turn has ended. @param end that sends it; one whose place was taken has nothing to send */
  rest(end: WireEnd): string {
    if (this.end !== end) return '';
    let text = '';
    for (const pack of this.packs.values()) text += pack.frame();
    this.packs.clear();
    return text;
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
      const message = new WireMessage(words[1] ?? '', reply ?? '', head, stream, body, bodyEnd);
      if (head === '') handler(message);
      else for (const part of unpacked(message)) handler(part);
    }
    return { end: bodyEnd + 2, taken: handler !== undefined };
  }
}

const missing = { end: 0, taken: false } as const;
