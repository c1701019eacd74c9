import { type Head, lengthOf, linesOf } from './head.js';

/** Where a message goes and where an answer to it; empty if nobody waits for one. */
export interface Way {
  readonly subject: string;
  readonly reply: string;
}

/** What is sent: its body is one value of JSON. */
export interface Content {
  readonly head: Head;
  readonly body: string;
}

const versionLine = 'NATS/1.0\r\n';

/** @throws Error for what would end the connection: it is larger than the broker takes, or ends a line of its head */
export function assertSendable({ head, body }: Content, mostBytes: number): void {
  const length = lengthOf(head) + body.length + versionLine.length + 2;
  // A character has three bytes at most.
  if (length * 3 <= mostBytes) return;
  const bytes = Buffer.byteLength(blockOf(head)) + Buffer.byteLength(body);
  if (bytes > mostBytes) throw new Error(`a message of ${bytes} bytes; the broker takes ${mostBytes}`);
}

/** A message as the broker takes it. */
export function frameOf({ subject, reply }: Way, { head, body }: Content): string {
  const to = reply === '' ? subject : `${subject} ${reply}`;
  const bodyBytes = Buffer.byteLength(body);
  const block = blockOf(head);
  if (block === '') return `PUB ${to} ${bodyBytes}\r\n${body}\r\n`;
  const headBytes = Buffer.byteLength(block);
  return `HPUB ${to} ${headBytes} ${headBytes + bodyBytes}\r\n${block}${body}\r\n`;
}

function blockOf(head: Head): string {
  const lines = linesOf(head);
  return lines === '' ? '' : `${versionLine}${lines}\r\n`;
}
