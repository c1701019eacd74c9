import { Clock } from '@croupier/kernel';
import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SandboxConfig } from '../sandbox.config.js';
import { isSigned } from './caller-signature.js';
import { giftScriptOf, isText, readGift } from './gifts.js';
import { GiftsService } from './gifts.service.js';
import { SeatsService } from './seats.service.js';

type Members = Readonly<Record<string, unknown>>;

/** What a casino is answered; none of a text where it is to be no JSON. */
interface Said {
  http: number;
  body: object | string;
}

/** Longer than a casino waits. */
const lateMs = 6000;
const http = { ok: 200, conflict: 409, cancelled: 422 } as const;
const malformed = (field: string): Said => ({ http: 400, body: { status: 'malformed', field } });

/** What the casino calls the studio for, as docs/studios.md has it: free rounds, and sessions that have ended. */
@Controller('studio')
export class CasinoCallsController {
  constructor(
    private readonly gifts: GiftsService,
    private readonly seats: SeatsService,
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
  ) {}

  @Post('free-rounds/:verb')
  freeRounds(
    @Param('verb') verb: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer(request, reply, () => this.carryOut(verb, (body ?? {}) as Members));
  }

  @Post('sessions/end')
  endSession(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer(request, reply, async () => {
      const { id } = (body ?? {}) as Members;
      if (!isText(id)) return malformed('id');
      await this.seats.end(id);
      return { http: 200, body: { status: 'ok' } };
    });
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    carryOut: () => Promise<Said>,
  ): Promise<void> {
    const call = {
      path: request.url,
      header: String(request.headers['croupier-signature'] ?? ''),
      body: request.rawBody ?? Buffer.alloc(0),
    };
    const said = isSigned(call, this.config.STUDIO_CALLER_KEY, this.clock.now())
      ? await carryOut()
      : { http: 401, body: { status: 'bad_signature' } };
    void reply.status(said.http).header('content-type', 'application/json').send(said.body);
  }

  private async carryOut(verb: string, members: Members): Promise<Said> {
    const { id, cursor } = members;
    if (verb === 'create') return this.create(members);
    if (verb === 'list') {
      if (cursor !== undefined && !isText(cursor)) return malformed('cursor');
      return { http: 200, body: { status: 'ok', ...(await this.gifts.list(cursor)) } };
    }
    if (!isText(id)) return malformed('id');
    if (verb === 'cancel') {
      await this.gifts.cancel(id);
      return { http: 200, body: { status: 'ok' } };
    }
    const gift = verb === 'read' ? await this.gifts.read(id) : undefined;
    return gift ? { http: 200, body: { status: 'ok', ...gift } } : { http: 422, body: { status: 'unknown' } };
  }

  private async create(members: Members): Promise<Said> {
    const gift = readGift(members);
    if ('field' in gift) return malformed(gift.field);
    const { refuses, spoils } = giftScriptOf(gift.rounds);
    if (refuses) return { http: 422, body: { status: 'not_offered' } };
    const { status, asked } = await this.gifts.create(gift);
    const said = { http: http[status], body: { status } };
    if (spoils === undefined || asked > 1) return said;
    if (spoils === 'malformed') return { http: 200, body: '{"status":"ok"' };
    if (spoils === 'lost') return { http: 500, body: { status: 'retry' } };
    await new Promise((resolve) => setTimeout(resolve, lateMs));
    return said;
  }
}
