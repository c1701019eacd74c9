import { Clock, newId } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { readCallAnswer, type Told, type Verb, type Verdict, writeCall } from '../dialects/calls.js';
import type { Studio } from '../studios/studio.js';
import { boundedText } from './bounded-text.js';

/** Whether a studio can be called at all: it has a server, and we have what it knows us by. */
export function isCallable(studio: Studio, verb: Verb): boolean {
  return (
    studio.server !== undefined && studio.callKey !== undefined && studio.dialect.calls[verb] !== undefined
  );
}

/** One attempt of a call to a studio, signed for itself. */
@Injectable()
export class StudioClient {
  constructor(private readonly clock: Clock) {}

  /** Never throws: whatever is no answer is `unknown`. */
  async call(studio: Studio, verb: Verb, told: Told, withinMs: number): Promise<Verdict> {
    const { dialect, server, callKey } = studio;
    const form = dialect.calls[verb];
    const { operator } = callKey ?? {};
    const body =
      form &&
      writeCall(form, { ...dialect, ...dialect.callAnswers }, { ...(operator ? { operator } : {}), ...told });
    if (!server || !callKey || !form || body === undefined)
      return { kind: 'unknown', why: 'it has no server, no key of ours or no message for it' };
    try {
      const url = new URL(form.path, server);
      const attempt = { path: url.pathname, body, attemptId: newId(), now: this.clock.now() };
      const { name, value } = dialect.sign(attempt, callKey);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', [name]: value },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      const answer = { http: response.status, text: await boundedText(response), id: told.freeRoundsId };
      return readCallAnswer(dialect.callAnswers, form, answer);
    } catch (error) {
      const timedOut = (error as { name?: unknown }).name === 'TimeoutError';
      const why = error instanceof Error ? error.message : String(error);
      return { kind: 'unknown', why: timedOut ? 'no answer in time' : `no answer: ${why}` };
    }
  }
}
