import { describe, expect, it } from '@jest/globals';
import { type Message } from './message.js';
import { Wire, type WireEnd } from './wire.js';

const body = JSON.stringify({ name: 'Ærøskøbing €' });
const head = 'NATS/1.0\r\nOne: 1\r\ntwo-words:  b: c \r\nOne: again\r\n\r\n';
const ours = `HMSG _INBOX.1 7 to.me ${bytes(head)} ${bytes(head + body)}\r\n${head}${body}\r\n`;
const plain = `MSG _INBOX.2 7 ${bytes(body)}\r\n${body}\r\n`;
// Its payload looks like a frame for us and is none.
const others = `MSG evt.x 8 ${bytes(plain)}\r\n${plain}\r\n`;
const nobody = 'HMSG _INBOX.3 7 16 16\r\nNATS/1.0 503\r\n\r\n\r\n';
const words = 'PING\r\n+OK\r\nINFO {"max_payload":1}\r\n';
const stream = Buffer.from(words + ours + others + plain + 'PONG\r\n' + nobody + others);

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

const nowhere = { subject: 'a.b', reply: '' };
const plainly = { head: {}, body };

function endOf(written: string[]): WireEnd {
  return { write: (text) => void written.push(text), soon: () => undefined };
}

/** Feeds a wire as a transport does. */
class Fed {
  readonly heard: Message[] = [];
  readonly rest: Buffer[] = [];
  private readonly wire = new Wire();
  private unfinished = Buffer.alloc(0);

  constructor() {
    this.wire.hear(7, (message) => this.heard.push(message));
  }

  take(part: Buffer): this {
    const taken = this.wire.take(Buffer.concat([this.unfinished, part]));
    this.rest.push(...taken.others);
    this.unfinished = Buffer.from(taken.unfinished ?? []);
    return this;
  }
}

describe('the wire', () => {
  it.each(Array.from({ length: stream.length + 1 }, (_, at) => at))(
    'takes its own and leaves the rest as it was, cut at byte %i',
    (at) => {
      const { heard, rest } = new Fed().take(stream.subarray(0, at)).take(stream.subarray(at));
      expect(Buffer.concat(rest).toString()).toBe(words + others + 'PONG\r\n' + others);
      expect(heard.map(({ subject, reply, isEmpty }) => [subject, reply, isEmpty])).toEqual([
        ['_INBOX.1', 'to.me', false],
        ['_INBOX.2', '', false],
        ['_INBOX.3', '', true],
      ]);
    },
  );

  it('reads heads and bodies', () => {
    const [first, second, third] = new Fed().take(stream).heard;
    expect(first?.json()).toEqual(JSON.parse(body));
    expect(['One', 'two-words', 'two', 'One: 1', 'Three'].map((name) => first?.header(name))).toEqual([
      '1',
      'b: c',
      undefined,
      undefined,
      undefined,
    ]);
    expect([first?.status, second?.status, third?.status]).toEqual([0, 0, 503]);
    expect(second?.header('One')).toBeUndefined();
    expect(second?.json()).toEqual(JSON.parse(body));
  });

  it('hands nothing over any more once it was left', () => {
    const wire = new Wire();
    const heard: Message[] = [];
    wire.hear(7, (message) => heard.push(message));
    wire.leave(7);
    expect(Buffer.concat(wire.take(stream).others)).toEqual(stream);
    expect(heard).toEqual([]);
  });

  it('writes what it reads, in bytes and not in characters', () => {
    const written: string[] = [];
    const wire = new Wire();
    wire.attach(endOf(written));
    wire.publish({ subject: 'a.b', reply: 'to.me' }, { head: { One: 'Ö' }, body }, 1000);
    wire.publish(nowhere, plainly, 1000);
    const [withHead, without] = written;
    expect(without).toBe(`PUB a.b ${bytes(body)}\r\n${body}\r\n`);
    const fed = new Fed().take(Buffer.from(withHead?.replace('HPUB a.b', 'HMSG a.b 7') ?? ''));
    expect(fed.heard.map((message) => [message.header('One'), message.json()])).toEqual([
      ['Ö', JSON.parse(body)],
    ]);
  });

  it('sends nothing that would end the connection, and nothing that could be read as another line', () => {
    const written: string[] = [];
    const wire = new Wire();
    expect(() => wire.publish(nowhere, plainly, 1000)).toThrow('not connected');
    expect(() => wire.publishTogether(nowhere, 1, plainly, 1000)).toThrow('not connected');
    const end = endOf(written);
    wire.attach(end);
    const long = { head: { One: '1'.repeat(20) }, body: '' };
    expect(() => wire.publish(nowhere, plainly, bytes(body) - 1)).toThrow('the broker takes');
    expect(() => wire.publish(nowhere, plainly, bytes(body))).not.toThrow();
    expect(written.splice(0)).toHaveLength(1);
    expect(() => wire.publish({ subject: 'a.b', reply: 'to.me' }, long, 20)).toThrow('the broker takes');
    expect(() => wire.publishTogether(nowhere, 1, long, 20)).toThrow('the broker takes');
    for (const value of ['a\r\nPUB b 0', 'a\n', '\r'])
      for (const send of [
        () => wire.publish(nowhere, { head: { One: value }, body }, 1000),
        () => wire.publishTogether(nowhere, 1, { head: { One: value }, body }, 1000),
      ])
        expect(send).toThrow('one line');
    wire.detach(endOf([]));
    expect(wire.attached).toBe(true);
    wire.detach(end);
    expect(wire.attached).toBe(false);
    expect(written).toEqual([]);
    expect(wire.rest(end)).toBe('');
  });
});
