import { commonError } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Body, Controller, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { ExclusionKeyGuard } from '../access/api-key.guard.js';
import { ExclusionsService } from './exclusions.service.js';
import { type SchemeAnswer, scriptedAnswer } from './scheme-answer.js';

const hangMs = 5000;
const asked = ['firstName', 'lastName', 'dateOfBirth', 'email', 'postcode'] as const;
const answers: readonly unknown[] = ['Y', 'N', 'P'] satisfies SchemeAnswer[];

/** The national self-exclusion scheme. The answer is in a header, as the real one's is. */
@Controller('exclusion')
export class ExclusionController {
  constructor(private readonly exclusions: ExclusionsService) {}

  /** Reads a form or JSON; `mobile` may be left out. */
  @Post('v2')
  @HttpCode(200)
  @UseGuards(ExclusionKeyGuard)
  async check(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const members = new Map<string, unknown>(Object.entries(body ?? {}));
    for (const name of asked) text(members, name);
    const scripted = scriptedAnswer(text(members, 'lastName'));
    if (scripted.fault === 'outage') throw commonError('service_unavailable');
    if (scripted.fault === 'hangs') await new Promise((resolve) => setTimeout(resolve, hangMs));
    const registered = await this.exclusions.answerFor(text(members, 'email'));
    void reply.headers({ 'x-exclusion': registered ?? scripted.answer, 'x-unique-id': newId() });
    return {};
  }

  /** What a person does at the scheme: joins with answer Y, or is there no longer with N or P. */
  @Post('people')
  @HttpCode(200)
  async register(@Body() body: unknown): Promise<object> {
    const members = new Map<string, unknown>(Object.entries(body ?? {}));
    const answer = members.get('answer') ?? 'Y';
    if (!answers.includes(answer)) throw malformed('answer');
    await this.exclusions.register(text(members, 'email'), answer as SchemeAnswer);
    return {};
  }
}

function text(members: Map<string, unknown>, name: string): string {
  const value = members.get(name);
  if (typeof value !== 'string' || value.trim() === '') throw malformed(name);
  return value;
}

function malformed(field: string): Error {
  const errors = [{ field, code: 'missing', message: `${field} is missing or malformed` }];
  return commonError('invalid_request', { field, errors });
}
